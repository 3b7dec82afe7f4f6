"""Many diagnostics together: the order in which they are told, and how many of one file are listed."""

from collections.abc import Iterable
from typing import Final

from si_plan.diagnostics.codes import Severity
from si_plan.diagnostics.findings import Diagnostic, Location

MOST_PER_FILE: Final = 100
"""How many errors, and how many warnings, of one file are listed; a last one, `more-findings` or `more-warnings`,
says that there are more."""


def gravity(diagnostic: Diagnostic) -> int:
    """A sort key: 0 for an error, 1 for a warning, 2 for what a note or a waiver answers."""
    return 2 if diagnostic.answered_by else int(diagnostic.severity != "error")


def sameness(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What is equal in two diagnostics that say the same of two states of a plan: code, record and field, message; not
    the line, which any edit above it moves."""
    return diagnostic.code, diagnostic.at, diagnostic.message


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by file, line, column and code."""
    return sorted(found, key=lambda diagnostic: (*diagnostic.location, diagnostic.code))


def within_limit(found: list[Diagnostic]) -> list[Diagnostic]:
    """At most MOST_PER_FILE errors and as many warnings of each file, and then one that says there are more. Warnings
    that a note answers do not count."""
    if len(found) <= MOST_PER_FILE:
        return found
    counts: dict[tuple[str, Severity], int] = {}
    kept = []
    for diagnostic in found:
        if diagnostic.answered_by:
            kept.append(diagnostic)
            continue
        group = diagnostic.location.file, diagnostic.severity
        number = counts[group] = counts.get(group, 0) + 1
        if number <= MOST_PER_FILE:
            kept.append(diagnostic)
        elif number == MOST_PER_FILE + 1:
            kept.append(more_findings(diagnostic.location, diagnostic.severity))
    return kept


def more_findings(place: Location, severity: Severity = "error") -> Diagnostic:
    """The diagnostic that stands for all of a file's errors, or warnings, over the limit."""
    return Diagnostic(
        "more-findings" if severity == "error" else "more-warnings",
        place,
        f"there is more wrong in this file than the {MOST_PER_FILE} {severity}s listed",
        "mend these, then run siplan validate again",
    )
