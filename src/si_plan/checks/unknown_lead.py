"""A lead that roles.yaml does not list.

A deadline that nobody leads is chased by nobody. Leads are codes of roles.yaml, so that one person's whole list
can be asked for, and a post that is renamed is renamed in one place. It holds for an audience's `leads`, and for
the log's `leads`, `by` and `approved_by` too.

To put it right: write a code or an alias that roles.yaml has; the hint gives what was close. For somebody new, add
a role to roles.yaml.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HTT]
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
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "unknown-lead"


def check(plan: Plan) -> Iterator[Finding]:
    if "roles.yaml" in plan.left_out and not plan.roles:
        return
    known = plan.role_names.keys() | {name.casefold() for name in plan.left_out}
    guesses = Guesses(name for role in plan.roles for name in (role.code, *role.aliases))
    suspect = any(name.casefold() not in known for name in plan.lead_names)
    promised = (record for _, action in plan.actions() for record in (action, *action.parts)) if suspect else ()
    for record in (*plan.details.audiences, *promised):
        for place, name in enumerate(record.leads):
            if name.casefold() not in known:
                yield _finding(guesses, record.id, "leads", name, place)
    for owner, entries in plan.logs.items():
        for number, entry in enumerate(entries, 1):
            for field, named, index in (
                *(("leads", lead, index) for index, lead in enumerate(entry.leads)),
                ("by", entry.by, None),
                ("approved_by", entry.approved_by, None),
            ):
                if named is not None and named.casefold() not in known:
                    yield _finding(guesses, entry_name(owner, number), field, named, index)


def _finding(guesses: Guesses, record: str, field: str, name: str, index: int | None) -> Finding:
    hint = guesses.did_you_mean(name) or "add the role to roles.yaml, or name one of its codes"
    return Finding(CODE, record, field, f"roles.yaml lists no {name}", hint, index)
