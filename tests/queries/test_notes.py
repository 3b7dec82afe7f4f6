"""Source notes by their kinds: which are shown, and that none is kept out of sight unsaid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asking import asked, plan_of, shipped
from example_plan import write_plan
from running import siplan
from si_plan.model.reference import NoteKind
from si_plan.queries.notes import notes

_NOTE = "- {{id: {id}, at: '1.1.1#due', {kind}document: a, recorded: b, why: c}}\n"
_FOUR = "".join(
    _NOTE.format(id=f"N{number}", kind=f"kind: {kind}, " if kind else "")
    for number, kind in enumerate(("departure", "judgement", "observation", ""), 1)
)
_FILES = {"source-notes.yaml": _FOUR}


def test_departures_and_judgements_are_shown_and_the_rest_are_counted() -> None:
    found = notes(plan_of(_FILES), asked(), ("departure", "judgement"))
    assert ([note.id for note in found.shown], found.others) == (["N1", "N2", "N4"], 1)


def test_a_note_without_a_kind_is_a_departure() -> None:
    assert plan_of(_FILES).notes[3].kind == "departure"


@pytest.mark.parametrize(
    ("asked_for", "shown"),
    [
        ("departure", ["N1", "N4"]),
        ("judgement", ["N2"]),
        ("observation", ["N3"]),
        ("note", ["N1", "N2", "N3", "N4"]),
    ],
)
@pytest.mark.parametrize("filters", [(), ("--priority", "1")])
def test_a_kind_that_is_asked_for(asked_for: str, shown: list[str], filters: tuple[str, ...], tmp_path: Path) -> None:
    plan = write_plan(tmp_path, _FILES)
    ran = siplan("list", "--kind", asked_for, *filters, "--format", "json", plan=plan)
    answer = json.loads(ran.out)
    assert [row["id"] for row in answer["rows"]] == shown
    assert answer["others"] == 4 - len(shown)


def test_json_gives_the_kind_of_every_note(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, _FILES)
    rows = json.loads(siplan("list", "--kind", "note", "--format", "json", plan=plan).out)["rows"]
    assert [row["kind"] for row in rows] == ["departure", "judgement", "observation", "departure"]
    (shown,) = json.loads(siplan("show", "1.1.1", "--format", "json", plan=plan).out)["rows"]
    assert [note["kind"] for note in shown["notes"]] == ["departure", "judgement", "observation", "departure"]


def test_a_page_says_what_it_does_not_show(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, _FILES)
    some = siplan("list", "--kind", "departure", plan=plan).out
    assert "Not shown: 2 notes of other kinds; --kind note shows every note." in some
    assert "Not shown" not in siplan("list", "--kind", "note", plan=plan).out


def test_every_note_of_the_shipped_plan_has_a_kind_of_its_own() -> None:
    kinds: dict[NoteKind, int] = {}
    for note in shipped().notes:
        assert "kind" in note.model_fields_set, note.id
        kinds[note.kind] = kinds.get(note.kind, 0) + 1
    assert set(kinds) == {"departure", "judgement", "observation"}
