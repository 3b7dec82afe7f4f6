"""Edits of a plan file: a splice each, read again by two readers before any of it is kept.

An edit names a value by its path in the file's data, and what to do with it. Both siplan's reader and ruamel.yaml's
(YAML 1.2) must read the new text as the old data with the edits made. If not, nothing is kept, and the error names the
line to edit by hand.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from si_plan.editing.nodes import Node, nodes_of
from si_plan.editing.rendering import EditRefusedError, Value, read_back
from si_plan.editing.scalars import Manner
from si_plan.editing.splices import (
    Splice,
    manner_of,
    splice_to_append,
    splice_to_insert_field,
    splice_to_remove,
    splice_to_replace,
)
from si_plan.loading import SoundPlan
from si_plan.loading.parsing import Path, end_last_line, parse
from si_plan.sources import MOST_BYTES, Source

Do = Literal["set", "append", "remove"]


class Edit(NamedTuple):
    """One edit of the value at `path`: `set` gives a field another value, or adds it to its record in the schema's
    `order`; `append` adds an entry to the list there; `remove` takes out the field or the entry. `raw`, if given, is
    the text that `set` writes, in place of `value` rendered."""

    do: Do
    path: Path
    value: Value = ""
    order: Sequence[str] = ()
    raw: str = ""


def apply_edits(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with the edits made, in their order. Raises EditRefusedError where one cannot be made safely."""
    text = source.text or ""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    document = parse(source)
    if document.data is None:
        raise EditRefusedError(f"{source.shown} cannot be read", "siplan validate says what is wrong in it")
    expected = copy.deepcopy(document.data)
    line = 0
    for apart in _rounds(edits):
        splices = _splices_of(source, text, apart)
        line = line or text.count("\n", 0, splices[0].begins) + 1
        for splice in sorted(splices, key=lambda one: one.begins, reverse=True):
            text = splice.apply(text)
        for edit in apart:
            _apply_to_data(expected, edit)
    result = source._replace(text=mark + text)
    require_both_readers_agree(result, expected, line or 1)
    return result


def place_of(sound: SoundPlan, identity: str) -> tuple[Source, Path]:
    """The file that a record is in, and its path in the file's data. Raises EditRefusedError where it cannot be found,
    as one of two that share an id."""
    place = sound.loaded.places.path(identity)
    if place is None:
        raise EditRefusedError(f"{identity} is not to be found in its file", "add the line by hand")
    file, path = place
    return file_of(sound, file), path


def file_of(sound: SoundPlan, path: str) -> Source:
    """The plan's file at this path. The plan must have it."""
    return next(source for source in sound.sources if source.path == path)


def _rounds(edits: Iterable[Edit]) -> list[list[Edit]]:
    """The edits in their order, in as few rounds as can be: those of a round are in records apart from each other, so
    that one reading of the text serves them all."""
    rounds: list[list[Edit]] = []
    last: dict[Path, int] = {}
    """The last round that has an edit of the record or list at a path, or of something in it."""
    own: dict[Path, int] = {}
    """The last round that has an edit of the record or list at a path itself."""
    for edit in edits:
        at = edit.path if edit.do == "append" else edit.path[:-1]
        around = [at[:length] for length in range(len(at) + 1)]
        number = 1 + max(last.get(at, -1), *(own.get(path, -1) for path in around))
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(edit)
        own[at] = number
        for path in around:
            last[path] = max(number, last.get(path, -1))
    return rounds


def _splices_of(source: Source, text: str, edits: Iterable[Edit]) -> list[Splice]:
    root = nodes_of(text)
    manner = manner_of(text, root)
    return [_splice(source, text, root, manner, edit) for edit in edits]


def splice_of(source: Source, text: str, edit: Edit) -> Splice:
    """The splice that makes an edit in a text without byte-order mark. Raises EditRefusedError."""
    return _splices_of(source, text, [edit])[0]


def _splice(source: Source, text: str, root: Node, manner: Manner, edit: Edit) -> Splice:
    node = root.at(edit.path)
    around = root.at(edit.path[:-1]) if edit.path else None
    try:
        if edit.do == "append" and node is not None and node.kind == "list":
            return splice_to_append(text, node, edit.value, manner)
        if edit.do == "remove" and node is not None and around is not None:
            return splice_to_remove(text, around, node)
        if edit.do == "set" and node is not None and around is not None:
            return splice_to_replace(text, around, node, edit.value, edit.raw, manner)
        if edit.do == "set" and around is not None and around.kind == "record":
            name = str(edit.path[-1])
            return splice_to_insert_field(text, around, name, edit.value, edit.order, edit.raw, manner)
    except EditRefusedError as refused:
        raise _refusal(source, text, node or around or root, refused.message, refused.hint) from None
    raise _refusal(source, text, node or around or root, "there is no place for it in the file", "")


def _refusal(source: Source, text: str, node: Node, why: str, hint: str) -> EditRefusedError:
    refused = _refusal_at_line(source, node.lines(text)[0], why)
    refused.hint = hint or refused.hint
    return refused


def _refusal_at_line(source: Source, line: int, why: str) -> EditRefusedError:
    return EditRefusedError(f"{source.shown}, line {line}: cannot be edited safely: {why}", f"edit line {line} by hand")


def _apply_to_data(data: Any, edit: Edit) -> None:
    """Make the edit in data, as the edited text should read."""
    value = data
    for part in edit.path[:-1]:
        value = value[part]
    if edit.do == "append":
        (value[edit.path[-1]] if edit.path else data).append(read_back(edit.value))
    elif edit.do == "remove":
        del value[edit.path[-1]]
    else:
        value[edit.path[-1]] = read_back(edit.value)


def require_both_readers_agree(result: Source, expected: Any, line: int = 1) -> None:
    """Raise EditRefusedError unless both readers find exactly what is expected in the new text, edited at `line`."""
    document = parse(result)
    errors = [finding for finding in document.findings if finding.severity == "error"]
    size = len((result.text or "").encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        why = f"it would have {size:,} bytes, and siplan reads no file of over {MOST_BYTES:,}"
    elif errors:
        why = f"it would leave a mistake: {errors[0].message}"
    elif document.data != expected:
        why = "the file would say something else besides"
    elif (second := read_again(result.text or "")) != expected:
        line = second.line if isinstance(second, Unread) else line
        why = "another reader of YAML 1.2 would read it otherwise, or not at all"
    else:
        return
    raise _refusal_at_line(result, line, why)


class Unread(NamedTuple):
    """A text that the second reader cannot read to its end: the line where it stops, from 1."""

    line: int


def read_again(text: str) -> Any:
    """The data that ruamel.yaml's own parser finds in a text, every scalar as text; an Unread where it cannot read it.
    It uses the parser's events alone, which takes a third of the time of its loader."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    root: list[Any] = []
    containers: list[Any] = [root]
    keys: list[str | None] = [None]

    def add(value: Any) -> None:
        key = keys[-1]
        if key is None:
            containers[-1].append(value)
        else:
            containers[-1][key] = value
            keys[-1] = None

    try:
        for event in YAML(typ="safe", pure=True).parse(end_last_line(text.removeprefix("\ufeff"))):
            kind = type(event)
            if kind is ScalarEvent:
                if type(containers[-1]) is dict and keys[-1] is None:
                    keys[-1] = event.value
                else:
                    add(event.value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                new: Any = {} if kind is MappingStartEvent else []
                add(new)
                containers.append(new)
                keys.append(None)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                containers.pop()
                keys.pop()
    except YAMLError as error:
        where = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
        return Unread(where.line + 1 if where is not None else 1)
    return root[0] if len(root) == 1 else Unread(1)
