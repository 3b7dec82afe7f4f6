"""The part of a period that an edge names: the end, the beginning, the early or late part, a half, a week."""

from datetime import date, timedelta
from typing import Final

from si_plan.dates.calendar import SchoolCalendar
from si_plan.dates.periods import ONE_DAY, Period, add_months, month_period, say_day
from si_plan.dates.reduced import DateError
from si_plan.deadlines.moments import Doubt, Level, Moment

_WEEKS: Final = {"firstweek": 0, "secondweek": 1, "thirdweek": 2}


def part_at_edge(period: Period, edge: str, moment: Moment, calendar: SchoolCalendar) -> tuple[Period, Doubt | None]:
    """The part of `period` that an edge names ("end of", "early"), and the doubt about it, if any. Raises DateError."""
    first, last, days = period.first, period.last, (period.last - period.first).days + 1
    kind: Level = "likely"
    why = f"{edge} is not an exact time"
    if edge == "end":
        school_year = moment.name in ("year", "this year") and calendar.start_year(first) == first.year
        if school_year and first == calendar.year_from(first.year, "academic").first:
            term = calendar.terms_of(first.year)[-1]
            why = f"the end of an academic year is taken for the last day of its last term, not {say_day(last)}"
            return period._replace(first=term.last, last=term.last, rule=term.rule), Doubt(kind, why)
        return period._replace(first=last), None
    if edge == "start":
        if moment.name == "month":
            return period._replace(last=first + timedelta(days=9)), Doubt(kind, why)
        return period._replace(last=first), None
    if edge in ("wc", "we"):
        if days > 1:
            raise DateError(f"a week is named by a day, not by {moment.text}")
        bounds = (first, first + timedelta(days=6)) if edge == "wc" else (first - timedelta(days=6), first)
        why = "a week is read as its seven days"
        return period._replace(first=bounds[0], last=bounds[1]), Doubt(kind, why)
    first, last = _part(edge, moment, first, last)
    return period._replace(first=first, last=last), Doubt(kind, why.replace("half", " half").replace("week", " week"))


def _middle(first: date, last: date) -> date:
    """The first day of the second half of a period: the first of a month, where it has an even number of months."""
    after = last + ONE_DAY
    months = 12 * (after.year - first.year) + after.month - first.month
    if first.day == after.day == 1 and months % 2 == 0:
        return add_months(first, months // 2)
    return first + timedelta(days=((last - first).days + 1) // 2)


def _part(edge: str, moment: Moment, first: date, last: date) -> tuple[date, date]:
    days = (last - first).days + 1
    week = timedelta(days=6)
    if edge in _WEEKS:
        begins = first + timedelta(days=7 * _WEEKS[edge])
        return begins, min(begins + week, last)
    if edge == "lastweek":
        return last - week, last
    if edge in ("firsthalf", "secondhalf"):
        middle = _middle(first, last)
        return (first, middle - ONE_DAY) if edge == "firsthalf" else (middle, last)
    if moment.name in ("month", "month or day"):
        bounds = {"early": (1, 10), "mid": (10, 20), "late": (21, last.day)}[edge]
        return first.replace(day=bounds[0]), first.replace(day=bounds[1])
    if moment.name == "quarter":
        month = first.month + {"early": 0, "mid": 1, "late": 2}[edge]
        return date(first.year, month, 1), month_period(first.year, month).last
    if moment.name == "year" and (first.month, first.day, days > 364) == (1, 1, True):
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[edge]
        return date(first.year, months[0], 1), month_period(first.year, months[1]).last
    third = timedelta(days=days // 3)
    bounds_of = {"early": (first, first + third), "mid": (first + third, last - third), "late": (last - third, last)}
    return bounds_of[edge]
