"""What actions cost: the total of those that say so, and how many do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def merge_costs(parts: Sequence[Costs | None], actions: int) -> Costs | None:
    """What the actions of several plans cost, of which there are so many; None where no plan says what any costs."""
    given = [part for part in parts if part is not None]
    if not given:
        return None
    return Costs(sum((part.total for part in given), Decimal(0)), sum(part.costed for part in given), actions)
