"""What is in a file where another shape should be: text, a list, a record; and what kinds of record are called."""

from __future__ import annotations

import re
from typing import Any, Final, get_args

from si_plan.loading.parsing import Path
from si_plan.model.fields import Record

_NOUNS: Final = {
    "PlanDetails": "plan",
    "SourceNote": "source note",
    "Entry": "log entry",
    **dict.fromkeys(("Voided", "RoleVoided"), "undone entry"),
    "RoleEntry": "entry about a role",
    "TargetReading": "result",
    "MemberEntry": "member",
    "PortfolioFile": "portfolio",
}


def noun(model: type[Record]) -> str:
    """What a kind of record is called in a message: action, milestone, log entry."""
    return _NOUNS.get(model.__name__, model.__name__.lower())


def required(record: type[Record]) -> list[str]:
    """The fields, as files write them, that a kind of record must have."""
    return [field.alias or name for name, field in record.model_fields.items() if field.is_required()]


def model_of_field(record: type[Record], name: str) -> type[Record] | None:
    """The kind of record that a field holds; None where it holds none."""
    for field_name, info in record.model_fields.items():
        if name in (field_name, info.alias):
            return _record_in(info.annotation)
    return None


def _record_in(annotation: Any) -> type[Record] | None:
    """The kind of record that an annotation holds: `tuple[Milestone, ...]` holds milestones."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in get_args(annotation):
        found = _record_in(part)
        if found is not None:
            return found
    return None


SHAPES: Final = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a record",
    "model_attributes_type": "a record",
    "dict_type": "a record",
}


def shape_words(wanted: str, path: Path, name: str, given: Any, record: type[Record]) -> tuple[str, str]:
    """The message and the hint for what is not the shape that it should be."""
    found = _found_shape(given)
    entry = bool(path) and isinstance(path[-1], int)
    field = f"`{name}`" if name else f"this {noun(record)}"
    shown = f"each entry of {field}" if entry and name else field
    if wanted == "a list" and isinstance(given, str):
        codes = _CODES.fullmatch(given) is not None
        hint = (
            f"write {name}: [{_JOINING.sub(', ', given)}]"
            if codes
            else "write each entry on its own line, after a dash"
        )
    elif (record.__name__, name) in _WRITTEN:
        hint = _WRITTEN[record.__name__, name]
    elif wanted == "text" and isinstance(given, dict):
        hint = "put text that contains a colon in quotes"
    elif wanted == "a list":
        hint = "start each entry with a dash"
    elif wanted == "a record" and entry:
        hint = f"write its fields, one to a line, the first after the dash{_needed(record, name)}"
    elif wanted == "a record" and not path and isinstance(given, list):
        hint = "start its fields at the left edge, without a dash"
    elif wanted == "a record":
        hint = "write its fields, one to a line"
    else:
        hint = "write it as plain text, without a list"
    return f"{shown} must be {wanted}, not {found}", hint


def _needed(record: type[Record], name: str) -> str:
    """The fields that each record of a list must have, as a hint ends."""
    made_of = model_of_field(record, name)
    return f": {', '.join(f'{field}: …' for field in required(made_of))}" if made_of is not None else ""


_WRITTEN: Final = {
    ("MemberEntry", "areas"): "write each area and its theme: {A1: attendance}",
    ("MemberEntry", "source"): "write the folder of its plan as text, and a revision on a line of its own",
}
"""How a field is written whose shape says too little."""
_CODES: Final = re.compile(r"[\w.-]+(\s*[,/&]\s*[\w.-]+)*")
_JOINING: Final = re.compile(r"\s*[,/&]\s*")


def _found_shape(given: Any) -> str:
    if isinstance(given, dict):
        return "a record"
    return "a list" if isinstance(given, list) else "text"
