"""What pydantic says of a malformed record, in the words of the person who wrote it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import ValidationError

from si_plan.closeness import closest
from si_plan.model.fields import FORMS, Record
from si_plan.parsing import Path

_NOUNS: Final = {
    "PlanDetails": "plan",
    "SourceNote": "source note",
    "Entry": "log entry",
    "TargetReading": "reading",
    "RepeatRule": "recurrence",
}


def noun(model: type[Record]) -> str:
    """What a kind of record is called in a message: action, milestone, log entry."""
    return _NOUNS.get(model.__name__, model.__name__.lower())


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of form: the path of the value (or of its key), and what to say of it."""

    path: Path
    code: str
    message: str
    hint: str = ""
    of_key: bool = False
    drops_record: bool = False
    """Whether the record cannot do without what is wrong, so that it has to be left out."""


def mistakes(error: ValidationError, model: type[Record], data: Any) -> list[Mistake]:
    """The mistakes in `data`, which is no `model`, in the order of its fields."""
    return [_mistake(detail, model, data) for detail in error.errors(include_url=False)]


def without(data: dict[str, Any], found: Iterable[Mistake]) -> dict[str, Any] | None:
    """A copy of `data` without what is mistaken in it; None where nothing of it can be kept."""
    kept: dict[str, Any] = copy.deepcopy(data)
    dropped: list[Path] = []
    for mistake in found:
        dropped.append(mistake.path[:-1] if mistake.drops_record else mistake.path)
    # From the last to the first, so that the places of a list's earlier entries stay true.
    for path in sorted(set(dropped), key=_from_the_end):
        if not path:
            return None
        _drop(kept, path)
    return kept


def _from_the_end(path: Path) -> tuple[Any, ...]:
    return tuple((0, -part, "") if isinstance(part, int) else (1, 0, part) for part in path)


def _drop(data: Any, path: Path) -> None:
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    try:
        del data[path[-1]]
    except (KeyError, IndexError, TypeError):
        return


def _mistake(detail: Any, model: type[Record], data: Any) -> Mistake:
    path, record = _place(detail["loc"], model, data)
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "missing":
        return Mistake(
            path,
            "missing-field",
            f"this {noun(record)} has no {name}",
            _add_line(record, name),
            drops_record=True,
        )
    if kind == "extra_forbidden":
        near = closest(name, _field_names(record))
        hint = f"did you mean {near}?" if near else f"its fields are {', '.join(_field_names(record))}"
        return Mistake(path, "unknown-field", f"a {noun(record)} has no field {_quoted(name)}", hint, of_key=True)
    if kind == "date":
        return Mistake(path, "bad-date", f"{name}: {detail['msg']}", context.get("hint", ""))
    if kind == "string_pattern_mismatch":
        return _pattern(path, name, context["pattern"], given)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        near = closest(given, choices) if isinstance(given, str) else None
        hint = (f"did you mean {near}? " if near else "") + f"{name} is one of {', '.join(choices)}"
        return Mistake(path, "bad-value", f"{name} cannot be {_quoted(given)}", hint)
    if kind in _SHAPES:
        return Mistake(path, "wrong-shape", *_shape_words(kind, name, given, record))
    if kind == "less_than_equal" and name == "format":
        return Mistake(
            path,
            "newer-format",
            f"the plan is of format {_quoted(given)}, and this siplan reads format {context['le']}",
            "install a newer siplan",
        )
    if kind == "too_short":
        return Mistake(path, "empty-value", f"{name} is an empty list", "write its entries, or delete the line")
    if kind in ("flag", "rule"):
        return Mistake(path, "bad-value", f"{name}: {detail['msg']}", "see the file format in the README")
    return Mistake(path, "bad-value", f"{name} cannot be {_quoted(given)}", _sentence(detail["msg"]))


_SHAPES: Final = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a record",
    "model_attributes_type": "a record",
    "dict_type": "a record",
}


def _shape_words(kind: str, name: str, given: Any, record: type[Record]) -> tuple[str, str]:
    wanted = _SHAPES[kind]
    found = _found_shape(given)
    shown = name or f"this {noun(record)}"
    if wanted == "a list" and isinstance(given, str) and len(given) <= 60:
        hint = f"write {name}: [{given}]"
    elif wanted == "a text" and isinstance(given, dict):
        hint = "a text that holds a colon goes in quotes"
    elif wanted == "a list":
        hint = "begin each entry with a dash"
    elif wanted == "a record":
        hint = "write its fields, one a line"
    else:
        hint = "write one text"
    return f"{shown} is {wanted}, and {found} stands here", hint


def _found_shape(given: Any) -> str:
    if isinstance(given, dict):
        return "a record"
    return "a list" if isinstance(given, list) else "a text"


def _pattern(path: Path, name: str, pattern: str, given: Any) -> Mistake:
    words = FORMS.get(pattern)
    if pattern == r"\S":
        return Mistake(path, "empty-value", f"{name} is an empty text", "write its value, or delete the line")
    if words is None:
        return Mistake(path, "bad-value", f"{name} cannot be {_quoted(given)}", "write it as 6 weeks, 2 years or term")
    return Mistake(path, "bad-id", f"{_quoted(given)} is not an id for {name}", words)


def _place(loc: tuple[Any, ...], model: type[Record], data: Any) -> tuple[Path, type[Record]]:
    """The path in `data` that pydantic's place names (without the tags of unions), and the record it is in."""
    path: list[str | int] = []
    record: type[Record] = model
    around: Any = data
    nested: type[Record] | None = model
    last = len(loc) - 1
    for number, part in enumerate(loc):
        if isinstance(part, str) and not isinstance(around, dict):
            continue
        if part in ("word", "rule") and part not in (around if isinstance(around, dict) else ()):
            continue
        if isinstance(part, str):
            record = nested or record
            nested = _nested(record, part)
        path.append(part)
        try:
            around = around[part]
        except (KeyError, IndexError, TypeError):
            if number != last:
                break
    return tuple(path), record


def _nested(record: type[Record], name: str) -> type[Record] | None:
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


def _field_names(record: type[Record]) -> list[str]:
    return [info.alias or name for name, info in record.model_fields.items()]


def _add_line(record: type[Record], name: str) -> str:
    for field_name, info in record.model_fields.items():
        if name in (field_name, info.alias) and info.description:
            return f"add a line `{name}: …` ({info.description[0].lower()}{info.description[1:]})"
    return f"add a line `{name}: …`"


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else "this"
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:]
