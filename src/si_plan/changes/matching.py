"""Which record of the base is which of the head: by id, and where the numbers were changed, by what they say.

Only what differs is looked into: equal records are passed over whole, so the work is one comparison of each record
with its own and then grows with the edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from si_plan.model.ids import last_part_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage

Promised = Priority | Action | Milestone | Stage | Duty
What = Literal["priority", "action", "milestone", "stage", "duty"]

_WHAT: dict[type, What] = {
    Priority: "priority", Action: "action", Milestone: "milestone", Stage: "stage", Duty: "duty",
}  # fmt: skip


def what_of(record: Promised) -> What:
    """What a record of the promise is called."""
    return _WHAT[type(record)]


def text_of(record: Promised) -> str:
    """What a record of the promise says: its title or text."""
    return record.title if isinstance(record, (Priority, Action)) else record.text


def inner(record: Promised) -> tuple[Promised, ...]:
    """The records in a record, in the order of the plan."""
    if isinstance(record, Priority):
        return record.actions
    return record.parts if isinstance(record, Action) else ()


class Matched(NamedTuple):
    """A record in both states, which differs in itself or in what is in it."""

    base: Any
    head: Any


class Matching(NamedTuple):
    """What of the promise differs: records in both, those that went and those that came, each before what is in it;
    and for the base's ids that were given others, these."""

    both: list[Matched]
    removed: list[Promised]
    added: list[Promised]
    renumbered: dict[str, str]


def match(base: Plan, head: Plan) -> Matching:
    """Match the promise of two states of a plan."""
    found = Matching([], [], [], {})
    level = _Level(found)
    level.children(base.priorities, head.priorities)
    for _ in range(3):  # priorities, actions, and what is in these
        level = level.resolve()
    return found


class _Level:
    """The records of one depth, in the making: matched ones, and those that still look for theirs."""

    def __init__(self, found: Matching) -> None:
        self._found = found
        self._sure: list[Matched] = []
        self._base: dict[str, Promised] = {}
        self._head: dict[str, Promised] = {}
        self._same_id: dict[str, str] = {}
        """Of two records that have one id and say different things: the base's id, and the head's."""

    def children(self, base: Iterable[Promised], head: Iterable[Promised]) -> None:
        """Pair what is in two matched records by the last part of the id; what is equal is done with."""
        waiting = {last_part_of(old.id): old for old in base}
        for new in head:
            old = waiting.pop(last_part_of(new.id), None)
            if old is None:
                self._head[new.id] = new
            elif old is new or old == new:
                continue
            elif text_of(old) == text_of(new):
                self._sure.append(Matched(old, new))
            else:
                self._base[old.id], self._head[new.id] = old, new
                self._same_id[old.id] = new.id
        self._base.update((old.id, old) for old in waiting.values())

    def resolve(self) -> _Level:
        """Match what is left: what says the same in one place only of either state is one record, and so are those
        with one id. Gives the level of what is in the matched ones."""
        self._match(lambda record: (what_of(record), " ".join(text_of(record).split()).casefold()))
        for old, new in self._same_id.items():
            if old in self._base and new in self._head:
                self._sure.append(Matched(self._base.pop(old), self._head.pop(new)))
        self._found.both.extend(self._sure)
        self._found.removed.extend(self._base.values())
        self._found.added.extend(self._head.values())
        below = _Level(self._found)
        for old, new in self._sure:
            if old.id != new.id:
                self._found.renumbered[old.id] = new.id
            below.children(inner(old), inner(new))
        for record in self._base.values():
            below.children(inner(record), ())
        for record in self._head.values():
            below.children((), inner(record))
        return below

    def _match(self, key: Callable[[Promised], Any]) -> None:
        if not self._base or not self._head:
            return
        places: defaultdict[Any, tuple[list[Promised], list[Promised]]] = defaultdict(lambda: ([], []))
        for side, records in enumerate((self._base, self._head)):
            for record in records.values():
                places[key(record)][side].append(record)
        for old, new in places.values():
            if len(old) == len(new) == 1:
                self._sure.append(Matched(self._base.pop(old[0].id), self._head.pop(new[0].id)))
