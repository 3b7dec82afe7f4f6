"""What differs in the logs: entries that were added, changed or removed, and what the new ones say."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from si_plan.changes.matching import text_of
from si_plan.changes.records import Change, Kind
from si_plan.dates.reduced import ReducedDate
from si_plan.model.fields import day_of
from si_plan.model.ids import outer_of
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import ROLES, Action, Duty, Milestone, Priority, Stage
from si_plan.queries.moves import slipped_days

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleEntry

E = TypeVar("E", bound="Entry | RoleEntry")


class LogEdit(NamedTuple, Generic[E]):
    """What was done to one log, whose `owner` is as findings name it. Places count from 1. `new` are the places in the
    head of added entries; `changed` and `moved` pair a place in the base with one in the head; `removed` are places in
    the base."""

    owner: str
    base: tuple[E, ...]
    head: tuple[E, ...]
    new: tuple[int, ...]
    changed: tuple[tuple[int, int], ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    removed: tuple[int, ...] = ()


def log_edits(base: Plan, head: Plan) -> list[LogEdit[Entry]]:
    """What was done to each log of an action or a priority that differs."""
    found = []
    for owner in dict.fromkeys((*base.logs, *head.logs)):
        old, new = base.logs.get(owner, ()), head.logs.get(owner, ())
        if old is not new and old != new:
            found.append(edit_of(owner, old, new))
    return found


def edit_of(owner: str, old: tuple[E, ...], new: tuple[E, ...]) -> LogEdit[E]:
    """What was done to a log that has these entries in the base, and those in the head."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    if same == len(old):
        return LogEdit(owner, old, new, tuple(range(same + 1, len(new) + 1)))
    places: defaultdict[E, deque[int]] = defaultdict(deque)
    for place, entry in enumerate(new[same:], same + 1):
        places[entry].append(place)
    moved, lost = [], []
    for place, entry in enumerate(old[same:], same + 1):
        if places[entry]:
            now = places[entry].popleft()
            moved += [(place, now)] if now != place else []
        else:
            lost.append(place)
    free = {place for found in places.values() for place in found}
    changed = [(place, now) for place in lost if (now := _successor(old[place - 1], place, new, free))]
    gone = {before for before, _ in changed}
    removed = tuple(place for place in lost if place not in gone)
    return LogEdit(owner, old, new, tuple(sorted(free)), tuple(changed), tuple(moved), removed)


def _successor(entry: E, place: int, new: tuple[E, ...], free: set[int]) -> int:
    """The place of the entry that replaces this one: the same place, if the entry there has the same record; else 0."""
    if place in free and new[place - 1].at == entry.at:
        free.discard(place)
        return place
    return 0


_ENDED = ("complete", "cancelled")


class Held(NamedTuple):
    """What a log says about a record before an entry. `first` is the deadline that was promised, else the first in the
    log; `slips` counts how often the deadline moved later, beyond `first`."""

    status: str = "not_started"
    due: ReducedDate | None = None
    first: ReducedDate | None = None
    slips: int = 0
    leads: tuple[str, ...] = ()
    rating: str | None = None
    accountable: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


HeldBy = dict[tuple[str, str | None], Held]
"""What a log says about each record, or about each occurrence of one."""


class NewEntry(NamedTuple):
    """A new entry that counts, its place in the log, and what the log said before it."""

    place: int
    entry: Entry
    before: Held


def new_entries(plan: Plan, edit: LogEdit[Entry]) -> Iterator[NewEntry]:
    """The new entries of a log that are not voided, each with what the log said before it, by date and then place."""
    new = set(edit.new)
    yield from (one for one in _states(plan, edit.owner, edit.head, {}) if one.place in new)


def held_before(plan: Plan, edit: LogEdit[Entry]) -> HeldBy:
    """What the log said at the base of an edit, to its end."""
    held: HeldBy = {}
    for _ in _states(plan, edit.owner, edit.base, held):
        pass
    return held


