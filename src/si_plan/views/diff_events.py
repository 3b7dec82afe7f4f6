"""What a difference says of events that have another day, and of the deadlines that move with them or the calendar."""

from __future__ import annotations

from si_plan.changes.records import Change
from si_plan.views.diff_sentences import days_apart, value


def day(change: Change) -> str:
    """From which day to which an event moves."""
    return _from_to(change, "no day")


def why(change: Change) -> str:
    """Why an event has another day; the first one needs no reason."""
    return change.reason or ("–" if change.before is None else "none given")


def deadline(change: Change) -> str:
    """From when to when a deadline moves, unless the log has moved it already."""
    stays = f" (but it stays at {value(change.held)}, where the log has it)" if change.held is not None else ""
    return f"{_from_to(change, 'waiting')}{stays}"


def counts(change: Change) -> str:
    """What a deadline counts, and from what."""
    return change.counts


def _from_to(change: Change, without: str) -> str:
    """From which day to which: 3 Jun 2016 → 10 Jun 2016, 7 days later."""
    then, now = (without if one is None else value(one) for one in (change.before, change.after))
    return ", ".join(part for part in (f"{then} → {now}", days_apart(change)) if part)
