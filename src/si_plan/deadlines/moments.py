"""One written date to the days that it spans in a given year, by the plan's calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from si_plan.dates.calendar import SchoolCalendar
from si_plan.dates.periods import (
    ONE_DAY,
    Period,
    YearKind,
    day_period,
    month_period,
    quarter_period,
)
from si_plan.dates.reduced import DateError, ReducedDate

YEAR_KINDS: Final[tuple[YearKind, ...]] = ("academic", "financial", "municipal", "calendar")
_BREAKS: Final = {10: 1, 11: 1, 2: 3, 5: 5, 6: 5}
Level = Literal["certain", "likely", "unsure"]


class Doubt(NamedTuple):
    """A reason why a reading is not certain: it is `likely` at most, or `unsure`; one that leaves it `certain` is only
    said. `of_year`: it is about a year that the text leaves out."""

    level: Level
    why: str
    of_year: bool = False


class Moment(NamedTuple):
    """A date as written: which form, the values in it, and the edges around it ("end of", "early"), outermost
    first. `text` is how it was written."""

    name: str
    parts: Mapping[str, int]
    edges: tuple[str, ...] = ()
    text: str = ""

    @property
    def year(self) -> int | None:
        """The year that the text gives, if it does: a calendar year, or the first year of a pair."""
        for name in ("year", "pair", "yy"):
            if name in self.parts:
                return self.parts[name]
        return None

    @property
    def settled(self) -> bool:
        """Whether the text itself settles the year."""
        own = {"year", "pair", "yy", "date", "monthyear", "years"}
        return self.name == "impossible" or not own.isdisjoint(self.parts)

    @property
    def relative(self) -> bool:
        """Whether it counts from the plan's own date: this, next or last."""
        break_alone = self.name == "half term break" and self.parts.keys().isdisjoint(("month", "season"))
        return "which" in self.parts or break_alone or self.name in ("this year", "this term")

    def with_pair(self, start_year: int) -> "Moment":
        """The same in the school or financial year that begins in `start_year`."""
        return self._replace(parts={**self.parts, "pair": start_year})


class Span(NamedTuple):
    """The days of a moment, how its bounds are written, and what the reading rests on.

    `unit` is its form; `edged` says that it is one end of a longer period ("end of term").
    """

    first: date
    last: date
    starts: ReducedDate
    ends: ReducedDate
    unit: str
    title: str
    rule: str = ""
    doubts: tuple[Doubt, ...] = ()
    edged: bool = False


