"""A role that leads but is missing from the document's glossary.

People who read the document cannot look it up. `in_glossary: false` in roles.yaml says that the document does not list
the role.

To fix it: say in a source note who the role is. If the code is a misspelling, name the right role as lead.

Fails:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post, in_glossary: false}

Passes:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.checks.unused_role import leading_roles, roles_beside
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "not-in-glossary"


def check(plan: Plan) -> Iterator[Finding]:
    leading = leading_roles(plan)
    named = leading | roles_beside(plan)
    for role in plan.roles:
        if not role.in_glossary and role.code in named:
            does = "leads" if role.code in leading else "is accountable or supports"
            yield Finding(
                CODE,
                role.code,
                "in_glossary",
                f"{role.code} ({role.title}) {does}, but is not in the document's glossary",
                "say in a source note who this is",
            )
