"""What a difference is made of: changes, each about one record, in the order in which a reviewer must see them."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.changes.rewording import Piece
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.model.progress import Entry

Kind = Literal[
    "removed", "log_rewritten", "deadline", "cancelled", "reopened", "policy", "completed", "status", "voided", "leads",
    "renumbered", "moved", "added", "areas", "measures", "reworded", "wording", "links", "rating", "evidence", "noted",
    "order", "detail", "reference",
]  # fmt: skip

KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
"""Every kind of change, in the order in which a reviewer must see them: first what breaks a promise or the record of
it, last what only tidies."""

Value = str | date | ReducedDate | Recurrence | Entry | tuple[str, ...] | tuple[ReducedDate, ...] | None


class Change(NamedTuple):
    """One thing that differs. `record` is its id in the head, or in the base where the head has it no more;
    `what` says what it is (milestone, role, log), `title` what it says there."""

    kind: Kind
    record: str
    what: str
    title: str
    field: str = ""
    before: Value = None
    after: Value = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Of what was added or removed: the ids of what went with it."""
    days: int | None = None
    """Of a deadline: by how many days its latest day moves."""
    slip: int | None = None
    """Of a deadline that the log moves later: which time that is."""
    period: str = ""
    """Of what the log says of something that recurs: the occurrence."""
    on: date | None = None
    """Of what the log says: the day it is dated."""
    place: int | None = None
    """Of what the log says: the entry's place in it, from 1."""
    reason: str = ""
    approved_by: str = ""
    by: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    words: tuple[Piece, ...] = ()
    """Of a rewording: the words that stay, go and come."""


class Felt(NamedTuple):
    """A record that is overdue in one of two states and not in the other: the latest day it was or is due."""

    id: str
    text: str
    due: ReducedDate | None
    why: str = ""
    """Of one that is overdue no more: its state now, or `removed`."""


class AreaEffect(NamedTuple):
    """What an edit does to an area's cover: counts before and after, and how many more (or fewer) are in a state."""

    area: str
    title: str
    actions: tuple[int, int]
    milestones: tuple[int, int]
    done: int
    overdue: int
    cancelled: int


class AllNew(NamedTuple):
    """How much there is in a plan that there was not before."""

    priorities: int
    actions: int
    milestones: int


class Difference(NamedTuple):
    """All that differs between two states of a plan, and what that does to the overdue list and the cover of areas
    on a day."""

    as_of: date
    changes: list[Change]
    more_overdue: list[Felt]
    less_overdue: list[Felt]
    coverage: list[AreaEffect]
