"""One finding for each cause: what one cell of the document makes wrong in several ways, or in several records, is told
once.

A When cell that nobody can read leaves its milestones without dates, its line unused and its action without an end:
whoever reads the cell anew has put all of it right. So of the findings with one cause, the one whose code comes first
in `FIRST` stands for the others. A source note about that one, or about the cell itself, answers for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from si_plan.diagnostics import Diagnostic, Location, list_names
from si_plan.model.ids import field_at, record_at

FIRST: Final = (
    "split-text",
    "cell-blank",
    "wording-elsewhere",
    "wording-unread",
    "reading-differs",
    "recurrence-missing",
    "due-missing",
    "clause-unused",
    "no-deadline",
    "no-milestones",
    "deadline-before-plan",
    "who-differs",
    "lead-alias",
    "unused-role",
)
"""The codes that one cell can cause together, the one to put right first before the others."""
_ABOUT_THE_CELL: Final = frozenset({"split-text", "cell-blank", "wording-elsewhere", "wording-unread", "who-differs"})
"""Those of `FIRST` that are about the cell's words themselves, and so come before what is wrong in any record."""
_RANK: Final = {code: rank for rank, code in enumerate(FIRST)}


def cell_of(cause: str) -> str:
    """The record and field of the cell that a cause names: `2.4#when` of `2.4#when: By Dec 2016`."""
    return cause.partition(": ")[0]


def one_for_each_cause(found: Iterable[Diagnostic], place_of: Callable[[str, str], Location]) -> list[Diagnostic]:
    """The diagnostics without those for which another with their cause stands, in their order; one that says the same
    of several records names them all, at the cell. `place_of` gives the place of a record's field. An error is never
    left out for a warning."""
    found = list(found)
    groups: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.code in _RANK:
            groups.setdefault(_cause_of(one), []).append(one)
    left: dict[int, Diagnostic | None] = {}
    for cause, group in groups.items():
        if len(group) > 1:
            left.update(_left_of(cause, group, place_of))
    told = (left.get(id(one), one) for one in found)
    return [one for one in told if one is not None]


def _cause_of(one: Diagnostic) -> str:
    return one.cause or one.at


def _left_of(
    cause: str, group: list[Diagnostic], place_of: Callable[[str, str], Location]
) -> Iterable[tuple[int, Diagnostic | None]]:
    """What becomes of each of the diagnostics of a cause, by its identity: None for one that is left out."""
    about: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for one in group:
        if one.answered_by:
            continue
        if any(_stands_for(other, one, cause) for other in group):
            yield id(one), None
        else:
            about.setdefault((one.code, one.severity, _of_any_record(one)), []).append(one)
    for alike in about.values():
        if len(alike) == 1:
            continue
        cell = cell_of(cause)
        first, *others = alike
        names = list_names([record_at(one.at) for one in others])
        message = f"{first.message} (so too {names})"
        yield id(first), first._replace(location=place_of(record_at(cell), field_at(cell)), at=cell, message=message)
        yield from ((id(one), None) for one in others)


def _stands_for(other: Diagnostic, one: Diagnostic, cause: str) -> bool:
    """Whether the first of two diagnostics of a cause stands for the second as well."""
    if _RANK[other.code] >= _RANK[one.code] or (one.severity == "error" and other.severity == "warning"):
        return False
    if other.code in _ABOUT_THE_CELL:
        return True
    records = {record_at(other.at), record_at(one.at)}
    return len(records) == 1 or record_at(cell_of(cause)) in records


def _of_any_record(one: Diagnostic) -> str:
    """What it says, whichever record it says it of."""
    return one.message.replace(record_at(one.at), "…")
