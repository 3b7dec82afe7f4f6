"""How a deadline moved, by the log: from the one that was promised, move by move; and whether it may move again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.state.standing import Standing, Standings


@dataclass(frozen=True, slots=True)
class Move:
    """One reschedule: on which day, from and to which deadline, by how many days (between their latest days).
    `overdue` is whether the deadline before it had passed by that day."""

    on: date
    to: ReducedDate
    days: int | None
    reason: str
    approved_by: str
    overdue: bool = False


def count_moved(standings: Standings, found: Iterable[tuple[Tracked, Standing]]) -> int:
    """How many records have a deadline that the log moved: as many as `slippage` has rows."""
    return sum(bool(not tracked.recurs and standings.reschedules(tracked)) for tracked, _ in found)


def slipped_days(promised: ReducedDate | None, deadline: ReducedDate | None) -> int:
    """How many days later a deadline's last day is than that of the promised one; 0 if it is not later."""
    if promised is None or deadline is None:
        return 0
    return max((deadline.latest - promised.latest).days, 0)


def promised_deadline(tracked: Tracked, reschedules: Sequence[Entry]) -> ReducedDate | None:
    """The deadline that slips are measured from: the promised one, else the first in the log; None without either."""
    return tracked.due or (reschedules[0].due if reschedules else None)


def later_moves(promised: ReducedDate | None, entries: Iterable[Entry]) -> int:
    """How often log entries move a deadline later than was promised, or later still; without a promised deadline, than
    the first in the log."""
    first, before, moves = promised, promised, 0
    for entry in entries:
        if entry.due is not None:
            moves += slipped_days(first, entry.due) > slipped_days(first, before)
            first, before = first or entry.due, entry.due
    return moves


def may_move_again(plan: Plan, moves: int, approved_by: str | None) -> bool:
    """Whether a deadline that has moved later so often may move once more, by the plan's change rules, if this role
    approves it."""
    policy = plan.details.policy
    if policy is None or policy.most_moves is None or moves < policy.most_moves:
        return True
    approver = approved_by and plan.role_code(approved_by)
    return approver is not None and approver in [plan.role_code(name) for name in policy.moves_approved_by]


def who_approves_moves(plan: Plan) -> str:
    """What to do where a deadline may not move again, by the plan's change rules."""
    policy = plan.details.policy
    names = policy.moves_approved_by if policy is not None else ()
    if not names:
        return "the change rules let nobody approve another move: complete it or cancel it"
    return f"another move needs the approval of {' or '.join(names)}"


def moves_of(original: ReducedDate | None, entries: Iterable[Entry]) -> tuple[Move, ...]:
    """The reschedules among a record's log entries, each measured from the deadline before it."""
    moves = []
    before = original
    for entry in entries:
        if entry.due is not None and entry.period is None:
            days = (entry.due.latest - before.latest).days if before is not None else None
            overdue = before is not None and entry.on > before.latest
            moves.append(Move(entry.on, entry.due, days, entry.reason or "", entry.approved_by or "", overdue))
            before = entry.due
    return tuple(moves)
