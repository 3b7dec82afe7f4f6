"""`siplan history ID`."""

from __future__ import annotations

from typing import Final

from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, day, number, text, texts
from si_plan.queries.history import History, Logged
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of
from si_plan.views.show import entry_in_words


def page(question: Question, result: History) -> Document:  # noqa: ARG001 - every view has this form
    untold = [f"Not all commits are known: {result.untold}."] if result.untold else []
    return document(f"{result.id}: {result.title}", _log(result.log), _changes(result), *untold)


def _log(log: list[Logged]) -> Table:
    columns = (
        Column("Entry", "number"),
        Column("On", "date"),
        Column("About", "id"),
        Column("What"),
        Column("By", "id"),
    )
    rows = [
        Row((one.place, one.entry.on.isoformat(), Ids((one.entry.at,)), _what(one), one.entry.by or "–")) for one in log
    ]
    return Table(columns, rows, "Log", "Nothing has been recorded.")


def _what(one: Logged) -> str:
    said = entry_in_words(one.entry)
    if one.voids:
        said = f"takes back entry {one.voids}" + (f". {said}" if said else "")
    said = said or "nothing"
    return f"{said} (voided by entry {one.voided_by})" if one.voided_by else said


def _changes(result: History) -> Table:
    columns = (Column("Commit", "id"), Column("Date", "date"), Column("Subject"))
    rows = [Row((one.hash[:10], one.date[:10], one.subject)) for one in result.changes]
    return Table(columns, rows, "Commits that touched its lines", "None.")


COLUMNS: Final[Columns[Logged]] = (
    day("on", lambda one: one.entry.on),
    text("at", lambda one: one.entry.at),
    text("log", lambda one: one.owner),
    number("place", lambda one: one.place),
    text("status", lambda one: one.entry.status),
    day("due", lambda one: one.entry.due),
    text("reason", lambda one: one.entry.reason),
    text("approved_by", lambda one: one.entry.approved_by),
    text("by", lambda one: one.entry.by),
    text("note", lambda one: one.entry.note),
    texts("evidence", lambda one: one.entry.evidence),
    number("voided_by", lambda one: one.voided_by),
    number("voids", lambda one: one.voids),
)


def records(question: Question, result: History) -> Records[Logged]:
    commits = [{"hash": one.hash, "date": one.date, "subject": one.subject} for one in result.changes]
    untold = result.untold or None
    return records_of(question, "history", COLUMNS, result.log, id=result.id, commits=commits, commits_untold=untold)


VIEW: Final = View(page, records)
