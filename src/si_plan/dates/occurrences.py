"""Occurrences: the single times at which a recurring duty falls due.

A recurrence has one occurrence for each period of the plan's calendar (see `si_plan.dates.periods` for
the names), due at the end of its period or of `in`. They are found by arithmetic from their places in a
series, so a duty without an end costs nothing until someone asks about a span of days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from si_plan.dates.calendar import SchoolCalendar, TermUnit
from si_plan.dates.periods import (
    FIRST_DAY,
    LAST_DAY,
    MonthDay,
    Period,
    YearKind,
    day_period,
    month_period,
    quarter_period,
    week_period,
)
from si_plan.dates.recurrence import Place, Recurrence
from si_plan.dates.reduced import DateError, ReducedDate

_YEARS_KEPT: Final = 8
"""How many years' windows a timetable keeps: more than one question needs."""
_KEPT: Final = 64
"""How many of the occurrences that it has looked at."""


class Occurrence(NamedTuple):
    """One time that a duty falls due.

    `period` is its stable name, which a log entry's `period` closes; it is in its window from `starts` to
    `due` and overdue after `due`.
    """

    period: str
    starts: date
    due: date


def occurrences_of_dates(dates: Iterable[ReducedDate]) -> tuple[Occurrence, ...]:
    """Explicit occurrences (`dates: [2016-06, 2016-09]`), each named by its own date, in order of `due`."""
    return tuple(Occurrence(d.text, d.earliest, d.latest) for d in sorted(set(dates)))


