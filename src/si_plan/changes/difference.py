"""The difference between two plans, by id and never by line: what changed, most important first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from si_plan.changes import effects, logs, promise, recounted, reference, restated, role_log
from si_plan.changes.adoption import Adopted, what_is_adopted
from si_plan.changes.dated import Redated, find_redated
from si_plan.changes.logs import LogEdit, log_edits
from si_plan.changes.matching import Matching, match
from si_plan.changes.records import KINDS, AllNew, Change, Difference
from si_plan.changes.recounted import RedatedEvent
from si_plan.changes.rewording import Rewording
from si_plan.model.ids import id_order
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.state.standing import Standings

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry

Once = Callable[[list[str]], Mapping[str, str]]


class Pair:
    """Two states of a plan. Differences are worked out when first asked for, and kept."""

    def __init__(
        self, base: Plan, head: Plan, day: date = date.max, once: Once = lambda _: {}, adoption_day: date = date.max
    ) -> None:
        """`day` is that of the head: its commit's, or today for a working tree. `once` gives, for ids that the base
        does not have, the text of the record that an earlier version of the plan had under each, if known.
        `adoption_day` is today, whatever the head: what day a commit is of, it says itself."""
        self.base = base
        self.head = head
        self.day = day
        self.once = once
        self.adoption_day = adoption_day

    def on(self, day: date) -> Pair:
        """Both states as the editions that are in force on a day promise them; this pair, of plans without
        editions."""
        base, head = self.base.on(day), self.head.on(day)
        same = base is self.base and head is self.head
        return self if same else Pair(base, head, self.day, self.once, self.adoption_day)

    @cached_property
    def in_force(self) -> Pair:
        """Both states as they are in force on the head's day, by which what is recorded is judged."""
        return self.on(self.day)

    @cached_property
    def latest(self) -> Pair:
        """Both states as the last edition of each promises them, in force or still to come."""
        return self.on(date.max)

    @cached_property
    def adopted(self) -> Adopted | None:
        """The edition that the edit adopts; None for nearly every edit."""
        return what_is_adopted(self.base.details, self.head.details)

    @cached_property
    def kept(self) -> Pair:
        """Of an adoption: the base as its last edition promises it, beside what the head says that this edition
        promised. They are the same where `earlier` keeps every word. Of any other edit: this pair."""
        if self.adopted is None:
            return self
        head = self.head.on(self.adopted.previous.dated)
        return Pair(self.base.on(date.max), head, self.day, self.once, self.adoption_day)

    @cached_property
    def matching(self) -> Matching:
        """Which record of the base is which record of the head, for records that differ."""
        return match(self.base, self.head)

    @cached_property
    def logs(self) -> list[LogEdit[Entry]]:
        """What was done to each log of an action or a priority that differs."""
        return log_edits(self.base, self.head)

    @cached_property
    def role_log(self) -> LogEdit[RoleEntry] | None:
        """What was done to the log of roles; None where nothing was."""
        return role_log.role_log_edit(self.base, self.head)

    @property
    def every_log(self) -> Iterator[LogEdit[Entry] | LogEdit[RoleEntry]]:
        """What was done to each log that differs, that of roles last."""
        yield from self.logs
        if self.role_log is not None:
            yield self.role_log

    @cached_property
    def redated(self) -> list[Redated]:
        """The records whose promised dates, or the wording for them, were edited. Of an adoption: those for which
        `earlier` does not keep what they were, and those that an edition had dropped before."""
        found = list(find_redated(self.base, self.head, self.matching))
        if self.adopted is None:
            return found
        kept, dropped = self.kept, [one for one in found if one.base_id not in self.kept.base.by_id]
        return [*find_redated(kept.base, kept.head, kept.matching), *dropped]

    @cached_property
    def recounted(self) -> list[Change]:
        """A change for each deadline that counts from an event and comes to another day, though what was promised is
        the same."""
        found = recounted.find_recounted(self.base, self.head, self.matching.renumbered, self.adopted)
        return list(recounted.of_deadlines(self.head, found, self.redated_events))

    @cached_property
    def redated_events(self) -> list[RedatedEvent]:
        """The events that have another day than before."""
        return recounted.find_redated_events(self.base, self.head)

    @cached_property
    def touched(self) -> tuple[list[Tracked], list[Tracked]]:
        """The tracked records of the base, and those of the head, whose standing the edit may change."""
        return effects.find_touched(self.base, self.head, self.logs)

    @cached_property
    def base_ever(self) -> Standings:
        """The standings in the base by everything in its logs, whatever the day."""
        return Standings(self.in_force.base, date.max)

    @cached_property
    def head_ever(self) -> Standings:
        """The standings in the head by everything in its logs, whatever the day."""
        return Standings(self.in_force.head, date.max)

    @cached_property
    def changes(self) -> list[Change]:
        """Every change, those that a reviewer must see first at the top."""
        return sorted(self._found(), key=lambda change: (KINDS.index(change.kind), id_order(change.record)))

    @cached_property
    def carried(self) -> int:
        """How many records of the promise an adoption carries as they were; 0 for any other edit."""
        return restated.carried(self.latest, self.changes) if self.adopted is not None else 0

    def _found(self) -> Iterator[Change]:
        rewording = Rewording()
        found = chain(promise.changes(self.matching, rewording), reference.changes(self.base, self.head, rewording))
        yield from found if self.adopted is None else restated.changes(self.latest, self.adopted, found)
        yield from self.recounted
        yield from recounted.of_events(self.redated_events, self.recounted)
        for edit in self.logs:
            yield from logs.changes(self.in_force.head, edit)
        if self.role_log is not None:
            yield from role_log.changes(self.head, self.role_log)


def difference(pair: Pair, as_of: date) -> Difference:
    """Everything that differs, and what that does to the overdue list and the cover of areas on the day."""
    then = pair.on(as_of)
    base, head = then.base, then.head
    old, new = then.touched
    before, after = effects.stands(base, old, as_of), effects.stands(head, new, as_of)
    gone = {record.id: "dropped" if pair.head.knows(record.id) else "removed" for record in then.matching.removed}
    more, less = effects.overdue(before, after, then.matching.renumbered, gone)
    covered = list(effects.coverage(base, head, before, after))
    return Difference(as_of, pair.changes, more, less, covered, pair.adopted, pair.carried)


def all_new(plan: Plan) -> AllNew:
    """How much there is in a plan that is new as a whole."""
    milestones = sum(tracked.kind == "milestone" for tracked in plan.tracked)
    return AllNew(len(plan.priorities), sum(len(priority.actions) for priority in plan.priorities), milestones)
