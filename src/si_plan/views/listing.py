"""`siplan list`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Records
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, rows: list[TrackedRow]) -> Document:
    on = words.day(question.selection.as_of)
    return document(
        f"In the plan on {on}{tracked.scope(question)}: {tracked.how_many(rows)}",
        tracked.table(rows, empty="Nothing in the plan fits that."),
        *states.legend(rows),
    )


def records(question: Question, rows: list[TrackedRow]) -> Records[TrackedRow]:
    return records_of(question, "list", TRACKED, rows, counts=numbers_record(totals_of_rows(rows).numbers))


VIEW: Final = View(page, records)
