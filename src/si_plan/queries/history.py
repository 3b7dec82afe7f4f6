"""The history of one record: its log in order, and the commits that touched its lines."""

from __future__ import annotations

from dataclasses import dataclass

from si_plan.model.ids import is_within
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.queries.selection import known_record, record_id


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of a log: the log's owner, its place in it (from 1), and those of the entry that voids it and of the
    one that it voids."""

    owner: str
    place: int
    entry: Entry
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
    """What has happened to a record, as recorded, and how its promise was edited, the newest commit first. `untold` is
    why commits may be missing; empty where they are all there."""

    id: str
    title: str
    log: list[Logged]
    changes: list[Change]
    untold: str = ""


def history(plan: Plan, name: str, changes: list[Change], untold: str = "") -> History:
    """The history of the record that goes by this id, code or alias. Raises UsageError where there is none."""
    record = known_record(plan, name)
    identity = record_id(record)
    title = getattr(record, "title", None) or getattr(record, "text", None) or ""
    return History(identity, title, _log(plan, identity), changes, untold)


def _log(plan: Plan, identity: str) -> list[Logged]:
    """Every entry about a record or about what is in it, in recording order, the voided ones too."""
    found = []
    for owner, entries in plan.logs.items():
        voiding = plan.resolved_voids(owner)
        for place, entry in enumerate(entries, 1):
            if entry.at == identity or is_within(entry.at, identity):
                found.append(Logged(owner, place, entry, voiding.voided.get(place), voiding.targets.get(place)))
    return found
