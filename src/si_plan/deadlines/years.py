"""Settling the years that a text leaves out, and turning written dates into days.

A date without a year is the first one that is not over on the context day (the plan's own date). In a range
or list, the written years settle the others: a date to the left of a year comes before it ("Nov - Feb 2017" begins in
2016), one to the right comes after it ("Sept 2016, Jan" ends in 2017).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from si_plan.dates.calendar import SchoolCalendar
from si_plan.dates.periods import ONE_DAY, Period, month_period, reduced_bounds, say_day
from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR, DateError
from si_plan.deadlines.doubting import doubts_of_moment
from si_plan.deadlines.edges import part_at_edge
from si_plan.deadlines.moments import Doubt, Moment, Span, period_in, quarter_kind, year_kind
from si_plan.deadlines.tokens import MAYBE_DATE

if TYPE_CHECKING:
    from si_plan.model.events import Event

_NEAR: Final = (-1, 4)  # years from the plan's own date in which "Sept 14" is September 2014
_JUST_OVER: Final = timedelta(days=31)  # before the plan's own date; a date without a year may be one of these days
_NEXT: Final = timedelta(days=183)  # half a year: the next such date is nearer than the last
_LOOKED_BACK: Final = timedelta(days=92)  # as far as minutes look back


class Setting(NamedTuple):
    """What a reading depends on besides the text: the plan's own date, if known, its calendar, the events from which
    lengths of time count, and whether the words are those of minutes, which look back."""

    context: date | None
    calendar: SchoolCalendar
    events: "tuple[Event, ...]" = ()
    minuted: bool = False


def spans_of(moments: Sequence[Moment], setting: Setting) -> tuple[Span, ...]:
    """The days of each moment of a range or list. Raises DateError where one of them cannot be dated."""
    moments = _as_days_or_months(moments, setting)
    periods: list[Period | None] = [
        _settled_period(moment, setting) if moment.settled or moment.relative else None for moment in moments
    ]
    for place in range(len(moments) - 2, -1, -1):
        after = periods[place + 1]
        if periods[place] is None and after is not None:
            periods[place] = _nearest_period(moments[place], setting.calendar, after.first, forward=False)
    guessed = {place for place, period in enumerate(periods) if period is None}
    before = setting.context - _LOOKED_BACK if setting.context and setting.minuted else setting.context
    for place, moment in enumerate(moments):
        found = periods[place]
        if found is None:
            if before is None:
                raise DateError(f"{moment.text} gives no year, and siplan does not know the date of the plan")
            found = _nearest_period(moment, setting.calendar, before, forward=True)
            periods[place] = found
        before = found.first if before is None else max(found.first, before)
    written = [period for moment, period in zip(moments, periods, strict=True) if moment.settled and period]
    return tuple(
        _span(moment, period, setting, _doubt_of_year(moment, period, place in guessed, written, setting))
        for place, (moment, period) in enumerate(zip(moments, periods, strict=True))
        if period is not None
    )


def _doubt_of_year(
    moment: Moment, period: Period, guessed: bool, written: Sequence[Period], setting: Setting
) -> Doubt | None:
    """The doubt about a year that the text leaves out, unless its neighbour's year is plainly meant."""
    if moment.settled or (not guessed and any(period.first.year == other.first.year for other in written)):
        return None
    if written and not moment.relative:
        near = any(abs(period.first - other.first) <= _NEXT for other in written)
        return Doubt("certain" if near else "likely", f"siplan takes {moment.text} to mean {period.title}")
    if guessed and moment.name in ("day", "month") and not (setting.minuted or moment.relative) and setting.context:
        last = _nearest_period(moment, setting.calendar, setting.context - ONE_DAY, forward=False)
        if setting.context - _JUST_OVER <= last.last < setting.context:
            return Doubt("unsure", f"siplan takes {moment.text} to be still to come, not just over", of_year=True)
    day = f", {say_day(setting.context)}" if setting.context else ""
    soon = guessed and not moment.relative and setting.context and period.last <= setting.context + _NEXT
    return Doubt(
        "certain" if soon else "likely", f"siplan works out the year from the date of the plan{day}", of_year=True
    )


def _as_days_or_months(moments: Sequence[Moment], setting: Setting) -> list[Moment]:
    """`moments`, with "Sept 14" decided: a year near the plan's own date that is not over by then, else a day; and
    whose quarter "Q1 2016" is."""
    decided: list[Moment] = []
    for moment in moments:
        if moment.name == "month or day" and setting.context is not None:
            away, day = moment.parts["yy"] - setting.context.year, moment.parts["yy"] % 100
            over = month_period(moment.parts["yy"], moment.parts["month"]).last < setting.context
            near = _NEAR[0] <= away <= _NEAR[1]
            if 1 <= day <= 31 and (over or not near):
                parts = {"month": moment.parts["month"], "day": day, "guessed": 2 if near else 1}
                moment = moment._replace(name="day", parts=parts)
        elif _is_over(moment, setting):
            moment = moment._replace(parts={**moment.parts, "financial": 0, "over": 0})
        elif _is_half_term_over(moment, setting):
            moment = moment.with_pair(moment.parts["year"])
        decided.append(moment)
    return decided


