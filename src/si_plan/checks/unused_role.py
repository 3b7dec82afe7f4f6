"""A role that leads nothing.

It is not accountable for any action either, and supports none. Either somebody was forgotten when leads were chosen, or
the role does not belong in the list.

To fix it: name the role wherever it leads, is accountable or supports, or delete it. If the document lists it but gives
it nothing to do, say so in a source note.

Fails:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: CG, title: Chair of governors, kind: group}

Passes:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.checks.unknown_lead import names_beside
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "unused-role"


def check(plan: Plan) -> Iterator[Finding]:
    named = leading_roles(plan) | roles_beside(plan) | deciding_roles(plan)
    named.update(entry.at for entry in plan.role_log)  # its entries need the role
    unused = [role for role in plan.roles if role.code not in named]
    cells = _cells_that_name(plan) if unused else {}
    for role in unused:
        yield Finding(
            CODE,
            role.code,
            "code",
            f"{role.code} ({role.title}) leads nothing",
            "name it wherever it leads, or take it out of roles.yaml",
            cause=cells.get(role.code, ""),
        )


def _cells_that_name(plan: Plan) -> dict[str | None, str]:
    """By the code of each role that a Who cell names, the first such cell: what the action has of it may lack the
    role."""
    from si_plan.checks.who_cells import RoleNames  # few plans have an unused role

    known = RoleNames(plan.roles)
    cells: dict[str | None, str] = {}
    for _, action in plan.actions():
        for name in (name for line in action.who for name in known.find_in_text(line)[0]):
            cells.setdefault(plan.role_code(name), f"{action.id}#who")
    return cells


def leading_roles(plan: Plan) -> set[str]:
    """The codes of the roles that lead something, in the promise or by the log."""
    named = set(plan.lead_names)
    named.update(name for entries in plan.logs.values() for entry in entries for name in entry.leads)
    return {plan.role_code(name) or name for name in named}


def deciding_roles(plan: Plan) -> set[str]:
    """The codes of the roles that adopt editions of the plan, or approve moves of deadlines."""
    named = {edition.adopted_by for edition in plan.details.editions if edition.adopted_by}
    policy = plan.details.policy
    if policy is not None:
        named.update(policy.moves_approved_by)
        named.update([policy.adoption.by] if policy.adoption is not None else ())
    named.update(entry.approved_by for entries in plan.logs.values() for entry in entries if entry.approved_by)
    return {plan.role_code(name) or name for name in named}


def roles_beside(plan: Plan) -> set[str]:
    """The codes of the roles that answer for an action or support its leads, in the promise or by the log."""
    named = names_beside(plan)
    for entries in plan.logs.values():
        named.update(name for entry in entries for name in (*entry.accountable, *entry.support))
    return {plan.role_code(name) or name for name in named}
