"""A plan that is adopted again: what the edition in force on a day promises.

`in_force(plan, day)` is the one way from a plan with all its editions to a `Plan` that answers for a day. It leaves out
what a later edition added (`since`) and what that edition or an earlier one dropped (`until`). A record that a later
edition restates says again what it said then (`earlier`).

Editions stand in plan.yaml in their order. The one in force on a day is the last that is dated by then; before the
first, the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from si_plan.model.ids import all_outer_of, record_at
from si_plan.model.plan import Named, Plan
from si_plan.model.promise import Action, Duty, Earlier, EarlierAction, Milestone, Priority, Stage
from si_plan.model.reference import Edition, Measure

DATES: Final = ("starts", "due", "repeats", "ends", "dates")
"""The fields that promise a day. An entry of `earlier` with one of them, or with `when`, gives all of them."""
_WORDED: Final = ("when", "due_reason", *DATES)
Restated = Action | Milestone | Stage | Duty


class Absent(NamedTuple):
    """Why a record is not in the plan of a day: the edition that dropped it, or is yet to add it, and which of them."""

    id: str
    """The record that says so: the one asked about, or one that it stands in."""
    edition: Edition
    how: Literal["dropped", "to come"]


def in_force(plan: Plan, day: date) -> Plan:
    """The plan as the edition in force on the day promises it. A plan without editions is its own; of one, each edition
    has one `Plan`, made when it is first asked for."""
    whole = plan.whole or plan
    if not whole.details.editions:
        return plan
    place = place_on(whole.details.editions, day)
    found = whole.states.get(place)
    if found is None:
        found = whole.states[place] = _state_of(whole, place)
    return found


def latest(plan: Plan) -> Plan:
    """The plan as the last of its editions promises it, in force or still to come."""
    return in_force(plan, date.max)


def place_on(editions: tuple[Edition, ...], day: date) -> int:
    """The place, from 0, of the edition in force on a day."""
    return max((place for place, edition in enumerate(editions) if edition.dated <= day), default=0)


def edition_on(plan: Plan, day: date) -> str | None:
    """The id of the edition in force on a day; None for a plan without editions."""
    editions = plan.details.editions
    return editions[place_on(editions, day)].id if editions else None


def begins(plan: Plan, place: int) -> date:
    """The day of the edition at this place. The first one's is that of the plan."""
    return plan.details.editions[place].dated if place else plan.details.dated


def worded_on(plan: Plan, record: Named) -> date:
    """The day of the edition in whose words a record dates itself: years that they leave out are counted from it, and
    nothing was promised by them before it."""
    places = places_of(plan)
    entries = [
        places[one.edition] for one in getattr(record, "earlier", ()) if gives_dates(one) and one.edition in places
    ]
    if entries:
        return begins(plan, min(max(entries) + 1, len(places) - 1))
    return added_on(plan, record)


def added_on(plan: Plan, record: Named) -> date:
    """The day of the edition that brought a record into the plan, itself or with the record that it stands in."""
    whole, places = plan.whole or plan, places_of(plan)
    identity = getattr(record, "id", "")
    around = (whole.by_id.get(outer) for outer in all_outer_of(identity))
    since = [getattr(one, "since", None) for one in (*around, record)]
    return begins(plan, max((places.get(edition, 0) for edition in since if edition), default=0))


def absent(plan: Plan, identity: str, day: date) -> Absent | None:
    """Why the plan of a day does not have a record that the whole plan has; None where it has it, or no plan does."""
    whole, places = plan.whole or plan, places_of(plan)
    if not places:
        return None
    place = place_on(whole.details.editions, day)
    for name in (*all_outer_of(identity), identity):
        record = whole.by_id.get(name)
        until, since = getattr(record, "until", None), getattr(record, "since", None)
        if until in places and places[until] <= place:
            return Absent(name, whole.details.editions[places[until]], "dropped")
        if since in places and places[since] > place:
            return Absent(name, whole.details.editions[places[since]], "to come")
    return None


def places_of(plan: Plan) -> dict[str, int]:
    """The place of each edition of a plan, by id; the first of two that share one."""
    found: dict[str, int] = {}
    for place, edition in enumerate(plan.details.editions):
        found.setdefault(edition.id, place)
    return found


def gives_dates(entry: Earlier | EarlierAction) -> bool:
    """Whether an entry of `earlier` says when it was promised for, or that it was not."""
    return entry.undated or any(getattr(entry, name) for name in _WORDED)


