"""What actions cost: the total of those that say so, and how many do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from si_plan.model.promise import Action


class Costs(NamedTuple):
    """The total in pounds of the actions that have a cost, how many these are, and how many actions there are."""

    total: Decimal
    costed: int
    actions: int


def costs_of(actions: Iterable[Action]) -> Costs | None:
    """What these actions cost, each counted once; None where none has a cost."""
    every = {action.id: action.cost for action in actions}
    given = [Decimal(cost) for cost in every.values() if cost is not None]
    return Costs(sum(given, Decimal(0)), len(given), len(every)) if given else None
