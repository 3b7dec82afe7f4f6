"""`siplan` alone: the plan in a few lines, and how to begin where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asking import plan_of, shipped
from example_plan import BASE
from running import siplan
from si_plan.queries.brief import brief
from si_plan.queries.overdue import overdue
from si_plan.queries.selection import Selection


def test_its_numbers_are_those_of_the_queries() -> None:
    found = brief(shipped(), Selection(date(2016, 10, 9)))
    rows = overdue(shipped(), Selection(date(2016, 10, 9))).rows
    assert found.overdue == len({row.same_as or row.id for row in rows})
    assert (found.since, found.met, found.milestones.total) == (date(2016, 9, 9), False, 73)
    assert [row.id for row in found.next] == ["2.2.D1", "4.2.2", "2.4.1"]


def test_it_counts_from_the_last_meeting() -> None:
    meets = "audiences:\n  - {id: board, title: Board, meetings: [2016-09-20, 2016-10-18]}\n"
    log = '- {on: 2016-10-10, at: "1.1.1", status: complete, evidence: [x]}\n'
    plan = plan_of({"plan.yaml": BASE["plan.yaml"] + meets, "progress/1.1.yaml": log})
    found = brief(plan, Selection(date(2016, 10, 18)))
    assert (found.since, found.met) == (date(2016, 9, 20), True)
    assert (found.completed, found.overdue, found.overdue_then) == (1, 0, 0)


@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits_a_terminal(columns: int) -> None:
    ran = siplan(tty=True, env={"COLUMNS": str(columns), "NO_COLOR": "1"})
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert len(lines) <= 12
    assert all(len(line) <= columns for line in lines)
    assert "overdue" in lines[1]


def test_without_a_plan_it_says_how_to_begin(tmp_path: Path) -> None:
    ran = siplan(plan=None, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "to start one: siplan init plan" in ran.err
