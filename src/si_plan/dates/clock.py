"""A clock: a deadline that is a length of time after an event, as a record's `due` says it.

    due: {after: report-received, working_days: 70}
    due: {after: visit, weeks: 6, counts_first: true}    "six weeks beginning with the day of the visit"

The length is one of UNITS. The day of the event is left out, unless `counts_first` says that it counts as the first.
`ends` is the day on which it ends, once the event has a day: it is worked out as the plan is made (`model/clocks.py`)
and is no part of what was promised, so two clocks with different ends are equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from si_plan.dates.lengths import LengthUnit, count, how_counted, not_working
from si_plan.dates.periods import LAST_DAY, LONGEST, ONE_DAY, reduced_day, say_day
from si_plan.dates.reduced import DateError, ReducedDate

if TYPE_CHECKING:
    from si_plan.dates.calendar import SchoolCalendar

UNITS: Final[tuple[LengthUnit, ...]] = ("working_days", "days", "weeks", "months")
_FIELDS: Final = ("after", *UNITS, "counts_first")
_HINT: Final = "write {after: report-received, working_days: 70}"


@dataclass(frozen=True)
class Clock:
    """So many of a unit after an event, whose day is left out unless it counts as the first."""

    after: str
    many: int
    unit: LengthUnit
    counts_first: bool = False
    ends: ReducedDate | None = field(default=None, compare=False)

    def as_data(self) -> dict[str, str]:
        """What a record's `due` says for it."""
        data = {"after": self.after, self.unit: str(self.many)}
        return {**data, "counts_first": "true"} if self.counts_first else data

    @property
    def length(self) -> str:
        """Its length in words: 70 working days."""
        name = self.unit.replace("_", " ")
        return f"{self.many} {name if self.many > 1 else name.removesuffix('s')}"

    def __str__(self) -> str:
        return f"{self.length} {'beginning with' if self.counts_first else 'after'} {self.after}"


def clock_from_data(data: Mapping[Any, object]) -> Clock:
    """The clock that a record's `due` says, a mapping of texts. Raises DateError."""
    unknown = [str(key) for key in data if key not in _FIELDS]
    if unknown:
        raise DateError(f"{unknown[0]!r} is not a field of due", f"its fields are {', '.join(_FIELDS)}")
    after = data.get("after")
    if not isinstance(after, str) or not after.strip():
        raise DateError("it does not say after which event", _HINT)
    units = [unit for unit in UNITS if unit in data]
    if len(units) != 1:
        raise DateError(f"it must have just one of {', '.join(UNITS)}", _HINT)
    first = str(data.get("counts_first", "false")).lower()
    if first not in ("true", "false"):
        raise DateError(f"counts_first: {first!r} is not true or false", "write true or false")
    return Clock(after, _read_many(units[0], str(data[units[0]])), units[0], first == "true")


def check_is_no_length(text: str) -> None:
    """Raises DateError, with the clock to write, for a length of time in words: 70 working days after receipt."""
    found = re.search(r"\b([1-9][0-9]{0,2}) (working )?(day|week|month)s?\b", text.lower())
    if found is not None:
        unit = "working_days" if found[2] else f"{found[3]}s"
        said = f"{text!r} is not a date" if len(text) <= 60 else "this is not a date"
        raise DateError(said, f"write {{after: EVENT, {unit}: {found[1]}}}, with the id of an event of plan.yaml")


def _read_many(unit: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and not text.startswith("0") and len(text) <= 3 and int(text) <= LONGEST):
        raise DateError(f"{unit}: {text!r} is not a number from 1 to {LONGEST}", f"write 1 to {LONGEST}")
    return int(text)


class Ends:
    """The days on which clocks end by a calendar. It counts the working days after a day once, however many clocks
    there are."""

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._calendar = calendar
        self._following: dict[date, list[date]] = {}

    def of(self, clock: Clock, on: date) -> ReducedDate:
        """The last day of a clock whose event is on a day, at the latest that of the year 2199."""
        try:
            return reduced_day(self._last(clock, on))
        except DateError:
            return reduced_day(LAST_DAY)

    def _last(self, clock: Clock, on: date) -> date:
        if clock.unit != "working_days":
            return count(on, clock.many, clock.unit, self._calendar, counts_first=clock.counts_first)
        day = on - ONE_DAY if clock.counts_first else on
        found = self._following.setdefault(day, [])
        while len(found) < clock.many:
            found.append(count(found[-1] if found else day, 1, "working_days", self._calendar))
        return found[clock.many - 1]


def how(clock: Clock, on: date, calendar: SchoolCalendar) -> str:
    """How the days of a clock are counted, in words."""
    left_out = not_working(calendar) if clock.unit == "working_days" else ""
    told = f"{say_day(on)} ({clock.after})"
    unit = clock.unit.replace("_", " ").removesuffix("s")
    said = how_counted(clock.many, unit, told, counts_first=clock.counts_first, left_out=left_out)
    if not left_out or clock.ends is None:
        return said
    from si_plan.dates.working_days import knows_holidays  # it needs the bank holidays

    unknown = not knows_holidays(on, clock.ends.latest, calendar)
    return f"{said}; siplan does not know the bank holidays of that year" if unknown else said
