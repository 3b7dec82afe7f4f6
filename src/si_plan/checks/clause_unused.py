"""A clause of the When cell that nothing in the action takes up.

A cell may give several dates. Each belongs to a milestone, a stage or a duty (whose `when` is that clause), or is the
action's own; one that nothing takes up is a promise that nobody tracks.

To put it right: give the clause to the milestone it dates (as its `when`), or add a stage or a duty for it.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016, Termly review]
        milestones:
          - {id: "1.1.1", text: Tutors trained, when: By Sept 2016, due: 2016-09}

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
          - {id: "1.1.1", text: Tutors trained, when: By Sept 2016, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.deadlines.comparing import summarise, unused_clauses
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "clause-unused"


def check(plan: Plan) -> Iterator[Finding]:
    for priority, action in plan.actions():
        for clause in unused_clauses(plan, priority, action):
            yield Finding(
                CODE,
                action.id,
                "when",
                f"nothing in {action.id} takes up {quote(clause.text)} ({summarise(clause.reading)})",
                "write it as the `when` of the milestone, stage or duty that it dates",
                clause.line,
            )
