"""Values as YAML text: ruamel.yaml writes each scalar, in the quotes or the block that it needs.

A text is written so that every YAML tool reads it as a text: one that YAML 1.1 or 1.2 would take for a number, a
date, a flag or null is put in quotes. A `Bare` one has its type from its field (a date, a number, a flag, a word of a
list), and needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from io import StringIO
from typing import Any, Final, NamedTuple, cast

from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.errors import SiplanError, UsageError
from si_plan.loading.parsing import parse
from si_plan.loading.records import ID_FIELDS
from si_plan.model.fields import Record
from si_plan.sources import Source

Value = str | Sequence["Value"] | Mapping[str, "Value"]

WIDTH: Final = 110
"""The columns after which a long text is folded."""
IN_BRACKETS: Final = frozenset(
    {"leads", "accountable", "support", "areas", "measures", "see", "when", "who", "dates", "aliases", "answers"}
)
"""The list fields that stand in brackets while they are short; the others have a line for each entry."""
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


class EditRefusedError(SiplanError):
    """An edit that cannot be made safely: nothing was changed, and the hint says what to do by hand."""


class UnwritableError(UsageError):
    """A text that no plan file can hold: one with control characters, or an empty one."""


def fields_of(record: Record) -> dict[str, Value]:
    """The fields that a record has, in the schema's order, as values to write. An empty list is one only where the
    record must have the field."""
    return {
        name: value_to_write(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if name in record.model_fields_set and (getattr(record, name) not in (None, ()) or field.is_required())
    }


def value_to_write(value: Any) -> Value:
    """A record's typed value as a value to write: dates, numbers and flags without quotes."""
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    if isinstance(value, Recurrence):
        return bare_value(value.as_data())
    if isinstance(value, (date, ReducedDate, int)):
        return Bare(value)
    if isinstance(value, float):
        return Bare(f"{value:.15g}")
    if isinstance(value, Record):
        return fields_of(value)
    if isinstance(value, (tuple, list)):
        return [value_to_write(part) for part in value]
    if isinstance(value, Mapping):
        only = {name: part[0] if isinstance(part, tuple) and len(part) == 1 else part for name, part in value.items()}
        return {name: value_to_write(part) for name, part in only.items()}
    return cast(Value, value)


def bare_value(value: Any) -> Value:
    """The value to write for one whose field gives all its texts their type: each without quotes."""
    if isinstance(value, Mapping):
        return {name: Bare(part) if "," not in str(part) else str(part) for name, part in value.items()}
    return [Bare(part) for part in value] if isinstance(value, (tuple, list)) else Bare(value)


def read_back(value: Value) -> Any:
    """What reading the written value gives: plain texts, lists and dicts."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {name: read_back(part) for name, part in value.items()}
    return [read_back(part) for part in value]


def record_lines(fields: Mapping[str, Value], indent: str, manner: Manner = USUAL) -> list[str]:
    """A record's fields as lines in block style, each behind `indent`."""
    lines: list[str] = []
    for name, value in fields.items():
        lines += field_lines(name, value, indent, manner)
    return lines


def field_lines(name: str, value: Value, indent: str, manner: Manner = USUAL) -> list[str]:
    """A field as lines in block style."""
    if isinstance(value, str):
        return _indent(indent, scalar_lines(value, f"{name}: ", len(indent), name, manner=manner))
    if isinstance(value, Mapping) and name == "extra":
        return [f"{indent}{name}:", *record_lines(_named(name, value), indent + "  ", manner)]
    if isinstance(value, Mapping):
        return [f"{indent}{name}: {inline(value, name, manner)}"]
    if name in IN_BRACKETS:
        short = f"{indent}{name}: {inline(value, name, manner)}"
        if len(short) <= WIDTH:
            return [short]
    return [f"{indent}{name}:", *list_lines(value, indent + " " * manner.step, name, manner)]


def list_lines(values: Iterable[Value], indent: str, name: str = "", manner: Manner = USUAL) -> list[str]:
    """The entries of a list as lines in block style."""
    lines: list[str] = []
    dash = f"-{' ' * manner.gap}"
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = record_lines(value, indent + " " * len(dash), manner)
            lines += [f"{indent}{dash}{first.lstrip()}", *rest]
        elif isinstance(value, str):
            lines += _indent(indent, scalar_lines(value, dash, len(indent), name, manner=manner))
        else:
            lines.append(f"{indent}{dash}{inline(value, name, manner)}")
    return lines


def _indent(indent: str, lines: list[str]) -> list[str]:
    return [f"{indent}{line}" if line else "" for line in lines]


def inline(value: Value, name: str = "", manner: Manner = USUAL) -> str:
    """A value on one line, as it stands in brackets or braces."""
    if isinstance(value, str):
        return scalar_in_flow(value, name, manner=manner)
    if isinstance(value, Mapping):
        parts = (f"{key}: {inline(part, key, manner)}" for key, part in _named(name, value).items())
        return "{" + ", ".join(parts) + "}"
    return f"[{', '.join(inline(part, name, manner) for part in value)}]"


def _named(name: str, value: Mapping[str, Value]) -> Mapping[str, Value]:
    """A mapping with its names as they stand before a colon: a document's own names for columns may need quotes."""
    return {scalar_in_flow(column): texts for column, texts in value.items()} if name == "extra" else value


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
