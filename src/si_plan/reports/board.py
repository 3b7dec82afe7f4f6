"""The facts of a board's page: how the plans of a portfolio stand, and what has happened in them since a day.

Each plan gives its own part, with no more rows than the page shows; the parts are merged. So what crosses stays small,
whatever the plans hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Plan
from si_plan.queries.across import Across
from si_plan.queries.brief import MONTH
from si_plan.queries.lines import Line, lines_of, merge_lines
from si_plan.queries.overdue import overdue
from si_plan.queries.rows import TrackedRow, tracked_in
from si_plan.queries.selection import Selection
from si_plan.queries.status import Status, merge_status, status
from si_plan.reports.rows import Since
from si_plan.reports.scope import Discretion
from si_plan.reports.since import Before, find_closed, find_slipped
from si_plan.state.standing import Standings

MOST: Final = 10
"""How many rows of a kind the page lists: those that matter most."""


class Listed(NamedTuple):
    """A row that the page lists, with its leads as people know them."""

    row: TrackedRow
    leads: tuple[str, ...]


class Moved(NamedTuple):
    """A row whose deadline moved later since the day: the deadline before, how many days later it is, and the reason,
    if that may be shown."""

    listed: Listed
    former: ReducedDate | None
    days: int
    reason: str


class Completed(NamedTuple):
    """What was completed since the day, and when; of what recurs, the occurrence."""

    listed: Listed
    on: date
    period: str | None


class Board(NamedTuple):
    """What a board is told: the status with a line a plan, the themes, how much moved later and was completed in each
    plan since a day, and the rows of each kind that matter most: the longest overdue, the furthest moved, the last
    completed."""

    since: Since
    status: Status
    themes: list[Line]
    moved_in: Counter[str]
    completed_in: Counter[str]
    overdue: list[Listed]
    moved: list[Moved]
    completed: list[Completed]
    internal: bool = False


def board(plan: Plan, selection: Selection, since: date | None = None, *, internal: bool = False) -> Board:
    """One plan's part of the page; without a day to compare with, since 30 days before."""
    told = Since("day", since or selection.as_of - MONTH)
    now = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, now)
    before, discretion = Before(now, told, None), Discretion(public=False)  # what is private has not crossed
    titles = {role.code: f"{role.title} ({role.code})" for role in plan.roles}

    def listed(row: TrackedRow) -> Listed:
        return Listed(row, tuple(titles.get(code, code) for code in row.leads))

    late = overdue(plan, selection).rows
    moved = find_slipped(now, found, before, discretion)
    completed = find_closed(now, found, before, "complete", discretion)[::-1]
    member = plan.membership.member if plan.membership is not None else ""
    return Board(
        since=told,
        status=status(plan, selection, by="member"),
        themes=lines_of(plan, found, "theme", None),
        moved_in=Counter({member: len(moved)}),
        completed_in=Counter({member: len(completed)}),
        overdue=[listed(row) for row in late[:MOST]],
        moved=[Moved(listed(one.row), one.former, one.days, one.said.reason) for one in moved[:MOST]],
        completed=[Completed(listed(one.row), one.on, one.period) for one in completed[:MOST]],
        internal=internal,
    )


def merge_board(parts: Sequence[Board], across: Across | None) -> Board:
    """The page of all plans from their parts."""
    first = parts[0]
    if across is None:
        return first
    return Board(
        since=first.since,
        status=merge_status([part.status for part in parts], across),
        themes=merge_lines((part.themes for part in parts), "theme", across),
        moved_in=sum((part.moved_in for part in parts), Counter()),
        completed_in=sum((part.completed_in for part in parts), Counter()),
        overdue=sorted((one for part in parts for one in part.overdue), key=lambda one: -(one.row.days_overdue or 0))[
            :MOST
        ],
        moved=sorted((one for part in parts for one in part.moved), key=lambda one: -one.days)[:MOST],
        completed=sorted((one for part in parts for one in part.completed), key=lambda one: one.on, reverse=True)[
            :MOST
        ],
        internal=first.internal,
    )
