"""The wording says another date than the record.

`when` is what the plan says, `due` how it is read. Where siplan reads the words otherwise, one of the two is
mistaken, or reading them took judgement, which `due_reason` then says in a sentence.

To put it right: correct `due` if it was mistyped, or say in `due_reason` why the words are read otherwise. `siplan
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
            field = next((name for name in ("due", "starts", "repeats", "dates") if getattr(found.dated, name)), "when")
            yield Finding(
                CODE,
                found.tracked.id,
                field,
                f"{quote(found.wording)} reads as {summarise(found.reading)}, and the record has {found.dated}",
                f"{found.remedy if found.beyond else 'correct the date'}, or say in `due_reason` why it is read so",
            )
