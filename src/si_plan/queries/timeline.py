"""When what falls due: a lane for each action, milestone or priority, with the deadlines of its milestones.

Stages and duties are not shown on a lane, but count for the state of its action or priority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.counting import StateCounts, Totals, action_state, totals_of
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import STATES, Standing, State

By = Literal["priority", "action", "milestone"]
_Found = list[tuple[Tracked, Standing]]


class Moment(NamedTuple):
    """A deadline in force: the milestone (or whole action) it belongs to, its latest day, and the state of that."""

    id: str
    latest: date
    state: State
    late: bool


class Lane(NamedTuple):
    """What is shown on one line. `begins` is the first day on which anything in it begins, if anything does; `counts`
    has its milestones by state."""

    kind: By
    id: str
    priority: str
    priority_name: str
    """Its priority's label, else its title."""
    text: str
    label: str | None
    leads: tuple[str, ...]
    begins: date | None
    state: State
    counts: StateCounts
    moments: tuple[Moment, ...]
    """By day. A record that recurs has a moment only for its first overdue occurrence."""
    waits_for: tuple[str, ...] = ()
    """The events without a day from which deadlines of it count."""


class Timeline(NamedTuple):
    """The lanes in the plan's order, and the totals of what is on them."""

    lanes: list[Lane]
    totals: Totals


def timeline(plan: Plan, selection: Selection, by: By = "action") -> Timeline:
    """The lanes of the selected milestones and whole actions."""
    every: dict[str, _Found] = {}
    shown: _Found = []
    for tracked, standing in tracked_in(plan, selection):
        if is_shown(tracked):
            shown.append((tracked, standing))
        elif by == "milestone":
            continue
        name = tracked.priority.id if by == "priority" else tracked.action.id if by == "action" else tracked.id
        every.setdefault(name, []).append((tracked, standing))
    lanes = [_lane(by, name, found) for name, found in every.items() if any(is_shown(tracked) for tracked, _ in found)]
    return Timeline(lanes, totals_of(shown))


def is_shown(tracked: Tracked) -> bool:
    """Whether a record's deadline is shown on a lane."""
    return tracked.kind in ("milestone", "action")


def _lane(by: By, name: str, every: _Found) -> Lane:
    found = [(tracked, standing) for tracked, standing in every if is_shown(tracked)]
    tracked, standing = found[0]
    text = tracked.text if by == "milestone" else tracked.action.title if by == "action" else tracked.priority.title
    leads = (
        standing.leads if by == "milestone" else tuple(dict.fromkeys(code for _, how in found for code in how.leads))
    )
    begins = [part.starts.earliest for part, _ in found if part.starts is not None]
    return Lane(
        kind="action" if tracked.kind == "action" and by == "milestone" else by,
        id=name,
        priority=tracked.priority.id,
        priority_name=tracked.priority.label or tracked.priority.title,
        text=text,
        label=None if by == "milestone" else tracked.action.label if by == "action" else tracked.priority.label,
        leads=leads,
        begins=min(begins, default=None),
        state=_state(by, every),
        counts=totals_of(found).milestones,
        waits_for=tuple(dict.fromkeys(how.waits_for for _, how in found if how.waits_for is not None)),
        moments=tuple(sorted(_moments(found), key=lambda moment: moment.latest)),
    )


def _state(by: By, found: _Found) -> State:
    """The state of a milestone; of an action, from all its parts; of a priority, its most urgent part's."""
    if by == "priority":
        return min((standing.state for _, standing in found), key=STATES.index)
    return action_state(found) if by == "action" else found[0][1].state


def _moments(found: _Found) -> Iterable[Moment]:
    for tracked, standing in found:
        if standing.deadline is not None:
            yield Moment(tracked.id, standing.deadline.latest, standing.state, standing.late)
