"""Two milestones with the same text.

Either they are the same deliverable, and `same_as` should say so, so that it is counted and recorded once. Or somebody
copied one and forgot to change it.

To fix it: if they are the same deliverable, add `same_as` to the second. Otherwise reword one of them to show the
difference.

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
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Tutors trained, due: 2016-12}

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
          - {id: "1.1.2", text: Tutors trained, due: 2016-12, same_as: "1.1.1"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "repeated-text"


def check(plan: Plan) -> Iterator[Finding]:
    # First by a hash for each text, since a large plan's texts take much memory: as a rule none is there twice.
    texts = [hash(milestone.text.casefold()) for _, action in plan.actions() for milestone in action.milestones]
    if len(set(texts)) == len(texts):
        return
    first: dict[str, str] = {}
    for _, action in plan.actions():
        for milestone in action.milestones:
            former = first.setdefault(milestone.text.casefold(), milestone.same_as or milestone.id)
            if former not in (milestone.id, milestone.same_as):
                yield Finding(
                    CODE,
                    milestone.id,
                    "text",
                    f"{milestone.id} has the same text as {former}",
                    f'add `same_as: "{former}"` if they are the same deliverable, or reword one of them',
                )
