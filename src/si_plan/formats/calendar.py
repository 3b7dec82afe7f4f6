"""A calendar as an iCalendar file (RFC 5545), for Outlook, Google and the rest.

The time stamp is the day asked about: the same plan and day give the same bytes.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from si_plan.documents.calendar import Calendar, Event
from si_plan.documents.visible import visible

if TYPE_CHECKING:
    import icalendar

_SPACE: Final = uuid.UUID("5b6c1a52-3c0a-5d5e-9b57-0e6e2f3a7c41")
"""The name space of siplan's events, made once."""


def render(calendar: Calendar) -> bytes:
    """The calendar's .ics file."""
    import icalendar

    file = icalendar.Calendar()
    file.add("prodid", "-//siplan//deadlines of an improvement plan//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", visible(calendar.name))
    for event in calendar.events:
        file.add_component(_event(event, calendar.as_of))
    made: bytes = file.to_ical()
    return made


def uid(event: Event) -> str:
    """The event's UID, by which calendar programs recognise it."""
    known_by = chr(10).join(" ".join(part.split()) for part in event.known_by)
    return f"{uuid.uuid5(_SPACE, known_by)}@siplan"


def _event(event: Event, as_of: date) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", uid(event))
    made.add("dtstamp", datetime.combine(as_of, time(), UTC))
    made.add("sequence", event.sequence)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", visible(event.summary))
    made.add("description", "\n".join(visible(line) for line in event.description))
    made.add("categories", [event.category])
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    for before, said in event.alarms:
        made.add_component(_alarm(before, said))
    return made


def _alarm(before: timedelta, said: str) -> Any:
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", visible(said))
    alarm.add("trigger", -before)
    return alarm
