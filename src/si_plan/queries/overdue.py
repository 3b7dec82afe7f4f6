"""What is overdue on a day, and what falls due soon after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.rows import TrackedRow, selected, tracked_row
from si_plan.queries.selection import Selection
from si_plan.queries.standing import Standing

SOON = timedelta(days=30)
"""How far ahead `overdue` looks for what falls due next."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """The rows that are overdue, the longest first, and how many open ones fall due up to and with `soon_until`."""

    rows: list[TrackedRow]
    soon: int
    soon_until: date


@dataclass(frozen=True, slots=True)
class Due:
    """The open rows whose deadline runs out from the day asked about to `until`, the earliest first."""

    rows: list[TrackedRow]
    until: date


def overdue(plan: Plan, selection: Selection) -> Overdue:
    """What was open on the day with its deadline's latest day behind it."""
    until = selection.as_of + SOON
    found = selected(plan, selection)
    rows = [tracked_row(tracked, standing) for tracked, standing in found if standing.state == "overdue"]
    rows.sort(key=lambda row: -(row.days_overdue or 0))
    return Overdue(rows, len(_falling_due(found, selection.as_of, until)), until)


def due(plan: Plan, selection: Selection, within: timedelta) -> Due:
    """What falls due from the day on: open, with the deadline's latest day no more than `within` ahead."""
    until = selection.as_of + within
    rows = _falling_due(selected(plan, selection), selection.as_of, until)
    rows.sort(key=lambda row: row.due.latest if row.due else date.max)
    return Due(rows, until)


def _falling_due(found: list[tuple[Tracked, Standing]], first: date, last: date) -> list[TrackedRow]:
    return [
        tracked_row(tracked, standing)
        for tracked, standing in found
        if standing.state in ("in_window", "upcoming")
        and standing.deadline is not None
        and first <= standing.deadline.latest <= last
    ]
