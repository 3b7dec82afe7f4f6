"""The history of one record: its log in order, and the commits that touched its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    may be missing; it is empty if none are."""

    id: str
    title: str
    log: list[Logged]
    changes: list[Change]
    untold: str = ""


def history(plan: Plan, name: str, changes: list[Change], untold: str = "") -> History:
    """The history of the record with this id, code or alias. Raises UsageError if there is none."""
    record = known_record(plan, name)
    identity = record_id(record)
    title = getattr(record, "title", None) or getattr(record, "text", None) or ""
    return History(identity, title, _log(plan, identity), changes, untold)


def _log(plan: Plan, identity: str) -> list[Logged]:
    """Every entry about a record or its parts, in the order of recording, including voided ones."""
    found = []
    for owner, entries in every_log(plan):
        voiding = plan.resolved_voids(owner)
        for place, entry in enumerate(entries, 1):
            if entry.at == identity or is_within(entry.at, identity):
                found.append(Logged(owner, place, entry, voiding.voided.get(place), voiding.targets.get(place)))
    return found
