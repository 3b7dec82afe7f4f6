"""`siplan by-owner CODE`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Json, Records, nested, number, record, text, texts
from si_plan.queries.by_owner import Owned, OwnedAction
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, result: Owned) -> Document:
    totals = result.totals
    figures = f"{words.count(len(result.actions), 'action')}: {states.numbers(totals.numbers)}."
    late = f" Overdue: {states.numbers(totals.overdue)}."
    return document(
        f"{result.code}, {result.title}, on {words.day(question.selection.as_of)}",
        figures[0].upper() + figures[1:] + late,
        _table(result.actions),
        *states.legend(row for action in result.actions for row in (*action.milestones, *action.others)),
    )


def _table(result: list[OwnedAction]) -> Table:
    """An action in a row of its own, then what of it the lead leads."""
    rows: list[Row] = []
    for action in result:
        own = (*action.milestones, *action.others)
        whole: list[tuple[Cell, ...]] = [
            (states.deadline_cell(row), states.mark(row)) for row in own if row.kind == "action"
        ]
        named = (Ids((action.id,)), action.title, words.leads(action.leads), " / ".join(action.when))
        head = (*named, *(whole[-1] if whole else (None, None)))
        rows += [Row(head, strong=True), *(Row(tracked.cells(row)) for row in own if row.kind != "action")]
    columns = (tracked.COLUMNS[0], Column("Action, and what shows it is done"), *tracked.COLUMNS[2:])
    return Table(columns, rows, empty="They lead nothing that was asked about.")


COLUMNS: Final[Columns[OwnedAction]] = (
    text("id", lambda action: action.id),
    text("priority", lambda action: action.priority),
    text("title", lambda action: action.title),
    texts("leads", lambda action: action.leads),
    texts("when", lambda action: action.when),
    nested("milestones", lambda action: _tracked_records(action.milestones), in_table=True),
    nested("others", lambda action: _tracked_records(action.others), in_table=True),
    number("milestones_total", lambda action: action.milestones_total),
)


def _tracked_records(rows: list[TrackedRow]) -> list[dict[str, Json]]:
    return [record(TRACKED, row) for row in rows]


def records(question: Question, result: Owned) -> Records[OwnedAction]:
    numbers, late = result.totals.numbers, result.totals.overdue
    counts = {"counts": numbers_record(numbers), "overdue": numbers_record(late)}
    return records_of(question, "by-owner", COLUMNS, result.actions, lead=result.code, **counts)


VIEW: Final = View(page, records)
