"""What an edit does to the overdue list and to the cover of areas on a day.

Only records that an edit can have touched are worked out: the parts of actions that differ, or whose log or priority
differs, and records that are the same as one of these. A deliverable with two records counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from si_plan.changes.logs import LogEdit
from si_plan.changes.records import AreaEffect, Felt
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.counting import each_deliverable_once, totals_of
from si_plan.state.standing import Standing, Standings

Stands = dict[str, tuple[Tracked, Standing]]


_BEAR_ON_ALL: Final = ("calendar", "dated", "events", "format")
"""The fields of plan.yaml that may date any record: what recurs, and what counts from an event."""


def find_touched(base: Plan, head: Plan, edits: list[LogEdit[Entry]]) -> tuple[list[Tracked], list[Tracked]]:
    """The tracked records of the base, and those of the head, whose standing the edit may change."""
    logs = {edit.owner for edit in edits}
    if any(getattr(base.details, name) != getattr(head.details, name) for name in _BEAR_ON_ALL):
        return list(base.tracked), list(head.tracked)
    equal: set[str] = set()
    old = {action.id: (priority, action) for priority, action in base.actions()}
    for priority, action in head.actions():
        former = old.get(action.id)
        if former is None or action.id in logs or priority.id in logs:
            continue
        if former[0].areas == priority.areas and (former[1] is action or former[1] == action):
            equal.add(action.id)
    names = {_name(tracked) for plan in (base, head) for tracked in plan.tracked if tracked.action.id not in equal}
    then, now = ([tracked for tracked in plan.tracked if _name(tracked) in names] for plan in (base, head))
    return then, now


def _name(tracked: Tracked) -> str:
    """The id of the deliverable that a record is."""
    return tracked.same_as or tracked.id


def overdue(
    base: Stands, head: Stands, renumbered: dict[str, str], gone: dict[str, str]
) -> tuple[list[Felt], list[Felt]]:
    """The records that are overdue in the head only, and those overdue in the base only, in the plan's order. `gone`
    says of each record that the head no longer has whether it was `removed` or `dropped`."""
    known = {renumbered.get(name, name): stand for name, stand in _deliverables(base).items()}
    now = _deliverables(head)
    more = [
        Felt(tracked.id, tracked.text, standing.deadline)
        for name, (tracked, standing) in now.items()
        if standing.state == "overdue" and not _is_overdue(known.get(name))
    ]
    less = []
    for name, (tracked, standing) in known.items():
        if standing.state == "overdue" and not _is_overdue(now.get(name)):
            identity = renumbered.get(tracked.id, tracked.id)
            less.append(Felt(identity, tracked.text, standing.deadline, _why(name, now.get(name), head, gone)))
    return more, less


def _deliverables(stands: Stands) -> Stands:
    """The standing of each deliverable, by its id."""
    return {_name(stand[0]): stand for stand in each_deliverable_once(stands.values())}


def _why(name: str, now: tuple[Tracked, Standing] | None, head: Stands, gone: dict[str, str]) -> str:
    """Why a record is no longer overdue: its state now, `removed`, `dropped`, or the record that it is the same as."""
    if now is not None:
        return now[1].state
    if name in gone or name not in head:
        return gone.get(name, "undated")
    return f"the same as {head[name][0].same_as}"


def _is_overdue(stand: tuple[Tracked, Standing] | None) -> bool:
    """Whether there is a record and it is overdue."""
    return stand is not None and stand[1].state == "overdue"


def stands(plan: Plan, of: list[Tracked], as_of: date) -> Stands:
    """Each of these records with its standing on the day, by id."""
    standings = Standings(plan, as_of)
    return {tracked.id: (tracked, standings.of(tracked)) for tracked in of}


def coverage(base: Plan, head: Plan, before: Stands, after: Stands) -> Iterator[AreaEffect]:
    """The areas whose cover differs, in the plan's order. An area that is missing in a state has counts of 0 there."""
    titles = {area.id: area.title for plan in (base, head) for area in plan.areas}
    old, new = _structure(base), _structure(head)
    for area, title in titles.items():
        counts = (old.get(area, (0, 0)), new.get(area, (0, 0)))
        was, now = (
            totals_of(stand for stand in stands.values() if area in stand[0].areas).milestones
            for stands in (before, after)
        )
        moved = (now.done - was.done, now.overdue - was.overdue, now.cancelled - was.cancelled)
        if counts[0] != counts[1] or any(moved):
            (actions, milestones), (actions_now, milestones_now) = counts
            yield AreaEffect(area, title, (actions, actions_now), (milestones, milestones_now), *moved)


def _structure(plan: Plan) -> dict[str, tuple[int, int]]:
    """For each area, how many actions answer it, and how many milestones they have, each deliverable once."""
    actions: Counter[str] = Counter()
    milestones: dict[str, set[str]] = {}
    for priority, action in plan.actions():
        for area in action.areas or priority.areas:
            actions[area] += 1
            milestones.setdefault(area, set()).update(
                milestone.same_as or milestone.id for milestone in action.milestones
            )
    return {area: (number, len(milestones[area])) for area, number in actions.items()}
