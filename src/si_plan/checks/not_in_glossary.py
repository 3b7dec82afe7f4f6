"""A role that leads but is missing from the document's glossary.

A reader of the document cannot look it up. `in_glossary: false` in roles.yaml says that the document lacks it.

To put it right: add `in_glossary: false` to the role if the document's own list lacks it. If it was misspelt, lead
with the right code.

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

from si_plan.checks.unused_role import leading_roles
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "not-in-glossary"


def check(plan: Plan) -> Iterator[Finding]:
    leading = leading_roles(plan)
    for role in plan.roles:
        if not role.in_glossary and role.code in leading:
            yield Finding(
                CODE,
                role.code,
                "in_glossary",
                f"{role.code} ({role.title}) leads, and the document's glossary does not list it",
                "say in a source note who is meant",
            )
