"""The splice that makes an edit: which characters of the text go, and which come in their place.

Each function gives the splice for one change of a value at its marks, in the file's own manner: its indentation,
brackets or dashes, quotes and line ends. A comment stays where it is; if it cannot, the edit is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from si_plan.editing.nodes import Node
from si_plan.editing.rendering import EditRefusedError, Value, field_lines, inline, list_lines
from si_plan.editing.scalars import USUAL, WIDTH, Manner, scalar_in_flow, scalar_lines

_HEADER_COMMENT: Final = r"[ \t]+#.*"


class Splice(NamedTuple):
    """Puts `text` in place of the characters from `begins` to `ends` (offsets)."""

    begins: int
    ends: int
    text: str

    def apply(self, text: str) -> str:
        """The text with the splice made."""
        return text[: self.begins] + self.text + text[self.ends :]

    def inverse(self, text: str) -> Splice:
        """The splice that undoes this one; `text` is that before it."""
        return Splice(self.begins, self.begins + len(self.text), text[self.begins : self.ends])


def splice_to_replace(
    text: str, around: Node, node: Node, value: Value, raw: str = "", manner: Manner = USUAL
) -> Splice:
    """The splice that gives a field of a record, or an entry of a list, another value; `raw` is its very text."""
    if raw:
        return Splice(node.begins, node.ends, raw)
    if node.kind != "scalar" and _has_comment(text, node):
        raise EditRefusedError("there is a comment inside it, which would be lost")
    if around.flow:
        if isinstance(value, str):
            return Splice(node.begins, node.ends, scalar_in_flow(value, node.key, node.style, manner))
        return Splice(node.begins, node.ends, inline(value, node.key, manner))
    if isinstance(value, str):
        return _splice_to_replace_scalar(text, around, node, value, manner)
    return _splice_to_replace_list(text, around, node, value, manner)


def _splice_to_replace_scalar(text: str, around: Node, node: Node, value: str, manner: Manner) -> Splice:
    indent = _column(text, around.begins)
    before = f"{node.key}: " if around.kind == "record" else "- "
    lines = scalar_lines(value, before, indent, node.key, node.style, manner)
    lines = [lines[0].removeprefix(before), *(" " * indent + line if line else "" for line in lines[1:])]
    ends = node.ends
    if node.style in ("|", ">") and (comment := re.search(_HEADER_COMMENT, _rest_of_line(text, node.begins))):
        lines[0] += comment[0]
    elif len(lines) > 1 and _rest_of_line(text, ends).strip():
        lines[0] += _rest_of_line(text, ends)  # a block has its comment on the line of its sign
        ends = _end_of_line(text, ends)
    return Splice(node.begins, ends, _newline(text).join(lines))


def _splice_to_replace_list(
    text: str, around: Node, node: Node, value: Sequence[Value] | Mapping[str, Value], manner: Manner
) -> Splice:
    newline = _newline(text)
    if node.kind == "list" and not node.flow and not isinstance(value, Mapping):
        indent = _column(text, node.begins)
        lines = list_lines(value, " " * indent, node.key, manner._replace(gap=_gap(text, node)))
        return Splice(node.begins, node.ends, newline.join(lines)[indent:])
    column = _column(text, around.begins)
    on_one_line = inline(value, node.key, manner)
    if around.kind == "list" or node.flow or column + len(node.key) + 2 + len(on_one_line) <= WIDTH:
        begins, new = node.begins, on_one_line
    else:
        begins = text.rindex(":", node.key_begins, node.begins) + 1
        lines = field_lines(node.key, value, " " * column, manner)
        new = newline.join([lines[0].partition(":")[2], *lines[1:]])
    if _column(text, node.ends) and "\n" in new and _rest_of_line(text, node.ends).strip():
        raise EditRefusedError("something else stands behind it on its line")
    return Splice(begins, node.ends, new)


def splice_to_insert_field(
    text: str,
    record: Node,
    name: str,
    value: Value,
    order: Sequence[str] = (),
    raw: str = "",
    manner: Manner = USUAL,
) -> Splice:
    """The splice that adds a field to a record, after the last of its fields that comes before it in `order`."""
    if not record.parts:
        raise EditRefusedError("the record has no field beside which it could stand")
    sooner = order[: order.index(name)] if name in order else [part.key for part in record.parts]
    before = [part for part in record.parts if part.key in sooner]
    newline = _newline(text)
    if record.flow:
        new = f"{name}: {raw or inline(value, name, manner)}"
        if not before:
            return Splice(record.parts[0].key_begins, record.parts[0].key_begins, f"{new}, ")
        return Splice(before[-1].ends, before[-1].ends, f", {new}")
    indent = " " * _column(text, record.begins)
    lines = [f"{indent}{name}: {raw}"] if raw else field_lines(name, value, indent, manner)
    if not before:
        at = record.parts[0].key_begins
        return Splice(at, at, newline.join(lines).lstrip() + newline + indent)
    at = _below(text, before[-1].ends, len(indent))
    return Splice(at, at, newline + newline.join(lines))


def splice_to_append(text: str, entries: Node, value: Value, manner: Manner = USUAL) -> Splice:
    """The splice that adds an entry at the end of a list."""
    if entries.flow:
        if entries.parts:
            return Splice(entries.parts[-1].ends, entries.parts[-1].ends, f", {inline(value, entries.key, manner)}")
        return Splice(entries.begins + 1, entries.begins + 1, inline(value, entries.key, manner))
    indent = " " * _column(text, entries.begins)
    lines = list_lines([value], indent, entries.key, manner._replace(gap=_gap(text, entries)))
    newline = _newline(text)
    at = _below(text, entries.parts[-1].ends, len(indent))
    return Splice(at, at, newline + newline.join(lines))


def splice_to_remove(text: str, around: Node, node: Node) -> Splice:
    """The splice that takes a field out of a record, or an entry out of a list, with its lines."""
    if len(around.parts) == 1:
        raise EditRefusedError("it is the only one there")
    place = around.parts.index(node)
    begins = node.key_begins if around.kind == "record" else node.begins
    if around.kind == "list" and not around.flow:
        begins = text.rindex("-", around.parts[place - 1].ends if place else 0, node.begins)
    if place == 0:
        following = around.parts[1]
        ends = following.key_begins if around.kind == "record" else following.begins
        if around.kind == "list" and not around.flow:
            ends = text.rindex("-", node.ends, following.begins)
        if "#" in text[node.ends : ends]:
            raise EditRefusedError("a comment stands between it and what follows")
        return Splice(begins, ends, "")
    if around.flow:
        return Splice(around.parts[place - 1].ends, node.ends, "")
    line = text.rfind("\n", 0, begins)
    if text[line + 1 : begins].strip():
        raise EditRefusedError("something else stands before it on its line")
    return Splice(line - (text[line - 1] == "\r"), _end_of_line(text, node.ends), "")


def manner_of(text: str, root: Node) -> Manner:
    """How a file is written, as far as it shows: by its first list below a name, and the quotes that it uses more."""
    steps: list[int] = []
    quoted = {"'": 0, '"': 0}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.parts))
        if node.style in quoted:
            quoted[node.style] += 1
        if node.kind == "record" and not node.flow:
            below = (part for part in node.parts if part.kind == "list" and not part.flow)
            steps += [_column(text, part.begins) - _column(text, node.begins) for part in below]
    step = steps[0] if steps and 0 <= steps[0] <= 8 else USUAL.step
    return Manner(step, USUAL.gap, "'" if quoted["'"] > quoted['"'] else '"')


def _gap(text: str, entries: Node) -> int:
    """The spaces after the dash of a list's first entry."""
    first = entries.parts[0].begins if entries.parts else entries.begins + 2
    gap = first - entries.begins - 1
    return gap if 1 <= gap <= 8 and not text[entries.begins + 1 : first].strip(" ") else 1


def _has_comment(text: str, node: Node) -> bool:
    """Whether a comment stands in a list or a record: a # outside all of its texts."""
    at, waiting = node.begins, [node]
    scalars: list[Node] = []
    while waiting:
        inner = waiting.pop()
        waiting.extend(reversed(inner.parts))
        if inner.kind == "scalar":
            scalars.append(inner)
    for scalar in scalars:
        if "#" in text[at : scalar.begins]:
            return True
        if scalar.style in ("|", ">") and re.search(_HEADER_COMMENT, _rest_of_line(text, scalar.begins)):
            return True
        at = scalar.ends
    return "#" in text[at : node.ends]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - (end > at and text[end - 1] == "\r")


def _below(text: str, at: int, column: int) -> int:
    """The end of the line in which a value ends, or of the last comment below it that is indented further than
    `column`: that belongs to the value, and a block put before it would take it for text."""
    at = _end_of_line(text, at)
    comments = re.compile(rf"(?:\s*\n {{{column + 1},}}#[^\r\n]*)*").match(text, at)
    return comments.end() if comments is not None else at


def _rest_of_line(text: str, at: int) -> str:
    return text[at : _end_of_line(text, at)]
