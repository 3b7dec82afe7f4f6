"""Which findings of a plan are new since another state of it: those that it did not have then."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from si_plan.diagnostics import Diagnostic, sameness


class Since(NamedTuple):
    """The findings that are new, in their order, and how many errors and warnings are older. What a source note
    answers counts with neither."""

    new: list[Diagnostic]
    errors: int
    warnings: int


def since(before: list[Diagnostic], now: list[Diagnostic]) -> Since:
    """Tell new findings from older ones: by code, record, field and message, as often as each was there, and never by
    line. What has nothing but a file goes by its message too."""
    known = Counter(sameness(finding) for finding in before if not finding.answered_by)
    new: list[Diagnostic] = []
    older: list[Diagnostic] = []
    for finding in now:
        if finding.answered_by or not known[sameness(finding)]:
            new.append(finding)
        else:
            known[sameness(finding)] -= 1
            older.append(finding)
    errors = sum(finding.severity == "error" for finding in older)
    return Since(new, errors, len(older) - errors)
