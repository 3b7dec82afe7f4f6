"""A milestone that is the same as itself, or as one that is the same as another.

A milestone with `same_as` takes its status from the one it names, so that one must have its own status. `same_as` can
go one step only, and never in a circle.

To fix it: make every milestone in the group name the same one. That one must not have `same_as`.

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
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, same_as: "1.1.2"}
          - {id: "1.1.2", text: Every school has a tutor, due: 2016-09, same_as: "1.1.1"}

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
          - {id: "1.1.2", text: Every school has a tutor, due: 2016-09, same_as: "1.1.1"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import Milestone

CODE: Final = "same-as-loop"


def check(plan: Plan) -> Iterator[Finding]:
    for tracked in plan.same_as_milestones:
        other = plan.by_id.get(tracked.same_as or "")
        if tracked.same_as == tracked.id:
            message = f"{tracked.id} cannot be the same as itself"
        elif isinstance(other, Milestone) and other.same_as is not None:
            message = f"{tracked.same_as} is itself the same as {other.same_as}"
        else:
            continue
        yield Finding(
            CODE,
            tracked.id,
            "same_as",
            message,
            "make both name the one milestone that has the status",
        )
