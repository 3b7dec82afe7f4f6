"""Sheets of a workbook as tables, and the columns that everything tracked has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Mark, Row, Table
from si_plan.queries.rows import TrackedRow
from si_plan.reports import phrases
from si_plan.reports.rows import Report
from si_plan.views import states


def sheet(name: str, about: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A sheet: its name, what it shows, its columns with their widths in characters, its rows."""
    return Table(columns, [Row(row) for row in rows], caption=about, name=name)


ID: Final = Column("ID", "id", 9)
KIND: Final = Column("Kind", "text", 11)
TEXT: Final = Column("What shows it is done", "text", 56)
LEAD: Final = Column("Lead", "text", 15)
WHEN: Final = Column("When (as written)", "text", 28)
STATE: Final = Column("State", "state", 13)
TRACKED: Final = (
    ID,
    TEXT,
    LEAD,
    Column("Deadline", "text", 13),
    STATE,
    Column("Days overdue", "number", 10),
    KIND,
    Column("Occurrence", "text", 14),
    Column("Earliest day", "date", 13),
    Column("Latest day", "date", 13),
    Column("Completed on", "date", 13),
    WHEN,
    Column("Starts", "text", 12),
    Column("Action", "id", 9),
    Column("Priority", "id", 9),
    Column("Areas", "text", 12),
    Column("Same as", "id", 9),
    Column("Rating", "text", 12),
    Column("Basis", "text", 18),
)
"""What a page holds stands first; the deadline is as precise as the plan's, and the days that it spans stand apart."""


def tracked(report: Report, rows: list[TrackedRow]) -> list[tuple[Cell, ...]]:
    """A row for each, in the columns of `TRACKED`."""
    return [tracked_cells(report, row) for row in rows]


def tracked_cells(report: Report, row: TrackedRow) -> tuple[Cell, ...]:
    rated = report.ratings.get(row.id)
    due = row.due
    return (
        row.id,
        row.text,
        words.leads(row.leads),
        due,
        state(row),
        row.days_overdue,
        row.kind,
        _occurrence(row),
        due.earliest if due is not None else None,
        due.latest if due is not None else None,
        row.completed,
        row.when,
        row.starts,
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


def state(row: TrackedRow) -> Mark:
    """The state in a word that stays the same from row to row."""
    word = "done late" if row.state == "done" and row.late else words.STATES[row.state]
    return Mark(phrases.SHADES[row.state], word)
