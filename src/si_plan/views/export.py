"""`siplan export`. The columns are a promise to those who build on them: new ones come at the end, none goes."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, document
from si_plan.documents.records import Columns, Records, day, flag, inside, integer, reduced, text, texts
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.export import Exported
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import View, states, tracked
from si_plan.views.records import TRACKED, numbers_record, records_of

MEANINGS: Final[dict[str, str]] = {
    "kind": "milestone, stage, duty, or action for an action as a whole",
    "id": "its id",
    "action": "the id of the action that it is in",
    "action_title": "what that action does",
    "priority": "the id of the priority",
    "priority_title": "what that priority is to improve",
    "areas": "the areas that it answers",
    "measures": "the success measures that it serves",
    "text": "what shows that it is done",
    "type": "of a milestone: deliverable, outcome or event",
    "leads": "who leads it on the day, as codes",
    "lead_titles": "who leads it, in full",
    "when": "the document's words on when",
    "starts": "its beginning",
    "promised": "the deadline that was promised",
    "due": "the deadline in force on the day",
    "earliest": "the first day of that deadline",
    "latest": "its last day",
    "state": "the state: overdue, in_window, upcoming, ongoing, undated, done or cancelled",
    "status": "the status that the log gives: not_started, in_progress, complete or cancelled",
    "late": "whether it was completed late",
    "completed": "the day on which it was completed",
    "days_overdue": "the days since the deadline's last day",
    "times_moved": "how often its deadline has moved",
    "days_moved": "the days from the promised deadline to the one in force",
    "moved_because": "the reason given for the last move",
    "approved_by": "who approved the last move",
    "rating": "the last rating that the log gives it",
    "recorded": "the day of the last entry about it",
    "same_as": "the milestone that is the very same deliverable",
    "period": "of what recurs: the occurrence that the row is about, or the first of them",
    "occurrences": "of what recurs: how many occurrences the row stands for",
    "basis": "what the promised date rests on: own (its own words), action (its action's words) or judged",
    "plan": "the plan's title",
    "authority": "whose plan it is",
    "as_of": "the day that the row tells of",
    "ref": "the number that the document prints, if it is not the id",
    "action_rating": "the last rating that the log gives its action as a whole",
    "accountable": "who answers for its action on the day, as codes",
    "edition": "the edition of the plan in force on the day",
    "counted": "whether totals count this row: false where another stands for the same deliverable or the same series",
    "waits_for": "the event without a date from which its deadline counts",
}
"""Version 1: each column and its meaning. Days are ISO 8601, several values in one cell are joined by `; `."""


def page(question: Question, result: list[Exported]) -> Document:
    on = words.day(question.selection.as_of)
    rows = [exported.row for exported in result]
    return document(
        f"Exported on {on}{tracked.scope(question)}: {tracked.how_many(rows)}",
        tracked.table(rows, empty="Nothing in the plan fits that."),
        *states.legend(rows),
    )


def _days(exported: Exported) -> int | None:
    """The days from the promised deadline to the one in force; None if either is missing, or for an occurrence."""
    if exported.row.period is not None or exported.row.due is None or exported.promised is None:
        return None
    return (exported.row.due.latest - exported.promised.latest).days


def _row(exported: Exported) -> TrackedRow:
    return exported.row


_OWN: Final[Columns[Exported]] = (
    text("action_title", lambda exported: exported.action_title),
    text("priority_title", lambda exported: exported.priority_title),
    texts("measures", lambda exported: exported.measures),
    text("type", lambda exported: exported.type),
    texts("lead_titles", lambda exported: exported.lead_titles),
    reduced("promised", lambda exported: exported.promised),
    integer("times_moved", lambda exported: len(exported.moves)),
    integer("days_moved", _days),
    text("moved_because", lambda exported: exported.moves[-1].reason or None if exported.moves else None),
    text("approved_by", lambda exported: exported.moves[-1].approved_by or None if exported.moves else None),
    text("rating", lambda exported: exported.rating),
    day("recorded", lambda exported: exported.recorded),
    text("plan", lambda exported: exported.plan),
    text("authority", lambda exported: exported.authority),
    day("as_of", lambda exported: exported.as_of),
    text("ref", lambda exported: exported.ref),
    text("action_rating", lambda exported: exported.action_rating),
    texts("accountable", lambda exported: exported.accountable),
    text("edition", lambda exported: exported.edition),
    flag("counted", lambda exported: exported.counted),
)
_BY_NAME: Final = {column.name: column for column in (*(inside(column, _row) for column in TRACKED), *_OWN)}
COLUMNS: Final[Columns[Exported]] = tuple(_BY_NAME[name] for name in MEANINGS)


def records(question: Question, result: list[Exported]) -> Records[Exported]:
    counts = numbers_record(totals_of_rows(exported.row for exported in result).numbers)
    return records_of(question, "export", COLUMNS, result, counts=counts)


VIEW: Final = View(page, records)
