"""The plan on one screen: totals, by priority, by lead, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.dates.periods import YearKind, say_day
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.across import Across
from si_plan.queries.brief import Brief, brief, merge_brief, part_of
from si_plan.queries.by_owner import LeadTotals, leads, merge_leads
from si_plan.queries.costs import Costs, costs_of, merge_costs
from si_plan.queries.counting import StateCounts, Totals, actions_of, merge, sum_of, totals_of
from si_plan.queries.lines import Line, LinesBy, is_quiet, last_recorded, lines_of, merge_lines
from si_plan.queries.overdue import earliest_first
from si_plan.queries.ratings import Grade, grades_of, merge_rated, rated_actions
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing

NEXT = 5
"""How many coming deadlines are listed."""
_YEARS: tuple[YearKind, ...] = ("academic", "financial")


@dataclass(frozen=True, slots=True)
class PriorityTotals:
    """One priority's actions and milestones by state."""

    priority: str
    title: str
    label: str | None
    actions: StateCounts
    milestones: StateCounts


@dataclass(frozen=True, slots=True)
class Status:
    """The plan in figures: in brief, the actions by state, and what is tracked by kind and state."""

    brief: Brief
    actions: StateCounts
    totals: Totals
    priorities: list[PriorityTotals]
    leads: list[LeadTotals]
    next: list[TrackedRow]
    ratings: list[tuple[Grade, int]]
    """How many of the actions have each grade, the best first."""
    calendar: tuple[str, ...] = ()
    """The terms and years on which the answers are based, in words; empty unless asked for."""
    costs: Costs | None = None
    """What the actions cost; None where no action has a cost."""
    scheme: tuple[Grade, ...] = ()
    """The grades that an action can have, the best first."""
    by: LinesBy | None = None
    lines: Sequence[Line] = ()
    """What stands in place of the priorities where several plans are asked: a line for each member, theme, role, phase
    or region."""
    quiet: int = 0
    """How many of several plans have no entry of late."""


def status(plan: Plan, selection: Selection, *, verbose: bool = False, by: LinesBy | None = None) -> Status:
    """How the selected part of the plan stands on the day; with `verbose`, the calendar in words too. With `by`, which
    is for a plan of a portfolio, lines in place of the priorities."""
    part = part_of(plan, selection)
    standings, found, totals, _ = part
    by_priority: dict[str, list[tuple[Tracked, Standing]]] = {}
    last = last_recorded(plan, selection.as_of) if by is not None else None
    for tracked, standing in found if by is None else ():
        by_priority.setdefault(tracked.priority.id, []).append((tracked, standing))
    return Status(
        brief=brief(plan, selection, part),
        actions=actions_of(found),
        totals=totals,
        priorities=[
            PriorityTotals(priority.id, priority.title, priority.label, actions_of(own), totals_of(own).milestones)
            for priority in plan.priorities
            if (own := by_priority.get(priority.id))
        ],
        leads=[lead for lead in leads(plan, selection, standings=standings) if lead.actions],
        next=part.next(NEXT),
        ratings=rated_actions(standings, list(dict.fromkeys(tracked.action.id for tracked, _ in found))),
        calendar=calendar_in_words(plan, selection.as_of) if verbose else (),
        costs=costs_of(tracked.action for tracked, _ in found),
        scheme=tuple(grades_of(plan.details).values()),
        by=by,
        lines=lines_of(plan, found, by, last) if by is not None and (found or not selection.filters) else (),
        quiet=int(by is not None and is_quiet(last, selection.as_of)),
    )


def merge_status(parts: Sequence[Status], across: Across | None) -> Status:
    """How several plans stand together: sums, the same leads in one, what is next in any. Ratings stand where all plans
    have the same grades, the calendar where all have the same terms."""
    first = parts[0]
    if across is None:
        return first
    actions = sum_of(part.actions for part in parts)
    by = first.by or "member"
    return Status(
        brief=merge_brief([part.brief for part in parts], across),
        actions=actions,
        totals=merge(part.totals for part in parts),
        priorities=[],
        leads=merge_leads([part.leads for part in parts], across),
        next=sorted((row for part in parts for row in part.next), key=earliest_first)[:NEXT],
        ratings=merge_rated([(part.scheme, part.ratings) for part in parts]),
        calendar=first.calendar if len({part.calendar for part in parts}) == 1 else (),
        costs=merge_costs([part.costs for part in parts], actions.total),
        scheme=first.scheme if len({part.scheme for part in parts}) == 1 else (),
        by=by,
        lines=merge_lines((part.lines for part in parts), by, across),
        quiet=sum(part.quiet for part in parts),
    )


def calendar_in_words(plan: Plan, on: date) -> tuple[str, ...]:
    """The calendar on a day, a sentence each: whose it is, the years, the terms and half terms."""
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
        *_days_that_differ(calendar),
    )


def _days_that_differ(calendar: SchoolCalendar) -> Iterator[str]:
    """What a calendar says of working days, a sentence each; nothing where it leaves them to be England's."""
    if calendar.nation != USUAL.nation:
        yield f"bank holidays: those of {calendar.nation_in_words}"
    for label, days in (("not working days", calendar.not_working), ("working days", calendar.working)):
        if days:
            yield f"{label}: {', '.join(map(say_day, sorted(days)))}"
