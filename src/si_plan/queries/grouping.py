"""Rows that stand together: by lead, priority or area; in a portfolio by member, theme, phase or region.

A query says by what its rows are grouped (`Grouping`) and keeps them in one list: the groups are made of it when they
are asked for. So the rows of several plans are merged first, and then grouped as those of one are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from si_plan.model.plan import Plan
from si_plan.queries.across import Across, By, titles_of

_MOST_FIRST: Final = ("lead", "member")
"""Where the question is who: who has most comes first."""
_ACROSS: Final = ("member", "theme", "phase", "region")
"""What only a portfolio knows."""


class Groupable(Protocol):
    """A row that can stand in groups."""

    @property
    def leads(self) -> tuple[str, ...]: ...

    @property
    def priority(self) -> str: ...

    @property
    def areas(self) -> tuple[str, ...]: ...

    @property
    def member(self) -> str | None: ...

    @property
    def themes(self) -> tuple[str, ...]: ...


Row = TypeVar("Row", bound=Groupable)


class Group(NamedTuple, Generic[Row]):
    """The rows of a lead, a priority, an area, a member, a theme, a phase or a region. Without a name, those of none.
    Phases and regions have no title."""

    name: str
    title: str
    rows: list[Row]


class Grouping(NamedTuple):
    """By what rows are grouped, and every group that there can be in its order: its name with its title. `of_members`
    says the phase or region of a member."""

    by: By
    titles: Mapping[str, str]
    of_members: Mapping[str, str] = {}

    def groups(self, rows: Iterable[Row], most: Callable[[list[Row]], int] = len) -> list[Group[Row]]:
        """The groups that have rows. Those of leads and members come with who has `most` first, and last comes what
        belongs to none. A row of several leads, areas or themes is in the group of each."""
        found: dict[str, list[Row]] = {name: [] for name in self.titles}
        none: list[Row] = []
        for row in rows:
            names = dict.fromkeys(self._names(row))
            for name in names:
                found[name].append(row)
            if not names:
                none.append(row)
        groups = [Group(name, title, found[name]) for name, title in self.titles.items() if found[name]]
        if self.by in _MOST_FIRST:
            groups.sort(key=lambda group: -most(group.rows))
        return groups + ([Group("", f"No {self.by}", none)] if none else [])

    def _names(self, row: Groupable) -> Iterable[str]:
        match self.by:
            case "lead":
                return row.leads
            case "area":
                return row.areas
            case "theme":
                return row.themes
            case "priority":
                return (row.priority,)
        name = row.member if self.by == "member" else self.of_members.get(row.member or "")
        return (name,) if name else ()


def are_several(groups: Iterable[Group[Row]], rows: Sized) -> bool:
    """Whether any of these rows stands in several groups."""
    return sum(len(group.rows) for group in groups) > len(rows)


def grouping_of(plan: Plan, by: By | None) -> Grouping | None:
    """By what the rows of a plan are grouped; None for nothing. What only a portfolio knows is added in the merge."""
    match by:
        case None:
            return None
        case "lead":
            return Grouping(by, {role.code: role.title for role in plan.roles})
        case "priority":
            return Grouping(by, {priority.id: priority.label or priority.title for priority in plan.priorities})
        case "area":
            return Grouping(by, {area.id: area.title for area in plan.areas})
    return Grouping(by, {})


def merge_groupings(parts: Sequence[Grouping | None], across: Across | None) -> Grouping | None:
    """By what the rows of several plans are grouped. A lead's code is one role; phases and regions are in the order of
    the alphabet, all else in that of the portfolio."""
    first = parts[0]
    if first is None or across is None:
        return first
    if first.by not in _ACROSS:
        return Grouping(first.by, titles_of(titled for part in parts if part for titled in part.titles.items()))
    if first.by == "theme":
        return Grouping(first.by, across.themes)
    members = across.members.values()
    if first.by == "member":
        return Grouping(first.by, {one.id: one.name for one in members})
    of_members = {one.id: one.phase if first.by == "phase" else one.region for one in members}
    known = {identity: name for identity, name in of_members.items() if name}
    return Grouping(first.by, dict.fromkeys(sorted(set(known.values())), ""), known)
