"""A plan that is adopted again: what the edition in force on a day promises.

`Plan.on(day)` is the one way from a plan with all its editions to the plan that answers for a day. It leaves out what a
later edition added (`since`) and what that edition or an earlier one dropped (`until`). A record that a later edition
restates says again what it said then (`earlier`).

Editions stand in plan.yaml in their order. The one in force on a day is the last that is dated by then; before the
first, the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import compress
from typing import Any, Final, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.ids import all_outer_of, record_at
from si_plan.model.plan import Named, Plan
from si_plan.model.promise import Action, Duty, Earlier, Milestone, Priority, Stage
from si_plan.model.reference import Area, Edition, Measure, SourceNote, Target

DATES: Final = ("starts", "due", "repeats", "ends", "dates")
"""The fields that promise a day. An entry of `earlier` with one of them, or with `when`, gives all of them."""
_WORDED: Final = ("when", "due_reason", *DATES)
Restated = Action | Milestone | Stage | Duty
OfEditions = Area | Measure | Target | Priority | Restated
"""What an edition may add or drop."""


class Absent(NamedTuple):
    """Why a record is not in an edition: which edition dropped it, or is yet to add it."""

    by: str
    """The id of the record that says so: the one asked about, or one that it stands in."""
    id: str
    edition: Edition
    how: Literal["dropped", "to come"]

    @property
    def said(self) -> str:
        """It in words: 2.4.1 was dropped by the edition of 2017."""
        around = f"{self.id} is in {self.by}, which" if self.by != self.id else self.id
        verb = "was dropped by" if self.how == "dropped" else "comes with"
        return f"{around} {verb} the edition of {self.edition.id} ({self.edition.dated})"


class Span(NamedTuple):
    """The place of the first edition that has a record, and of the first after it that does not."""

    first: int
    end: int


class Editions:
    """The editions of a whole plan, and what each of them promises, made when it is first asked for."""

    def __init__(self, whole: Plan) -> None:
        self.whole = whole
        self.every = whole.details.editions
        self.places: dict[str, int] = {}
        """The place of each edition, from 0, by id; the first of two that share one."""
        for place, edition in enumerate(self.every):
            self.places.setdefault(edition.id, place)
        self._states: dict[int, Plan] = {}

    def in_force(self, day: date) -> Plan:
        """The plan as the edition in force on the day promises it: the same object for each day of one edition."""
        return self.state(self.place_on(day))

    def state(self, place: int) -> Plan:
        """What the edition at this place promises."""
        found = self._states.get(place)
        if found is None:
            found = self._states[place] = _State(self, place).plan()
        return found

    def place_on(self, day: date) -> int:
        """The place of the edition in force on a day."""
        return max((place for place, edition in enumerate(self.every) if edition.dated <= day), default=0)

    def begins(self, place: int) -> date:
        """The day of the edition at this place. The first one's is that of the plan."""
        return self.every[place].dated if place else self.whole.details.dated

    def worded_on(self, record: Named) -> date:
        """The day of the edition in whose words a record dates itself: years that they leave out count from it."""
        named = (one.edition for one in getattr(record, "earlier", ()) if gives_dates(one))
        entries = [self.places[edition] for edition in named if edition in self.places]
        if entries:
            return self.begins(min(max(entries) + 1, len(self.every) - 1))
        return self.added_on(getattr(record, "id", ""))

    def added_on(self, identity: str) -> date:
        """The day of the edition that brought a record into the plan, itself or with the record that it stands in."""
        return self.begins(self.span_of(identity).first)

    def span_of(self, identity: str) -> Span:
        """The editions that have a record; those it stands in count too."""
        around = [self.whole.by_id.get(name) for name in (*all_outer_of(identity), identity)]
        first = max(self.places.get(getattr(record, "since", None) or "", 0) for record in around)
        last = len(self.every)
        return Span(first, min(self.places.get(getattr(record, "until", None) or "", last) for record in around))

    def why_absent(self, identity: str, edition: Edition) -> Absent | None:
        """Why an edition does not have a record of the plan; None where it has it, or the plan never had it."""
        place = self.places[edition.id]
        for name in (*all_outer_of(identity), identity) if identity in self.whole.by_id else ():
            record = self.whole.by_id.get(name)
            until, since = getattr(record, "until", None), getattr(record, "since", None)
            if until in self.places and self.places[until] <= place:
                return Absent(name, identity, self.every[self.places[until]], "dropped")
            if since in self.places and self.places[since] > place:
                return Absent(name, identity, self.every[self.places[since]], "to come")
        return None

    def absent_on(self, identity: str, day: date) -> Absent | None:
        """As `why_absent`, of the edition in force on a day."""
        return self.why_absent(identity, self.every[self.place_on(day)])

    def state_with(self, identity: str, day: date) -> Plan:
        """The plan of a day or, if the record was not in it, of the nearest edition that has it."""
        first, end = self.span_of(identity)
        return self.state(max(first, min(self.place_on(day), end - 1)))

    def first_promise(self, identity: str, until: Edition) -> ReducedDate | None:
        """The deadline that was promised first of all, by an edition up to this one; None where none had one."""
        for place in range(self.span_of(identity).first, self.places[until.id] + 1):
            tracked = self.state(place).tracked_by_id.get(identity)
            if tracked is not None and tracked.due is not None:
                return tracked.due
        return None

    def records(self) -> Iterator[OfEditions]:
        """The records that name an edition, in the order of the files."""
        for _, record in self.whole.ids_and_records():
            if isinstance(record, OfEditions):
                earlier = record.earlier if isinstance(record, Restated) else ()
                if record.since or record.until or earlier:
                    yield record


