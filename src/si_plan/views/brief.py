"""`siplan` alone: the plan in at most twelve lines."""

from __future__ import annotations

from datetime import date

from si_plan.documents import words
from si_plan.documents.blocks import Document, Facts, document
from si_plan.queries.across import Across
from si_plan.queries.brief import Brief
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import states

NEXT = "Next"
_MEMBERS = 4


def page(question: Question, result: Brief) -> Document:
    as_of, across = question.selection.as_of, question.across
    title = f"{question.plan.title} on {words.day(as_of)}"
    most, *following = overdue_and_next(result)
    if across is not None:
        most = ("Most overdue", _members(result, across))
    facts = [
        most,
        (f"Since {words.day_short(result.since)}", _changed(result)),
        *following,
        ("Ask", "siplan overdue · siplan due · siplan status · siplan --help"),
    ]
    return document(
        title, headline(result, as_of), Facts([(label, text) for label, text in facts if text], brief=(NEXT,))
    )


def overdue_and_next(result: Brief) -> list[tuple[str, str]]:
    """Who has most overdue, empty if nobody has anything, and what is next."""
    return [
        ("Most overdue", ", ".join(f"{lead} {number}" for lead, number in result.most_overdue)),
        *((NEXT, _next(row)) for row in result.next),
    ]


def _members(result: Brief, across: Across) -> str:
    """The members with most overdue: Oak Hill Primary 12, Elm Road Primary 9."""
    return ", ".join(f"{across.members[name].name} {number}" for name, number in result.overdue_by_member[:_MEMBERS])


def headline(result: Brief, as_of: date) -> str:
    """17 overdue (+5 since 1 Sep) · 1 due by 9 Nov · 10 of 73 milestones done (14%) · 3 moved."""
    change = result.overdue - result.overdue_then
    parts = [
        f"{result.overdue} overdue" + (f" ({change:+} since {words.day_near(result.since, as_of)})" if change else ""),
        f"{result.due} due by {words.day_near(result.until, as_of)}",
        f"{result.milestones.done} of {words.count(result.milestones.total, 'milestone')} done"
        f" ({words.percent(result.milestones.done, result.milestones.total)})",
    ]
    if result.moved:
        parts.append(f"{result.moved} moved")
    if result.waiting:
        parts.append(f"{result.waiting} {'waits' if result.waiting == 1 else 'wait'} for an event")
    return " · ".join(parts)


def _changed(result: Brief) -> str:
    """What happened since the day, and whether somebody met on it."""
    met = "the last meeting: " if result.met else ""
    return f"{met}{result.completed} completed, {result.overdue_then} were overdue then"


def _next(row: TrackedRow) -> str:
    """2.4.1, Dec 2016 (DDCS / HSI): Academies Protocol revised. The text is last, for a terminal may cut it."""
    member = f"{row.member} " if row.member is not None else ""
    return f"{member}{row.name}, {states.deadline(row)} ({words.leads(row.leads)}): {row.text}"
