"""The rows that queries answer with: typed records of their own, so that the model can change behind them."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.errors import UsageError
from si_plan.model.events import event_named
from si_plan.model.plan import Basis, Kind, Plan, Tracked
from si_plan.model.promise import Duty
from si_plan.queries.selection import Selection
from si_plan.state.series import Occurring
from si_plan.state.standing import Standing, Standings, State


class TrackedRow(NamedTuple):
    """Something tracked, as it stands on the day asked about."""

    kind: Kind
    id: str
    action: str
    priority: str
    areas: tuple[str, ...]
    text: str
    leads: tuple[str, ...]
    when: str
    starts: ReducedDate | None
    due: ReducedDate | None
    """The deadline in force."""
    state: State
    status: str
    late: bool
    completed: date | None
    days_overdue: int | None
    same_as: str | None
    period: str | None
    """For a record that recurs: the occurrence that the row is about, or the first of those it stands for."""
    occurrences: int | None
    """For a record that recurs: how many occurrences the row stands for."""
    basis: Basis | None = None
    """What the promised deadline (or beginning) is based on."""
    monitors: bool = False
    """Whether it is a duty of the type monitoring."""
    ref: str | None = None
    """The number that the document prints, where it is not the id."""
    twin: str | None = None
    """How people know the milestone that it is the same as: by its ref, else its id."""

    waits_for: str | None = None
    """The id of the event without a day from which its deadline counts."""
    event: str | None = None
    """What happens in that event."""
    member: str | None = None
    """The member of a portfolio that it is of; None where one plan is asked."""
    themes: tuple[str, ...] = ()
    """The portfolio's themes that its areas belong to."""

    @property
    def name(self) -> str:
        """How people know it: by its ref, else its id."""
        return self.ref or self.id

    @property
    def kind_in_words(self) -> str:
        """The kind, or `monitoring` for a duty by which somebody checks how the action goes."""
        return "monitoring" if self.monitors else self.kind


def tracked_row(plan: Plan, tracked: Tracked, standing: Standing) -> TrackedRow:
    """The row of a tracked record with this standing."""
    from si_plan.deadlines.comparing import basis_of  # loads the reader of wordings, which only rows need

    member, themes = membership_of(plan, tracked.areas)
    return TrackedRow(
        kind=tracked.kind,
        id=tracked.id,
        action=tracked.action.id,
        priority=tracked.priority.id,
        areas=tracked.areas,
        text=tracked.text,
        leads=standing.leads,
        when=tracked.when,
        starts=tracked.starts,
        due=standing.deadline,
        state=standing.state,
        status=standing.status,
        late=standing.late,
        completed=standing.completed,
        days_overdue=standing.days_overdue,
        same_as=tracked.same_as,
        period=standing.period,
        occurrences=standing.occurrences,
        basis=basis_of(plan, tracked),
        monitors=type(tracked.record) is Duty and tracked.record.type == "monitoring",
        ref=plan.refs.get(tracked.id),
        waits_for=standing.waits_for,
        event=_what_happens(plan, standing.waits_for) if standing.waits_for is not None else None,
        twin=plan.refs.of(tracked.same_as) if tracked.same_as is not None else None,
        member=member,
        themes=themes,
    )


def membership_of(plan: Plan, areas: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The member of a portfolio that the plan is of, and the portfolio's themes that these areas belong to."""
    if plan.membership is None:
        return None, ()
    return plan.membership.member, plan.membership.themes_of(areas)


def measures_of(tracked: Tracked) -> tuple[str, ...]:
    """The ids of the measures that a record should move: its priority's, its action's and its own."""
    own: tuple[str, ...] = getattr(tracked.record, "measures", ())
    return tuple(dict.fromkeys((*tracked.priority.measures, *tracked.action.measures, *own)))


def _what_happens(plan: Plan, event: str) -> str | None:
    found = event_named(event, plan.details.events)
    return found.what if found is not None else None


def tracked_in(plan: Plan, selection: Selection, standings: Standings | None = None) -> list[tuple[Tracked, Standing]]:
    """The tracked records in the selection with their standings, in the plan's order."""
    every = (standings or Standings(plan, selection.as_of)).all_standings()
    return [(tracked, standing) for tracked, standing in every if selection.takes(tracked, standing.leads)]


MOST_LISTED: Final = 50_000
"""The most occurrences that one answer lists."""


def check_occurrence_count(number: int) -> None:
    """Raises UsageError if this is more occurrences than one answer lists."""
    if number > MOST_LISTED:
        raise UsageError(
            f"that is {number:,} occurrences, and no answer lists more than {MOST_LISTED:,}",
            "ask about a part of the plan (--lead, --area, --priority), or without --all",
        )


def occurrence_rows(standings: Standings, tracked: Tracked, first: date, last: date) -> list[TrackedRow]:
    """A row for each occurrence whose deadline's latest day is in the span, in the order of the deadlines. Empty if the
    series as a whole is complete or cancelled, which closes its occurrences."""
    standing = standings.of(tracked)
    if not tracked.recurs or standing.status in ("complete", "cancelled"):
        return []
    every = standings.series(tracked).all_between(first, last)
    return [_row(standings.plan, tracked, standing, occurrence, standings.as_of) for occurrence in every]


def _row(plan: Plan, tracked: Tracked, standing: Standing, occurrence: Occurring, as_of: date) -> TrackedRow:
    latest = occurrence.deadline.latest
    state = _state(occurrence, as_of)
    return tracked_row(
        plan,
        tracked,
        standing._replace(
            state=state,
            status=occurrence.status,
            deadline=occurrence.deadline,
            completed=occurrence.since if state == "done" else None,
            late=state == "done" and occurrence.since is not None and occurrence.since > latest,
            days_overdue=(as_of - latest).days if state == "overdue" else None,
            period=occurrence.period,
            occurrences=1,
        ),
    )


def _state(occurrence: Occurring, as_of: date) -> State:
    if occurrence.status == "complete":
        return "done"
    if occurrence.status == "cancelled":
        return "cancelled"
    if as_of > occurrence.deadline.latest:
        return "overdue"
    return "in_window" if as_of >= occurrence.deadline.earliest else "upcoming"
