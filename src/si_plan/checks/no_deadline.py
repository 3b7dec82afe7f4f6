"""A milestone or stage without a date.

Without a date it is never overdue, so nobody asks about it. It needs `due`, or `starts` if it runs on, or `repeats` or
`dates` if it recurs. A milestone with none of these has its action's dates.

To fix it: add `due`, `repeats`, `dates` or `starts`, as the words say. If the document gives no date at all, say so in
a source note.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [On-going]
        milestones:
          - {id: "1.1.1", text: Tutors trained}

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

from si_plan.deadlines.comparing import compare, disagreements
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan, Tracked
from si_plan.model.promise import Action, Duty

CODE: Final = "no-deadline"


def check(plan: Plan) -> Iterator[Finding]:
    # Where the words say when, `due-missing` and `recurrence-missing` give the line to add.
    said = {found.tracked.id for found in disagreements(plan) if found.verdict in ("missing", "recurrence")}
    for tracked in plan.tracked:
        record = tracked.record
        if isinstance(record, Duty) or record.due is not None or tracked.id in said:
            continue
        if not tracked.when:  # a blank cell, which `cell-blank` tells once for the action
            continue
        if isinstance(record, Action) and record.parts:
            continue  # its stages and duties have the dates
        if tracked.recurs or tracked.due is not None or tracked.clock is not None or tracked.starts is not None:
            continue
        yield Finding(
            CODE,
            tracked.id,
            "due",
            f"{tracked.id} has no date, so it can never be overdue",
            _hint(plan, tracked),
            cause=tracked.cell,
        )


def _hint(plan: Plan, tracked: Tracked) -> str:
    """What to add, so that the words and the dates say the same."""
    compared = compare(plan, tracked)
    if compared is None:
        words = "" if isinstance(tracked.record, Action) else "`when: …` with the words that date it, and "
        return f"add {words}`due: …`"
    if compared.reading.kind == "ongoing":
        return f"add a line `starts: …`{compared.place}, the date of its beginning"
    return f"add a line `due: …`{compared.place}, with a `due_reason`: the words give no date"
