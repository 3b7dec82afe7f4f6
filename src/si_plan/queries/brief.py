"""The plan in a few lines: what is overdue, what falls due, what is done, and what has changed since a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final, NamedTuple

from si_plan.model.plan import Plan
from si_plan.queries.counting import StateCounts, each_deliverable_once, totals_of
from si_plan.queries.moves import count_moved
from si_plan.queries.overdue import falling_due, first_due
from si_plan.queries.rows import TrackedRow, tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings

MONTH: Final = timedelta(days=30)
YEAR: Final = timedelta(days=365)
_NEXT: Final = 3
_LEADS: Final = 4


class Brief(NamedTuple):
    """How the plan stands on a day, and how that differs from an earlier one, each deliverable once."""

    since: date
    """The last day before on which a body that the plan is reported to met, else 30 days before."""
    met: bool
    """Whether somebody met on that day."""
    overdue: int
    overdue_then: int
    due: int
    """How many fall due within 30 days."""
    until: date
    milestones: StateCounts
    past: StateCounts
    """The milestones whose deadline has passed, done or not."""
    moved: int
    """How many deadlines have moved."""
    most_overdue: list[tuple[str, int]]
    """The leads who have most overdue, with how much."""
    completed: int
    """How many were completed after `since`."""
    next: list[TrackedRow]
    waiting: int = 0
    """How many are open and wait for an event, which has no date yet."""


def brief(plan: Plan, selection: Selection, standings: Standings | None = None) -> Brief:
    """How the selected part of the plan stands on the day, by its standings if they are there already."""
    as_of = selection.as_of
    met = max((day for one in plan.details.audiences for day in one.meetings if day < as_of), default=None)
    since = met or as_of - MONTH
    standings = standings or Standings(plan, as_of)
    found = tracked_in(plan, selection, standings)
    once = each_deliverable_once(found)
    late = [standing for _, standing in once if standing.state == "overdue"]
    leads = Counter(lead for standing in late for lead in dict.fromkeys(standing.leads))
    coming = list(falling_due(standings, found, as_of, as_of + MONTH))
    return Brief(
        since=since,
        met=met is not None,
        overdue=len(late),
        overdue_then=totals_of(tracked_in(plan.on(since), selection._replace(as_of=since))).overdue.total,
        due=totals_of(coming).numbers.total,
        until=as_of + MONTH,
        milestones=totals_of(found).milestones,
        past=totals_of(pair for pair in found if _is_past(pair[1], as_of)).milestones,
        moved=count_moved(standings, found),
        most_overdue=sorted(leads.items(), key=lambda pair: -pair[1])[:_LEADS],
        completed=sum(standing.completed is not None and standing.completed > since for _, standing in once),
        next=first_due(standings, found, YEAR, _NEXT),
        waiting=sum(standing.waits_for is not None for _, standing in once),
    )


def _is_past(standing: Standing, as_of: date) -> bool:
    """Whether the deadline in force has passed, of what is not cancelled."""
    return standing.state != "cancelled" and standing.deadline is not None and standing.deadline.latest < as_of
