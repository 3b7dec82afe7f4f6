"""The day of an event changed or taken away without a reason, where deadlines count from it.

An event is dated once it happens, and deadlines begin to count from that day. To date it first is no more than to
record that. But if its day changes later, every deadline that counts from it moves. So people must be able to see why:
the event says so in `reason`, which is new each time.

To fix it: put the old day back, or write in the event's `reason` why its day is another. siplan then shows the
deadlines that move (deadline-recounted).

Fails:

    # base/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Within 70 working days of receipt of the report]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: {after: report-received, working_days: 70}}

    # head/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-20}

Passes:

    # base/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Within 70 working days of receipt of the report]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: {after: report-received, working_days: 70}}

    # head/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.documents import words

CODE: Final = "event-redated"


def check(pair: Pair) -> Iterator[Finding]:
    for event in pair.redated_events:
        if event.before is None or event.reason or not event.counts:
            continue
        name, then = event.event.id, words.day(event.before)
        if event.after is None:
            what = f"the day of {name}, {then}, was taken away"
        else:
            what = f"the day of {name} was changed from {then} to {words.day(event.after)}"
        yield Finding(
            CODE,
            name,
            "on",
            f"{what} without a new reason, and deadlines count from it",
            f"put {event.before} back, or say why in `reason`: siplan edit {name} reason=…",
        )
