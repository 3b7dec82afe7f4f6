"""A role that is vacant or abolished, and still leads open work or answers for it.

Work that a role leads stays with it until someone reassigns it: that a post is empty moves nothing by itself. But work
that nobody is in post to do is late before anyone notices.

To fix it: give the work to another role on the day of the hand-over (`siplan reassign --all-of HT --lead DHT`, and for
an action that it answers for `siplan reassign 1.1 --accountable DHT`), or record that the role is filled again (`siplan
update HT --status filled`). If it is to wait, say so in a source note about the role's `code` that answers this
warning.

Fails:

    # progress/roles.yaml
    - {on: 2016-09-01, at: HT, state: vacant, note: The post is advertised}

Passes:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: DHT, title: Deputy Headteacher, kind: post}

    # progress/roles.yaml
    - {on: 2016-09-01, at: HT, state: vacant, note: The post is advertised}

    # progress/1.1.yaml
    - {on: 2016-09-01, at: "1.1.1", leads: [DHT], reason: The post of headteacher is vacant}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from si_plan.diagnostics import MOST_NAMED, Finding, list_names
from si_plan.model.plan import Plan
from si_plan.state.roles import Holding, heir, holdings
from si_plan.state.standing import OPEN_STATES, Standings

CODE: Final = "role-vacant"
EMPTY: Final = ("vacant", "abolished")
"""How a role is held that nobody is in."""


def check(plan: Plan) -> Iterator[Finding]:
    held = holdings(plan, date.max)
    empty = {code for code, holding in held.items() if holding.state in EMPTY}
    if not empty:
        return
    led: defaultdict[str, list[str]] = defaultdict(list)
    answered: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    standings = Standings(plan, date.max)
    for tracked, standing in standings.all_standings():
        if standing.state in OPEN_STATES:
            for code in empty.intersection(standing.leads):
                led[code].append(tracked.id)
            accountable = standings.roles(tracked, "accountable")
            for code in empty.intersection(accountable):
                answered[code][tracked.action.id] = accountable
    for role in plan.roles:
        code = role.code
        if led[code] or answered[code]:
            yield Finding(CODE, code, "code", *_mistake(code, held, led[code], answered[code]))


def _mistake(
    code: str, held: dict[str, Holding], led: list[str], answered: dict[str, tuple[str, ...]]
) -> tuple[str, str]:
    """The message and the hint for a role that nobody is in: what it leads, and the actions it answers for with all who
    do."""
    holding = held[code]
    was = "was abolished on" if holding.state == "abolished" else "has been vacant since"
    next_one = heir(held, code) or "CODE"
    does = [
        f"{what} what is open: {list_names(work[:MOST_NAMED], len(work))}"
        for what, work in (("leads", led), ("answers for", list(answered)))
        if work
    ]
    said = f"{code} {was} {holding.since}, and {', and '.join(does)}"
    if led:
        return said, f"siplan reassign --all-of {code} --lead {next_one}"
    first, roles = next(iter(answered.items()))
    instead = ",".join(dict.fromkeys(next_one if role == code else role for role in roles))
    return said, f"siplan reassign {first} --accountable {instead}"
