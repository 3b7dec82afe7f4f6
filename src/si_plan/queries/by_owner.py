"""Who owes what: one lead's actions and milestones, or a line for each lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from si_plan.model.plan import Plan, Tracked
from si_plan.model.promise import RoleField
from si_plan.model.reference import Role
from si_plan.queries.across import Across
from si_plan.queries.counting import Totals, merge, totals_of
from si_plan.queries.overdue import SOON, falling_due
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import Selection
from si_plan.state.roles import FILLED, Holding, holdings
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
    overdue: list[TrackedRow]
    """What is overdue, the longest overdue first."""
    due_soon: list[TrackedRow]
    """What is not overdue and falls due up to and including `soon_until`, the earliest first."""
    later: list[TrackedRow]
    """What else is open, the earliest first, what has no date last."""
    soon_until: date
    held: Holding
    """How the role is held on the day."""
    role: RoleField = "leads"
    """Whether all this is what they lead, what they answer for, or what they support."""
    accountable: tuple[str, ...] = ()
    """Beside what they lead: the ids of the actions that they answer for."""
    support: tuple[str, ...] = ()
    """Beside what they lead: the ids of the actions whose leads they help."""


@dataclass(frozen=True, slots=True)
class LeadTotals:
    """One lead's totals: how many actions they lead anything in, and what they lead. Joint leads count in full. What
    nobody leads has no code."""

    lead: str
    title: str
    kind: str
    actions: int
    totals: Totals
    held: Holding
    """How the role is held on the day."""


def owned_by(plan: Plan, selection: Selection, code: str, role: RoleField = "leads") -> Owned:
    """What the role of this code owes on the day as a lead, or what it answers for, or supports."""
    title = next((one.title for one in plan.roles if one.code == code), "")
    standings = Standings(plan, selection.as_of)
    every = tracked_in(plan, selection, standings)
    found = [(tracked, standing) for tracked, standing in every if code in standings.roles(tracked, role)]
    until = selection.as_of + SOON
    late = [pair for pair in found if pair[1].state == "overdue"]
    opened = [pair for pair in found if pair[1].state not in ("overdue", "done", "cancelled")]
    soon = list(falling_due(standings, opened, selection.as_of, until))
    near = {tracked.id for tracked, _ in soon}
    return Owned(
        code=code,
        title=title,
        actions=_actions(plan, found),
        totals=totals_of(found),
        overdue=_rows(plan, late),
        due_soon=_rows(plan, soon),
        later=_rows(plan, [pair for pair in opened if pair[0].id not in near]),
        soon_until=until,
        held=holdings(plan, selection.as_of).get(code, FILLED),
        role=role,
        accountable=actions_beside(standings, (one for one, _ in every), code, "accountable"),
        support=actions_beside(standings, (one for one, _ in every), code, "support"),
    )


def actions_beside(standings: Standings, some: Iterable[Tracked], code: str, role: RoleField) -> tuple[str, ...]:
    """The ids of the actions of these records that the role of this code answers for, or supports, on the day."""
    return tuple(dict.fromkeys(one.action.id for one in some if code in standings.roles(one, role)))


def _rows(plan: Plan, found: list[tuple[Tracked, Standing]]) -> list[TrackedRow]:
    """A row for each, the earliest deadline first."""
    rows = [tracked_row(plan, tracked, standing) for tracked, standing in found]
    return sorted(rows, key=lambda row: row.due.latest if row.due else date.max)


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


def leads(
    plan: Plan, selection: Selection, role: RoleField = "leads", standings: Standings | None = None
) -> list[LeadTotals]:
    """A row for each role, in the order of roles.yaml, with totals of what it leads on the day; last, if there is any,
    one of what nobody leads. Of what it answers for, or supports, a row for each role that has any. The standings of
    the day may be there already."""
    theirs: dict[str, list[tuple[Tracked, Standing]]] = defaultdict(list)
    standings = standings or Standings(plan, selection.as_of)
    for tracked, standing in standings.all_standings():
        if selection.takes(tracked, standing.leads):
            codes = standings.roles(tracked, role)
            for code in codes if codes or role != "leads" else ("",):
                theirs[code].append((tracked, standing))
    held = holdings(plan, selection.as_of)
    told = [one for one in plan.roles if one.code in theirs or (role == "leads" and selection.lead is None)]
    if role == "leads" and selection.lead is not None:
        told = [one for one in plan.roles if one.code == selection.lead]
    rows = [lead_totals(one, theirs[one.code], held[one.code]) for one in told]
    return rows + ([lead_totals(None, theirs[""])] if role == "leads" and "" in theirs else [])


def merge_leads(parts: Sequence[list[LeadTotals]], _across: Across | None) -> list[LeadTotals]:
    """A row for each code that a plan has, which is one role; who holds it differs from plan to plan, and is not said.
    Last, what nobody leads."""
    if len(parts) == 1:
        return parts[0]
    of: dict[str, list[LeadTotals]] = defaultdict(list)
    for lead in (lead for part in parts for lead in part):
        of[lead.lead].append(lead)
    rows = [
        LeadTotals(
            code,
            own[0].title,
            own[0].kind,
            sum(lead.actions for lead in own),
            merge(lead.totals for lead in own),
            FILLED,
        )
        for code, own in of.items()
    ]
    return sorted(rows, key=lambda row: not row.lead)


def lead_totals(role: Role | None, found: list[tuple[Tracked, Standing]], held: Holding = FILLED) -> LeadTotals:
    """The row of a role, from what it leads and how it is held; without a role, of what nobody leads."""
    actions = len({tracked.action.id for tracked, _ in found})
    if role is None:
        return LeadTotals("", "Nobody", "", actions, totals_of(found), held)
    return LeadTotals(role.code, role.title, role.kind, actions, totals_of(found), held)
