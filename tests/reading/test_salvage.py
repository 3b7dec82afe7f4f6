"""One run tells every mistake, and each of them once: nothing follows from what is only malformed elsewhere."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_plan import Files, codes, found_in, found_with, places, write_plan


def _priority(number: int) -> str:
    other = number % 4 + 1
    return f"""\
id: "{number}"
title: Priority {number}
areas: [A1, A2]
measures: [M1]
actions:
  - id: "{number}.1"
    title: Action {number}.1
    leads: [HT]
    who: [Headteacher / the chair]
    when: [By Sept 2016]
    due: 2016-09
    see: ["{other}.1", "{other}.1.1", "{other}"]
    milestones:
      - id: "{number}.1.1"
        text: First of {number}
        leads: [Head, CT]
      - id: "{number}.1.2"
        text: Second of {number}
        measures: [M2]
  - id: "{number}.2"
    title: Action {number}.2
    leads: [CT]
    when: [By Dec 2016]
    milestones:
      - id: "{number}.2.1"
        text: Third of {number}
        due: 2016-12
        same_as: "{other}.2.2"
      - id: "{number}.2.2"
        text: Fourth of {number}
        due: 2016-12
""".replace(f'        same_as: "{other}.2.2"\n', f'        see: ["{other}.2.2"]\n')


SOUND: dict[str, str] = {
    "plan.yaml": """\
format: 1
title: Improvement plan
authority: Example Council
dated: 2016-06-03
ratings:
  - {code: green, title: On course}
audiences:
  - {id: board, title: The board}
""",
    "areas.yaml": "- id: A1\n  title: Reading\n- id: A2\n  title: Writing\n",
    "roles.yaml": """\
- code: HT
  title: Headteacher
  kind: post
  aliases: [Head]
- code: CT
  title: Chair of trustees
  kind: post
  aliases: [the chair]
""",
    "measures.yaml": """\
- id: M1
  title: Reading at age 11
  targets:
    - {id: M1.1, cohort: All pupils, indicator: Expected standard, kind: maintain}
- id: M2
  title: Writing at age 11
  targets:
    - {id: M2.1, cohort: All pupils, indicator: Expected standard, kind: maintain}
""",
    "source-notes.yaml": """\
