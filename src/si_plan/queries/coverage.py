"""Whether every area that Ofsted named is answered, and how far."""

from __future__ import annotations

from dataclasses import dataclass

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.rows import selected
from si_plan.queries.selection import Selection
from si_plan.queries.standing import Standing, counted_once


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """What answers one area. Milestones are counted once, though one stand in several actions (`same_as`)."""

    area: str
    title: str
    priorities: tuple[str, ...]
    actions: int
    milestones: int
    milestones_done: int
    milestones_overdue: int
    milestones_undated: int


@dataclass(frozen=True, slots=True)
class PriorityAreas:
    """One priority's actions by the area they answer: the row of the matrix."""

    priority: str
    title: str
    actions: dict[str, int]
    """The number of actions for each area, in the plan's order of areas; 0 where there is none."""


def coverage(plan: Plan, selection: Selection) -> list[AreaCoverage]:
    """A row for each area (or the one selected), in the plan's order."""
    found = selected(plan, selection)
    return [
        _coverage_of(area.id, area.title, [one for one in found if area.id in one[0].areas])
        for area in plan.areas
        if selection.area in (None, area.id)
    ]


def matrix(plan: Plan, selection: Selection) -> list[PriorityAreas]:
    """Priorities by areas: how many of a priority's actions answer each area."""
    actions = {tracked.action.id: tracked for tracked, _ in selected(plan, selection)}.values()
    areas = [area.id for area in plan.areas if selection.area in (None, area.id)]
    return [
        PriorityAreas(
            priority.id,
            priority.title,
            {area: sum(one.priority.id == priority.id and area in one.areas for one in actions) for area in areas},
        )
        for priority in plan.priorities
        if selection.priority in (None, priority.id)
    ]


def _coverage_of(area: str, title: str, found: list[tuple[Tracked, Standing]]) -> AreaCoverage:
    milestones = [standing for _, standing in counted_once(one for one in found if one[0].kind == "milestone")]
    return AreaCoverage(
        area=area,
        title=title,
        priorities=tuple(dict.fromkeys(tracked.priority.id for tracked, _ in found)),
        actions=len({tracked.action.id for tracked, _ in found}),
        milestones=len(milestones),
        milestones_done=sum(one.state == "done" for one in milestones),
        milestones_overdue=sum(one.state == "overdue" for one in milestones),
        milestones_undated=sum(one.state == "undated" for one in milestones),
    )
