"""The Who cell names other leads than the record.

`who` is the document's cell, word for word. `leads` is what the plan takes it to mean, and `accountable` and `support`
are for whom it names beside the leads: "overseen by the governors", "with support from the SENCO". Each role that it
names should be in one of the three, and each lead, of the action and of everything in it, should be named.

To fix it: correct `leads`, or write the role into the field that the hint names. If the document's cell is wrong, leave
it and say so in a source note.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        who: [HT and the governors]
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
        who: [Headteacher]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from si_plan.checks.who_cells import Part, RoleNames, read_who
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import BESIDE, ROLES, Action

CODE: Final = "who-differs"

_CORRECT: Final = "correct `leads`, or say in a source note why they differ from the document"
_NAME: Final = (
    "correct `leads`, or write who answers for it or helps under accountable or support; or say in a source note why "
    "they differ from the document"
)


def check(plan: Plan) -> Iterator[Finding]:
    known = RoleNames(plan.roles)
    for _, action in plan.actions():
        if action.who:
            found = _first_difference(plan, action, list(read_who(known, action.who)))
            if found is not None:
                yield Finding(CODE, action.id, "who", *found)


def _first_difference(plan: Plan, action: Action, cell: list[Part]) -> tuple[str, str] | None:
    """What the cell says that the record does not, with what to do; None where they agree."""
    leads = _codes(plan, (name for record in (action, *action.parts) for name in record.leads))
    if None in leads:
        return None  # which is told already
    for part in cell:
        if part.unread:
            return _of_unread(part)
        if (part.choice or part.does in BESIDE) and (said := _of_misplaced(plan, action, part)):
            return said
    leading = _codes(plan, (name for part in cell for name in part.names if part.does not in BESIDE))
    beside = _codes(plan, (*action.accountable, *action.support))
    named = leading | _codes(plan, (name for part in cell for name in part.names))
    if leading <= leads | beside and leads <= named:
        return None
    return f"the Who cell names {_join_codes(leading - beside)}, but the leads are {_join_codes(leads)}", (
        _NAME if leading - leads - beside else _CORRECT
    )


def _of_unread(part: Part) -> tuple[str, str]:
    """What to say of words that name no role."""
    unread = part.unread[0]
    if part.does is None:
        said = f'the Who cell has "{unread}", which is not the name of a role'
        return said, "add it to roles.yaml, as a role or another name of one, or say in a source note what it means"
    said = "which names no role" if unread == part.words else f'and "{unread}" is not the name of a role'
    hint = (
        f"add it to roles.yaml, as a role or another name of one, and write its code under {part.does}{_or_else(part)}"
    )
    return f'the Who cell has "{part.words}", {said}', hint


def _of_misplaced(plan: Plan, action: Action, part: Part) -> tuple[str, str] | None:
    """What to say where a role that answers, helps or has a task is not in a field for that; None where all are."""
    field = part.does or "leads"
    held = [*(getattr(action, name) for name in (ROLES if part.choice else (field,)))]
    if field == "accountable" or part.choice:
        held += (duty.leads for duty in action.duties if duty.type == "monitoring")
    placed = _codes(plan, (name for names in held for name in names))
    codes = dict.fromkeys(plan.role_code(name) or name for name in part.names)
    missing = [code for code in codes if code not in placed]
    if not missing:
        return None
    nowhere = "no field names" if part.choice else f"`{field}` does not name"
    own = [plan.role_code(name) or name for name in getattr(action, field)]
    hint = f"write {field}: [{', '.join([*own, *missing])}]{_or_else(part)}"
    if any(plan.role_code(name) in missing for name in action.leads):
        hint += ", and take it out of leads"
    return f'the Who cell has "{part.words}", but {nowhere} {_join_codes({*missing})}', hint


def _or_else(part: Part) -> str:
    """The other fields that the words leave open."""
    others = [field for field in ROLES if field != part.does]
    return f" (or {' or '.join(others)}, if that is what they do)" if part.choice else ""


def _codes(plan: Plan, names: Iterable[str]) -> set[str | None]:
    return {plan.role_code(name) for name in names}


def _join_codes(codes: set[str | None] | set[str]) -> str:
    """The codes as a message gives them."""
    return ", ".join(sorted(code or "" for code in codes)) or "nobody"
