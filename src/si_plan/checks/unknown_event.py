"""An event that is not in plan.yaml.

A deadline that counts from an event names it by its id. If plan.yaml does not list that event, nobody can date it, so
the deadline would wait for it for ever.

To fix it: write an id of `events` in plan.yaml, or add the event there, with its day once that is known.

Fails:

    # plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received}
    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Within 70 working days of receipt of the report]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: {after: report-recieved, working_days: 70}}

Passes:

    # plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received}
    # priorities/1.yaml
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
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.clocks import clocks_in
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "unknown-event"


def check(plan: Plan) -> Iterator[Finding]:
    known = {event.id for event in plan.details.events}
    guesses = Guesses(known)
    for record, field, clock in clocks_in(plan):
        if clock.after not in known:
            hint = guesses.did_you_mean(clock.after) or "add it to `events` in plan.yaml, with its day once it is known"
            yield Finding(CODE, record, f"{field}.after", f"{clock.after} is no event in plan.yaml", hint)
