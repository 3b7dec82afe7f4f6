"""The words give a date, and the record does not.

siplan never takes a deadline from the words alone. The date must be in the record, where a reviewer can see it. `siplan
edit --fill-dates` adds such lines.

To fix it: add the `due` that the hint gives, or let `siplan edit --fill-dates` add it. Several dates need a milestone,
which can have `dates`. If the words mean something else, write that and give a `due_reason`.

Fails:

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
          - {id: "1.1.1", text: Tutors trained}

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

from si_plan.deadlines.comparing import disagreements
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "due-missing"


def check(plan: Plan) -> Iterator[Finding]:
    for found in disagreements(plan):
        if found.verdict == "missing":
            accept = "" if found.beyond else f", or run siplan edit {found.worded.id} --fill-dates"
            yield Finding(
                CODE,
                found.tracked.id,
                "when" if found.beyond else "due",
                f"{quote(found.wording)} says when, but {found.tracked.id} has no date",
                f"{found.remedy}{accept}",
                cause=found.tracked.cell,
            )
