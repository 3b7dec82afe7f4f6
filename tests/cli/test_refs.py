"""Records by the number that the document prints: on the command line as good as the id, in files no name at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import ref_plan
from example_plan import found_in
from running import Ran, siplan

ON = "--as-of", "2016-10-01"
AMBIGUOUS = ("ref: LM2", "ref: '71.31'")
"""Action 71.32 is printed as 71.31, which is the id of another."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return ref_plan.write(tmp_path / "plan")


def test_the_plan_is_sound(plan: Path) -> None:
    assert [one.code for one in found_in(plan)] == []


def recorded(plan: Path, command: str, *more: str) -> Ran:
    return siplan(*command.split(), *more, "--on", "2016-10-01", "--dry-run", plan=plan)


@pytest.mark.parametrize(
    ("by_id", "by_ref"),
    [
        ("show 71.31", "show LM1"),
        ("show 71.31", "show ref:lm1"),
        ("show 71.31", "show id:71.31"),
        ("show 71.31.1", "show 1/17"),
        ("show A71", "show 4A"),
        ("show M71", "show kpi1"),
        ("show 71", "show LM"),
        ("show 71.31 --history", "show LM1 --history"),
        ("list --area A71", "list --area 4a"),
        ("list --area 71", "list --area id:A71"),
        ("overdue --priority 72", "overdue --priority q"),
        ("list --measure 71", "list --measure KPI1"),
        ("coverage --priority 71", "coverage --priority ref:LM"),
    ],
)
def test_a_ref_asks_what_the_id_asks(plan: Path, by_id: str, by_ref: str) -> None:
    asked = siplan(*by_id.split(), *ON, plan=plan)
    assert asked.code == 0
    assert siplan(*by_ref.split(), *ON, plan=plan) == asked


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("complete 2/1 --evidence x", 'record 71.32.1 (2/1) "Books bought" (HT / CG): due now → complete'),
        ("update LM1 --rating green", 'record 71.31 (LM1) "Train a tutor in each school" (HT): rated green → green'),
        ("reschedule 2/1 --to 2016-12 --reason x --approved-by CG", "record 71.32.1 (2/1)"),
        ("update LM --note x", 'record 71 (LM) "Every pupil reads well": a note'),
        ("correct 1/18 --reason x", "Undone: 71.31.2 (1/18) complete"),
    ],
)
def test_recording_says_both_names(plan: Path, command: str, said: str) -> None:
    ran = recorded(plan, command)
    assert ran.code == 0, ran.err
    assert said in ran.out


def test_files_get_the_id(plan: Path) -> None:
    assert '+  at: "71.31.1"' in recorded(plan, "update 1/17 --note x").out
    made = siplan("add", "milestone", "lm1", "ref=1/19", "text=Tutors paid", "due=2016-12", "same_as=2/1", plan=plan)
    assert "milestone 71.31.3 (1/19) to 71.31 (LM1)" in made.out
    assert 'same_as: "71.32.1"' in (plan / "priorities/71.yaml").read_text()
    edited = siplan("edit", "Q1", "areas=4b,4a", "see=LM1", "measures=KPI1", plan=plan)
    assert edited.out.startswith('Changed 72.41 (Q1) "Ring home on the first day":')
    text = (plan / "priorities/72.yaml").read_text()
    assert all(line in text for line in ("areas: [A72, A71]", 'see: ["71.31"]', "measures: [M71]"))


def test_dates_are_filled_in_by_ref(tmp_path: Path) -> None:
    plan = ref_plan.write(
        tmp_path,
        'when: By Sept 2016, due: 2016-09}\n      - {id: "71.31.2"',
        'when: By Sept 2016}\n      - {id: "71.31.2"',
    )
    ran = siplan("edit", "--fill-dates", "1/17", "--dry-run", plan=plan)
    assert ran.code == 0, ran.err
    assert "71.31.1 (1/17)" in ran.out


@pytest.mark.parametrize("command", ["complete 71.32.1", "complete 2/1"])
def test_a_refusal_says_both_names(plan: Path, command: str) -> None:
    assert "71.32.1 (2/1) needs evidence" in siplan(*command.split(), plan=plan).err + recorded(plan, command).err


@pytest.mark.parametrize("command", ["show 71.31", "update 71.31 --note x", "edit 71.31 title=x", "add duty 71.31"])
def test_a_name_of_two_records_is_refused_and_both_are_shown(tmp_path: Path, command: str) -> None:
    plan = ref_plan.write(tmp_path, *AMBIGUOUS)
    ran = siplan(*command.split(), plan=plan)
    assert (ran.code, ran.out) == (2, "")
    assert "71.31 is the name of 2 records: action 71.31 (LM1), action 71.32 (71.31)" in ran.err
    assert "write id:71.31 or ref:71.31" in ran.err


def test_what_decides_works_and_so_does_what_is_suggested(tmp_path: Path) -> None:
    plan = ref_plan.write(tmp_path, *AMBIGUOUS)
    assert "Train a tutor" in siplan("show", "id:71.31", *ON, plan=plan).out
    assert "Buy books" in siplan("show", "ref:71.31", *ON, plan=plan).out
    assert "siplan correct id:71.31" in siplan("update", "id:71.31", "--note", "x", plan=plan).out


