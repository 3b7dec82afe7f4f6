"""An action's own dates are asked of someone: of a part that has none, or else of the action as a whole."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asking import asked, logged, shipped, standing
from example_plan import SHIPPED
from filled import Office, fill
from running import siplan
from si_plan.editing.lacks import Refusal
from si_plan.editing.rules import Rules
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.queries.by_owner import owned_by
from si_plan.queries.deadlines import deadlines
from si_plan.queries.overdue import due, overdue
from si_plan.queries.selection import Selection
from si_plan.queries.slippage import slippage
from si_plan.queries.status import status
from si_plan.returns.asking import return_for

MILESTONE_DONE = "2016-09-20 status: complete, evidence: [Minutes]"
ACTION_DONE = '2017-07-01 at: "1.1", status: complete, evidence: [Minutes]'
OWN = "due: 2017-08"


def tracked(plan: Plan) -> list[str]:
    return [one.id for one in plan.tracked]


@pytest.mark.parametrize(
    ("action", "milestone", "asked_itself"),
    [
        (OWN, "due: 2016-09", True),
        ("starts: 2016-09", "due: 2016-09", True),
        (OWN, "repeats: annual, starts: 2016-09", True),
        (OWN, "dates: [2016-09, 2016-10]", True),
        (OWN, "starts: 2016-05", True),
        (OWN, "", False),
        ("", "due: 2016-09", False),
        ("", "", False),
    ],
)
def test_an_action_is_tracked_itself_where_nothing_else_goes_by_its_dates(
    action: str, milestone: str, asked_itself: bool
) -> None:
    plan = logged(milestone=milestone, action=action)
    assert tracked(plan) == (["1.1", "1.1.1"] if asked_itself else ["1.1.1"])


def test_a_stage_that_has_the_actions_dates_is_asked_for_them() -> None:
    stage = f'{OWN}\nstages: [{{id: "1.1.S1", text: Half of them, when: In time}}]'
    assert tracked(logged(action=stage)) == ["1.1.1", "1.1.S1"]


def state_of_the_action(plan: Plan, on: str) -> str:
    (state,) = (
        name for name, number in status(plan, asked(on)).actions._asdict().items() if number and name != "total"
    )
    return str(state)


def test_an_action_is_done_when_its_milestones_and_its_own_dates_are() -> None:
    plan = logged(MILESTONE_DONE, ACTION_DONE, action=OWN)
    assert state_of_the_action(plan, "2016-09-19") == "in_window"
    assert state_of_the_action(plan, "2016-09-20") == "upcoming", "its milestone is done, its own deadline to come"
    assert state_of_the_action(plan, "2017-07-01") == "done"


def test_an_action_is_overdue_by_its_own_date() -> None:
    plan = logged(MILESTONE_DONE, action=OWN)
    assert state_of_the_action(plan, "2017-08-31") == "in_window"
    assert state_of_the_action(plan, "2017-09-01") == "overdue"
    assert [row.id for row in overdue(plan, asked("2017-09-01")).rows] == ["1.1"]


def test_every_answer_has_the_actions_own_deadline() -> None:
    plan, on = logged(MILESTONE_DONE, action=OWN), asked("2017-08-15")
    assert [row.id for row in due(plan, on, date(2017, 9, 1) - on.as_of).rows] == ["1.1"]
    assert [row.id for row in owned_by(plan, on, "HT").actions[0].others] == ["1.1"]
    assert [one.row.id for one in return_for(plan, on, "HT").rows] == ["1.1"]
    assert [one.row.id for one in deadlines(plan, on, date(2017, 9, 1) - on.as_of)] == ["1.1.1", "1.1"]
    moved = logged(MILESTONE_DONE, '2017-06-01 at: "1.1", due: 2017-12, reason: x, approved_by: HT', action=OWN)
    assert standing(moved, "2017-09-01", "1.1").state == "upcoming"
    assert standing(moved, "2017-09-01", "1.1.1").deadline != standing(moved, "2017-09-01", "1.1").deadline
    assert [one.id for one in slippage(moved, on).rows] == ["1.1"]


def test_the_milestones_are_counted_apart_from_it() -> None:
    counts = status(shipped(), asked()).totals.milestones
    assert counts.total == 73
    assert {"8.2", "8.2.1", "8.2.2"} <= set(shipped().tracked_by_id)
    assert sum(one.kind == "milestone" for one in shipped().tracked) == 74


# What may be recorded of it.


def refusal(plan: Plan, **fields: Any) -> Refusal | None:
    return Rules(plan, date(2018, 1, 1)).refusal(Entry.model_validate({"on": "2017-12-01", "at": "1.1", **fields}))


COMPLETE = {"status": "complete", "evidence": ["Minutes"]}


def test_it_is_complete_only_after_its_milestones() -> None:
    found = refusal(logged(action=OWN), **COMPLETE)
    assert found is not None
    assert "1.1.1" in found.hint
    assert refusal(logged(MILESTONE_DONE, action=OWN), **COMPLETE) is None
    assert refusal(logged(MILESTONE_DONE, ACTION_DONE, action=OWN), **COMPLETE) is not None, "it is already"


def test_an_action_without_its_own_dates_is_never_complete_by_itself() -> None:
    found = refusal(logged(MILESTONE_DONE), **COMPLETE)
    assert found is not None
    assert "they all are" in found.hint


def test_a_deadline_that_nothing_goes_by_is_not_moved() -> None:
    found = refusal(logged(), due="2017-12", reason="x", approved_by="HT")
    assert found is not None
    assert "1.1.1" in found.hint
    for milestone, action in (("due: 2016-09", OWN), ("", OWN), ("", "")):
        plan = logged(milestone=milestone, action=action)
        assert refusal(plan, due="2017-12", reason="x", approved_by="HT") is None


def test_the_row_of_an_action_has_its_own_deadline() -> None:
    lines = siplan("by-owner", "PCM", "--as-of", "2017-04-05").out.splitlines()
    rows = {line.split()[0]: line for line in lines if line.startswith("8.2")}
    assert rows["8.2"].endswith("to come")
    assert rows["8.2.1"].endswith("overdue 5 days")
    assert rows["8.2.2"].endswith("overdue 5 days")


def test_it_is_recorded_complete_after_its_milestones_or_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(SHIPPED, folder)
    done = ("--evidence", "Minutes", "--on", "2017-03-31")
    alone = siplan("complete", "8.2", *done, plan=folder)
    assert alone.code == 2
    assert "8.2.1, 8.2.2" in alone.err
    together = siplan("complete", "8.2.1", "8.2.2", "8.2", *done, plan=folder)
    assert together.code == 0, together.err
    assert siplan("validate", "--strict", plan=folder).code == 0


def test_entries_about_it_bear_on_it_alone() -> None:
    plan = logged('2016-10-01 at: "1.1", due: 2018-01, reason: x', action=OWN)
    assert standing(plan, "2017-01-01", "1.1.1").state == "overdue"
    assert standing(plan, "2017-01-01", "1.1").state == "upcoming"


def test_asked_by_its_lead() -> None:
    rows = owned_by(shipped(), Selection(date(2017, 4, 1)), "PCM").actions
    assert [row.id for one in rows if one.id == "8.2" for row in one.others] == ["8.2"]


def test_a_return_that_completes_it_with_its_milestones(tmp_path: Path) -> None:
    office = Office(tmp_path)
    done = {"Status": "Complete", "Evidence": "Minutes", "Date": "28/9/2016"}
    file = fill(office.asks("PCM"), {"8.2": done, "8.2.1": done})
    assert "8.2.2" in office.collects(file).out, "one of them is open"
    assert office.logs() == {}
    file = fill(office.asks("PCM", "again.xlsx"), {"8.2": done, "8.2.1": done, "8.2.2": done})
    assert office.collects(file).code == 0
    assert office.run("validate", "--strict").code == 0
    assert office.logs()["8.2.yaml"].count("status: complete") == 3
