"""How many milestones were open, done and overdue over time, by what the logs say now.

Between two log entries, a milestone changes only when its deadline passes. So each milestone is looked at once for
every stretch between entries, not on every day of the table: the work grows with the plan and its logs.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from si_plan.dates.periods import add_months, last_of_month
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.across import Across
from si_plan.queries.selection import Takes
from si_plan.state.standing import Standing, Standings

Every = Literal["week", "month", "quarter", "year"]

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class TrendRow(NamedTuple):
    """The milestones at the end of a day. `done` includes `late` (done late), and `open` includes `overdue`."""

    on: date
    total: int
    done: int
    late: int
    open: int
    overdue: int
    cancelled: int


_Kind = Literal["overdue", "open", "late", "done", "cancelled"]
_KINDS: Final[tuple[_Kind, ...]] = ("overdue", "open", "late", "done", "cancelled")
_URGENCY: Final = {"overdue": 0, "open": 1, "late": 2, "done": 2, "cancelled": 3}
"""If several milestones are one deliverable, the most urgent counts, else the first."""


def trend(plan: Plan, selection: Takes, every: Every = "month", since: date | None = None) -> list[TrendRow]:
    """A row for the last day of each week, month, quarter or year from `since` (by default the plan's date) and before
    the day asked about, and a row for that day."""
    days = days_between(since or plan.details.dated, selection.as_of, every)
    logged = Standings(plan, selection.as_of).logged
    rows: list[TrendRow] = []
    for state, of_state in itertools.groupby(days, plan.on):  # what one edition promised is counted by itself
        rows += _rows(state, list(of_state), selection, logged)
    return rows


def merge_trend(parts: Sequence[list[TrendRow]], across: Across | None) -> list[TrendRow]:
    """The milestones of several plans added up by day. All are asked from the same day on."""
    if across is None:
        return parts[0]
    return [
        TrendRow(rows[0].on, *map(sum, zip(*(row[1:] for row in rows), strict=True)))
        for rows in zip(*parts, strict=True)
    ]


def _rows(plan: Plan, days: list[date], selection: Takes, logged: dict[str, list[Entry]]) -> list[TrendRow]:
    """The rows of days on which the same edition is in force."""
    counts = _Counts(len(days))
    standings = [Standings(plan, day, logged) for day in days]
    for group in _groups(plan):
        _count(counts, standings, days, selection, group)
    return [_row(day, counts.on(place)) for place, day in enumerate(days)]


def days_between(since: date, until: date, every: Every) -> list[date]:
    """The last days of the periods that end from `since` on and before `until`; then `until` itself."""
    days = []
    if every == "week":
        day = since + timedelta(days=6 - since.weekday())
        while day < until:
            days.append(day)
            day += timedelta(days=7)
        return [*days, until]
    months = _MONTHS[every]
    first = date(since.year, (since.month - 1) // months * months + 1, 1)
    while (day := last_of_month(*_month(first, months - 1))) < until:
        days.append(day)
        first = add_months(first, months)
    return [*days, until]


def _month(first: date, later: int) -> tuple[int, int]:
    last = add_months(first, later)
    return last.year, last.month


class _Counts:
    """How many milestones are of each kind on each day, kept as differences from the day before."""

    def __init__(self, days: int) -> None:
        self._changes: dict[_Kind, list[int]] = {kind: [0] * (days + 1) for kind in _KINDS}
        self._sums: dict[_Kind, list[int]] | None = None

    def add(self, kind: _Kind, first: int, end: int) -> None:
        """Add one of a kind, from the day at place `first` until before the day at place `end`."""
        self._changes[kind][first] += 1
        self._changes[kind][end] -= 1

    def on(self, place: int) -> dict[_Kind, int]:
        if self._sums is None:
            self._sums = {kind: _running_totals(changes) for kind, changes in self._changes.items()}
        return {kind: sums[place] for kind, sums in self._sums.items()}


def _running_totals(changes: Iterable[int]) -> list[int]:
    sums, so_far = [], 0
    for change in changes:
        so_far += change
        sums.append(so_far)
    return sums


def _row(day: date, counted: dict[_Kind, int]) -> TrendRow:
    return TrendRow(
        on=day,
        total=sum(counted.values()),
        done=counted["done"] + counted["late"],
        late=counted["late"],
        open=counted["open"] + counted["overdue"],
        overdue=counted["overdue"],
        cancelled=counted["cancelled"],
    )


def _groups(plan: Plan) -> Iterable[list[Tracked]]:
    """The milestones, grouped by deliverable."""
    groups: dict[str, list[Tracked]] = {}
    for tracked in plan.tracked:
        if tracked.kind == "milestone":
            groups.setdefault(tracked.same_as or tracked.id, []).append(tracked)
    return groups.values()


def _count(
    counts: _Counts, standings: Sequence[Standings], days: Sequence[date], selection: Takes, group: list[Tracked]
) -> None:
    if len(group) == 1:
        for kind, first, end in _stretches(standings, days, selection, group[0]):
            counts.add(kind, first, end)
        return
    kinds: list[_Kind | None] = [None] * len(days)
    for tracked in group:
        for kind, first, end in _stretches(standings, days, selection, tracked):
            for place in range(first, end):
                former = kinds[place]
                if former is None or _URGENCY[kind] < _URGENCY[former]:
                    kinds[place] = kind
    for place, found in enumerate(kinds):
        if found is not None:
            counts.add(found, place, place + 1)


def _stretches(
    standings: Sequence[Standings], days: Sequence[date], selection: Takes, tracked: Tracked
) -> Iterable[tuple[_Kind, int, int]]:
    """The kinds of a milestone over time, each with the places of its first day and of the day after its last."""
    edges = [0, *_changes(standings[-1], days, tracked), len(days)]
    for first, end in itertools.pairwise(edges):
        standing = standings[first].of(tracked)
        if not selection.takes(tracked, standing.leads):
            continue
        if standing.state in ("done", "cancelled"):
            kind: _Kind = "cancelled" if standing.state == "cancelled" else "late" if standing.late else "done"
            yield kind, first, end
            continue
        passed = _overdue_from(standings, days, tracked, standing, first, end)
        if first < passed:
            yield "open", first, passed
        if passed < end:
            yield "overdue", passed, end


def _changes(now: Standings, days: Sequence[date], tracked: Tracked) -> list[int]:
    """The places of the days (except the first) from which a new entry counts for a milestone."""
    names = {tracked.id, tracked.same_as or tracked.id, tracked.action.id, tracked.priority.id}
    places = {bisect_left(days, entry.on) for name in names for entry in now.entries(name)}
    return sorted(places - {0, len(days)})


def _overdue_from(
    standings: Sequence[Standings], days: Sequence[date], tracked: Tracked, standing: Standing, first: int, end: int
) -> int:
    """The place of the first day of a stretch on which an open milestone is overdue, or `end`. The stretch has no
    entries, so once overdue it stays overdue."""
    if standing.state == "overdue":
        return first
    if not tracked.recurs:
        latest = standing.deadline.latest if standing.deadline is not None else date.max
        return bisect_left(days, latest + timedelta(days=1), first, end) if latest < days[-1] else end
    return bisect_left(range(end), True, first, end, key=lambda at: standings[at].of(tracked).state == "overdue")
