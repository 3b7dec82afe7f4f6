"""A log entry about a record that an edition had dropped by then.

The edition in force on the day of the entry does not have the record, so the entry counts for nothing.

To fix it: if the day is wrong, correct it. If the work goes on, it is work on a record of the new edition: record it
there. If the entry is on the main branch already, undo it.

Fails:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
      - {id: "2017", dated: 2017-07-10}
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
          - {id: "1.1.2", text: Parents told, due: 2016-09, until: "2017"}
    # progress/1.1.yaml
    - {on: 2017-09-04, at: "1.1.2", status: in_progress}

Passes:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
      - {id: "2017", dated: 2017-07-10}
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
          - {id: "1.1.2", text: Parents told, due: 2016-09, until: "2017"}
    # progress/1.1.yaml
    - {on: 2017-06-05, at: "1.1.2", status: in_progress}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry

CODE: Final = "log-dropped"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        said = mistake(plan, entry)
        if said is not None:
            yield Finding(CODE, entry_name(owner, number), "on", said, "record it on what the new edition has instead")


def mistake(plan: Plan, entry: Entry) -> str | None:
    """Why an entry is about nothing that there was on its day; None where it is. An entry may undo another at any time,
    and a milestone that was dropped keeps the status of one that is the same and goes on."""
    if plan.editions is None or entry.voids is not None:
        return None
    found = plan.editions.absent_on(entry.at, entry.on)
    if found is None or found.how != "dropped":
        return None
    going_on = (milestone.same_as for milestone in plan.on(entry.on).same_as_milestones)
    return None if entry.at in going_on else found.said
