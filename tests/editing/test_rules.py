"""The rules of recording, on plans whose logs already say something."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import entries, logged, plan_of
from example_plan import BASE
from si_plan.editing.lacks import Refusal
from si_plan.editing.rules import Rules
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry

TODAY = date(2018, 1, 15)
TERMLY = "repeats: termly, starts: 2016-09, ends: 2017-08"
DONE = "2016-12-20 status: complete, period: 2016-17/T1, evidence: [x]"


def refusal(plan: Plan, **fields: Any) -> Refusal | None:
    return Rules(plan, TODAY).refusal(Entry.model_validate({"on": "2017-01-10", "at": "1.1.1", **fields}))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"status": "complete", "evidence": ["x"]}, "period"),
        ({"status": "complete", "evidence": ["x"], "period": "2016-17/T1"}, "period"),
        ({"status": "complete", "evidence": ["x"], "period": "2016-17/T9"}, "period"),
        ({"status": "complete", "period": "2016-17/T2"}, "evidence"),
        ({"due": "2017-05", "period": "2016-17/T2"}, "reason"),
        ({"due": "2017-05", "period": "2016-17/T2", "reason": "x"}, "approved_by"),
        ({"due": "2017-05", "period": "2016-17/T1", "reason": "x", "approved_by": "HT"}, "period"),
        ({"status": "in_progress", "period": "2016-17/T9"}, "period"),
        ({"leads": ["HT"]}, "leads"),
    ],
)
def test_what_may_not_be_recorded_of_what_recurs(fields: dict[str, Any], field: str) -> None:
    found = refusal(logged(DONE, milestone=TERMLY), **fields)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "complete", "evidence": ["x"], "period": "2016-17/T2"},
        {"due": "2017-05", "period": "2016-17/T2", "reason": "x", "approved_by": "HT"},
        {"due": "2017-03-01", "period": "2016-17/T2"},
        {"status": "in_progress", "period": "2016-17/T1"},
        {"note": "More to say", "period": "2016-17/T1"},
        {"note": "Of none of them"},
        {"status": "cancelled", "reason": "x"},
        {"status": "cancelled", "reason": "x", "period": "2016-17/T3"},
    ],
    ids=str,
)
def test_what_may(fields: dict[str, Any]) -> None:
    assert refusal(logged(DONE, milestone=TERMLY), **fields) is None


def test_the_open_occurrences_are_offered_in_their_order() -> None:
    rules = Rules(logged(DONE, milestone=TERMLY), TODAY)
    tracked = rules.tracked("1.1.1")
    assert tracked is not None
    assert rules.occurrences_to_offer(tracked) == ["2016-17/T2", "2016-17/T3"]


@pytest.mark.parametrize("status", ["complete", "cancelled"])
def test_what_is_closed_is_opened_again_before_anything_else(status: str) -> None:
    more = "evidence: [x]" if status == "complete" else "reason: x"
    plan = logged(f"2016-10-01 status: {status}, {more}")
    for fields in (
        {"status": "complete", "evidence": ["x"]},
        {"status": "cancelled", "reason": "x"},
        {"due": "2017-05", "reason": "x", "approved_by": "HT"},
    ):
        found = refusal(plan, **fields)
        assert found is not None
        assert f"1.1.1 is {status} already" in found.message
    assert refusal(plan, status="in_progress") is None
    assert refusal(plan, note="x") is None
    assert refusal(plan, voids=1, reason="x") is None


def test_a_deadline_is_later_than_the_one_in_force_not_than_the_one_promised() -> None:
    plan = logged("2016-10-01 due: 2017-06, reason: x, approved_by: HT")
    assert refusal(plan, due="2017-03") is None
    found = refusal(plan, due="2017-07")
    assert found is not None
    assert found.message == "moving 1.1.1 from Jun 2017 to Jul 2017 needs a reason and someone who approved it"


def test_what_has_no_deadline_may_be_given_one() -> None:
    assert refusal(logged(milestone=""), due="2017-03") is None


def test_what_is_recorded_after_today_counts_too() -> None:
    plan = logged("2018-03-01 status: complete, evidence: [x]")
    found = refusal(plan, status="complete", evidence=["x"])
    assert found is not None
    assert "since 1 Mar 2018" in found.message


ONE_MOVE = "2016-10-01 due: 2016-12, reason: R, approved_by: HT"
LIMITED = {
    "plan.yaml": BASE["plan.yaml"] + "policy: {most_moves: 1, moves_approved_by: [DCS]}\n",
    "roles.yaml": BASE["roles.yaml"] + "- {code: DCS, title: Director, kind: post, aliases: [Director of Services]}\n",
}
LATER = {"due": "2017-03", "reason": "R"}


def test_a_deadline_moves_no_more_often_than_the_policy_allows() -> None:
    plan = plan_of({**LIMITED, "progress/1.1.yaml": entries(ONE_MOVE)})
    found = refusal(plan, **LATER, approved_by="HT")
    assert found is not None
    said = ("approved_by", "1.1.1 has moved later once already", "another move needs the approval of DCS")
    assert found[:3] == said
    assert refusal(plan, **LATER, approved_by="DCS") is None
    assert refusal(plan, **LATER, approved_by="Director of Services") is None
    assert refusal(plan, due="2016-11") is None, "it is brought forward"
    assert refusal(plan_of(LIMITED), **LATER, approved_by="HT") is None, "it is the first move"
    assert refusal(logged(ONE_MOVE), **LATER, approved_by="HT") is None, "no policy says how often"


def test_where_nobody_may_approve_it_no_move_beyond_the_limit_is_recorded() -> None:
    limited = {"plan.yaml": BASE["plan.yaml"] + "policy: {most_moves: 1}\n"}
    found = refusal(plan_of({**limited, "progress/1.1.yaml": entries(ONE_MOVE)}), **LATER, approved_by="HT")
    assert found is not None
    assert found.hint.endswith("complete it or cancel it")
