"""A plan, or a priority, with no actions.

A new plan begins with plan.yaml alone, and a new priority with its title. While there are no actions, no question about
the plan has an answer: nothing is overdue, and nobody leads anything.

To fix it: add a priority (`siplan add priority title="…"`), and its actions (`siplan add action 1 title="…" leads=…
when="…"`).

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "no-actions"


def check(plan: Plan) -> Iterator[Finding]:
    if not plan.priorities:
        hint = 'add the first: siplan add priority title="…"'
        yield Finding(CODE, "plan", "", "the plan has no priorities yet", hint)
    for priority in plan.priorities:
        if not priority.actions:
            hint = f'add the first: siplan add action {priority.id} title="…" leads=… when="…"'
            yield Finding(CODE, priority.id, "title", f"priority {priority.id} has no actions yet", hint)
