"""An action with nothing that shows when it is done.

A milestone shows it, or a stage or a duty. So does a deadline of the action's own, or what its `success` says.

To fix it: add a milestone that will show when the action is done, or say it in `success`.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [From Sept 2016]
        starts: 2016-09

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [From Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "no-milestones"


def check(plan: Plan) -> Iterator[Finding]:
    for _, action in plan.actions():
        if action.due is None and not (action.parts or action.success or plan.logs.get(action.id)):
            yield Finding(
                CODE,
                action.id,
                "milestones",
                f"nothing will show when {action.id} is done: it has no milestone, no deadline and no log",
                f'add a milestone: siplan add milestone {action.id} text="…"; or say in `success` what will show it',
                cause=f"{action.id}#when",
            )