class Timetable:
    """The occurrences of one recurrence: an endless row of them, numbered from any whole number to any other.

    `starts` and `ends` bound the duty itself: an occurrence counts when it is due on or after the earliest
    day of `starts` and begins on or before the latest day of `ends`, and is cut to those days. A meeting
    has no calendar, so `per_meeting` has none. A group (`every: 6 weeks`) is counted from `starts`, or
    from the first day of 2000 where there is none.
    """

    def __init__(
        self,
        recurrence: Recurrence,
        calendar: SchoolCalendar,
        starts: ReducedDate | None,
        ends: ReducedDate | None,
    ) -> None:
        self.recurrence, self.calendar = recurrence, calendar
        self._of_years: dict[Period, list[Period]] = {}
        self._looked_at: dict[int, Occurrence] = {}
        self.begins = starts.earliest if starts else FIRST_DAY
        self.finishes = ends.latest if ends else LAST_DAY
        self.share = len(recurrence.places) or recurrence.times
        if recurrence.unit != "meeting":
            self.number_of, self.period = _number_units(recurrence, calendar)
            anchor = starts.earliest if starts else date(2000, 1, 1)
            self.anchor = self.number_of(anchor)

    def due(self, first_day: date, last_day: date, *, latest_first: bool = False) -> Iterator[Occurrence]:
        """The occurrences whose `due` lies from `first_day` to `last_day`, in order or backwards, made as they are
        asked for."""
        places = self._places_due(first_day, last_day)
        for place in reversed(places) if latest_first else places:
            yield self.clip(self.whole_at(place))

    def count_due(self, first_day: date, last_day: date) -> int:
        """How many `due` would yield. By arithmetic, so it takes no longer for a longer span."""
        return len(self._places_due(first_day, last_day))

    def named(self, name: str) -> Occurrence | None:
        """The occurrence that has this name; None where there is none. A longer row takes no longer."""
        from si_plan.dates.names import days_meant  # most plans have no log about single occurrences

        if self.recurrence.unit == "meeting":
            return None
        for near in days_meant(name, self.calendar):
            for whole in self.wholes_named(name, near):
                if whole.period == name and self.overlaps(whole):
                    return self.clip(whole)
        return None

    def _places_due(self, first_day: date, last_day: date) -> range:
        """The places of the duty's occurrences that are due from `first_day` to `last_day`."""
        first, last = max(first_day, self.begins), min(last_day, LAST_DAY)
        if self.recurrence.unit == "meeting" or first > last or self.begins > self.finishes:
            return range(0)
        near_first, near_last = self._places_near(first), self._places_near(last)
        begin = bisect_left(near_first, first, key=self._due) + near_first.start
        end = bisect_right(near_last, last, key=self._due) + near_last.start
        around = self._places_near(self.finishes) if self.finishes < last else near_last
        over = bisect_right(around, self.finishes, key=self._starts) + around.start
        return range(begin, max(begin, min(end, over)))

    def overlaps(self, whole: Occurrence) -> bool:
        """Whether any of an occurrence lies between the duty's own first and last day."""
        return min(whole.due, self.finishes) >= self.begins and whole.starts <= self.finishes

    def clip(self, whole: Occurrence) -> Occurrence:
        """The part of an occurrence between the duty's own first and last day."""
        return Occurrence(whole.period, max(whole.starts, self.begins), min(whole.due, self.finishes))

    def whole_at(self, place: int) -> Occurrence:
        """The occurrence at `place`, uncut."""
        group, part = divmod(place, self.share)
        first = self.anchor + group * self.recurrence.every
        period = self.period(first)
        if self.recurrence.places:
            window = self._windows_of(period)[part]
            name = period.name if self.share == 1 else window.name
            return Occurrence(name, window.first, window.last)
        last = self.period(first + self.recurrence.every - 1).last
        name = period.name if self.share == 1 else f"{period.name}/{part + 1}"
        return Occurrence(name, period.first, last)

    def wholes_named(self, name: str, near: date) -> Iterator[Occurrence]:
        """The uncut occurrences near a day that may have this name: where a group has several, those of the number or
        the month in the name."""
        around = self._places_near(near)
        if self.share == 1:
            yield from map(self.whole_at, around)
        elif not self.recurrence.places:
            number = name.rpartition("/")[2]
            part = int(number) - 1 if number.isdecimal() else self.share
            if 0 <= part < self.share:
                yield from map(self.whole_at, range(around.start + part, around.stop, self.share))
        else:
            # Only the places of that month: a year may have several hundred, too many to make for one name.
            wanted = [place for place in self.recurrence.places if place.season or _is_on(place, near)]
            for group in range(around.start // self.share, around.stop // self.share):
                year = self.period(self.anchor + group * self.recurrence.every)
                for window in (_window(place, year, self.calendar) for place in wanted):
                    yield Occurrence(window.name, window.first, window.last)

    def _due(self, place: int) -> date:
        return min(self._look_at(place).due, self.finishes)

    def _starts(self, place: int) -> date:
        return self._look_at(place).starts

    def _look_at(self, place: int) -> Occurrence:
        """The occurrence at `place`, uncut. Searches look at a few of them again and again."""
        found = self._looked_at.get(place)
        if found is None:
            if len(self._looked_at) > _KEPT:
                self._looked_at.clear()
            found = self._looked_at[place] = self.whole_at(place)
        return found

    def _places_near(self, day: date) -> range:
        group = (self.number_of(day) - self.anchor) // self.recurrence.every
        return range((group - 2) * self.share, (group + 3) * self.share)

    def _windows_of(self, year: Period) -> list[Period]:
        found = self._of_years.get(year)
        if found is None:
            if len(self._of_years) > _YEARS_KEPT:
                self._of_years.clear()
            windows = [_window(place, year, self.calendar) for place in self.recurrence.places]
            found = self._of_years[year] = sorted(windows, key=lambda period: (period.last, period.first))
        return found


def _is_on(place: Place, day: date) -> bool:
    """Whether a place (a month, or a day in one) falls on this day. 29 February falls on 28 where there is no 29."""
    return place.month == day.month and (place.day in (0, day.day) or place.day > day.day >= 28)


def _window(place: Place, year: Period, calendar: SchoolCalendar) -> Period:
    """The month, day, term or half term of `year` at `place`. Raises DateError where the year has none."""
    if place.month:
        first = MonthDay(place.month, max(place.day, 1))
        day = first.in_year(year.first.year)
        if day < year.first and not (place.day == 0 and (day.year, day.month) == year.first.timetuple()[:2]):
            day = first.in_year(year.first.year + 1)
        return day_period(day) if place.day else month_period(day.year, day.month)
    for start_year in (year.first.year - 1, year.first.year):
        term = _term_of_season(place, start_year, calendar)
        if year.covers(term.first):
            return term
    raise DateError(f"the year {year.name} has no {place}")


def _term_of_season(place: Place, start_year: int, calendar: SchoolCalendar) -> Period:
    if place.half:
        return calendar.half_terms_of(start_year)[2 * place.season + place.half - 3]
    return calendar.season_of(place.season, start_year)


_Numbering = tuple[Callable[[date], int], Callable[[int], Period]]


def _number_units(recurrence: Recurrence, calendar: SchoolCalendar) -> _Numbering:
    """How the recurrence's units are numbered: the number of a day's unit, and the unit of a number."""
    unit = recurrence.unit
    if unit == "day":
        return date.toordinal, lambda n: day_period(date.fromordinal(n))
    if unit == "week":
        return (lambda d: (d.toordinal() - 1) // 7), lambda n: week_period(date.fromordinal(7 * n + 1))
    if unit == "month":
        return (lambda d: 12 * d.year + d.month - 1), lambda n: month_period(n // 12, n % 12 + 1)
    if unit == "quarter":
        return _number_quarters(calendar, recurrence.year)
    if unit == "year":
        kind = recurrence.year or calendar.year
        return (lambda d: calendar.start_year(d, kind)), lambda n: calendar.year_from(n, kind)
    return _number_terms(calendar, "term" if unit == "term" else "half_term")


def _number_quarters(calendar: SchoolCalendar, kind: YearKind | None) -> _Numbering:
    if kind != "financial":
        return (lambda d: 4 * d.year + (d.month - 1) // 3), lambda n: quarter_period(n // 4, n % 4 + 1)

    def number(day: date) -> int:
        start = calendar.start_year(day, "financial")
        return 4 * start + sum(day > calendar.financial_quarter(start, q).last for q in (1, 2, 3))

    return number, lambda n: calendar.financial_quarter(n // 4, n % 4 + 1)


def _number_terms(calendar: SchoolCalendar, unit: TermUnit) -> _Numbering:
    of_year = calendar.terms_of if unit == "term" else calendar.half_terms_of
    many = len(calendar.terms if unit == "term" else calendar.half_terms)

    def number(day: date) -> int:
        """In the holidays, the number of the term to come."""
        start = calendar.start_year(day)
        return many * start + sum(day > term.last for term in of_year(start))

    return number, lambda n: of_year(n // many)[n % many]