def _states(plan: Plan, owner: str, log: tuple[Entry, ...], held: HeldBy) -> Iterator[NewEntry]:
    """The entries of a log that are not voided, each with what the log said before it. Adds to `held`."""
    voided = plan.resolved_voids(owner).voided
    order = sorted(range(1, len(log) + 1), key=lambda place: (log[place - 1].on, place))
    for place in order:
        entry = log[place - 1]
        if place in voided:
            continue
        key = entry.at, entry.period
        before = _held_before(plan, held, key)
        yield NewEntry(place, entry, before)
        counts = entry.period is not None or not plan.restated or entry.on >= _restated_on(plan, entry.at)
        held[key] = Held(
            entry.status or before.status,
            (entry.due if counts else None) or before.due,
            before.first or (entry.due if counts else None),
            before.slips + (counts and is_slip(before, entry)),
            entry.leads or before.leads,
            entry.rating or before.rating,
            entry.accountable or before.accountable,
            entry.support or before.support,
        )


def is_slip(before: Held, entry: Entry) -> bool:
    """Whether an entry makes a deadline later than promised, or later still if it was already."""
    return slipped_days(before.first, entry.due) > slipped_days(before.first, before.due)


def _held_before(plan: Plan, held: HeldBy, key: tuple[str, str | None]) -> Held:
    """What the log said about a record, else what the promise says; the deadline may be that of its action."""
    name, period = key
    found = held.get(key)
    if found is None:
        found = Held(leads=promised_leads(plan, name)) if period else Held("not_started", *_promised_state(plan, name))
        record = plan.by_id.get(name)
        if isinstance(record, Action):
            found = found._replace(accountable=record.accountable, support=record.support)
    if found.due is None or (key not in held and not period):
        action = held.get((outer_of(name), None))
        if action is not None and action.due is not None and not period and inherits_dates(plan, name):
            first = found.first or action.first
            found = found._replace(due=action.due, first=first, slips=max(found.slips, action.slips))
    return found


def _promised_state(plan: Plan, name: str) -> tuple[ReducedDate | None, ReducedDate | None, int, tuple[str, ...]]:
    """What the promise says, as the fields of `Held` after `status`: due, first (the same), slips (0), leads."""
    tracked = plan.tracked_by_id.get(name)
    record = plan.by_id.get(name)
    due = tracked.due if tracked is not None else day_of(getattr(record, "due", None))
    return due, due, 0, promised_leads(plan, name)


def _restated_on(plan: Plan, name: str) -> date:
    """The day of the edition that restated a record's dates, its own or its action's: moves from before it no longer
    apply."""
    by = outer_of(name) if inherits_dates(plan, name) else name
    return max(plan.restated.get(name, date.min), plan.restated.get(by, date.min))


def promised_leads(plan: Plan, name: str) -> tuple[str, ...]:
    """The leads of a record by the promise: its own, else its action's."""
    tracked = plan.tracked_by_id.get(name)
    if tracked is not None:
        return tracked.leads
    return getattr(plan.by_id.get(name), "leads", ())


def inherits_dates(plan: Plan, name: str) -> bool:
    """Whether a record has its action's dates."""
    tracked = plan.tracked_by_id.get(name)
    return tracked is not None and tracked.kind != "action" and tracked.dated_by is tracked.action


def changes(head: Plan, edit: LogEdit[Entry]) -> Iterator[Change]:
    """The changes in an edit of a log: first entries that were rewritten, then what the new ones say."""
    yield from log_changes(edit)
    voided, places = head.resolved_voids(edit.owner).voided, set(edit.new)
    for place in edit.new:
        if place in voided and voided[place] not in places:  # else the change of the entry that voids it shows both
            yield _change(head, edit.head[place - 1], place, "voided", "entry", after=edit.head[place - 1])
    for new in new_entries(head, edit):
        yield from _entry_changes(head, edit, new)


