"""When what falls due: a lane for each action, milestone or priority, with the deadlines of its milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.rows import StateCounts, counts_of, selected
from si_plan.queries.selection import Selection
from si_plan.queries.standing import STATES, Standing, State, counted_once
from si_plan.queries.status import action_state

By = Literal["priority", "action", "milestone"]
_Found = list[tuple[Tracked, Standing]]


class Moment(NamedTuple):
    """A deadline in force: of which milestone (or action without any), its latest day, and how that stands."""

    id: str
    latest: date
    state: State
    late: bool


class Lane(NamedTuple):
    """What is shown on one line. `begins` is the earliest day of its first beginning, where anything in it has one."""

    kind: By
    id: str
    priority: str
    text: str
    leads: tuple[str, ...]
    begins: date | None
    state: State
    counts: StateCounts
    moments: tuple[Moment, ...]
    """By day. What recurs has a moment only where an occurrence is overdue: the first of those."""


def timeline(plan: Plan, selection: Selection, by: By = "action") -> list[Lane]:
    """The lanes of what the selection holds, in the plan's order: milestones, and actions that have none."""
    every: dict[str, _Found] = {}
    for tracked, standing in selected(plan, selection):
        if tracked.kind in ("milestone", "action"):
            name = tracked.priority.id if by == "priority" else tracked.action.id if by == "action" else tracked.id
            every.setdefault(name, []).append((tracked, standing))
    return [_lane(by, name, found) for name, found in every.items()]


def _lane(by: By, name: str, found: _Found) -> Lane:
    tracked, standing = found[0]
    text = tracked.text if by == "milestone" else tracked.action.title if by == "action" else tracked.priority.title
    leads = (
        standing.leads if by == "milestone" else tuple(dict.fromkeys(code for _, one in found for code in one.leads))
    )
    begins = [one.starts.earliest for one, _ in found if one.starts is not None]
    return Lane(
        kind=by,
        id=name,
        priority=tracked.priority.id,
        text=text,
        leads=leads,
        begins=min(begins, default=None),
        state=_state(by, found),
        counts=counts_of([one for _, one in counted_once(iter(found))]),
        moments=tuple(sorted(_moments(found), key=lambda one: one.latest)),
    )


def _state(by: By, found: _Found) -> State:
    if by == "milestone":
        return found[0][1].state
    if by == "action":
        return action_state(found)
    return min((standing.state for _, standing in found), key=STATES.index)


def _moments(found: _Found) -> Iterable[Moment]:
    for tracked, standing in found:
        if standing.deadline is not None:
            yield Moment(tracked.id, standing.deadline.latest, standing.state, standing.late)
