"""What is overdue on a day, and what falls due soon after it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, cast

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.across import Across, grouped
from si_plan.queries.across import By as AcrossBy
from si_plan.queries.counting import Totals, merge, totals_of
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.series import Open
from si_plan.state.standing import Standing, Standings

SOON = timedelta(days=30)
"""How far ahead `overdue` looks for what falls due next."""


By = Literal["lead", "priority", "area", "member", "theme", "phase", "region"]
_WITHIN: Final = ("lead", "priority", "area")
"""What the rows of one plan can stand together by; the rest needs a portfolio."""


class OverdueGroup(NamedTuple):
    """What of a lead, a priority or an area is overdue, longest overdue first; or of a member, a theme, a phase or a
    region of a portfolio. Without a name, what has no lead, answers no area, or belongs to no theme."""

    name: str
    title: str
    rows: list[TrackedRow]


class Overdue(NamedTuple):
    """The overdue rows, longest overdue first, and totals of what falls due up to and including `soon_until`."""

    rows: list[TrackedRow]
    soon: Totals
    soon_until: date
    by: By | None = None
    groups: Sequence[OverdueGroup] = ()
    """The same rows by lead, priority or area, if that was asked for. A row of joint leads is in the group of each."""


class Due(NamedTuple):
    """The open rows whose deadline ends between the day asked about and `until`, earliest first."""

    rows: list[TrackedRow]
    until: date


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
    return Overdue(rows, soon, until, by, _groups(plan, rows, by) if by in _WITHIN else ())


def merge_overdue(parts: Sequence[Overdue], across: Across | None) -> Overdue:
    """The overdue rows of several plans as one answer, with their groups, by lead, in one: a code is one role. Groups
    by member, theme, phase or region are made here, since only the portfolio (`across`) knows them."""
    first = parts[0]
    rows = sorted((row for part in parts for row in part.rows), key=_longest_first)
    soon = merge(part.soon for part in parts)
    if across is not None and first.by not in (None, *_WITHIN):
        groups = [
            OverdueGroup(group.name, group.title, [rows[place] for place in group.places])
            for group in grouped(rows, cast(AcrossBy, first.by), across)
        ]
        return Overdue(rows, soon, first.soon_until, first.by, groups)
    return Overdue(rows, soon, first.soon_until, first.by, _merge_groups(parts))


def _merge_groups(parts: Sequence[Overdue]) -> list[OverdueGroup]:
    """Groups of one name in one, in the order of a single plan: who has most overdue first, and last what has none."""
    if len(parts) == 1:
        return list(parts[0].groups)
    titles: dict[str, str] = {}
    of: dict[str, list[TrackedRow]] = {}
    for group in (group for part in parts for group in part.groups):
        titles.setdefault(group.name, group.title)
        of.setdefault(group.name, []).extend(group.rows)
    groups = [OverdueGroup(name, titles[name], sorted(rows, key=_longest_first)) for name, rows in of.items()]
    return sorted(groups, key=lambda group: (not group.name, -len(group.rows)))


def _longest_first(row: TrackedRow) -> int:
    return -(row.days_overdue or 0)


def _groups(plan: Plan, rows: list[TrackedRow], by: By) -> list[OverdueGroup]:
    """The rows by lead (who has most first), or by priority or area in the plan's order; last, those of none."""
    named = {
        "lead": [(role.code, role.title) for role in plan.roles],
        "priority": [(priority.id, priority.label or priority.title) for priority in plan.priorities],
        "area": [(area.id, area.title) for area in plan.areas],
    }[by]
    of: dict[str, list[TrackedRow]] = {name: [] for name, _ in named}
    none: list[TrackedRow] = []
    for row in rows:
        names = {"lead": row.leads, "priority": (row.priority,), "area": row.areas}[by]
        for name in names:
            of[name].append(row)
        if not names:
            none.append(row)
    groups = [OverdueGroup(name, title, of[name]) for name, title in named if of[name]]
    if by == "lead":
        groups.sort(key=lambda group: -len(group.rows))
    return groups + ([OverdueGroup("", f"No {by}", none)] if none else [])


def due(plan: Plan, selection: Selection, within: timedelta, *, every: bool = False) -> Due:
    """What falls due from the day on: open, with the deadline's latest day at most `within` ahead. A record that recurs
    has one row, with its first occurrence in that time and how many there are; with `every`, a row for each."""
    until = selection.as_of + within
    standings = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, standings)
    rows = [
        tracked_row(plan, tracked, standing)
        for tracked, standing in falling_due(standings, found, selection.as_of, until, every=every)
    ]
    rows.sort(key=_earliest_first)
    return Due(rows, until)


def merge_due(parts: Sequence[Due], _across: Across | None) -> Due:
    """What falls due in several plans as one answer."""
    return Due(sorted((row for part in parts for row in part.rows), key=_earliest_first), parts[0].until)


def _earliest_first(row: TrackedRow) -> date:
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


def first_due(
    standings: Standings, found: Iterable[tuple[Tracked, Standing]], within: timedelta, most: int
) -> list[TrackedRow]:
    """The first rows, at most so many, of what falls due from the day of the standings on and no more than `within`
    ahead, the earliest first."""
    coming = falling_due(standings, found, standings.as_of, standings.as_of + within)
    return [tracked_row(standings.plan, *one) for one in sorted(coming, key=_by_deadline)[:most]]


def _by_deadline(pair: tuple[Tracked, Standing]) -> date:
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
