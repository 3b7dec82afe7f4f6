"""Lengths of time from a day: the day on which they end, and how that was counted, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from si_plan.dates.periods import ONE_DAY, add_months

if TYPE_CHECKING:
    from si_plan.dates.calendar import SchoolCalendar

LengthUnit = Literal["working_days", "days", "weeks", "months"]


def count(on: date, many: int, unit: LengthUnit, calendar: SchoolCalendar, *, counts_first: bool = False) -> date:
    """The day that is so many of a unit after a day, which is left out unless it counts as the first; before it, if
    `many` is below 0. Raises DateError beyond the years 1900 to 2199."""
    if unit == "months" and counts_first and many > 0 and on.day == 1:
        return add_months(on, many) - ONE_DAY  # a month beginning with 1 March ends with 31 March
    day = on if not counts_first else on - ONE_DAY if many > 0 else on + ONE_DAY
    if unit == "months":
        return add_months(day, many)
    if unit == "working_days":
        from si_plan.dates.working_days import add_working_days  # it needs the bank holidays

        return add_working_days(day, many, calendar)
    return day + timedelta(days=many * (7 if unit == "weeks" else 1))


def how_counted(
    many: int, unit: str, told: str, *, counts_first: bool = False, back: bool = False, left_out: str = ""
) -> str:
    """`35 working days are counted from 3 June 2016, which is left out, as are weekends and England's bank holidays`:
    so many of a unit, from a day as it is `told`."""
    why = f"{many} {unit}{' is' if many == 1 else 's are'} counted {'back ' if back else ''}from {told}, "
    if counts_first:
        return f"{why}which counts as the first" + (f"; {left_out} are left out" if left_out else "")
    return f"{why}which is left out" + (f", as are {left_out}" if left_out else "")


def not_working(calendar: SchoolCalendar, further: str = "") -> str:
    """The days that are left out of working days: weekends and England's bank holidays."""
    own = ", by the plan's calendar" if calendar.working or calendar.not_working else ""
    return f"weekends{further} and {calendar.nation_in_words}'s bank holidays{own}"
