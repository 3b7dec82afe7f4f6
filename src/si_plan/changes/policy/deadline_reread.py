"""A promised date changed because its words are now read differently.

The document's words can mean more than one date, and the plan had the wrong one. You correct this in the plan, with a
new `due_reason`. The deadline has not moved, but what is overdue changes, so siplan shows it to the reviewer. If the
words clearly give the old date, nobody misread them (deadline-rewritten).

To fix it: nothing, if the words can mean the new date. Otherwise record the move in the log (deadline-rewritten).

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
from si_plan.documents import words

CODE: Final = "deadline-reread"


def check(pair: Pair) -> Iterator[Finding]:
    for edited in pair.redated if pair.adopted is None else ():
        if edited.reread and not edited.words:
            yield Finding(
                CODE,
                edited.id,
                edited.field,
                f"the words of {edited.id} are now read differently: "
                f"{edited.field} was {words.written(edited.before)} and is now {words.written(edited.after)}"
                + (f", which no longer counts from {edited.leaves}" if edited.leaves else ""),
                "check that the words can mean this; if the deadline moved, record that in the log",
            )
