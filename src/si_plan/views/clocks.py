"""Deadlines that count from an event, in words."""

from __future__ import annotations

from collections.abc import Iterable

from si_plan.diagnostics import list_names
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


def told(event: Event, names: Iterable[str] = ()) -> str:
    """An event with its day, and what counts from it: The report is received (report-received): 3 June 2016; 2.4.1
    counts from it."""
    on = words.day(event.on) if event.on is not None else "no date yet"
    counting = [*names]
    more = f"; {list_names(counting)} {'counts' if len(counting) == 1 else 'count'} from it" if counting else ""
    return f"{event.what.rstrip('.')} ({event.id}): {on}{more}"
