"""What is overdue on a day, and what falls due soon after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.counting import Totals, merge, totals_of
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.series import Open
from si_plan.state.standing import Standing, Standings

if TYPE_CHECKING:  # few answers are grouped, or of many plans
    from si_plan.queries.across import Across, By
    from si_plan.queries.grouping import Grouping

SOON = timedelta(days=30)
"""How far ahead `overdue` looks for what falls due next."""


class Overdue(NamedTuple):
    """The overdue rows, longest overdue first, and totals of what falls due up to and including `soon_until`; with what
    the rows are grouped by, if that was asked for."""

    rows: list[TrackedRow]
    soon: Totals
    soon_until: date
    grouping: Grouping | None = None


class Due(NamedTuple):
    """The open rows whose deadline ends between the day asked about and `until`, earliest first; with what they are
    grouped by, if that was asked for."""

    rows: list[TrackedRow]
    until: date
    grouping: Grouping | None = None


def overdue(plan: Plan, selection: Selection, *, every: bool = False, by: By | None = None) -> Overdue:
    """What was open on the day although its deadline's latest day had passed. A record that recurs has one row, with
    its first overdue occurrence and how many there are; with `every`, a row for each. Raises UsageError if `every`
    gives too many rows to list."""
    until = selection.as_of + SOON
    standings = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, standings)
    rows: list[TrackedRow] = []
    if every:
        from si_plan.queries.rows import check_occurrence_count

        check_occurrence_count(sum(standing.occurrences or 0 for _, standing in found))
    for tracked, standing in found:
        if standing.state == "overdue" and standing.period is not None and every:
            missed = standings.series(tracked).overdue(selection.as_of)
            rows += (
                tracked_row(plan, tracked, about(standing, [occurrence], selection.as_of)) for occurrence in missed
            )
        elif standing.state == "overdue":
            rows.append(tracked_row(plan, tracked, standing))
    rows.sort(key=_longest_first)
    soon = totals_of(falling_due(standings, found, selection.as_of, until))
    return Overdue(rows, soon, until, _grouping(plan, by))


def merge_overdue(parts: Sequence[Overdue], across: Across | None) -> Overdue:
    """What is overdue in several plans as one answer."""
    rows = sorted((row for part in parts for row in part.rows), key=_longest_first)
    return Overdue(rows, merge(part.soon for part in parts), parts[0].soon_until, _merged_grouping(parts, across))


def _grouping(plan: Plan, by: By | None) -> Grouping | None:
    if by is None:
        return None
    from si_plan.queries.grouping import grouping_of

    return grouping_of(plan, by)


def _merged_grouping(parts: Sequence[Overdue | Due], across: Across | None) -> Grouping | None:
    if parts[0].grouping is None:
        return None
    from si_plan.queries.grouping import merge_groupings

    return merge_groupings([part.grouping for part in parts], across)


def _longest_first(row: TrackedRow) -> int:
    return -(row.days_overdue or 0)


def due(plan: Plan, selection: Selection, within: timedelta, *, every: bool = False, by: By | None = None) -> Due:
    """What falls due from the day on: open, with the deadline's latest day at most `within` ahead. A record that recurs
    has one row, with its first occurrence in that time and how many there are; with `every`, a row for each."""
    until = selection.as_of + within
    standings = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, standings)
    rows = [
        tracked_row(plan, tracked, standing)
        for tracked, standing in falling_due(standings, found, selection.as_of, until, every=every)
    ]
    rows.sort(key=earliest_first)
    return Due(rows, until, _grouping(plan, by))


def merge_due(parts: Sequence[Due], across: Across | None) -> Due:
    """What falls due in several plans as one answer."""
    rows = sorted((row for part in parts for row in part.rows), key=earliest_first)
    return Due(rows, parts[0].until, _merged_grouping(parts, across))


def earliest_first(row: TrackedRow) -> date:
    """By what rows are sorted, so that the earliest deadline comes first."""
    return row.due.latest if row.due else date.max


def falling_due(
    standings: Standings, found: Iterable[tuple[Tracked, Standing]], first: date, last: date, *, every: bool = False
) -> Iterator[tuple[Tracked, Standing]]:
    """Each open record that falls due in the span, with its standing. A record that recurs comes once, for all its
    occurrences in the span; with `every`, once for each."""
    for tracked, standing in found:
        if tracked.recurs and standing.state in ("ongoing", "overdue"):
            coming = standings.series(tracked).due_between(first, last)
            for some in [[occurrence] for occurrence in coming] if every else [coming] if coming else []:
                yield tracked, about(standing, some, first)
        elif (
            standing.state in ("in_window", "upcoming")
            and standing.deadline is not None
            and first <= standing.deadline.latest <= last
        ):
            yield tracked, standing


def by_deadline(pair: tuple[Tracked, Standing]) -> date:
    """A sort key of what falls due: the earliest first."""
    deadline = pair[1].deadline
    return deadline.latest if deadline is not None else date.max


def about(standing: Standing, some: list[Open], as_of: date) -> Standing:
    """The standing of a record that recurs, for some of its occurrences: the first one's deadline, and their number."""
    period, deadline = some[0]
    days = (as_of - deadline.latest).days
    return standing._replace(
        state="overdue" if days > 0 else "in_window" if as_of >= deadline.earliest else "upcoming",
        deadline=deadline,
        days_overdue=days if days > 0 else None,
        period=period,
        occurrences=len(some),
    )
