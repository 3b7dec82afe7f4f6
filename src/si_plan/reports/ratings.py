"""The ratings in force, and those that say all is well although something is overdue."""

from __future__ import annotations

from typing import Final, Literal

from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.dates.periods import Period
from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.model.promise import Action, Priority
from si_plan.queries.ratings import Grade, grades_of
from si_plan.queries.rows import TrackedRow
from si_plan.reports.rows import Rated, TermRatings
from si_plan.reports.scope import Discretion
from si_plan.reports.since import Found
from si_plan.state.standing import Standings, codes_of

_PRIORITY: Final = "priority"
_ACTION: Final = "action"
_MOST_TERMS: Final = 6
"""How many terms a table of ratings has: the last ones."""


def rated_well_though_late(plan: Plan, ratings: dict[str, Rated], discretion: Discretion) -> list[Rated]:
    """The ratings that say all is well although something they cover is overdue."""
    grades = grades_of(plan.details)
    return [
        rated._replace(said=discretion.disclose([rated.entry]))
        for rated in ratings.values()
        if rated.overdue and grades[rated.rating.code].well
    ]


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


def ratings_by_term(now: Standings, found: Found, rows: dict[str, TrackedRow]) -> TermRatings | None:
    """The ratings that the log gives what does not recur for a term, or another period of the calendar; None if it
    gives none."""
    grades = grades_of(now.plan.details)
    calendar = now.plan.details.calendar or USUAL
    terms: dict[str, Period] = {}
    rated = []
    for _, identity, text, _ in _rateable(now.plan, found, rows):
        tracked = now.plan.tracked_by_id.get(identity)
        if tracked is not None and tracked.recurs:
            continue
        own: dict[str, Grade] = {}
        for entry in now.entries(identity):
            term = period_named(entry.period, calendar) if entry.period and entry.rating in grades else None
            if term is not None and entry.rating is not None:
                terms[term.name], own[term.name] = term, grades[entry.rating]
        if own:
            label = getattr(now.plan.by_id[identity], "label", None)
            rated.append((identity, label or text, own))
    last = sorted(terms.values(), key=lambda term: (term.last, term.first))[-_MOST_TERMS:]
    titles = {term.name: term.title for term in last}
    return TermRatings(titles, [row for row in rated if not titles.keys().isdisjoint(row[2])]) if last else None


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
