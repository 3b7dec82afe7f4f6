"""What recurs: the occurrences of a duty, or of a milestone with `repeats` or `dates`, and which are still open.

Only the occurrences asked about are made. A log entry with the occurrence's `period` and the status complete or
cancelled closes it; one with `period` and `due` moves its deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from si_plan.dates.calendar import USUAL
from si_plan.dates.occurrences import Occurrence, Timetable, occurrences_of_dates
from si_plan.dates.periods import LAST_DAY
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import FIRST_YEAR, ReducedDate, parse_reduced
from si_plan.model.fields import day_of
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
    """An occurrence, open or closed: its deadline in force, its last status, and the day from which it has that."""

    period: str
    deadline: ReducedDate
    status: Status
    since: date | None


class Recurring(NamedTuple):
    """What the occurrences of a recurring record depend on, besides its log. Equal ones have the same occurrences."""

    repeats: Recurrence | None
    dates: tuple[ReducedDate, ...]
    starts: ReducedDate | None
    ends: ReducedDate | None


def recurrence_of(tracked: Tracked) -> Recurring:
    """How a milestone or a duty recurs, as a `Recurring`."""
    record = tracked.record
    if type(record) is Duty:
        return Recurring(record.repeats, (), record.starts, record.ends)
    assert type(record) is Milestone
    return Recurring(record.repeats, record.dates, record.starts, record.ends or day_of(record.due))


class Series:
    """The occurrences of one recurring record, as its log leaves them on a day."""

    def __init__(self, plan: Plan, tracked: Tracked, entries: Iterable[Entry]) -> None:
        repeats, self._dates, starts, self._ends = recurrence_of(tracked)
        self._timetable: Timetable | None = None
        if repeats is not None and not self._dates:
            # Without a beginning of its own it begins with its edition of the plan: nothing was promised before that.
            begins = starts or parse_reduced(plan.worded_on(tracked.record).isoformat())
            self._timetable = Timetable(repeats, plan.details.calendar or USUAL, begins, self._ends)
        restated = plan.restated.get(tracked.id, date.min)
        self._moved: dict[str, ReducedDate] = {}
        self._last: dict[str, tuple[Status, date]] = {}
        for entry in entries:
            if entry.period is not None and entry.status is not None:
                former = self._last.get(entry.period)
                if former is None or former[0] != entry.status:
                    self._last[entry.period] = entry.status, entry.on
            if entry.period is not None and entry.due is not None and entry.on >= restated:
                self._moved[entry.period] = entry.due
        self._closed = {name for name, (status, _) in self._last.items() if status in ("complete", "cancelled")}

    def overdue(self, as_of: date) -> Iterator[Open]:
        """The open occurrences whose deadline's latest day is before the day, the oldest first."""
        return self.open_between(_LONG_AGO, as_of - _DAY)

    def count_overdue(self, as_of: date) -> int:
        """How many `overdue` would give. It takes longer for a longer log, but not for a longer time."""
        if self._timetable is None:
            return sum(1 for _ in self.overdue(as_of))
        last = as_of - _DAY
        every = self.count_between(_LONG_AGO, last)
        told = map(self._timetable.named, self._closed | self._moved.keys())
        return (
            every
            - sum(occurrence is not None and occurrence.due <= last for occurrence in told)
            + len(self._moved_into(_LONG_AGO, last))
        )

    def count_between(self, first: date, last: date) -> int:
        """How many occurrences were to fall due in the span, by arithmetic; of explicit dates, how many there are."""
        return len(self._dates) if self._timetable is None else self._timetable.count_due(first, last)

    def latest_overdue(self, as_of: date, most: int) -> list[Open]:
        """The last `most` of those that `overdue` would give, in their order, without making the others."""
        last = as_of - _DAY
        found = list(islice(self._as_promised(_LONG_AGO, last, latest_first=True), most))
        return _sort([*reversed(found), *self._moved_into(_LONG_AGO, last)])[-most:]

    def open_between(self, first: date, last: date) -> Iterator[Open]:
        """The open occurrences whose deadline's latest day is in the span, in the order of their deadlines. Each is
        made when it is asked for."""
        as_promised, moved = self._as_promised(first, last), self._moved_into(first, last)
        if not moved:
            return as_promised
        from heapq import merge

        return merge(as_promised, moved, key=_deadline_of)

    def due_between(self, first: date, last: date) -> list[Open]:
        """What `open_between` gives, as a list."""
        return list(self.open_between(first, last))

    def open(self, period: str) -> Open | None:
        """The occurrence of this name; None where it is not open. A longer series takes no longer."""
        if period in self._closed:
            return None
        moved = self._moved.get(period)
        if moved is not None:
            return Open(period, moved)
        if self._timetable is None:
            return next((found for found in self._as_promised(_LONG_AGO, LAST_DAY) if found.period == period), None)
        found = self._timetable.named(period)
        return Open(period, parse_reduced(found.due.isoformat())) if found is not None else None

    def all_between(self, first: date, last: date) -> list[Occurring]:
        """The occurrences, open or closed, whose deadline's latest day is in the span, in the order of deadlines."""
        deadlines = {found.period: found.deadline for found in self._make_with_deadlines(first, last)} | self._moved
        every = [
            Occurring(period, deadline, *self._last.get(period, ("not_started", None)))
            for period, deadline in deadlines.items()
            if first <= deadline.latest <= last
        ]
        return sorted(every, key=lambda occurring: occurring.deadline)

    def is_finished(self, as_of: date) -> bool:
        """Whether the series has an end, and every occurrence of it is closed."""
        if not self._dates and self._ends is None:
            return False
        last = max((day.latest for day in self._dates), default=as_of)
        if self._ends is not None:
            last = max(last, self._ends.latest)
        return not any(found.period not in self._closed for found in self._make_with_deadlines(_LONG_AGO, last))

    def _as_promised(self, first: date, last: date, *, latest_first: bool = False) -> Iterator[Open]:
        """The open occurrences that fall due in the span and were never moved, in order or from the last."""
        for occurrence in self._make(first, last, latest_first=latest_first):
            if occurrence.period not in self._closed and occurrence.period not in self._moved:
                yield Open(occurrence.period, self._promised_deadline(occurrence))

    def _moved_into(self, first: date, last: date) -> list[Open]:
        """The open occurrences that were moved to a deadline in the span, in the order of their deadlines."""
        moved = (Open(*item) for item in self._moved.items() if item[0] not in self._closed)
        return _sort(found for found in moved if first <= found.deadline.latest <= last)

    def _promised_deadline(self, occurrence: Occurrence) -> ReducedDate:
        return parse_reduced(occurrence.period if self._dates else occurrence.due.isoformat())

    def _make_with_deadlines(self, first: date, last: date) -> Iterator[Open]:
        """The occurrences that first fell due in the span, closed or not, with their deadlines in force."""
        for occurrence in self._make(first, last):
            yield Open(occurrence.period, self._moved.get(occurrence.period) or self._promised_deadline(occurrence))

    def _make(self, first: date, last: date, *, latest_first: bool = False) -> Iterable[Occurrence]:
        if self._dates:
            found = [occurrence for occurrence in occurrences_of_dates(self._dates) if first <= occurrence.due <= last]
            return reversed(found) if latest_first else found
        return () if self._timetable is None else self._timetable.due(first, last, latest_first=latest_first)


def _deadline_of(found: Open) -> ReducedDate:
    return found.deadline


def _sort(found: Iterable[Open]) -> list[Open]:
    return sorted(found, key=_deadline_of)
