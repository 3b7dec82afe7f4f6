"""Recording how roles are held, and handing over all that one leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from si_plan.checks import role_successor
from si_plan.documents import words
from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.lacks import Lack, Refusal
from si_plan.editing.recording import append_to, new_warnings, require_sound
from si_plan.editing.rendering import fields_of
from si_plan.editing.telling import short_text
from si_plan.model.files import log_path
from si_plan.model.ids import OF_ROLES
from si_plan.model.promise import ROLES, RoleField
from si_plan.state.roles import Holding, counting_role_entries, holdings
from si_plan.state.standing import OPEN_STATES, Standings

if TYPE_CHECKING:
    from si_plan.editing.rules import Rules
    from si_plan.loading import SoundPlan
    from si_plan.model.plan import Plan
    from si_plan.model.progress import Entry
    from si_plan.model.role_log import RoleEntry


def refusal_of_role(plan: Plan, entry: RoleEntry, until: date) -> Refusal | None:
    """Why this entry about a role may not be recorded; None where it may. `until` is the last day on which anything can
    have happened."""
    if entry.state is None and entry.note is None and entry.voids is None:
        return Refusal("note", "there is nothing to record", "give --status or --note")
    if entry.on > until:
        return Refusal("on", f"{words.day_short(entry.on)} is still to come", "record it on the day or after it")
    wrong = role_successor.mistake(entry)
    if wrong is not None:
        return Refusal("successor", wrong[0], "a successor goes with --status abolished, and is another role")
    held = holdings(plan, entry.on)[entry.at]
    if entry.state == held.state and entry.successor in (None, held.successor):
        since = f", since {words.day_short(held.since)}" if held.since else ""
        return Refusal("status", f"{entry.at} is {held.state} already{since}", "to add to it, give a note alone")
    doing = next(_for_a_reason(entry, held), None)
    if doing is not None and entry.reason is None:
        return Refusal("reason", f"{doing} needs a reason", "say why", Lack(("reason",), doing))
    return None


def _for_a_reason(entry: RoleEntry, held: Holding) -> Iterator[str]:
    """What an entry does that needs a reason."""
    if entry.voids is not None:
        yield f"undoing what was recorded of {entry.at}"
    elif entry.state == "abolished":
        yield f"abolishing {entry.at}"
    elif entry.state is not None and held.state == "abolished":
        yield f"bringing back {entry.at}"


def record_of_roles(sound: SoundPlan, entries: Sequence[RoleEntry]) -> Recorded:
    """Append entries to the log of roles, as `record_entries` appends them to others."""
    source = append_to(sound, log_path(OF_ROLES), [fields_of(entry) for entry in entries])
    loaded = require_sound(sound, [source])
    assert loaded.plan is not None
    accounts = tuple(_account(sound.plan, loaded.plan, entry, source.shown) for entry in entries)
    return Recorded(accounts, changes_between(sound.sources, [source]), new_warnings(sound, loaded))


def _account(before: Plan, now: Plan, entry: RoleEntry, shown: str) -> Account:
    """What an entry does, told by how the role is held on its day before and after."""
    was, held = (holdings(plan, entry.on)[entry.at] for plan in (before, now))
    title = next(role.title for role in now.roles if role.code == entry.at)
    change = "a note" if entry.voids is None else f"stays {held.state}"
    if was != held:
        change = f"{_said(was)} → {_said(held)}"
    undone = f"Undone: the entry of {words.day_short(entry.voids.on)} about {entry.at}. " if entry.voids else ""
    what = "taken back" if entry.voids is not None else entry.state or "a note"
    told = f"{undone}{entry.at} {short_text(title)}: {change}, from {words.day_short(entry.on)}"
    return Account(entry.at, shown, f"{entry.at}: {what}, as of {entry.on.isoformat()}", told, _said(was), _said(held))


def _said(held: Holding) -> str:
    return held.state + (f", followed by {held.successor}" if held.successor else "")


def later_state(plan: Plan, entry: RoleEntry) -> date | None:
    """The day of a later entry that says how the role is held, so that this one would not count today; None where there
    is none."""
    later = (one.on for _, one in counting_role_entries(plan) if one.at == entry.at and one.state and one.on > entry.on)
    return max(later, default=None) if entry.state else None


def work_of(rules: Rules, code: str, on: date, field: RoleField) -> dict[str, tuple[str, ...]]:
    """All that a role leads on a day and is open, then and by all that is recorded since: the leads of each, by id. Or
    the actions with something open that it answers for, or supports."""
    promised = rules.plan.on(on)
    then = Standings(promised, on)
    found = {}
    for tracked in promised.tracked:
        both = then, rules.standings
        if all(one.of(tracked).state in OPEN_STATES and code in one.roles(tracked, field) for one in both):
            found[tracked.id if field == "leads" else tracked.action.id] = then.roles(tracked, field)
    return found


def in_place_of(names: tuple[str, ...], code: str, heirs: Sequence[str]) -> list[str]:
    """The names once these roles have the place of the one that hands over; the others stay."""
    return list(dict.fromkeys(new for name in names for new in (heirs if name == code else (name,))))


def gives_it_to_others(rules: Rules, entry: Entry) -> Refusal | None:
    """Refuse to give something to a role that is abolished, or to those who have it already."""
    held = rules.held(entry.on) if rules.plan.role_log else {}
    tracked = rules.tracked(entry.at)
    for field in ROLES:
        names = getattr(entry, field)
        for code in names:
            if code in held and held[code].state == "abolished":
                follows = held[code].successor
                hint = f"{follows} follows it" if follows else "name the role that has its work now"
                return Refusal(field, f"{code} was abolished on {words.day_short(held[code].since or entry.on)}", hint)
        if names and tracked is not None and rules.standings.roles(tracked, field) == names:
            return Refusal(field, f"{rules.both(entry.at)} is {words.BY[field]} {words.leads(names)} already")
    return None
