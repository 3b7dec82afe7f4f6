"""A measure that measures.yaml does not list.

Actions and milestones name the success measures they serve, and readings the target they are of. A wrong id
leaves a measure without the actions that are to move it, or a reading without its target.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M4]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
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

from si_plan.closeness import did_you_mean
from si_plan.diagnostics import Finding
from si_plan.loading import entry_name
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Milestone, Priority

CODE: Final = "unknown-measure"


def check(plan: Plan) -> Iterator[Finding]:
    known = {measure.id for measure in plan.measures}
    for priority in plan.priorities:
        yield from _unknown(plan, priority, known)
        for action in priority.actions:
            yield from _unknown(plan, action, known)
            for milestone in action.milestones:
                yield from _unknown(plan, milestone, known)
    targets = {target.id for measure in plan.measures for target in measure.targets}
    for number, reading in enumerate(plan.readings, 1):
        if reading.target not in targets and not plan.knows(reading.target):
            yield _finding(entry_name("measures", number), "target", reading.target, targets, None)


def _unknown(plan: Plan, record: Priority | Action | Milestone, known: set[str]) -> Iterator[Finding]:
    for place, measure in enumerate(record.measures):
        if measure not in known and not plan.knows(measure):
            yield _finding(record.id, "measures", measure, known, place)


def _finding(record: str, field: str, name: str, known: set[str], index: int | None) -> Finding:
    hint = did_you_mean(name, known) or "add it to measures.yaml, or name one of its ids"
    return Finding(CODE, record, field, f"measures.yaml lists no {name}", hint, index)
