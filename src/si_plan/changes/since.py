"""Which findings of a plan are new since another state of it: those that it did not have then."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from si_plan.diagnostics import Diagnostic


class Since(NamedTuple):
    """The findings that are new, in their order, and how many errors and warnings are older. What a source note
    answers counts with neither."""

    new: list[Diagnostic]
    errors: int
    warnings: int


def since(before: list[Diagnostic], now: list[Diagnostic]) -> Since:
    """Tell new findings from older ones: by code, record, field and message, as often as each was there, and never by
    line. What has nothing but a file goes by its message too."""
    known = Counter((one.code, one.at, one.message) for one in before if not one.answered_by)
    new: list[Diagnostic] = []
    older: list[Diagnostic] = []
    for one in now:
        key = one.code, one.at, one.message
        if one.answered_by or not known[key]:
            new.append(one)
        else:
            known[key] -= 1
            older.append(one)
    errors = sum(one.severity == "error" for one in older)
    return Since(new, errors, len(older) - errors)
