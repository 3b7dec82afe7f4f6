"""`siplan status --trend`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Table, document
from si_plan.documents.cells import Shares
from si_plan.documents.records import Columns, Records, day, integer
from si_plan.queries.selection import Question
from si_plan.queries.trend import TrendRow
from si_plan.views import View, bars
from si_plan.views.records import records_of_all
from si_plan.views.tracked import scope


def page(question: Question, result: list[TrendRow]) -> Document:
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
    rows = [Row((*row, _shares(row))) for row in result]
    note = "Done includes done late; open includes overdue."
    title = f"Milestones over time, to {on}{scope(question)}"
    return document(title, Table(columns, rows), bars.LEGEND, note)


def _shares(row: TrendRow) -> Shares:
    rest = row.open - row.overdue
    return Shares((("done", row.done), ("overdue", row.overdue), ("open", rest), ("cancelled", row.cancelled)))


COLUMNS: Final[Columns[TrendRow]] = (
    day("on", lambda row: row.on),
    integer("total", lambda row: row.total),
    integer("done", lambda row: row.done),
    integer("late", lambda row: row.late),
    integer("open", lambda row: row.open),
    integer("overdue", lambda row: row.overdue),
    integer("cancelled", lambda row: row.cancelled),
)


def records(question: Question, result: list[TrendRow]) -> Records[TrendRow]:
    return records_of_all(question, "trend", COLUMNS, result)


VIEW: Final = View(page, records)
