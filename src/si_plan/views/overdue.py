"""`siplan overdue`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Records
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.overdue import Overdue
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, result: Overdue) -> Document:
    on = words.day(question.selection.as_of)
    soon = states.numbers(result.soon.numbers)
    return document(
        f"Overdue on {on}{tracked.scope(question)}: {tracked.how_many(result.rows)}",
        *tracked.parts(question, result.grouping, result.rows, "Nothing is overdue."),
        *states.legend(result.rows),
        f"Due soon, by {words.day(result.soon_until)}: {soon}.",
    )


def records(question: Question, result: Overdue) -> Records[TrackedRow]:
    return records_of(
        question,
        "overdue",
        TRACKED,
        result.rows,
        counts=numbers_record(totals_of_rows(result.rows).numbers),
        due_soon=result.soon.numbers.total,
        due_soon_until=result.soon_until.isoformat(),
        **tracked.group_figures(result.grouping, result.rows),
    )


VIEW: Final = View(page, records)
