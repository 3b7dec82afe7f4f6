"""A role that leads nothing.

Either somebody was forgotten when leads were chosen, or the role does not belong in the list.

To fix it: name the role wherever it leads, or delete it. If the document lists it but gives it nothing to lead, say so
in a source note.

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

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "unused-role"


def check(plan: Plan) -> Iterator[Finding]:
    leading = leading_roles(plan)
    for role in plan.roles:
        if role.code not in leading:
            yield Finding(
                CODE,
                role.code,
                "code",
                f"{role.code} ({role.title}) leads nothing",
                "name it wherever it leads, or take it out of roles.yaml",
            )


def leading_roles(plan: Plan) -> set[str]:
    """The codes of the roles that lead something, in the promise or by the log."""
    named = set(plan.lead_names)
    named.update(name for entries in plan.logs.values() for entry in entries for name in entry.leads)
    return {plan.role_code(name) or name for name in named}
