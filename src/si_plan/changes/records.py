"""What a difference is made of: changes, each about one record, in the order in which a reviewer must see them."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.changes.adoption import Adopted
from si_plan.changes.rewording import Piece
from si_plan.dates.clock import Clock
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.model.fields import Record

Kind = Literal[
    "removed", "dropped", "log_rewritten", "deadline", "event", "recounted", "cancelled", "reopened", "policy",
    "completed", "status", "voided", "leads", "role", "renumbered", "moved", "added", "areas", "measures", "reworded",
    "wording", "links", "rating", "evidence", "noted", "order", "detail", "reference",
]  # fmt: skip

KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
"""Every kind of change, in the order in which a reviewer must see them: first those that break a promise or the
record of it, last those that only tidy up."""

Value = str | date | ReducedDate | Clock | Recurrence | Record | tuple[str, ...] | tuple[ReducedDate, ...] | None


BY_CALENDAR: Final = "calendar"
"""What moves a deadline that counts from an event, where it is not the event."""


class Change(NamedTuple):
    """One thing that differs. `record` is its id in the head, or in the base if the head no longer has it; `what` is
    its kind (milestone, role, log), `title` its title or text."""

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
    """For an added or removed record: the ids of its parts. For an event: those of the records whose deadlines move
    with it. For a deadline that counts from an event: those of the parts that have it from their action."""
    days: int | None = None
    """For a deadline, or the day of an event: by how many days its latest day moves."""
    slip: int | None = None
    """For a deadline that the log moves later: the number of the slip, from 1."""
    period: str = ""
    """For a log entry about a record that recurs: the occurrence."""
    on: date | None = None
    """For a log entry: its day."""
    place: int | None = None
    """For a log entry: its place in the log, from 1."""
    reason: str = ""
    approved_by: str = ""
    by: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    words: tuple[Piece, ...] = ()
    """For a rewording: the words that stay, go and come."""
    edition: str = ""
    """For what an adoption may do, which is listed by itself: the edition."""
    held: ReducedDate | None = None
    """For a promised date that an edition restates: the deadline that the log had moved it to by then. For one that
    counts from an event: the deadline that the log has moved it to, which stays."""
    counts: str = ""
    """For a deadline that moves with an event or the calendar: what it counts, and from what."""
    moved_by: str = ""
    """For the same: the event, or `calendar`."""
    ended: str = ""
    """For what an edition redates or rewords: `complete` or `cancelled`, if it is so by then and so stays."""


class Felt(NamedTuple):
    """A record that is overdue in only one of two states, with its deadline there."""

    id: str
    text: str
    due: ReducedDate | None
    why: str = ""
    """For a record that is no longer overdue: its state now, `removed`, `dropped`, or what it is the same as."""


class AreaEffect(NamedTuple):
    """What an edit does to an area's cover: counts before and after, and how many more (or fewer) milestones are in a
    state."""

    area: str
    title: str
    actions: tuple[int, int]
    milestones: tuple[int, int]
    done: int
    overdue: int
    cancelled: int


class AllNew(NamedTuple):
    """How much there is in a plan that is new as a whole."""

    priorities: int
    actions: int
    milestones: int


class Difference(NamedTuple):
    """Everything that differs between two states of a plan, and what that does to the overdue list and the cover of
    areas on a day."""

    as_of: date
    changes: list[Change]
    more_overdue: list[Felt]
    less_overdue: list[Felt]
    coverage: list[AreaEffect]
    adopted: Adopted | None = None
    """The edition that the edit adopts."""
    carried: int = 0
    """How many records an adoption carries as they were."""
