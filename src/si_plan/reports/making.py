"""Makes a report from a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from datetime import date
from textwrap import shorten
from typing import Final

from si_plan.model.ids import record_at
from si_plan.model.plan import Plan
from si_plan.model.promise import BESIDE
from si_plan.model.reference import Audience, SectionName, SourceNote
from si_plan.queries.by_owner import lead_totals
from si_plan.queries.costs import costs_of
from si_plan.queries.counted import counted_deadlines
from si_plan.queries.counting import actions_of, totals_of, totals_of_rows
from si_plan.queries.coverage import AreaCoverage, PriorityAreas, coverage_of, matrix_of
from si_plan.queries.gaps import Gaps, gaps_of
from si_plan.queries.measures import TargetRow, measures
from si_plan.queries.overdue import falling_due
from si_plan.queries.rows import TrackedRow, tracked_row
from si_plan.queries.selection import Selection
from si_plan.queries.trend import Every, trend
from si_plan.reports.ratings import rated_well_though_late, ratings_by_term, ratings_in_force
from si_plan.reports.rows import (
    ActionPart,
    Closed,
    Figures,
    Former,
    Judged,
    LeadPart,
    PriorityPart,
    PriorityProgress,
    Rated,
    Report,
    Slipped,
)
from si_plan.reports.scope import SHORT, Discretion, Scope, since_of, until_of
from si_plan.reports.since import Before, Found, find_closed, find_recounted, find_slipped
from si_plan.state.roles import FILLED, holdings
from si_plan.state.standing import Standings, codes_of


def by_priority(
    now: Standings, found: Found, rows: dict[str, TrackedRow], discretion: Discretion
) -> list[PriorityPart]:
    """The priorities of these records with their actions and rows, in the plan's order."""
    parts: list[PriorityPart] = []
    for tracked, _ in found:
        if not parts or parts[-1].priority is not tracked.priority:
            parts.append(PriorityPart(tracked.priority, []))
        actions = parts[-1].actions
        if not actions or actions[-1].action.id != tracked.action.id:
            beside = (now.roles(tracked, field) for field in BESIDE)
            leads = codes_of(now.plan, tracked.action.leads)
            actions.append(ActionPart(discretion.shown(tracked.action), leads, [], *beside))
        actions[-1].rows.append(rows[tracked.id])
    return parts


def by_lead(plan: Plan, scope: Scope, found: Found, rows: dict[str, TrackedRow]) -> list[LeadPart]:
    """The roles that lead any of these records, in the order of roles.yaml, and last what nobody leads. Joint leads
    each have the record."""
    theirs: dict[str, Found] = {}
    for tracked, standing in found:
        for code in standing.leads or ("",):
            theirs.setdefault(code, []).append((tracked, standing))
    held = holdings(plan, scope.as_of)
    return [
        LeadPart(
            lead_totals(role, theirs[code], held.get(code, FILLED)),
            [rows[tracked.id] for tracked, _ in theirs[code]],
        )
        for code, role in {**{role.code: role for role in plan.roles}, "": None}.items()
        if code in theirs and scope.takes_lead(code)
    ]


_LABEL: Final = 24
_MONTHLY: Final = 740
_QUARTERLY: Final = 2200


def report(
    plan: Plan,
    audience: Audience | None,
    as_of: date,
    since: date | Former | None = None,
    *,
    sections: tuple[SectionName, ...] = (),
    internal: bool = False,
    published: bool = False,
) -> Report:
    """The report for an audience on a day; without an audience, about the whole plan. It is public, unless it is asked
    to be `internal` or the audience may see more, and it will not be `published`. `since` is what to compare with: a
    day, or the plan as it was; None means the audience's last meeting. Without `sections` it has the audience's, else
    those of a short report."""
    public = published or not (internal or (audience is not None and not audience.public))
    chosen = sections or (audience.sections if audience is not None else ())
    now = Standings(plan := plan.on(as_of), as_of)
    found = (scope := Scope(plan, audience, as_of)).of(now)
    rows = {tracked.id: tracked_row(plan, tracked, standing) for tracked, standing in found}
    told_since, until = since_of(plan, audience, as_of, since), until_of(audience, as_of)
    before = Before(now, told_since, since if isinstance(since, Former) else None)
    discretion = Discretion(public=public, reduced=plan.membership is not None)
    due = _coming(now, found, until.day)
    moved = find_slipped(now, found, before, discretion)
    ratings = ratings_in_force(now, found, rows)
    well = rated_well_though_late(plan, ratings, discretion)
    completed = find_closed(now, found, before, "complete", discretion)
    return Report(
        details=plan.details,
        audience=audience,
        public=public,
        as_of=as_of,
        since=told_since,
        until=until,
        sections=_sections(plan, chosen or SHORT),
        short=not chosen,
        figures=_figures(found, due, moved, well, completed, discretion),
        overdue=_overdue(rows.values()),
        due=due,
        slipped=moved,
        recounted=find_recounted(now, found, before),
        rated_well_though_late=well,
        ratings=ratings,
        by_term=ratings_by_term(now, found, rows),
        refs=plan.refs,
        priorities=_priorities(plan, found, ratings),
        trend=trend(plan, scope, _step(plan, as_of)),
        areas=_areas(plan, scope, found),
        matrix=_matrix(plan, scope, found),
        completed=completed,
        cancelled=find_closed(now, found, before, "cancelled", discretion),
        measures=_measures(plan, scope, found, as_of),
        plan=by_priority(now, found, rows, discretion),
        leads=by_lead(plan, scope, found, rows),
        roles=plan.roles,
        notes=[note for note in _notes(plan, scope, found) if discretion.allows(note)],
        judged=_judged_deadlines(found),
        counted=counted_deadlines(plan, found),
        gaps=_gaps(now, scope, found) if "gaps" in chosen else None,
    )


