"""Everything about one record: what is in it, what is said about it, and what the filters take of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asking import asked, logged, shipped
from example_plan import BASE, write_plan
from running import siplan
from sample_plan import write_sample
from si_plan.errors import UsageError
from si_plan.model.background import text_of
from si_plan.queries.show import show


@pytest.mark.parametrize(
    ("name", "kind", "identity"),
    [
        ("6", "priority", "6"),
        ("6.4", "action", "6.4"),
        ("6.4.1", "milestone", "6.4.1"),
        ("1.1.s1", "stage", "1.1.S1"),
        ("2.2.D1", "duty", "2.2.D1"),
        ("a4", "area", "A4"),
        ("m7", "measure", "M7"),
        ("M7.2", "target", "M7.2"),
        ("N1", "note", "N1"),
        ("HIS", "role", "HSI"),
        ("challenge partners", "role", "CP"),
        ("plan", "plan", "plan"),
    ],
)
def test_any_record_by_any_of_its_names(name: str, kind: str, identity: str) -> None:
    found = show(shipped(), asked(), name)
    assert (found.kind, found.id) == (kind, identity)


def test_the_plan_itself_with_its_background_and_its_notes() -> None:
    shown = siplan("show", "plan").out
    assert shown.startswith("Plan: Portsmouth action plan for school improvement\n")
    texts = [*map(text_of, shipped().details.background)]
    assert [shown.count(text) for text in texts] == [1] * len(texts)
    assert "Note N2" in shown
    (row,) = json.loads(siplan("show", "plan", "--format", "json").out)["rows"]
    assert row["record"]["background"] == list(shipped().details.background)
    assert [note["id"] for note in row["notes"]] == [note.id for note in shipped().notes if note.at.startswith("plan#")]


def test_the_plan_says_what_takes_up_its_background(tmp_path: Path) -> None:
    background = 'background: [{text: We will open a library, see: ["1.1"]}, {text: We will paint, see: []}]\n'
    folder = write_plan(tmp_path, {"plan.yaml": BASE["plan.yaml"] + background})
    told = siplan("show", "plan", plan=folder).out
    assert "We will open a library (taken up by 1.1)\n" in told
    assert "We will paint (nothing takes it up)" in told
    (row,) = json.loads(siplan("show", "plan", "--format", "json", plan=folder).out)["rows"]
    assert row["record"]["background"][0] == {"text": "We will open a library", "see": ["1.1"]}
    assert "Referred to by:     plan" in siplan("show", "1.1", plan=folder).out


def test_an_action_with_all_that_is_in_it() -> None:
    found = show(shipped(), asked(), "1.1")
    assert [row.id for row in found.tracked] == ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.S1", "1.1.S2"]
    assert found.priority is not None
    assert found.priority.id == "1"


def test_the_filters_take_of_a_record_what_they_take_everywhere() -> None:
    rows = show(shipped(), asked(lead="DDCS"), "6").tracked
    assert [row.id for row in rows] == ["6.4.2", "6.4.3"]
    assert {row.action for row in show(shipped(), asked(priority="5"), "A2").tracked} == {"5.1", "5.2", "5.3"}


def test_a_part_itself_is_shown_whatever_the_filters() -> None:
    assert [row.id for row in show(shipped(), asked(lead="HSPR"), "6.4.1").tracked] == ["6.4.1"]


def test_a_role_leads_what_by_owner_says() -> None:
    assert [action.id for action in show(shipped(), asked(), "CM").owned] == ["7.1", "7.5"]


def test_what_refers_to_it() -> None:
    assert show(shipped(), asked(), "1.3.1").referred_from == ["2.1.1"]
    assert "2.1" in show(shipped(), asked(), "1.3").referred_from


def test_the_log_up_to_the_day() -> None:
    plan = logged("2016-09-05 status: in_progress", "2016-10-05 status: complete", '2016-09-06 at: "1.1", note: Met')
    assert [entry.status for entry in show(plan, asked("2016-09-30"), "1.1.1").log] == ["in_progress"]
    assert len(show(plan, asked("2016-12-30"), "1.1").log) == 3


def test_who_leads_an_action_is_who_leads_it_on_the_day(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "plan")
    (folder / "progress" / "1.1.yaml").write_text('- {on: 2016-07-01, at: "1.1", leads: [HI]}\n', "utf-8")
    for day, leads in (("2016-06-30", "DCS / DDCS"), ("2016-07-01", "HI")):
        ran = siplan("show", "1.1", "--as-of", day, plan=folder)
        assert f"\nLead:               {leads}\n" in ran.out


def test_an_unknown_name_says_what_was_close() -> None:
    with pytest.raises(UsageError) as error:
        show(shipped(), asked(), "2.4.9")
    assert error.value.hint.startswith("did you mean 2.4.")


def test_leads_are_joined_as_the_document_joins_them_and_one_deadline_is_shown() -> None:
    action = siplan("show", "2.4", "--as-of", "2016-09-01").out
    assert "Lead:" in action
    assert "DDCS / HSI" in action
    assert "DDCS, HSI" not in action
    milestone = siplan("show", "2.4.1", "--as-of", "2016-09-01").out
    assert [line.split(":")[0] for line in milestone.splitlines() if line.startswith(("Due", "Deadline"))] == [
        "Deadline"
    ]


def test_a_deadline_that_moved_stands_beside_the_one_that_was_promised(tmp_path: Path) -> None:
    plan = write_sample(tmp_path)
    out = siplan("show", "2.4.1", "--as-of", "2017-03-01", plan=plan).out
    assert "Mar 2017 (promised: Dec 2016)" in out


def test_a_measure_shows_how_its_targets_stand(tmp_path: Path) -> None:
    out = siplan("show", "M7", "--as-of", "2017-03-01", plan=write_sample(tmp_path)).out
    assert "on the way" in out
    assert "86.2 at the baseline (2014-15), 88.9 in 2015-16" in out
