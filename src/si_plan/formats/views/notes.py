"""`siplan notes`."""

from __future__ import annotations

from typing import Final

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.queries.notes import Notes
from si_plan.queries.selection import Question

COLUMNS = ("id", "at", "document", "recorded", "why", "answers", "kind")


def page(
    question: Question,  # noqa: ARG001 - every view has this form
    result: Notes,
) -> Page:
    columns = (
        Column("ID", "id"),
        Column("At", "id"),
        Column("Kind", "id"),
        Column("The document says"),
        Column("The plan records", spare=True),
        Column("Why"),
    )
    rows: list[tuple[str, ...]] = [
        (note.id, note.at, note.kind, note.document, note.recorded, note.why) for note in result.shown
    ]
    heading = Heading(f"Notes on the document: {words.count(len(result.shown), 'place')}")
    others = (
        [f"Not shown: {words.count(result.others, 'note')} of other kinds; --kind all shows every note."]
        if result.others
        else []
    )
    return Page([heading, Listing(columns, rows, empty="None that was asked for."), *others])


def answer(question: Question, result: Notes) -> Answer:
    rows = [{**note.model_dump(), "answers": list(note.answers)} for note in result.shown]
    return answer_of(question, "notes", rows, COLUMNS, others=result.others)


VIEW: Final = View(page, answer)
