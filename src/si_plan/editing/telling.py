"""What an entry changes, told to whoever records it: the record by its words, how it was, and how it is now."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry, Voided
from si_plan.model.promise import ROLES
from si_plan.queries.selection import record_id
from si_plan.state.standing import Standings

_MOST_OF_A_TEXT = 40


class Told(NamedTuple):
    """A recording in a line, and how its record stood before and after, in words (None for what has no state)."""

    line: str
    before: str | None = None
    after: str | None = None


class Telling:
    """Two states of a plan, before and after a recording, and what is told of each entry."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self._sides = before, after
        self._standings = cache(Standings)

    def of(self, entry: Entry) -> Told:
        """`2.4.2 "Criteria for referrals to the RSC…" (DDCS / HSI): due now → complete`, as of the entry's day."""
        plans = [plan.with_record(entry.at, entry.on) for plan in self._sides]
        former, now = (self._standings(plan, entry.on) for plan in plans)
        tracked = tracked_or_action(former.plan, entry.at)
        if tracked is None:
            return Told(f"{_named(former.plan, entry)}: {_of_what_was_added(entry)}")
        states = [_state(standings, tracked, entry.period) for standings in (former, now)]
        said = "; ".join(_changes(entry, tracked, former, *states))
        leads = words.leads(former.of(tracked).leads)
        line = f"{_named(former.plan, entry)} ({leads})"
        if entry.voids is not None:
            undone = f"Undone: {former.plan.refs.both(entry.at)} {of_voided(entry.voids)}. "
            return Told(undone + (f"{line}: {said}" if said else f"{line} stays {states[1]}"), *states)
        return Told(f"{line}: {said or _of_what_was_added(entry)}", *states)


def tracked_or_action(plan: Plan, identity: str) -> Tracked | None:
    """The tracked record of this id, or the action of this id, though its milestones are tracked; None for neither."""
    found = plan.tracked_by_id.get(identity)
    if found is None:
        for priority, action in plan.actions():
            if action.id == identity:
                return Tracked("action", action, action, priority)
    return found


def short_text(text: str) -> str:
    """The beginning of a text in quotes, cut at a word."""
    return f'"{textwrap.shorten(text, _MOST_OF_A_TEXT, placeholder="…")}"'


def _named(plan: Plan, entry: Entry) -> str:
    record = plan.by_id[entry.at]
    text = short_text(str(getattr(record, "title", "") or getattr(record, "text", "")))
    period = f" for {words.period(entry.period)}" if entry.period else ""
    return f"{plan.refs.both(record_id(record))} {text}{period}"


def _changes(entry: Entry, tracked: Tracked, former: Standings, before: str, after: str) -> Iterator[str]:
    """What is otherwise than before, in a few words each."""
    if entry.due is not None:
        now = _deadline(former, tracked, entry.period)
        yield f"due {words.short(now)} → {words.short(entry.due)}"
    for field in ROLES:
        if getattr(entry, field):
            was = words.leads(former.roles(tracked, field))
            yield f"{words.BY[field]} {was} → {words.leads(getattr(entry, field))}"
    if entry.rating is not None:
        rated = [one.rating for one in former.entries(entry.at) if one.rating and one.period == entry.period]
        yield f"rated {rated[-1]} → {entry.rating}" if rated else f"rated {entry.rating}"
    if before.partition(" ")[0] != after.partition(" ")[0] or after.endswith("late"):
        yield f"{before} → {after}"
    elif entry.status is not None and entry.status != former.of(tracked).status and entry.period is None:
        yield f"{former.of(tracked).status} → {entry.status}".replace("_", " ")


def _of_what_was_added(entry: Entry) -> str:
    return (entry.status or "").replace("_", " ") or ("a note" if entry.note else "evidence")


def _deadline(standings: Standings, tracked: Tracked, period: str | None) -> ReducedDate | None:
    """The deadline in force: the record's, or that of one of its open occurrences."""
    if period is None or not tracked.recurs:
        return standings.of(tracked).deadline
    found = standings.series(tracked).open(period)
    return found.deadline if found is not None else None


def _state(standings: Standings, tracked: Tracked, period: str | None) -> str:
    """How a record, or one of its occurrences, stands: `due now`, `overdue 3 days`, `complete`."""
    if period is not None and tracked.recurs:
        return _state_of_occurrence(standings, tracked, period)
    standing = standings.of(tracked)
    if standing.state == "done" and standing.status == "complete":
        return "complete, late" if standing.late else "complete"
    if tracked.kind == "action" and tracked.id not in standings.plan.tracked_by_id:
        return standing.status.replace("_", " ")  # its milestones have the dates
    return words.state(standing.state, standing.late, standing.days_overdue, standing.waits_for)


def _state_of_occurrence(standings: Standings, tracked: Tracked, period: str) -> str:
    found = standings.series(tracked).open(period)
    if found is not None:
        first, last = found.deadline.earliest, found.deadline.latest
        late = standings.as_of > last
        state = "overdue" if late else "in_window" if standings.as_of >= first else "upcoming"
        return words.state(state, late, (standings.as_of - last).days if late else None)
    closed = (one.status for one in reversed(standings.entries(tracked.same_as or tracked.id)) if one.period == period)
    return next((status.replace("_", " ") for status in closed if status), "not open")


def of_voided(voids: Voided | int) -> str:
    """An entry that is taken back, in a few words: `complete (3 Oct 2016)`."""
    if isinstance(voids, int):
        return f"entry {voids}"
    return f"{words.join(_said(voids)) or ('note' if voids.note else 'entry')} ({words.day_short(voids.on)})"


def _said(entry: Voided) -> list[str]:
    parts = [
        (entry.status or "").replace("_", " "),
        f"rated {entry.rating}" if entry.rating else "",
        f"due {words.short(entry.due)}" if entry.due else "",
        *words.by_whom(entry.leads, entry.accountable, entry.support),
    ]
    return [part for part in parts if part]
