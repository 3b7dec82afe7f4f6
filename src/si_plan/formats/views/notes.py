"""`siplan notes`."""

from __future__ import annotations

from si_plan.formats import words
from si_plan.formats.page import Column, Heading, Listing, Page
from si_plan.formats.records import Answer, Question
from si_plan.formats.records import answer as answer_of
from si_plan.model.reference import SourceNote

COLUMNS = ("id", "at", "document", "recorded", "why", "answers")


def page(
    question: Question,  # noqa: ARG001 - every view has this form
    result: list[SourceNote],
) -> Page:
    columns = (
        Column("ID", "id"),
        Column("At", "id"),
        Column("The document says"),
        Column("The plan records", spare=True),
        Column("Why"),
    )
    rows: list[tuple[str, ...]] = [(note.id, note.at, note.document, note.recorded, note.why) for note in result]
    heading = Heading(f"Where the plan departs from the document: {words.count(len(result), 'place')}")
    return Page([heading, Listing(columns, rows, empty="Nowhere that a note tells of.")])


def answer(question: Question, result: list[SourceNote]) -> Answer:
    rows = [{**note.model_dump(), "answers": list(note.answers)} for note in result]
    return answer_of(question, "notes", rows, COLUMNS)
