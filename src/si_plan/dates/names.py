"""From a period's stable name back to its days: `2016-17/T1` is 1 September to 31 December 2016.

The names are those that `si_plan.dates.periods` lists. A bare `2016-17` is the year that the plan's calendar means by
it. `2011-12` could be a school year or a December; siplan takes it for the year. `2016/17`, as documents write a
school year, is not the name of a period: it would be the 17th of several in the calendar year 2016.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from si_plan.dates.calendar import SchoolCalendar
from si_plan.dates.periods import Period, day_period, month_period, quarter_period, week_period
from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR, DateError, parse_reduced

_NAME: Final = r"(\d{4})(?:-(Q|W)?(\d{2}|\d)(-\d{2})?)?(?:/(T|HT|Q)(\d{1,2}))?(?:/(\d{1,3}))?"
"""What a name is made of; its last part, the place among several in one period, leaves the days as they are."""


def period_named(name: str, calendar: SchoolCalendar) -> Period | None:
    """The calendar's period of this name; None where there is none, as for `2016-17/T9`."""
    found = re.fullmatch(_NAME, name, re.ASCII)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, letter, second, day, part, place, among = found.groups()
    first = int(year)
    if second is None and part is None and _is_pair(first, among):
        return None
    if part:
        return _part(first, part, int(place), calendar) if _is_pair(first, second) and not letter and not day else None
    if letter == "Q":
        return quarter_period(first, int(second)) if 1 <= int(second) <= 4 else None
    if letter == "W":
        return _week(first, int(second))
    if second and not day and _is_pair(first, second):
        return calendar.year_from(first, "academic" if calendar.year == "calendar" else calendar.year)
    return _of_date("-".join(part for part in (year, second, day and day[1:]) if part), calendar)


def days_meant(name: str, calendar: SchoolCalendar) -> Iterator[date]:
    """The first days of the periods that an occurrence's name may mean: the school year and the month for `2011-12` and
    `2011-12/2`, the year for `2016-17/2`."""
    whole, _, number = name.rpartition("/")
    for text in (name, whole) if number.isdecimal() else (name,):
        period = period_named(text, calendar)
        if period is not None:
            yield period.first
        if re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", text, re.ASCII) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
            yield date.fromisoformat(f"{text}-01")


def _is_pair(first: int, second: str | None) -> bool:
    """Whether 2016 and 17 are the two calendar years of one school year."""
    return second is not None and len(second) == 2 and int(second) == (first + 1) % 100


def _part(first: int, part: str, place: int, calendar: SchoolCalendar) -> Period | None:
    if part == "Q":
        return calendar.financial_quarter(first, place) if 1 <= place <= 4 else None
    parts = calendar.terms_of(first) if part == "T" else calendar.half_terms_of(first)
    return parts[place - 1] if 1 <= place <= len(parts) else None


def _week(year: int, number: int) -> Period | None:
    try:
        return week_period(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def _of_date(text: str, calendar: SchoolCalendar) -> Period | None:
    try:
        reduced = parse_reduced(text)
    except DateError:
        return None
    first = reduced.earliest
    if len(text) == 4:
        return calendar.year_from(first.year, "calendar")
    return month_period(first.year, first.month) if len(text) == 7 else day_period(first)
