"""`siplan coverage`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, number, text, texts
from si_plan.queries.coverage import AreaCoverage
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of
from si_plan.views.tracked import scope


def page(question: Question, result: list[AreaCoverage]) -> Document:
    unanswered = [row.area for row in result if not row.actions]
    last = (
        f"No action answers {words.join(unanswered)}."
        if unanswered
        else "Every area is answered. A milestone that stands in two actions is counted once."
    )
    on = words.day(question.selection.as_of)
    return document(f"Coverage of the inspectors' areas on {on}{scope(question)}", _table(result), last)


def _table(result: list[AreaCoverage]) -> Table:
    columns = (
        Column("Area", "id"),
        Column("What the inspectors ask for"),
        Column("Priorities", "id", spare=True),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("No date", "number"),
    )
    rows = [
        Row(
            (
                Ids((row.area,)),
                row.title,
                Ids(row.priorities or ("–",)),
                row.actions,
                row.milestones,
                row.milestones_done,
                row.milestones_overdue,
                row.milestones_undated,
            )
        )
        for row in result
    ]
    return Table(columns, rows)


COLUMNS: Final[Columns[AreaCoverage]] = (
    text("area", lambda row: row.area),
    text("title", lambda row: row.title),
    texts("priorities", lambda row: row.priorities),
    number("actions", lambda row: row.actions),
    number("milestones", lambda row: row.milestones),
    number("milestones_done", lambda row: row.milestones_done),
    number("milestones_overdue", lambda row: row.milestones_overdue),
    number("milestones_undated", lambda row: row.milestones_undated),
)


def records(question: Question, result: list[AreaCoverage]) -> Records[AreaCoverage]:
    return records_of(question, "coverage", COLUMNS, result)


VIEW: Final = View(page, records)