def dates_of_promise(record: Restated | Earlier) -> tuple[object, ...]:
    """The dates that a record or an entry of its `earlier` promises, so that two can be compared."""
    return tuple(getattr(record, name, None) or None for name in DATES)


class _Maker:
    """Makes the plan of one edition of a whole plan."""

    def __init__(self, whole: Plan, place: int) -> None:
        self.whole = whole
        self.place = place
        self.places = places_of(whole)
        self.restated: dict[str, date] = {}

    def stands(self, record: Any) -> bool:
        """Whether the edition has a record that says nothing of the records around it."""
        since, until = self.places.get(record.since, 0), self.places.get(record.until, len(self.places))
        return since <= self.place < until

    def kept(self, records: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(record for record in records if self.stands(record))

    def measures(self) -> Iterator[Measure]:
        for measure in self.kept(self.whole.measures):
            targets = self.kept(measure.targets)
            if targets:
                yield measure if len(targets) == len(measure.targets) else _with(measure, {"targets": targets})

    def priorities(self) -> Iterator[Priority]:
        for priority in self.kept(self.whole.priorities):
            actions = tuple(self.action(action) for action in self.kept(priority.actions))
            if actions:
                yield _with(priority, {"actions": actions})

    def action(self, action: Action) -> Any:
        return _with(
            self.said(action),
            {
                "milestones": tuple(map(self.said, self.kept(action.milestones))),
                "stages": tuple(map(self.said, self.kept(action.stages))),
                "duties": tuple(map(self.said, self.kept(action.duties))),
            },
        )

    def said(self, record: Any) -> Any:
        """A record as the edition says it. Notes the day on which an edition so far last changed its dates."""
        if not record.earlier:
            return record
        entries = sorted(
            (entry for entry in record.earlier if entry.edition in self.places),
            key=lambda entry: self.places[entry.edition],
        )
        changes: dict[str, Any] = {}
        for entry in reversed(entries):
            if self.places[entry.edition] >= self.place:
                changes |= _values_of(record, entry)
        former = [entry for entry in entries if self.places[entry.edition] < self.place]
        if changes:
            record = _with(record, {**changes, "earlier": tuple(former)})
        promised = dates_of_promise(record)
        for entry in reversed(former):
            if gives_dates(entry) and dates_of_promise(entry) != promised:
                self.restated[record.id] = begins(self.whole, self.places[entry.edition] + 1)
                break
        return record


def _values_of(record: Restated, entry: Earlier | EarlierAction) -> dict[str, Any]:
    """The fields of a record as an entry of its `earlier` gives them."""
    found: dict[str, Any] = {}
    if entry.ref is not None and "ref" in type(record).model_fields:
        found["ref"] = entry.ref
    if entry.text is not None:
        found["title" if isinstance(record, Action) else "text"] = entry.text
    if gives_dates(entry):
        fields = type(record).model_fields
        for name in _WORDED:
            if name in fields:
                value = getattr(entry, name) or None
                needed = fields[name].is_required() and not isinstance(record, Action)
                if value is not None or not needed:  # a stage always has words, and a duty recurs
                    found[name] = value
        if isinstance(record, Action):
            found["when"] = tuple(entry.when or ())
        elif isinstance(record, Milestone):
            found["dates"] = entry.dates
    return found


def _with(record: Any, changes: dict[str, Any]) -> Any:
    """A record with other values; itself where they are the same. What has no value counts as left out."""
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    given = {name for name in {*record.model_fields_set, *changes} if changes.get(name, True) not in (None, ())}
    return type(record).model_construct(_fields_set=given, **{**dict(record), **changes})


def _state_of(whole: Plan, place: int) -> Plan:
    """The plan of the edition at this place."""
    made = _Maker(whole, place)
    edition = whole.details.editions[place]
    state = replace(
        whole,
        details=_with(whole.details, {"title": edition.title or whole.details.title}),
        areas=made.kept(whole.areas),
        measures=tuple(made.measures()),
        priorities=tuple(made.priorities()),
        whole=whole,
        edition=edition,
        restated=made.restated,
    )
    notes = (note for note in whole.notes if _is_about(state, record_at(note.at)))
    return replace(state, notes=tuple(notes))


def _is_about(state: Plan, identity: str) -> bool:
    """Whether a state of a plan has the record with this id, or the whole plan has none either."""
    assert state.whole is not None
    return identity in state.by_id or identity not in state.whole.by_id
