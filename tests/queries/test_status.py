"""`siplan status`: the plan on one screen."""

from __future__ import annotations

from datetime import date

import pytest

from asking import plan_of, shipped
from running import siplan
from si_plan.queries.selection import Selection
from si_plan.queries.status import status


@pytest.mark.parametrize("day", ["2016-06-03", "2016-09-01", "2016-10-01", "2017-09-01"])
def test_it_fits_a_small_terminal(day: str) -> None:
    ran = siplan("status", "--as-of", day, tty=True, env={"COLUMNS": "80", "NO_COLOR": "1"})
    lines = ran.out.splitlines()
    assert len(lines) < 24
    assert all(len(line) <= 80 for line in lines)


def test_what_is_due_by_now_leaves_out_what_is_yet_to_come() -> None:
    found = status(shipped(), Selection(date(2016, 9, 1))).brief
    assert (found.past.total, found.past.done, found.past.overdue) == (11, 0, 11)


def test_what_was_done_before_it_was_due_counts_once_it_is_due() -> None:
    plan = plan_of({"progress/1.1.yaml": '- {on: 2016-08-10, at: "1.1.1", status: complete, evidence: [x]}\n'})
    assert status(plan, Selection(date(2016, 9, 30))).brief.past.total == 0
    past = status(plan, Selection(date(2016, 10, 1))).brief.past
    assert (past.total, past.done) == (1, 1)


def test_what_the_plan_does_not_have_is_not_mentioned() -> None:
    ran = siplan("status", "--as-of", "2016-09-01", "--lead", "CM")
    assert "stage" not in ran.out
    assert "none" not in ran.out
