"""What has slipped: what is due later than was promised, by the last days of both deadlines.

A deadline that was brought forward is not a slip and is listed apart. One that moved and came back is neither, nor is a
cancelled record. Totals add the days of slips only, nothing is set off against them, and a deliverable with two records
slips once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

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
    """One reschedule: on which day, from and to which deadline, by how many days (between their latest days).
    `overdue` is whether the deadline before it had passed by that day."""

    on: date
    to: ReducedDate
    days: int | None
    reason: str
    approved_by: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A record whose deadline moved, and how it ended up. `original` is the deadline that was promised, else the first
    that the log gave. `days` is the number of days from its latest day to that of the present deadline."""

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
    first: ReducedDate | None = None
    """The deadline that was promised first of all: by an earlier edition, if one gave another than `original`."""

    @property
    def moved_overdue(self) -> int:
        """How many of its moves came when it was already overdue."""
        return sum(move.overdue for move in self.moves)


@dataclass(frozen=True, slots=True)
class SlipTotals:
    """Totals of a lead or a priority: how many records slipped, how often their deadlines moved, how many days later
    they are in sum; and how many other records were brought forward."""

    name: str
    title: str
    records: int
    times: int
    days: int
    brought_forward: int
    label: str | None = None


class Redated(NamedTuple):
    """A record to which an edition gave another deadline: the one promised first of all, the one promised now, and how
    many days lie between their latest days."""

    kind: Kind
    id: str
    priority: str
    text: str
    leads: tuple[str, ...]
    first: ReducedDate
    promised: ReducedDate
    days: int


@dataclass(frozen=True, slots=True)
class Slippage:
    """The records that moved, longest slip first and cancelled ones last; how many slipped, by kind; and totals by lead
    (joint leads count in full) and by priority. Apart from these, what an edition gave another deadline."""

    rows: list[Slip]
    slipped: Numbers
    leads: list[SlipTotals]
    priorities: list[SlipTotals]
    redated: list[Redated] = field(default_factory=list)


def slippage(plan: Plan, selection: Selection) -> Slippage:
    """Every record in the selection whose deadline the log has moved by the day, with totals."""
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
        [_totals(priority.id, priority.title, of.get(priority.id, []), priority.label) for priority in plan.priorities],
        _redated(plan, found),
    )


def _first_promise(plan: Plan, tracked: Tracked) -> ReducedDate | None:
    """The deadline that was promised first of all: by the first edition of the plan that gave the record one."""
    if plan.editions is None or plan.edition is None:
        return tracked.due
    return plan.editions.first_promise(tracked.id, plan.edition)


def _redated(plan: Plan, found: Iterable[tuple[Tracked, Standing]]) -> list[Redated]:
    """What an edition promised for another day than was promised first of all, in the plan's order."""
    redated = []
    for tracked, standing in found if plan.edition is not None else ():
        first, now = _first_promise(plan, tracked), tracked.due
        if not tracked.recurs and first is not None and now is not None and first != now:
            days = (now.latest - first.latest).days
            about = tracked.kind, tracked.id, tracked.priority.id, tracked.text, standing.leads
            redated.append(Redated(*about, first, now, days))
    return redated


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
        first=_first_promise(standings.plan, tracked) or original,
    )


def _outcome(standing: Standing, slipped: int, days: int) -> Outcome:
    if standing.state == "cancelled":
        return "cancelled"
    return "slipped" if slipped else "brought_forward" if days < 0 else "back"


def _totals(name: str, title: str, slips: list[Slip], label: str | None = None) -> SlipTotals:
    """The totals of a lead or priority, from its slips (longest first). Of one deliverable the first slip counts."""
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
        label=label,
    )
