"""Refs: the numbers that the document prints, by which people know records whose ids are siplan's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure

if TYPE_CHECKING:
    from si_plan.model.plan import Plan

LOGGED: Final = (Priority, Action, Milestone, Stage, Duty)
"""The kinds of records that a log can be about."""
REFERRING: Final[dict[str, tuple[type, ...]]] = {
    "areas": (Area,),
    "measures": (Measure,),
    "priorities": (Priority,),
    "see": LOGGED,
    "same_as": (Milestone,),
    "at": (*LOGGED, Area, Measure),
}
"""The fields that name records by their ids, and which of the kinds that may have a ref they name."""


class Refs(dict[str, str]):
    """The refs of records by their ids. Empty in most plans: what has no ref goes by its id."""

    retired: frozenset[str] = frozenset()
    """The ids of those whose record an edition dropped, itself or with what it is in."""

    @staticmethod
    def of_plan(plan: Plan) -> Refs:
        """The refs of a plan's records, in the order of its files."""
        found, retired = Refs(), set()
        for identity, ref, until in _named(plan):
            if ref is not None:
                found[identity] = ref
                if until:
                    retired.add(identity)
        found.retired = frozenset(retired)
        return found

    def of(self, identity: str) -> str:
        """How people know a record: by its ref, else its id."""
        return self.get(identity, identity)

    def of_all(self, identities: Iterable[str]) -> Iterator[str]:
        """How people know each of several records."""
        return map(self.of, identities)

    def both(self, identity: str) -> str:
        """The id with the ref that the record has: 2.5 (LM1). The id alone where there is no other name."""
        ref = self.of(identity)
        return identity if ref == identity else f"{identity} ({ref})"

    def to_type(self, identity: str) -> str:
        """A name for a command line: the id, or `id:2.5` where 2.5 is also the ref of another record."""
        return f"id:{identity}" if any(other != identity for other in self.ids(identity)) else identity

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for identity, ref in self.items():
            found.setdefault(ref.casefold(), []).append(identity)
        return found

    def ids(self, ref: str) -> list[str]:
        """The ids of the records that have this ref, in any letter case: those that an edition dropped count only where
        no other has it."""
        found = self._ids.get(ref.casefold(), []) if self else []
        return [identity for identity in found if identity not in self.retired] or found


def _named(plan: Plan) -> Iterator[tuple[str, str | None, str | None]]:
    """The id and the ref of each record that can have one, and the edition that dropped it."""
    for area in plan.areas:
        yield area.id, area.ref, area.until
    for measure in plan.measures:
        yield measure.id, measure.ref, measure.until
    for priority in plan.priorities:
        yield priority.id, priority.ref, priority.until
        for action in priority.actions:
            dropped = action.until or priority.until
            yield action.id, action.ref, dropped
            for milestone in action.milestones:
                yield milestone.id, milestone.ref, milestone.until or dropped
