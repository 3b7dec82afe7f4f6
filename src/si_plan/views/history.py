"""`siplan show ID --history`."""

from __future__ import annotations

from typing import Any, Final

from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, day, integer, reduced, text, texts
from si_plan.queries.history import Change, History, Logged
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of
from si_plan.views.show import entry_in_words


def page(question: Question, result: History) -> Document:
    untold = [f"Not all commits are known: {result.untold}."] if result.untold else []
    title = f"{question.plan.refs.both(result.id)}: {result.title}"
    commits = [_commits(result.changes, "Commits that touched its lines")]
    if result.event:
        commits.append(_commits(result.event_changes, f"Commits that touched {result.event}, from which it counts"))
    return document(title, _log(result.log), *commits, *untold)


def _log(log: list[Logged]) -> Table:
    columns = (
        Column("Entry", "number"),
        Column("On", "date"),
        Column("About", "id"),
        Column("What"),
        Column("By", "id"),
    )
    rows = [
        Row((one.place, one.entry.on.isoformat(), Ids((one.entry.at,)), _what(one), _field(one, "by") or "–"))
        for one in log
    ]
    return Table(columns, rows, "Log", "Nothing has been recorded.")


def _what(logged: Logged) -> str:
    said = entry_in_words(logged.entry)
    if logged.voids:
        said = f"takes back entry {logged.voids}" + (f". {said}" if said else "")
    said = said or "nothing"
    return f"{said} (voided by entry {logged.voided_by})" if logged.voided_by else said


def _commits(changes: list[Change], title: str) -> Table:
    columns = (Column("Commit", "id"), Column("Date", "date"), Column("Subject"))
    rows = [Row((commit.hash[:10], commit.date[:10], commit.subject)) for commit in changes]
    return Table(columns, rows, title, "None.")


def _field(logged: Logged, name: str) -> Any:
    """A field of the entry; None where an entry about a role has no such field."""
    return getattr(logged.entry, name, None)


COLUMNS: Final[Columns[Logged]] = (
    day("on", lambda logged: logged.entry.on),
    text("at", lambda logged: logged.entry.at),
    text("log", lambda logged: logged.owner),
    integer("place", lambda logged: logged.place),
    text("status", lambda logged: _field(logged, "status") or _field(logged, "state")),
    reduced("due", lambda logged: _field(logged, "due")),
    text("reason", lambda logged: logged.entry.reason),
    text("approved_by", lambda logged: _field(logged, "approved_by")),
    text("by", lambda logged: _field(logged, "by")),
    text("note", lambda logged: logged.entry.note),
    texts("evidence", lambda logged: _field(logged, "evidence") or ()),
    integer("voided_by", lambda logged: logged.voided_by),
    integer("voids", lambda logged: logged.voids),
)


def records(question: Question, result: History) -> Records[Logged]:
    figures: dict[str, Any] = {"commits": _as_json(result.changes), "commits_untold": result.untold or None}
    if result.event:
        figures |= {"event": result.event, "event_commits": _as_json(result.event_changes)}
    return records_of(question, "history", COLUMNS, result.log, id=result.id, **figures)


def _as_json(changes: list[Change]) -> list[dict[str, str]]:
    return [{"hash": commit.hash, "date": commit.date, "subject": commit.subject} for commit in changes]


VIEW: Final = View(page, records)
