"""The plan's calendar: when its years, terms and half terms begin and end.

Everything that depends on a term or a year asks a `SchoolCalendar`. A plan without one gets the usual
English calendar (`USUAL`), whose month bounds stand for the term dates that each council sets itself:

    autumn term  1 September to 31 December    Autumn 1 to 31 October,   Autumn 2 from 1 November
    spring term  1 January to 31 March         Spring 1 to 15 February,  Spring 2 from 16 February
    summer term  1 April to 31 July            Summer 1 to 31 May,       Summer 2 from 1 June

The academic year runs from 1 September (Education Act 1996, section 579: a school year begins with the
first term after July), the financial year from 1 April (Local Government Act 1992, section 95), and the
municipal year from May (Local Government Act 1972, schedule 12: the annual meeting of a council).
`si_plan.dates.calendar_data` says how a YAML file writes one.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple

from si_plan.dates.periods import (
    ONE_DAY,
    MonthDay,
    Period,
    YearKind,
    day_period,
    month_period,
    quarter_period,
    say_day,
    week_period,
    year_name,
)

Unit = Literal["day", "week", "month", "quarter", "half_term", "term", "year"]
TermUnit = Literal["term", "half_term"]
Nation = Literal["england", "wales", "scotland", "northern_ireland"]

SEASONS: Final = ("autumn", "spring", "summer")
_PREFIX: Final = {"term": "T", "half_term": "HT"}


class Term(NamedTuple):
    """A term or half term of every year, by month and day. 29 February means the end of February."""

    name: str
    first: MonthDay
    last: MonthDay


class TermDates(NamedTuple):
    """The exact dates of one term or half term in the academic year that begins in `start_year`."""

    unit: TermUnit
    start_year: int
    name: str
    first: date
    last: date


SEPTEMBER: Final = MonthDay(9, 1)
APRIL: Final = MonthDay(4, 1)
MAY: Final = MonthDay(5, 1)

USUAL_TERMS: Final = (
    Term("Autumn", MonthDay(9, 1), MonthDay(12, 31)),
    Term("Spring", MonthDay(1, 1), MonthDay(3, 31)),
    Term("Summer", MonthDay(4, 1), MonthDay(7, 31)),
)
USUAL_HALF_TERMS: Final = (
    Term("Autumn 1", MonthDay(9, 1), MonthDay(10, 31)),
    Term("Autumn 2", MonthDay(11, 1), MonthDay(12, 31)),
    Term("Spring 1", MonthDay(1, 1), MonthDay(2, 15)),
    Term("Spring 2", MonthDay(2, 16), MonthDay(3, 31)),
    Term("Summer 1", MonthDay(4, 1), MonthDay(5, 31)),
    Term("Summer 2", MonthDay(6, 1), MonthDay(7, 31)),
)


class CalendarRules(NamedTuple):
    """The rules that a plan's calendar states. `SchoolCalendar` works out years and terms from them.

    `year` is what a bare "2016/17" means, and `year_is_stated` whether the plan says so (a reading that
    rests on a guess is never certain). `terms` has three or six, `half_terms` six; `dates` holds the exact
    dates known for single years. `nation` is whose bank holidays are no working days, `not_working` and `working` are
    the days that differ (`si_plan.dates.working_days` counts them). `source` is how a rule of this calendar is cited.
    """

    year: YearKind = "academic"
    academic_year: MonthDay = SEPTEMBER
    financial_year: MonthDay = APRIL
    municipal_year: MonthDay = MAY
    terms: tuple[Term, ...] = USUAL_TERMS
    half_terms: tuple[Term, ...] = USUAL_HALF_TERMS
    dates: tuple[TermDates, ...] = ()
    nation: Nation = "england"
    not_working: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    year_is_stated: bool = False
    source: str = "the usual English calendar"


class SchoolCalendar(CalendarRules):
    """Years, terms and half terms of one plan. Immutable and hashable; the default is the English usual.

    It keeps what it has worked out, for as long as the calendar itself is kept.
    """

    @cached_property
    def _years(self) -> dict[tuple[int, YearKind], Period]:
        return {}

    @cached_property
    def _terms(self) -> dict[tuple[TermUnit, int], tuple[Period, ...]]:
        return {}

    @cached_property
    def _exact(self) -> dict[tuple[TermUnit, int, str], TermDates]:
        """The exact dates that are known, by unit, start year and name."""
        return {(known.unit, known.start_year, known.name): known for known in self.dates}

    @property
    def nation_in_words(self) -> str:
        """The nation whose bank holidays count: England, Northern Ireland."""
        return self.nation.replace("_", " ").title()

    def first_day(self, kind: YearKind) -> MonthDay:
        """The day on which a year of that kind begins."""
        starts: dict[YearKind, MonthDay] = {
            "academic": self.academic_year,
            "financial": self.financial_year,
            "municipal": self.municipal_year,
            "calendar": MonthDay(1, 1),
        }
        return starts[kind]

    def year_from(self, start_year: int, kind: YearKind) -> Period:
        """The year of that kind that begins in the calendar year `start_year`, named `2016-17` or `2016`."""
        found = self._years.get((start_year, kind))
        if found is None:
            found = self._years[start_year, kind] = _year(self, start_year, kind)
        return found

    def year_of(self, day: date, kind: YearKind) -> Period:
        """The year of that kind that contains `day`."""
        return self.year_from(self.start_year(day, kind), kind)

    def start_year(self, day: date, kind: YearKind = "academic") -> int:
        """The calendar year in which the year of that kind that contains `day` begins."""
        return day.year if day >= self.first_day(kind).in_year(day.year) else day.year - 1

    def terms_of(self, start_year: int) -> tuple[Period, ...]:
        """The terms of the academic year that begins in `start_year`, named `2016-17/T1` and on."""
        return self.periods_of("term", start_year)

    def half_terms_of(self, start_year: int) -> tuple[Period, ...]:
        """The half terms of the academic year that begins in `start_year`, named `2016-17/HT1` and on."""
        return self.periods_of("half_term", start_year)

    def periods_of(self, unit: TermUnit, start_year: int) -> tuple[Period, ...]:
        """The terms or the half terms of an academic year."""
        found = self._terms.get((unit, start_year))
        if found is None:
            found = self._terms[unit, start_year] = tuple(_periods(self, unit, start_year))
        return found

    def exact(self, unit: TermUnit, start_year: int, name: str) -> TermDates | None:
        """The exact dates of a term or half term; None where they are not known."""
        return self._exact.get((unit, start_year, name))

    def season_of(self, season: int, start_year: int) -> Period:
        """The autumn (1), spring (2) or summer (3) term of an academic year.

        Found by its name, else by its place; where there are six terms it is the pair in that place.
        """
        terms = self.terms_of(start_year)
        named = [
            period
            for term, period in zip(self.terms, terms, strict=True)
            if term.name.casefold().startswith(SEASONS[season - 1])
        ]
        share = len(terms) // 3
        parts = named or terms[(season - 1) * share : season * share]
        if len(parts) == 1:
            return parts[0]
        year, title = self.year_from(start_year, "academic").name, f"{SEASONS[season - 1]} term"
        first, last = parts[0].first, parts[-1].last
        rule = f"{title}: {say_day(first)} to {say_day(last)}, by {self.source}"
        return Period(f"{year}/{SEASONS[season - 1]}", f"{title} {first.year}", first, last, rule)

    def financial_quarter(self, start_year: int, quarter: int) -> Period:
        """A quarter of the financial year that begins in `start_year`, named `2016-17/Q3`."""
        year, begins = self.year_from(start_year, "financial"), self.financial_year
        edges = [
            MonthDay((begins.month - 1 + 3 * n) % 12 + 1, begins.day).in_year(
                start_year + (begins.month - 1 + 3 * n) // 12
            )
            for n in (quarter - 1, quarter)
        ]
        last = edges[1] - ONE_DAY
        rule = f"quarter {quarter} of the financial year: {say_month_day(edges[0])} to {say_month_day(last)}"
        title = f"quarter {quarter} of {year.title}"
        return Period(f"{year.name}/Q{quarter}", title, edges[0], last, f"{rule}, by {self.source}")

    def period_containing(self, day: date, unit: Unit, kind: YearKind | None = None) -> Period | None:
        """The period of that unit that contains `day`; None for a term or half term in the holidays.

        `kind` says which year is meant by `year`, and whose quarters (financial, else the calendar's).
        """
        if unit == "day":
            return day_period(day)
        if unit == "week":
            return week_period(day)
        if unit == "month":
            return month_period(day.year, day.month)
        if unit == "year":
            return self.year_of(day, kind or self.year)
        if unit == "quarter":
            return self._quarter_of(day, kind)
        found = [p for p in self.periods_of(unit, self.start_year(day)) if p.covers(day)]
        return found[0] if found else None

    def period_after(self, period: Period, unit: Unit, kind: YearKind | None = None) -> Period:
        """The period of that unit that comes next after `period`, skipping holidays."""
        day = period.last + ONE_DAY
        if unit in ("term", "half_term"):
            start = self.start_year(day)
            terms = self.periods_of(unit, start) + self.periods_of(unit, start + 1)
            return next(later for later in terms if later.last >= day)
        found = self.period_containing(day, unit, kind)
        assert found is not None
        return found

    def _quarter_of(self, day: date, kind: YearKind | None) -> Period:
        if kind != "financial":
            return quarter_period(day.year, (day.month + 2) // 3)
        start = self.start_year(day, "financial")
        return next(q for n in (1, 2, 3, 4) if (q := self.financial_quarter(start, n)).covers(day))


def say_month_day(day: date) -> str:
    """A year's or term's first or last day without its year: 31 August."""
    return str(MonthDay(day.month, day.day))


def _year(calendar: SchoolCalendar, start_year: int, kind: YearKind) -> Period:
    begins = calendar.first_day(kind)
    first, last = begins.in_year(start_year), begins.in_year(start_year + 1) - ONE_DAY
    name = year_name(first, last)
    if kind == "calendar":
        return Period(name, name, first, last)
    rule = f"{kind} year: {begins} to {say_month_day(last)}, by {calendar.source}"
    return Period(name, f"{kind} year {name}", first, last, rule)


def _periods(calendar: SchoolCalendar, unit: TermUnit, start_year: int) -> Iterator[Period]:
    year = calendar.year_from(start_year, "academic").name
    for place, term in enumerate(calendar.terms if unit == "term" else calendar.half_terms, start=1):
        exact = calendar.exact(unit, start_year, term.name)
        yield _term_period(calendar, term, exact, start_year, f"{year}/{_PREFIX[unit]}{place}")


def _term_period(calendar: SchoolCalendar, term: Term, exact: TermDates | None, start_year: int, name: str) -> Period:
    seasonal = term.name.casefold() in SEASONS
    label = f"{term.name.lower()} term" if seasonal else term.name
    if exact is not None:
        first, last = exact.first, exact.last
        rule = f"{label} of {name.partition('/')[0]}: {say_day(first)} to {say_day(last)}"
    else:
        first, last = (_in_year(calendar, day, start_year) for day in (term.first, term.last))
        rule = f"{label}: {term.first} to {say_month_day(last)}"
    title = f"{label} {first.year}" if seasonal else f"{label} of {name.partition('/')[0]}"
    return Period(name, title, first, last, f"{rule}, by {calendar.source}")


def _in_year(calendar: SchoolCalendar, day: MonthDay, start_year: int) -> date:
    return day.in_year(start_year if day >= calendar.academic_year else start_year + 1)


USUAL: Final = SchoolCalendar()