def _overdue(rows: Iterable[TrackedRow]) -> list[TrackedRow]:
    """What is overdue, the longest first."""
    return sorted((row for row in rows if row.state == "overdue"), key=lambda row: -(row.days_overdue or 0))


def _coming(now: Standings, found: Found, until: date) -> list[TrackedRow]:
    """What is due up to the day, the earliest first."""
    coming = (tracked_row(now.plan, *one) for one in falling_due(now, found, now.as_of, until))
    return sorted(coming, key=lambda row: row.due.latest if row.due else date.max)


def _sections(plan: Plan, wanted: tuple[SectionName, ...]) -> tuple[SectionName, ...]:
    """These sections, without those of what the plan does not have."""
    details = plan.details
    lacking = {
        "background": not (details.background or details.vision),
        "ratings": not details.ratings,
        "areas": not plan.areas,
        "measures": not plan.measures,
        "notes": not plan.notes and all(tracked.record.due_reason is None for tracked in plan.tracked),
    }
    return tuple(section for section in wanted if not lacking.get(section))


def _figures(
    found: Found,
    due: Iterable[TrackedRow],
    moved: Iterable[Slipped],
    well: Sized,
    completed: list[Closed],
    discretion: Discretion,
) -> Figures:
    totals = totals_of(found)
    return Figures(
        actions=actions_of(found),
        totals=totals,
        due=totals_of_rows(due).numbers,
        slipped=totals_of_rows(slip.row for slip in moved).numbers,
        rated_well_though_late=len(well),
        completed=totals_of_rows(closed.row for closed in completed if closed.period is None).numbers,
        occurrences=len(
            {(closed.row.same_as or closed.row.id, closed.period) for closed in completed if closed.period is not None}
        ),
        withheld=discretion.withheld,
        costs=None if discretion.public else costs_of(tracked.action for tracked, _ in found),
        without=discretion.without(tracked.action for tracked, _ in found),
        reduced=discretion.reduced,
    )


def _step(plan: Plan, as_of: date) -> Every:
    """How far apart the rows of the trend are: as close as possible without too many rows to read."""
    days = (as_of - plan.details.dated).days
    return "month" if days < _MONTHLY else "quarter" if days < _QUARTERLY else "year"


def _by_priority(found: Found) -> dict[str, Found]:
    own: dict[str, Found] = {}
    for tracked, standing in found:
        own.setdefault(tracked.priority.id, []).append((tracked, standing))
    return own


def _priorities(plan: Plan, found: Found, ratings: dict[str, Rated]) -> list[PriorityProgress]:
    own = _by_priority(found)
    return [
        PriorityProgress(
            id=priority.id,
            title=priority.title,
            label=priority.label or shorten(priority.title, _LABEL, placeholder="…"),
            actions=actions_of(own[priority.id]),
            milestones=totals_of(own[priority.id]).milestones,
            rating=ratings[priority.id].rating if priority.id in ratings else None,
        )
        for priority in plan.priorities
        if priority.id in own
    ]


def _matrix(plan: Plan, scope: Scope, found: Found) -> list[PriorityAreas]:
    """The priorities that answer any area of the report's."""
    ids = [area.id for area in plan.areas if scope.takes_area(area.id)]
    return [row for row in matrix_of(plan, found, ids) if any(row.actions.values())]


def _areas(plan: Plan, scope: Scope, found: Found) -> list[AreaCoverage]:
    return coverage_of(plan, [area for area in plan.areas if scope.takes_area(area.id)], found)


def _gaps(now: Standings, scope: Scope, found: Found) -> Gaps:
    """What the plan does not say of the report's part of it."""
    answered = {area for tracked, _ in found for area in tracked.areas}
    taken = [area for area in now.plan.areas if scope.takes_area(area.id)]
    return gaps_of(now, found, [one for one in taken if scope.by_area or one.id in answered], background=scope.whole)


def _measures(plan: Plan, scope: Scope, found: Found, as_of: date) -> list[TargetRow]:
    """The targets of the success measures that the report's part of the plan serves."""
    every = measures(plan, Selection(as_of))
    if scope.whole:
        return every
    served = {
        measure
        for tracked, _ in found
        for measure in (*tracked.priority.measures, *tracked.action.measures, *getattr(tracked.record, "measures", ()))
    }
    return [row for row in every if row.measure.id in served]


def _notes(plan: Plan, scope: Scope, found: Found) -> list[SourceNote]:
    """The source notes about records in the report; all notes if it is about the whole plan."""
    if scope.whole:
        return list(plan.notes)
    about = {name for tracked, _ in found for name in (tracked.id, tracked.action.id, tracked.priority.id)}
    return [note for note in plan.notes if record_at(note.at) in about]


def _judged_deadlines(found: Found) -> list[Judged]:
    """The deadlines of records whose wording needed judgement (those with a `due_reason`)."""
    return [
        Judged(tracked.id, tracked.when, tracked.starts, tracked.due, tracked.record.due_reason, tracked.clock)
        for tracked, _ in found
        if tracked.record.due_reason is not None
    ]
