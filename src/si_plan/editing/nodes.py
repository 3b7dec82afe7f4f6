"""Where each value is in the text of a plan file: its beginning, its end and how it is written.

libyaml's events have marks at both ends. What they call the end of a block lies beyond the comments and empty lines
after it; here a value ends with its own last character, so that nothing after it is taken for part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from yaml import CBaseLoader
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from si_plan.loading.parsing import Path, end_last_line
from si_plan.loading.places import Places
from si_plan.sources import Source

Kind = Literal["scalar", "record", "list"]


class Node:
    """A value in the text, from `begins` to `ends` (offsets in characters).

    `style` is a scalar's: `""` for plain, `'`, `"`, `|` or `>`. `flow` says that a record stands in braces, or a list
    in brackets. `parts` are the values of a record or a list in their order; a record's have a `key`, at `key_begins`.
    """

    __slots__ = ("begins", "ends", "flow", "key", "key_begins", "kind", "parts", "style")

    def __init__(self, kind: Kind, begins: int, *, style: str = "", flow: bool = False) -> None:
        self.kind = kind
        self.begins = begins
        self.ends = begins
        self.style = style
        self.flow = flow
        self.key = ""
        self.key_begins = begins
        self.parts: list[Node] = []

    def at(self, path: Path) -> Node | None:
        """The value at a path below this one; None where there is none."""
        node: Node | None = self
        for part in path:
            if node is None:
                return None
            node = node.part(part)
        return node

    def part(self, name: str | int) -> Node | None:
        """The value of a field, or at a place in a list."""
        if isinstance(name, int):
            return self.parts[name] if self.kind == "list" and name < len(self.parts) else None
        return next((part for part in self.parts if part.key == name), None) if self.kind == "record" else None

    def lines(self, text: str) -> tuple[int, int]:
        """The first and the last line of the value, from 1."""
        return text.count("\n", 0, self.begins) + 1, text.count("\n", 0, self.ends) + 1


class Lines(NamedTuple):
    """Lines of a plan's file, numbered from 1: the file's path in the plan's folder, the first line and the last."""

    path: str
    first: int
    last: int


def lines_of_record(places: Places, sources: Iterable[Source], identity: str) -> Lines | None:
    """The lines of a record; None where no file has it."""
    place = places.path(identity)
    if place is None:
        return None
    path, inside = place
    text = next(source.text or "" for source in sources if source.path == path).removeprefix("\ufeff")
    node = nodes_of(text).at(inside)
    return Lines(path, *node.lines(text)) if node is not None else None


def nodes_of(text: str) -> Node:
    """The tree of values in a text, which `parsing` read without a finding and which has no byte-order mark."""
    parser = CBaseLoader(end_last_line(text))
    try:
        return _read(parser, text)
    finally:
        parser.dispose()


def _read(parser: Any, text: str) -> Node:
    root = Node("list", 0)
    open_nodes = [root]
    keys: list[tuple[str, int] | None] = [None]
    while True:
        event: Any = parser.get_event()
        kind = type(event)
        if kind is StreamEndEvent:
            return root.parts[0]
        if kind is ScalarEvent:
            if open_nodes[-1].kind == "record" and keys[-1] is None:
                keys[-1] = (event.value, event.start_mark.index)
                continue
            node = Node("scalar", event.start_mark.index, style=event.style or "")
            node.ends = _end_of_scalar(text, node, min(event.end_mark.index, len(text)))
            _add(open_nodes[-1], keys, node)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            node = Node(
                "record" if kind is MappingStartEvent else "list",
                event.start_mark.index,
                flow=bool(event.flow_style),
            )
            _add(open_nodes[-1], keys, node)
            open_nodes.append(node)
            keys.append(None)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = open_nodes.pop()
            keys.pop()
            node.ends = event.end_mark.index if node.flow or not node.parts else node.parts[-1].ends


def _add(around: Node, keys: list[tuple[str, int] | None], node: Node) -> None:
    key = keys[-1]
    if key is not None:
        node.key, node.key_begins = key
        keys[-1] = None
    around.parts.append(node)


def _end_of_scalar(text: str, node: Node, end: int) -> int:
    """Where a scalar's text ends. libyaml ends a block at the next value; the empty lines before that belong to the
    block only where it keeps them (`|+`), or where they hold spaces, which may be part of its text."""
    if node.style not in ("|", ">"):
        return end
    header = text[node.begins : text.find("\n", node.begins)].partition("#")[0]
    ended = len(text[:end].rstrip())
    if "+" not in header and " " not in text[ended:end]:
        return ended
    return len(text[:end].removesuffix("\n").removesuffix("\r"))
