"""Records and their values as lines of YAML, in block style; `scalars.py` writes the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from si_plan.dates.clock import Clock
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.editing.scalars import USUAL, WIDTH, Bare, Manner, scalar_in_flow, scalar_lines
from si_plan.errors import SiplanError
from si_plan.model.fields import Record

Value = str | Sequence["Value"] | Mapping[str, "Value"]

IN_BRACKETS: Final = frozenset(
    {"leads", "accountable", "support", "areas", "measures", "see", "when", "who", "dates", "aliases", "answers"}
)
"""The list fields that stand in brackets while they are short; the others have a line for each entry."""


class EditRefusedError(SiplanError):
    """An edit that cannot be made safely: nothing was changed, and the hint says what to do by hand."""


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
    if isinstance(value, (Recurrence, Clock)):
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
