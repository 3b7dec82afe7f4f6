"""An action with neither a milestone nor a log.

Nothing will show that it is done.

To put it right: add a milestone that will show that the action is done, or begin its log.

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
        if not action.milestones and not plan.logs.get(action.id):
            yield Finding(
                CODE,
                action.id,
                "milestones",
                f"nothing would show that {action.id} is done: it has neither a milestone nor a log",
                "add a milestone, or record progress in its log",
            )
