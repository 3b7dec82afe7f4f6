"""Promised dates that an edit changes in the promise itself, although only the log may move a deadline; and wordings
that gave a date and are edited so that they no longer do.

If the wording at the base certainly says the old date and not the new one, it was not misread, whatever `due_reason`
says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from si_plan.changes.matching import Matching
from si_plan.changes.promise import DATES
from si_plan.deadlines.agreement import dates_in, says, says_no_more
from si_plan.deadlines.comparing import read_wording
from si_plan.model.ids import last_part_of, outer_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage

_MOST_LINES: Final = 100
"""How many lines of a When cell are read."""

Dated = Action | Milestone | Stage | Duty


class Redated(NamedTuple):
    """A record whose promised dates were edited: the first field that differs, its old and new value as written, and
    whether a new `due_reason` says how the wording is read. `words` is the wording that certainly says the old date and
    not the new one, if any. If that wording itself was edited, the field is `when`. `leaves` is the event that the old
    deadline counted from, and that the new one does not."""

    id: str
    base_id: str
    field: str
    before: str
    after: str
    reread: bool
    words: str = ""
    leaves: str = ""


def find_redated(base: Plan, head: Plan, matching: Matching) -> Iterator[Redated]:
    """Every record whose own dates, or whose wording, were edited so that other dates apply than before. Adding a first
    date does not count, and dates taken from an action are reported for the action."""
    for old, new in matching.both:
        if not isinstance(old, Priority):
            found = _with_other_dates(base, head, old, new) or _with_other_words(base, head, old, new)
            if found is not None:
                yield found


def _with_other_dates(base: Plan, head: Plan, old: Dated, new: Dated) -> Redated | None:
    if all(getattr(old, field, None) == getattr(new, field, None) for field in DATES):
        return None
    before, after = _dates_in_force(base, old), _dates_in_force(head, new)
    if before == after or not any(before):
        return None
    place = next(place for place, value in enumerate(before) if value != after[place])
    reread = new.due_reason is not None and new.due_reason != old.due_reason
    sides = [(_words_of(base, old), _words_of(head, new)), *_inheriting_parts(base, head, old, new, by_dates=True)]
    words = next((line for was, now in sides if (line := _words_against(base, was, now))), "")
    was, now = before[place], after[place]
    return Redated(
        new.id, old.id, DATES[place], _as_written(was), _as_written(now), reread, words, _event_left(was, now)
    )


def _with_other_words(base: Plan, head: Plan, old: Dated, new: Dated) -> Redated | None:
    """The record, if the wording that certainly said its dates was edited and no longer does; else None."""
    if old.when == new.when:
        return None
    sides = [(_words_of(base, old), _words_of(head, new)), *_inheriting_parts(base, head, old, new, by_dates=False)]
    for was, now in sides:
        said = next((line for line in was.lines if says(read_wording(base, line), was.dated_by)), None)
        if said is not None and not any(says(read_wording(base, line), now.dated_by) for line in now.lines):
            return Redated(new.id, old.id, "when", said, " / ".join(now.lines) or "none", reread=False, words=said)
    return None


def _event_left(before: Any, after: Any) -> str:
    """The event that a date before an edit counts from, if the date after it does not."""
    event = getattr(before, "after", "")
    return event if event != getattr(after, "after", "") else ""


class _Words(NamedTuple):
    """The wordings that may date a record (its own, or its action's lines), and the record whose dates it has."""

    lines: tuple[str, ...]
    dated_by: Dated


def _words_of(plan: Plan, record: Dated) -> _Words:
    if isinstance(record, Action):
        return _Words(record.when[:_MOST_LINES], record)
    tracked = plan.tracked_by_id[record.id]
    lines = tracked.action.when if record.when is None else (record.when,)
    return _Words(lines[:_MOST_LINES], tracked.dated_by)


def _inheriting_parts(
    base: Plan, head: Plan, old: Dated, new: Dated, *, by_dates: bool
) -> Iterator[tuple[_Words, _Words]]:
    """The parts of an action in both states that have its dates (`by_dates`) or its wording, each as old and new."""
    if not isinstance(old, Action) or not isinstance(new, Action):
        return
    there = {last_part_of(part.id): part for part in new.parts}
    for part in old.parts:
        same = there.get(last_part_of(part.id))
        if same is None or (not by_dates and (part.when is not None or same.when is not None)):
            continue
        was, now = _words_of(base, part), _words_of(head, same)
        if not by_dates or (was.dated_by is old and now.dated_by is new):
            yield was, now


def _words_against(base: Plan, was: _Words, now: _Words) -> str:
    """The wording that certainly says a record's old dates and not its new ones; empty if there is none, or if another
    line says the new dates. Words that give what counts from an event do not give the day on which it ends now."""
    readings = [(line, read_wording(base, line)) for line in was.lines]
    if dates_in(was.dated_by).clock is not None and dates_in(now.dated_by).clock is None:
        return next((line for line, reading in readings if says(reading, was.dated_by)), "")
    if any(says(reading, now.dated_by) for _, reading in readings):
        return ""
    return next((line for line, reading in readings if says_no_more(reading, was.dated_by, now.dated_by)), "")


def _own_dates(record: Any) -> tuple[Any, ...]:
    """The dates of the record itself, in the order of `DATES`."""
    return tuple(getattr(record, field, None) or None for field in DATES)


def _dates_in_force(plan: Plan, record: Any) -> tuple[Any, ...]:
    """The dates that apply to a record: its own, else its action's."""
    own = _own_dates(record)
    if any(own) or not isinstance(record, (Milestone, Stage)) or isinstance(record, Duty):
        return own
    action = plan.by_id.get(outer_of(record.id))
    return _own_dates(action)


def _as_written(value: Any) -> str:
    """A date, or several, as the plan writes them; `none` for no date."""
    if isinstance(value, tuple):
        return ", ".join(str(date) for date in value)
    return "none" if value is None else str(value)
