"""What has slipped: what is due later than was promised, by the last days of both deadlines.

A deadline that was brought forward is not a slip and is listed apart. One that moved and came back is neither, nor is a
cancelled record. Totals add the days of slips only, nothing is set off against them, and a deliverable with two records
slips once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.queries.across import Across, By, titles_of
from si_plan.queries.counting import Numbers, totals_of
from si_plan.queries.grouping import Group, Grouping, grouping_of, merge_groupings
from si_plan.queries.moves import Move, moves_of, promised_deadline, slipped_days
from si_plan.queries.rows import membership_of, tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standing, Standings, State

Outcome = Literal["slipped", "brought_forward", "back", "cancelled"]


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
    areas: tuple[str, ...] = ()
    ref: str | None = None
    """The number that the document prints, where it is not the id."""
    twin: str | None = None
    """How people know the milestone that it is the same as: by its ref, else its id."""
    member: str | None = None
    """The member of a portfolio that it is of; None where one plan is asked."""
    themes: tuple[str, ...] = ()
    """The portfolio's themes that its areas belong to."""

    @property
    def name(self) -> str:
        """How people know it: by its ref, else its id; in a portfolio with its member before it."""
        name = self.ref or self.id
        return name if self.member is None else f"{self.member} {name}"

    @property
    def moved_overdue(self) -> int:
        """How many of its moves came when it was already overdue."""
        return sum(move.overdue for move in self.moves)


@dataclass(frozen=True, slots=True)
class SlipTotals:
    """Totals of a lead, a priority or another group: how many records slipped, how often their deadlines moved, how
    many days later they are in sum; and how many other records were brought forward."""

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
    ref: str | None = None
    member: str | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slippage:
    """The records that moved, longest slip first and cancelled ones last; how many slipped, by kind; and totals by lead
    (joint leads count in full) and by priority: in a portfolio by member. Apart from these, what an edition gave
    another deadline. `grouping` says what the slips are grouped by, if that was asked for."""

    rows: list[Slip]
    slipped: Numbers
    leads: list[SlipTotals]
    priorities: list[SlipTotals]
    redated: list[Redated] = field(default_factory=list)
    members: list[SlipTotals] = field(default_factory=list)
    grouping: Grouping | None = None

    def of_outcome(self, outcome: Outcome) -> list[Slip]:
        """The rows that ended up so."""
        return [slip for slip in self.rows if slip.outcome == outcome]

    @property
    def groups(self) -> list[Group[Slip]]:
        """What slipped in its groups, by whatever it is grouped."""
        if self.grouping is None:
            return []
        return self.grouping.groups(self.of_outcome("slipped"), lambda slips: totals_of_slips("", "", slips).days)


def slippage(plan: Plan, selection: Selection, by: By | None = None) -> Slippage:
    """Every record in the selection whose deadline the log has moved by the day, with totals."""
    standings = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, standings)
    rows = [slip for tracked, standing in found if (slip := _slip(standings, tracked, standing)) is not None]
    rows.sort(key=_longest_first)
    late = {slip.id for slip in rows if slip.outcome == "slipped"}
    leads, priorities = _by_lead(rows), _by(rows, lambda slip: slip.priority)
    return Slippage(
        rows,
        totals_of((tracked, standing) for tracked, standing in found if tracked.id in late).numbers,
        [totals_of_slips(role.code, role.title, leads[role.code]) for role in plan.roles],
        [totals_of_slips(one.id, one.title, priorities[one.id], one.label) for one in plan.priorities],
        _redated(plan, found),
        grouping=grouping_of(plan, by),
    )


def merge_slippage(parts: Sequence[Slippage], across: Across | None) -> Slippage:
    """What has slipped in several plans as one answer. A lead's code is one role; instead of priorities, each member
    has its totals. Who slipped most comes first."""
    if across is None:
        return parts[0]
    rows = sorted((row for part in parts for row in part.rows), key=_longest_first)
    titles = titles_of((lead.name, lead.title) for part in parts for lead in part.leads)
    leads, members = _by_lead(rows), _by(rows, lambda slip: slip.member or "")
    return Slippage(
        rows,
        Numbers(*map(sum, zip(*(part.slipped for part in parts), strict=True))),
        _most_first(totals_of_slips(code, title, leads[code]) for code, title in titles.items()),
        [],
        [row for part in parts for row in part.redated],
        _most_first(totals_of_slips(one.id, one.name, members[one.id]) for one in across.members.values()),
        merge_groupings([part.grouping for part in parts], across),
    )


def _longest_first(slip: Slip) -> tuple[bool, int]:
    return slip.outcome == "cancelled", -slip.days


def _by_lead(rows: Iterable[Slip]) -> dict[str, list[Slip]]:
    """The slips of each lead."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in rows:
        for code in dict.fromkeys(slip.leads):
            found[code].append(slip)
    return found


def _by(rows: Iterable[Slip], name_of: Callable[[Slip], str]) -> dict[str, list[Slip]]:
    """The slips by what this says of each."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in rows:
        found[name_of(slip)].append(slip)
    return found


def _most_first(totals: Iterable[SlipTotals]) -> list[SlipTotals]:
    return sorted(totals, key=lambda one: (-one.days, one.name))


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
            ref, membership = plan.refs.get(tracked.id), membership_of(plan, tracked.areas)
            redated.append(Redated(*about, first, now, days, ref, *membership))
    return redated


def _slip(standings: Standings, tracked: Tracked, standing: Standing) -> Slip | None:
    reschedules = standings.reschedules(tracked)
    if tracked.recurs or not reschedules:
        return None
    plan = standings.plan
    member, themes = membership_of(plan, tracked.areas)
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
        first=_first_promise(plan, tracked) or original,
        areas=tracked.areas,
        ref=plan.refs.get(tracked.id),
        twin=plan.refs.of(tracked.same_as) if tracked.same_as is not None else None,
        member=member,
        themes=themes,
    )


def _outcome(standing: Standing, slipped: int, days: int) -> Outcome:
    if standing.state == "cancelled":
        return "cancelled"
    return "slipped" if slipped else "brought_forward" if days < 0 else "back"


def totals_of_slips(name: str, title: str, slips: list[Slip], label: str | None = None) -> SlipTotals:
    """The totals of slips (longest first) under a name. Of one deliverable the first slip counts."""
    slipped: dict[tuple[str | None, str], Slip] = {}
    forward: dict[tuple[str | None, str], Slip] = {}
    for slip in slips:
        deliverable = slip.member, slip.same_as or slip.id
        if slip.outcome == "slipped":
            slipped.setdefault(deliverable, slip)
        elif slip.outcome == "brought_forward":
            forward.setdefault(deliverable, slip)
    return SlipTotals(
        name=name,
        title=title,
        records=len(slipped),
        times=sum(slip.times for slip in slipped.values()),
        days=sum(slip.days for slip in slipped.values()),
        brought_forward=len(forward.keys() - slipped.keys()),
        label=label,
    )
