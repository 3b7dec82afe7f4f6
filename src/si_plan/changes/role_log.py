"""What differs in the log of roles: entries that were added, changed or removed, and what the new ones say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from si_plan.changes.logs import LogEdit, edit_of, log_changes
from si_plan.changes.records import Change, Kind, Value
from si_plan.model.ids import OF_ROLES
from si_plan.model.plan import Plan
from si_plan.state.roles import Holding, after, entries_up_to, holdings

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry


class NewRoleEntry(NamedTuple):
    """A new entry that counts, its place in the log, and how the role was held before it."""

    place: int
    entry: RoleEntry
    before: Holding


def role_log_edit(base: Plan, head: Plan) -> LogEdit[RoleEntry] | None:
    """What was done to the log of roles; None where nothing was."""
    same = base.role_log is head.role_log or base.role_log == head.role_log
    return None if same else edit_of(OF_ROLES, base.role_log, head.role_log)


def new_role_entries(head: Plan, edit: LogEdit[RoleEntry]) -> Iterator[NewRoleEntry]:
    """The new entries that are not voided, each with how its role was held before it, by date and then place."""
    held, new = holdings(head, date.min), set(edit.new)
    for place, entry in entries_up_to(head, date.max):
        if place in new:
            yield NewRoleEntry(place, entry, held[entry.at])
        held[entry.at] = after(held[entry.at], entry)


def changes(head: Plan, edit: LogEdit[RoleEntry]) -> Iterator[Change]:
    """The changes in an edit of the log of roles: first entries that were rewritten, then what the new ones say."""
    yield from log_changes(edit)
    voiding, places = head.resolved_voids(OF_ROLES), set(edit.new)
    for place in edit.new:
        entry = edit.head[place - 1]
        if place in voiding.voided and voiding.voided[place] not in places:
            yield _change(head, entry, place, "voided", "entry", after=entry)
    for place, entry, before in new_role_entries(head, edit):
        target = voiding.targets.get(place)
        if target is not None:
            yield _change(head, entry, place, "voided", "voids", before=edit.head[target - 1])
        now = after(before, entry)
        if now != before:
            yield _change(head, entry, place, "role", "state", before=_said(before), after=_said(now))
        elif target is None:
            yield _change(head, entry, place, "noted", "note", after=entry.note)


def _said(holding: Holding) -> str:
    """abolished, followed by EHT"""
    return holding.state + (f", followed by {holding.successor}" if holding.successor else "")


def _change(
    plan: Plan, entry: RoleEntry, place: int, kind: Kind, field: str, before: Value = None, after: Value = None
) -> Change:
    """A change that an entry makes, with everything else that the entry says."""
    title = next((role.title for role in plan.roles if role.code == entry.at), "")
    return Change(
        kind, entry.at, "role", title, field, before, after,
        on=entry.on, place=place, reason=entry.reason or "", note=entry.note or "",
    )  # fmt: skip
