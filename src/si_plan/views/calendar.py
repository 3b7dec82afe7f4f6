"""`siplan calendar`: deadlines as all-day events on their last days.

An event is known by the plan's authority and title, the record's id and the occurrence. So a later calendar updates the
events of an earlier one, even if something was reworded or moved, and the events of two plans never mix.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from si_plan.documents import words
from si_plan.documents.calendar import Calendar, Event
from si_plan.queries.deadlines import Deadline
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import states

_MOST_ENTRIES: Final = 999
_CLOSED: Final = {"done": "Done", "cancelled": "Cancelled"}


def calendar_of(question: Question, deadlines: Sequence[Deadline], alarms: Sequence[timedelta]) -> Calendar:
    """The dated records as events. An open one has an alarm this long before its day, if that is still to come."""
    events = [
        _event(question, deadline, deadline.row.due.latest, alarms)
        for deadline in deadlines
        if deadline.row.due is not None
    ]
    return Calendar(f"{question.plan.title}{_scope(question)}", question.selection.as_of, events)


def _event(question: Question, deadline: Deadline, day: date, alarms: Sequence[timedelta]) -> Event:
    row, plan = deadline.row, question.plan
    summary = _summary(row)
    ahead = [before for before in sorted(alarms, reverse=True) if day - before > question.selection.as_of]
    return Event(
        known_by=(plan.authority, plan.title, row.id, row.period or ""),
        sequence=_sequence(question, deadline),
        day=day,
        summary=summary,
        description=_description(question, deadline),
        category=words.STATES[row.state],
        cancelled=row.state == "cancelled",
        alarms=()
        if row.state in _CLOSED
        else tuple((before, f"Due in {words.count(before.days, 'day')}: {summary}") for before in ahead),
    )


def _sequence(question: Question, deadline: Deadline) -> int:
    """A number that grows with the day asked about and, on one day, with the number of log entries."""
    days = (question.selection.as_of - question.plan.dated).days
    return max(days, 0) * (_MOST_ENTRIES + 1) + min(deadline.entries, _MOST_ENTRIES)


def _summary(row: TrackedRow) -> str:
    """Overdue: 2.4.1 Academies Protocol revised (DDCS / HSI)."""
    state = _CLOSED.get(row.state) or ("Overdue" if row.state == "overdue" else "")
    occurrence = f" {row.period}" if row.period is not None else ""
    return f"{state}{': ' if state else ''}{row.name}{occurrence} {row.text} ({words.leads(row.leads)})"


def _description(question: Question, deadline: Deadline) -> tuple[str, ...]:
    """The lines: how it stands, who leads it, its deadline and wording, its action and priority."""
    row, plan, on = deadline.row, question.plan, words.day(question.selection.as_of)
    leads = [f"{title} ({code})" for code, title in zip(row.leads, deadline.lead_titles, strict=True)]
    return (
        f"On {on}: {states.state(row)}.",
        f"Lead: {words.join(leads) or words.leads(())}",
        f"Deadline: {words.short(row.due)}{_promise(deadline)}",
        *([f"{states.MARK_WORDS['judged']}."] if row.basis == "judged" else []),
        f"When (as written): {words.wording(filter(None, (row.when,)))}",
        f"Action {plan.refs.of(row.action)}: {deadline.action_title}",
        f"Priority {plan.refs.of(row.priority)}: {deadline.priority_title}",
    )


def _promise(deadline: Deadline) -> str:
    promised = deadline.promised
    if promised is not None and promised != deadline.row.due:
        return f" (promised: {words.short(promised)})"
    return f" ({deadline.clock})" if deadline.clock is not None and promised is not None else ""


def _scope(question: Question) -> str:
    filters = question.selection.filters
    return f" ({words.join(question.plan.refs.of_all(filters.values()))})" if filters else ""
