"""The plan in a few lines: what is overdue, what falls due, what is done, and what has changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.across import Across
from si_plan.queries.counting import StateCounts, Totals, each_deliverable_once, sum_of, totals_of
from si_plan.queries.moves import count_moved
from si_plan.queries.overdue import by_deadline, earliest_first, falling_due
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings

MONTH: Final = timedelta(days=30)
_YEAR: Final = timedelta(days=365)
_NEXT: Final = 3
_LEADS: Final = 4


class Brief(NamedTuple):
    """How the plan stands on a day, and how that differs from an earlier one, each deliverable once."""

    since: date
    """The last day before on which a body that the plan is reported to met, else 30 days before; of a portfolio, whose
    plans are reported on different days, always that."""
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
    overdue_by_lead: list[tuple[str, int]]
    """The leads who have anything overdue, with how much, the most first."""
    completed: int
    """How many were completed after `since`."""
    next: list[TrackedRow]
    waiting: int = 0
    """How many are open and wait for an event, which has no date yet."""
    overdue_by_member: Sequence[tuple[str, int]] = ()
    """The members of a portfolio that have anything overdue, with how much, the most first."""

    @property
    def most_overdue(self) -> list[tuple[str, int]]:
        """The leads who have most overdue, with how much."""
        return self.overdue_by_lead[:_LEADS]


class Part(NamedTuple):
    """The selected part of a plan on a day, looked at once for all that is told of it: what is in it with its standing,
    the totals of that, and what falls due within a year, the earliest first."""

    standings: Standings
    found: list[tuple[Tracked, Standing]]
    totals: Totals
    ahead: list[tuple[Tracked, Standing]]

    def next(self, most: int) -> list[TrackedRow]:
        """The first rows of what falls due, at most so many."""
        return [tracked_row(self.standings.plan, *one) for one in self.ahead[:most]]


def part_of(plan: Plan, selection: Selection) -> Part:
    """The selected part of the plan."""
    as_of = selection.as_of
    standings = Standings(plan, as_of)
    found = tracked_in(plan, selection, standings)
    ahead = sorted(falling_due(standings, found, as_of, as_of + _YEAR), key=by_deadline)
    return Part(standings, found, totals_of(found), ahead)


def brief(plan: Plan, selection: Selection, part: Part | None = None) -> Brief:
    """How the selected part of the plan stands on the day; it may have been looked at already."""
    as_of = selection.as_of
    standings, found, totals, ahead = part = part or part_of(plan, selection)
    met = None
    if plan.membership is None:
        met = max((day for one in plan.details.audiences for day in one.meetings if day < as_of), default=None)
    since = met or as_of - MONTH
    once = each_deliverable_once(found)
    late = [standing for _, standing in once if standing.state == "overdue"]
    leads = Counter(lead for standing in late for lead in dict.fromkeys(standing.leads))
    return Brief(
        since=since,
        met=met is not None,
        overdue=len(late),
        overdue_then=totals_of(tracked_in(plan.on(since), selection._replace(as_of=since))).overdue.total,
        due=totals_of(one for one in ahead if by_deadline(one) <= as_of + MONTH).numbers.total,
        until=as_of + MONTH,
        milestones=totals.milestones,
        past=totals_of(pair for pair in found if _is_past(pair[1], as_of)).milestones,
        moved=count_moved(standings, found),
        overdue_by_lead=_most_first(leads),
        completed=sum(standing.completed is not None and standing.completed > since for _, standing in once),
        next=part.next(_NEXT),
        waiting=sum(standing.waits_for is not None for _, standing in once),
        overdue_by_member=[(plan.membership.member, len(late))] if plan.membership is not None and late else (),
    )


def merge_brief(parts: Sequence[Brief], _across: Across | None) -> Brief:
    """How several plans stand together. A code is one lead."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    leads: Counter[str] = Counter()
    members: Counter[str] = Counter()
    for part in parts:
        leads.update(dict(part.overdue_by_lead))
        members.update(dict(part.overdue_by_member))
    return Brief(
        since=first.since,
        met=first.met,
        overdue=sum(part.overdue for part in parts),
        overdue_then=sum(part.overdue_then for part in parts),
        due=sum(part.due for part in parts),
        until=first.until,
        milestones=sum_of(part.milestones for part in parts),
        past=sum_of(part.past for part in parts),
        moved=sum(part.moved for part in parts),
        overdue_by_lead=_most_first(leads),
        completed=sum(part.completed for part in parts),
        next=sorted((row for part in parts for row in part.next), key=earliest_first)[:_NEXT],
        waiting=sum(part.waiting for part in parts),
        overdue_by_member=_most_first(members),
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: -pair[1])


def _is_past(standing: Standing, as_of: date) -> bool:
    """Whether the deadline in force has passed, of what is not cancelled."""
    return standing.state != "cancelled" and standing.deadline is not None and standing.deadline.latest < as_of
