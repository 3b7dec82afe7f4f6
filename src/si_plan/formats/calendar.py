"""Deadlines as an iCalendar file (RFC 5545), for Outlook, Google and the rest: all-day events on their last days.

An event's UID is made of the plan's authority and title, the record's id and the occurrence. So a later file updates
the events of an earlier one, whatever was reworded or moved, and two plans never meet. The time stamp and the sequence
number come from the day asked about and from the log: the same plan and day give the same bytes.

A file is lines of a name and a value, folded at 75 bytes. Every text in it is made visible, and what means something in
the format is escaped.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from si_plan.formats import words
from si_plan.formats.records import Question
from si_plan.formats.visible import visible
from si_plan.queries.deadlines import Deadline
from si_plan.queries.rows import TrackedRow

_SPACE: Final = uuid.UUID("5b6c1a52-3c0a-5d5e-9b57-0e6e2f3a7c41")
"""The name space of siplan's events, made once."""
_MOST_ENTRIES: Final = 999
_WIDTH: Final = 75
"""The bytes of a line."""
_CLOSED: Final = {"done": "Done", "cancelled": "Cancelled"}


def render(question: Question, result: Sequence[Deadline], alarms: Sequence[timedelta]) -> bytes:
    """The calendar's bytes. What is open has an alarm so long before its day, where that is still to come."""
    plan = question.plan.details
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//siplan//deadlines of an improvement plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{plan.title}{_scope(question)}')}",
    ]
    titles = {role.code: role.title for role in question.plan.roles}
    for one in result:
        if one.row.due is not None:
            lines += _event(question, one, one.row.due.latest, alarms, titles)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def uid(question: Question, row: TrackedRow) -> str:
    """The name by which a calendar knows the event again."""
    plan = question.plan.details
    about = (plan.authority, plan.title, row.id, row.period or "")
    return f"{uuid.uuid5(_SPACE, chr(10).join(' '.join(part.split()) for part in about))}@siplan"


def _event(
    question: Question, one: Deadline, day: date, alarms: Sequence[timedelta], titles: Mapping[str, str]
) -> Iterator[str]:
    row, as_of = one.row, question.selection.as_of
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(_summary(row))}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"UID:{uid(question, row)}"
    yield f"SEQUENCE:{_sequence(question, one)}"
    yield f"CATEGORIES:{_text(words.STATE_WORDS[row.state])}"
    yield f"DESCRIPTION:{_lines(_description(question, one, titles))}"
    yield f"STATUS:{'CANCELLED' if row.state == 'cancelled' else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    if row.state not in _CLOSED:
        for before in sorted(alarms, reverse=True):
            if day - before > as_of:
                yield from _alarm(row, before)
    yield "END:VEVENT"


def _sequence(question: Question, one: Deadline) -> int:
    """A number that grows with the day asked about and, within a day, with what is recorded."""
    days = (question.selection.as_of - question.plan.details.dated).days
    return max(days, 0) * (_MOST_ENTRIES + 1) + min(one.entries, _MOST_ENTRIES)


def _summary(row: TrackedRow) -> str:
    """Overdue: 2.4.1 Academies Protocol revised (DDCS / HSI)."""
    state = _CLOSED.get(row.state) or ("Overdue" if row.state == "overdue" else "")
    occurrence = f" {row.period}" if row.period is not None else ""
    return f"{state}{': ' if state else ''}{row.id}{occurrence} {row.text} ({words.leads(row.leads)})"


def _description(question: Question, one: Deadline, titles: Mapping[str, str]) -> list[str]:
    """A line each: how it stands, whose it is, what dates it, where it belongs."""
    row, on = one.row, words.day(question.selection.as_of)
    return [
        f"On {on}: {words.state(row)}.",
        f"Lead: {words.listed(f'{titles.get(code, code)} ({code})' for code in row.leads)}",
        f"Deadline: {words.short(row.due)}{_moved(one)}",
        *([f"{words.MARK_WORDS['judged']}."] if row.basis == "judged" else []),
        f"When (as written): {row.when}",
        f"Action {row.action}: {one.tracked.action.title}",
        f"Priority {row.priority}: {one.tracked.priority.title}",
    ]


def _moved(one: Deadline) -> str:
    promised = one.promised
    return f" (promised: {words.short(promised)})" if promised is not None and promised != one.row.due else ""


def _alarm(row: TrackedRow, before: timedelta) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "DESCRIPTION:" + _text(f"Due in {words.count(before.days, 'day')}: {_summary(row)}")
    yield f"TRIGGER:-P{before.days}D"
    yield "END:VALARM"


def _scope(question: Question) -> str:
    filters = question.selection.filters
    return f" ({words.listed(filters.values())})" if filters else ""


def _text(text: str) -> str:
    """A text as a value of the format (RFC 5545, 3.3.11), on one line whatever it holds."""
    return visible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(lines: Iterable[str]) -> str:
    return "\\n".join(map(_text, lines))


def _folded(line: str) -> bytes:
    """A line's bytes, no more than 75 on each line of the file and no character broken (RFC 5545, 3.1)."""
    raw = line.encode("utf-8", "backslashreplace")
    if len(raw) <= _WIDTH:
        return raw + b"\r\n"
    parts = []
    begin, room = 0, _WIDTH
    while begin < len(raw):
        end = min(begin + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(raw[begin:end])
        begin, room = end, _WIDTH - 1
    return b"\r\n ".join(parts) + b"\r\n"
