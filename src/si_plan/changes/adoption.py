"""An edit that adopts an edition of the plan: which one, and which records have its marks.

An edition restates records (`earlier`), adds some (`since`) and drops others (`until`). These fields are its marks:
only an adoption may write them. The rules about it are edition-unannounced, adoption-mixed and deadline-rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from si_plan.model.plan import Plan
from si_plan.model.reference import Edition, PlanDetails

if TYPE_CHECKING:
    from si_plan.changes.matching import Matching

MARKS: Final = ("since", "until", "earlier")
"""The fields of a record that say which editions have it, and what they said."""


class Adopted(NamedTuple):
    """What an edit adopts: the editions that it adds, nearly always one, and the last one before them."""

    editions: tuple[Edition, ...]
    previous: Edition

    @property
    def edition(self) -> Edition:
        """The edition that is adopted, the last if there are several."""
        return self.editions[-1]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the editions that are added."""
        return frozenset(edition.id for edition in self.editions)


class Marked(NamedTuple):
    """A record that an edit changes or adds: in the base, where it is None if it is added, and in the head."""

    base: Any
    head: Any

    def mark(self, name: str) -> Any:
        """What a mark was in the base; empty for a record that is added, or of a kind without it."""
        return getattr(self.base, name, None) or None

    def differs(self, name: str) -> bool:
        """Whether the edit changes a mark."""
        return bool(self.mark(name) != (getattr(self.head, name, None) or None))


def editions_before(base: PlanDetails, head: PlanDetails) -> tuple[Edition, ...]:
    """The editions that the plan had before an edit. One that names none is one edition: the first that the head
    names."""
    return base.editions or head.editions[:1]


def what_is_adopted(base: PlanDetails, head: PlanDetails) -> Adopted | None:
    """What an edit adopts; None for nearly every edit."""
    before = editions_before(base, head)
    known = {edition.id for edition in before}
    new = tuple(edition for edition in head.editions if edition.id not in known)
    return Adopted(new, before[-1]) if new else None


def marked(base: Plan, head: Plan, matching: Matching) -> Iterator[Marked]:
    """Every record whose marks an edit could have changed: those that differ, and those that it adds."""
    yield from (Marked(pair.base, pair.head) for pair in matching.both)
    yield from (Marked(None, record) for record in matching.added)
    former = {record.id: record for record in _with_marks(base)}
    for record in _with_marks(head):
        old = former.get(record.id)
        if old is not record and old != record:
            yield Marked(old, record)


def _with_marks(plan: Plan) -> Iterable[Any]:
    """The areas, measures and targets of a plan."""
    return chain(plan.areas, plan.measures, (target for measure in plan.measures for target in measure.targets))
