"""Where the fields of a record stand in its text, from the beginning of the first to the end of the last."""

from __future__ import annotations

from typing import Any, NamedTuple

from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from si_plan.parsing import Path


class Field(NamedTuple):
    """A field of a record in the text: its name, where its key begins, where its value ends."""

    name: str
    begins: int
    ends: int


class RecordText(NamedTuple):
    """A record in the text: its fields in their order, and whether it stands in braces."""

    fields: tuple[Field, ...]
    in_braces: bool

    def lines(self, text: str) -> tuple[int, int]:
        """The first and the last line of the record, from 1."""
        end = len(text[: self.fields[-1].ends].rstrip())
        return text.count("\n", 0, self.fields[0].begins) + 1, text.count("\n", 0, end) + 1


def record_text(text: str, wanted: Path) -> RecordText:
    """Where the fields of the record at a path stand: from the parser's events, whose marks have ends too."""
    parser = CParser(text)
    path: list[Any] = []
    kinds: list[bool] = []  # of each open container: whether it is a record
    keys: list[tuple[str, int] | None] = []
    fields: list[Field] = []
    in_braces = False
    while True:
        event: Any = parser.get_event()
        kind = type(event)
        if kind is StreamEndEvent:
            return RecordText(tuple(fields), in_braces)
        if kind is ScalarEvent and kinds and kinds[-1] and keys[-1] is None:
            keys[-1] = (event.value, event.start_mark.index)
            path.append(event.value)
        elif kind is ScalarEvent:
            _close_value(path, kinds, keys, fields, wanted, event.end_mark.index)
        elif kind in (MappingStartEvent, SequenceStartEvent):
            if tuple(path) == wanted and kind is MappingStartEvent:
                in_braces = bool(event.flow_style)
            kinds.append(kind is MappingStartEvent)
            keys.append(None)
            if kind is SequenceStartEvent:
                path.append(0)
        elif kind in (MappingEndEvent, SequenceEndEvent):
            if not kinds.pop():
                path.pop()
            keys.pop()
            _close_value(path, kinds, keys, fields, wanted, event.end_mark.index)


def _close_value(
    path: list[Any],
    kinds: list[bool],
    keys: list[tuple[str, int] | None],
    fields: list[Field],
    wanted: Path,
    ends: int,
) -> None:
    """A value has ended: note it where it is a field of the wanted record, and go on to the next key or place."""
    if not kinds:
        return
    if not kinds[-1]:
        path[-1] += 1
        return
    key = keys[-1]
    keys[-1] = None
    path.pop()
    if key is not None and tuple(path) == wanted:
        fields.append(Field(key[0], key[1], ends))
