"""Sheets of a workbook as typed columns and rows, and the columns that everything tracked has."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.documents.blocks import Shade
from si_plan.formats import states
from si_plan.formats.reports import phrases
from si_plan.queries.report.rows import Report
from si_plan.queries.rows import TrackedRow

Kind = Literal["id", "text", "short", "date", "number", "state"]
"""What stands in a column: ids and texts (long or short) stay texts, dates and numbers are such."""


class State(NamedTuple):
    """A state in a word or two, and how it is shown."""

    shade: Shade
    word: str


Value = str | int | float | date | State | None


class Field(NamedTuple):
    """A column: its heading, what stands in it, its width in characters."""

    heading: str
    kind: Kind
    width: int


class Sheet(NamedTuple):
    """A sheet: its name, what it shows, its columns and rows."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: list[tuple[Value, ...]]


ID: Final = Field("ID", "id", 9)
KIND: Final = Field("Kind", "short", 11)
TEXT: Final = Field("What shows it is done", "text", 56)
LEAD: Final = Field("Lead", "short", 15)
WHEN: Final = Field("When (as written)", "text", 28)
STATE: Final = Field("State", "state", 13)
TRACKED: Final = (
    ID,
    TEXT,
    LEAD,
    Field("Deadline", "short", 13),
    STATE,
    Field("Days overdue", "number", 10),
    KIND,
    Field("Occurrence", "short", 14),
    Field("Earliest day", "date", 13),
    Field("Latest day", "date", 13),
    Field("Completed on", "date", 13),
    WHEN,
    Field("Starts", "short", 12),
    Field("Action", "id", 9),
    Field("Priority", "id", 9),
    Field("Areas", "short", 12),
    Field("Same as", "id", 9),
    Field("Rating", "short", 12),
    Field("Basis", "short", 18),
)
"""What a page holds stands first; the deadline is as precise as the plan's, and the days that it spans stand apart."""


def tracked(report: Report, rows: list[TrackedRow]) -> list[tuple[Value, ...]]:
    """A row for each, in the columns of `TRACKED`."""
    return [tracked_cells(report, row) for row in rows]


def tracked_cells(report: Report, row: TrackedRow) -> tuple[Value, ...]:
    rated = report.ratings.get(row.id)
    due = row.due
    return (
        row.id,
        row.text,
        words.leads(row.leads),
        written(due),
        state(row),
        row.days_overdue,
        row.kind,
        _occurrence(row),
        due.earliest if due is not None else None,
        due.latest if due is not None else None,
        row.completed,
        row.when,
        written(row.starts),
        row.action,
        row.priority,
        words.listed(row.areas),
        row.same_as,
        rated.rating.code if rated is not None else None,
        states.BASIS_WORDS[row.basis] if row.basis is not None else None,
    )


def _occurrence(row: TrackedRow) -> str | None:
    if row.period is None:
        return None
    return row.period if row.occurrences == 1 else f"{row.period} ({row.occurrences} times)"


def written(day: ReducedDate | None) -> str | None:
    """A date as precise as the plan has it."""
    return words.short(day) if day is not None else None


def state(row: TrackedRow) -> State:
    """The state in a word that stays the same from row to row."""
    word = "done late" if row.state == "done" and row.late else states.STATE_WORDS[row.state]
    return State(phrases.SHADES[row.state], word)
