"""The plan on one screen: totals, by priority, by lead, and what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from si_plan.dates.calendar import USUAL
from si_plan.dates.periods import YearKind, say_day
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.by_owner import LeadTotals, leads
from si_plan.queries.overdue import due
from si_plan.queries.rows import StateCounts, TrackedRow, counts_of, selected
from si_plan.queries.selection import Selection
from si_plan.queries.standing import STATES, Standing, State, counted_once

NEXT = 5
"""How many of the coming deadlines are listed."""
_AHEAD = timedelta(days=365)
_YEARS: tuple[YearKind, ...] = ("academic", "financial")


@dataclass(frozen=True, slots=True)
class PriorityTotals:
    """One priority's actions and milestones by state."""

    priority: str
    title: str
    actions: StateCounts
    milestones: StateCounts


@dataclass(frozen=True, slots=True)
class Status:
    """The whole plan in figures. Stages and duties are counted apart from milestones."""

    actions: StateCounts
    milestones: StateCounts
    stages: StateCounts
    duties: StateCounts
    priorities: list[PriorityTotals]
    leads: list[LeadTotals]
    next: list[TrackedRow]
    calendar: tuple[str, ...] = ()
    """What terms and years the answers rest on, in words; empty unless asked for."""


def status(plan: Plan, selection: Selection, *, verbose: bool = False) -> Status:
    """How the selected part of the plan stands on the day; with `verbose`, by which calendar."""
    found = selected(plan, selection)
    by_priority: dict[str, list[tuple[Tracked, Standing]]] = {}
    for one in found:
        by_priority.setdefault(one[0].priority.id, []).append(one)
    return Status(
        actions=actions_of(found),
        milestones=milestones_of(found),
        stages=of_kind(found, "stage"),
        duties=of_kind(found, "duty"),
        priorities=[
            PriorityTotals(priority.id, priority.title, actions_of(own), milestones_of(own))
            for priority in plan.priorities
            if (own := by_priority.get(priority.id))
        ],
        leads=[one for one in leads(plan, selection) if one.actions],
        next=due(plan, selection, _AHEAD).rows[:NEXT],
        calendar=calendar_in_words(plan, selection.as_of) if verbose else (),
    )


def calendar_in_words(plan: Plan, on: date) -> tuple[str, ...]:
    """The calendar's rules as they hold on a day: whose it is, the years, the terms and half terms."""
    calendar = plan.details.calendar or USUAL
    whose = "plan.yaml gives no calendar, so the usual English one holds"
    if plan.details.calendar is not None:
        whose = "Terms and years are those that plan.yaml gives"
    year = calendar.start_year(on)
    periods = (*calendar.terms_of(year), *calendar.half_terms_of(year))
    return (
        f"{whose}; a bare 2016/17 means the {calendar.year} year.",
        *(period.rule for kind in _YEARS if (period := calendar.year_of(on, kind)).rule),
        *(f"{period.title}: {say_day(period.first)} to {say_day(period.last)}" for period in periods),
    )


def action_state(parts: Iterable[tuple[Tracked, Standing]]) -> State:
    """The state of an action by its parts: overdue when any is; done when all its milestones are, and itself where it
    is tracked as a whole; else the most urgent of them."""
    every = list(parts)
    if any(standing.state == "overdue" for _, standing in every):
        return "overdue"
    shown = [standing.state for tracked, standing in every if tracked.kind in ("milestone", "action")]
    standing_ones = [state for state in shown if state != "cancelled"]
    if shown and not standing_ones:
        return "cancelled"
    if standing_ones and all(state == "done" for state in standing_ones):
        return "done"
    rest = [standing.state for _, standing in every if standing.state not in ("done", "cancelled")]
    return min(rest, key=STATES.index, default="undated")


def actions_of(found: list[tuple[Tracked, Standing]]) -> StateCounts:
    """The actions that these are parts of, by state."""
    parts: dict[str, list[tuple[Tracked, Standing]]] = {}
    for one in found:
        parts.setdefault(one[0].action.id, []).append(one)
    counted: dict[str, int] = {}
    for own in parts.values():
        state = action_state(own)
        counted[state] = counted.get(state, 0) + 1
    return StateCounts(total=len(parts), **counted)


def milestones_of(found: list[tuple[Tracked, Standing]]) -> StateCounts:
    """The milestones among these by state, one that stands in several actions once."""
    own = (one for one in found if one[0].kind == "milestone")
    return counts_of([standing for _, standing in counted_once(own)])


def of_kind(found: list[tuple[Tracked, Standing]], kind: str) -> StateCounts:
    """Those of one kind, by state."""
    return counts_of([standing for tracked, standing in found if tracked.kind == kind])
