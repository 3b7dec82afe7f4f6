"""An alias that is also another role's code or alias.

siplan takes an alias for the role's code. If it could mean two roles, `siplan by-owner` would give one lead the other's
list.

To fix it: take the alias away from one of the two roles. If people use it for both, take it away from both and write
their codes.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      aliases: [Head]
    - code: CT
      title: Chair of trustees
      kind: post
      aliases: [head]

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      aliases: [Head]
    - code: CT
      title: Chair of trustees
      kind: post
      aliases: [Chair]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "alias-clash"


def check(plan: Plan) -> Iterator[Finding]:
    owners = {role.code.casefold(): role.code for role in plan.roles}
    for role in plan.roles:
        for place, alias in enumerate(role.aliases):
            owner = owners.setdefault(alias.casefold(), role.code)
            if owner != role.code:
                yield Finding(
                    CODE,
                    role.code,
                    "aliases",
                    f"{alias} is already a name of {owner}",
                    f"keep it for {owner} or for {role.code}, not both",
                    place,
                )
