"""The difference between two plans, by id and never by line: what changed, most important first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from si_plan.changes import effects, logs, promise, reference
from si_plan.changes.dated import Redated, find_redated
from si_plan.changes.logs import LogEdit, log_edits
from si_plan.changes.matching import Matching, match
from si_plan.changes.records import KINDS, AllNew, Change, Difference
from si_plan.changes.rewording import Rewording
from si_plan.model.ids import id_order
from si_plan.model.plan import Plan, Tracked
from si_plan.state.standing import Standings

Once = Callable[[list[str]], Mapping[str, str]]


class Pair:
    """Two states of a plan. Differences are worked out when first asked for, and kept."""

    def __init__(self, base: Plan, head: Plan, day: date = date.max, once: Once = lambda _: {}) -> None:
        """`day` is that of the head: its commit's, or today for a working tree. `once` gives, for ids that the base
        does not have, the text of the record that an earlier version of the plan had under each, if known."""
        self.base = base
        self.head = head
        self.day = day
        self.once = once

    @cached_property
    def matching(self) -> Matching:
        """Which record of the base is which record of the head, for records that differ."""
        return match(self.base, self.head)

    @cached_property
    def logs(self) -> list[LogEdit]:
        """What was done to each log that differs."""
        return log_edits(self.base, self.head)

    @cached_property
    def redated(self) -> list[Redated]:
        """The records whose promised dates, or the wording for them, were edited."""
        return list(find_redated(self.base, self.head, self.matching))

    @cached_property
    def touched(self) -> tuple[list[Tracked], list[Tracked]]:
        """The tracked records of the base, and those of the head, whose standing the edit may change."""
        return effects.find_touched(self.base, self.head, self.logs)

    @cached_property
    def base_ever(self) -> Standings:
        """The standings in the base by everything in its logs, whatever the day."""
        return Standings(self.base, date.max)

    @cached_property
    def head_ever(self) -> Standings:
        """The standings in the head by everything in its logs, whatever the day."""
        return Standings(self.head, date.max)

    @cached_property
    def changes(self) -> list[Change]:
        """Every change, those that a reviewer must see first at the top."""
        return sorted(self._found(), key=lambda change: (KINDS.index(change.kind), id_order(change.record)))

    def _found(self) -> Iterator[Change]:
        rewording = Rewording()
        yield from promise.changes(self.matching, rewording)
        for edit in self.logs:
            yield from logs.changes(self.head, edit)
        yield from reference.changes(self.base, self.head, rewording)


def difference(pair: Pair, as_of: date) -> Difference:
    """Everything that differs, and what that does to the overdue list and the cover of areas on the day."""
    base, head = pair.base, pair.head
    old, new = pair.touched
    before, after = effects.stands(base, old, as_of), effects.stands(head, new, as_of)
    removed = {record.id for record in pair.matching.removed}
    more, less = effects.overdue(before, after, pair.matching.renumbered, removed)
    return Difference(as_of, pair.changes, more, less, list(effects.coverage(base, head, before, after)))


def all_new(plan: Plan) -> AllNew:
    """How much there is in a plan that is new as a whole."""
    milestones = sum(tracked.kind == "milestone" for tracked in plan.tracked)
    return AllNew(len(plan.priorities), sum(len(priority.actions) for priority in plan.priorities), milestones)