def _is_over(moment: Moment, setting: Setting) -> bool:
    """Whether a quarter with one year is over by the plan's own date as one of the calendar year, and not as one of the
    financial year: "Q1 2016" in June 2016."""
    calendar, year = setting.calendar, moment.parts.get("year", 0)
    if moment.name != "quarter" or setting.context is None or quarter_kind(moment, calendar) != "calendar":
        return False
    if calendar.year == "calendar" or not FIRST_YEAR < year < LAST_YEAR:
        return False
    financial = moment._replace(parts={**moment.parts, "financial": 0})
    over, other = (period_in(one, year, calendar).last < setting.context for one in (moment, financial))
    return over and not other


def _is_half_term_over(moment: Moment, setting: Setting) -> bool:
    """Whether a numbered half term with one year is over by the plan's own date, where that is the year in which it
    begins, and not in the school year that begins in it: "HT4 2016" in June 2016."""
    year = moment.parts.get("year", 0)
    if moment.name != "half term" or "season" in moment.parts or setting.context is None:
        return False
    if not FIRST_YEAR < year < LAST_YEAR:
        return False
    over, other = (
        period_in(one, year, setting.calendar).last < setting.context for one in (moment, moment.with_pair(year))
    )
    return over and not other


def _settled_period(moment: Moment, setting: Setting) -> Period:
    if moment.name == "impossible":
        raise DateError(f"{moment.text} is not a date")
    if moment.relative:
        return _relative_period(moment, setting)
    year = moment.year or 0
    near = setting.context is not None and abs(year - setting.context.year) <= _NEAR[1]
    if moment.parts.get("doubt") == MAYBE_DATE and not near:
        raise DateError(f"{moment.text} could be a day, a month or a year")
    if moment.year is not None and not FIRST_YEAR <= year < LAST_YEAR:
        raise DateError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return period_in(moment, year, setting.calendar)


def _relative_period(moment: Moment, setting: Setting) -> Period:
    """The period of a moment that counts from the plan's own date: this year, next May, the end of term. Raises
    DateError."""
    context, calendar = setting.context, setting.calendar
    if context is None:
        raise DateError(f"{moment.text} depends on the date of the plan, which siplan does not know")
    which = moment.parts.get("which", 0)
    if moment.name in ("year", "this year"):
        kind = year_kind(moment, calendar) if moment.name == "year" else calendar.year
        return calendar.year_from(calendar.start_year(context, kind) + which, kind)
    if "season" not in moment.parts and moment.name in ("term", "this term"):
        start = calendar.start_year(context)
        terms = [t for y in (start - 1, start, start + 1) for t in calendar.terms_of(y)]
        now = next(n for n, term in enumerate(terms) if term.last >= context)
        return terms[now + which]
    if {"yearword", "academic", "calendar"} & moment.parts.keys():
        if "calendar" in moment.parts or "yearword" in moment.parts:
            return period_in(moment, context.year + which, calendar)
        return period_in(moment.with_pair(calendar.start_year(context) + which), 0, calendar)
    if moment.name == "half term break":
        halves = [h for y in (-1, 0) for h in calendar.half_terms_of(context.year + y)[::2]]
        half = next(half for half in (*halves, *calendar.half_terms_of(context.year + 1)) if half.last >= context)
        return Period(half.name, f"the half term after {half.title}", half.last, half.last, half.rule)
    here = _nearest_period(moment, calendar, context, forward=True)
    if which < 0:
        return _nearest_period(moment, calendar, here.first - ONE_DAY, forward=False)
    if which and here.covers(context):
        return _nearest_period(moment, calendar, here.last + ONE_DAY, forward=True)
    return here


def _nearest_period(moment: Moment, calendar: SchoolCalendar, day: date, *, forward: bool) -> Period:
    """The first period of a moment that is not over on `day` or, not `forward`, the last that has begun by then. Raises
    DateError where there is none."""
    found: list[Period] = []
    fault = DateError(f"{moment.text} is not a date")
    for year in range(day.year - 5, day.year + 6) if _is_leap_day(moment) else range(day.year - 2, day.year + 3):
        try:
            period = period_in(moment, year, calendar)
        except DateError as error:
            fault = error
            continue
        if (period.last >= day) if forward else (period.first <= day):
            found.append(period)
    if not found:
        raise fault
    return min(found, key=lambda p: p.first) if forward else max(found, key=lambda p: p.first)


def _is_leap_day(moment: Moment) -> bool:
    return moment.parts.get("month") == 2 and moment.parts.get("day", moment.parts.get("ordinal")) == 29


def _span(moment: Moment, whole: Period, setting: Setting, doubt_of_year: Doubt | None) -> Span:
    doubts = [*([doubt_of_year] if doubt_of_year else []), *doubts_of_moment(moment, whole, setting)]
    period, title = whole, whole.title
    for edge in reversed(moment.edges):
        period, doubt = part_at_edge(period, edge, moment, setting.calendar)
        doubts += [doubt] if doubt else []
    starts, ends = reduced_bounds(period.first, period.last)
    single = bool(moment.edges) and moment.edges[0] in ("end", "start") and period.first == period.last
    return Span(period.first, period.last, starts, ends, moment.name, title, period.rule, tuple(doubts), edged=single)
