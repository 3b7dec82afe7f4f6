"""What recurs: the occurrences of a duty, or of a milestone with `repeats` or `dates`, and which are still open.

Only the occurrences asked about are made. A log entry with the occurrence's `period` and the status complete or
cancelled closes it; one with `period` and `due` moves its deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.dates.occurrences import Occurrence, count_due, occurrences, occurrences_of_dates
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import FIRST_YEAR, ReducedDate, parse_reduced
from si_plan.model.plan import Plan, Tracked
from si_plan.model.promise import Duty, Milestone

if TYPE_CHECKING:
    from si_plan.model.progress import Entry, Status

_DAY = timedelta(days=1)
_LONG_AGO = date(FIRST_YEAR, 1, 1)


class Open(NamedTuple):
    """An open occurrence: its period's stable name and its deadline."""

    period: str
    deadline: ReducedDate


class Occurring(NamedTuple):
    """An occurrence, open or closed: its deadline in force, its last status, and the day on which it got that."""

    period: str
    deadline: ReducedDate
    status: Status
    since: date | None


class Recurring(NamedTuple):
    """All that the occurrences of a recurring record depend on, its log aside: two with the same recur alike."""

    repeats: Recurrence | None
    dates: tuple[ReducedDate, ...]
    starts: ReducedDate | None
    ends: ReducedDate | None


def recurs_like(tracked: Tracked) -> Recurring:
    """How a milestone or a duty recurs."""
    record = tracked.record
    assert isinstance(record, Milestone | Duty)
    if isinstance(record, Duty):
        return Recurring(record.repeats, (), record.starts, record.ends)
    return Recurring(record.repeats, record.dates, record.starts, record.ends or record.due)


class Series:
    """The occurrences of one recurring record, as its log leaves them on a day."""

    def __init__(self, plan: Plan, tracked: Tracked, entries: Iterable[Entry]) -> None:
        self._calendar: SchoolCalendar = plan.details.calendar or USUAL
        self._repeats, self._dates, starts, self._ends = recurs_like(tracked)
        # What has no beginning of its own begins with the plan: nothing was promised before it.
        self._starts = starts or parse_reduced(plan.details.dated.isoformat())
        self._moved: dict[str, ReducedDate] = {}
        self._last: dict[str, tuple[Status, date]] = {}
        for entry in entries:
            if entry.period is not None and entry.status is not None:
                former = self._last.get(entry.period)
                if former is None or former[0] != entry.status:
                    self._last[entry.period] = entry.status, entry.on
            if entry.period is not None and entry.due is not None:
                self._moved[entry.period] = entry.due
        self._closed = {name for name, (status, _) in self._last.items() if status in ("complete", "cancelled")}

    def overdue(self, as_of: date) -> Iterator[Open]:
        """The open occurrences whose deadline's latest day is before the day, the oldest first."""
        if self._moved:
            return iter(self.due_between(_LONG_AGO, as_of - _DAY))
        return (one for one in self._open(_LONG_AGO, as_of - _DAY) if one.deadline.latest < as_of)

    def count_overdue(self, as_of: date) -> int:
        """How many `overdue` would give; by arithmetic where no log entry is about an occurrence."""
        if self._dates or self._closed or self._moved or self._repeats is None:
            return sum(1 for _ in self.overdue(as_of))
        last = as_of - _DAY
        return count_due(self._repeats, self._calendar, self._starts, self._ends, first_day=_LONG_AGO, last_day=last)

    def due_between(self, first: date, last: date) -> list[Open]:
        """The open occurrences whose deadline's latest day is in the span, in the order of their deadlines."""
        found = [one for one in self._open(first, last) if first <= one.deadline.latest <= last]
        named = {one.period for one in found}
        moved_in = (Open(period, due) for period, due in self._moved.items() if first <= due.latest <= last)
        found += [one for one in moved_in if one.period not in named and one.period not in self._closed]
        return sorted(found, key=lambda one: one.deadline)

    def every_between(self, first: date, last: date) -> list[Occurring]:
        """The occurrences, open or closed, whose deadline's latest day is in the span, in the order of deadlines."""
        deadlines = {one.period: one.deadline for one in self._with_deadlines(first, last)} | self._moved
        every = [
            Occurring(period, deadline, *self._last.get(period, ("not_started", None)))
            for period, deadline in deadlines.items()
            if first <= deadline.latest <= last
        ]
        return sorted(every, key=lambda one: one.deadline)

    def finished(self, as_of: date) -> bool:
        """Whether the series has an end, and every occurrence of it is closed."""
        if not self._dates and self._ends is None:
            return False
        last = max((one.latest for one in self._dates), default=as_of)
        if self._ends is not None:
            last = max(last, self._ends.latest)
        return not any(True for _ in self._open(_LONG_AGO, last))

    def _open(self, first: date, last: date) -> Iterator[Open]:
        """The occurrences that first fell due in the span and are not closed, with their deadlines in force."""
        return (one for one in self._with_deadlines(first, last) if one.period not in self._closed)

    def _with_deadlines(self, first: date, last: date) -> Iterator[Open]:
        """The occurrences that first fell due in the span, closed or not, with their deadlines in force."""
        for occurrence in self._made(first, last):
            written = occurrence.period if self._dates else occurrence.due.isoformat()
            yield Open(occurrence.period, self._moved.get(occurrence.period) or parse_reduced(written))

    def _made(self, first: date, last: date) -> Iterable[Occurrence]:
        if self._dates:
            return (one for one in occurrences_of_dates(self._dates) if first <= one.due <= last)
        if self._repeats is None or first > last:
            return ()
        return occurrences(self._repeats, self._calendar, self._starts, self._ends, first_day=first, last_day=last)
