"""Everything tracked, or what matches the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from si_plan.errors import UsageError
from si_plan.model.plan import Plan
from si_plan.model.reference import Measure, NoteKind
from si_plan.queries.finding import has_words, with_ref
from si_plan.queries.ratings import Grade, grades_of
from si_plan.queries.rows import TrackedRow, measures_of, tracked_in, tracked_row
from si_plan.queries.selection import Selection, known_id
from si_plan.state.standing import OPEN_STATES, STATES, Standings
from si_plan.suggestions import did_you_mean

KINDS: Final = ("milestone", "stage", "duty", "action", "monitoring")
NOTE_KINDS: Final[dict[str | None, tuple[NoteKind, ...]]] = {
    "note": get_args(NoteKind),
    **{kind: (kind,) for kind in get_args(NoteKind)},
}
"""The kinds of source notes that each word asks for."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters that only `list` has; None filters nothing. `state` may also be `open` or `late`."""

    state: str | None = None
    kind: str | None = None
    measure: str | None = None
    words: tuple[str, ...] = ()


def check_filters(filters: Filters) -> None:
    """Raises UsageError for a state or kind that does not exist."""
    if filters.state is not None:
        _check_known("state", filters.state, (*STATES, "open", "late"))
    if filters.kind is not None:
        _check_known("kind", filters.kind, (*KINDS, *(str(kind) for kind in NOTE_KINDS)))
        if filters.kind in NOTE_KINDS and (filters.state or filters.measure):
            raise UsageError("a source note has no state and no measure", "leave out --state and --measure")


class Listed(NamedTuple):
    """A row with its last rating, and its action's title and rating."""

    row: TrackedRow
    action_title: str
    rating: Grade | None
    action_rating: Grade | None

    @property
    def member(self) -> str | None:
        return self.row.member

    @property
    def themes(self) -> tuple[str, ...]:
        return self.row.themes


def listed(plan: Plan, selection: Selection, filters: Filters) -> list[Listed]:
    """What matches the selection and the filters, in the plan's order. Raises UsageError for an unknown measure."""
    measure = None if filters.measure is None else known_id(plan, filters.measure, Measure, "M")
    standings = Standings(plan, selection.as_of)
    grades = grades_of(plan.details)
    found = []
    for tracked, standing in tracked_in(plan, selection, standings):
        row = tracked_row(plan, tracked, standing)
        if (
            (filters.kind in (None, row.kind, row.kind_in_words))
            and (filters.state is None or _in_state(row, filters.state))
            and (measure is None or measure in measures_of(tracked))
            and has_words(with_ref(row.ref, row.text), filters.words)
        ):
            ratings = (grades.get(standings.rating(name) or "") for name in (tracked.id, tracked.action.id))
            found.append(Listed(row, tracked.action.label or tracked.action.title, *ratings))
    return found


def _in_state(row: TrackedRow, state: str) -> bool:
    if state == "open":
        return row.state in OPEN_STATES
    return row.late if state == "late" else row.state == state


def _check_known(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UsageError(
            f"there is no {name} {value}",
            did_you_mean(value, known) or f"{name} is one of {', '.join(known)}",
        )
