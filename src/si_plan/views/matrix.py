"""`siplan coverage --matrix`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, RecordColumn, Records, integer, text
from si_plan.queries.coverage import PriorityAreas
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of, with_refs
from si_plan.views.tracked import scope


def page(question: Question, result: list[PriorityAreas]) -> Document:
    areas = list(result[0].actions) if result else []
    title = f"Actions by priority and area on {words.day(question.selection.as_of)}{scope(question)}"
    if not areas:
        return document(title, "This plan names no areas.")
    columns = (
        Column("Priority", "id"),
        Column("What is to improve", "brief"),
        *(Column(area, "number") for area in areas),
    )
    rows = [
        Row((Ids((row.priority,)), row.label or row.title, *(row.actions[area] or "–" for area in areas)))
        for row in result
    ]
    totals = Row(("", "All priorities", *(sum(row.actions[area] for row in result) for area in areas)), strong=True)
    return document(title, Table(columns, [*rows, totals]))


def records(question: Question, result: list[PriorityAreas]) -> Records[PriorityAreas]:
    areas = tuple(_in_area(area) for area in (result[0].actions if result else ()))
    columns: Columns[PriorityAreas] = (*COLUMNS, *areas, text("label", lambda row: row.label))
    return records_of(question, "coverage-matrix", with_refs(question, columns, lambda row: row.priority), result)


COLUMNS: Final[Columns[PriorityAreas]] = (
    text("priority", lambda row: row.priority),
    text("title", lambda row: row.title),
)


def _in_area(area: str) -> RecordColumn[PriorityAreas]:
    return integer(area, lambda row: row.actions[area])


VIEW: Final = View(page, records)
