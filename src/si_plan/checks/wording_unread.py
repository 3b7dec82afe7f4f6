"""Words that siplan cannot read as a date.

siplan takes no date from words that are misprinted, contradict themselves or are too vague.

To fix it: write the date that you take the words to mean, and say why in `due_reason`. `siplan when` shows what siplan
makes of them.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept or Dec 2016]
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
        when: [By Sept or Dec 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, due_reason: The earlier of the two is meant}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.deadlines.comparing import Compared, disagreements
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "wording-unread"


def check(plan: Plan) -> Iterator[Finding]:
    for found in disagreements(plan):
        if found.verdict == "unread":
            yield Finding(
                CODE,
                found.tracked.id,
                "when",
                f"siplan cannot be sure what {quote(found.wording)} means: {found.reading.reason.rstrip('.')}",
                _hint(found),
                cause=found.tracked.cell,
            )


def _hint(found: Compared) -> str:
    judge = f"write the date it means{found.place}, with a `due_reason` that says why"
    if found.reading.confidence == "unsure" or not found.missing or found.beyond:
        return judge
    return f"if so, {found.remedy}; if not, {judge}"
