"""How what is tracked stands, in words: states, deadlines and what they rest on, numbers of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from si_plan.documents.words import count as count
from si_plan.documents.words import day as day
from si_plan.documents.words import day_short as day_short
from si_plan.documents.words import leads as leads
from si_plan.documents.words import listed as listed
from si_plan.documents.words import month as month
from si_plan.documents.words import short as short
from si_plan.model.plan import Basis
from si_plan.queries.counting import Numbers
from si_plan.queries.rows import TrackedRow

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


def numbers(counted: Numbers) -> str:
    """15 milestones, 1 stage, 1 duty; `none` of nothing."""
    kinds = zip(counted, _KINDS, strict=True)
    return listed(count(number, *kind) for number, kind in kinds if number) or "none"


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
