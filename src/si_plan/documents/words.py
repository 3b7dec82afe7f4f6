"""Dates and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from si_plan.dates.reduced import ReducedDate

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(day: date) -> str:
    """1 September 2016."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_short(day: date) -> str:
    """1 Sep 2016."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def short(when: ReducedDate | None) -> str:
    """29 Jun 2016, Sep 2016 or 2016, by the date's precision; a dash for none."""
    if when is None:
        return "–"
    first = when.earliest
    month = _MONTHS[first.month - 1][:3]
    return {4: f"{first.year}", 7: f"{month} {first.year}", 10: f"{first.day} {month} {first.year}"}[len(when.text)]


def month(number: int) -> str:
    """September, for 9."""
    return _MONTHS[number - 1]


def count(number: int, one: str, many: str | None = None) -> str:
    """1 milestone, 2 milestones, no milestones."""
    if number == 1:
        return f"1 {one}"
    return f"{number or 'no'} {many or one + 's'}"


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def leads(names: Iterable[str]) -> str:
    """DDCS / HSI, as the document writes joint leads."""
    return " / ".join(names)
