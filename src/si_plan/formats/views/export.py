"""`siplan export`. The columns are a promise to those who build on them: new ones come at the end, none goes."""

from __future__ import annotations

from typing import Any, Final

from si_plan.formats import words
from si_plan.formats.page import Heading, Page
from si_plan.formats.records import Answer, numbers_record, tracked_record
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View, tracked
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.export import Exported
from si_plan.queries.selection import Question

COLUMNS: Final[dict[str, str]] = {
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
}
"""Version 1: each column and what stands in it. Days are ISO 8601, several values in one cell are joined by `; `."""


def page(question: Question, result: list[Exported]) -> Page:
    on = words.day(question.selection.as_of)
    rows = [one.row for one in result]
    return Page(
        [
            Heading(f"Exported on {on}{tracked.scope(question)}: {tracked.counted(rows)}"),
            tracked.listing(rows, empty="Nothing in the plan answers to that."),
            *words.legend(rows),
        ]
    )


def answer(question: Question, result: list[Exported]) -> Answer:
    counts = numbers_record(totals_of_rows(one.row for one in result).numbers)
    return answer_of(question, "export", [record(one) for one in result], tuple(COLUMNS), counts=counts)


def record(one: Exported) -> dict[str, Any]:
    """A row of the flat table, its fields in the order of the columns."""
    row, last = one.row, one.moves[-1] if one.moves else None
    fields = {
        **tracked_record(row),
        "action_title": one.action_title,
        "priority_title": one.priority_title,
        "measures": list(one.measures),
        "type": one.type,
        "lead_titles": list(one.lead_titles),
        "promised": one.promised.text if one.promised else None,
        "times_moved": len(one.moves),
        "days_moved": _days(one),
        "moved_because": last.reason or None if last else None,
        "approved_by": last.approved_by or None if last else None,
        "rating": one.rating,
        "recorded": one.recorded.isoformat() if one.recorded else None,
    }
    return {name: fields[name] for name in COLUMNS}


def _days(one: Exported) -> int | None:
    """The days from the promised deadline to the one in force; None where there is not both, or for an occurrence."""
    if one.row.period is not None or one.row.due is None or one.promised is None:
        return None
    return (one.row.due.latest - one.promised.latest).days


VIEW: Final = View(page, answer)
