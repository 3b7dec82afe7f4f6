"""Words that point to another place in the document.

"As above" is clear on the day it is written, and wrong on the day a row moves. So a person must write down the date.

To fix it: write the date as `due`, and say in `due_reason` which place you took it from.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [As above]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [As above]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, due_reason: As in 1.0}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.deadlines.comparing import disagreements
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "wording-elsewhere"


def check(plan: Plan) -> Iterator[Finding]:
    for found in disagreements(plan):
        if found.verdict == "elsewhere":
            yield Finding(
                CODE,
                found.tracked.id,
                "when",
                f"{quote(found.wording)} points to another place in the document",
                f"write the date it means{found.place}, with a `due_reason` that says where you found it",
                cause=found.tracked.cell,
            )