def log_changes(edit: LogEdit[E]) -> Iterator[Change]:
    """A change for each entry of the base that was changed or removed, and one for all that moved."""
    for place, now in edit.changed:
        before, after = edit.base[place - 1], edit.head[now - 1]
        yield Change("log_rewritten", before.at, "log", edit.owner, "changed", before, after, on=before.on, place=place)
    for place in edit.removed:
        before = edit.base[place - 1]
        yield Change("log_rewritten", before.at, "log", edit.owner, "removed", before, None, on=before.on, place=place)
    if edit.moved:
        first, now = edit.moved[0]
        entry = edit.base[first - 1]
        moved = tuple(str(place) for place, _ in edit.moved)
        yield Change(
            "log_rewritten", entry.at, "log", edit.owner, "moved", str(first), str(now),
            parts=moved, on=entry.on, place=first,
        )  # fmt: skip


def _entry_changes(plan: Plan, edit: LogEdit[Entry], new: NewEntry) -> Iterator[Change]:
    """The changes that one entry makes."""
    entry, before = new.entry, new.before

    def change(kind: Kind, field: str, **more: object) -> Change:
        return _change(plan, entry, new.place, kind, field, **more)

    target = plan.resolved_voids(edit.owner).targets.get(new.place)
    wrong = edit.head[target - 1] if target is not None else None
    if wrong is not None:
        yield change("voided", "voids", before=wrong)
    if entry.due is not None:
        yield _deadline_change(change, entry, before)
    # An entry that replaces a wrong one and gives the same status is a correction, not a second completion.
    kept = before.status if wrong is None else wrong.status or before.status
    again = entry.status is not None and entry.status == kept and entry.period is None
    if entry.status is not None and not again:
        yield change(_kind_of_status(entry.status, before.status), "status", before=before.status, after=entry.status)
    for field in ROLES:
        was, now = getattr(before, field), getattr(entry, field)
        if now and now != was:
            yield change("leads", field, before=was, after=now)
    if entry.rating is not None:
        yield change("rating", "rating", before=before.rating, after=entry.rating)
    if entry.evidence and (entry.status is None or again):
        yield change("evidence", "evidence", after=entry.evidence)
    elif not (wrong or entry.due or (entry.status and not again) or entry.rating or _names_roles(entry)):
        yield change("noted", "note", after=entry.note)


def _names_roles(entry: Entry) -> bool:
    return any(getattr(entry, field) for field in ROLES)


def _deadline_change(change: Callable[..., Change], entry: Entry, before: Held) -> Change:
    """The change that an entry with a new deadline makes."""
    assert entry.due is not None
    days = (entry.due.latest - before.due.latest).days if before.due is not None else None
    slip = before.slips + 1 if is_slip(before, entry) else None
    return change("deadline", entry.period or "log", before=before.due, after=entry.due, days=days, slip=slip)


def _kind_of_status(status: str, before: str) -> Kind:
    """The kind of change from one status to another."""
    if status == "complete":
        return "completed"
    if status == "cancelled":
        return "cancelled"
    return "reopened" if before in _ENDED else "status"


def _change(plan: Plan, entry: Entry, place: int, kind: Kind, field: str, **more: object) -> Change:
    """A change that an entry makes, with everything else that the entry says."""
    record = (plan.whole or plan).by_id.get(entry.at)
    what, title = "log", ""
    if isinstance(record, (Priority, Action, Milestone, Stage, Duty)):
        what, title = type(record).__name__.lower(), text_of(record)
        if entry.period:
            what, title = "occurrence", f"{title}: {entry.period}"
    about = {
        "period": entry.period or "",
        "on": entry.on,
        "place": place,
        "reason": entry.reason or "",
        "approved_by": entry.approved_by or "",
        "by": entry.by or "",
        "note": entry.note or "",
        "evidence": entry.evidence,
    }
    return Change(kind, entry.at, what, title, field, **(about | more))  # type: ignore[arg-type]
