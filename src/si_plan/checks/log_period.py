"""A log entry about an occurrence that its record does not have.

Something that recurs is closed one occurrence at a time, and an entry names the occurrence in `period`. If the name is
wrong, the entry closes and moves nothing, and the occurrence you meant stays overdue. Examples are a term for something
that recurs by half terms, or `2016/17` for `2016-17`. A completion without a period would close every occurrence for
good. Something that does not recur has no occurrences: only a rating or a note can be for a term or another period of
the plan's calendar.

To fix it: undo the entry and record it again, with a name from docs/reference.md. `siplan complete` shows which
occurrences are open.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Termly]
        milestones:
          - id: "1.1.1"
            text: Tutors' meeting held
            starts: 2016-09
            repeats: termly

    # progress/1.1.yaml
    - on: 2016-12-16
      at: "1.1.1"
      status: complete
      period: 2016/17
      evidence: [Minutes of 16 December]

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Termly]
        milestones:
          - id: "1.1.1"
            text: Tutors' meeting held
            starts: 2016-09
            repeats: termly

    # progress/1.1.yaml
    - on: 2016-12-16
      at: "1.1.1"
      status: complete
      period: 2016-17/T1
      evidence: [Minutes of 16 December]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.dates.occurrences import Timetable
from si_plan.dates.periods import LAST_DAY
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import parse_reduced
from si_plan.diagnostics import Finding
from si_plan.model.fields import day_of
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import CHANGING, Entry
from si_plan.model.promise import Duty, Milestone

CODE: Final = "log-period"
_OFFERED: Final = 4
_FEW: Final = 12
"""The most places in a year for which the next occurrences are looked up."""
_BEFORE: Final = timedelta(days=150)
"""How long before an entry what it is about may have fallen due."""


def check(plan: Plan) -> Iterator[Finding]:
    dates: dict[tuple[Plan, str], frozenset[str]] = {}
    for owner, number, entry in plan.counting_entries():
        then = plan.with_record(entry.at, entry.on)
        tracked = then.tracked_by_id.get(entry.at)
        said, field = wrong_period(then, tracked, entry), "period"
        if said is not None and entry.period is not None:
            hint = hint_for_term(entry)
        elif said is not None and tracked is not None:
            field = "status" if entry.status == "complete" else "due"
            hint = f"record it again with its period: {_say_occurrences(then, tracked, entry.on)}"
        elif tracked is None or not tracked.recurs or entry.period is None:
            continue
        elif not _has_occurrence(then, tracked, entry.period, dates):
            said = f"{entry.at} has no occurrence {entry.period}, so this entry does nothing"
            hint = _say_occurrences(then, tracked, entry.on)
        else:
            continue
        undo = f"to undo this entry: siplan correct {entry.at} {number}"
        yield Finding(CODE, entry_name(owner, number), field, said, f"{hint}; {undo}")


def wrong_period(plan: Plan, tracked: Tracked | None, entry: Entry) -> str | None:
    """What is wrong with the period of an entry: of what does not recur, it names no period of the calendar, or is for
    more than a rating or a note; of what recurs, it closes or moves something and does not say which occurrence. None
    where nothing is wrong."""
    recurs = tracked is not None and tracked.recurs
    if entry.period is not None and not recurs:
        if _changes_more_than_a_rating(entry):
            return f"{entry.at} does not recur, so it has no {entry.period}"
        known = period_named(entry.period, plan.details.calendar or USUAL) is not None
        return None if known else f"the plan's calendar has no {entry.period}"
    if recurs and entry.period is None and (entry.status == "complete" or entry.due is not None):
        return f"{entry.at} recurs: which occurrence is it?"
    return None


def hint_for_term(entry: Entry) -> str:
    """What to do about a wrong period of what does not recur."""
    if _changes_more_than_a_rating(entry):
        return "leave the period out: only a rating or a note can be for a term"
    return "name a term as 2016-17/T1, a half term as 2016-17/HT1, a quarter as 2016-Q3 or a year as 2016-17"


def _changes_more_than_a_rating(entry: Entry) -> bool:
    return any(getattr(entry, field) for field in CHANGING if field != "rating")


def _has_occurrence(plan: Plan, tracked: Tracked, name: str, dates: dict[tuple[Plan, str], frozenset[str]]) -> bool:
    """Whether a record has an occurrence of this name. `dates` is a cache of the names of explicit dates, by
    the plan of a day and the record's id."""
    record = tracked.record
    assert isinstance(record, Milestone | Duty)
    if isinstance(record, Milestone) and record.dates:
        if (plan, record.id) not in dates:
            dates[plan, record.id] = frozenset(day.text for day in record.dates)
        return name in dates[plan, record.id]
    if record.repeats is None or record.repeats.unit == "meeting":
        return True  # meetings have no calendar, so the log may name their occurrences freely
    return _timetable_of(plan, record, record.repeats).named(name) is not None


def _timetable_of(plan: Plan, record: Milestone | Duty, repeats: Recurrence) -> Timetable:
    """When it recurs. Without a beginning of its own it begins with its edition of the plan."""
    starts = record.starts or parse_reduced(plan.worded_on(record).isoformat())
    ends = record.ends or (day_of(record.due) if isinstance(record, Milestone) else None)
    return Timetable(repeats, plan.details.calendar or USUAL, starts, ends)


def _say_occurrences(plan: Plan, tracked: Tracked, on: date) -> str:
    """A hint that names the occurrences that fall due about this day."""
    record = tracked.record
    assert isinstance(record, Milestone | Duty)
    names: list[str] = []
    if isinstance(record, Milestone) and record.dates:
        names = [day.text for day in record.dates[:_OFFERED]]
    elif record.repeats is not None and len(record.repeats.places) <= _FEW:
        coming = _timetable_of(plan, record, record.repeats).due(on - _BEFORE, LAST_DAY)
        names = [occurrence.period for occurrence in islice(coming, _OFFERED)]
    return f"around then it has {', '.join(names)}" if names else "siplan export --all lists them"