def period_in(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    """The period of `moment` in `year`: the calendar year in which it begins, or the first of a pair.

    Raises DateError where there is no such date.
    """
    name, parts = moment.name, moment.parts
    if name in ("month", "month or day"):
        return _month(moment, year, calendar)
    if name == "day":
        return _day(moment, year, calendar)
    if name in ("term", "half term", "named term", "nth term"):
        return _term(moment, year, calendar)
    if name == "quarter":
        return _quarter(moment, year, calendar)
    if name == "year":
        kind = year_kind(moment, calendar)
        ends_in_it = "end" in moment.edges and "year" in parts and kind != "calendar"
        if kind == "calendar" and "pair" in parts:
            begins, ends = calendar.year_from(year, kind), calendar.year_from(year + 1, kind)
            return begins._replace(last=ends.last, title=f"{year} and {year + 1}")
        return calendar.year_from(year - ends_in_it, kind)
    if name == "years":
        first, last = divmod(parts["years"], 10000)
        kind = calendar.year
        begins, ends = calendar.year_from(first, kind), calendar.year_from(last - 1, kind)
        return Period(moment.text, f"{kind} years {first} to {last}", begins.first, ends.last, begins.rule)
    if name in ("feast", "half term break", "summer break"):
        return _holiday(moment, year, calendar)
    raise DateError(f"{moment.text} is no date")


def year_kind(moment: Moment, calendar: SchoolCalendar) -> YearKind:
    """Which kind of year a moment names; a bare pair means the calendar's, a bare year the calendar year."""
    for kind in YEAR_KINDS:
        if kind in moment.parts:
            return kind
    return calendar.year if "pair" in moment.parts or "which" in moment.parts else "calendar"


def _month(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    if "monthyear" in moment.parts:
        return month_period(*divmod(moment.parts["monthyear"], 100))
    month = moment.parts["month"]
    if "pair" in moment.parts:
        begins = calendar.first_day(calendar.year).month
        return month_period(moment.parts["pair"] + (month < begins), month)
    return month_period(year, month)


def _day(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    parts = moment.parts
    if "date" in parts:
        return day_period(date.fromordinal(parts["date"]))
    if "pair" in parts:
        begins = calendar.first_day(calendar.year)
        year = parts["pair"] + ((parts["month"], parts.get("day", 1)) < begins)
    day = ReducedDate(year, parts["month"], parts.get("day", parts.get("ordinal")))
    return day_period(day.earliest)


def _term(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    if "pair" in moment.parts:
        return _term_of(moment, moment.parts["pair"], calendar)
    for start_year in (year, year - 1):
        period = _term_of(moment, start_year, calendar)
        if period.first.year == year:
            return period
    raise DateError(f"{moment.text} does not begin in {year}")


def _term_of(moment: Moment, start_year: int, calendar: SchoolCalendar) -> Period:
    parts = moment.parts
    if moment.name == "term":
        return calendar.season_of(parts["season"], start_year)
    if moment.name == "nth term":
        return _numbered_term(moment, start_year, calendar)
    if moment.name == "named term":
        return _named_term(moment, start_year, calendar)
    if "halftermof" in parts:
        number = parts["halftermof"]
    elif "season" in parts:
        half = parts.get("half") or parts.get("nth") or (2 if "secondhalf" in parts else 1)
        number = 2 * parts["season"] + half - 2 if half <= 2 else 0
    else:
        number = parts.get("digits", parts.get("n", 0))
    terms = calendar.half_terms_of(start_year)
    if not 1 <= number <= len(terms):
        raise DateError(f"{moment.text} is no half term: a year has {len(terms)}")
    return terms[number - 1]


def _named_term(moment: Moment, start_year: int, calendar: SchoolCalendar) -> Period:
    """The term that has both a number and a season: of three terms where they agree, else one of six. Raises
    DateError where neither holds."""
    number, season = moment.parts.get("digits", moment.parts.get("n", 0)), moment.parts["season"]
    if number == season and number > 1:
        return calendar.season_of(season, start_year)
    if (number + 1) // 2 == season:
        return calendar.half_terms_of(start_year)[number - 1]
    raise DateError(f"{moment.text} is no term: the number and the season do not agree")


def _numbered_term(moment: Moment, start_year: int, calendar: SchoolCalendar) -> Period:
    """The first, second … term of a school year. Raises DateError."""
    terms = calendar.terms_of(start_year)
    if moment.parts["nth"] > len(terms):
        raise DateError(f"{moment.text} is no term: a year has {len(terms)}")
    return terms[moment.parts["nth"] - 1]


def _quarter(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    number = moment.parts.get("digits") or moment.parts.get("nth") or moment.parts.get("n") or 0
    if not 1 <= number <= 4:
        raise DateError(f"{moment.text} is no quarter: a year has four")
    if quarter_kind(moment, calendar) == "calendar":
        return quarter_period(year, number)
    return calendar.financial_quarter(year, number)


def quarter_kind(moment: Moment, calendar: SchoolCalendar) -> YearKind:
    """Whose quarter a moment is: a council's is the financial year's, and so is that of "2016/17"."""
    if "financial" in moment.parts or "pair" in moment.parts or calendar.year in ("financial", "municipal"):
        return "financial"
    return "calendar" if "year" in moment.parts or calendar.year == "calendar" else "financial"


def _holiday(moment: Moment, year: int, calendar: SchoolCalendar) -> Period:
    parts = moment.parts
    if moment.name == "feast":
        if "term" in parts:
            return calendar.season_of(2 if parts["feast"] == 1 else 1, year - (parts["feast"] == 1))
        if parts["feast"] == 3:
            return month_period(year, 1)
        day = easter(year) if parts["feast"] == 1 else date(year, 12, 25)
        return Period("", f"{'Easter' if parts['feast'] == 1 else 'Christmas'} {year}", day, day)
    start_year = parts["pair"] if "pair" in parts else year - 1
    if moment.name == "summer break":
        summer = calendar.season_of(3, start_year)
        last = calendar.year_from(start_year, "academic").last
        return Period("", f"summer holiday {year}", summer.last + ONE_DAY, last, summer.rule)
    number = 2 * parts["season"] - 1 if "season" in parts else _BREAKS.get(parts.get("month", 0), 0)
    if not number:
        raise DateError(f"{moment.text} names no half term")
    if number == 1 and "pair" not in parts:
        start_year += 1
    half = calendar.half_terms_of(start_year)[number - 1]
    return Period(half.name, f"the half term after {half.title}", half.last, half.last, half.rule)


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus, as Meeus and Jones give it)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, left = divmod(century, 4)
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
