"""A deadline moved later without a reason, or without saying who approved it.

Moving a deadline is a decision. People ask the council why, and who agreed. The log answers with `reason` and
`approved_by`. The same applies when you undo an entry that had brought the deadline forward. It also applies when the
log gives a deadline to what waits for an event, since that no longer counts from the event.

To fix it: add `reason` and `approved_by` to the entry (`siplan reschedule` asks for both).

Fails:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import LogEdit, new_entries
from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced
from si_plan.diagnostics import Finding
from si_plan.documents import words
from si_plan.model.fields import clock_of
from si_plan.model.ids import entry_name, priority_of
from si_plan.model.plan import Tracked
from si_plan.model.progress import Entry
from si_plan.model.promise import Action, Priority
from si_plan.model.voids import ResolvedVoids
from si_plan.state.standing import Standings

CODE: Final = "slip-unapproved"

_NEEDED: Final = {"reason": "a reason", "approved_by": "saying who approved it"}
"""What a later deadline needs."""


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        found = set()
        for new in new_entries(pair.in_force.head, edit):
            entry, before = new.entry, new.before.due or _date_named(new.entry.period)
            if entry.due is None or _is_approved(entry):
                continue
            event = _waits_for(pair, entry.at) if before is None else ""
            if before is None and entry.period is None and not event:
                continue
            if before is None or entry.due.latest > before.latest:
                what = f"{entry.at} for {entry.period}" if entry.period else entry.at
                was = f" from {words.short(before)}" if before else f", which waits for {event}," if event else ""
                found.add(new.place)
                yield _finding(
                    edit, new.place, "due", f"the deadline of {what} moves{was} to {words.short(entry.due)}", entry
                )
        yield from _check_voids(pair, edit, found)


def _waits_for(pair: Pair, name: str) -> str:
    """The event from which the deadline of a record would count, and which has no day; empty for nearly every one."""
    record = pair.in_force.head.tracked_by_id.get(name)
    dated = record.dated_by if record is not None else pair.in_force.head.by_id.get(name)
    clock = clock_of(getattr(dated, "due", None))
    return clock.after if clock is not None else ""


def _is_approved(entry: Entry) -> bool:
    """Whether an entry gives a reason and says who approved."""
    return bool(entry.reason and entry.approved_by)


def _date_named(period: str | None) -> ReducedDate | None:
    """The date that is the name of an occurrence; None if the name is not a date."""
    try:
        return parse_reduced(period) if period else None
    except DateError:
        return None


def _check_voids(pair: Pair, edit: LogEdit[Entry], found: set[int]) -> Iterator[Finding]:
    """Findings about new voids after which the deadline is later than on the base: the voided entry had brought it
    forward, or had itself voided an entry that moved it."""
    voiding = pair.head.resolved_voids(edit.owner)
    approved = {id(edit.head[place - 1]) for place in edit.new if _is_approved(edit.head[place - 1])}
    held: dict[str, tuple[ReducedDate, ReducedDate] | None] = {}
    for place in edit.new:
        entry = edit.head[place - 1]
        if (
            place in found
            or place in voiding.voided
            or _is_approved(entry)
            or not _bears_on_deadline(edit, voiding, place)
        ):
            continue
        if entry.at not in held:
            held[entry.at] = _later_deadline(pair, entry.at, approved)
        moved = held[entry.at]
        if moved is not None:
            said = f"the deadline of {entry.at} goes back from {words.short(moved[0])} to {words.short(moved[1])}"
            yield _finding(edit, place, "voids", said, entry)


def _bears_on_deadline(edit: LogEdit[Entry], voiding: ResolvedVoids, place: int) -> bool:
    """Whether an entry voids one that sets a deadline, directly or through other voids."""
    target = voiding.targets.get(place)
    while target is not None:
        wrong = edit.head[target - 1]
        if wrong.due is not None and wrong.period is None:
            return True
        target = voiding.targets.get(target)
    return False


def _later_deadline(pair: Pair, name: str, approved: set[int]) -> tuple[ReducedDate, ReducedDate] | None:
    """The deadline on the base and the one now, if it is later and no new approved entry set it; else None."""
    before, _ = _deadline(pair.base_ever, name)
    after, by = _deadline(pair.head_ever, name)
    if before is None or after is None or after.latest <= before.latest or id(by) in approved:
        return None
    return before, after


def _deadline(standings: Standings, name: str) -> tuple[ReducedDate | None, Entry | None]:
    """The deadline of a record by everything recorded, and the entry that set it; each may be None."""
    plan = standings.plan
    tracked = plan.tracked_by_id.get(name)
    if tracked is None:
        action, priority = plan.by_id.get(name), plan.by_id.get(priority_of(name))
        if not isinstance(action, Action) or not isinstance(priority, Priority):
            return None, None
        tracked = Tracked("action", action, action, priority)
    moves = standings.reschedules(tracked)
    return (moves[-1].due, moves[-1]) if moves else (tracked.due, None)


def _finding(edit: LogEdit[Entry], place: int, field: str, message: str, entry: Entry) -> Finding:
    missing = [name for name in _NEEDED if not getattr(entry, name)]
    return Finding(
        CODE,
        entry_name(edit.owner, place),
        field,
        f"{message} without {' and without '.join(_NEEDED[name] for name in missing)}",
        f"add {' and '.join(f'`{name}`' for name in missing)}",
    )
