"""An area that is not in areas.yaml.

People ask whether the plan answers every area that an inspection named. With a wrong number, a priority or action
answers no area, and the right area is missed when areas are counted.

To fix it: write an id that is in areas.yaml, or add the area there. A plan that has no areas needs no areas.yaml, and
no `areas` in its priorities and actions.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A7]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        areas: [A1]
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
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.loading.refs import ids_to_write
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Priority
from si_plan.model.reference import Audience
from si_plan.suggestions import Guesses

CODE: Final = "unknown-area"


def check(plan: Plan) -> Iterator[Finding]:
    if "areas.yaml" in plan.left_out and not plan.areas:
        return
    if not plan.areas and not plan.unread:
        yield from _check_none(plan)
        return
    known = plan.left_out | {area.id for area in plan.areas}
    guesses = Guesses((area.id for area in plan.areas), ids_to_write(plan, "areas"))
    for record in _naming(plan):
        yield from _check_ids(record, known, guesses)


def _naming(plan: Plan) -> Iterator[Priority | Action | Audience]:
    """Every record that names an area."""
    yield from (audience for audience in plan.details.audiences if audience.areas)
    for priority in plan.priorities:
        if priority.areas:
            yield priority
        yield from (action for action in priority.actions if action.areas)


def _check_none(plan: Plan) -> Iterator[Finding]:
    """One finding, at the first record that names an area, for a plan that lists no areas at all."""
    naming = list(_naming(plan))
    if naming:
        first, others = naming[0], len(naming) - 1
        too = f", and {others} other {'record names' if others == 1 else 'records name'} areas too" if others else ""
        yield Finding(
            CODE,
            first.id,
            "areas",
            f"{first.areas[0]} is not in areas.yaml, which is missing or lists no areas{too}",
            "write areas.yaml with a line for each area, such as `- {id: A1, title: …}`; if nobody named areas, delete "
            "every `areas` line",
            0,
        )


def _check_ids(record: Priority | Action | Audience, known: frozenset[str], guesses: Guesses) -> Iterator[Finding]:
    """A finding for each area of a record that is not known."""
    for place, area in enumerate(record.areas):
        if area not in known:
            hint = guesses.did_you_mean(area) or "add it to areas.yaml, or use an id that is there"
            yield Finding(CODE, record.id, "areas", f"{area} is not in areas.yaml", hint, place)
