"""An id that does not begin with the id of the record around it.

The milestones of action 2.4 are 2.4.1, 2.4.2 and so on, its stages 2.4.S1, its duties 2.4.D1. A target of M1 is M1.1.
So an id alone says where its record belongs. When you copy a record to another action, it is easy to leave its old
number on it.

To fix it: number the record after the one it is in, or move it to where its number belongs. Then correct any references
to it.

Fails:

    # measures.yaml
    - id: M1
      title: Reading at age 11
      targets:
        - {id: M2.1, cohort: All pupils, indicator: Expected standard, kind: maintain}

Passes:

    # measures.yaml
    - id: M1
      title: Reading at age 11
      targets:
        - {id: M1.1, cohort: All pupils, indicator: Expected standard, kind: maintain}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import is_within, last_part_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Priority
from si_plan.model.reference import Measure

CODE: Final = "misplaced-id"


def check(plan: Plan) -> Iterator[Finding]:
    if all(_is_in_place(priority) for priority in plan.priorities) and all(
        _has_targets_in_place(m) for m in plan.measures
    ):
        return  # so it is in nearly every plan
    seen: dict[str, int] = {}
    misplaced: set[str] = set()
    for identity, outer in _inner_ids(plan):
        nth = seen[identity] = seen.get(identity, -1) + 1
        if is_within(identity, outer) or outer in misplaced:
            continue
        misplaced.add(identity)
        yield Finding(
            CODE,
            identity,
            "id",
            f'{identity} is in {outer}, so its id must begin with "{outer}."',
            f'give it a number in {outer}, such as "{outer}.{last_part_of(identity)}" if that is free',
            nth=nth,
        )


def _is_in_place(priority: Priority) -> bool:
    """Whether every id in a priority begins with the id of the record around it."""
    outer = f"{priority.id}."
    for action in priority.actions:
        if not action.id.startswith(outer):
            return False
        inner = f"{action.id}."
        for parts in (action.milestones, action.stages, action.duties):
            for part in parts:
                if not part.id.startswith(inner):
                    return False
    return True


def _has_targets_in_place(measure: Measure) -> bool:
    return all(is_within(target.id, measure.id) for target in measure.targets)


def _inner_ids(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each id of a record in another, and the id of that other, in the order of `Plan.ids_and_records`."""
    for measure in plan.measures:
        yield from ((target.id, measure.id) for target in measure.targets)
    for priority in plan.priorities:
        for action in priority.actions:
            yield action.id, priority.id
            yield from ((part.id, action.id) for part in action.parts)
