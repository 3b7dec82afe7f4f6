"""`siplan list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, inside, text
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.listing import Listed
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, ratings, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, result: list[Listed]) -> Document:
    on = words.day(question.selection.as_of)
    rows = [listed.row for listed in result]
    return document(
        f"In the plan on {on}{tracked.scope(question)}: {tracked.how_many(rows)}",
        _table(result),
        *states.legend(rows),
    )


def _table(result: Sequence[Listed]) -> Table:
    """The rows. Where any action of a plan is rated, the rows of each stand below it and its rating; where anything in
    one is rated, a column says how."""
    table = tracked.table((listed.row for listed in result), empty="Nothing in the plan fits that.")
    rated = {listed.row.member for listed in result if listed.action_rating}
    own = any(listed.rating for listed in result if listed.row.kind != "action")
    columns = (*table.columns, Column("Rating", "state")) if own else table.columns
    rows: list[Row] = []
    for place, listed in enumerate(result):
        if listed.row.member in rated and (place == 0 or _action(listed) != _action(result[place - 1])):
            rows.append(_head(listed, len(columns)))
        rating = [ratings.mark(listed.rating) if listed.rating else None] if own else []
        rows.append(Row((*tracked.cells(listed.row), *rating)))
    return table._replace(columns=columns, rows=rows)


def _action(listed: Listed) -> tuple[str | None, str]:
    return listed.row.member, listed.row.action


def _head(listed: Listed, width: int) -> Row:
    """An action's id, title and rating, above its rows."""
    grade = listed.action_rating
    said = ratings.mark(grade)._replace(words=f"rated {grade.code}") if grade else "not rated"
    first = tracked.member_cells(listed.row)
    cells: list[Cell] = [*first, Ids((listed.row.action,)), listed.action_title]
    cells += [None] * (width - len(cells))
    cells[len(first) + len(tracked.COLUMNS) - 1] = said
    return Row(tuple(cells), strong=True)


def _row(listed: Listed) -> TrackedRow:
    return listed.row


COLUMNS: Final[Columns[Listed]] = (
    *(inside(column, _row) for column in TRACKED),
    text("rating", lambda listed: listed.rating.code if listed.rating else None),
    text("action_rating", lambda listed: listed.action_rating.code if listed.action_rating else None),
)


def records(question: Question, result: list[Listed]) -> Records[Listed]:
    counts = numbers_record(totals_of_rows(listed.row for listed in result).numbers)
    return records_of(question, "list", COLUMNS, result, counts=counts)


VIEW: Final = View(page, records)
