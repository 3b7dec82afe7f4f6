"""An action with no milestone, stage or duty, and no log.

Nothing will show how it goes, or when it is done.

To fix it: add a milestone that will show when the action is done, or record progress on it.

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
        if not action.parts and not plan.logs.get(action.id):
            yield Finding(
                CODE,
                action.id,
                "milestones",
                f"nothing will show when {action.id} is done: it has no milestone and no log",
                "add a milestone, or record progress on the action",
            )
