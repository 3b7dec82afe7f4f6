"""What recurs, in the queries: occurrences overdue and to come, closed and moved by the log, one line or all."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pytest

from asking import asked, logged, standing
from si_plan.model.plan import Plan
from si_plan.queries import by_owner, coverage, overdue, status

YEAR = timedelta(days=365)
TERMLY = "starts: 2016-09, repeats: termly"


def missed(plan: Plan, as_of: str) -> list[str | None]:
    return [row.period for row in overdue.overdue(plan, asked(as_of), every=True).rows]


def coming(plan: Plan, as_of: str, within: timedelta = YEAR) -> list[str | None]:
    return [row.period for row in overdue.due(plan, asked(as_of), within, every=True).rows]


def test_one_line_with_the_first_occurrence_and_their_number() -> None:
    rows = overdue.overdue(logged(milestone=TERMLY), asked("2017-08-01")).rows
    assert [(row.period, row.occurrences, row.days_overdue) for row in rows] == [("2016-17/T1", 3, 213)]


def test_all_gives_a_row_for_each() -> None:
    rows = overdue.overdue(logged(milestone=TERMLY), asked("2017-08-01"), every=True).rows
    assert [(row.period, row.occurrences, row.days_overdue) for row in rows] == [
        ("2016-17/T1", 1, 213),
        ("2016-17/T2", 1, 123),
        ("2016-17/T3", 1, 1),
    ]


@pytest.mark.parametrize("word", ["complete", "cancelled"])
def test_a_period_closes_its_occurrence(word: str) -> None:
    plan = logged(f"2017-04-20 period: 2016-17/T2, status: {word}", milestone=TERMLY)
    assert missed(plan, "2017-04-19") == ["2016-17/T1", "2016-17/T2"]
    assert missed(plan, "2017-04-20") == ["2016-17/T1"]


@pytest.mark.parametrize("word", ["not_started", "in_progress"])
def test_only_complete_or_cancelled_closes(word: str) -> None:
    plan = logged(f"2017-01-20 period: 2016-17/T1, status: {word}", milestone=TERMLY)
    assert missed(plan, "2017-02-01") == ["2016-17/T1"]


def test_a_closed_occurrence_can_be_reopened() -> None:
    plan = logged(
        "2016-12-10 period: 2016-17/T1, status: complete",
        "2017-01-20 period: 2016-17/T1, status: in_progress",
        milestone=TERMLY,
    )
    assert missed(plan, "2017-01-19") == []
    assert missed(plan, "2017-01-20") == ["2016-17/T1"]


def test_a_closed_occurrence_says_nothing_of_the_series() -> None:
    found = standing(logged("2016-12-10 period: 2016-17/T1, status: complete", milestone=TERMLY), "2017-01-20")
    assert (found.state, found.status) == ("ongoing", "not_started")


def test_a_status_without_a_period_is_the_whole_seriess() -> None:
    plan = logged("2017-02-01 status: cancelled", milestone=TERMLY)
    assert standing(plan, "2017-01-31").state == "overdue"
    assert standing(plan, "2018-01-01").state == "cancelled"
    assert coming(plan, "2018-01-01") == []


def test_a_finished_series_is_done_when_every_occurrence_is_closed() -> None:
    dates = "starts: 2016-09, ends: 2017-03, repeats: termly"
    first = "2016-12-10 period: 2016-17/T1, status: complete"
    second = "2017-03-10 period: 2016-17/T2, status: complete"
    assert standing(logged(first, milestone=dates), "2017-03-31").state == "ongoing"
    assert standing(logged(first, milestone=dates), "2017-04-01").state == "overdue"
    assert standing(logged(first, second, milestone=dates), "2017-04-01").state == "done"


def test_an_occurrence_moved_later() -> None:
    plan = logged("2016-12-10 period: 2016-17/T1, due: 2017-02, reason: Snow", milestone=TERMLY)
    assert missed(plan, "2017-02-28") == []
    assert missed(plan, "2017-03-01") == ["2016-17/T1"]
    assert coming(plan, "2017-01-15", timedelta(days=60)) == ["2016-17/T1"]


def test_an_occurrence_moved_earlier() -> None:
    plan = logged("2017-01-10 period: 2016-17/T2, due: 2017-02, reason: Easter", milestone=TERMLY)
    assert coming(plan, "2017-02-01", timedelta(days=60)) == ["2016-17/T2"]
    assert missed(plan, "2017-03-01") == ["2016-17/T1", "2016-17/T2"], "though its term runs on to the end of March"
    found = standing(plan, "2017-03-01")
    assert (found.period, found.occurrences) == ("2016-17/T1", 2)


def test_the_first_of_several_overdue_is_the_one_whose_deadline_passed_first() -> None:
    plan = logged("2016-12-10 period: 2016-17/T1, due: 2017-05, reason: Snow", milestone=TERMLY)
    assert missed(plan, "2017-06-10") == ["2016-17/T2", "2016-17/T1"]
    assert standing(plan, "2017-06-10").period == "2016-17/T2"


def test_explicit_dates() -> None:
    plan = logged("2016-09-20 period: 2016-09, status: complete", milestone="dates: [2016-06, 2016-09, 2016-11]")
    assert missed(plan, "2016-12-01") == ["2016-06", "2016-11"]
    assert coming(plan, "2016-11-01", timedelta(days=29)) == ["2016-11"]
    assert coming(plan, "2016-11-01", timedelta(days=28)) == []


def test_explicit_dates_all_closed_are_done() -> None:
    log = [f"2016-12-01 period: {month}, status: complete" for month in ("2016-06", "2016-09")]
    assert standing(logged(*log, milestone="dates: [2016-06, 2016-09]"), "2016-12-01").state == "done"


def test_due_gives_one_line_with_a_count_unless_all() -> None:
    plan = logged(milestone="starts: 2016-09, repeats: monthly")
    rows = overdue.due(plan, asked("2016-09-01"), timedelta(days=121)).rows
    assert [(row.period, row.occurrences) for row in rows] == [("2016-09", 4)]
    assert coming(plan, "2016-09-01", timedelta(days=121)) == ["2016-09", "2016-10", "2016-11", "2016-12"]


def test_no_occurrence_before_it_starts_or_after_it_ends() -> None:
    plan = logged(milestone="starts: 2016-10, ends: 2016-12, repeats: monthly")
    assert missed(plan, "2030-01-01") == ["2016-10", "2016-11", "2016-12"]


def test_what_recurs_is_overdue_in_every_query() -> None:
    plan, on = logged(milestone=TERMLY), asked("2017-02-01")
    assert [row.milestones_overdue for row in coverage.coverage(plan, on).areas] == [1]
    assert [one.totals.milestones.overdue for one in by_owner.leads(plan, on)] == [1]
    assert status.status(plan, on).totals.milestones.overdue == 1
    assert by_owner.owned_by(plan, on, "HT").actions[0].milestones[0].period == "2016-17/T1"


def test_an_endless_monthly_duty_costs_nothing() -> None:
    plan = logged(milestone="starts: 1900, repeats: monthly")
    begin = perf_counter()
    rows = overdue.overdue(plan, asked("2199-12-31")).rows
    taken = perf_counter() - begin
    assert [(row.period, row.occurrences) for row in rows] == [("1900-01", 3599)]
    assert taken < 0.05