- {id: N1, at: "1.1#who", document: the chair, recorded: CT, why: It is meant, answers: [lead-alias]}
- {id: N2, at: board#title, document: Board, recorded: The board, why: Its name}
- {id: N3, at: HT#title, document: Head, recorded: Headteacher, why: Its name}
""",
    **{f"priorities/{number}.yaml": _priority(number) for number in range(1, 5)},
    "progress/1.1.yaml": """\
- {on: 2016-10-03, at: "1.1.1", status: in_progress, rating: green, by: HT}
- {on: 2016-10-04, at: "1.1.1", voids: 1, reason: Too early, by: CT}
- {on: 2016-11-04, at: "1.1.2", status: complete, leads: [CT]}
""",
    "progress/measures.yaml": "- {target: M2.1, period: 2016-17, value: 3, source: DfE}\n",
}
"""A plan whose files lean on each other, so that a mistake in one could echo in all the others."""


def _errors(folder: Path) -> list[str]:
    return places([one for one in found_in(folder) if one.severity == "error"])


def test_plan_is_sound(tmp_path: Path) -> None:
    found = found_in(write_plan(tmp_path, base=SOUND))
    assert codes(found) == {"lead-alias"}  # which it is full of, so that roles matter


@dataclass(frozen=True)
class Mistake:
    """One edit of one file, and all that is to be said of it: a code, at a passage that stands once in the file (at
    its beginning where none is given)."""

    file: str
    old: str
    new: str
    code: str
    at: str = ""
    against: str = ""
    """The file that says it is wrong: where that is malformed, siplan cannot know."""

    def apply(self, files: dict[str, str]) -> None:
        assert self.old in files[self.file], self
        files[self.file] = files[self.file].replace(self.old, self.new, 1)

    @property
    def said(self) -> str:
        edited = SOUND[self.file].replace(self.old, self.new, 1)
        assert not self.at or edited.count(self.at) == 1, self
        before = edited[: edited.index(self.at)].split("\n")
        return f"{self.file}:{len(before)}:{len(before[-1]) + 1} {self.code}"


P1, P2, P3, P4 = (f"priorities/{number}.yaml" for number in range(1, 5))
LOG, READINGS = "progress/1.1.yaml", "progress/measures.yaml"
MISTAKES = [
    # Malformed.
    Mistake("plan.yaml", "dated: 2016-06-03\n", "", "missing-field"),
    Mistake("plan.yaml", "format: 1\n", "format: one\n", "bad-value", "one"),
    Mistake("plan.yaml", "{code: green,", "{cod: green,", "unknown-field", "cod:"),
    Mistake(
        "plan.yaml", "title: On course}", "titel: On course}\n  - {code: red, title: Late}", "unknown-field", "titel"
    ),
    Mistake("plan.yaml", "{id: board,", "{id: Board,", "bad-id", "Board"),
    Mistake("plan.yaml", "title: Improvement plan", "title: Improvement: plan", "syntax", ": plan"),
    Mistake("areas.yaml", "  title: Reading\n", "", "missing-field", "id: A1"),
    Mistake("areas.yaml", "- id: A1\n", "-id: A1\n", "syntax", ": Reading"),
    Mistake("areas.yaml", "- id: A1\n", "- id: &a A1\n", "anchor", "&a"),
    Mistake("roles.yaml", "kind: post", "kind: Posts", "bad-value", "Posts"),
    Mistake("roles.yaml", "  title: Chair of trustees\n", "", "missing-field", "code: CT"),
    Mistake("roles.yaml", "aliases: [Head]", "aliases: Head", "wrong-shape", "Head\n"),
    Mistake("roles.yaml", "aliases: [Head]", "aliases: [Head", "syntax", "[Head"),
    Mistake("measures.yaml", "M2.1, cohort", "M2.1, cohorts", "unknown-field", "cohorts"),
    Mistake("measures.yaml", "kind: maintain", "kind: keep", "bad-value", "keep"),
    Mistake("measures.yaml", "- id: M1\n", "- id: M1: a\n", "syntax", ": a\n"),
    Mistake("source-notes.yaml", "id: N1", "id: 1", "bad-id", "1, "),
    Mistake(P1, "    due: 2016-09\n", "    due: Sept 2016\n", "bad-date", "Sept 2016\n"),
    Mistake(P1, "    leads: [HT]\n", "", "missing-field", 'id: "1.1"\n'),
    Mistake(P1, "        leads: [Head, CT]\n", "        lead: [CT]\n", "unknown-field", "lead: "),
    Mistake(P2, "        text: First of 2\n", "", "missing-field", 'id: "2.1.1"'),
    Mistake(P2, "title: Action 2.1", "title: Action: 2.1", "syntax", ": 2.1"),
    Mistake(P2, "title: Action 2.1", "title: *action", "alias", "*action"),
    Mistake(P2, "areas: [A1, A2]", "areas:", "empty-value", "\nmeasures: [M1]"),
    Mistake(P2, 'id: "2"\n', 'id: "two"\n', "bad-id", '"two"'),
    Mistake(P2, 'id: "2.1"\n', 'id: "2.1."\n', "bad-id", '"2.1."'),
    Mistake(LOG, "status: in_progress", "status: started", "bad-value", "started"),
    Mistake(LOG, '{on: 2016-10-03, at: "1.1.1", ', '{at: "1.1.1", ', "missing-field", '{at: "1.1.1", '),
    Mistake(READINGS, "value: 3", "value: three", "bad-value", "three"),
    # Well formed, and wrong.
    Mistake(P3, "leads: [HT]", "leads: [ZZ]", "unknown-lead", "ZZ", "roles.yaml"),
    Mistake(P3, "areas: [A1, A2]", "areas: [A1, A9]", "unknown-area", "A9", "areas.yaml"),
    Mistake(P3, "measures: [M1]", "measures: [M9]", "unknown-measure", "M9", "measures.yaml"),
    Mistake(P3, 'see: ["4.2.2"]', 'see: ["4.7.2"]', "unknown-reference", '"4.7.2"'),
    Mistake(P4, 'id: "4.2.1"', 'id: "4.7.1"', "misplaced-id", '"4.7.1"'),
    Mistake(LOG, "rating: green", "rating: amber", "unknown-rating", "amber", "plan.yaml"),
    Mistake(LOG, "voids: 1", "voids: 2", "log-void", "2, reason"),
    Mistake(LOG, 'at: "1.1.2"', 'at: "1.2.1"', "log-misplaced", '"1.2.1"'),
    Mistake(READINGS, "target: M2.1", "target: M2.9", "unknown-measure", "M2.9", "measures.yaml"),
    Mistake("source-notes.yaml", "at: HT#title", "at: HT#name", "note-target", "HT#name", "roles.yaml"),
]


WARNINGS = {"lead-alias"}
"""The warnings of the sound plan, which a mistake may take away but not add to."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.file} {mistake.code} {mistake.new!r}")
def test_one_mistake_is_told_once(mistake: Mistake, tmp_path: Path) -> None:
    files = dict(SOUND)
    mistake.apply(files)
    found = found_in(write_plan(tmp_path, base=files))
    assert places([one for one in found if one.severity == "error"]) == [mistake.said]
    assert {one.code for one in found if one.severity == "warning"} <= WARNINGS


_BY_FILE = {file: [one for one in MISTAKES if one.file == file] for file in {one.file for one in MISTAKES}}


@st.composite
def _one_a_file(draw: st.DrawFn) -> list[Mistake]:
    files = draw(st.lists(st.sampled_from(sorted(_BY_FILE)), min_size=2, unique=True))
    mistakes = [draw(st.sampled_from(_BY_FILE[file])) for file in files]
    return [mistake for mistake in mistakes if mistake.against not in files]


@given(_one_a_file())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_mistake_is_told_in_one_run(tmp_path_factory: pytest.TempPathFactory, mistakes: list[Mistake]) -> None:
    files = dict(SOUND)
    for mistake in mistakes:
        mistake.apply(files)
    told = _errors(write_plan(tmp_path_factory.mktemp("plan"), base=files))
    assert sorted(told) == sorted(mistake.said for mistake in mistakes)


# Files that cannot be read at all, and what they would hold.

UNREADABLE: dict[str, bytes | None] = {
    "latin-1": "# Café\n".encode("latin-1"),
    "not there": None,
    "empty": b"",
    "comments": b"# nothing yet\n",
    "junk": b"%%% ::: [[[ }}}",
    "a text": b"hello\n",
    "a list of texts": b"- a\n- b\n",
    "nested too deep": b"[" * 100,
    "too large": b"#" * 2_000_000,
}


NEEDED = ("plan.yaml", "roles.yaml")
OPTIONAL = ("areas.yaml", "measures.yaml", P1, P4)
"""Files that a plan can do without, so that where one is not there, what names its records is wrong."""


@pytest.mark.parametrize(
    ("file", "content"),
    [
        pytest.param(file, content, id=f"{file} {name}")
        for file in NEEDED + OPTIONAL
        for name, content in UNREADABLE.items()
        if content is not None or file in NEEDED
    ],
)
def test_an_unreadable_file_echoes_in_no_other(file: str, content: bytes | None, tmp_path: Path) -> None:
    files: Files = {**SOUND, file: content}
    found = found_in(write_plan(tmp_path, base=files))
    assert {place.split(":")[0] for place in places([one for one in found if one.severity == "error"])} == {file}
    assert {one.code for one in found if one.severity == "warning"} <= WARNINGS


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_plan_hides_no_mistake_elsewhere(content: bytes | None, tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {**SOUND, "plan.yaml": content}
    files["priorities/3.yaml"] = SOUND["priorities/3.yaml"].replace("leads: [HT]", "leads: [ZZ]")
    files["priorities/4.yaml"] = SOUND["priorities/4.yaml"].replace('see: ["1.2.2"]', 'see: ["1.7"]')
    assert {"unknown-lead", "unknown-reference"} < codes(found_in(write_plan(tmp_path, base=files)))


def test_a_newer_format_is_told_alone(tmp_path: Path) -> None:
    files = {"plan.yaml": SOUND["plan.yaml"].replace("format: 1", "format: 99"), "areas.yaml": "- new: field\n"}
    assert found_with(tmp_path, {**SOUND, **files}) == ["plan.yaml:1:9 newer-format"]


def test_a_mistyped_field_is_not_missing_too(tmp_path: Path) -> None:
    files = {"areas.yaml": "- id: A1\n  titel: Reading\n- id: A2\n  title: Writing\n"}
    assert found_with(tmp_path, {**SOUND, **files})[0] == "areas.yaml:2:3 unknown-field"
    assert _errors(tmp_path) == ["areas.yaml:2:3 unknown-field"]


def test_a_record_that_is_lost_leaves_its_neighbours_whole(tmp_path: Path) -> None:
    """Milestone 1.1.1 is lost and has a field of its own wrong; 1.1.2 keeps its field of the same name."""
    text = SOUND[P1].replace("        text: First of 1\n", "        measures: M1\n").replace("[M2]", "[M9]")
    found = found_in(write_plan(tmp_path, {P1: text}, base=SOUND))
    assert [one.code for one in found if one.severity == "error"] == ["missing-field", "wrong-shape", "unknown-measure"]


# What is found does not depend on how the disk lists files.


@pytest.mark.parametrize("seed", range(5))
def test_order_on_disk_makes_no_difference(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    files = dict(SOUND)
    for mistake in MISTAKES[::4]:
        if mistake.old in files[mistake.file]:
            mistake.apply(files)
    folder = write_plan(tmp_path, base=files)
    expected = found_in(folder)
    assert expected
    listed = os.scandir
    shuffled = random.Random(seed)

    def scandir(path: str) -> list[os.DirEntry[str]]:
        entries = list(listed(path))
        shuffled.shuffle(entries)
        return entries

    monkeypatch.setattr(os, "scandir", scandir)
    assert found_in(folder) == expected
    assert found_in(folder) == expected