def test_a_ref_of_two_kinds_is_decided_by_the_ids(tmp_path: Path) -> None:
    plan = ref_plan.write(tmp_path, "ref: LM1", 'ref: "4b"')
    ran = siplan("show", "4b", plan=plan)
    assert "4b is the name of 2 records: area A72 (4b), action 71.31 (4b)" in ran.err
    assert "write id:A72 or id:71.31" in ran.err
    assert siplan("list", "--area", "4b", plan=plan).code == 0
    assert "71.31 (4b)" in recorded(plan, "update 4b --note x").out


def test_a_ref_goes_before_a_number_without_its_letter(tmp_path: Path) -> None:
    plan = ref_plan.write(tmp_path, 'ref: "4b"', 'ref: "71"')
    assert "Ring home" in siplan("list", "--area", "71", *ON, plan=plan).out


@pytest.mark.parametrize(("ref", "found"), [("lm1", "Train a tutor"), ("LM2", "71.32 was dropped")])
def test_a_dropped_record_leaves_its_ref_to_another(tmp_path: Path, ref: str, found: str) -> None:
    plan = ref_plan.write(tmp_path, "ref: LM2\n", f'ref: {ref}\n    until: "2017"\n')
    editions = 'editions:\n  - {id: "2016", dated: 2016-06-03}\n  - {id: "2017", dated: 2017-06-03}\n'
    (plan / "plan.yaml").write_text(ref_plan.FILES["plan.yaml"] + editions)
    ran = siplan("show", ref, "--as-of", "2017-10-01", plan=plan)
    assert found in ran.out + ran.err


def test_words_find_a_ref(plan: Path) -> None:
    assert "Tutors trained" in siplan("list", "1/17", *ON, plan=plan).out
    assert "2 records have the words lm train" not in siplan("show", "lm train", *ON, plan=plan).err
    assert siplan("show", "lm train", *ON, plan=plan).err == "71.31 (LM1): Train a tutor in each school (action)\n"


def test_what_no_record_is_called_says_what_is_close(plan: Path) -> None:
    assert "did you mean KPI1?" in siplan("show", "KPI11", plan=plan).err
    assert "its areas are 4a, 4b" in siplan("list", "--area", "9", plan=plan).err
    assert "the plan has no ref:71.31" in siplan("show", "ref:71.31", plan=plan).err
    assert "the plan has no id:LM1" in siplan("show", "id:LM1", plan=plan).err


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ('at: "71.31.1", due', "at: 1/17, due", "bad-id", "1/17 is the ref of 71.31.1: write 71.31.1"),
        ('see: ["71.32"]', "see: [LM2]", "bad-id", "LM2 is the ref of 71.32: write 71.32"),
        ('same_as: "71.31.2"', "same_as: 1/18", "bad-id", "1/18 is the ref of 71.31.2: write 71.31.2"),
        ("areas: [A72]", "areas: [4b]", "bad-id", "4b is the ref of A72: write A72"),
        ("measures: [M71]", "measures: [KPI1]", "bad-id", "KPI1 is the ref of M71: write M71"),
        ('priorities: ["71"]', "priorities: [LM]", "bad-id", "LM is the ref of 71: write 71"),
        ('at: "71.31.1#due"', "at: LM1#when", "note-target", "LM1 is the ref of 71.31: write 71.31"),
        ('at: "71.31.1#due"', "at: 1/17#due", "bad-id", "1/17 is the ref of 71.31.1: write 71.31.1"),
    ],
)
def test_a_file_that_names_a_ref_is_told_the_id(tmp_path: Path, old: str, new: str, code: str, hint: str) -> None:
    found = found_in(ref_plan.write(tmp_path, old, new))
    assert (code, hint) in {(one.code, one.hint) for one in found}


@pytest.mark.parametrize(
    ("ref", "old", "new", "code"),
    [
        ("A99", "areas: [A72]", "areas: [A99]", "unknown-area"),
        ("M99", "measures: [M71]", "measures: [M99]", "unknown-measure"),
        ("9.9", 'see: ["71.32"]', 'see: ["9.9"]', "unknown-reference"),
        ("9.9", 'at: "71.31", rating', 'at: "9.9", rating', "log-misplaced"),
    ],
)
def test_so_is_one_whose_ref_looks_like_an_id(tmp_path: Path, ref: str, old: str, new: str, code: str) -> None:
    of = {"A": '"4b"', "M": "KPI1"}.get(ref[0], "LM2")
    plan = ref_plan.write(tmp_path, old, new)
    for file in plan.rglob("*.yaml"):
        file.write_text(file.read_text().replace(f"ref: {of}", f'ref: "{ref}"'))
    identity = {"A": "A72", "M": "M71"}.get(ref[0], "71.32")
    found = found_in(plan)
    assert (code, f"{ref} is the ref of {identity}: write {identity}") in {(one.code, one.hint) for one in found}


def test_a_waiver_names_an_id(tmp_path: Path) -> None:
    waiver = "policy:\n  waivers:\n    - {code: record-removed, at: lm1, reason: x, expires: 2030-01-01}\naudiences:\n"
    (found,) = found_in(ref_plan.write(tmp_path, "audiences:\n", waiver))
    assert (found.code, found.hint) == ("unknown-reference", "lm1 is the ref of 71.31: write 71.31")
    assert found.at == "plan#policy.waivers.0.at"
