"""A Who or When cell that the document leaves blank.

`leads: []` and `when: []` say of an action that the document names nobody, or no time. That is better than a role or a
date that somebody made up, but nobody can be asked for what has no lead, and what has no date is never overdue.

To fix it: have it agreed who leads, or by when. Record who leads with `siplan reassign`; give a date (`due`) with a
`due_reason`. Until then, a source note can say that the document leaves it blank.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: []
        when: [By Sept 2016]
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
from typing import Final, Literal

from si_plan.diagnostics import Finding
from si_plan.model.files import log_path
from si_plan.model.plan import Plan, Tracked
from si_plan.model.promise import Action

CODE: Final = "cell-blank"


def check(plan: Plan) -> Iterator[Finding]:
    told = set()
    for tracked in plan.tracked:
        action = tracked.action
        if action.leads and action.when:
            continue
        if not (tracked.leads or action.who or (action.id, "leads") in told or _is_logged(plan, tracked, "leads")):
            # Where the cell has words, `who-differs` tells that they name nobody who leads.
            told.add((action.id, "leads"))
            yield _finding(action, "leads", "Who", f"name who leads it, or record that: siplan reassign {action.id}")
        if not (tracked.when or (action.id, "when") in told or _is_explained(plan, tracked)):
            told.add((action.id, "when"))
            dated = any((tracked.due, tracked.clock, tracked.starts))
            remedy = "say where the date comes from (`due_reason`)" if dated else "add `due` with a `due_reason`"
            yield _finding(action, "when", "When", remedy)


def _is_explained(plan: Plan, tracked: Tracked) -> bool:
    """Whether somebody says why a record that no words date has its date."""
    return tracked.dated_by.due_reason is not None or _is_logged(plan, tracked, "due")


def _is_logged(plan: Plan, tracked: Tracked, field: Literal["leads", "due"]) -> bool:
    """Whether the log gives the record, or its action, what the document does not, or may where it cannot be read."""
    owner = tracked.action.id
    if log_path(owner) in plan.left_out:
        return True
    entries = plan.logs.get(owner)
    if not entries:
        return False
    voided = plan.resolved_voids(owner).voided
    return any(
        getattr(entry, field) and entry.at in (tracked.id, owner) and number not in voided
        for number, entry in enumerate(entries, 1)
    )


def _finding(action: Action, field: str, cell: str, remedy: str) -> Finding:
    return Finding(
        CODE,
        action.id,
        field,
        f"the {cell} cell of {action.id} is blank",
        f"{remedy}; if nobody can say yet, explain it in a source note at {action.id}#{field}",
    )
