"""Pydantic's errors about a malformed record, in the words of the person who wrote it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError

from si_plan.diagnostics import MOST_PER_FILE
from si_plan.loading.misplaced import route_of, value_at
from si_plan.loading.parsing import Path
from si_plan.loading.shapes import SHAPES, model_of_field, noun, required, shape_words
from si_plan.model.background import KINDS
from si_plan.model.extra import LONGEST_COLUMN
from si_plan.model.fields import FORMS, Record
from si_plan.suggestions import closest


def _a(model: type[Record]) -> str:
    name = noun(model)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of form: the path of the value (or of its key), and the code, message and hint."""

    path: Path
    code: str
    message: str
    hint: str = ""
    of_key: bool = False
    drops_record: bool = False
    """Whether the record cannot do without what is wrong, so that it must be left out."""
    meant: str = ""
    """The field that an unknown one is close to."""


def mistakes(error: ValidationError, model: type[Record], data: Any) -> list[Mistake]:
    """The mistakes in `data`, from which no `model` can be made, in the order of its fields, up to one over the limit.

    A field with a mistyped name is one mistake: the field that is missing because of it is not another.
    """
    details = (detail for detail in error.errors(include_url=False) if not _follows(detail))
    found = [_mistake(detail, model, data) for detail in islice(details, MOST_PER_FILE + 1)]
    missing = {mistake.path for mistake in found if mistake.code == "missing-field"}
    names = {mistake.path for mistake in found if mistake.of_key}
    found = [mistake for mistake in found if mistake.of_key or mistake.path not in names]
    meant = {(*mistake.path[:-1], mistake.meant) for mistake in found if mistake.meant} & missing
    return [
        replace(mistake, drops_record=True) if (*mistake.path[:-1], mistake.meant) in meant else mistake
        for mistake in found
        if mistake.code != "missing-field" or mistake.path not in meant
    ]


def _follows(detail: Any) -> bool:
    """Whether pydantic only repeats another mistake: it says that a list is too short when its entries are wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def drop_mistakes(data: dict[str, Any], found: Iterable[Mistake]) -> dict[str, Any] | None:
    """A copy of `data` without the mistakes; None where nothing of it can be kept."""
    kept: dict[str, Any] = copy.deepcopy(data)
    dropped: list[Path] = []
    for mistake in found:
        dropped.append(mistake.path[:-1] if mistake.drops_record else mistake.path)
    # From the last to the first, so that the places of earlier entries of a list stay right.
    for path in sorted(set(dropped), key=_from_the_end):
        if not path:
            return None
        _drop(kept, path)
    return kept


def _from_the_end(path: Path) -> tuple[Any, ...]:
    """A sort key: later places come before earlier ones, and what is in a record before the record."""
    return *((0, -part, "") if isinstance(part, int) else (1, 0, part) for part in path), (2,)


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
    if path and detail["loc"][-1] == "[key]":
        return _no_key(path, context.get("pattern", ""), given)
    if kind == "missing":
        said = f"this {noun(record)} has no `{name}`"
        return Mistake(path, "missing-field", said, _add_line(record, name), drops_record=True)
    if kind == "extra_forbidden":
        message = f"{_a(record)} has no field {_quote(name)}"
        route = route_of(record, name, given, value_at((*path[:-1], "id"), data))
        if route is not None:
            return Mistake(path, "unknown-field", message, route.hint, of_key=True, meant=route.meant)
        near = closest(name, _field_names(record))
        hint = f"did you mean {near}?" if near else f"its fields are {', '.join(_field_names(record))}"
        return Mistake(path, "unknown-field", message, hint, of_key=True, meant=near or "")
    if kind == "date":
        code = "bad-value" if name in ("repeats", "calendar") or isinstance(given, dict) else "bad-date"
        hint = context.get("hint") or "check the date; write it as 2016-09-30, 2016-09 or 2016"
        return Mistake(path, code, f"{name}: {detail['msg']}", hint)
    if kind in SHAPES or (kind in _SCALARS and not isinstance(given, str)):
        return Mistake(path, "wrong-shape", *shape_words(SHAPES.get(kind, "text"), path, name, given, record))
    if kind == "string_pattern_mismatch":
        return _pattern(path, name, context["pattern"], given, record)
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        near = closest(given, choices)
        hint = (f"did you mean {near}? " if near else "") + f"use one of: {', '.join(choices)}"
        return Mistake(path, "bad-value", f"`{name}` cannot be {_quote(given)}", hint)
    if kind == "less_than_equal" and name == "format":
        return Mistake(
            path,
            "newer-format",
            f"the {noun(record)} is in format {_quote(given)}, and this version of siplan reads format {context['le']}",
            "install a newer version of siplan",
        )
    if kind == "too_short":
        said = f"`{name}` is empty" if isinstance(given, dict) else f"`{name}` is an empty list"
        return Mistake(path, "empty-value", said, f"add an entry{_or_delete(record, path)}")
    if kind == "too_long":
        said = f"`{name}` has {len(given):,} entries, and the most it can have is {context['max_length']:,}"
        return Mistake(path, "bad-value", said, "combine some of them")
    hint = _VALUES[next((start for start in _VALUES if kind.startswith(start)), "")].format(**context)
    return Mistake(path, "bad-value", f"`{name}` cannot be {_quote(given)}", hint or _sentence(detail["msg"]))


def _no_key(path: Path, pattern: str, given: Any) -> Mistake:
    """The mistake of a name that a record of any names cannot have."""
    if path[-2:-1] == ("extra",):
        return Mistake(path, "bad-value", f"{_quote(given)} cannot be the name of a column", _COLUMN, of_key=True)
    said = f"{_quote(given)} cannot be a name in `{path[-2] if len(path) > 1 else path[-1]}`"
    return Mistake(path, "bad-id", said, FORMS.get(pattern, ""), of_key=True)


_COLUMN: Final = f"write 1 to {LONGEST_COLUMN} characters"
_SCALARS: Final = ("literal_error", "int_type", "float_type", "flag")
_VALUES: Final = {
    "flag": "write true or false",
    "int_": "write a whole number, without quotes or words",
    "float_": "write a number, such as 25 or 0.5",
    "finite_number": "write a number, such as 25 or 0.5",
    "greater_than_equal": "write a whole number, {ge} or more",
    "less_than_equal": "write a whole number, {le} or less",
    "string_too_long": "write at most {max_length} characters",
    "": "",
}
"""For the beginning of a kind of pydantic's, what to write instead."""


