"""What has slipped: milestones whose deadline moved, from the first promise to the deadline in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.rows import selected
from si_plan.queries.selection import Selection
from si_plan.queries.standing import Standing, Standings, State


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
    """A record whose deadline moved. `days` is from the original deadline's latest day to the present one's."""

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


@dataclass(frozen=True, slots=True)
class SlipTotals:
    """How many records of a lead or a priority slipped, how often and by how many days together."""

    name: str
    title: str
    records: int
    times: int
    days: int


@dataclass(frozen=True, slots=True)
class Slippage:
    """What slipped, the longest first, with totals by lead (joint ones count for each) and by priority."""

    rows: list[Slip]
    leads: list[SlipTotals]
    priorities: list[SlipTotals]


def slippage(plan: Plan, selection: Selection) -> Slippage:
    """Every record of the selection whose deadline the log moved up to the day."""
    standings = Standings(plan, selection.as_of)
    found = selected(plan, selection, standings)
    rows = [slip for tracked, standing in found if (slip := _slip(standings, tracked, standing)) is not None]
    rows.sort(key=lambda slip: -slip.days)
    return Slippage(
        rows,
        [_totals(role.code, role.title, (one for one in rows if role.code in one.leads)) for role in plan.roles],
        [_totals(one.id, one.title, (slip for slip in rows if slip.priority == one.id)) for one in plan.priorities],
    )


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
    moves = moves_of(tracked.due, standings.reschedules(tracked))
    if not moves:
        return None
    original, present = tracked.due, standing.deadline
    ended = standing.completed or standings.as_of
    return Slip(
        kind=tracked.kind,
        id=tracked.id,
        priority=tracked.priority.id,
        text=tracked.text,
        leads=standing.leads,
        original=original,
        present=present,
        times=len(moves),
        days=(present.latest - original.latest).days if present is not None and original is not None else 0,
        approved_by=tuple(dict.fromkeys(move.approved_by for move in moves if move.approved_by)),
        reason=moves[-1].reason,
        state=standing.state,
        late_by_original=original is not None and ended > original.latest and standing.state != "cancelled",
        late_by_present=standing.late or standing.state == "overdue",
        moves=moves,
    )


def _totals(name: str, title: str, slips: Iterable[Slip]) -> SlipTotals:
    every = list(slips)
    return SlipTotals(name, title, len(every), sum(one.times for one in every), sum(one.days for one in every))
