"""A calendar of deadlines: a document that only calendar programs read."""

from datetime import date, timedelta
from typing import NamedTuple


class Event(NamedTuple):
    """An all-day event. In a later calendar the event with the same `known_by` and a greater `sequence` replaces it."""

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
    """The events in order, as known on the day `as_of`."""

    name: str
    as_of: date
    events: list[Event]
