"""How each role is held on a day: filled, acting, vacant or abolished, by the log of roles.

The state on a day is that of the last entry up to then, by `on` and then by place in the log. Before any, a role is
filled, or acting where roles.yaml calls it interim. It changes nothing of what the role leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from si_plan.model.ids import OF_ROLES
from si_plan.model.plan import Plan
from si_plan.model.reference import RoleState

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry


class Holding(NamedTuple):
    """How a role is held, the day from which it has been so (None: from the start), and the role that follows one that
    is abolished, if any."""

    state: RoleState = "filled"
    since: date | None = None
    successor: str | None = None


FILLED: Final = Holding()
"""How a role is held of which nothing else is said."""


def holdings(plan: Plan, as_of: date) -> dict[str, Holding]:
    """How each role of the plan is held on the day, by its code."""
    found = {role.code: Holding("acting" if role.interim else "filled") for role in plan.roles}
    for _, entry in entries_up_to(plan, as_of):
        found[entry.at] = after(found[entry.at], entry)
    return found


def counting_role_entries(plan: Plan) -> Iterator[tuple[int, RoleEntry]]:
    """The entries of the log of roles that count: not voided, and about a role that the plan has. Each comes with its
    place in the log, from 1."""
    if plan.role_log:
        voided = plan.resolved_voids(OF_ROLES).voided
        codes = {role.code for role in plan.roles}
        for number, entry in enumerate(plan.role_log, 1):
            if number not in voided and entry.at in codes:
                yield number, entry


def entries_up_to(plan: Plan, as_of: date) -> list[tuple[int, RoleEntry]]:
    """The entries of the log of roles that count on the day, each with its place, by date and then by place."""
    counting = [(place, entry) for place, entry in counting_role_entries(plan) if entry.on <= as_of]
    return sorted(counting, key=lambda placed: placed[1].on)


def after(before: Holding, entry: RoleEntry) -> Holding:
    """How a role is held after an entry about it."""
    if entry.state is None:
        return before
    since = before.since if entry.state == before.state and before.since else entry.on
    return Holding(entry.state, since, entry.successor if entry.state == "abolished" else None)


def heir(held: dict[str, Holding], code: str) -> str | None:
    """The role that follows an abolished one, and is not abolished itself; None where nothing says which."""
    seen = {code}
    following = held[code].successor
    while following is not None and following in held and following not in seen:
        if held[following].state != "abolished":
            return following
        seen.add(following)
        following = held[following].successor
    return None
