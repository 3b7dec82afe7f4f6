"""States in words, deadlines and what they are based on, numbers of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from si_plan.diagnostics import Severity
from si_plan.documents import words
from si_plan.documents.blocks import Cell, Mark, Shade
from si_plan.model.plan import Basis
from si_plan.queries.counting import Numbers
from si_plan.queries.rows import TrackedRow
from si_plan.state.standing import State

SHADES: Final[dict[State, Shade]] = {
    "overdue": "overdue",
    "in_window": "falling",
    "upcoming": "open",
    "ongoing": "open",
    "undated": "none",
    "done": "done",
    "cancelled": "cancelled",
}
"""How each state is shown."""

_KINDS: Final = (
    ("milestone", "milestones"),
    ("stage", "stages"),
    ("duty", "duties"),
    ("action as a whole", "actions as a whole"),
)
"""What each number of `Numbers` counts."""


GRAVITY: Final[dict[Severity, Shade]] = {"error": "overdue", "warning": "falling"}


def gravity(severity: Severity) -> Mark:
    """A finding's severity as a mark."""
    return Mark(GRAVITY[severity], severity)


def numbers(counted: Numbers) -> str:
    """15 milestones, 1 stage, 1 duty; `none` if there are none."""
    kinds = zip(counted, _KINDS, strict=True)
    return words.join(words.count(number, *kind) for number, kind in kinds if number) or "none"


def state(row: TrackedRow) -> str:
    """The state in words, with a detail: overdue 93 days, done late."""
    return words.state(row.state, row.late, row.days_overdue, row.waits_for)


BASIS_WORDS: Final[dict[Basis, str]] = {"own": "its own words", "action": "its action's words", "judged": "judged"}
"""What a deadline is based on, in words."""
BASIS_MARKS: Final[dict[Basis, str]] = {"judged": "*", "action": "†"}
"""The sign after a deadline that is not based on its own words."""
MARK_WORDS: Final[dict[Basis, str]] = {
    "judged": "Judged: its words do not say this date",
    "action": "By the words of its action: it has none of its own",
}
"""What the signs mean."""


def mark(row: TrackedRow) -> Mark:
    """The state as a mark."""
    return Mark(SHADES[row.state], state(row))


def deadline_cell(row: TrackedRow) -> Cell:
    """The deadline in force, a date where possible; as text with its sign if it has one, or with when it began."""
    return row.due if row.due is not None and row.basis not in BASIS_MARKS else deadline_with_mark(row)


def deadline_with_mark(row: TrackedRow) -> str:
    """The deadline in force with the sign for what the promised one is based on: May 2016 *."""
    sign = BASIS_MARKS.get(row.basis) if row.basis is not None else None
    return f"{deadline(row)} {sign}" if sign else deadline(row)


def legend(rows: Iterable[TrackedRow]) -> list[str]:
    """What each sign in these rows means, and how many rows have it; and the events for which some wait."""
    rows = list(rows)
    counted = Counter(row.basis for row in rows)
    more: dict[Basis, str] = {"judged": " siplan show ID says why."}
    signs = [
        f"{sign} {MARK_WORDS[basis]} ({words.count(counted[basis], 'row')}).{more.get(basis, '')}"
        for basis, sign in BASIS_MARKS.items()
        if counted[basis]
    ]
    return [*signs, *awaited(rows)]


def awaited(rows: Iterable[TrackedRow]) -> list[str]:
    """The events for which these rows wait, a sentence each."""
    events = dict.fromkeys((row.waits_for, row.event) for row in rows if row.waits_for is not None)
    return [f"{name}: {(what or name).rstrip('.')}. It has no date yet." for name, what in events]


def deadline(row: TrackedRow) -> str:
    """The deadline in force, or when it began if it has no end."""
    return words.deadline(row.starts, row.due)
