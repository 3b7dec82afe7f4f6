"""The rows that queries answer with: typed records of their own, so that the model can change behind them."""

from datetime import date
from typing import NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Basis, Kind, Plan, Tracked
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings, State


class TrackedRow(NamedTuple):
    """Something tracked, as it stands on the day asked about."""

    kind: Kind
    id: str
    action: str
    priority: str
    areas: tuple[str, ...]
    text: str
    leads: tuple[str, ...]
    when: str
    starts: ReducedDate | None
    due: ReducedDate | None
    """The deadline in force: its earliest and latest days are the row's."""
    state: State
    status: str
    late: bool
    completed: date | None
    days_overdue: int | None
    same_as: str | None
    period: str | None
    """Of what recurs: the occurrence that the row is about, or the first of those it stands for."""
    occurrences: int | None
    """Of what recurs: how many occurrences the row stands for."""
    basis: Basis | None = None
    """What the promised deadline, or beginning, rests on."""


def tracked_row(plan: Plan, tracked: Tracked, standing: Standing) -> TrackedRow:
    """The row of a tracked record that stands so."""
    from si_plan.deadlines.comparing import basis_of  # the reader of wordings, for whoever has rows to tell of

    return TrackedRow(
        kind=tracked.kind,
        id=tracked.id,
        action=tracked.action.id,
        priority=tracked.priority.id,
        areas=tracked.areas,
        text=tracked.text,
        leads=standing.leads,
        when=tracked.when,
        starts=tracked.starts,
        due=standing.deadline,
        state=standing.state,
        status=standing.status,
        late=standing.late,
        completed=standing.completed,
        days_overdue=standing.days_overdue,
        same_as=tracked.same_as,
        period=standing.period,
        occurrences=standing.occurrences,
        basis=basis_of(plan, tracked),
    )


def selected(plan: Plan, selection: Selection, standings: Standings | None = None) -> list[tuple[Tracked, Standing]]:
    """What the selection holds, with how it stands, in the plan's order."""
    every = (standings or Standings(plan, selection.as_of)).every()
    return [(tracked, standing) for tracked, standing in every if selection.takes(tracked, standing.leads)]