def _pattern(path: Path, name: str, pattern: str, given: str, record: type[Record]) -> Mistake:
    if pattern == r"\S":
        return Mistake(path, "empty-value", f"`{name}` is empty", f"write a value{_or_delete(record, path)}")
    whose = f"the {name} of {_a(record)}" if name in ("id", "code") else f"a value of `{name}`"
    hint = FORMS.get(pattern, "")
    if given.strip("“”‘’«»") != given:
        hint = f'use straight quotes ("), not curly ones; {hint}'
    code = "bad-value" if name == "cost" else "bad-id"
    return Mistake(path, code, f"{_quote(given)} cannot be {whose}", hint)


def _or_delete(record: type[Record], path: Path) -> str:
    """The other remedy for an empty field: what an action has for a blank cell, or no field where the record can do
    without it."""
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    if record.__name__ == "Action" and field in ("leads", "when"):
        return f", or make it `{field}: []` if the document leaves the cell blank"
    return "" if path and path[-1] in required(record) else ", or delete the line"


def _place(loc: tuple[Any, ...], model: type[Record], data: Any) -> tuple[Path, type[Record]]:
    """The path in `data` that pydantic's place names, and the kind of record it is in."""
    path: list[str | int] = []
    record: type[Record] = model
    around: Any = data
    nested: type[Record] | None = model
    last = len(loc) - 1
    for number, part in enumerate(loc):
        if isinstance(around, str) or (isinstance(part, str) and not (isinstance(around, dict) and part not in KINDS)):
            continue  # the file has no such place: a name of a kind, or the one entry of a text that may be a list
        if isinstance(part, str):
            record = nested or record
            nested = model_of_field(record, part)
        path.append(part)
        try:
            around = around[part]
        except (KeyError, IndexError, TypeError):
            if number != last:
                break
    return tuple(path), record


def _field_names(record: type[Record]) -> list[str]:
    return [info.alias or name for name, info in record.model_fields.items()]


def _add_line(record: type[Record], name: str) -> str:
    for field_name, info in record.model_fields.items():
        if name in (field_name, info.alias) and info.description:
            return f"add a line `{name}: …` ({info.description[0].lower()}{info.description[1:]})"
    return f"add a line `{name}: …`"


def _quote(value: Any) -> str:
    text = value if isinstance(value, str) else "this"
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:]
