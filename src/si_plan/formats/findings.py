"""Diagnostics for people (text) and machines (json)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from si_plan.diagnostics import Diagnostic
from si_plan.formats.json import dumped
from si_plan.formats.visible import visible

LineOf = Callable[[str, int], str]
"""The text of a line of a file, without its end; empty where there is none."""

_LONGEST = 100


def text(found: Iterable[Diagnostic], line_of: LineOf | None = None) -> str:
    """Each finding on a line of its own (file:line:column: severity: message [code]), below it the line of the
    file with a caret under the place, and what to do."""
    return "".join(f"{line}\n" for one in found for line in _lines(one, line_of))


def _lines(one: Diagnostic, line_of: LineOf | None) -> Iterable[str]:
    place = one.location
    answer = f" (answered by {one.answered_by})" if one.answered_by else ""
    yield visible(f"{place.file}:{place.line}:{place.column}: {one.severity}: {one.message} [{one.code}]{answer}")
    if line_of is not None:
        yield from _excerpt(line_of(place.file, place.line), place.column)
    if one.hint:
        yield visible(f"    {one.hint}")


def _excerpt(written: str, column: int) -> Iterable[str]:
    """The line, cut around the place where it is long, and a caret under the place."""
    if not written.strip():
        return
    start = max(0, column - _LONGEST + 20) if len(written) > _LONGEST else 0
    before = visible(written[start : column - 1].replace("\t", " "))
    after = visible(written[column - 1 : start + _LONGEST].replace("\t", " "))
    yield f"  | {before}{after}"
    yield f"  | {' ' * len(before)}^"


def summary(found: list[Diagnostic], files: int) -> str:
    """What was found, in a sentence."""
    errors = sum(one.severity == "error" for one in found)
    warnings = sum(one.severity == "warning" and not one.answered_by for one in found)
    answered = sum(bool(one.answered_by) for one in found)
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    last = f"; {_count(answered, 'warning')} answered by a source note" if answered else ""
    return f"{_count(files, 'file')}: {', '.join(parts)}{last}.\n"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}" + ("" if number == 1 else "s")


def record(one: Diagnostic) -> dict[str, Any]:
    """A diagnostic's versioned record."""
    return {
        "code": one.code,
        "severity": one.severity,
        "file": one.location.file,
        "line": one.location.line,
        "column": one.location.column,
        "at": one.at or None,
        "message": one.message,
        "hint": one.hint or None,
        "answered_by": one.answered_by or None,
    }


def json(found: list[Diagnostic]) -> str:
    """All diagnostics, the answered ones too, in siplan's envelope."""
    return dumped({"schema": "siplan/validate/v1", "rows": [record(one) for one in found]})
