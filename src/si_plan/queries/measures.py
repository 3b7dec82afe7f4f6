"""Success measures with their targets and the latest reading of each."""

from __future__ import annotations

from dataclasses import dataclass

from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import Measure, Target
from si_plan.queries.rows import selected
from si_plan.queries.selection import Selection


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target, the measure it belongs to, and its latest reading by period."""

    measure: Measure
    target: Target
    reading: TargetReading | None


def measures(plan: Plan, selection: Selection) -> list[TargetRow]:
    """A row for each target, in the plan's order; with a filter, of the measures that what it takes serves."""
    served = _served(plan, selection) if selection.filters else {measure.id for measure in plan.measures}
    latest: dict[str, TargetReading] = {}
    for reading in plan.readings:
        former = latest.get(reading.target)
        if former is None or reading.period >= former.period:
            latest[reading.target] = reading
    return [
        TargetRow(measure, target, latest.get(target.id))
        for measure in plan.measures
        if measure.id in served
        for target in measure.targets
    ]


def _served(plan: Plan, selection: Selection) -> set[str]:
    return {
        measure
        for tracked, _ in selected(plan, selection)
        for measure in (
            *tracked.priority.measures,
            *tracked.action.measures,
            *getattr(tracked.record, "measures", ()),
        )
    }
