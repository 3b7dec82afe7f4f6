"""The history of one record: its log in order, and the commits that touched its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from si_plan.model.fields import clock_of
from si_plan.model.ids import is_within
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.voids import every_log
from si_plan.queries.selection import known_record, record_id

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of a log, with the log's owner and the entry's place (from 1). `voided_by` and `voids` are the places of
    the entry that voids it and of the entry that it voids."""

    owner: str
    place: int
    entry: Entry | RoleEntry
    voided_by: int | None
    voids: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that touched a record's lines."""

    hash: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class History:
    """What the log says of a record, and the commits that edited its promise, newest first. `untold` says why commits
    may be missing; it is empty if none are. `event` is what its deadline counts from, with the commits that edited
    that: they may have moved the deadline."""

    id: str
    title: str
    log: list[Logged]
    changes: list[Change]
    untold: str = ""
    event: str = ""
    event_changes: list[Change] = field(default_factory=list)


def event_of(plan: Plan, name: str) -> str:
    """The event from which the promised deadline of a record counts; empty for nearly every one."""
    tracked = plan.tracked_by_id.get(name)
    dated = tracked.dated_by if tracked is not None else plan.by_id.get(name)
    clock = clock_of(getattr(dated, "due", None))
    return clock.after if clock is not None else ""


def history(
    plan: Plan, name: str, changes: list[Change], untold: str = "", event_changes: Sequence[Change] = ()
) -> History:
    """The history of the record with this id, code or alias. Raises UsageError if there is none."""
    record = known_record(plan, name)
    identity = record_id(record)
    title = getattr(record, "title", None) or getattr(record, "text", None) or ""
    event = event_of(plan, identity)
    return History(identity, title, _log(plan, identity), changes, untold, event, list(event_changes))


def _log(plan: Plan, identity: str) -> list[Logged]:
    """Every entry about a record or its parts, in the order of recording, including voided ones."""
    found = []
    for owner, entries in every_log(plan):
        voiding = plan.resolved_voids(owner)
        for place, entry in enumerate(entries, 1):
            if entry.at == identity or is_within(entry.at, identity):
                found.append(Logged(owner, place, entry, voiding.voided.get(place), voiding.targets.get(place)))
    return found
