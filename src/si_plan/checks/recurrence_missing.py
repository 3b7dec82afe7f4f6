"""The words say that it recurs, and the record does not.

Something that recurs is due again and again. Without `repeats`, it is done once and nobody asks again.

To fix it: add the `repeats` that the hint gives, or say in `due_reason` why it is done only once. Milestones can have
`repeats`. If an action or a stage recurs, give it a milestone or a duty.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Termly]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-12}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Termly]
        milestones:
          - {id: "1.1.1", text: Tutors trained, starts: 2016-09, repeats: termly}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.deadlines.comparing import Compared, disagreements
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "recurrence-missing"


def check(plan: Plan) -> Iterator[Finding]:
    for found in disagreements(plan):
        if found.verdict == "recurrence":
            yield Finding(
                CODE,
                found.tracked.id,
                "when" if found.beyond else "repeats",
                f"{quote(found.wording)} says that it recurs ({found.reading.recurrence}), "
                f"but the record has {found.dated}",
                f"{found.remedy}{_or_a_duty(found)}, or say in `due_reason` why it happens only once",
                cause=found.tracked.cell,
            )


def _or_a_duty(found: Compared) -> str:
    """The other way to have a recurrence in an action, where its milestones are done once."""
    if found.tracked.kind != "action" or not found.dated.none:
        return ""
    return f', or a duty: siplan add duty {found.tracked.id} text="…" when="…" repeats=…'
