"""A whole plan: its records, and how to get from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure, PlanDetails, Role, SourceNote, Target

if TYPE_CHECKING:
    from si_plan.model.progress import Entry, TargetReading
    from si_plan.model.voids import Voiding

Kind = Literal["action", "milestone", "stage", "duty"]
Basis = Literal["own", "action", "judged"]
"""What the promised dates of a record rest on: its own words, its action's words, or a person's judgement."""
Named = Area | Role | Measure | Target | Priority | Action | Milestone | Stage | Duty | SourceNote


class Tracked(NamedTuple):
    """Something with a state: a milestone, stage or duty, or an action; with the action and priority it is in."""

    kind: Kind
    record: Milestone | Stage | Duty | Action
    action: Action
    priority: Priority

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def text(self) -> str:
        record = self.record
        return record.title if isinstance(record, Action) else record.text

    @property
    def when(self) -> str:
        """The words that date it: its own, else its action's, lines joined by " / "."""
        own = self.record.when
        if isinstance(own, str):
            return own
        return " / ".join(self.action.when)

    @property
    def dated_by(self) -> Milestone | Stage | Duty | Action:
        """The record whose dates hold: its own, or its action's where it has none (a duty inherits none)."""
        record = self.record
        if isinstance(record, (Action, Duty)) or record.starts or record.due:
            return record
        if isinstance(record, Milestone) and (record.repeats or record.dates):
            return record
        return self.action

    @property
    def starts(self) -> ReducedDate | None:
        return self.dated_by.starts

    @property
    def due(self) -> ReducedDate | None:
        """The deadline that was promised; a duty has none."""
        record = self.dated_by
        return None if isinstance(record, Duty) else record.due

    @property
    def recurs(self) -> bool:
        record = self.record
        return isinstance(record, Duty) or (isinstance(record, Milestone) and bool(record.repeats or record.dates))

    @property
    def same_as(self) -> str | None:
        return self.record.same_as if isinstance(self.record, Milestone) else None

    @property
    def leads(self) -> tuple[str, ...]:
        """Who leads it as promised: its own leads, else its action's."""
        return self.record.leads or self.action.leads

    @property
    def areas(self) -> tuple[str, ...]:
        return self.action.areas or self.priority.areas


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """A plan's records in the order of its files, equal to no plan but itself. `partial` says that records
    were left out for their form; their ids are in `left_out`, so that a reference to one is no mistake of its own.
    """

    details: PlanDetails
    areas: tuple[Area, ...] = ()
    roles: tuple[Role, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    priorities: tuple[Priority, ...] = ()
    logs: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By the id of the action or priority that the log is for."""
    readings: tuple[TargetReading, ...] = ()
    partial: bool = False
    left_out: frozenset[str] = frozenset()
    unread: bool = False
    """Whether a whole file could not be read, so that nothing can be said to be missing."""

    def actions(self) -> Iterator[tuple[Priority, Action]]:
        for priority in self.priorities:
            for action in priority.actions:
                yield priority, action

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """Everything with a state of its own, in the plan's order. An action as a whole is among it only where it has
        no milestones, or dates that none of its parts goes by."""
        return tuple(tracked for priority, action in self.actions() for tracked in parts_of(priority, action))

    @cached_property
    def dating(self) -> frozenset[str]:
        """The ids of the actions by whose dates anything goes: the action as a whole, or a part without its own."""
        return frozenset(tracked.action.id for tracked in self.tracked if tracked.dated_by is tracked.action)

    @cached_property
    def tracked_by_id(self) -> dict[str, Tracked]:
        return {tracked.id: tracked for tracked in self.tracked}

    @cached_property
    def by_id(self) -> dict[str, Named]:
        """Every record that has an id or a code, by it; of two that share one, the first."""
        found = dict(self.identified())
        if len(found) < self._identities:
            found = {}
            for identity, record in self.identified():
                found.setdefault(identity, record)
        return found

    @property
    def repeats_an_id(self) -> bool:
        """Whether two records share an id or a code."""
        return len(self.by_id) < self._identities

    @cached_property
    def _identities(self) -> int:
        """How many ids and codes there are, each as often as it stands."""
        actions = [action for _, action in self.actions()]
        parts = sum(len(action.milestones) + len(action.stages) + len(action.duties) for action in actions)
        targets = sum(len(measure.targets) for measure in self.measures)
        alone = (self.areas, self.roles, self.measures, self.priorities, actions, self.notes)
        return sum(map(len, alone)) + targets + parts

    @cached_property
    def lead_names(self) -> frozenset[str]:
        """Every name under which an action, a milestone, a stage or a duty names a lead in the promise."""
        named: set[str] = set()
        for _, action in self.actions():
            named.update(action.leads)
            for parts in (action.milestones, action.stages, action.duties):
                for part in parts:
                    if part.leads:
                        named.update(part.leads)
        return frozenset(named)

    @cached_property
    def sames(self) -> tuple[Tracked, ...]:
        """The milestones that are the same as another, in the plan's order."""
        return tuple(
            Tracked("milestone", milestone, action, priority)
            for priority, action in self.actions()
            for milestone in action.milestones
            if milestone.same_as is not None
        )

    def identified(self) -> Iterator[tuple[str, Named]]:
        """Every id and code with its record, in the order of the files."""
        for area in self.areas:
            yield area.id, area
        for role in self.roles:
            yield role.code, role
        for measure in self.measures:
            yield measure.id, measure
            for target in measure.targets:
                yield target.id, target
        for priority in self.priorities:
            yield priority.id, priority
            for action in priority.actions:
                yield action.id, action
                for milestone in action.milestones:
                    yield milestone.id, milestone
                for stage in action.stages:
                    yield stage.id, stage
                for duty in action.duties:
                    yield duty.id, duty
        for note in self.notes:
            yield note.id, note

    @cached_property
    def role_names(self) -> dict[str, str]:
        """The code for each code, alias and title, letter case aside."""
        names = {name.casefold(): role.code for role in self.roles for name in (role.title, *role.aliases)}
        names.update((role.code.casefold(), role.code) for role in self.roles)
        return names

    def role_code(self, name: str) -> str | None:
        """The code of the role that goes by this code, alias or title."""
        return self.role_names.get(name.casefold())

    def counting(self) -> Iterator[tuple[str, int, Entry]]:
        """The entries of every log that are not voided and whose record is there and whole, each with its log's owner
        and its place in the log, from 1."""
        for owner, entries in self.logs.items():
            voided = self.voiding(owner).voided
            for number, entry in enumerate(entries, 1):
                if number not in voided and entry.at in self.by_id and entry.at not in self.left_out:
                    yield owner, number, entry

    def voiding(self, owner: str) -> Voiding:
        """Which entries of a log its voids take back: of the log of this action or priority."""
        found = self._voiding.get(owner)
        if found is None:
            from si_plan.model.voids import voiding  # only a plan with logs needs it

            found = self._voiding[owner] = voiding(self.logs.get(owner, ()))
        return found

    @cached_property
    def _voiding(self) -> dict[str, Voiding]:
        return {}

    def knows(self, identity: str) -> bool:
        """Whether there is such a record, or may be one in what could not be read."""
        return self.unread or identity in self.by_id or identity in self.left_out


def parts_of(priority: Priority, action: Action) -> Iterator[Tracked]:
    """What of an action has a state: its milestones, its stages, its duties; and before them the action as a whole,
    where it has no milestones, or dates of its own that would otherwise be asked of nothing."""
    parts = [Tracked("milestone", milestone, action, priority) for milestone in action.milestones]
    parts += (Tracked("stage", stage, action, priority) for stage in action.stages)
    parts += (Tracked("duty", duty, action, priority) for duty in action.duties)
    dated = action.starts is not None or action.due is not None
    if not action.milestones or (dated and all(part.dated_by is not action for part in parts)):
        yield Tracked("action", action, action, priority)
    yield from parts
