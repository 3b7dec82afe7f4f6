"""Deadlines that an edit moves without rewriting them: they count from an event, and the day of that event, or the
calendar by which days are counted, is another than before.

What was promised is the clock, so this is neither a slip nor a promise rewritten. But no deadline moves unseen: each is
told with the event, or the calendar, that moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from si_plan.changes.matching import text_of, what_of
from si_plan.changes.records import BY_CALENDAR, Change
from si_plan.model.fields import clock_of
from si_plan.model.plan import Plan, Tracked
from si_plan.model.reference import OF_CLOCKS
from si_plan.state.standing import Standings

if TYPE_CHECKING:
    from si_plan.changes.adoption import Adopted
    from si_plan.dates.clock import Clock
    from si_plan.dates.reduced import ReducedDate
    from si_plan.model.events import Event

_Place = tuple[str, str]
"""Where a clock stands: the id of its record, and the former edition that promised it, empty for the promise itself."""


class Recounted(NamedTuple):
    """A clock that is the same in both states of a plan and comes to another day, and the former edition that promised
    it, if it is no longer what is promised. A day is None while the event has none."""

    id: str
    clock: Clock
    before: ReducedDate | None
    after: ReducedDate | None
    edition: str
    moved_by: str
    """The event, or the calendar."""

    @property
    def days(self) -> int | None:
        """By how many days the deadline moves; None if it had no day, or has none now."""
        both = self.before is not None and self.after is not None
        return (self.after.latest - self.before.latest).days if both else None  # type: ignore[union-attr]


class RedatedEvent(NamedTuple):
    """An event that has another day than before, with the new reason for that, if one is given, and whether deadlines
    count from it."""

    event: Event
    before: date | None
    after: date | None
    reason: str
    counts: bool

    @property
    def days(self) -> int | None:
        """By how many days it moves; None if it had no day, or has none now."""
        both = self.before is not None and self.after is not None
        return (self.after - self.before).days if both else None  # type: ignore[operator]


def find_recounted(base: Plan, head: Plan, renumbered: Mapping[str, str], adopted: Adopted | None) -> list[Recounted]:
    """Every clock that comes to another day, in the order of the head."""
    if not _may_differ(base, head) or max(base.details.format, head.details.format) < OF_CLOCKS:
        return []
    before = {(renumbered.get(name, name), edition): clock for (name, edition), clock in _clocks(base, "")}
    then, now = ({event.id: event.on for event in plan.details.events} for plan in (base, head))
    found = []
    for (name, edition), clock in _clocks(head, adopted.previous.id if adopted is not None else ""):
        former = before.get((name, edition))
        if former == clock and former is not None and former.ends != clock.ends:
            by = clock.after if then.get(clock.after) != now.get(clock.after) else BY_CALENDAR
            found.append(Recounted(name, clock, former.ends, clock.ends, edition, by))
    return found


def _may_differ(base: Plan, head: Plan) -> bool:
    """Whether days may count otherwise than before, by what can be read of both states."""
    if "plan.yaml" in base.left_out or "plan.yaml" in head.left_out:
        return False
    old, new = base.details, head.details
    return (old.events, old.calendar, old.format) != (new.events, new.calendar, new.format)


def _clocks(plan: Plan, previous: str) -> Iterator[tuple[_Place, Clock]]:
    """Every clock of a plan, with its place. What the edition `previous` promised counts as the promise itself: that
    is where the base of an adoption has it."""
    from si_plan.model.clocks import with_deadlines  # few plans have clocks
    from si_plan.model.editions import gives_dates

    for record in with_deadlines(plan):
        kept = [entry for entry in record.earlier if gives_dates(entry)]
        if not any(entry.edition == previous for entry in kept) and (clock := clock_of(record.due)) is not None:
            yield (record.id, ""), clock
        for entry in kept:
            if (clock := clock_of(entry.due)) is not None:
                yield (record.id, "" if entry.edition == previous else entry.edition), clock


def find_redated_events(base: Plan, head: Plan) -> list[RedatedEvent]:
    """Every event of both states that has another day than before."""
    if not _may_differ(base, head):
        return []
    old, new = ({event.id: event for event in plan.details.events} for plan in (base, head))
    used = {clock.after for plan in (base, head) for _, clock in _clocks(plan, "")}
    found = []
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was is not None and now is not None and was.on != now.on:
            reason = now.reason or "" if now.reason != was.reason else ""
            found.append(RedatedEvent(now, was.on, now.on, reason, name in used))
    return found


def of_events(redated: list[RedatedEvent], recounted: list[Change]) -> Iterator[Change]:
    """A change for each event that has another day, with the records whose deadlines move with it."""
    for of in redated:
        event = of.event
        moved = dict.fromkeys(one.record for one in recounted if one.moved_by == event.id and one.held is None)
        yield Change(
            "event", event.id, "event", event.what, "on", of.before, of.after,
            parts=tuple(moved), days=of.days, reason=of.reason,
        )  # fmt: skip


def of_deadlines(head: Plan, recounted: list[Recounted], redated: list[RedatedEvent]) -> Iterator[Change]:
    """A change for each deadline that moves with an event or with the calendar."""
    if not recounted:
        return
    reasons = {of.event.id: of.reason for of in redated}
    standings = Standings(head.on(date.max), date.max)
    by_action = _parts_by_action(standings)
    for one in recounted:
        record: Any = head.by_id[one.id]
        now = not one.edition
        parts = by_action.get(one.id, []) if now else []
        yield Change(
            "recounted", one.id, what_of(record), text_of(record), "due", one.before, one.after,
            parts=tuple(part.id for part in parts if not _is_moved(standings, part)),
            days=one.days,
            reason=reasons.get(one.clock.after, ""),
            held=_held(standings, one.id, parts) if now else None,
            counts=str(one.clock) if now else f"{one.clock}, as the edition of {one.edition} promised",
            moved_by=one.moved_by,
        )  # fmt: skip


def _parts_by_action(standings: Standings) -> dict[str, list[Tracked]]:
    """The parts that have the deadline of their action for their own, by the action's id."""
    found: dict[str, list[Tracked]] = {}
    for tracked in standings.plan.tracked:
        if tracked.dated_by is tracked.action and tracked.kind != "action":
            found.setdefault(tracked.action.id, []).append(tracked)
    return found


def _is_moved(standings: Standings, part: Tracked) -> bool:
    """Whether the log has moved a part by itself."""
    return any(entry.due is not None and entry.period is None for entry in standings.entries(part.id))


def _held(standings: Standings, name: str, parts: list[Tracked]) -> ReducedDate | None:
    """The deadline that the log has moved a record to; None if it has not. An action that is dated only for its parts
    is moved as if it had a state of its own."""
    of = standings.plan.tracked_by_id.get(name)
    if of is None and parts:
        of = Tracked("action", parts[0].action, parts[0].action, parts[0].priority)
    moves = standings.reschedules(of) if of is not None else ()
    return moves[-1].due if moves else None
