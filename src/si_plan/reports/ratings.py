"""The ratings in force, and those that say all is well although something is overdue."""

from __future__ import annotations

from typing import Final, Literal

from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.model.promise import Action, Priority
from si_plan.model.reference import Rating
from si_plan.queries.rows import TrackedRow
from si_plan.reports.rows import Rated
from si_plan.reports.scope import Discretion
from si_plan.reports.since import Found
from si_plan.state.standing import Standings, codes_of

_PRIORITY: Final = "priority"
_ACTION: Final = "action"


def rated_well_though_late(plan: Plan, ratings: dict[str, Rated], discretion: Discretion) -> list[Rated]:
    """The ratings that say all is well although something they cover is overdue."""
    on_track = _on_track(plan)
    return [
        rated._replace(said=discretion.disclose([rated.entry]))
        for rated in ratings.values()
        if rated.overdue and rated.rating in on_track
    ]


def _on_track(plan: Plan) -> tuple[Rating, ...]:
    """The grades that mean all is well: those marked `on_track`, else the first."""
    ratings = plan.details.ratings
    return tuple(rating for rating in ratings if rating.on_track) or ratings[:1]


def ratings_in_force(now: Standings, found: Found, rows: dict[str, TrackedRow]) -> dict[str, Rated]:
    """The last rating of each record that has one, by id: priorities first, then actions, then their parts."""
    grades = {rating.code: rating for rating in now.plan.details.ratings}
    within: dict[str, list[TrackedRow]] = {}
    for tracked, _ in found:
        row = rows[tracked.id]
        if row.state == "overdue":
            for identity in dict.fromkeys((tracked.priority.id, tracked.action.id, tracked.id)):
                within.setdefault(identity, []).append(row)
    rated: dict[str, Rated] = {}
    for kind, identity, text, leads in _rateable(now.plan, found, rows):
        last = next((entry for entry in reversed(now.entries(identity)) if entry.rating in grades), None)
        if last is not None and last.rating is not None:
            rated[identity] = Rated(
                kind=kind,
                id=identity,
                text=text,
                leads=leads,
                rating=grades[last.rating],
                by=codes_of(now.plan, (last.by,))[0] if last.by else "",
                overdue=tuple(within.get(identity, ())),
                entry=last,
            )
    return rated


def _rateable(
    plan: Plan, found: Found, rows: dict[str, TrackedRow]
) -> list[tuple[Kind | Literal["priority"], str, str, tuple[str, ...]]]:
    """What may be rated, each as kind, id, text and leads: priorities, then actions, then their parts."""
    priorities: dict[str, Priority] = {}
    actions: dict[str, Action] = {}
    parts: list[Tracked] = []
    for tracked, _ in found:
        priorities[tracked.priority.id] = tracked.priority
        actions[tracked.action.id] = tracked.action
        if tracked.kind != "action":
            parts.append(tracked)
    return [
        *((_PRIORITY, priority.id, priority.title, ()) for priority in priorities.values()),
        *((_ACTION, action.id, action.title, codes_of(plan, action.leads)) for action in actions.values()),
        *((part.kind, part.id, part.text, rows[part.id].leads) for part in parts),
    ]
