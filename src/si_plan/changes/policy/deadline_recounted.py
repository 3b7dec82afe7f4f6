"""Deadlines that move because the day that they count from, or the calendar, was changed.

A deadline such as {after: report-received, working_days: 70} follows its event. If the event gets another day, or the
calendar another nation or other days that do not count, what was promised stays the same, but it comes to another day.
That is no slip. But what is overdue changes, so siplan shows it to the reviewer. The first day of an event moves
nothing.

To fix it: nothing, if the event really was on that day, or those days really do not count. Otherwise change it back. If
a deadline itself moves, record that in the log.

Fails:

    # base/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Within 70 working days of receipt of the report]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: {after: report-received, working_days: 70}}

    # head/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}
    calendar:
      not_working: [2016-06-23]

Passes:

    # base/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [Within 70 working days of receipt of the report]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: {after: report-received, working_days: 70}}

    # head/plan.yaml
    format: 3
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    events:
      - {id: report-received, what: The inspection report is received, on: 2016-06-06}
    calendar:
      not_working: [2016-06-05]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.records import BY_CALENDAR, Change
from si_plan.dates.reduced import ReducedDate
from si_plan.diagnostics import Finding
from si_plan.documents import words

CODE: Final = "deadline-recounted"
_MOST_NAMED: Final = 5


def check(pair: Pair) -> Iterator[Finding]:
    explained = {event.event.id for event in pair.redated_events if event.reason}
    moved: dict[str, list[Change]] = {}
    for one in pair.recounted:
        if one.before is not None and one.moved_by in (*explained, BY_CALENDAR):  # event-redated tells of others
            moved.setdefault(one.moved_by, []).append(one)
    for by, changes in moved.items():
        if by == BY_CALENDAR:
            yield _finding("plan", "calendar", "the days that count were changed", changes)
        else:
            yield _finding(by, "on", f"the day of {by} was changed", changes)


def _finding(record: str, field: str, why: str, moved: list[Change]) -> Finding:
    more = f"; and {len(moved) - _MOST_NAMED} more" if len(moved) > _MOST_NAMED else ""
    moves = "a deadline moves" if len(moved) == 1 else f"{len(moved)} deadlines move"
    return Finding(
        CODE,
        record,
        field,
        f"{why}, and with that {moves}: {'; '.join(map(_said, moved[:_MOST_NAMED]))}{more}",
        "check that this is what happened; a deadline that moves by itself belongs in the log",
    )


def _said(one: Change) -> str:
    """1.1.1 from 12 Sep 2016 to 13 Sep 2016"""
    then, now = (words.short(day) if isinstance(day, ReducedDate) else "no day" for day in (one.before, one.after))
    stays = f" (but the log has {words.short(one.held)})" if one.held is not None else ""
    return f"{one.record} from {then} to {now}{stays}"
