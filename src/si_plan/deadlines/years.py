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
from si_plan.deadlines.moments import Doubt, Level, Moment, Span, part_at_edge, period_in, quarter_kind, year_kind
from si_plan.deadlines.tokens import MAYBE_DATE, MAYBE_DAYS, MAYBE_MONTH, MAYBE_YEARS

if TYPE_CHECKING:
    from si_plan.model.events import Event

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR: Final = (-1, 4)  # years from the plan's own date in which "Sept 14" is September 2014
_DOUBTS: Final[dict[int, tuple[Level, str]]] = {
    MAYBE_MONTH: ("likely", "as a year, not a month"),
    MAYBE_YEARS: ("unsure", "as a month, not several years"),
    MAYBE_DAYS: ("likely", "as a year"),
    MAYBE_DATE: ("unsure", "as a year, not a day or a month"),
}
_JUST_OVER: Final = timedelta(days=31)  # before the plan's own date; a date without a year may be one of these days
_NEXT: Final = timedelta(days=183)  # half a year: the next such date is nearer than the last
_LOOKED_BACK: Final = timedelta(days=92)  # as far as minutes look back
_FARTHEST: Final = 10  # years from the plan's own date; a year beyond is probably a slip


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
    """`moments`, with "Sept 14" decided: a year near the plan's own date that is not over by then, else a day."""
    decided: list[Moment] = []
    for moment in moments:
        if moment.name == "month or day" and setting.context is not None:
            away, day = moment.parts["yy"] - setting.context.year, moment.parts["yy"] % 100
            over = month_period(moment.parts["yy"], moment.parts["month"]).last < setting.context
            near = _NEAR[0] <= away <= _NEAR[1]
            if 1 <= day <= 31 and (over or not near):
                parts = {"month": moment.parts["month"], "day": day, "guessed": 2 if near else 1}
                moment = moment._replace(name="day", parts=parts)
        decided.append(moment)
    return decided


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
    doubts = [*([doubt_of_year] if doubt_of_year else []), *_doubts(moment, whole, setting)]
    period, title = whole, whole.title
    for edge in reversed(moment.edges):
        period, doubt = part_at_edge(period, edge, moment, setting.calendar)
        doubts += [doubt] if doubt else []
    starts, ends = reduced_bounds(period.first, period.last)
    single = bool(moment.edges) and moment.edges[0] in ("end", "start") and period.first == period.last
    return Span(period.first, period.last, starts, ends, moment.name, title, period.rule, tuple(doubts), edged=single)


def _doubts(moment: Moment, period: Period, setting: Setting) -> list[Doubt]:
    parts = moment.parts
    doubts: list[Doubt] = []
    if moment.name == "month or day" or "guessed" in parts:
        read = "a year" if "guessed" not in parts else "a day"
        level: Level = "unsure" if parts.get("guessed") == 2 else "likely"
        doubts.append(Doubt(level, f"siplan takes the number in {moment.text} as {read}"))
    if "doubt" in parts:
        level, why = _DOUBTS[parts["doubt"]]
        doubts.append(Doubt(level, f"siplan takes {moment.text} {why}"))
    if "weekday" in parts and period.first.weekday() != parts["weekday"]:
        written, right = _WEEKDAYS[parts["weekday"]], _WEEKDAYS[period.first.weekday()]
        doubts.append(Doubt("unsure", f"{say_day(period.first)} is a {right}, not a {written}"))
    if setting.context is not None and abs(period.first.year - setting.context.year) > _FARTHEST:
        doubts.append(Doubt("unsure", f"{period.title} is far from the date of the plan"))
    return doubts + _doubts_of_kind(moment, setting)


def _doubts_of_kind(moment: Moment, setting: Setting) -> list[Doubt]:
    name, parts = moment.name, moment.parts
    doubts: list[Doubt] = []
    level: Level
    if name == "term" and "season" in parts and "term" not in parts and "pair" not in parts:
        doubts += _doubts_of_season(moment, setting.calendar)
    numbered = name == "half term" and {"t", "term"} & parts.keys() and "season" not in parts
    if numbered and len(setting.calendar.terms) == 3 and parts.get("digits", 0) <= 3:
        doubts.append(Doubt("likely", "siplan takes numbered terms as half terms, six in a year"))
    if name == "half term" and "season" not in parts and "year" in parts:
        doubts.append(Doubt("likely", f"siplan takes {moment.text} to be the one that begins in {parts['year']}"))
    if name == "year":
        doubts += _doubts_of_years(moment, setting.calendar)
    if name == "quarter" and not _quarter_is_settled(moment, setting.calendar):
        kind = quarter_kind(moment, setting.calendar)
        level = "likely" if setting.calendar.year == "municipal" and "pair" in parts else "unsure"
        doubts.append(Doubt(level, f"siplan takes it as a quarter of the {kind} year"))
    if name in ("years", "this year", "half term break"):
        settled = name == "this year" and setting.calendar.year_is_stated and moment.edges in (("end",), ("start",))
        doubts.append(Doubt("likely" if settled else "unsure", f"{moment.text} has no exact beginning and end"))
    if name == "named term":
        agree = parts["season"] == parts.get("digits", parts.get("n")) != 1
        level = "likely" if agree or len(setting.calendar.terms) == 6 else "unsure"
        doubts.append(Doubt(level, f"siplan takes {moment.text} as a term of {'three' if agree else 'six'} in a year"))
    if name in ("feast", "summer break"):
        level = "unsure" if parts.get("feast") == 3 else "likely"
        doubts.append(Doubt(level, f"{moment.text} has no exact day"))
    if name == "month" and "pair" in parts:
        doubts.append(Doubt("likely", f"siplan takes the month from the {setting.calendar.year} year"))
    return doubts


def _doubts_of_season(moment: Moment, calendar: SchoolCalendar) -> list[Doubt]:
    """The doubt whether "Summer 2026" is a term or a season: none where the plan goes by the academic year."""
    if not calendar.year_is_stated:
        return [Doubt("likely", f"siplan takes {moment.text} to mean the term")]
    if calendar.year == "academic":
        return []
    return [
        Doubt("unsure", f"siplan takes {moment.text} to mean the term, but the plan goes by the {calendar.year} year")
    ]


def _quarter_is_settled(moment: Moment, calendar: SchoolCalendar) -> bool:
    """Whether a plan says whose quarters it counts in. A school's budget may run by either year."""
    if "financial" in moment.parts:
        return True
    if not calendar.year_is_stated or calendar.year not in ("financial", "calendar"):
        return False
    return moment.year is None or ("pair" in moment.parts) == (calendar.year == "financial")


def _doubts_of_years(moment: Moment, calendar: SchoolCalendar) -> list[Doubt]:
    kinds = {"academic", "financial", "municipal", "calendar"} & moment.parts.keys()
    if kinds and "pair" not in moment.parts and "calendar" not in kinds and "year" in moment.parts:
        return [Doubt("unsure", f"{moment.text} could be the year that begins or the year that ends then")]
    if "pair" in moment.parts and not kinds and calendar.year == "calendar":
        return [Doubt("unsure", f"{moment.text} is no calendar year, and siplan takes it to mean both")]
    if kinds or (calendar.year_is_stated and "pair" in moment.parts):
        return []
    kind = "calendar" if "year" in moment.parts else calendar.year
    return [Doubt("likely", f"siplan takes {moment.text} to mean the {kind} year")]
