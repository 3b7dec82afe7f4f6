"""What is wrong in a plan: by record and field, as a check finds it, and at its place in a file, as people see it.

A `Finding` names a record and a field; `Places` (loading/places.py) makes a `Diagnostic` of it, which is complete:
code, place, message and what to do. Many of them have an order, and a limit to how many of a file are listed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from si_plan.diagnostics.codes import ALWAYS_SHOWN, CODES, Grade, Severity


class Location(NamedTuple):
    """A place in a file: its path as shown to the reader, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


class Diagnostic(NamedTuple):
    """One thing that is wrong. `at` is the record and field (`2.4.1#due`), empty where there is none."""

    code: str
    location: Location
    message: str
    hint: str = ""
    at: str = ""
    answered_by: str = ""
    """The source note that answers for it; an answered warning is counted and not listed."""
    graded: Severity | None = None
    """The severity that the plan's policy gives the code, where it gives it one."""
    cause: str = ""
    """What in the document it comes from (`Finding.cause`); empty where that is just the field that it is about."""

    @property
    def severity(self) -> Severity:
        """The severity that the policy gives it, else that of its code."""
        return self.graded or CODES[self.code].severity

    @property
    def record(self) -> dict[str, str | int | None]:
        """Its record in JSON. Scripts rely on these names and what they mean: do not change them."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.location.file,
            "line": self.location.line,
            "column": self.location.column,
            "at": self.at or None,
            "message": self.message,
            "hint": self.hint or None,
            "answered_by": self.answered_by or None,
        }


class Tally(NamedTuple):
    """What the plan of a portfolio's member has: how many files, errors, warnings and warnings that source notes
    answer, and the first findings that make it fail. `unread` says why its plan was not read, where it was not."""

    member: str
    files: int = 0
    errors: int = 0
    warnings: int = 0
    known: int = 0
    first: Sequence[Diagnostic] = ()
    unread: str = ""


class Finding(NamedTuple):
    """What a check found, by record and field. `place` is the place in a list field, from 0; `nth` tells records with
    the same id apart (0 is the first in the order of the files). `cause` is the document's cell that it comes from
    (`2.4#when`, then a colon and a line of it), where that is not the field: of all that a cell causes, one finding is
    listed (`checks/causes.py`)."""

    code: str
    record: str
    field: str
    message: str
    hint: str
    place: int | None = None
    nth: int = 0
    cause: str = ""


MOST_NAMED: Final = 10
"""How many names a message lists before it counts the others."""
_LONGEST_QUOTED: Final = 200


def list_names(names: Sequence[str], in_all: int | None = None) -> str:
    """Names as a message lists them: `1.1.1, 1.1.2`, at most MOST_NAMED of them, then how many more there are. `in_all`
    is how many there are in all, where that is more than the names given."""
    more = (in_all or len(names)) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def quote(text: str) -> str:
    """A text of the plan in quotation marks, cut where it is over 200 characters."""
    return f'"{text}"' if len(text) <= _LONGEST_QUOTED else f'"{text[:_LONGEST_QUOTED]}…"'


MOST_PER_FILE: Final = 100
"""How many errors, and how many warnings, of one file are listed; a last one, `more-findings` or `more-warnings`,
says that there are more."""


def gravity(diagnostic: Diagnostic) -> int:
    """A sort key: 0 for an error, 1 for a warning, 2 for what a note or a waiver answers."""
    return 2 if diagnostic.answered_by else int(diagnostic.severity != "error")


def sameness(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A key that is equal for two diagnostics that say the same of two states of a plan: code, record and field, and
    message, but not the line, which any edit above it moves."""
    return diagnostic.code, diagnostic.at, diagnostic.message


def sort_by_place(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by file, line, column and code."""
    return sorted(found, key=lambda diagnostic: (*diagnostic.location, diagnostic.code))


def apply_severities(found: Iterable[Diagnostic], severities: Mapping[str, Grade]) -> list[Diagnostic]:
    """The diagnostics with the severities that a policy gives their codes, without those that it turns off. Some codes
    are always shown, never as less than they are, and what a source note answers stays as it is."""
    if not severities:
        return list(found)
    kept = []
    for diagnostic in found:
        grade = severities.get(diagnostic.code)
        if grade is None or diagnostic.answered_by or (grade != "error" and diagnostic.code in ALWAYS_SHOWN):
            kept.append(diagnostic)
        elif grade != "off":
            kept.append(diagnostic._replace(graded=grade))
    return kept


def limit_per_file(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with at most MOST_PER_FILE errors and as many warnings for each file, and then one that says that
    there are more. Warnings that a note answers do not count."""
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
        f"this file has more than {MOST_PER_FILE} {severity}s, and the rest are not listed",
        "fix these, then run siplan validate again",
    )
