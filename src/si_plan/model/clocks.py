"""The days on which a plan's clocks end: `due: {after: report-received, working_days: 70}`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from si_plan.dates.calendar import USUAL
from si_plan.dates.clock import Clock, Ends, how
from si_plan.model.editions import remade
from si_plan.model.events import event_named
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Priority
from si_plan.model.reference import PlanDetails


def with_ends(details: PlanDetails, priorities: tuple[Priority, ...]) -> tuple[Priority, ...]:
    """The priorities with each clock's last day, by the plan's calendar, where its event has a day. What has no clock
    is the same object."""
    days = {event.id: event.on for event in reversed(details.events) if event.on is not None}
    ends = Ends(details.calendar or USUAL)

    def dated(record: Any) -> Any:
        changes: dict[str, Any] = {}
        clock = record.due
        if isinstance(clock, Clock) and clock.after in days:
            changes["due"] = replace(clock, ends=ends.of(clock, days[clock.after]))
        if getattr(record, "earlier", ()):
            changes["earlier"] = tuple(map(dated, record.earlier))
        return _with(record, changes)

    def action(one: Action) -> Any:
        parts = {"milestones": tuple(map(dated, one.milestones)), "stages": tuple(map(dated, one.stages))}
        return _with(dated(one), parts)

    return tuple(_with(one, {"actions": tuple(map(action, one.actions))}) for one in priorities)


def _with(record: Any, changes: dict[str, Any]) -> Any:
    """A record with other values; itself where they are the same objects."""
    new = {name: value for name, value in changes.items() if not _is_same(getattr(record, name), value)}
    return remade(record, new) if new else record


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, tuple):
        return all(one is other for one, other in zip(before, after, strict=True))
    return before is after


def how_counted(plan: Plan, clock: Clock) -> str:
    """How the days of a clock were counted, in words; empty until its event has a day."""
    event = event_named(clock.after, plan.details.events)
    on = event.on if event is not None else None
    return how(clock, on, plan.details.calendar or USUAL) if on is not None else ""


def clocks_in(plan: Plan) -> Iterator[tuple[str, str, Clock]]:
    """Every clock of a plan: the id of its record, the field that it stands in, and itself."""
    for record in with_deadlines(plan):
        if isinstance(record.due, Clock):
            yield record.id, "due", record.due
        for place, entry in enumerate(record.earlier):
            if isinstance(entry.due, Clock):
                yield record.id, f"earlier.{place}.due", entry.due


def with_deadlines(plan: Plan) -> Iterator[Any]:
    """Every record of a plan that may have a deadline of its own."""
    for _, action in plan.actions():
        yield action
        yield from action.milestones
        yield from action.stages
