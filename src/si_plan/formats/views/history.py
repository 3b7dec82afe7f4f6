"""`siplan history ID`."""

from __future__ import annotations

from typing import Final

from si_plan.formats.page import Block, Column, Heading, Listing, Page
from si_plan.formats.records import Answer
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.show import entry_said
from si_plan.queries.history import History, Logged
from si_plan.queries.selection import Question

COLUMNS = ("on", "at", "log", "place", "status", "due", "reason", "approved_by", "by", "note", "evidence", "voided_by",
    "voids")  # fmt: skip


def page(question: Question, result: History) -> Page:  # noqa: ARG001 - every view has this form
    blocks: list[Block] = [Heading(f"{result.id}: {result.title}"), _log(result.log), _changes(result)]
    return Page([*blocks, f"Not all commits are known: {result.untold}."] if result.untold else blocks)


def _log(log: list[Logged]) -> Listing:
    columns = (
        Column("Entry", "number"),
        Column("On", "date"),
        Column("About", "id"),
        Column("What"),
        Column("By", "id"),
    )
    rows: list[tuple[str, ...]] = [
        (str(one.place), one.entry.on.isoformat(), one.entry.at, _what(one), one.entry.by or "–") for one in log
    ]
    return Listing(columns, rows, "Log", "Nothing has been recorded.")


def _what(one: Logged) -> str:
    said = entry_said(one.entry)
    if one.voids:
        said = f"takes back entry {one.voids}" + (f". {said}" if said else "")
    said = said or "nothing"
    return f"{said} (voided by entry {one.voided_by})" if one.voided_by else said


def _changes(result: History) -> Listing:
    columns = (Column("Commit", "id"), Column("Date", "date"), Column("Subject"))
    rows: list[tuple[str, ...]] = [(one.hash[:10], one.date[:10], one.subject) for one in result.changes]
    return Listing(columns, rows, "Commits that touched its lines", "None.")


def answer(question: Question, result: History) -> Answer:
    rows = [
        {
            "on": one.entry.on.isoformat(),
            "at": one.entry.at,
            "log": one.owner,
            "place": one.place,
            "status": one.entry.status,
            "due": one.entry.due.text if one.entry.due else None,
            "reason": one.entry.reason,
            "approved_by": one.entry.approved_by,
            "by": one.entry.by,
            "note": one.entry.note,
            "evidence": list(one.entry.evidence),
            "voided_by": one.voided_by,
            "voids": one.voids,
        }
        for one in result.log
    ]
    commits = [{"hash": one.hash, "date": one.date, "subject": one.subject} for one in result.changes]
    return answer_of(question, "history", rows, COLUMNS, id=result.id, commits=commits,
        commits_untold=result.untold or None)  # fmt: skip


VIEW: Final = View(page, answer)