def gives_dates(entry: Earlier) -> bool:
    """Whether an entry of `earlier` says when it was promised for, or that it had no date."""
    return any(getattr(entry, name, None) for name in ("undated", *_WORDED))


def dates_of_promise(record: Restated | Earlier) -> tuple[object, ...]:
    """The dates that a record or an entry of its `earlier` promises, so that two can be compared."""
    return tuple(getattr(record, name, None) or None for name in DATES)


class _State:
    """Makes the plan of one edition."""

    def __init__(self, editions: Editions, place: int) -> None:
        self.editions = editions
        self.whole = editions.whole
        self.place = place
        self.places = editions.places
        self.restated: dict[str, date] = {}

    def plan(self) -> Plan:
        whole, edition = self.whole, self.editions.every[self.place]
        state = replace(
            whole,
            details=with_values(whole.details, {"title": edition.title or whole.details.title}),
            areas=self.kept(whole.areas),
            measures=tuple(self.measures()),
            priorities=tuple(self.priorities()),
            whole=whole,
            edition=edition,
            restated=self.restated,
        )
        # A note about nothing that any edition has is a mistake, which stays.
        there = (identity in state.by_id or identity not in whole.by_id for identity in map(_about, whole.notes))
        return replace(state, notes=tuple(compress(whole.notes, there)))

    def stands(self, record: Any) -> bool:
        """Whether the edition has a record, for all that the record itself says."""
        return self.places.get(record.since, 0) <= self.place < self.places.get(record.until, len(self.places))

    def kept(self, records: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(record for record in records if self.stands(record))

    def measures(self) -> Iterator[Measure]:
        for measure in self.kept(self.whole.measures):
            targets = self.kept(measure.targets)
            if targets:
                yield measure if len(targets) == len(measure.targets) else with_values(measure, {"targets": targets})

    def priorities(self) -> Iterator[Priority]:
        for priority in self.kept(self.whole.priorities):
            actions = tuple(self.action(action) for action in self.kept(priority.actions))
            if actions or not priority.actions:
                yield with_values(priority, {"actions": actions})

    def action(self, action: Action) -> Any:
        return with_values(
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
            record = with_values(record, {**changes, "earlier": tuple(former)})
        promised = dates_of_promise(record)
        for entry in reversed(former):
            if gives_dates(entry) and dates_of_promise(entry) != promised:
                self.restated[record.id] = self.editions.begins(self.places[entry.edition] + 1)
                break
        return record


def _values_of(record: Restated, entry: Earlier) -> dict[str, Any]:
    """The fields of a record as an entry of its `earlier` gives them."""
    found: dict[str, Any] = {}
    ref = getattr(entry, "ref", None)
    if ref is not None:
        found["ref"] = ref
    if entry.text is not None:
        found["title" if isinstance(record, Action) else "text"] = entry.text
    if gives_dates(entry):
        said = {name: getattr(entry, name) for name in _WORDED if name in type(entry).model_fields}
        # A stage has words and a duty recurs in every edition: where the entry leaves that out, it was the same.
        needed = () if isinstance(record, (Action, Milestone)) else ("when", "repeats")
        found |= {name: value for name, value in said.items() if value or name not in needed}
    return found


def with_values(record: Any, changes: dict[str, Any]) -> Any:
    """A record with other values; itself where they are the same."""
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    return remade(record, changes)


def remade(record: Any, changes: dict[str, Any]) -> Any:
    """A copy of a record with other values. What has no value counts as left out."""
    given = {name for name in {*record.model_fields_set, *changes} if changes.get(name, True) not in (None, ())}
    return type(record).model_construct(_fields_set=given, **{**dict(record), **changes})


def _about(note: SourceNote) -> str:
    return record_at(note.at)
