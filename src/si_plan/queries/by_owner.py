"""Who owes what: one lead's actions and milestones, or a line for each lead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from si_plan.model.plan import Plan, Tracked
from si_plan.model.reference import Role
from si_plan.queries.counting import Totals, totals_of
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings, codes_of


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """An action in which a lead leads anything, with the parts that they lead."""

    id: str
    priority: str
    title: str
    label: str | None
    leads: tuple[str, ...]
    when: tuple[str, ...]
    milestones: list[TrackedRow]
    """The milestones that the lead leads, in the plan's order."""
    others: list[TrackedRow]
    """The stages and duties that they lead; the action itself comes first if it is tracked as a whole."""
    milestones_total: int


@dataclass(frozen=True, slots=True)
class Owned:
    """What one lead owes: the actions in which they lead anything, in the plan's order, and their totals."""

    code: str
    title: str
    actions: list[OwnedAction]
    totals: Totals


@dataclass(frozen=True, slots=True)
class LeadTotals:
    """One lead's totals: how many actions they lead anything in, and what they lead. Joint leads count in full."""

    lead: str
    title: str
    kind: str
    actions: int
    totals: Totals


def owned_by(plan: Plan, selection: Selection, code: str) -> Owned:
    """What the role of this code owes on the day."""
    title = next((role.title for role in plan.roles if role.code == code), "")
    found = [(tracked, standing) for tracked, standing in tracked_in(plan, selection) if code in standing.leads]
    return Owned(code, title, _actions(plan, found), totals_of(found))


def _actions(plan: Plan, found: list[tuple[Tracked, Standing]]) -> list[OwnedAction]:
    theirs: dict[str, list[TrackedRow]] = defaultdict(list)
    for tracked, standing in found:
        theirs[tracked.action.id].append(tracked_row(plan, tracked, standing))
    return [
        OwnedAction(
            id=action.id,
            priority=priority.id,
            title=action.title,
            label=action.label,
            leads=codes_of(plan, action.leads),
            when=action.when,
            milestones=[row for row in theirs[action.id] if row.kind == "milestone"],
            others=[row for row in theirs[action.id] if row.kind != "milestone"],
            milestones_total=len(action.milestones),
        )
        for priority, action in plan.actions()
        if action.id in theirs
    ]


def leads(plan: Plan, selection: Selection) -> list[LeadTotals]:
    """A row for each role, in the order of roles.yaml, with totals of what it leads on the day."""
    theirs: dict[str, list[tuple[Tracked, Standing]]] = defaultdict(list)
    for tracked, standing in Standings(plan, selection.as_of).all_standings():
        if selection.takes(tracked, standing.leads):
            for code in standing.leads:
                theirs[code].append((tracked, standing))
    return [lead_totals(role, theirs[role.code]) for role in plan.roles if selection.lead in (None, role.code)]


def lead_totals(role: Role, found: list[tuple[Tracked, Standing]]) -> LeadTotals:
    """The row of a role, from what it leads."""
    actions = len({tracked.action.id for tracked, _ in found})
    return LeadTotals(role.code, role.title, role.kind, actions, totals_of(found))
