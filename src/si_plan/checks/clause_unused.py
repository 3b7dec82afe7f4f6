"""A line of the When cell that nothing in the action uses.

A When cell can give several dates. Each one belongs to a milestone, a stage or a duty (whose `when` is that line), or
to the action itself. If nothing uses a line, nobody tracks that promise.

To fix it: make the line the `when` of the milestone it dates, or add a stage or a duty for it.

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
from si_plan.diagnostics import Finding, list_names, quote
from si_plan.model.plan import Plan

CODE: Final = "clause-unused"


def check(plan: Plan) -> Iterator[Finding]:
    for priority, action in plan.actions():
        unused = list(unused_clauses(plan, priority, action))
        if unused:
            one = len(unused) == 1
            recurs = unused[0].reading.recurrence is not None
            kind, more = ("duty", " repeats=…") if recurs else ("milestone", "")
            said = list_names([f"{quote(clause.text)} ({summarise(clause.reading)})" for clause in unused])
            yield Finding(
                CODE,
                action.id,
                "when",
                f"nothing in {action.id} uses {said}",
                f"make {'it' if one else 'each'} the `when` of the milestone, stage or duty that it dates, or add one: "
                f'siplan add {kind} {action.id} text="…" when="…"{more}',
                unused[0].line,
                cause=f"{action.id}#when",
            )
