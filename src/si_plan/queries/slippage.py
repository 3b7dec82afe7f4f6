"""What has slipped: what is due later than was promised, by the last days of both deadlines.

What was brought forward is no slip and stands apart; what moved and came back is neither, nor is what was cancelled.
Days are never set off against each other: totals add slips alone, and what stands twice in the plan slips once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.counting import Numbers, totals_of
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings, State

Outcome = Literal["slipped", "brought_forward", "back", "cancelled"]


@dataclass(frozen=True, slots=True)
class Move:
    """One reschedule: on which day, from and to which deadline, by how many days (between their latest days)."""

    on: date
    to: ReducedDate
    days: int | None
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A record whose deadline moved, and what came of it. `original` is the deadline that was promised, or where none
    was the first that the log gave; `days` is from its latest day to the present one's."""

    outcome: Outcome
    kind: Kind
    id: str
    priority: str
    text: str
    leads: tuple[str, ...]
    original: ReducedDate | None
    present: ReducedDate | None
    times: int
    days: int
    approved_by: tuple[str, ...]
    reason: str
    state: State
    late_by_original: bool
    late_by_present: bool
    moves: tuple[Move, ...]
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class SlipTotals:
    """How many records of a lead or a priority slipped, how often their deadlines moved, by how many days together
    they are later; and how many others were brought forward."""

    name: str
    title: str
    records: int
    times: int
    days: int
    brought_forward: int


@dataclass(frozen=True, slots=True)
class Slippage:
    """What moved, the longest slip first and what was cancelled last; how much slipped; and totals by lead (joint ones
    count for each) and by priority."""

    rows: list[Slip]
    slipped: Numbers
    leads: list[SlipTotals]
    priorities: list[SlipTotals]


def slippage(plan: Plan, selection: Selection) -> Slippage:
    """Every record of the selection whose deadline the log moved up to the day."""
    standings = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, standings)
    rows = [slip for tracked, standing in found if (slip := _slip(standings, tracked, standing)) is not None]
    rows.sort(key=lambda slip: (slip.outcome == "cancelled", -slip.days))
    led: dict[str, list[Slip]] = {}
    of: dict[str, list[Slip]] = {}
    for slip in rows:
        of.setdefault(slip.priority, []).append(slip)
        for code in dict.fromkeys(slip.leads):
            led.setdefault(code, []).append(slip)
    late = {slip.id for slip in rows if slip.outcome == "slipped"}
    return Slippage(
        rows,
        totals_of((tracked, standing) for tracked, standing in found if tracked.id in late).numbers,
        [_totals(role.code, role.title, led.get(role.code, [])) for role in plan.roles],
        [_totals(priority.id, priority.title, of.get(priority.id, [])) for priority in plan.priorities],
    )


def slipped_days(promised: ReducedDate | None, deadline: ReducedDate | None) -> int:
    """By how many days a deadline is later than the one that was promised, by their last days; 0 where it is not."""
    if promised is None or deadline is None:
        return 0
    return max((deadline.latest - promised.latest).days, 0)


def promised_deadline(tracked: Tracked, reschedules: Sequence[Entry]) -> ReducedDate | None:
    """The deadline that slips are measured from: the one promised, else the first that the log gave."""
    return tracked.due or (reschedules[0].due if reschedules else None)


def moves_of(original: ReducedDate | None, entries: Iterable[Entry]) -> tuple[Move, ...]:
    """The reschedules among a record's log entries, each measured from the deadline before it."""
    moves = []
    before = original
    for entry in entries:
        if entry.due is not None and entry.period is None:
            days = (entry.due.latest - before.latest).days if before is not None else None
            moves.append(Move(entry.on, entry.due, days, entry.reason or "", entry.approved_by or ""))
            before = entry.due
    return tuple(moves)


def _slip(standings: Standings, tracked: Tracked, standing: Standing) -> Slip | None:
    reschedules = standings.reschedules(tracked)
    if tracked.recurs or not reschedules:
        return None
    moves = moves_of(tracked.due, reschedules)
    original, present = promised_deadline(tracked, reschedules), standing.deadline
    ended = standing.completed or standings.as_of
    days = (present.latest - original.latest).days if present is not None and original is not None else 0
    return Slip(
        outcome=_outcome(standing, slipped_days(original, present), days),
        kind=tracked.kind,
        id=tracked.id,
        priority=tracked.priority.id,
        text=tracked.text,
        leads=standing.leads,
        original=original,
        present=present,
        times=len(moves),
        days=days,
        approved_by=tuple(dict.fromkeys(move.approved_by for move in moves if move.approved_by)),
        reason=moves[-1].reason,
        state=standing.state,
        late_by_original=original is not None and ended > original.latest and standing.state != "cancelled",
        late_by_present=standing.late or standing.state == "overdue",
        moves=moves,
        same_as=tracked.same_as,
    )


def _outcome(standing: Standing, slipped: int, days: int) -> Outcome:
    if standing.state == "cancelled":
        return "cancelled"
    return "slipped" if slipped else "brought_forward" if days < 0 else "back"


def _totals(name: str, title: str, slips: list[Slip]) -> SlipTotals:
    """One lead's or priority's totals, of slips with the longest first: of what stands twice, the first counts."""
    slipped: dict[str, Slip] = {}
    forward: dict[str, Slip] = {}
    for slip in slips:
        if slip.outcome == "slipped":
            slipped.setdefault(slip.same_as or slip.id, slip)
        elif slip.outcome == "brought_forward":
            forward.setdefault(slip.same_as or slip.id, slip)
    return SlipTotals(
        name=name,
        title=title,
        records=len(slipped),
        times=sum(slip.times for slip in slipped.values()),
        days=sum(slip.days for slip in slipped.values()),
        brought_forward=len(forward.keys() - slipped.keys()),
    )
