"""`siplan trend`."""

from __future__ import annotations

from typing import Final

from si_plan.formats import bars, words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Columns, Records, day, number, records_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.selection import Question
from si_plan.queries.trend import TrendRow


def page(question: Question, result: list[TrendRow]) -> Page:
    on = words.day(question.selection.as_of)
    columns = (
        Column("Day", "date"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Done late", "number"),
        Column("Open", "number"),
        Column("Overdue", "number"),
        Column("Cancelled", "number", spare=True),
        Column("", "bar"),
    )
    rows: list[tuple[str, ...]] = [
        (words.day_short(row.on), *(str(number) for number in row[1:]), _bar(row)) for row in result
    ]
    note = "What was done late is among what is done, what is overdue among what is open."
    return Page([Heading(f"Milestones over time, to {on}{scope(question)}"), Listing(columns, rows), bars.LEGEND, note])


def _bar(row: TrendRow) -> str:
    rest = row.open - row.overdue
    parts = ((bars.DONE, row.done), (bars.OVERDUE, row.overdue), (bars.OPEN, rest), (bars.CANCELLED, row.cancelled))
    return bars.bar(parts)


COLUMNS: Final[Columns[TrendRow]] = (
    day("on", lambda row: row.on),
    number("total", lambda row: row.total),
    number("done", lambda row: row.done),
    number("late", lambda row: row.late),
    number("open", lambda row: row.open),
    number("overdue", lambda row: row.overdue),
    number("cancelled", lambda row: row.cancelled),
)


def records(question: Question, result: list[TrendRow]) -> Records[TrendRow]:
    return records_of(question, "trend", COLUMNS, result)


VIEW: Final = View(page, records)
