"""Dates of reduced precision (ISO 8601-2, also called EDTF): a day, a month or a year.

A plan says `2016-09` when it means "some time in September 2016". Such a date is a span: it has an
earliest and a latest day, and every question about deadlines is about one of the two.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

_WRITTEN: Final = ([4], [4, 2], [4, 2, 2])
"""The digits of the parts of a written date."""
_NEARLY: Final = r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?"
_DAY_FIRST: Final = r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})"
_NAMED: Final = r"(?:([0-9]{1,2}) )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} ([0-9]{4})"
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateError(ValueError):
    """A text that is not a date of reduced precision. `reason` says why, `hint` what to write instead."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def days_in(year: int, month: int) -> int:
    """How many days a month has. (The standard library's calendar would be imported for nothing else.)"""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _DAYS[month]


class ReducedDate:
    """A day, a month or a year, with the days it spans.

    `text` is its only written form (`2016-09-30`, `2016-09` or `2016`), `earliest` and `latest` are the
    first and last `datetime.date` it covers. Two are equal when their texts are; they sort by `latest`,
    then by `earliest`, so that a list of deadlines stands in the order in which they run out.
    """

    __slots__ = ("earliest", "latest", "text")

    text: str
    earliest: date
    latest: date

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Raises DateError where the calendar has no such date, or the year is not 1900 to 2199."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise DateError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
        if month is None:
            text, first, last = f"{year:04}", date(year, 1, 1), date(year, 12, 31)
        else:
            if not 1 <= month <= 12:
                raise DateError(f"there is no month {month:02}", "months run from 01 to 12")
            days = days_in(year, month)
            if day is None:
                text = f"{year:04}-{month:02}"
                first, last = date(year, month, 1), date(year, month, days)
            else:
                if not 1 <= day <= days:
                    raise DateError(f"{year:04}-{month:02} has no day {day:02}", f"its days run from 01 to {days}")
                text = f"{year:04}-{month:02}-{day:02}"
                first = last = date(year, month, day)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "earliest", first)
        object.__setattr__(self, "latest", last)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a ReducedDate does not change ({name})")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"ReducedDate({self.text})"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReducedDate) and self.text == other.text

    def __lt__(self, other: ReducedDate) -> bool:
        return (self.latest, self.earliest) < (other.latest, other.earliest)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return parse_reduced, (self.text,)


@lru_cache(maxsize=8192)
def parse_reduced(text: str) -> ReducedDate:
    """The date that `text` writes: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601-2:2019, 4.3 and 4.4).

    Raises DateError, whose hint carries the nearest form that would be right.
    """
    parts = text.split("-")
    if [len(part) for part in parts] not in _WRITTEN or not (text.isascii() and "".join(parts).isdigit()):
        raise DateError(f"{text!r} is not a date", _nearest_form(text))
    return ReducedDate(*map(int, parts))


def _nearly(text: str) -> tuple[str, str, str | None] | None:
    """The year, month and day of a date written in another form: 2016/9/1, 31/12/2016, 31 December 2016, Dec 2016."""
    if nearly := re.fullmatch(_NEARLY, text):
        return nearly[1], nearly[2], nearly[3]
    if day_first := re.fullmatch(_DAY_FIRST, text):
        return day_first[3], day_first[2], day_first[1]
    if named := re.fullmatch(_NAMED, text.lower()):
        return named[3], str(_MONTHS.index(named[2]) // 3 + 1), named[1]
    return None


def _nearest_form(text: str) -> str:
    parts = _nearly(text.strip())
    if parts is not None:
        year, month, day = parts
        try:
            return f"write {ReducedDate(int(year), int(month), int(day) if day else None)}"
        except DateError:
            pass
    return "write a year, a month or a day: 2016, 2016-09 or 2016-09-30"
