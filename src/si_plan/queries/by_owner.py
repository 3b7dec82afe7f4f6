"""Who owes what: one lead's actions and milestones, or a line for each lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.model.promise import RoleField
from si_plan.model.reference import Role
from si_plan.queries.across import Across, titles_of
from si_plan.queries.counting import Totals, merge, totals_of
from si_plan.queries.overdue import SOON, falling_due
from si_plan.queries.rows import TrackedRow, membership_of, tracked_in, tracked_row
from si_plan.queries.selection import Selection, known_lead
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
    ref: str | None = None
    """The number that the document prints, where it is not the id."""
    member: str | None = None
    """The member of a portfolio that it is of; None where one plan is asked."""
    themes: tuple[str, ...] = ()
    """The portfolio's themes that its areas belong to."""


class Beside(NamedTuple):
    """An action that a role answers for, or supports, beside what it leads."""

    id: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """What one lead owes: the actions in which they lead anything, in the plan's order, and their totals. In a
    portfolio a code is one lead, in whatever plan."""

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
    held: Holding | None
    """How the role is held on the day; None of several plans, of which each says so itself."""
    role: RoleField = "leads"
    """Whether all this is what they lead, what they answer for, or what they support."""
    accountable: tuple[Beside, ...] = ()
    """Beside what they lead: the actions that they answer for."""
    support: tuple[Beside, ...] = ()
    """Beside what they lead: the actions whose leads they help."""


@dataclass(frozen=True, slots=True)
class LeadTotals:
    """One lead's totals: how many actions they lead anything in, and what they lead. Joint leads count in full. What
    nobody leads has no code."""

    lead: str
    title: str
    kind: str
    actions: int
    totals: Totals
    held: Holding | None
    """How the role is held on the day; None of several plans, of which each says so itself."""
    members: tuple[str, ...] = ()
    """The members of a portfolio in which they lead anything."""


def owned_by(plan: Plan, selection: Selection, name: str, role: RoleField = "leads") -> Owned:
    """What the role of this code, alias or title owes on the day as a lead, or what it answers for, or supports. Raises
    UnknownNameError if there is none."""
    code = known_lead(plan, name)
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
        accountable=_beside(standings, (one for one, _ in every), code, "accountable"),
        support=_beside(standings, (one for one, _ in every), code, "support"),
    )


def merge_owned(parts: Sequence[Owned], across: Across | None) -> Owned:
    """What one lead owes in several plans."""
    if across is None:
        return parts[0]
    first = parts[0]
    return Owned(
        code=first.code,
        title=titles_of((first.code, part.title) for part in parts)[first.code],
        actions=[action for part in parts for action in part.actions],
        totals=merge(part.totals for part in parts),
        overdue=_earliest_first(row for part in parts for row in part.overdue),
        due_soon=_earliest_first(row for part in parts for row in part.due_soon),
        later=_earliest_first(row for part in parts for row in part.later),
        soon_until=first.soon_until,
        held=None,
        role=first.role,
        accountable=tuple(one for part in parts for one in part.accountable),
        support=tuple(one for part in parts for one in part.support),
    )


def _beside(standings: Standings, some: Iterable[Tracked], code: str, role: RoleField) -> tuple[Beside, ...]:
    member, _ = membership_of(standings.plan, ())
    return tuple(Beside(identity, member) for identity in actions_beside(standings, some, code, role))


def actions_beside(standings: Standings, some: Iterable[Tracked], code: str, role: RoleField) -> tuple[str, ...]:
    """The ids of the actions of these records that the role of this code answers for, or supports, on the day."""
    return tuple(dict.fromkeys(one.action.id for one in some if code in standings.roles(one, role)))


def _rows(plan: Plan, found: list[tuple[Tracked, Standing]]) -> list[TrackedRow]:
    """A row for each, the earliest deadline first."""
    return _earliest_first(tracked_row(plan, tracked, standing) for tracked, standing in found)


def _earliest_first(rows: Iterable[TrackedRow]) -> list[TrackedRow]:
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
            ref=plan.refs.get(action.id),
            member=member,
            themes=themes,
        )
        for priority, action in plan.actions()
        if action.id in theirs
        for member, themes in [membership_of(plan, action.areas or priority.areas)]
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
    member, _ = membership_of(plan, ())
    rows = [lead_totals(one, theirs[one.code], held[one.code], member) for one in told]
    return rows + ([lead_totals(None, theirs[""], member=member)] if role == "leads" and "" in theirs else [])


def merge_leads(parts: Sequence[list[LeadTotals]], across: Across | None) -> list[LeadTotals]:
    """A row for each code that any of several plans has: it is one role. Last, if there is any, what nobody leads."""
    if across is None:
        return parts[0]
    of: dict[str, list[LeadTotals]] = defaultdict(list)
    for lead in (lead for part in parts for lead in part):
        of[lead.lead].append(lead)
    rows = [_sum(own) for own in of.values()]
    return sorted(rows, key=lambda row: not row.lead)


def _sum(own: list[LeadTotals]) -> LeadTotals:
    """One role's rows of several plans in one."""
    return replace(
        own[0],
        title=titles_of((lead.lead, lead.title) for lead in own)[own[0].lead],
        actions=sum(lead.actions for lead in own),
        totals=merge(lead.totals for lead in own),
        held=None,
        members=tuple(member for lead in own for member in lead.members),
    )


def lead_totals(
    role: Role | None, found: list[tuple[Tracked, Standing]], held: Holding = FILLED, member: str | None = None
) -> LeadTotals:
    """The row of a role, from what it leads and how it is held; without a role, of what nobody leads. `member` is that
    of the plan in a portfolio."""
    code, title, kind = (role.code, role.title, role.kind) if role is not None else ("", "Nobody", "")
    actions = len({tracked.action.id for tracked, _ in found})
    return LeadTotals(code, title, kind, actions, totals_of(found), held, (member,) if member and found else ())
