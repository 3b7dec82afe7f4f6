"""Deadlines as an iCalendar file (RFC 5545), for Outlook, Google and the rest: all-day events on their last days.

An event's UID is made of the plan's authority and title, the record's id and the occurrence. So a later file updates
the events of an earlier one, whatever was reworded or moved, and two plans never meet. The time stamp and the sequence
number come from the day asked about and from the log: the same plan and day give the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.queries.deadlines import Deadline
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import states

if TYPE_CHECKING:
    from icalendar import Event

_SPACE: Final = uuid.UUID("5b6c1a52-3c0a-5d5e-9b57-0e6e2f3a7c41")
"""The name space of siplan's events, made once."""
_MOST_ENTRIES: Final = 999
_CLOSED: Final = {"done": "Done", "cancelled": "Cancelled"}


def render(question: Question, result: Sequence[Deadline], alarms: Sequence[timedelta]) -> bytes:
    """The calendar's bytes. What is open has an alarm so long before its day, where that is still to come."""
    from icalendar import Calendar

    plan = question.plan
    calendar = Calendar()
    calendar.add("prodid", "-//siplan//deadlines of an improvement plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(f"{plan.title}{_scope(question)}"))
    for one in result:
        if one.row.due is not None:
            calendar.add_component(_event(question, one, one.row.due.latest, alarms))
    made: bytes = calendar.to_ical()
    return made


def uid(question: Question, row: TrackedRow) -> str:
    """The name by which a calendar knows the event again."""
    plan = question.plan
    about = (plan.authority, plan.title, row.id, row.period or "")
    return f"{uuid.uuid5(_SPACE, chr(10).join(' '.join(part.split()) for part in about))}@siplan"


def _event(question: Question, one: Deadline, day: date, alarms: Sequence[timedelta]) -> Event:
    from icalendar import Event

    row, as_of = one.row, question.selection.as_of
    event = Event()
    event.add("uid", uid(question, row))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("sequence", _sequence(question, one))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", visible(_summary(row)))
    event.add("description", _description(question, one))
    event.add("categories", [states.STATE_WORDS[row.state]])
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if row.state not in _CLOSED:
        for before in sorted(alarms, reverse=True):
            if day - before > as_of:
                event.add_component(_alarm(row, before))
    return event


def _sequence(question: Question, one: Deadline) -> int:
    """A number that grows with the day asked about and, within a day, with what is recorded."""
    days = (question.selection.as_of - question.plan.dated).days
    return max(days, 0) * (_MOST_ENTRIES + 1) + min(one.entries, _MOST_ENTRIES)


def _summary(row: TrackedRow) -> str:
    """Overdue: 2.4.1 Academies Protocol revised (DDCS / HSI)."""
    state = _CLOSED.get(row.state) or ("Overdue" if row.state == "overdue" else "")
    occurrence = f" {row.period}" if row.period is not None else ""
    return f"{state}{': ' if state else ''}{row.id}{occurrence} {row.text} ({words.leads(row.leads)})"


def _description(question: Question, one: Deadline) -> str:
    """A line each: how it stands, whose it is, what dates it, where it belongs."""
    row, on = one.row, words.day(question.selection.as_of)
    leads = zip(row.leads, one.lead_titles, strict=True)
    lines = [
        f"On {on}: {states.state(row)}.",
        f"Lead: {words.listed(f'{title} ({code})' for code, title in leads)}",
        f"Deadline: {words.short(row.due)}{_moved(one)}",
        *([f"{states.MARK_WORDS['judged']}."] if row.basis == "judged" else []),
        f"When (as written): {row.when}",
        f"Action {row.action}: {one.action_title}",
        f"Priority {row.priority}: {one.priority_title}",
    ]
    return "\n".join(visible(line) for line in lines)


def _moved(one: Deadline) -> str:
    promised = one.promised
    return f" (promised: {words.short(promised)})" if promised is not None and promised != one.row.due else ""


def _alarm(row: TrackedRow, before: timedelta) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", visible(f"Due in {words.count(before.days, 'day')}: {_summary(row)}"))
    alarm.add("trigger", -before)
    return alarm


def _scope(question: Question) -> str:
    filters = question.selection.filters
    return f" ({words.listed(filters.values())})" if filters else ""
