"""A promised date changed because its wording is read otherwise now.

The words of the document stand, can be read in more than one way, and their reading was mistaken: that is put right in
the promise, with a new `due_reason`. It is no slip, but it does change what is overdue, so it is shown to whoever
reviews the edit. Words that say the old date for certain cannot have been misread (deadline-rewritten).

To put it right: nothing, if the words bear the new reading. Else record the move in the log (deadline-rewritten).

Fails:

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Early autumn 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, due_reason: Read as September.}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Early autumn 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-10, due_reason: Early autumn ends with the half term.}

Passes:

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Early autumn 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, due_reason: Read as September.}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Early autumn 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09, due_reason: September is what was meant.}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding

CODE: Final = "deadline-reread"


def check(pair: Pair) -> Iterator[Finding]:
    for edited in pair.redated:
        if edited.reread and not edited.words:
            yield Finding(
                CODE,
                edited.id,
                edited.field,
                f"the wording of {edited.id} is read otherwise: "
                f"{edited.field} was {edited.before} and is {edited.after}",
                "see that the words bear it; a deadline that moved belongs in the log",
            )
