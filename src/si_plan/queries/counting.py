"""The one rule of counting, for every total that an answer gives.

A total names what it counts: milestones, stages, duties and actions as a whole are counted apart. Two records may be
one deliverable (`same_as`): rows may show both, but a total counts it once, by its most urgent row. A record that
recurs counts once, however many occurrences are shown. The state of an action follows from its parts.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from si_plan.model.plan import Kind, Tracked
from si_plan.queries.rows import TrackedRow
from si_plan.state.standing import STATES, Standing, State

T = TypeVar("T")


class StateCounts(NamedTuple):
    """How many of a set of records are in each state. `late` are those done late, which `done` includes."""

    total: int = 0
    done: int = 0
    late: int = 0
    overdue: int = 0
    in_window: int = 0
    upcoming: int = 0
    ongoing: int = 0
    undated: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        return self.total - self.done - self.cancelled


class Numbers(NamedTuple):
    """How many there are of each kind."""

    milestones: int = 0
    stages: int = 0
    duties: int = 0
    whole_actions: int = 0

    @property
    def total(self) -> int:
        return sum(self)


class Totals(NamedTuple):
    """A set of records by kind and state, each deliverable once."""

    milestones: StateCounts = StateCounts()
    stages: StateCounts = StateCounts()
    duties: StateCounts = StateCounts()
    whole_actions: StateCounts = StateCounts()

    @property
    def numbers(self) -> Numbers:
        """How many there are of each kind, in any state."""
        return Numbers(*(counts.total for counts in self))

    @property
    def done(self) -> Numbers:
        return Numbers(*(counts.done for counts in self))

    @property
    def cancelled(self) -> Numbers:
        return Numbers(*(counts.cancelled for counts in self))

    @property
    def overdue(self) -> Numbers:
        return Numbers(*(counts.overdue for counts in self))


def merge(every: Iterable[Totals]) -> Totals:
    """The sum of several totals: of parts of a plan, or of several plans.

    Parts of one plan must share no record. A deliverable with records in two of them (`same_as`) counts in each. Two
    plans share nothing, so their sum is exact.
    """
    return Totals(*map(sum_of, zip(Totals(), *every, strict=True)))


def sum_of(every: Iterable[StateCounts]) -> StateCounts:
    """The sum of several counts, of records that they do not share."""
    return StateCounts(*map(sum, zip(StateCounts(), *every, strict=True)))


def totals_of(found: Iterable[tuple[Tracked, Standing]]) -> Totals:
    """The totals of tracked records, each given with its standing."""
    return _totals(
        (tracked.same_as or tracked.id, standing.state, (tracked.kind, standing.late)) for tracked, standing in found
    )


def totals_of_rows(rows: Iterable[TrackedRow]) -> Totals:
    """The totals of the records that these rows are about."""
    return _totals((_deliverable(row), row.state, (row.kind, row.late)) for row in rows)


def counted_once(rows: Sequence[TrackedRow]) -> list[bool]:
    """Whether totals count each row: of the rows about one deliverable or one series, they count the most urgent."""
    taken = {place for _, place in _once((_deliverable(row), row.state, place) for place, row in enumerate(rows))}
    return [place in taken for place in range(len(rows))]


def _deliverable(row: TrackedRow) -> tuple[str | None, str]:
    """What a row is about: two plans may use one id."""
    return row.member, row.same_as or row.id


def each_deliverable_once(found: Iterable[tuple[Tracked, Standing]]) -> list[tuple[Tracked, Standing]]:
    """Each deliverable once, as the most urgent of its records, with its standing."""
    every = ((tracked.same_as or tracked.id, standing.state, (tracked, standing)) for tracked, standing in found)
    return [deliverable for _, deliverable in _once(every)]


def _totals(every: Iterable[tuple[Hashable, State, tuple[Kind, bool]]]) -> Totals:
    kinds: dict[Kind, list[tuple[State, bool]]] = {"milestone": [], "stage": [], "duty": [], "action": []}
    for state, (kind, late) in _once(every):
        kinds[kind].append((state, late))
    return Totals(*map(_counts, kinds.values()))


def _once(every: Iterable[tuple[Hashable, State, T]]) -> list[tuple[State, T]]:
    """The most urgent of each deliverable, in the order in which their names first come. Each input is a deliverable's
    name, a state, and the owner of that state; the result has states and owners."""
    found: dict[Hashable, tuple[State, T]] = {}
    for name, state, owner in every:
        former = found.get(name)
        if former is None or STATES.index(state) < STATES.index(former[0]):
            found[name] = state, owner
    return list(found.values())


def _counts(states: list[tuple[State, bool]]) -> StateCounts:
    counted: dict[str, int] = {}
    for state, _ in states:
        counted[state] = counted.get(state, 0) + 1
    return StateCounts(total=len(states), late=sum(late for _, late in states), **counted)


def actions_of(found: Iterable[tuple[Tracked, Standing]]) -> StateCounts:
    """How many actions are in each state, of those whose parts these are."""
    parts: dict[str, list[tuple[Tracked, Standing]]] = {}
    for tracked, standing in found:
        parts.setdefault(tracked.action.id, []).append((tracked, standing))
    return _counts([(action_state(own), False) for own in parts.values()])


def action_state(parts: Iterable[tuple[Tracked, Standing]]) -> State:
    """The state of an action from its parts: overdue if any is; done if all its milestones are (and the action itself,
    if it is tracked as a whole); else the most urgent state of a part that is open."""
    every = list(parts)
    if any(standing.state == "overdue" for _, standing in every):
        return "overdue"
    shown = [standing.state for tracked, standing in every if tracked.kind in ("milestone", "action")]
    standing_ones = [state for state in shown if state != "cancelled"]
    if shown and not standing_ones:
        return "cancelled"
    if standing_ones and all(state == "done" for state in standing_ones):
        return "done"
    rest = [standing.state for _, standing in every if standing.state not in ("done", "cancelled")]
    return min(rest, key=STATES.index, default="undated")
