"""A calendar of days to be kept, as a document of its own."""

from datetime import date, timedelta
from typing import NamedTuple


class Event(NamedTuple):
    """An all-day event. A later calendar updates the event that has the same `known_by`, by the greater `sequence`."""

    known_by: tuple[str, ...]
    sequence: int
    day: date
    summary: str
    description: tuple[str, ...]
    """A line each."""
    category: str
    cancelled: bool
    alarms: tuple[tuple[timedelta, str], ...]
    """How long before its day each alarm is, and what it says."""


class Calendar(NamedTuple):
    """The events in their order, as they are known on the day `as_of`."""

    name: str
    as_of: date
    events: list[Event]
