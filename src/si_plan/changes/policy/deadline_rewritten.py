"""A promised date changed in the plan instead of in the log.

`due`, `starts`, `dates`, `repeats` and `ends` say what was promised, and that does not change. When a deadline moves,
record it in the action's log, so that people can see both dates and the move is counted. A date that was misread from
the document is different: `due_reason` says so (deadline-reread). But if the words clearly give the old date, nobody
misread them. And `when` is what the document says, so do not change it to fit another date.

To fix it: put the old date or words back. Record the new deadline in the log with `due`, `reason` and `approved_by`
(`siplan reschedule`). If the words can mean either date, say in `due_reason` how you read them now. If they were copied
wrongly from the document, first have the change waived in plan.yaml.

Fails:

    # head/priorities/1.yaml
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
          - {id: "1.1.1", text: Tutors trained, due: 2016-12}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.documents import words

CODE: Final = "deadline-rewritten"


_PROMISED: Final = {
    "due": "date",
    "starts": "beginning",
    "ends": "end",
    "dates": "dates",
    "repeats": "recurrence",
}
"""What each field promises."""


def check(pair: Pair) -> Iterator[Finding]:
    for edited in pair.redated:
        if edited.field == "when":
            message = f'the words that date {edited.id} were changed from "{edited.before}" to "{edited.after}"'
            hint = f'change them back to "{edited.before}"; if they were copied wrongly, have the change waived first'
            yield Finding(CODE, edited.id, edited.field, message, hint)
        elif edited.words or not edited.reread:
            what = f"{edited.id}'s promised {_PROMISED[edited.field]}"
            verb = "were" if edited.field == "dates" else "was"
            said = f', but "{edited.words}" clearly gives the old one' if edited.reread else ""
            back = "take it out again" if edited.before == "none" else f"change it back to {edited.before}"
            yield Finding(
                CODE,
                edited.id,
                edited.field,
                f"{what} {verb} changed from {words.written(edited.before)} to {words.written(edited.after)}{said}",
                f"{back}, and record the move in the log: siplan reschedule {edited.id}",
            )
