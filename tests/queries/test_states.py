"""The design's table of states, a row at a time: one milestone, one log, one day."""

from __future__ import annotations

import pytest

from asking import logged, plan_of, standing

MONTH = "due: 2016-09"
WINDOW = [
    ("2016-08-31", "upcoming"),
    ("2016-09-01", "in_window"),
    ("2016-09-30", "in_window"),
    ("2016-10-01", "overdue"),
]


@pytest.mark.parametrize(("as_of", "state"), WINDOW)
def test_a_month_is_a_window_from_its_first_day_to_its_last(as_of: str, state: str) -> None:
    assert standing(logged(), as_of).state == state


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2016-09-14", "upcoming"), ("2016-09-15", "in_window"), ("2016-09-16", "overdue")],
)
def test_a_day_is_a_window_of_itself(as_of: str, state: str) -> None:
    assert standing(logged(milestone="due: 2016-09-15"), as_of).state == state


@pytest.mark.parametrize(
    ("as_of", "state"), [("2016-12-31", "upcoming"), ("2017-01-01", "in_window"), ("2018-01-01", "overdue")]
)
def test_a_year_is_a_window_of_a_year(as_of: str, state: str) -> None:
    assert standing(logged(milestone="due: 2017"), as_of).state == state


def test_a_start_does_not_open_the_window() -> None:
    plan = logged(milestone="starts: 2016-05, due: 2016-09")
    assert standing(plan, "2016-06-01").state == "upcoming"


@pytest.mark.parametrize("as_of", ["2016-08-01", "2016-09-15", "2026-01-01"])
def test_what_only_starts_is_ongoing(as_of: str) -> None:
    assert standing(logged(milestone="starts: 2016-09"), as_of).state == "ongoing"


def test_what_nothing_dates_is_undated() -> None:
    assert standing(logged(milestone=""), "2030-01-01").state == "undated"


def test_dates_are_the_actions_where_a_milestone_has_none() -> None:
    plan = logged(milestone="", action="due: 2016-10")
    assert standing(plan, "2016-10-31").state == "in_window"
    assert standing(plan, "2016-11-01").state == "overdue"


def test_days_overdue_count_from_the_latest_day() -> None:
    assert standing(logged(), "2016-10-01").days_overdue == 1
    assert standing(logged(), "2016-12-31").days_overdue == 92
    assert standing(logged(), "2016-09-30").days_overdue is None


@pytest.mark.parametrize(
    ("on", "late"),
    [("2016-06-03", False), ("2016-09-01", False), ("2016-09-30", False), ("2016-10-01", True)],
)
def test_complete_is_done_late_only_after_the_latest_day(on: str, late: bool) -> None:
    found = standing(logged(f"{on} status: complete"), "2016-12-01")
    assert (found.state, found.late, str(found.completed)) == ("done", late, on)


def test_complete_is_not_known_before_its_day() -> None:
    plan = logged("2016-10-10 status: complete")
    assert standing(plan, "2016-10-09").state == "overdue"
    assert standing(plan, "2016-10-10").state == "done"


def test_done_without_a_deadline_is_never_late() -> None:
    assert not standing(logged("2030-01-01 status: complete", milestone=""), "2031-01-01").late


@pytest.mark.parametrize("status", ["not_started", "in_progress"])
def test_an_open_status_leaves_the_state_to_the_deadline(status: str) -> None:
    plan = logged(f"2016-07-01 status: {status}")
    assert [standing(plan, as_of).state for as_of, _ in WINDOW] == [state for _, state in WINDOW]
    assert standing(plan, "2016-08-31").status == status


def test_cancelled() -> None:
    plan = logged("2016-09-10 status: cancelled")
    assert standing(plan, "2016-09-09").state == "in_window"
    assert standing(plan, "2017-09-10").state == "cancelled"
    assert standing(plan, "2017-09-10").days_overdue is None


def test_reopened_is_open_again() -> None:
    plan = logged("2016-09-10 status: complete", "2016-10-05 status: in_progress")
    assert standing(plan, "2016-10-04").state == "done"
    assert standing(plan, "2016-10-05").state == "overdue"
    assert standing(plan, "2016-10-05").completed is None


def test_completed_again_after_reopening_is_judged_by_the_second_time() -> None:
    plan = logged("2016-09-10 status: complete", "2016-09-20 status: in_progress", "2016-10-05 status: complete")
    found = standing(plan, "2016-11-01")
    assert (str(found.completed), found.late) == ("2016-10-05", True)


def test_cancelled_and_then_complete_is_done() -> None:
    plan = logged("2016-09-10 status: cancelled", "2016-09-20 status: complete")
    assert standing(plan, "2016-10-01").state == "done"


def test_what_recurs_is_ongoing_until_an_occurrence_is_overdue() -> None:
    plan = logged(milestone="starts: 2016-09, repeats: annual")
    assert standing(plan, "2017-08-31").state == "ongoing"
    found = standing(plan, "2017-09-01")
    assert (found.state, found.period, found.occurrences, found.days_overdue) == ("overdue", "2016-17", 1, 1)


ACTION_ALONE = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - {id: "1.1", title: Train a tutor, leads: [HT], when: [By Sept 2016], due: 2016-09}
"""


def test_an_action_without_milestones_is_done_when_its_log_says_so() -> None:
    log = '- {on: 2016-10-01, at: "1.1", status: complete}\n'
    plan = plan_of({"priorities/1.yaml": ACTION_ALONE, "progress/1.1.yaml": log})
    assert standing(plan, "2016-09-30", "1.1").state == "in_window"
    found = standing(plan, "2016-10-01", "1.1")
    assert (found.state, found.late) == ("done", True)
