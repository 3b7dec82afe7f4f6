"""An area that loses its last open action.

An inspection, review or challenge named the area, and the plan has to answer it. If all its actions are done, it has
been answered. If its last open action is cancelled, taken out or moved to another area, nobody is working on it.

To fix it: name the area in another action that answers it (`areas`), or add one.

Fails:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1", status: cancelled, reason: No money}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1", status: complete, evidence: [Register of tutors]}
    - {on: 2016-07-01, at: "1.1.1", status: complete, evidence: [Register of tutors]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.model.plan import Tracked, parts_of
from si_plan.model.promise import Action, Priority
from si_plan.state.standing import Standings

CODE: Final = "area-abandoned"
_ENDED: Final = ("done", "cancelled")


def check(pair: Pair) -> Iterator[Finding]:
    if pair.head.partial:
        return
    pair = pair.latest
    old, _ = pair.touched
    before, after = Standings(pair.base, pair.day), Standings(pair.head, pair.day)
    lost = _areas_lost(pair, old, before, after)
    if not lost:
        return
    for priority, action in pair.head.actions():
        for area in lost.keys() & set(action.areas or priority.areas):
            if _is_open(after, priority, action):
                del lost[area]
    known = {area.id for area in pair.head.areas}
    for area, actions in lost.items():
        if area in known:
            yield Finding(
                CODE,
                area,
                "",
                f"area {area} has no open action left: the last was {', '.join(actions)}",
                "name the area in another action that answers it, or add one",
            )


def _areas_lost(pair: Pair, old: list[Tracked], before: Standings, after: Standings) -> dict[str, list[str]]:
    """By area, the ids of the open actions that answered it on the base and no longer do on the head."""
    then, now = (
        {action.id: (priority, action) for priority, action in plan.actions()} for plan in (pair.base, pair.head)
    )
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(tracked.action.id for tracked in old):
        priority, action = then[name]
        there = now.get(pair.matching.renumbered.get(name, name))
        kept = set(there[1].areas or there[0].areas) if there and not _is_cancelled(after, *there) else set()
        lost = [area for area in action.areas or priority.areas if area not in kept]
        if lost and _is_open(before, priority, action):
            for area in lost:
                found.setdefault(area, []).append(name)
    return found


def _is_open(standings: Standings, priority: Priority, action: Action) -> bool:
    """Whether anything of the action is still to be done."""
    return any(standings.of(part).state not in _ENDED for part in parts_of(priority, action))


def _is_cancelled(standings: Standings, priority: Priority, action: Action) -> bool:
    """Whether no part of the action is open and not all are done."""
    logs = standings.plan.logs
    said = (*logs.get(action.id, ()), *logs.get(priority.id, ()))
    some_cancelled = any(entry.status == "cancelled" for entry in said)
    if not some_cancelled and not any(milestone.same_as for milestone in action.milestones):
        return False
    states = {standings.of(part).state for part in parts_of(priority, action)}
    return not states - set(_ENDED) and states != {"done"}
