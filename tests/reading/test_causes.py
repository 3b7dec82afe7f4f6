"""What one cell of the document causes is told once, and a note about it answers for all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import PRIORITY, found_in, write_plan
from si_plan import checks
from si_plan.checks.causes import FIRST
from si_plan.diagnostics import Diagnostic

_TWO = '    milestones:\n      - {id: "1.1.1", text: Tutors trained}\n      - {id: "1.1.2", text: Pupils chosen}\n'
ROWS = {
    "a line that nobody can read": ("when: [By Sept or Dec 2016]", _TWO, "1.1#when wording-unread"),
    "a line that points elsewhere": ("when: [As above]", _TWO, "1.1#when wording-elsewhere"),
    "a line that recurs": ("when: [Termly]", _TWO, "1.1#when recurrence-missing"),
    "a line that recurs, alone": ("when: [Termly]", "", "1.1#when recurrence-missing"),
    "a date that is not there": ("when: [By Sept 2016]", "", "1.1#due due-missing"),
    "the same of two": ("when: [By Sept 2016]", _TWO, "1.1#when due-missing"),
    "no date in the words": ("when: [When the inspector comes]", "", "1.1#due no-deadline"),
    "no words": ("when: []", "", "1.1#when cell-blank"),
    "what goes on": ("when: [On-going]", _TWO, "1.1#when no-deadline"),
    "several lines": ("when: [By Sept 2016, Termly]", "", "1.1#when clause-unused"),
    "several lines, and milestones": ("when: [By Sept 2016, Termly]", _TWO, "1.1#when clause-unused"),
    "one line in two": ("when: [Termly, with a first draft by half term]", _TWO, "1.1#when split-text"),
    "dates before the plan": (
        "when: [By May 2016]",
        _TWO.replace("}", ", due: 2016-05}"),
        "1.1#when deadline-before-plan",
    ),
    "who": ("when: [By Sept 2016]\n    due: 2016-09\n    who: [Head with the team]", "", "1.1#who who-differs"),
}


def _plan(folder: Path, lines: str, parts: str, notes: str = "") -> Path:
    text = (
        f'id: "1"\ntitle: Read\nareas: [A1]\nactions:\n  - id: "1.1"\n    title: Train\n    leads: [HT]\n    {lines}\n'
    )
    roles = "- {code: HT, title: Headteacher, kind: post, aliases: [Head]}\n"
    return write_plan(folder, {PRIORITY: text + parts, "roles.yaml": roles, "source-notes.yaml": notes or None})


def _told(found: list[Diagnostic]) -> list[str]:
    return [f"{one.at} {one.code}" for one in found]


@pytest.mark.parametrize(("lines", "parts", "told"), ROWS.values(), ids=ROWS)
def test_one_cell_is_one_finding(lines: str, parts: str, told: str, tmp_path: Path) -> None:
    assert _told(found_in(_plan(tmp_path, lines, parts))) == [told]


@pytest.mark.parametrize(("lines", "parts", "told"), ROWS.values(), ids=ROWS)
def test_a_note_where_it_is_told_answers_for_all_of_it(lines: str, parts: str, told: str, tmp_path: Path) -> None:
    at, code = told.split()
    note = f'- {{id: N1, at: "{at}", document: So it says, recorded: So it is, why: So it is, answers: [{code}]}}\n'
    assert _told(found_in(_plan(tmp_path, lines, parts, note))) == []


def test_a_role_that_a_cell_names_is_forgotten_there(tmp_path: Path) -> None:
    folder = _plan(tmp_path, "when: [By Sept 2016]\n    due: 2016-09\n    who: [Headteacher overseen by the Chair]", "")
    with (folder / "roles.yaml").open("a") as roles:
        roles.write("- {code: CH, title: Chair, kind: post}\n- {code: CLK, title: Clerk, kind: post}\n")
    assert _told(found_in(folder)) == ["1.1#who who-differs", "CLK#code unused-role"]


def test_each_record_of_several_is_named(tmp_path: Path) -> None:
    (one,) = found_in(_plan(tmp_path, "when: [As above]", _TWO))
    assert one.message.endswith("(so too 1.1.2)")
    assert one.location.line == 8, "at the cell"


def test_records_that_say_different_things_are_told_each(tmp_path: Path) -> None:
    parts = _TWO.replace("trained}", "trained, due: 2016-10}").replace("chosen}", "chosen, due: 2016-11}")
    told = _told(found_in(_plan(tmp_path, "when: [By Sept 2016]", parts)))
    assert told == ["1.1.1#due reading-differs", "1.1.2#due reading-differs"]


def test_a_mistake_in_one_record_hides_none_in_another(tmp_path: Path) -> None:
    parts = _TWO.replace("trained}", "trained, due: 2016-10}")
    told = _told(found_in(_plan(tmp_path, "when: [By Sept 2016]", parts)))
    assert told == ["1.1.1#due reading-differs", "1.1.2#due due-missing"]


@pytest.mark.parametrize(("grade", "told"), [("off", "no-deadline"), ("warning", "wording-elsewhere")])
def test_what_is_turned_off_hides_nothing(grade: str, told: str, tmp_path: Path) -> None:
    folder = _plan(tmp_path, "when: [As above]", "")
    with (folder / "plan.yaml").open("a") as file:
        file.write(f"policy: {{severities: {{wording-elsewhere: {grade}}}}}\n")
    assert [one.code for one in found_in(folder)] == [told]


def test_a_warning_hides_no_error(tmp_path: Path) -> None:
    folder = _plan(tmp_path, "when: [As above]", "")
    with (folder / "plan.yaml").open("a") as file:
        file.write("policy: {severities: {no-deadline: error}}\n")
    assert {one.code for one in found_in(folder)} == {"wording-elsewhere", "no-deadline"}


def test_a_reason_in_the_action_judges_what_its_milestones_have_from_it(tmp_path: Path) -> None:
    judged = "when: [By Sept or Dec 2016]\n    due: 2016-09\n    due_reason: The earlier is meant"
    assert _told(found_in(_plan(tmp_path, judged, _TWO))) == []


def test_every_code_that_stands_for_another_is_a_warning() -> None:
    assert set(FIRST) <= {*checks.WARNINGS, "split-text"}
