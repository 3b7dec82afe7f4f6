"""What has happened since a report's audience last met: deadlines moved, things completed and cancelled.

The standing on the report's day is compared with the standing before. So a deadline that moved twice and came back, or
that is still no later than promised, has not slipped; and an entry that was recorded late is reported once it is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.moves import moves_of, promised_deadline, slipped_days
from si_plan.queries.rows import tracked_row
from si_plan.reports.rows import Closed, Former, Recounted, Since, Slipped
from si_plan.reports.scope import Discretion
from si_plan.state.standing import Standing, Standings, codes_of, standing_entries

Found = list[tuple[Tracked, Standing]]


class Before:
    """How things stood before: on an earlier day by what is known now, or by what was known at a revision."""

    def __init__(self, now: Standings, since: Since, former: Former | None) -> None:
        self._now = now
        self._day = since.day
        self._former = former
        if former is not None:
            self._then = Standings(former.plan.on(now.as_of), now.as_of)
        else:
            day = since.day or now.as_of
            self._then = Standings(now.plan.on(day), day)
        self._known = _entry_keys(former.plan) if former is not None else frozenset()

    def of(self, tracked: Tracked) -> Standing | None:
        """How the record stood; None if the plan did not have it, or an edition was yet to add it."""
        then = self.tracked(tracked.id)
        return self._then.of(then) if then is not None else None

    def promised_deadline(self, tracked: Tracked, reschedules: list[Entry]) -> ReducedDate | None:
        """The deadline that was promised then, so that a later edit of the promise cannot hide a slip. One that counts
        from an event is the same promise on another day."""
        then = self.tracked(tracked.id) if self._former is not None else None
        counts_alike = then is not None and then.clock is not None and then.clock == tracked.clock
        return promised_deadline(tracked if then is None or counts_alike else then, reschedules)

    def tracked(self, identity: str) -> Tracked | None:
        """What the plan had of the record then."""
        return self._then.plan.tracked_by_id.get(identity)

    def new(self, identity: str) -> list[Entry]:
        """The log entries about a record that are new since then and count on the report's day, in order."""
        entries = self._now.entries(identity)
        if self._former is not None:
            return [entry for entry in entries if entry not in self._known]
        return [entry for entry in entries if self._day is None or entry.on > self._day]


def _entry_keys(plan: Plan) -> frozenset[Entry]:
    return frozenset(entry for owner in plan.logs for entry in standing_entries(plan, owner))


def find_slipped(now: Standings, found: Found, before: Before, discretion: Discretion) -> list[Slipped]:
    """The records that have slipped, or slipped further, since then; longest slip first."""
    slips = (_slip(now, tracked, standing, before, discretion) for tracked, standing in found)
    rows = [slip for slip in slips if slip is not None]
    rows.sort(key=lambda row: -row.days)
    return rows


def find_recounted(now: Standings, found: Found, before: Before) -> list[Recounted]:
    """The records whose deadline counts from an event as before, and has come to another day since then."""
    rows = []
    for tracked, standing in found:
        then = before.tracked(tracked.id) if tracked.clock is not None else None
        if then is None or then.clock != tracked.clock or then.due == tracked.due or now.reschedules(tracked):
            continue
        rows.append(Recounted(tracked_row(now.plan, tracked, standing), then.due, str(tracked.clock)))
    return rows


def _slip(
    now: Standings, tracked: Tracked, standing: Standing, before: Before, discretion: Discretion
) -> Slipped | None:
    if tracked.recurs or standing.deadline is None or standing.state == "cancelled":
        return None
    then = before.of(tracked)
    if then is None:
        return None
    reschedules = now.reschedules(tracked)
    original = before.promised_deadline(tracked, reschedules)
    days = slipped_days(original, standing.deadline) - slipped_days(original, then.deadline)
    if days <= 0:
        return None
    every = moves_of(tracked.due, reschedules)
    fresh = [*before.new(tracked.id), *before.new(tracked.action.id)]
    moves = [entry for entry in reschedules if entry in fresh]
    return Slipped(
        row=tracked_row(now.plan, tracked, standing),
        former=then.deadline,
        promised=original,
        days=days,
        approved_by=codes_of(now.plan, tuple(move.approved_by for move in moves if move.approved_by)),
        said=discretion.disclose(moves),
        times=len(every),
        moved_overdue=any(move.overdue for move in every),
    )


def find_closed(now: Standings, found: Found, before: Before, status: str, discretion: Discretion) -> list[Closed]:
    """What has been completed (or cancelled) since then, by day; for records that recur, each occurrence."""
    rows: list[Closed] = []
    for tracked, standing in found:
        if tracked.recurs:
            rows += _closed_occurrences(now, tracked, standing, before, status, discretion)
        if standing.status == status:
            then = before.of(tracked)
            if then is None or then.status != status:
                rows.append(_closed_record(now, tracked, standing, status, discretion))
    rows.sort(key=lambda row: row.on)
    return rows


def _closed_record(now: Standings, tracked: Tracked, standing: Standing, status: str, discretion: Discretion) -> Closed:
    own = [entry for entry in now.entries(tracked.same_as or tracked.id) if entry.period is None]
    closing = next(
        (
            found
            for entries in (own, now.entries(tracked.action.id), now.entries(tracked.priority.id))
            if (found := [entry for entry in entries if entry.status == status and entry.period is None])
        ),
        [],
    )
    evidence = [entry for entry in own if entry.evidence and entry not in closing]
    last = closing[-1] if closing else None
    return Closed(
        row=tracked_row(now.plan, tracked, standing),
        on=standing.completed or (last.on if last is not None else now.as_of),
        by=_code(now.plan, last),
        period=None,
        said=discretion.disclose([*evidence, *closing]),
    )


def _closed_occurrences(
    now: Standings, tracked: Tracked, standing: Standing, before: Before, status: str, discretion: Discretion
) -> Iterator[Closed]:
    """The occurrences that entries since then closed, unless a later entry reopened them."""
    identity = tracked.same_as or tracked.id
    last = {entry.period: entry for entry in now.entries(identity) if entry.period is not None and entry.status}
    new = before.new(identity)
    for period, entry in last.items():
        if entry.status == status and entry in new:
            yield Closed(
                tracked_row(now.plan, tracked, standing),
                entry.on,
                _code(now.plan, entry),
                period,
                discretion.disclose([entry]),
            )


def _code(plan: Plan, entry: Entry | None) -> str:
    return codes_of(plan, (entry.by,))[0] if entry is not None and entry.by is not None else ""
