"""Deadlines that count from an event, in words."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.model.events import Event
from si_plan.queries.show import Shown


def facts(result: Shown) -> list[tuple[str, str]]:
    """What a record's deadline counts from, when that is, and how the days are counted; nothing for a date."""
    if result.clock is None:
        return []
    pairs = [("Due", str(result.clock))]
    pairs += [("Event", told(result.event))] if result.event is not None else []
    return [*pairs, *([("Counted", f"{result.how}.")] if result.how else [])]


def told(event: Event) -> str:
    """An event with its day: The report is received (report-received): 3 June 2016."""
    on = words.day(event.on) if event.on is not None else "no date yet"
    return f"{event.what.rstrip('.')} ({event.id}): {on}"
