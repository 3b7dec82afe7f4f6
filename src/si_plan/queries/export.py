"""Everything tracked as one flat table, in which each row can be read by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from si_plan.dates.reduced import FIRST_YEAR, ReducedDate
from si_plan.model.plan import Plan, Tracked
from si_plan.queries.counting import counted_once
from si_plan.queries.moves import Move, moves_of
from si_plan.queries.rows import (
    TrackedRow,
    check_occurrence_count,
    measures_of,
    occurrence_rows,
    tracked_in,
    tracked_row,
)
from si_plan.queries.selection import Selection
from si_plan.state.standing import Standings, last_rating

AHEAD = timedelta(days=365)
"""How far ahead occurrences are listed."""


class Exported(NamedTuple):
    """A tracked row with its action, its priority, what was promised and what the log says about it."""

    row: TrackedRow
    action_title: str
    priority_title: str
    type: str | None
    """For a milestone: deliverable, outcome or event."""
    lead_titles: tuple[str, ...]
    measures: tuple[str, ...]
    promised: ReducedDate | None
    moves: tuple[Move, ...]
    rating: str | None
    """The last rating in the log."""
    recorded: date | None
    """The day of the log's last entry about it."""
    plan: str
    authority: str
    as_of: date
    ref: str | None
    """The number that the document prints, if it is not the id."""
    action_rating: str | None
    """The last rating of its action as a whole."""
    accountable: tuple[str, ...]
    """Who answers for its action on the day, as codes."""
    edition: str | None
    """The id of the edition in force on the day; None for a plan without editions."""
    counted: bool = True
    """Whether totals count this row: of the rows about one deliverable they count the most urgent."""

    @property
    def member(self) -> str | None:
        return self.row.member

    @property
    def themes(self) -> tuple[str, ...]:
        return self.row.themes


def export(plan: Plan, selection: Selection, *, every: bool = False) -> list[Exported]:
    """A row for each record in the selection, in the plan's order. With `every`, a record that recurs has a row for
    each occurrence up to a year ahead, open or closed; the row for the series is kept only if there are none. Raises
    UsageError if there are too many occurrences to list."""
    standings = Standings(plan, selection.as_of)
    titles = {role.code: role.title for role in plan.roles}
    first, last = date(FIRST_YEAR, 1, 1), selection.as_of + AHEAD
    found = []
    taken = tracked_in(plan, selection, standings)
    if every:
        recurring = (standings.series(tracked) for tracked, _ in taken if tracked.recurs)
        check_occurrence_count(sum(series.count_between(first, last) for series in recurring))
    for tracked, standing in taken:
        rows = occurrence_rows(standings, tracked, first, last) if every and tracked.recurs else []
        found += [
            _export_row(standings, tracked, row, titles) for row in rows or [tracked_row(plan, tracked, standing)]
        ]
    once = counted_once([exported.row for exported in found])
    return [exported._replace(counted=counted) for exported, counted in zip(found, once, strict=True)]


def _export_row(standings: Standings, tracked: Tracked, row: TrackedRow, titles: dict[str, str]) -> Exported:
    entries = standings.entries(tracked.id)
    if row.period is not None:
        entries = [entry for entry in entries if entry.period in (None, row.period)]
    return Exported(
        row=row,
        action_title=tracked.action.title,
        priority_title=tracked.priority.title,
        type=getattr(tracked.record, "type", None),
        lead_titles=tuple(titles.get(code, code) for code in row.leads),
        measures=measures_of(tracked),
        promised=tracked.due,
        moves=moves_of(tracked.due, standings.reschedules(tracked)),
        rating=last_rating(entries),
        recorded=entries[-1].on if entries else None,
        plan=standings.plan.details.title,
        authority=standings.plan.details.authority,
        as_of=standings.as_of,
        ref=getattr(tracked.record, "ref", None),
        action_rating=standings.rating(tracked.action.id),
        accountable=standings.roles(tracked, "accountable"),
        edition=standings.plan.edition.id if standings.plan.edition is not None else None,
    )
