"""The words give a different date from the record.

`when` is what the document says, and `due` is what the plan takes it to mean. If siplan reads the words differently,
one of the two is wrong, or the date was a judgement. Then `due_reason` should say why.

To fix it: correct `due` if it was mistyped. Otherwise say in `due_reason` why you read the words differently. `siplan
when` shows how siplan reads them.

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
          - {id: "1.1.1", text: Tutors trained, due: 2016-10}

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

from si_plan.deadlines.comparing import disagreements, summarise
from si_plan.diagnostics import Finding, quote
from si_plan.model.plan import Plan

CODE: Final = "reading-differs"


def check(plan: Plan) -> Iterator[Finding]:
    for found in disagreements(plan):
        if found.verdict == "differs":
            has = ("due", "clock", "starts", "repeats", "dates")
            field = next((name for name in has if getattr(found.dated, name)), "when").replace("clock", "due")
            clock, length = found.dated.clock, found.reading.length
            means = str(length) if clock is not None and length is not None else summarise(found.reading)
            yield Finding(
                CODE,
                found.tracked.id,
                field,
                f"{quote(found.wording)} means {means}, but the record has {found.dated}",
                f"{found.remedy if found.beyond else 'correct the date'}, or say in `due_reason` why it is right",
                cause=found.tracked.cell,
            )
