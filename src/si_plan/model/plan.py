"""A whole plan: its records, and how to get from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.fields import clock_of, day_of
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Edition, Measure, PlanDetails, Role, SourceNote, Target
from si_plan.model.refs import Refs

if TYPE_CHECKING:
    from datetime import date

    from si_plan.dates.clock import Clock
    from si_plan.model.editions import Editions
    from si_plan.model.membership import Membership
    from si_plan.model.progress import Entry, TargetReading
    from si_plan.model.role_log import RoleEntry
    from si_plan.model.voids import ResolvedVoids

Kind = Literal["action", "milestone", "stage", "duty"]
Basis = Literal["own", "action", "judged"]
"""What a record's promised dates come from: its own words, its action's words, or a person's judgement."""
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
        """What it says: an action's title, the text of any other."""
        return self.record.title if type(self.record) is Action else self.record.text

    @property
    def when(self) -> str:
        """The words that date it: its own, else its action's, lines joined by " / "."""
        own = self.record.when
        if isinstance(own, str):
            return own
        return " / ".join(self.action.when)

    @property
    def cell(self) -> str:
        """The document's words that date it, as what findings about its dates come from: its action's When cell
        (`2.4#when`), with the line where it has words of its own and the cell several (`2.4#when: By Dec 2016`)."""
        own = self.record.when
        whole = not isinstance(own, str) or (own,) == self.action.when
        return f"{self.action.id}#when" if whole else f"{self.action.id}#when: {own}"

    @property
    def dated_by(self) -> Milestone | Stage | Duty | Action:
        """The record whose dates count: itself, or its action where it has no dates (a duty inherits none)."""
        record = self.record
        if type(record) is Action or type(record) is Duty or record.starts or record.due:
            return record
        if type(record) is Milestone and (record.repeats or record.dates):
            return record
        return self.action

    @property
    def starts(self) -> ReducedDate | None:
        """The promised beginning; None where there is none."""
        return self.dated_by.starts

    @property
    def due(self) -> ReducedDate | None:
        """The deadline that was promised; a duty has none. That of a clock is None until its event has a day."""
        return None if type(record := self.dated_by) is Duty else day_of(record.due)

    @property
    def clock(self) -> Clock | None:
        """The clock that its promised deadline is; None where that is a date, or there is none."""
        return clock_of(getattr(self.dated_by, "due", None))

    @property
    def recurs(self) -> bool:
        """Whether it has occurrences: any duty, or a milestone with `repeats` or `dates`."""
        record = self.record
        return type(record) is Duty or (type(record) is Milestone and bool(record.repeats or record.dates))

    @property
    def same_as(self) -> str | None:
        """The id of the milestone that it is the same as; None for nearly all."""
        return self.record.same_as if type(self.record) is Milestone else None

    @property
    def leads(self) -> tuple[str, ...]:
        """Who leads it as promised: its own leads, else its action's."""
        return self.record.leads or self.action.leads

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that it answers: its action's, else its priority's."""
        return self.action.areas or self.priority.areas


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """A plan's records in the order of its files. A plan is equal only to itself. `partial` says that malformed
    records were left out; their ids are in `left_out`, so that a reference to one is not told as another mistake."""

    details: PlanDetails
    areas: tuple[Area, ...] = ()
    roles: tuple[Role, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    priorities: tuple[Priority, ...] = ()
    logs: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """By the id of the action or priority that the log is for."""
    readings: tuple[TargetReading, ...] = ()
    role_log: tuple[RoleEntry, ...] = ()
    partial: bool = False
    left_out: frozenset[str] = frozenset()
    unread: bool = False
    """Whether a whole file could not be read, so that nothing can be said to be missing."""
    whole: Plan | None = None
    """The plan with all its editions, if this is what one of them (the `edition`) promises."""
    edition: Edition | None = None
    restated: Mapping[str, date] = field(default_factory=dict)
    """For records with other dates than before: the day of the edition from which moves of their deadlines apply."""
    membership: Membership | None = None
    """Set where a portfolio asks."""

    @cached_property
    def editions(self) -> Editions | None:
        """The editions of the whole plan; None for a plan that has none, which is nearly every one."""
        if self.whole is not None or not self.details.editions:
            return self.whole.editions if self.whole is not None else None
        from si_plan.model.editions import Editions  # only a plan with editions needs it

        return Editions(self)

    def on(self, day: date) -> Plan:
        """The plan of a day: as the edition in force on it promises it. A plan without editions is its own."""
        return self if self.editions is None else self.editions.in_force(day)

    def worded_on(self, record: Named) -> date:
        """The day from which the words that date a record count: that of the edition in whose words they stand."""
        return self.details.dated if self.editions is None else self.editions.worded_on(record)

    def with_record(self, identity: str, day: date) -> Plan:
        """The plan of a day or, if it did not have this record then, of the nearest edition that has it."""
        return self if self.editions is None else self.editions.state_with(identity, day)

    def added_on(self, identity: str) -> date:
        """The day of the edition that brought the record with this id into the plan."""
        return self.details.dated if self.editions is None else self.editions.added_on(identity)

    def actions(self) -> Iterator[tuple[Priority, Action]]:
        """Every action with its priority, in the plan's order."""
        for priority in self.priorities:
            for action in priority.actions:
                yield priority, action

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """Everything with a state of its own, in the plan's order. That includes an action as a whole only where it has
        no milestones, or dates that none of its parts uses."""
        return tuple(tracked for priority, action in self.actions() for tracked in parts_of(priority, action))

    @cached_property
    def dating_actions(self) -> frozenset[str]:
        """The ids of the actions whose dates count: for the action as a whole, or for a part without its own."""
        return frozenset(tracked.action.id for tracked in self.tracked if tracked.dated_by is tracked.action)

    @cached_property
    def tracked_by_id(self) -> dict[str, Tracked]:
        """What is in `tracked`, by id."""
        return {tracked.id: tracked for tracked in self.tracked}

    @cached_property
    def by_id(self) -> dict[str, Named]:
        """Every record that has an id or a code, by that; the first of two that share one."""
        found = dict(self.ids_and_records())
        if len(found) < self._number_of_ids:
            found = {}
            for identity, record in self.ids_and_records():
                found.setdefault(identity, record)
        return found

    @property
    def repeats_an_id(self) -> bool:
        """Whether two records share an id or a code."""
        return len(self.by_id) < self._number_of_ids

    @cached_property
    def _number_of_ids(self) -> int:
        """How many ids and codes there are. One that two records share counts twice."""
        actions = [action for _, action in self.actions()]
        parts = sum(len(action.milestones) + len(action.stages) + len(action.duties) for action in actions)
        alone = (self.areas, self.roles, self.measures, self.priorities, actions, self.notes)
        return sum(map(len, alone)) + parts + sum(len(measure.targets) for measure in self.measures)

    @cached_property
    def refs(self) -> Refs:
        """The numbers that the document prints, by the ids of their records."""
        return Refs.of_plan(self)

    @cached_property
    def lead_names(self) -> frozenset[str]:
        """Every name by which the promise names a lead: of an action, a milestone, a stage or a duty."""
        records = (record for _, action in self.actions() for record in (action, *action.parts))
        return frozenset(name for record in records for name in record.leads)

    @cached_property
    def same_as_milestones(self) -> tuple[Tracked, ...]:
        """The milestones that are the same as another, in the plan's order."""
        return tuple(
            Tracked("milestone", milestone, action, priority)
            for priority, action in self.actions()
            for milestone in action.milestones
            if milestone.same_as is not None
        )

    def ids_and_records(self) -> Iterator[tuple[str, Named]]:
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
        """A role's code by each of its names (code, alias, title), in small letters."""
        names = {name.casefold(): role.code for role in self.roles for name in (role.title, *role.aliases)}
        names.update((role.code.casefold(), role.code) for role in self.roles)
        return names

    def role_code(self, name: str) -> str | None:
        """The code of the role that has this code, alias or title, in any letter case; None where none has."""
        return self.role_names.get(name.casefold())

    def counting_entries(self) -> Iterator[tuple[str, int, Entry]]:
        """The entries of every log that count: not voided, and about a record that the plan has and could read whole.
        Each comes with its log's owner and its place in the log, from 1."""
        for owner, entries in self.logs.items():
            voided = self.resolved_voids(owner).voided
            for number, entry in enumerate(entries, 1):
                if number not in voided and entry.at in self.by_id and entry.at not in self.left_out:
                    yield owner, number, entry

    def resolved_voids(self, owner: str) -> ResolvedVoids:
        """Which entries the voids take back in the log of this action or priority, or `roles`."""
        found = self._resolved_voids.get(owner)
        if found is None:
            from si_plan.model.voids import entries_of, resolve_voids  # only a plan with logs needs it

            found = self._resolved_voids[owner] = resolve_voids(entries_of(self, owner))
        return found

    @cached_property
    def _resolved_voids(self) -> dict[str, ResolvedVoids]:
        return {}

    def knows(self, identity: str) -> bool:
        """Whether the plan has this record, or may have it in what could not be read."""
        return self.unread or identity in self.by_id or identity in self.left_out


def parts_of(priority: Priority, action: Action) -> Iterator[Tracked]:
    """The parts of an action that have a state: its milestones, stages and duties. Before them comes the action as a
    whole, where it has no milestones, or dates of its own that none of its parts uses."""
    parts = [Tracked("milestone", milestone, action, priority) for milestone in action.milestones]
    parts += (Tracked("stage", stage, action, priority) for stage in action.stages)
    parts += (Tracked("duty", duty, action, priority) for duty in action.duties)
    dated = action.starts is not None or action.due is not None
    if not action.milestones or (dated and all(part.dated_by is not action for part in parts)):
        yield Tracked("action", action, action, priority)
    yield from parts
