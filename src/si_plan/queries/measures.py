"""Success measures: each target with the readings known on the day, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import Measure, Target
from si_plan.queries.assessment import Assessment, Figure, assess, figures, known_readings
from si_plan.queries.interim import Interim, assess_interim
from si_plan.queries.rows import measures_of, membership_of, tracked_in
from si_plan.queries.selection import Selection


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target, its measure, and how it stands. `readings` are those known on the day, in the order in which their
    periods end."""

    measure: Measure
    target: Target
    readings: list[Figure]
    assessment: Assessment
    interim: tuple[Interim, ...] = ()
    ref: str | None = None
    """The number that the document prints for the measure, where it is not the id."""
    member: str | None = None
    """The member of a portfolio whose target it is; None where one plan is asked."""
    themes: tuple[str, ...] = ()
    """The portfolio's themes that the areas belong to, of what should move it."""

    @property
    def reading(self) -> TargetReading | None:
        """The reading whose period ends last; None if there is none."""
        return self.readings[-1].reading if self.readings else None


def measures(plan: Plan, selection: Selection) -> list[TargetRow]:
    """A row for each target, in the plan's order; with a filter, only of measures that a selected record serves."""
    served = _measures_served(plan, selection) if selection.filters else {measure.id for measure in plan.measures}
    known = known_readings(plan, selection.as_of)
    rows = []
    for measure in plan.measures:
        if measure.id in served:
            member, themes = membership_of(plan, _areas_served(plan, measure) if plan.membership else ())
            for target in measure.targets:
                figured = figures(target, known.get(target.id, ()))
                found = assess(target, figured, selection.as_of)
                interim = assess_interim(target, figured, selection.as_of)
                ref = plan.refs.get(measure.id)
                rows.append(TargetRow(measure, target, figured, found, interim, ref, member, themes))
    return rows


def _measures_served(plan: Plan, selection: Selection) -> set[str]:
    return {measure for tracked, _ in tracked_in(plan, selection) for measure in measures_of(tracked)}


def _areas_served(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """The areas that what should move this measure answers."""
    serving = [tracked for tracked in plan.tracked if measure.id in measures_of(tracked)]
    return tuple(dict.fromkeys(area for tracked in serving for area in tracked.areas))
