"""A reference to a record that does not exist.

`see` and `same_as` name other records by their ids; in plan.yaml an audience names its priorities, and the background
what takes it up. Only ids count
in files: the number that the document prints (`ref`) is for commands and reports, and may change. If a record was
renumbered or removed, the reference leads nowhere. A milestone whose `same_as` leads nowhere would have no status.

To fix it: write the id that the record has now. If the record was removed, take the reference out.

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
        see: ["4.3"]
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
        see: ["1.2"]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
      - id: "1.2"
        title: Buy books
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.2.1", text: Books bought, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.loading.refs import id_to_write, ids_to_write
from si_plan.model.plan import Plan
from si_plan.model.reference import Waiver
from si_plan.suggestions import Guesses

CODE: Final = "unknown-reference"


def check(plan: Plan) -> Iterator[Finding]:
    guesses = Guesses(plan.by_id, ids_to_write(plan, "at"))
    for record, field, references in _lists(plan):
        for place, reference in enumerate(references):
            if not plan.knows(reference):
                yield _finding(guesses, record, field, reference, place)
    if plan.details.policy is not None:
        yield from _check_waivers(plan, plan.details.policy.waivers)
    for _, action in plan.actions():
        for milestone in action.milestones:
            if milestone.same_as is not None and not plan.knows(milestone.same_as):
                yield _finding(guesses, milestone.id, "same_as", milestone.same_as, None)


def _lists(plan: Plan) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each list of references: the record that it is in, its field, and the references."""
    for audience in plan.details.audiences:
        yield audience.id, "priorities", audience.priorities
    for number, entry in enumerate(plan.details.background):
        if not isinstance(entry, str):
            yield "plan", f"background.{number}.see", entry.see
    for _, action in plan.actions():
        yield action.id, "see", action.see
        yield from ((milestone.id, "see", milestone.see) for milestone in action.milestones if milestone.see)


def _check_waivers(plan: Plan, waivers: Iterable[Waiver]) -> Iterator[Finding]:
    """A finding for each waiver that names a record by its ref. By its id, it may name one that is gone."""
    for place, waiver in enumerate(waivers):
        if not plan.knows(waiver.at) and (hint := id_to_write(plan, "at", waiver.at)):
            yield Finding(CODE, "plan", f"policy.waivers.{place}.at", f"there is no {waiver.at} in the plan", hint)


def _finding(guesses: Guesses, record: str, field: str, reference: str, index: int | None) -> Finding:
    hint = guesses.did_you_mean(reference)
    if not hint or f" {record}?" in hint:  # no record refers to itself
        hint = "use the id of a record in the plan, or delete the reference"
    return Finding(CODE, record, field, f"there is no {reference} in the plan", hint, index)
