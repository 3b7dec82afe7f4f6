"""A deadline that had passed when the plan was adopted.

Either the promise was already kept, and the log should say so, or the date was not thought through. siplan compares the
last day of the deadline with the plan's own date (`dated` in plan.yaml), or with that of the edition that first
promised this.

To fix it: correct the year. If the date is right, record in the action's log whether it was met, and explain the
warning in a source note.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By May 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-05}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By June 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-06}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.fields import day_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Duty

CODE: Final = "deadline-before-plan"


def check(plan: Plan) -> Iterator[Finding]:
    for tracked in plan.tracked:
        record = tracked.record
        due = None if isinstance(record, Duty) else day_of(record.due)
        if due is not None and due.latest < (dated := plan.worded_on(record)):
            yield Finding(
                CODE,
                record.id,
                "due",
                f"{due} had passed when the plan was adopted on {dated}",
                "record in the log whether it was met, or correct the date",
                cause=tracked.cell,
            )
