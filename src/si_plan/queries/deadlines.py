"""What belongs in a calendar: everything with a deadline, and each occurrence of records that recur."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.rows import TrackedRow, occurrence_rows, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standings

if TYPE_CHECKING:
    from si_plan.dates.clock import Clock

BACK = timedelta(days=366)
"""How far back occurrences are listed."""


class Deadline(NamedTuple):
    """A row with a deadline, with the titles of its action, priority and leads. `entries` is how many log entries up to
    the day are about it, its action or its priority."""

    row: TrackedRow
    action_title: str
    priority_title: str
    lead_titles: tuple[str, ...]
    promised: ReducedDate | None
    entries: int
    clock: Clock | None = None
    """What the promised deadline counts from, where it is no date."""


def deadlines(plan: Plan, selection: Selection, ahead: timedelta) -> list[Deadline]:
    """Everything in the selection that has a deadline, open or closed, by the deadline's latest day and then in the
    plan's order. A record that recurs gives each occurrence from a year before the day to `ahead` after it."""
    standings = Standings(plan, selection.as_of)
    titles = {role.code: role.title for role in plan.roles}
    first, last = selection.as_of - BACK, selection.as_of + ahead
    found = []
    for tracked, standing in tracked_in(plan, selection, standings):
        if tracked.recurs:
            rows = occurrence_rows(standings, tracked, first, last)
        else:
            rows = [tracked_row(plan, tracked, standing)] if standing.deadline is not None else []
        entries = sum(len(standings.entries(name)) for name in {tracked.id, tracked.action.id, tracked.priority.id})
        found += [_deadline(tracked, row, titles, entries) for row in rows]
    return sorted(found, key=_latest)


def _deadline(tracked: Tracked, row: TrackedRow, titles: dict[str, str], entries: int) -> Deadline:
    return Deadline(
        row=row,
        action_title=tracked.action.title,
        priority_title=tracked.priority.title,
        lead_titles=tuple(titles.get(code, code) for code in row.leads),
        promised=tracked.due if row.period is None else None,
        entries=entries,
        clock=tracked.clock if row.period is None else None,
    )


def _latest(deadline: Deadline) -> date:
    return deadline.row.due.latest if deadline.row.due is not None else date.max
