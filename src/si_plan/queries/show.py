"""Everything about one record: a priority, action, milestone, stage, duty, role, area, measure, target or note; and
about the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.comparing import Compared, compare
from si_plan.model.events import Event, event_named
from si_plan.model.ids import record_at
from si_plan.model.plan import Named, Plan, Tracked, parts_of
from si_plan.model.progress import Entry
from si_plan.model.promise import BESIDE, Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure, PlanDetails, Role, SourceNote, Target
from si_plan.queries.by_owner import OwnedAction, actions_beside, owned_by
from si_plan.queries.counted import how_of
from si_plan.queries.measures import TargetRow, measures
from si_plan.queries.moves import Move, moves_of
from si_plan.queries.rows import TrackedRow, tracked_row
from si_plan.queries.selection import Selection, known_record, record_id
from si_plan.state.roles import Holding, entries_up_to, holdings
from si_plan.state.standing import Standings

if TYPE_CHECKING:
    from si_plan.dates.clock import Clock
    from si_plan.model.editions import Absent
    from si_plan.model.role_log import RoleEntry


@dataclass(frozen=True, slots=True)
class Shown:
    """A record, its action and priority, how it and its parts stand on the day, and what is said about it."""

    kind: str
    id: str
    record: Named | PlanDetails
    priority: Priority | None
    action: Action | None
    tracked: list[TrackedRow]
    """The record itself if it is tracked, whatever the filters; else its tracked parts that pass the filters."""
    owned: list[OwnedAction]
    log: list[Entry]
    notes: list[SourceNote]
    moves: tuple[Move, ...]
    """The reschedules of the record if it is tracked, in order."""
    compared: Compared | None
    """Its wording compared with its dates, if it is tracked and one wording dates it."""
    referred_from: list[str]
    """Ids of the records that refer to it."""
    promised: ReducedDate | None = None
    """The deadline that was promised, if it is tracked."""
    leads: tuple[str, ...] = ()
    """For an action: who leads it on the day."""
    accountable: tuple[str, ...] = ()
    """For an action: who answers for it on the day. For a role: the actions that it answers for."""
    support: tuple[str, ...] = ()
    """For an action: who helps its leads on the day. For a role: the actions that it supports."""
    held: Holding | None = None
    """For a role: how it is held on the day."""
    role_log: tuple[RoleEntry, ...] = ()
    """For a role: what the log of roles says of it up to the day."""
    targets: tuple[TargetRow, ...] = ()
    """For a measure or a target: how its targets, or the target, stand."""
    clock: Clock | None = None
    """What its promised deadline counts from, if it is tracked and that is no date."""
    event: Event | None = None
    """The event of `clock`."""
    counting: Mapping[str, list[str]] = field(default_factory=dict)
    """For the plan: the records whose deadlines count from each of its events."""
    how: str = ""
    """How the days of `clock` were counted; empty until its event has a date."""
    absent: Absent | None = None
    """Why the edition in force does not have it; all else is then of the nearest edition that has."""


def show(plan: Plan, selection: Selection, name: str) -> Shown:
    """The record with this id, code or alias, or the plan itself for `plan`. Raises UsageError if there is none."""
    absent = None
    if plan.editions is not None and plan.edition is not None and name != _PLAN:
        known = record_id(known_record(plan.editions.whole, name))
        absent = plan.editions.why_absent(known, plan.edition)
        selection = selection._replace(as_of=_last_day(selection.as_of, absent))
        plan, name = plan.with_record(known, selection.as_of), f"id:{known}"
    record = plan.details if name == _PLAN else known_record(plan, name)
    identity = _PLAN if isinstance(record, PlanDetails) else record_id(record)
    place = _place(plan, record)
    standings = Standings(plan, selection.as_of)
    own = plan.tracked_by_id.get(identity)
    beside: dict[str, tuple[str, ...]] = {}
    if isinstance(record, Role):
        beside = {field: actions_beside(standings, plan.tracked, identity, field) for field in BESIDE}
    elif place is not None and isinstance(record, Action):
        beside = {field: standings.roles(place, field) for field in BESIDE}
    clock = own.clock if own is not None else None
    event = event_named(clock.after, plan.details.events) if clock is not None else None
    return Shown(
        kind=_KINDS[type(record)],
        id=identity,
        record=record,
        priority=place.priority if place else None,
        action=place.action if place else None,
        tracked=[
            tracked_row(plan, tracked, standings.of(tracked))
            for tracked in _tracked_parts(plan, record)
            if tracked.record is record or selection.takes(tracked, standings.of(tracked).leads)
        ],
        owned=owned_by(plan, selection, identity).actions if isinstance(record, Role) else [],
        log=[entry for about in _log_of(record) for entry in standings.entries(about)],
        notes=[note for note in plan.notes if record_at(note.at) == identity],
        moves=moves_of(own.due, standings.reschedules(own)) if own else (),
        compared=compare(plan, own) if own else None,
        referred_from=_referring_ids(plan, identity),
        promised=own.due if own else None,
        clock=clock,
        event=event,
        counting=_counting(plan) if isinstance(record, PlanDetails) else {},
        how=how_of(plan, own) if own is not None else "",
        leads=standings.of(place).leads if place is not None and isinstance(record, Action) else (),
        targets=_targets(plan, selection, record),
        absent=absent,
        **beside,
        held=holdings(plan, selection.as_of)[record.code] if isinstance(record, Role) else None,
        role_log=_log_of_role(plan, record, selection.as_of) if isinstance(record, Role) else (),
    )


def _last_day(as_of: date, absent: Absent | None) -> date:
    """The last day up to this on which a record was in the plan; the day itself where it is in it or still to come."""
    dropped = absent is not None and absent.how == "dropped"
    return min(as_of, absent.edition.dated - timedelta(days=1)) if dropped and absent is not None else as_of


def _counting(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tracked in plan.tracked:
        if tracked.clock is not None:
            found.setdefault(tracked.clock.after, []).append(tracked.id)
    return found


_PLAN: Final = "plan"
"""The id of the plan itself, by which source notes name it too."""

_KINDS = {
    PlanDetails: "plan",
    Area: "area",
    Role: "role",
    Measure: "measure",
    Target: "target",
    Priority: "priority",
    Action: "action",
    Milestone: "milestone",
    Stage: "stage",
    Duty: "duty",
    SourceNote: "note",
}


def _targets(plan: Plan, selection: Selection, record: Named | PlanDetails) -> tuple[TargetRow, ...]:
    if not isinstance(record, (Measure, Target)):
        return ()
    return tuple(row for row in measures(plan, Selection(selection.as_of)) if record in (row.measure, row.target))


def _place(plan: Plan, record: Named | PlanDetails) -> Tracked | None:
    """The record as tracked, with its action and priority, if it is an action or a part of one."""
    for priority, action in plan.actions():
        if action is record:
            return Tracked("action", action, action, priority)
        for part in parts_of(priority, action):
            if part.record is record:
                return part
    return None


def _tracked_parts(plan: Plan, record: Named | PlanDetails) -> list[Tracked]:
    if isinstance(record, Priority):
        return [tracked for tracked in plan.tracked if tracked.priority is record]
    if isinstance(record, Action):
        return [tracked for tracked in plan.tracked if tracked.action is record]
    if isinstance(record, Area):
        return [tracked for tracked in plan.tracked if record.id in tracked.areas]
    return [tracked for tracked in plan.tracked if tracked.record is record]


def _log_of(record: Named | PlanDetails) -> list[str]:
    """The ids whose log entries are about a record: its own, and for an action those of its parts."""
    if isinstance(record, Action):
        return [record.id, *(part.id for part in record.parts)]
    if isinstance(record, Milestone) and record.same_as:
        return [record.id, record.same_as]
    return [] if isinstance(record, Role | Area | Measure | Target | SourceNote | PlanDetails) else [record.id]


def _log_of_role(plan: Plan, role: Role, as_of: date) -> tuple[RoleEntry, ...]:
    return tuple(entry for _, entry in entries_up_to(plan, as_of) if entry.at == role.code)


def _referring_ids(plan: Plan, identity: str) -> list[str]:
    taken_up = (entry.see for entry in plan.details.background if not isinstance(entry, str))
    found = ["plan"] if any(identity in see for see in taken_up) else []
    for priority, action in plan.actions():
        if identity in action.see or (identity.startswith("M") and identity in (*action.measures, *priority.measures)):
            found.append(action.id)
        for milestone in action.milestones:
            if identity in (*milestone.see, milestone.same_as, *milestone.measures):
                found.append(milestone.id)
    return found
