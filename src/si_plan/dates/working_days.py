"""Working days and school days, counted.

A working day is a day from Monday to Friday that is no bank holiday of the calendar's nation. Substitutes and the days
that were proclaimed once are bank holidays, too. A calendar may add days off (`not_working`) and working days
(`working`). The bank holidays are those of the library `holidays`, which is loaded when the first of them is asked for.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final

from si_plan.dates.calendar import Nation, SchoolCalendar
from si_plan.dates.periods import FIRST_DAY, LAST_DAY, ONE_DAY
from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR, DateError

_SUBDIVISIONS: Final[dict[Nation, str]] = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern_ireland": "NIR",
}
_SATURDAY: Final = 5
_WEEKEND: Final = 3  # days from a Friday to the Monday after it


def is_working_day(day: date, calendar: SchoolCalendar) -> bool:
    """Whether a day is a working day. Of a year whose bank holidays are not known, every weekday is."""
    if day in calendar.working:
        return True
    weekday = day.weekday() < _SATURDAY and day not in calendar.not_working
    return weekday and day not in (_bank_holidays(calendar.nation, day.year) or ())


def knows_holidays(first: date, last: date, calendar: SchoolCalendar) -> bool:
    """Whether the bank holidays of all years from `first` to `last` are known."""
    return all(_bank_holidays(calendar.nation, year) is not None for year in {first.year, last.year})


def add_working_days(day: date, many: int, calendar: SchoolCalendar) -> date:
    """The day that is `many` working days after `day`, which is left out; before it, if `many` is below 0. Raises
    DateError beyond the years 1900 to 2199."""
    return _add(day, many, lambda one: is_working_day(one, calendar))


def working_days_between(first: date, last: date, calendar: SchoolCalendar) -> int:
    """How many working days there are after `first`, up to `last` and with it."""
    days = (last - first).days
    return sum(is_working_day(date.fromordinal(first.toordinal() + n), calendar) for n in range(1, days + 1))


def add_school_days(day: date, many: int, calendar: SchoolCalendar) -> date | None:
    """The day that is `many` school days after `day`, which is left out; before it, if `many` is below 0. None where
    the calendar does not give the exact days of all half terms in the school years that it would count. Raises
    DateError beyond the years 1900 to 2199."""
    known: dict[int, bool] = {}

    def is_school_day(one: date) -> bool:
        year = calendar.start_year(one)
        if year not in known:
            known[year] = _has_exact_days(year, calendar)
        if not known[year]:
            raise LookupError
        taught = any(half.covers(one) for half in calendar.half_terms_of(year))
        return taught and is_working_day(one, calendar)

    try:
        return _add(day, many, is_school_day)
    except LookupError:
        return None


def _has_exact_days(start_year: int, calendar: SchoolCalendar) -> bool:
    """Whether the days of each half term of a school year are given, and the breaks between them."""
    halves = calendar.half_terms_of(start_year)
    exact = all(calendar.exact("half_term", start_year, half.name) for half in calendar.half_terms)
    return exact and all((b.first - a.last).days > _WEEKEND for a, b in pairwise(halves))


def _add(day: date, many: int, counts: Callable[[date], bool]) -> date:
    step = ONE_DAY if many >= 0 else -ONE_DAY
    left = abs(many)
    while left:
        if not FIRST_DAY < day < LAST_DAY:
            raise DateError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
        day += step
        left -= counts(day)
    return day


@cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[date] | None:
    """The bank holidays of a year, with their substitutes; None for a year that the library does not cover."""
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    return frozenset(found) if found.start_year <= year <= found.end_year else None
