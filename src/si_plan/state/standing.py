"""How things stand on a day: status, deadline in force and state of everything tracked, by the logs.

The deadline and status on a day are those of the last entry up to then, by `on` and then by place in the log. Voided
entries never count. The answer is what is known now about that day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Plan, Tracked
from si_plan.state.series import Open, Recurring, Series, recurrence_of

if TYPE_CHECKING:
    from si_plan.model.progress import Entry, Status
    from si_plan.model.promise import RoleField

State = Literal["overdue", "in_window", "upcoming", "ongoing", "undated", "done", "cancelled"]

STATES: tuple[State, ...] = ("overdue", "in_window", "upcoming", "ongoing", "undated", "done", "cancelled")
"""Every state, the most urgent first."""

OPEN_STATES: tuple[State, ...] = STATES[:5]


class Standing(NamedTuple):
    """How one tracked record stands on a day."""

    state: State
    status: Status
    deadline: ReducedDate | None
    """The deadline in force, after every reschedule up to the day."""
    leads: tuple[str, ...]
    completed: date | None = None
    late: bool = False
    """Whether it was completed after the latest day of the deadline then in force."""
    days_overdue: int | None = None
    period: str | None = None
    """Of what recurs: the first occurrence that is overdue, whose deadline this is."""
    occurrences: int | None = None
    """Of what recurs: how many occurrences are overdue."""
    waits_for: str | None = None
    """The id of the event without a day from which the deadline counts; only of what is open and undated."""


class _Summary(NamedTuple):
    """What the log says of one record up to a day. Kept, since the entries about an action bear on all its parts."""

    entries: list[Entry]
    moves: list[Entry]
    """Those that move its deadline, not that of one of its occurrences."""
    status: Status
    since: date | None
    """The day from which it has had that status without a break."""
    last: date
    """The day of the last entry that gives it a status."""
    leads: tuple[str, ...] | None
    """To whom it was last reassigned."""


_on = attrgetter("on")


class Standings:
    """How the records of a plan stand on a day, one at a time. Made once for each question."""

    def __init__(self, plan: Plan, as_of: date, logged: dict[str, list[Entry]] | None = None) -> None:
        """`logged` is that of another day, so that the logs are read once for several days of one plan."""
        self.plan = plan
        self.as_of = as_of
        self._memo: dict[str, Standing] = {}
        self._summaries: dict[str, _Summary] = {}
        self._series: dict[tuple[Recurring, date | None], Series] = {}
        self._missed: dict[Series, tuple[Open | None, int, bool]] = {}
        self._codes: dict[tuple[str, ...], tuple[str, ...]] = {}
        if logged is not None:
            self.logged = logged

    @cached_property
    def logged(self) -> dict[str, list[Entry]]:
        """The entries of every day that are not voided, by the id of their record, each list by date and then by
        place."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for owner in self.plan.logs:
            for entry in standing_entries(self.plan, owner):
                found[entry.at].append(entry)
        for entries in found.values():
            entries.sort(key=_on)
        return dict(found)

    def entries(self, identity: str) -> list[Entry]:
        """The entries about a record up to the day that are not voided, by date and then by place."""
        return self._summary_of(identity).entries

    def rating(self, identity: str) -> str | None:
        """The last rating of a record up to the day, for whichever term; None if it has none."""
        return last_rating(self.entries(identity))

    def _summary_of(self, identity: str) -> _Summary:
        found = self._summaries.get(identity)
        if found is None:
            logged = self.logged.get(identity, [])
            found = self._summaries[identity] = _summarise([entry for entry in logged if entry.on <= self.as_of])
        return found

    def of(self, tracked: Tracked) -> Standing:
        """How a tracked record stands."""
        found = self._memo.get(tracked.id)
        if found is None:
            found = self._memo[tracked.id] = self._work_out(tracked)
        return found

    def all_standings(self) -> Iterator[tuple[Tracked, Standing]]:
        """Everything tracked with its standing, in the plan's order."""
        for tracked in self.plan.tracked:
            yield tracked, self.of(tracked)

    def _work_out(self, tracked: Tracked) -> Standing:
        deadline, status, since, leads = self._in_force(tracked)
        if tracked.recurs and status not in ("complete", "cancelled"):
            return self._standing_of_recurring(tracked, status, leads)
        if status == "complete":
            then = self._deadline(tracked, since) if since is not None else deadline
            late = since is not None and then is not None and since > then.latest
            return Standing("done", status, deadline, leads, completed=since, late=late)
        state = self._open_state(tracked, deadline) if status != "cancelled" else "cancelled"
        days = (self.as_of - deadline.latest).days if state == "overdue" and deadline is not None else None
        waits_for = tracked.clock.after if state == "undated" and tracked.clock is not None else None
        return Standing(state, status, deadline, leads, days_overdue=days, waits_for=waits_for)

    def _in_force(self, tracked: Tracked) -> tuple[ReducedDate | None, Status, date | None, tuple[str, ...]]:
        """On the day, by the log: the deadline, the status, the day from which it has that, and the codes of the
        leads."""
        logged = self.logged
        about = (tracked.id, tracked.same_as or tracked.id, tracked.action.id, tracked.priority.id) if logged else ()
        if logged.keys().isdisjoint(about):  # no one has reported on it: all is as promised
            return tracked.due, "not_started", None, self._codes_of(tracked.leads)
        return self._deadline(tracked, self.as_of), *self._status(tracked), self._leads(tracked)

    def _standing_of_recurring(self, tracked: Tracked, status: Status, leads: tuple[str, ...]) -> Standing:
        """The standing of what recurs: overdue while an occurrence is, done when its series is over and all are
        closed."""
        first, missed, finished = self._missed_of(self.series(tracked))
        if first is None:
            return Standing("done" if finished else "ongoing", status, None, leads)
        return Standing(
            "overdue",
            status,
            first.deadline,
            leads,
            days_overdue=(self.as_of - first.deadline.latest).days,
            period=first.period,
            occurrences=missed,
        )

    def _missed_of(self, series: Series) -> tuple[Open | None, int, bool]:
        """The first occurrence that is overdue, how many are and, where none is, whether the series is finished."""
        found = self._missed.get(series)
        if found is None:
            first = next(series.overdue(self.as_of), None)
            missed = series.count_overdue(self.as_of) if first is not None else 0
            found = self._missed[series] = first, missed, first is None and series.is_finished(self.as_of)
        return found

    def series(self, tracked: Tracked) -> Series:
        """The occurrences of a recurring record, as the log leaves them on the day. Records that recur alike share one
        series, if the log says nothing of them."""
        entries = self.entries(tracked.same_as or tracked.id)
        if entries:
            return Series(self.plan, tracked, entries)
        repeats = recurrence_of(tracked)
        alike = repeats, None if repeats.starts is not None else self.plan.worded_on(tracked.record)
        found = self._series.get(alike)
        if found is None:
            found = self._series[alike] = Series(self.plan, tracked, ())
        return found

    def _open_state(self, tracked: Tracked, deadline: ReducedDate | None) -> State:
        if deadline is None:
            goes_on = tracked.starts is not None or (tracked.kind == "action" and tracked.action.duties)
            return "ongoing" if goes_on and tracked.clock is None else "undated"
        if self.as_of > deadline.latest:
            return "overdue"
        return "in_window" if self.as_of >= deadline.earliest else "upcoming"

    def reschedules(self, tracked: Tracked, on: date | None = None) -> list[Entry]:
        """The log entries up to the day `on` (else that of the standings) that move a record's deadline, in their
        order. A record that has its action's dates and was not moved itself by then moves with its action."""
        last, restated = on or self.as_of, self._restated_on(tracked)
        own = self._moves(tracked.id, last, restated)
        if own or tracked.dated_by is not tracked.action or tracked.kind == "action":
            return own
        return self._moves(tracked.action.id, last, self.plan.restated.get(tracked.action.id))

    def _moves(self, identity: str, last: date, restated: date | None) -> list[Entry]:
        moves = self._summary_of(identity).moves
        first = bisect_left(moves, restated, key=_on) if restated is not None else 0
        return moves[first : bisect_right(moves, last, key=_on)]

    def _restated_on(self, tracked: Tracked) -> date | None:
        """The day of the edition that last gave a record other dates; None where none did."""
        restated = self.plan.restated
        if not restated:
            return None
        days = (restated.get(identity) for identity in (tracked.id, tracked.dated_by.id))
        return max((day for day in days if day is not None), default=None)

    def _deadline(self, tracked: Tracked, on: date) -> ReducedDate | None:
        """The deadline in force on a day: the last that the log gave up to then, else the promised one. Before an
        edition gave the record other dates, it is what the edition then in force makes of it."""
        restated = self._restated_on(tracked)
        if restated is not None and on < restated:
            former = self.plan.on(on)
            then = former.tracked_by_id.get(tracked.id)
            if then is not None:
                return Standings(former, self.as_of, self.logged)._deadline(then, on)
        moves = self.reschedules(tracked, on)
        return moves[-1].due if moves else tracked.due

    def _status(self, tracked: Tracked) -> tuple[Status, date | None]:
        """The status on the day, and the day from which it has that. It is the record's own, or that of the milestone
        it is the same as; a cancelled action or priority cancels what is not complete in it."""
        own = self._summary_of(tracked.same_as or tracked.id)
        if own.status not in ("complete", "cancelled"):
            for identity in (tracked.action.id, tracked.priority.id):
                around = self._summary_of(identity)
                if identity != tracked.id and around.status == "cancelled" and (around.since or own.last) >= own.last:
                    return around.status, around.since
        return own.status, own.since

    def _leads(self, tracked: Tracked) -> tuple[str, ...]:
        """Who leads on the day, as codes."""
        names = tracked.leads
        sources = [tracked.id] if tracked.record.leads and tracked.kind != "action" else [tracked.id, tracked.action.id]
        for identity in sources:
            reassigned = self._summary_of(identity).leads
            if reassigned is not None:
                names = reassigned
                break
        return self._codes_of(names)

    def roles(self, tracked: Tracked, field: RoleField) -> tuple[str, ...]:
        """Who leads a record on the day, answers for its action, or helps the leads of that, as codes."""
        if field == "leads":
            return self.of(tracked).leads
        action = tracked.action
        logged: Iterator[tuple[str, ...]] = (getattr(entry, field) for entry in reversed(self.entries(action.id)))
        promised: tuple[str, ...] = getattr(action, field)
        return self._codes_of(next(filter(None, logged), promised))

    def _codes_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        found = self._codes.get(names)
        if found is None:
            found = self._codes[names] = codes_of(self.plan, names)
        return found


def _summarise(entries: list[Entry]) -> _Summary:
    status: Status = "not_started"
    since: date | None = None
    last = date.min
    leads: tuple[str, ...] | None = None
    moves = []
    for entry in entries:
        leads = entry.leads or leads
        if entry.period is None:
            if entry.due is not None:
                moves.append(entry)
            if entry.status is not None:
                last = entry.on
                if entry.status != status:
                    status, since = entry.status, entry.on
    return _Summary(entries, moves, status, since, last, leads)


def last_rating(entries: list[Entry]) -> str | None:
    """The last rating that entries give, by date and then by place; None if they give none."""
    return next((entry.rating for entry in reversed(entries) if entry.rating), None)


def codes_of(plan: Plan, names: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the roles that have these codes or aliases, each once; a name that no role has stays as it is."""
    return tuple(dict.fromkeys(plan.role_code(name) or name for name in names))


def standing_entries(plan: Plan, owner: str) -> list[Entry]:
    """The entries of a log that are not voided, without those that only void another."""
    voided = plan.resolved_voids(owner).voided
    return [
        entry
        for number, entry in enumerate(plan.logs[owner], 1)
        if number not in voided and (entry.voids is None or entry.changes_something)
    ]
