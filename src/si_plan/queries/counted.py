"""How the days of deadlines were counted, where words give a length of time: "within 35 working days of receipt"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.beginnings import COUNTED
from si_plan.deadlines.comparing import reading_of
from si_plan.model.plan import Plan, Tracked
from si_plan.state.standing import Standing


class CountedDeadline(NamedTuple):
    """The words that a deadline was counted from, the deadline, how it was counted (a sentence), and the ids of the
    records that have it by these words."""

    wording: str
    due: ReducedDate
    how: str
    ids: tuple[str, ...]


def counted_deadlines(plan: Plan, found: Iterable[tuple[Tracked, Standing]]) -> list[CountedDeadline]:
    """The promised deadlines among these records that their words give by a length of time, each once, in the plan's
    order."""
    counted: dict[tuple[str, ReducedDate, str], list[str]] = {}
    for tracked, _ in found:
        reading = reading_of(plan, tracked)
        if reading is not None and reading.ends is not None and COUNTED in reading.rules:
            counted.setdefault((reading.text, reading.ends, reading.reason), []).append(tracked.id)
    return [CountedDeadline(*said, tuple(ids)) for said, ids in counted.items()]
