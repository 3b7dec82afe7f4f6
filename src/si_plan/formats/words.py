"""Dates, states and numbers in the words of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Basis
from si_plan.queries.counting import Numbers
from si_plan.queries.rows import TrackedRow

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

STATE_WORDS: Final = {
    "overdue": "overdue",
    "in_window": "falling due",
    "upcoming": "to come",
    "ongoing": "ongoing",
    "undated": "no date",
    "done": "done",
    "cancelled": "cancelled",
}

_KINDS: Final = (
    ("milestone", "milestones"),
    ("stage", "stages"),
    ("duty", "duties"),
    ("action as a whole", "actions as a whole"),
)
"""What each number of `Numbers` counts."""


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


def numbers(counted: Numbers) -> str:
    """15 milestones, 1 stage, 1 duty; `none` of nothing."""
    kinds = zip(counted, _KINDS, strict=True)
    return listed(count(number, *kind) for number, kind in kinds if number) or "none"


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def leads(names: Iterable[str]) -> str:
    """DDCS / HSI, as the document writes joint leads."""
    return " / ".join(names)


def state(row: TrackedRow) -> str:
    """The state in words, with what makes it plain: overdue 93 days, done late."""
    if row.state == "overdue" and row.days_overdue is not None:
        return f"overdue {count(row.days_overdue, 'day')}"
    if row.state == "done" and row.late:
        return "done late"
    return STATE_WORDS[row.state]


BASIS_WORDS: Final[dict[Basis, str]] = {"own": "its own words", "action": "its action's words", "judged": "judged"}
"""What a deadline rests on, in words."""
BASIS_MARKS: Final[dict[Basis, str]] = {"judged": "*", "action": "†"}
"""What stands behind a deadline that does not rest on its own words."""
MARK_WORDS: Final[dict[Basis, str]] = {
    "judged": "Judged: its words do not say this date",
    "action": "By the words of its action: it has none of its own",
}
"""What the marks mean."""


def marked(row: TrackedRow) -> str:
    """The deadline in force with the mark for what the promised one rests on: May 2016 *."""
    mark = BASIS_MARKS.get(row.basis) if row.basis is not None else None
    return f"{deadline(row)} {mark}" if mark else deadline(row)


def legend(rows: Iterable[TrackedRow]) -> list[str]:
    """What the marks of these rows mean, each with how many rows have it."""
    counted = Counter(row.basis for row in rows)
    more: dict[Basis, str] = {"judged": " siplan show ID says why."}
    return [
        f"{mark} {MARK_WORDS[basis]} ({count(counted[basis], 'row')}).{more.get(basis, '')}"
        for basis, mark in BASIS_MARKS.items()
        if counted[basis]
    ]


def deadline(row: TrackedRow) -> str:
    """The deadline in force, or when it began where it has no end."""
    if row.due is not None:
        return short(row.due)
    return f"from {short(row.starts)}" if row.starts is not None else "–"
