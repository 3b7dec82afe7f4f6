"""What actions cost, in words and for programs."""

from __future__ import annotations

from si_plan.documents import words
from si_plan.documents.records import Json
from si_plan.queries.costs import Costs


def in_words(costs: Costs) -> str:
    """£1,234.50; 11 of 34 actions costed."""
    return f"{words.pounds(costs.total)}; {costs.costed} of {words.count(costs.actions, 'action')} costed"


def record_of(costs: Costs) -> dict[str, Json]:
    """The total as a text, so that it stays exact."""
    return {"total": str(costs.total), "actions_costed": costs.costed, "actions": costs.actions}
