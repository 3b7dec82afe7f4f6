"""What an adoption does to the promise, in one list: what is redated, dropped, added, reworded and renumbered.

The list says of each date that the log had moved where it had moved it to, since such a move counts no more where the
edition restates the date; and of what is redated or reworded whether it is complete, since a status stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from si_plan.changes.adoption import MARKS, Adopted
from si_plan.changes.matching import inner, text_of, what_of
from si_plan.changes.promise import DATES, plain
from si_plan.changes.records import Change
from si_plan.model.fields import day_of
from si_plan.model.ids import outer_of
from si_plan.model.plan import Plan, Tracked
from si_plan.state.standing import Standings

if TYPE_CHECKING:
    from si_plan.changes.difference import Pair

_PROMISE: Final = ("priority", "action", "milestone", "stage", "duty")
_REDATED: Final = "deadline"


def changes(latest: Pair, adopted: Adopted, found: Iterable[Change]) -> Iterator[Change]:
    """The changes of an adoption, those that belong to it with its edition. `latest` has what the last edition of each
    state promises, `found` is what differs between the states by field."""
    standings = Standings(latest.head, date.max)
    told = (one for change in found for one in _told(latest, adopted, change))
    for change in chain(told, _redated(latest, adopted.edition.id)):
        yield change._replace(ended=_ended(standings, change)) if change.edition else change


def _ended(standings: Standings, change: Change) -> str:
    """What a record that is redated or reworded is already, so that the new promise counts as kept, or as not to be."""
    tracked = standings.plan.tracked_by_id.get(change.record)
    if tracked is None or tracked.recurs or change.kind not in (_REDATED, "reworded"):
        return ""
    status = standings.of(tracked).status
    return status if status in ("complete", "cancelled") else ""


def carried(latest: Pair, told: Iterable[Change]) -> int:
    """How many priorities, actions, milestones, stages and duties are in both states and not in the list."""
    listed = {change.record for change in told if change.edition}
    renumbered = latest.matching.renumbered
    now = _promised(latest.head)
    return sum((name := renumbered.get(old, old)) in now and name not in listed for old in _promised(latest.base))


def _promised(plan: Plan) -> set[str]:
    """The ids of everything promised."""
    found = {priority.id for priority in plan.priorities}
    for _, action in plan.actions():
        found.add(action.id)
        found.update(part.id for part in action.parts)
    return found


def _told(latest: Pair, adopted: Adopted, change: Change) -> Iterator[Change]:
    """A change as the list tells it. Dates, and marks as they should be, are told by what they do instead."""
    base, head = latest.base, latest.head
    edition = adopted.edition.id
    now = (head.whole or head).by_id.get(change.record)
    if change.kind == "added":
        since = getattr(now, "since", None)
        yield from _each(head, change, since) if since in adopted.ids else [change]
    elif change.field == "until" and change.before is None and change.after in adopted.ids:
        if getattr((head.whole or head).by_id.get(outer_of(change.record)), "until", None) not in adopted.ids:
            dropped = change._replace(kind="dropped", field="", after=None, parts=tuple(_ids_in(base, change.record)))
            yield from _each(base, dropped, change.after)
    elif change.field == "ref" or (change.what in _PROMISE and change.kind in ("reworded", "wording")):
        yield change._replace(edition=edition)
    elif not (_is_mark_of(adopted, change, now) or (change.kind == _REDATED and change.record in base.by_id)):
        yield change


def _is_mark_of(adopted: Adopted, change: Change, now: Any) -> bool:
    """Whether a change is how the files say that the edition is adopted."""
    if change.record == "plan" and change.field == "editions":
        return True
    restated = {entry.edition for entry in getattr(now, "earlier", ())}
    return change.field == MARKS[2] and adopted.previous.id in restated


def _ids_in(plan: Plan, name: str) -> Iterator[str]:
    """The ids of everything in a record; nothing where the plan does not have it."""
    record: Any = plan.by_id.get(name)
    for part in inner(record) if record is not None else ():
        yield part.id
        yield from _ids_in(plan, part.id)


def _each(plan: Plan, change: Change, edition: Any) -> Iterator[Change]:
    """A change for a record that the edition adds or drops, and one for each in it, with its promised date or how often
    it recurs."""
    for name in (change.record, *change.parts):
        tracked = plan.tracked_by_id.get(name)
        dated = tracked.dated_by if tracked is not None else None
        promised = getattr(dated, "due", None) or getattr(dated, "repeats", None) or getattr(dated, "dates", None)
        of = change
        if name != change.record:
            record: Any = plan.by_id[name]
            of = change._replace(record=name, what=what_of(record), title=text_of(record))
        before, after = (None, promised or None) if change.kind == "added" else (promised or None, None)
        yield of._replace(before=before, after=after, parts=(), edition=str(edition))


def _redated(latest: Pair, edition: str) -> Iterator[Change]:
    """A change for each date that what is tracked has otherwise, itself or by its action; and for a deadline that is
    otherwise since the move of it counts no more."""
    renumbered = latest.matching.renumbered
    before, after = Standings(latest.base, date.max), Standings(latest.head, date.max)
    old, _ = latest.touched
    for was in old:
        now = latest.head.tracked_by_id.get(renumbered.get(was.id, was.id))
        if now is None:
            continue
        held = _moved_to(before, was)
        moved = held is not None and held != _moved_to(after, now)
        for field in DATES:
            then, there = (getattr(tracked.dated_by, field, None) or None for tracked in (was, now))
            if then != there or (moved and field == "due"):
                yield _change(now, field, then, there, held if moved and field == "due" else None, edition)


def _moved_to(standings: Standings, tracked: Tracked) -> Any:
    """The deadline that the log last moved a record to; None if it did not."""
    moves = standings.reschedules(tracked)
    return moves[-1].due if moves else None


def _change(now: Tracked, field: str, then: Any, there: Any, held: Any, edition: str) -> Change:
    until = held or then
    days = None
    if field == "due" and (last := day_of(until)) is not None and (end := day_of(there)) is not None:
        days = (end.latest - last.latest).days
    return Change(
        _REDATED, now.id, now.kind, now.text, field, plain(then), plain(there), days=days, edition=edition, held=held
    )
