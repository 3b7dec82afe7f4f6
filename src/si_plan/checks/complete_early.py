"""An action that its log calls complete while one of its milestones is open.

An action is done when its milestones are done. If the log calls it complete before then, siplan still shows it as open,
and people who read the log believe the opposite.

To fix it: record the milestones that are complete, and cancel with a reason any that you have given up. If some are
still to come, take this entry out. If it is already on the main branch, add one that undoes it.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1"
      status: complete
      evidence: [Report to the board]

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Report to the board]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from si_plan.diagnostics import Finding, list_names
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.promise import Action
from si_plan.state.standing import Standings

CODE: Final = "complete-early"


def check(plan: Plan) -> Iterator[Finding]:
    last: dict[str, tuple[date, str, str]] = {}  # the last status of each action, its day and the entry that gives it
    for owner, number, entry in plan.counting_entries():
        if entry.status is not None and entry.period is None and isinstance(plan.by_id[entry.at], Action):
            former = last.get(entry.at)
            if former is None or entry.on >= former[0]:
                last[entry.at] = entry.on, entry.status, entry_name(owner, number)
    if not any(status == "complete" for _, status, _ in last.values()):
        return
    until = max(entry.on for _, _, entry in plan.counting_entries())
    standings = cache(lambda state: Standings(state, until))
    for identity, (on, status, name) in last.items():
        then = plan.with_record(identity, on)  # an edition may give it more milestones afterwards
        action = then.by_id[identity]
        if status == "complete" and isinstance(action, Action):
            left = open_milestones(standings(then), action)
            if left:
                hint = f"still open: {list_names(left)}; record these first, or take this entry out"
                yield Finding(CODE, name, "status", f"{identity} is complete only when its milestones are", hint)


def open_milestones(standings: Standings, action: Action) -> list[str]:
    """The ids of an action's milestones that are neither complete nor cancelled."""
    tracked = standings.plan.tracked_by_id
    milestones = (tracked[milestone.id] for milestone in action.milestones if milestone.id in tracked)
    ended = ("complete", "cancelled")
    return [milestone.id for milestone in milestones if standings.of(milestone).status not in ended]
