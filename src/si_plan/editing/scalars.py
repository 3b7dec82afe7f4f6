"""Texts as YAML: ruamel.yaml writes each scalar, in the quotes or the block that it needs.

A text is written so that every YAML tool reads it as a text: one that YAML 1.1 or 1.2 would take for a number, a
date, a flag or null is put in quotes. A `Bare` one has its type from its field (a date, a number, a flag, a word of a
list), and needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import StringIO
from typing import Any, Final, NamedTuple

from si_plan.errors import UsageError
from si_plan.loading.parsing import ID_FIELDS, parse
from si_plan.sources import Source

WIDTH: Final = 110
"""The columns after which a long text is folded."""
_OF_TEXTS: Final = frozenset({"when", "steps", "success", "monitoring", "resources", "evidence", "background", "means"})
"""The list fields of texts. In brackets, one without a capital would look like the end of the one before it."""


class Bare(str):
    """A text that needs no quotes, since its field gives it its type: a date, a number, true, a code."""

    __slots__ = ()


class Manner(NamedTuple):
    """How a file is written: the spaces by which a list is indented below its name, those between a dash and what
    follows it, and the quotes that it uses."""

    step: int = 2
    gap: int = 1
    quotes: str = '"'


USUAL: Final = Manner()


class UnwritableError(UsageError):
    """A text that no plan file can hold: one with control characters, or an empty one."""


def scalar_in_flow(value: str, name: str = "", style: str = "", manner: Manner = USUAL) -> str:
    """A text on one line, as it stands in brackets or braces. Raises UnwritableError."""
    for tried in _styles(value, name, style, manner.quotes, block=False):
        text = _emit(value, tried, "[")
        if _is_in(tried, text) and "\n" not in text and _reads_back(f"- [{text}, x]", [[str(value), "x"]]):
            return text
    raise _unwritable(value)


def scalar_lines(
    value: str, before: str, column: int = 0, name: str = "", style: str = "", manner: Manner = USUAL
) -> list[str]:
    """A text as lines, `before` (`note: `, or `- `) at the beginning of the first, the others indented by two.

    `column` is where `before` will stand, `style` how a text that it replaces was written. Raises UnwritableError.
    """
    room = WIDTH - column - len(before)
    opening = "- " if before.startswith("-") else "k: "
    for tried in _styles(value, name, style, manner.quotes, block=True, room=room):
        folded = "\n".join(_fold(line, WIDTH - column - 2) for line in value.split("\n")) if tried == ">" else value
        lines = _emit(folded, tried, opening).split("\n")
        expected: Any = [str(value)] if opening == "- " else {"k": str(value)}
        if _is_in(tried, lines[0]) and _reads_back(opening + "\n".join(lines), expected):
            return [before + lines[0], *lines[1:]]
    raise _unwritable(value)


def _styles(value: str, name: str, style: str, usual: str, *, block: bool, room: int = WIDTH) -> list[str]:
    """The styles to try for a text, the best first: its former one where that was quotes, plain, folded, quotes."""
    clumsy = ('"' in value or "\\" in value) if usual == '"' else "'" in value
    other = "'" if usual == '"' else '"'
    quotes = other if clumsy and other not in value else usual
    if isinstance(value, Bare):
        return ["", '"']
    if "\n" in value:
        if not block or value.endswith("\n"):
            return ['"']
        lines = value.split("\n")
        long = style != "|" and any(len(line) > WIDTH for line in lines) and all(map(_can_fold, lines))
        return [">", "|", '"'] if long else ["|", '"']
    if style in ("'", '"'):
        return [style, '"']
    if name in ID_FIELDS and value[:1].isdigit():
        return [usual]
    if name in _OF_TEXTS and not block and not value[:1].isupper():
        return [quotes, '"']
    if block and _can_fold(value) and (style in ("|", ">") or len(value) > room):
        return [">", quotes, '"']
    return [quotes, '"'] if _looks_like_another_type(value) else ["", quotes, '"']


def _is_in(style: str, text: str) -> bool:
    """Whether the text was written in the style asked for: the emitter quotes by itself what cannot stand plain."""
    return not text.startswith(("'", '"')) if style == "" else text.startswith(style)


def _can_fold(value: str) -> bool:
    """Whether a folded block says just this line: words with one space between, so that it can end at any."""
    return " " in value and value.split(" ") == value.split() and not value.startswith("#")


def _fold(value: str, width: int) -> str:
    """The text with the emitter's mark (a bell) before each space where a line is to end."""
    lines: list[str] = []
    length = 0
    for word in value.split(" "):
        if lines and length + 1 + len(word) <= width:
            lines[-1] += f" {word}"
            length += 1 + len(word)
        else:
            lines.append(word)
            length = len(word)
    return "\a ".join(lines)


def _looks_like_another_type(value: str) -> bool:
    """Whether some YAML tool reads the unquoted text as anything but a text (YAML 1.1's rules and 1.2's)."""
    from ruamel.yaml.resolver import implicit_resolvers

    if any(value[:1] in first and rule.match(value) for _, _, rule, first in implicit_resolvers):
        return True
    if value[:2] in ("0x", "0o", "0b"):
        return True
    try:
        float(value)
    except ValueError:
        return False
    return True


def _emit(value: str, style: str, opening: str) -> str:
    """The scalar as ruamel.yaml writes it after `k: `, after `- ` or in brackets, without what stands before it."""
    from ruamel.yaml.events import (
        DocumentEndEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
        StreamStartEvent,
    )

    if not value:
        return '""'
    yaml = _writer()(typ="safe", pure=True)
    yaml.width = 1 << 30  # no line ends but where a fold or the text itself has one
    out = StringIO()
    scalar = ScalarEvent(None, None, (True, True, True), value, style=style or None)
    if opening == "k: ":
        key = ScalarEvent(None, None, (True, True, True), "k")
        inner = [MappingStartEvent(None, None, True, flow_style=False), key, scalar, MappingEndEvent()]
    else:
        inner = [SequenceStartEvent(None, None, True, flow_style=opening == "["), scalar, SequenceEndEvent()]
    start = [StreamStartEvent(), DocumentStartEvent(explicit=False)]
    yaml.emit([*start, *inner, DocumentEndEvent(explicit=False), StreamEndEvent()], out)
    text = out.getvalue().removesuffix("\n")
    return text[1:-1] if opening == "[" else text[len(opening) :].lstrip(" ")


@cache
def _writer() -> Callable[..., Any]:
    """ruamel.yaml without plug-ins, for which it would look on disk before each scalar."""
    from ruamel.yaml import YAML

    class Writer(YAML):
        def official_plug_ins(self) -> list[str]:
            return []

    return Writer


def _reads_back(text: str, expected: Any) -> bool:
    found = parse(Source("", "", text))
    return found.data == expected and not any(finding.severity == "error" for finding in found.findings)


def _unwritable(value: str) -> UnwritableError:
    points = map(ord, value)
    escaped = '"' + "".join(f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}" for point in points) + '"'
    findings = parse(Source("", "", f"k: {escaped}\n")).findings
    why = findings[0].message if findings else "no YAML text says it"
    hint = findings[0].hint if findings else "write it by hand"
    return UnwritableError(f"this text cannot stand in a plan file: {why}", hint)
