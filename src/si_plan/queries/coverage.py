"""Whether every area is answered, and how far, for each inspection that named any; of several plans, every theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from si_plan.model.membership import Membership
from si_plan.model.plan import Plan, Tracked
from si_plan.model.reference import Area, Inspection
from si_plan.queries.across import Across
from si_plan.queries.counting import StateCounts, totals_of
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """What answers one area. A milestone that is in several actions (`same_as`) counts once."""

    area: str
    title: str
    priorities: tuple[str, ...]
    actions: int
    milestones: int
    milestones_done: int
    milestones_overdue: int
    milestones_undated: int
    inspection: str | None = None
    """The id of the inspection that named it."""


class ThemeCoverage(NamedTuple):
    """What answers the areas of one theme of a portfolio. A milestone that answers two of them counts once."""

    theme: str
    title: str
    members: tuple[str, ...] = ()
    """The members whose plans have an area that belongs to it."""
    answered_in: tuple[str, ...] = ()
    """Those of them in which any action answers it."""
    late_in: tuple[str, ...] = ()
    """Those of them in which anything that answers it is overdue, of whatever kind."""
    actions: int = 0
    milestones: StateCounts = StateCounts()


class Coverage(NamedTuple):
    """A row for each area asked about, and the plan's inspections. Of several plans, whose areas have nothing in common
    but their themes, a row for each theme."""

    areas: list[AreaCoverage]
    inspections: tuple[Inspection, ...]
    themes: Sequence[ThemeCoverage] = ()
    without_theme: Sequence[tuple[str, str]] = ()
    """The areas that belong to no theme, each with its member."""
    only: str | None = None
    """The theme asked about, if it is one."""


class InspectionCoverage(NamedTuple):
    """The rows of the areas that an inspection named; without one, of those whose inspection is not known."""

    inspection: Inspection | None
    areas: list[AreaCoverage]


@dataclass(frozen=True, slots=True)
class PriorityAreas:
    """A row of the matrix: how many of a priority's actions answer each area."""

    priority: str
    title: str
    label: str | None
    actions: dict[str, int]
    """The number of actions for each area, in the plan's order of areas; 0 if there is none."""


def coverage(plan: Plan, selection: Selection) -> Coverage:
    """A row for each area (or the one selected), in the plan's order."""
    if plan.membership is not None:
        return _by_theme(plan, plan.membership, selection)
    areas = [area for area in plan.areas if selection.takes_area(area.id)]
    return Coverage(coverage_of(plan, areas, tracked_in(plan, selection)), plan.details.inspections)


def _by_theme(plan: Plan, membership: Membership, selection: Selection) -> Coverage:
    """What one member's plan answers of each theme that its areas belong to, or of the one selected."""
    found = tracked_in(plan, selection)
    areas: dict[str, set[str]] = defaultdict(set)
    for area in plan.areas:
        areas[membership.themes.get(area.id, "")].add(area.id)
    without = [(membership.member, area.id) for area in plan.areas if area.id not in membership.themes]
    asked = [theme for theme in areas if theme and selection.area in (None, theme)]
    rows = [_theme_coverage(membership.member, theme, areas[theme], found) for theme in asked]
    return Coverage([], (), rows, without, selection.area)


def _theme_coverage(member: str, theme: str, areas: set[str], every: list[tuple[Tracked, Standing]]) -> ThemeCoverage:
    found = [(tracked, standing) for tracked, standing in every if areas.intersection(tracked.areas)]
    totals, own = totals_of(found), (member,)
    return ThemeCoverage(
        theme,
        "",
        members=own,
        answered_in=own if found else (),
        late_in=own if totals.overdue.total else (),
        actions=len({tracked.action.id for tracked, _ in found}),
        milestones=totals.milestones,
    )


def merge_coverage(parts: Sequence[Coverage], across: Across | None) -> Coverage:
    """What several plans answer of each theme, in the order of the portfolio: also of one that no plan has."""
    if across is None:
        return parts[0]
    of: dict[str, list[ThemeCoverage]] = defaultdict(list)
    for row in (row for part in parts for row in part.themes):
        of[row.theme].append(row)
    only = parts[0].only
    asked = [theme for theme in across.themes if only in (None, theme)]
    without = [] if only else [area for part in parts for area in part.without_theme]
    return Coverage([], (), [_sum(theme, across.themes[theme], of[theme]) for theme in asked], without, only)


def _sum(theme: str, title: str, rows: Sequence[ThemeCoverage]) -> ThemeCoverage:
    return ThemeCoverage(
        theme,
        title,
        tuple(member for row in rows for member in row.members),
        tuple(member for row in rows for member in row.answered_in),
        tuple(member for row in rows for member in row.late_in),
        sum(row.actions for row in rows),
        StateCounts(*map(sum, zip(StateCounts(), *(row.milestones for row in rows), strict=True))),
    )


def by_inspection(inspections: Iterable[Inspection], areas: list[AreaCoverage]) -> list[InspectionCoverage]:
    """The rows by inspection, in the plan's order of inspections, and last those of none of them."""
    of = {inspection.id: InspectionCoverage(inspection, []) for inspection in inspections}
    others = InspectionCoverage(None, [])
    for row in areas:
        of.get(row.inspection or "", others).areas.append(row)
    return [one for one in (*of.values(), others) if one.areas]


def matrix(plan: Plan, selection: Selection) -> list[PriorityAreas]:
    """A row for each priority: how many of its actions answer each area."""
    areas = [area.id for area in plan.areas if selection.takes_area(area.id)]
    rows = matrix_of(plan, tracked_in(plan, selection), areas)
    return [row for row in rows if selection.priority in (None, row.priority)]


def matrix_of(plan: Plan, found: list[tuple[Tracked, Standing]], areas: list[str]) -> list[PriorityAreas]:
    """A row for each priority of the plan, counting the actions whose parts these are."""
    counted: dict[tuple[str, str], int] = {}
    for tracked in {tracked.action.id: tracked for tracked, _ in found}.values():
        for area in tracked.areas:
            counted[tracked.priority.id, area] = counted.get((tracked.priority.id, area), 0) + 1
    return [
        PriorityAreas(
            priority.id,
            priority.title,
            priority.label,
            {area: counted.get((priority.id, area), 0) for area in areas},
        )
        for priority in plan.priorities
    ]


def coverage_of(plan: Plan, areas: Iterable[Area], found: list[tuple[Tracked, Standing]]) -> list[AreaCoverage]:
    """The row of each of these areas, from what of this answers it."""
    return [
        _coverage_of(plan, area, [(tracked, standing) for tracked, standing in found if area.id in tracked.areas])
        for area in areas
    ]


def _coverage_of(plan: Plan, area: Area, found: list[tuple[Tracked, Standing]]) -> AreaCoverage:
    milestones = totals_of(found).milestones
    return AreaCoverage(
        area=area.id,
        title=area.title,
        priorities=tuple(dict.fromkeys(tracked.priority.id for tracked, _ in found)),
        actions=len({tracked.action.id for tracked, _ in found}),
        milestones=milestones.total,
        milestones_done=milestones.done,
        milestones_overdue=milestones.overdue,
        milestones_undated=milestones.undated,
        inspection=_inspection_of(plan, area),
    )


def _inspection_of(plan: Plan, area: Area) -> str | None:
    """The id of the inspection that named an area: the one that it names, else the plan's only one."""
    every = plan.details.inspections
    return every[0].id if area.inspection is None and len(every) == 1 else area.inspection
