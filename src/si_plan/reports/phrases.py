"""The phrases and cells that the sections of a report share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import SHADE_WORDS, Column, Ids, Mark, Row, Shade
from si_plan.documents.cells import Lines
from si_plan.queries.counting import StateCounts
from si_plan.queries.ratings import grades_of
from si_plan.queries.rows import TrackedRow
from si_plan.reports.rows import Report, Said, Since, Until
from si_plan.state.standing import State
from si_plan.views import states, tracked

SHADES: Final[dict[State, Shade]] = {
    **states.SHADES,
    "undated": "open",
}
"""How each state is shown: a record without a date is shown as open."""

ID: Final = Column("ID", "id", 8)
TEXT: Final = Column("What", "text", 36)
LEAD: Final = Column("Lead", "lead", 22)
WHEN: Final = Column("When (as written)", "when", 16)
DEADLINE: Final = Column("Deadline", "date", 12)
STATE: Final = Column("State", "state", 14)
_MOST_NAMED: Final = 3
TRACKED: Final = (ID, TEXT, LEAD, DEADLINE, STATE)


def mark(row: TrackedRow) -> Mark:
    return Mark(SHADES[row.state], states.state(row))


def tracked_row(report: Report, row: TrackedRow) -> Row:
    """A row of a table with the columns `TRACKED`."""
    return Row((Ids((row.id,)), tracked.text(row), leads(report, row.leads), states.deadline_cell(row), mark(row)))


def leads(report: Report, codes: tuple[str, ...]) -> Lines:
    """The roles by their titles, each with its code: `Head of School Improvement (HSI)`; without any, nobody."""
    if not codes:
        return Lines((words.leads(()),))
    titles = {role.code: role.title for role in report.roles}
    return Lines(tuple(f"{titles[code]} ({code})" if code in titles else code for code in codes))


def titles(report: Report, codes: tuple[str, ...]) -> str:
    """The roles by their titles alone."""
    known = {role.code: role.title for role in report.roles}
    return words.leads(known.get(code, code) for code in codes)


def rated_title(report: Report) -> str:
    """`Rated green but overdue`, by the plan's own grades."""
    well = [grade.code for grade in grades_of(report.details).values() if grade.well]
    return f"Rated {listed(well, ' or')} but overdue"


def legend(rows: list[TrackedRow]) -> list[str]:
    """What each sign in these rows means, and the events for which some wait, a sentence each."""
    found = {row.basis for row in rows}
    signs = [f"{mark} {states.MARK_WORDS[basis]}." for basis, mark in states.BASIS_MARKS.items() if basis in found]
    return [*signs, *states.awaited(rows)]


def waiting(report: Report) -> list[TrackedRow]:
    """The rows that wait for an event without a date, each deliverable once, in the plan's order."""
    rows = [row for part in report.plan for action in part.actions for row in action.rows]
    once = {row.same_as or row.id: row for row in reversed(rows) if row.waits_for is not None}
    return list(reversed(once.values()))


def awaited(report: Report) -> list[tuple[str, str]]:
    """The events for which deadlines wait: what happens, and whose deadlines count from it."""
    events: dict[tuple[str, str], list[str]] = {}
    for row in waiting(report):
        assert row.waits_for is not None
        events.setdefault((row.waits_for, row.event or row.waits_for), []).append(row.id)
    return [
        (name, f"{what.rstrip('.')}. {some_of(report, tuple(ids))} {'waits' if len(ids) == 1 else 'wait'} for it")
        for (name, what), ids in events.items()
    ]


def some_of(report: Report, ids: tuple[str, ...]) -> str:
    """The first of several records by the numbers that people know them by, and how many more there are."""
    named = [*report.refs.of_all(ids[:_MOST_NAMED])]
    more = len(ids) - len(named)
    return words.join([*named, *([f"{more} more"] if more else [])])


def since(told: Since) -> str:
    """`since the last meeting, 6 December 2016`."""
    if told.kind == "revision":
        return f"since revision {told.ref}"
    assert told.day is not None
    day = words.day(told.day)
    if told.kind == "meeting":
        return f"since the last meeting, {day}"
    return f"since the plan's date, {day}" if told.kind == "adopted" else f"since {day}"


def before(until: Until) -> str:
    """`before the next meeting, 14 March 2017`, or `by 31 March 2017`."""
    day = words.day(until.day)
    return f"before the next meeting, {day}" if until.kind == "meeting" else f"by {day}"


def whose(report: Report) -> str:
    """`for the Education Advisory Panel`; empty without an audience."""
    if report.audience is None:
        return ""
    title = report.audience.title
    return f"for {title}" if title.lower().startswith("the ") else f"for the {title}"


def part_of_plan(report: Report) -> str:
    """The part of the plan that the report is about: `what is in priority 1 or 2 and answers A1`."""
    audience = report.audience
    if audience is None or not (audience.priorities or audience.areas or audience.leads):
        return "the whole plan"
    parts = []
    if audience.priorities:
        parts.append(f"is in priority {either(tuple(report.refs.of_all(audience.priorities)))}")
    if audience.areas:
        parts.append(f"answers {either(tuple(report.refs.of_all(audience.areas)))}")
    if audience.leads:
        parts.append(f"is led by {either(audience.leads)}")
    return f"what {' and '.join(parts)}"


def either(names: tuple[str, ...]) -> str:
    """1, 2 or 4."""
    return listed(names, " or")


def listed(texts: Sequence[str], last: str) -> str:
    """Texts with commas between them and `last` before the last of them: 1, 2 and 4."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])}{last} {texts[-1]}"


def reason_or_notes(entry: Said, *, reason: bool = False) -> str:
    """The notes of log entries or, with `reason`, their reason if they give one; `not public` if all was left out."""
    texts = [entry.reason] if reason and entry.reason else list(entry.notes)
    return "; ".join(text.rstrip(".") for text in texts) or ("not public" if entry.withheld else "")


def shares(counts: StateCounts) -> tuple[tuple[Shade, int, str], ...]:
    """For each shade that there is any of: the shade, the number, and both in words."""
    numbers: dict[Shade, int] = {
        "done": counts.done,
        "overdue": counts.overdue,
        "falling": counts.in_window,
        "open": counts.upcoming + counts.ongoing + counts.undated,
        "cancelled": counts.cancelled,
    }
    return tuple((shade, number, f"{number} {SHADE_WORDS[shade]}") for shade, number in numbers.items() if number)
