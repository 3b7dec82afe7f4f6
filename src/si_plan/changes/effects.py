"""What an edit does to the overdue list and to the cover of areas on a day.

Only what an edit can have touched is worked out: the records of actions that differ, or whose log or priority does,
and what is the same as one of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from si_plan.changes.logs import LogEdit
from si_plan.changes.records import AreaEffect, Felt
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.standing import Standing, Standings

Stands = dict[str, tuple[Tracked, Standing]]


def touched(base: Plan, head: Plan, edits: list[LogEdit]) -> tuple[list[Tracked], list[Tracked]]:
    """What is tracked, in the base and in the head, and may stand otherwise in the other."""
    logs = {edit.owner for edit in edits}
    if base.details.calendar != head.details.calendar or base.details.dated != head.details.dated:
        return list(base.tracked), list(head.tracked)
    equal: set[str] = set()
    old = {action.id: (priority, action) for priority, action in base.actions()}
    for priority, action in head.actions():
        former = old.get(action.id)
        if former is None or action.id in logs or priority.id in logs:
            continue
        if former[0].areas == priority.areas and (former[1] is action or former[1] == action):
            equal.add(action.id)
    return _not_in(base, equal), _not_in(head, equal)


def _not_in(plan: Plan, equal: set[str]) -> list[Tracked]:
    """What is in none of these actions, or is the same as what is not in them."""
    return [
        tracked
        for tracked in plan.tracked
        if tracked.action.id not in equal
        or (tracked.same_as is not None and tracked.same_as.rpartition(".")[0] not in equal)
    ]


def overdue(base: Stands, head: Stands, renumbered: dict[str, str], removed: set[str]) -> tuple[list[Felt], list[Felt]]:
    """What is overdue in the head and was not in the base, and the reverse, in the order of the plan."""
    known = {renumbered.get(name, name): one for name, one in base.items()}
    more = [
        Felt(name, tracked.text, standing.deadline)
        for name, (tracked, standing) in head.items()
        if standing.state == "overdue" and not _overdue(known.get(name))
    ]
    less = []
    for name, (tracked, standing) in known.items():
        now = head.get(name)
        if standing.state == "overdue" and not _overdue(now):
            why = now[1].state if now is not None else "removed" if name in removed else "undated"
            less.append(Felt(name, tracked.text, standing.deadline, why))
    return more, less


def _overdue(one: tuple[Tracked, Standing] | None) -> bool:
    return one is not None and one[1].state == "overdue"


def stands(plan: Plan, of: list[Tracked], as_of: date) -> Stands:
    """How each of these stands on the day."""
    standings = Standings(plan, as_of)
    return {tracked.id: (tracked, standings.of(tracked)) for tracked in of}


def coverage(base: Plan, head: Plan, before: Stands, after: Stands) -> Iterator[AreaEffect]:
    """The areas whose cover differs, in the plan's order; those that came or went count none on the other side."""
    titles = {area.id: area.title for plan in (base, head) for area in plan.areas}
    old, new = _structure(base), _structure(head)
    was, now = _states(before), _states(after)
    for area, title in titles.items():
        counts = (old.get(area, (0, 0)), new.get(area, (0, 0)))
        moved = [now[area, state] - was[area, state] for state in ("done", "overdue", "cancelled")]
        if counts[0] != counts[1] or any(moved):
            (actions, milestones), (actions_now, milestones_now) = counts
            yield AreaEffect(area, title, (actions, actions_now), (milestones, milestones_now), *moved)


def _structure(plan: Plan) -> dict[str, tuple[int, int]]:
    """For each area, how many actions answer it, and how many milestones of theirs, each deliverable once."""
    actions: Counter[str] = Counter()
    milestones: dict[str, set[str]] = {}
    for priority, action in plan.actions():
        for area in action.areas or priority.areas:
            actions[area] += 1
            milestones.setdefault(area, set()).update(one.same_as or one.id for one in action.milestones)
    return {area: (number, len(milestones[area])) for area, number in actions.items()}


def _states(stands: Stands) -> Counter[tuple[str, str]]:
    """For each area, how many milestones are in which state, each deliverable once."""
    found: dict[tuple[str, str], str] = {}
    for tracked, standing in stands.values():
        if tracked.kind == "milestone":
            for area in tracked.areas:
                found[area, tracked.same_as or tracked.id] = standing.state
    return Counter((area, state) for (area, _), state in found.items())
