"""Which record of the base is which record of the head: by id or, if the numbers were changed, by their texts.

Equal records are skipped as a whole, so the work is one comparison for each record and then grows with the edit.
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
    """The kind of a record of the promise."""
    return _WHAT[type(record)]


def text_of(record: Promised) -> str:
    """The title or text of a record of the promise."""
    return record.title if isinstance(record, (Priority, Action)) else record.text


def inner(record: Promised) -> tuple[Promised, ...]:
    """The records directly in a record, in the plan's order."""
    if isinstance(record, Priority):
        return record.actions
    return record.parts if isinstance(record, Action) else ()


class Matched(NamedTuple):
    """A record in both states that differs, in itself or in a part."""

    base: Any
    head: Any


class Matching(NamedTuple):
    """What differs in the promise: records in both states, removed ones and added ones, each before its parts; and the
    new id for each id of the base that was changed."""

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
    """The records at one depth while they are being matched: the matched ones, and the others on each side."""

    def __init__(self, found: Matching) -> None:
        self._found = found
        self._sure: list[Matched] = []
        self._base: dict[str, Promised] = {}
        self._head: dict[str, Promised] = {}
        self._same_id: dict[str, str] = {}
        """The ids in base and head of two records with the same last part of the id and different texts."""

    def children(self, base: Iterable[Promised], head: Iterable[Promised]) -> None:
        """Pair the parts of two matched records by the last part of the id; equal ones need nothing more."""
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
        """Match what is left: first records whose text occurs only once in each state, then those with the same id.
        Returns the level of the parts of all these records."""
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
