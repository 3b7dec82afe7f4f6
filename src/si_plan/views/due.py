"""`siplan due`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Records
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.overdue import Due
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of


def page(question: Question, result: Due) -> Document:
    first, last = words.day(question.selection.as_of), words.day(result.until)
    return document(
        f"Due from {first} to {last}{tracked.scope(question)}: {tracked.how_many(result.rows)}",
        *tracked.parts(question, result.grouping, result.rows, "Nothing is due then."),
        *states.legend(result.rows),
    )


def records(question: Question, result: Due) -> Records[TrackedRow]:
    return records_of(
        question,
        "due",
        TRACKED,
        result.rows,
        counts=numbers_record(totals_of_rows(result.rows).numbers),
        until=result.until.isoformat(),
        **tracked.group_figures(result.grouping, result.rows),
    )


VIEW: Final = View(page, records)
