"""Dates and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced

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


def day_near(day: date, other: date) -> str:
    """1 Sep, where the other day is in the same year; else 1 Sep 2016."""
    return day_short(day).removesuffix(f" {other.year}")


def short(when: ReducedDate | None) -> str:
    """29 Jun 2016, Sep 2016 or 2016, by the date's precision; a dash for none."""
    if when is None:
        return "–"
    first = when.earliest
    month = _MONTHS[first.month - 1][:3]
    return {4: f"{first.year}", 7: f"{month} {first.year}", 10: f"{first.day} {month} {first.year}"}[len(when.text)]


_PARTS: Final = {"T": "term", "HT": "half term", "Q": "quarter"}


def period(name: str) -> str:
    """A period's name in words: half term 1 of 2016/17 for 2016-17/HT1, quarter 3 of 2016, 2016/17, Jun 2016. One that
    could be a year or a month (2011-12), and any other, stays as it is."""
    year, _, part = name.replace("-Q", "/Q").partition("/")
    kind = part.rstrip("0123456789")
    if kind in _PARTS:
        return f"{_PARTS[kind]} {part.removeprefix(kind)} of {year.replace('-', '/')}"
    if part or len(year) != 7 or not year.replace("-", "").isdigit():
        return name
    pair = int(year[5:]) == (int(year[2:4]) + 1) % 100
    return written(name) if not pair else name if 1 <= int(year[5:]) <= 12 else year.replace("-", "/")


def written(text: str) -> str:
    """A date as files write it, or several, in words: Sep 2016, Dec 2016. Any other text stays as it is."""
    try:
        return ", ".join(short(parse_reduced(part)) for part in text.split(", "))
    except DateError:
        return text


STATES: Final = {
    "overdue": "overdue",
    "in_window": "due now",
    "upcoming": "to come",
    "ongoing": "ongoing",
    "undated": "no date",
    "done": "done",
    "cancelled": "cancelled",
}
"""The words for each state."""


def days(number: int) -> str:
    """93 days; from two years on, whole years: 2 years."""
    years = int(number / 365.25)
    return count(years, "year") if years >= 2 else count(number, "day")


def state(state: str, late: bool, days_overdue: int | None, waits_for: str | None = None) -> str:
    """A state with a detail: overdue 93 days, overdue 2 years, done late, waiting for report-received."""
    if waits_for is not None:
        return f"waiting for {waits_for}"
    if state == "overdue" and days_overdue is not None:
        return f"overdue {days(days_overdue)}"
    return "done late" if state == "done" and late else STATES[state]


def deadline(starts: ReducedDate | None, due: ReducedDate | None) -> str:
    """The deadline, or when it began if it has no deadline; a dash if it has neither."""
    return f"from {short(starts)}" if due is None and starts is not None else short(due)


def month(number: int) -> str:
    """September, for 9."""
    return _MONTHS[number - 1]


def count(number: int, noun: str, many: str | None = None) -> str:
    """1 milestone, 2 milestones, no milestones."""
    if number == 1:
        return f"1 {noun}"
    return f"{number or 'no'} {many or noun + 's'}"


def a(noun: str) -> str:
    """a milestone, an action."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters: cut after a word, with … for what is missing. A first word that is too
    long by itself is cut anywhere."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    whole = text[:length].rpartition(" ")[0].rstrip(" ,;:.(–-")
    return f"{whole or text[: max(length - 1, 0)]}…"


def percent(part: int, whole: int) -> str:
    """14%: what part is of the whole, rounded down, so that only all of it is 100%."""
    return f"{100 * part // whole}%" if whole else "0%"


def pounds(amount: object) -> str:
    """£12,500 or £1,234.50: pounds, as a text or as a decimal number."""
    from decimal import Decimal  # only a plan with costs needs it

    return f"£{Decimal(str(amount)):,}"


def join(names: Iterable[str]) -> str:
    """A1, A2, A3."""
    return ", ".join(names)


def either(names: Iterable[str]) -> str:
    """--status, --rating or --note."""
    return _joined(names, "or")


def every(names: Iterable[str]) -> str:
    """--period, --value and --source."""
    return _joined(names, "and")


def _joined(names: Iterable[str], word: str) -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last


BY: Final = {"leads": "led by", "accountable": "answered for by", "support": "supported by"}
"""What stands before the roles of an action, by the field that names them."""


def by_whom(led: Iterable[str], accountable: Iterable[str], support: Iterable[str]) -> list[str]:
    """`led by HSI`, `answered for by DCS`, `supported by SIM / LIB`: those that there are."""
    named = zip(BY.values(), (tuple(led), tuple(accountable), tuple(support)), strict=True)
    return [f"{by} {leads(names)}" for by, names in named if names]


def wording(lines: Iterable[str]) -> str:
    """By Dec 2016 / Annual, the lines of a When cell; left blank, where there is none."""
    return " / ".join(lines) or "left blank"


def leads(names: Iterable[str]) -> str:
    """DDCS / HSI, as the document writes joint leads; nobody, where there is none."""
    return " / ".join(names) or "nobody"
