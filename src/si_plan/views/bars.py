"""How far a set of records is, as a bar, and what its marks mean."""

from __future__ import annotations

from typing import Final

from si_plan.documents.cells import Shares
from si_plan.documents.pictures import Legend
from si_plan.queries.counting import StateCounts

LEGEND: Final = Legend((("done", "done"), ("overdue", "overdue"), ("open", "open"), ("cancelled", "cancelled")))


def of_states(counts: StateCounts) -> Shares:
    """How far a set of records is: what is done, overdue, otherwise open, cancelled."""
    rest = counts.open - counts.overdue
    return Shares((("done", counts.done), ("overdue", counts.overdue), ("open", rest), ("cancelled", counts.cancelled)))
