"""How several plans stand, a line for each: for each member of a portfolio, or each theme, role, phase or region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.queries.across import Across
from si_plan.queries.counting import StateCounts, Totals, actions_of, merge, sum_of, totals_of
from si_plan.state.standing import Standing

LinesBy = Literal["member", "theme", "role", "phase", "region"]
QUIET: Final = timedelta(days=60)
"""A plan without an entry for longer than this is one that nobody has touched of late."""
_OF_A_PLAN: Final = ("member", "phase", "region")
"""What a whole plan has one of."""


class Line(NamedTuple):
    """How what is of one member, theme, role, phase or region stands. Without a name, what is of none."""

    name: str
    title: str
    plans: int
    """How many plans have any of it."""
    overdue_in: int
    """In how many of them any of it is overdue."""
    actions: StateCounts
    totals: Totals
    last_recorded: date | None = None
    """The day of the last entry in the log of a member's plan, up to the day asked about."""

    @property
    def overdue(self) -> int:
        """How much is overdue, of whatever kind."""
        return self.totals.overdue.total


def lines_of(plan: Plan, found: Sequence[tuple[Tracked, Standing]], by: LinesBy, last: date | None) -> list[Line]:
    """The lines of one plan of a portfolio: one for the whole of it, under its member's id, phase or region, or one for
    each of its themes or roles. What is of several stands in each. `last` is the day of its last entry."""
    assert plan.membership is not None
    if by in _OF_A_PLAN:
        return [_line(getattr(plan.membership, by) or "", "", found, last)]
    of: dict[str, list[tuple[Tracked, Standing]]] = defaultdict(list)
    for tracked, standing in found:
        names = plan.membership.themes_of(tracked.areas) if by == "theme" else standing.leads
        for name in dict.fromkeys(names) or ("",):
            of[name].append((tracked, standing))
    titles = {role.code: role.title for role in plan.roles} if by == "role" else {}
    return [_line(name, titles.get(name, ""), own) for name, own in of.items()]


def _line(name: str, title: str, found: Sequence[tuple[Tracked, Standing]], last: date | None = None) -> Line:
    totals = totals_of(found)
    return Line(name, title, 1, int(totals.overdue.total > 0), actions_of(found), totals, last)


def merge_lines(parts: Iterable[Sequence[Line]], by: LinesBy, across: Across) -> list[Line]:
    """The lines of several plans, those of one name in one. Whatever has most overdue comes first, else the order
    is that of the portfolio or the alphabet; last comes what is of none."""
    of: dict[str, list[Line]] = defaultdict(list)
    for line in (line for part in parts for line in part):
        of[line.name].append(line)
    lines = [_sum(name, _title(name, by, across) or own[0].title, own) for name, own in of.items()]
    order = {name: place for place, name in enumerate(across.members if by == "member" else across.themes)}
    return sorted(lines, key=lambda line: (not line.name, -line.overdue, order.get(line.name, 0), line.name))


def _title(name: str, by: LinesBy, across: Across) -> str:
    if not name:
        return "Nobody" if by == "role" else f"No {by}"
    if by == "member":
        return across.members[name].name
    return across.themes.get(name, "") if by == "theme" else ""


def _sum(name: str, title: str, own: list[Line]) -> Line:
    last = max((line.last_recorded for line in own if line.last_recorded is not None), default=None)
    return Line(
        name,
        title,
        sum(line.plans for line in own),
        sum(line.overdue_in for line in own),
        sum_of(line.actions for line in own),
        merge(line.totals for line in own),
        last if len(own) == 1 else None,
    )


def last_recorded(plan: Plan, as_of: date) -> date | None:
    """The day of the last entry in any log of a plan, or result of its measures, up to a day."""
    days = [entry.on for log in plan.logs.values() for entry in log]
    days += [reading.on for reading in plan.readings if reading.on is not None]
    return max((day for day in days if day <= as_of), default=None)


def is_quiet(last: date | None, as_of: date) -> bool:
    """Whether a plan whose last entry is of this day has not been touched of late."""
    return last is None or as_of - last > QUIET
