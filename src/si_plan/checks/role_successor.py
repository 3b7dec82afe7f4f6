"""A successor that a role cannot have.

`successor` in the log of roles says which role follows one that is abolished. A role that is vacant, acting or filled
has nobody after it, and no role follows itself.

To fix it: take `successor` out, or correct the state or the code. If the entry is already on the main branch, undo it
(`siplan correct`) and record what is right.

Fails:

    # progress/roles.yaml
    - {on: 2016-09-01, at: HT, state: vacant, successor: HT, reason: Retired}

Passes:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: EHT, title: Executive Headteacher, kind: post}

    # progress/roles.yaml
    - {on: 2016-09-01, at: HT, state: abolished, successor: EHT, reason: Two schools now share a head}

    # progress/1.1.yaml
    - {on: 2016-09-01, at: "1.1.1", leads: [EHT], reason: Two schools now share a head}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import OF_ROLES, entry_name
from si_plan.model.plan import Plan
from si_plan.state.roles import counting_role_entries

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry

CODE: Final = "role-successor"


def check(plan: Plan) -> Iterator[Finding]:
    for number, entry in counting_role_entries(plan):
        found = mistake(entry)
        if found is not None:
            yield Finding(CODE, entry_name(OF_ROLES, number), "successor", *found)


def mistake(entry: RoleEntry) -> tuple[str, str] | None:
    """The message and the hint for an entry with a successor that its role cannot have; None where it may."""
    if entry.successor is None:
        return None
    if entry.state != "abolished":
        said = f"only a role that is abolished has a successor, and {entry.at} is not"
        return said, "take `successor` out, or write `state: abolished`"
    if entry.successor == entry.at:
        return f"{entry.at} cannot follow itself", "write the code of the role that follows it, or take `successor` out"
    return None
