"""What a lead is asked to report on: everything open that they lead, and what ties each row to the log.

What is overdue comes first, the longest overdue before the rest; then what is to come, by deadline. What recurs has a
row for each occurrence that is overdue (the latest of them, where there are many) and for the next one. Milestones that
are the very same deliverable have one row, the most urgent, and one status.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple

from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.queries.counting import each_deliverable_once
from si_plan.queries.overdue import about
from si_plan.queries.rows import TrackedRow, tracked_in, tracked_row
from si_plan.queries.selection import PlanFacts, Selection, facts_of
from si_plan.returns.form import Reference
from si_plan.state.standing import OPEN_STATES, Standing, Standings, standing_entries

MOST_OCCURRENCES: Final = 12
"""How many overdue occurrences of one record are asked about: the latest."""
_AHEAD: Final = timedelta(days=20 * 366)


class Asked(NamedTuple):
    """A row of a return: how the record stands, what it is part of, and what was last said of it."""

    row: TrackedRow
    part_of: str
    """The title of its action; nothing where it is the action itself."""
    others: tuple[str, ...]
    """Who leads it too."""
    also: tuple[str, ...]
    """Ids of the lead's other milestones that are the very same deliverable."""
    last: Entry | None
    """The last entry that says anything in words, up to the day."""
    reference: Reference


class Return(NamedTuple):
    """What one lead is asked: the overdue first, then by deadline, and otherwise in the plan's order."""

    plan: PlanFacts
    lead: str
    title: str
    as_of: date
    rows: list[Asked]
    left_out: int
    """How many older overdue occurrences are not asked about."""


def return_for(plan: Plan, selection: Selection, lead: str) -> Return:
    """What the role of this code is asked on the day of the selection."""
    logs = Logs(plan)
    standings = Standings(plan, selection.as_of)
    theirs = [
        (tracked, standing)
        for tracked, standing in tracked_in(plan, selection, standings)
        if lead in standing.leads and standing.state in OPEN_STATES
    ]
    same: dict[str, list[str]] = defaultdict(list)
    for tracked, _ in theirs:
        same[tracked.same_as or tracked.id].append(tracked.id)
    rows: list[Asked] = []
    left_out = 0
    for tracked, standing in each_deliverable_once(theirs):
        asked, older = _rows_of(standings, tracked, standing, selection.as_of)
        left_out += older
        also = tuple(identity for identity in same[tracked.same_as or tracked.id] if identity != tracked.id)
        rows += (_ask(logs, standings, tracked, row, lead, also) for row in asked)
    rows.sort(key=_urgency)
    title = next((role.title for role in plan.roles if role.code == lead), "")
    return Return(facts_of(plan), lead, title, selection.as_of, rows, left_out)


def _urgency(asked: Asked) -> tuple[bool, date]:
    """A sort key: the overdue first, then by the last day of the deadline. What has no deadline comes last."""
    due = asked.row.due
    return asked.row.state != "overdue", due.latest if due is not None else date.max


def _rows_of(standings: Standings, tracked: Tracked, standing: Standing, as_of: date) -> tuple[list[TrackedRow], int]:
    """The rows of a record, and how many of its overdue occurrences they leave out."""
    if not tracked.recurs:
        return [tracked_row(standings.plan, tracked, standing)], 0
    series = standings.series(tracked)
    asked = series.latest_overdue(as_of, MOST_OCCURRENCES)
    older = series.count_overdue(as_of) - len(asked)
    asked += islice(series.open_between(as_of, as_of + _AHEAD), 1)
    rows = [tracked_row(standings.plan, tracked, about(standing, [occurrence], as_of)) for occurrence in asked]
    return rows or [tracked_row(standings.plan, tracked, standing)], older


def _ask(
    logs: Logs, standings: Standings, tracked: Tracked, row: TrackedRow, lead: str, also: tuple[str, ...]
) -> Asked:
    said = [
        entry
        for entry in standings.entries(tracked.same_as or tracked.id)
        if (entry.note or entry.reason) and entry.period in (None, row.period)
    ]
    as_of = standings.as_of
    reference = Reference(
        lead, as_of, plan_mark(standings.plan), tracked.id, row.period, logs.digest(tracked, row.period, as_of)
    )
    return Asked(
        row=row,
        part_of="" if tracked.kind == "action" else tracked.action.title,
        others=tuple(code for code in row.leads if code != lead),
        also=also,
        last=said[-1] if said else None,
        reference=reference,
    )


def plan_mark(plan: Plan) -> str:
    """A digest (8 hexadecimal digits) of whose plan it is and of its date, which tells the returns of two plans
    apart."""
    return _digest([plan.details.authority, plan.details.dated.isoformat()], 8)


class Logs:
    """What the logs say of each record, on any day, to tell whether anything was recorded since a return was made."""

    def __init__(self, plan: Plan) -> None:
        self._standing: dict[str, list[Entry]] = defaultdict(list)
        self._every: dict[str, list[Entry]] = defaultdict(list)
        for owner, log in plan.logs.items():
            for entry in log:
                self._every[entry.at].append(entry)
            for entry in standing_entries(plan, owner):
                self._standing[entry.at].append(entry)

    def all_about(self, identity: str) -> list[Entry]:
        """Every entry about a record, in recording order, voided ones included."""
        return self._every.get(identity, [])

    def about(self, tracked: Tracked, period: str | None) -> Iterator[Entry]:
        """The entries that count for a record, or for one occurrence of it, in recording order: its own, and those that
        change its action or its priority as a whole."""
        own = tracked.same_as or tracked.id
        for identity in dict.fromkeys((own, tracked.action.id, tracked.priority.id)):
            for entry in self._standing.get(identity, []):
                changes = entry.status is not None or entry.due is not None or bool(entry.leads)
                if entry.period in (None, period) and (identity == own or changes):
                    yield entry

    def digest(self, tracked: Tracked, period: str | None, last: date | None = None) -> str:
        """A digest (12 hexadecimal digits) of a record's words and of the entries that count for it, up to the day
        `last` or, without that, of any day."""
        parts = [tracked.id, tracked.text, tracked.action.title]
        for entry in self.about(tracked, period):
            if last is None or entry.on <= last:
                parts += (_entry_text(entry),)
        return _digest(parts, 12)


def _entry_text(entry: Entry) -> str:
    due = entry.due.text if entry.due else None
    return repr(
        (
            entry.on.isoformat(), entry.at, entry.status, entry.rating, entry.period, due, entry.leads,
            entry.reason, entry.approved_by, entry.by, entry.note, entry.evidence,
        )
    )  # fmt: skip


def _digest(parts: Iterable[str], length: int) -> str:
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:length]
