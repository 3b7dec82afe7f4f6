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


def how_of(plan: Plan, tracked: Tracked) -> str:
    """How the days of a record's clock were counted, in words; empty where it has none, and until its event has a
    date."""
    if tracked.clock is None:
        return ""
    from si_plan.model.clocks import how_counted  # few plans have any

    return how_counted(plan, tracked.clock)


def counted_deadlines(plan: Plan, found: Iterable[tuple[Tracked, Standing]]) -> list[CountedDeadline]:
    """The promised deadlines among these records that count from an event, or that their words give by a length of
    time, each once, in the plan's order."""
    counted: dict[tuple[str, ReducedDate, str], list[str]] = {}
    for tracked, _ in found:
        if tracked.clock is not None:
            if tracked.clock.ends is not None:
                said = tracked.when or str(tracked.clock), tracked.clock.ends, f"{how_of(plan, tracked)}."
                counted.setdefault(said, []).append(tracked.id)
            continue
        reading = reading_of(plan, tracked)
        if reading is not None and reading.ends is not None and COUNTED in reading.rules:
            counted.setdefault((reading.text, reading.ends, reading.reason), []).append(tracked.id)
    return [CountedDeadline(*said, tuple(ids)) for said, ids in counted.items()]
