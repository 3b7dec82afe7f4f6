"""A role that is vacant or abolished and still leads open work.

Work that a role leads stays with it until someone reassigns it: that a post is empty moves nothing by itself. But work
that nobody is in post to do is late before anyone notices.

To fix it: give the work to another role on the day of the hand-over (`siplan reassign --all-of HT --lead DHT`), or
record that the role is filled again (`siplan update HT --status filled`). If it is to wait, say so in a source note
about the role's `code` that answers this warning.

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
    theirs: defaultdict[str, list[str]] = defaultdict(list)
    for tracked, standing in Standings(plan, date.max).all_standings():
        if standing.state in OPEN_STATES:
            for code in empty.intersection(standing.leads):
                theirs[code].append(tracked.id)
    for role in plan.roles:
        if theirs[role.code]:
            yield Finding(CODE, role.code, "code", *_mistake(role.code, held, theirs[role.code]))


def _mistake(code: str, held: dict[str, Holding], work: list[str]) -> tuple[str, str]:
    """The message and the hint for a role that nobody is in and that leads work."""
    holding = held[code]
    was = "was abolished on" if holding.state == "abolished" else "has been vacant since"
    ids = list_names(work[:MOST_NAMED], len(work))
    said = f"{code} {was} {holding.since}, and leads what is open: {ids}"
    return said, f"siplan reassign --all-of {code} --lead {heir(held, code) or 'CODE'}"
