"""A promised date changed in the promise instead of in the log.

`due`, `starts`, `dates`, `repeats` and `ends` say what was promised, and that does not change. A deadline that moves is
recorded in the action's log, so that both can be seen and the slip is counted. A date that was only misread from the
words of the document is another matter: `due_reason` says so (deadline-reread). Words that say the old date for certain
were not misread, whatever the reason given, and are not edited to say another: `when` is what the document says.

To put it right: give the date or the words their old value again, and record the new deadline in the log with `due`,
`reason` and `approved_by` (`siplan reschedule`). If the words can be read in two ways, say in `due_reason` how they are
read now. If they were copied wrongly from the document, have that waived in plan.yaml first.

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
from si_plan.model.files import log_path
from si_plan.model.ids import log_owner_of

CODE: Final = "deadline-rewritten"


def check(pair: Pair) -> Iterator[Finding]:
    for edited in pair.redated:
        if edited.field == "when":
            message = f'the words that date {edited.id} are edited from "{edited.before}" to "{edited.after}"'
            hint = f'write "{edited.before}" again; if it was copied wrongly, have that waived in plan.yaml first'
            yield Finding(CODE, edited.id, edited.field, message, hint)
        elif edited.words or not edited.reread:
            log = log_path(log_owner_of(edited.id))
            said = f', and "{edited.words}" says for certain what it was' if edited.reread else ""
            yield Finding(
                CODE,
                edited.id,
                edited.field,
                f"the promised {edited.field} of {edited.id} is edited from {edited.before} to {edited.after}{said}",
                f"write {edited.before} again, and record the move in {log}: siplan reschedule {edited.id}",
            )
