"""A measure or target that is not in measures.yaml.

Actions and milestones name the success measures they serve, and results name their target. With a wrong id, a measure
loses the actions that should move it, or a result has no target.

To fix it: write an id that is in measures.yaml, or add the measure there.

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

from si_plan.diagnostics import Finding
from si_plan.loading.refs import ids_to_write
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Milestone, Priority
from si_plan.suggestions import Guesses

CODE: Final = "unknown-measure"


def check(plan: Plan) -> Iterator[Finding]:
    if "measures.yaml" in plan.left_out and not plan.measures:
        return
    known = plan.left_out | {measure.id for measure in plan.measures}
    guesses = Guesses((measure.id for measure in plan.measures), ids_to_write(plan, "measures"))
    for priority in plan.priorities:
        yield from _check_ids(priority, known, guesses)
        for action in priority.actions:
            if action.measures:
                yield from _check_ids(action, known, guesses)
            for milestone in action.milestones:
                if milestone.measures:
                    yield from _check_ids(milestone, known, guesses)
    targets = [target.id for measure in plan.measures for target in measure.targets]
    known, guesses = plan.left_out.union(targets), Guesses(targets)
    for number, reading in enumerate(plan.readings, 1):
        if reading.target not in known:
            yield _finding(entry_name("measures", number), "target", reading.target, guesses, None)


def _check_ids(record: Priority | Action | Milestone, known: frozenset[str], guesses: Guesses) -> Iterator[Finding]:
    """A finding for each measure of a record that is not known."""
    for place, measure in enumerate(record.measures):
        if measure not in known:
            yield _finding(record.id, "measures", measure, guesses, place)


def _finding(record: str, field: str, name: str, guesses: Guesses, index: int | None) -> Finding:
    hint = guesses.did_you_mean(name) or "add it to measures.yaml, or use an id that is there"
    return Finding(CODE, record, field, f"{name} is not in measures.yaml", hint, index)
