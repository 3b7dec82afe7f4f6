"""Laws that hold of every plan, log and day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking import asked, listed_rows, plan_of
from random_plans import AREAS, DATED, DAYS, LEADS, Files, plans
from si_plan.model.plan import Plan
from si_plan.queries import by_owner, coverage, listing, overdue, status
from si_plan.queries.rows import TrackedRow
from si_plan.state.standing import STATES, Standings
from standing_oracle import Oracle

pytestmark = pytest.mark.slow

_NONE = listing.Filters()
_FEW = settings(max_examples=25)


def listed(plan: Plan, on: date, **filters: str) -> list[TrackedRow]:
    return listed_rows(plan, asked(on, **filters), _NONE)


@settings(max_examples=100)
@given(plans(), DAYS)
def test_standing_is_what_the_design_says(files: Files, on: date) -> None:
    plan = files.plan()
    standings = Standings(plan, on)
    expected = Oracle(files.priorities, files.logs, DATED, on).everything()
    assert [tracked.id for tracked in plan.tracked] == list(expected)
    for tracked, standing in standings.all_standings():
        wanted = expected[tracked.id]
        found = (
            standing.state,
            standing.deadline.text
            if standing.deadline and not (tracked.recurs and standing.state != "overdue")
            else None,
            list(standing.leads),
            standing.late,
        )
        deadline = None if tracked.recurs and wanted.state != "overdue" else wanted.deadline
        assert found == (wanted.state, deadline, wanted.leads, wanted.late), tracked.id
        assert (standing.occurrences or 0) == len(wanted.periods), tracked.id
        assert standing.period == (wanted.periods[0] if wanted.periods else None), tracked.id


@_FEW
@given(plans(), DAYS)
def test_all_lists_the_occurrences_that_are_overdue(files: Files, on: date) -> None:
    rows = overdue.overdue(files.plan(), asked(on), every=True).rows
    for identity, wanted in Oracle(files.priorities, files.logs, DATED, on).everything().items():
        found = [row.period for row in rows if row.id == identity and row.period is not None]
        assert found == wanted.periods, identity


@_FEW
@given(plans(), DAYS)
def test_states_part_the_plan(files: Files, on: date) -> None:
    plan = files.plan()
    every = [row.id for row in listed(plan, on)]
    parts = [row.id for state in STATES for row in listed_rows(plan, asked(on), listing.Filters(state=state))]
    assert sorted(parts) == sorted(every)
    found = status.status(plan, asked(on))
    for counts in (found.actions, *found.totals):
        assert counts.total == sum(getattr(counts, state) for state in STATES)
        assert counts.late <= counts.done
    assert found.actions.total == len(list(plan.actions()))


@_FEW
@given(plans(), DAYS)
def test_an_unrelated_action_changes_no_other_row(files: Files, on: date) -> None:
    before = listed(files.plan(), on)
    added = {"id": "9.1", "title": "Another", "leads": ["GOV"], "when": ["Now"], "due": "2016-07"}
    one_more = {"id": "9", "title": "P", "areas": ["A2"], "actions": [added]}
    logs = {**files.logs, "9.1": [{"on": "2016-08-01", "at": "9.1", "status": "complete"}]}
    after = listed(Files([*files.priorities, one_more], logs).plan(), on)
    assert after[:-1] == before
    assert after[-1].id == "9.1"


@_FEW
@given(plans(), DAYS)
def test_filters_compose_and_mean_the_same_in_every_query(files: Files, on: date) -> None:
    plan = files.plan()
    every = listed(plan, on)
    for lead, area, priority in product((None, *LEADS), (None, *AREAS), (None, "1")):
        filters = {
            name: value for name, value in (("lead", lead), ("area", area), ("priority", priority)) if value is not None
        }
        expected = [
            row
            for row in every
            if (lead is None or lead in row.leads)
            and (area is None or area in row.areas)
            and (priority is None or row.priority == priority)
        ]
        selection = asked(on, **filters)
        assert listed(plan, on, **filters) == expected
        late = {row.id for row in expected if row.state == "overdue"}
        assert {row.id for row in overdue.overdue(plan, selection).rows} == late
        actions = {row.action for row in expected}
        assert status.status(plan, selection).actions.total == len(actions)
        assert sum(sum(row.actions.values()) for row in coverage.matrix(plan, selection)) == sum(
            row.actions for row in coverage.coverage(plan, selection).areas
        )


@_FEW
@given(plans(), DAYS, st.integers(0, 400))
def test_without_a_log_what_is_overdue_stays_overdue(files: Files, on: date, days: int) -> None:
    plan = Files(files.priorities, {}).plan()
    sooner = {row.id: row for row in overdue.overdue(plan, asked(on)).rows}
    later = {row.id: row for row in overdue.overdue(plan, asked(on + timedelta(days=days))).rows}
    assert set(sooner) <= set(later)
    for identity, row in sooner.items():
        assert later[identity].due == row.due
        assert later[identity].days_overdue == (row.days_overdue or 0) + days
        assert (later[identity].occurrences or 0) >= (row.occurrences or 0)


@_FEW
@given(plans(), DAYS, st.integers(0, 200), st.integers(0, 200))
def test_what_falls_due_within_a_time_falls_due_within_a_longer_one(
    files: Files, on: date, within: int, more: int
) -> None:
    plan = files.plan()

    def found(days: int) -> set[tuple[str, str | None]]:
        rows = overdue.due(plan, asked(on), timedelta(days=days), every=True).rows
        return {(row.id, row.period) for row in rows}

    assert found(within) <= found(within + more)


@_FEW
@given(plans(), DAYS)
def test_overdue_and_due_have_nothing_in_common(files: Files, on: date) -> None:
    plan = files.plan()
    late = {(row.id, row.period) for row in overdue.overdue(plan, asked(on), every=True).rows}
    soon = overdue.due(plan, asked(on), timedelta(days=3650), every=True).rows
    assert not late & {(row.id, row.period) for row in soon}
    assert all(row.due is not None and row.due.latest >= on for row in soon)


@_FEW
@given(plans(), DAYS)
def test_an_owners_total_is_what_is_listed_for_them(files: Files, on: date) -> None:
    plan = files.plan()
    for totals in by_owner.leads(plan, asked(on)):
        rows = listed(plan, on, lead=totals.lead)
        assert totals.actions == len({row.action for row in rows})
        for kind, number in zip(("milestone", "stage", "duty", "action"), totals.totals.numbers, strict=True):
            assert number == len({row.same_as or row.id for row in rows if row.kind == kind})
        owned = by_owner.owned_by(plan, asked(on), totals.lead)
        found = [row for one in owned.actions for row in (*one.milestones, *one.others)]
        assert sorted(found, key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)


@_FEW
@given(plans(), DAYS)
def test_asking_changes_nothing(files: Files, on: date) -> None:
    plan = files.plan()
    assert listed(plan, on) == listed(plan, on)
    overdue.overdue(plan, asked(on), every=True)
    status.status(plan, asked(on + timedelta(days=50)))
    assert listed(plan, on) == listed(files.plan(), on)


@settings(max_examples=100)
@given(plans(), DAYS, st.booleans())
def test_a_clock_is_as_good_as_the_day_on_which_it_ends(files: Files, on: date, first: bool) -> None:
    events: list[dict[str, str]] = []

    def clocked(record: object) -> object:
        """The same data, with each deadline of a day as a week from an event before it."""
        if isinstance(record, list):
            return [clocked(part) for part in record]
        if not isinstance(record, dict):
            return record
        made = {name: clocked(value) for name, value in record.items()}
        if len(str(made.get("due", ""))) == len("2016-09-30"):
            began = date.fromisoformat(str(made["due"])) - timedelta(6 if first else 7)
            events.append({"id": f"e{len(events)}", "what": "It begins", "on": began.isoformat()})
            made["due"] = {"after": events[-1]["id"], "weeks": 1, "counts_first": first}
        return made

    priorities = [clocked(priority) for priority in files.priorities]
    details = {"format": 3, "title": "Plan", "authority": "Council", "dated": DATED, "events": events}
    texts = Files(priorities, files.logs).texts() | {  # type: ignore[arg-type]
        "plan.yaml": json.dumps({name: value for name, value in details.items() if value})
    }
    expected, found = (Standings(plan, on).all_standings() for plan in (files.plan(), plan_of(texts)))
    for (before, wanted), (after, got) in zip(expected, found, strict=True):
        assert (before.id, wanted) == (after.id, got)
