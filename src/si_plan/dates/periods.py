"""Periods: stretches of whole days with a stable name, and the words in which they are cited.

A period's `name` is what a progress log writes (`period: 2016-17/T1`), so it never depends on today, on a
locale or on the wording of a plan: years `2016-17` or `2016`, terms `2016-17/T1`, half terms `2016-17/HT3`,
quarters `2016-Q3` (of the calendar year) or `2016-17/Q2` (of the financial year), months `2016-09`, weeks
`2016-W36` (ISO 8601, Monday to Sunday), days `2016-09-01`.
"""

from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR, DateError, ReducedDate, days_in

YearKind = Literal["academic", "financial", "calendar", "municipal"]

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_DAY: Final = date(FIRST_YEAR, 1, 1)
LAST_DAY: Final = date(LAST_YEAR, 12, 31)
ONE_DAY: Final = timedelta(days=1)
LONGEST: Final = 500
"""How many days, weeks or months a length of time may have."""


class MonthDay(NamedTuple):
    """A day of any year. 29 February means the last day of February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """That day in the calendar year `year`."""
        return date(year, self.month, min(self.day, days_in(year, self.month)))

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


class Period(NamedTuple):
    """Whole days from `first` to `last`, both included.

    `name` is its stable name, `title` the name in words ("autumn term 2016"), `rule` the sentence that
    says where its bounds come from, empty where they need no explaining (a month, a calendar year).
    """

    name: str
    title: str
    first: date
    last: date
    rule: str = ""

    def covers(self, day: date) -> bool:
        """Whether a day is in the period."""
        return self.first <= day <= self.last


def say_day(day: date) -> str:
    """`day` in words: 1 September 2016."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def last_of_month(year: int, month: int) -> date:
    """The last day of that month."""
    return date(year, month, days_in(year, month))


def month_period(year: int, month: int) -> Period:
    """A calendar month, named `2016-09`."""
    title = f"{MONTHS[month - 1]} {year}"
    return Period(f"{year:04}-{month:02}", title, date(year, month, 1), last_of_month(year, month))


def day_period(day: date) -> Period:
    """A single day, named `2016-09-01`."""
    return Period(day.isoformat(), say_day(day), day, day)


def week_period(day: date) -> Period:
    """The week from Monday to Sunday that contains `day`, named as ISO 8601 does: `2016-W36`."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Period(f"{year:04}-W{week:02}", f"the week of {say_day(monday)}", monday, monday + timedelta(days=6))


def quarter_period(year: int, quarter: int) -> Period:
    """A quarter of the calendar year, named `2016-Q3`."""
    first, last = date(year, 3 * quarter - 2, 1), last_of_month(year, 3 * quarter)
    return Period(f"{year:04}-Q{quarter}", f"quarter {quarter} of {year}", first, last)


def year_name(first: date, last: date) -> str:
    """`2016-17` for a year that runs over two calendar years, else `2016`."""
    return f"{first.year:04}" if first.year == last.year else f"{first.year:04}-{last.year % 100:02}"


def reduced_day(day: date) -> ReducedDate:
    """`day` as a date of full precision. Raises DateError outside 1900 to 2199."""
    return ReducedDate(day.year, day.month, day.day)


def reduced_bounds(first: date, last: date) -> tuple[ReducedDate, ReducedDate]:
    """The shortest pair of dates that spans exactly `first` to `last`.

    Whole calendar years are years, whole months are months (a school year is 2016-09 and 2017-08),
    anything else is days. Raises DateError outside 1900 to 2199.
    """
    whole_months = first.day == 1 and last == last_of_month(last.year, last.month)
    if whole_months and first.month == 1 and last.month == 12:
        return ReducedDate(first.year), ReducedDate(last.year)
    if whole_months:
        return ReducedDate(first.year, first.month), ReducedDate(last.year, last.month)
    return reduced_day(first), reduced_day(last)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))
