"""Every occurrence of what recurs in a span of days, closed ones too, each as a row of its own."""

from __future__ import annotations

from datetime import date
from typing import Final

from si_plan.errors import UsageError
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.rows import TrackedRow, tracked_row
from si_plan.state.series import Occurring
from si_plan.state.standing import Standing, Standings, State

MOST_LISTED: Final = 50_000
"""How many occurrences one answer lists, at most."""


def see_that_they_can_be_listed(number: int) -> None:
    """Raises UsageError where an answer would list more occurrences than one lists."""
    if number > MOST_LISTED:
        raise UsageError(
            f"that is {number:,} occurrences, and no answer lists more than {MOST_LISTED:,}",
            "ask about a part of the plan (--lead, --area, --priority), or without --all",
        )


def occurrence_rows(standings: Standings, tracked: Tracked, first: date, last: date) -> list[TrackedRow]:
    """A row for each occurrence whose deadline's latest day is in the span, in the order of the deadlines. None
    where the series as a whole is complete or cancelled: its occurrences are closed with it."""
    standing = standings.of(tracked)
    if not tracked.recurs or standing.status in ("complete", "cancelled"):
        return []
    every = standings.series(tracked).every_between(first, last)
    return [_row(standings.plan, tracked, standing, one, standings.as_of) for one in every]


def _row(plan: Plan, tracked: Tracked, standing: Standing, one: Occurring, as_of: date) -> TrackedRow:
    latest = one.deadline.latest
    state = _state(one, as_of)
    return tracked_row(
        plan,
        tracked,
        standing._replace(
            state=state,
            status=one.status,
            deadline=one.deadline,
            completed=one.since if state == "done" else None,
            late=state == "done" and one.since is not None and one.since > latest,
            days_overdue=(as_of - latest).days if state == "overdue" else None,
            period=one.period,
            occurrences=1,
        ),
    )


def _state(one: Occurring, as_of: date) -> State:
    if one.status == "complete":
        return "done"
    if one.status == "cancelled":
        return "cancelled"
    if as_of > one.deadline.latest:
        return "overdue"
    return "in_window" if as_of >= one.deadline.earliest else "upcoming"
