"""Promised dates that an edit changes in the promise itself, where only the log may move a deadline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from si_plan.changes.matching import Matching
from si_plan.changes.promise import DATES
from si_plan.model.plan import Plan
from si_plan.model.promise import Duty, Milestone, Priority, Stage


class Redated(NamedTuple):
    """A record whose promised dates were edited: the first field that differs, what it was and is (as written), and
    whether its `due_reason` says anew how the wording is read."""

    id: str
    base_id: str
    field: str
    before: str
    after: str
    reread: bool


def redated(base: Plan, head: Plan, matching: Matching) -> Iterator[Redated]:
    """Every record whose own dates were edited so that other dates hold than before. A first date is no change, and
    what a record has from its action is told of the action."""
    for old, new in matching.both:
        if isinstance(old, Priority) or all(getattr(old, one, None) == getattr(new, one, None) for one in DATES):
            continue
        before, after = _in_force(base, old), _in_force(head, new)
        if before == after or not any(before):
            continue
        place = next(place for place, value in enumerate(before) if value != after[place])
        reread = new.due_reason is not None and new.due_reason != old.due_reason
        yield Redated(new.id, old.id, DATES[place], _written(before[place]), _written(after[place]), reread)


def _own(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, field, None) or None for field in DATES)


def _in_force(plan: Plan, record: Any) -> tuple[Any, ...]:
    """The dates by which a record goes: its own, else its action's."""
    own = _own(record)
    if any(own) or not isinstance(record, (Milestone, Stage)) or isinstance(record, Duty):
        return own
    action = plan.by_id.get(record.id.rpartition(".")[0])
    return _own(action)


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return "none" if value is None else str(value)
