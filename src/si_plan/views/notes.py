"""`siplan list --kind note`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, text, texts
from si_plan.model.reference import SourceNote
from si_plan.queries.notes import Notes
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of


def page(
    question: Question,  # noqa: ARG001 - every view has this form
    result: Notes,
) -> Document:
    columns = (
        Column("ID", "id"),
        Column("At", "id"),
        Column("Kind", "id"),
        Column("The document says"),
        Column("The plan records", spare=True),
        Column("Why"),
    )
    rows = [Row((Ids((note.id,)), note.at, note.kind, note.document, note.recorded, note.why)) for note in result.shown]
    title = f"Notes on the document: {words.count(len(result.shown), 'place')}"
    others = (
        [f"Not shown: {words.count(result.others, 'note')} of other kinds; --kind note shows every note."]
        if result.others
        else []
    )
    return document(title, Table(columns, rows, empty="None that was asked for."), *others)


COLUMNS: Final[Columns[SourceNote]] = (
    text("id", lambda note: note.id),
    text("at", lambda note: note.at),
    text("kind", lambda note: note.kind),
    text("document", lambda note: note.document),
    text("recorded", lambda note: note.recorded),
    text("why", lambda note: note.why),
    texts("answers", lambda note: note.answers),
)


def records(question: Question, result: Notes) -> Records[SourceNote]:
    found = records_of(question, "notes", COLUMNS, result.shown, others=result.others)
    return found._replace(last="kind")  # a table had no such column at first, and new ones come at its end


VIEW: Final = View(page, records)
