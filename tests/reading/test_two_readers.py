"""What siplan reads without an error, ruamel.yaml's parser of YAML 1.2 reads alike: else no edit of it could be kept.

Small plan files with a few characters put in, cut out or doubled: tabs, signs that YAML obeys, odd spaces, escapes,
document markers. Each is read by both; and where nothing is amiss, something is really recorded in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from example_plan import BASE, PRIORITY, SHIPPED, loaded, write_plan
from si_plan.cli.app import run
from si_plan.diagnostics import Diagnostic
from si_plan.editing.edits import Edit, apply_edits, read_again
from si_plan.editing.rendering import EditRefusedError
from si_plan.loading.leniency import leniencies, may_have_leniency
from si_plan.loading.parsing import end_last_line, parse
from si_plan.sources import Source
from si_plan.sources.folder import read_folder
from sweeping import assert_asked_of_enough, times

pytestmark = pytest.mark.slow

LOG = """\
# yaml-language-server: $schema=../../schemas/log.schema.json
- on: 2016-10-03
  at: "1.1.1"
  status: in_progress   # as agreed
  evidence:
    - https://example.org/a?b=c#d
- {on: 2016-10-04, at: "1.1", note: 'x, y', evidence: [a b, "c"]}
- on: 2016-11-20
  at: '1.1.1'
  note: |-
    some text
      more

    text
- on: 2016-11-21
  at: "1.1.1"
  note: >+
    folded
    text

- on: 2016-11-22
  at: "1.1.1"
  note: "say \\"it\\" \\\\ \\n
    over two lines"
  reason: 'it''s

    so'
  by: plain text
    over two lines
"""
FLOW = """\
---
a: {b: [c, {d: e}, "f"], "g": h}
k: [a b, c: d, "e": f]
? x
: y
...
"""
PROMISE = (
    BASE[PRIORITY].replace("title: Train", "title: >\n      Train", 1)
    + """\
      - {id: "1.1.2", text: Books bought, when: "By Sept 2016", due: 2016-09, see: ["1.1.1", '1.1']} # in braces
    # the end
"""
)
TEXTS_OF_A_PLAN = (LOG, PROMISE)
TEXTS = (*TEXTS_OF_A_PLAN, FLOW)
PUT_IN = (
    "\t", "\t", "\t", " \t", "\t ", "\t\n", "\n\t", "-\t", ":\t", "?\t",
    "#", " #", '"#', "#x", "?", "? ", "-", "- ", ":", ": ", ",", ", ", "'", '"', "{", "}", "[", "]", "{?", ", ?",
    "|", ">", "|\n", ">-\n", "|2\n", "|+", "|1-\n", "&", "*", "!", "@", "`", "~", "%", "<<", "=",
    "---", "...", "---\n", "...\n", "--- ", "\n", "\n\n", " ", "  ", " \n", "   \n", "\r\n", "\r", "x", "1",
    "\\", "\\/", "\\'", "\\x41", "\\t", "\\\n", "\\ ", "\\N", "\\L", "\\0", "\\ud83d\\ude00",
    "\xa0", "\x85", "\u2003", "\u2028", "\u3000", "\u200b", "\xad", "\ufeff", "\u061c", "\ue000", "\ufffd", "é", "😀",
)  # fmt: skip


def mutated(chance: random.Random, texts: Sequence[str] = TEXTS) -> str:
    text = chance.choice(texts)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PUT_IN) + text[at + chance.choice((0, 0, 0, 0, 1, 1, 2, 5)) :]
    if chance.random() < 0.2:
        text = text[: chance.randrange(len(text) + 1)]
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


def errors_in(text: str) -> list[Diagnostic]:
    return [one for one in parse(source(text)).findings if one.severity == "error"]


def source(text: str) -> Source:
    return Source("progress/1.1.yaml", "plan/progress/1.1.yaml", text)


def sound_texts(number: int, seed: int = 0, texts: Sequence[str] = TEXTS) -> Iterator[str]:
    """Those of so many mutated texts in which siplan finds no error."""
    chance = random.Random(seed)
    for _ in range(number):
        text = mutated(chance, texts)
        if not errors_in(text):
            yield text


def check_readers_agree(number: int, seed: int = 0) -> None:
    read = 0
    for text in sound_texts(number, seed):
        assert read_again(text) == parse(source(text)).data, text
        read += 1
    assert_asked_of_enough(read, number, 10)


def test_what_has_no_error_both_readers_read_alike() -> None:
    check_readers_agree(3_000)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(20))
def test_what_has_no_error_both_readers_read_alike_in_many_texts(seed: int) -> None:
    check_readers_agree(times(25_000), seed + 1)


def check_edits_are_kept(number: int, seed: int = 0) -> None:
    """Something is appended to each list that is a log, or written into each record: it reads back, by both readers."""
    done = 0
    for text in sound_texts(number, seed):
        data: Any = parse(source(text)).data
        if isinstance(data, list) and data:
            edit = Edit("append", (), {"on": "2017-01-01", "at": "1.1.1", "note": "two\nlines"})
        elif isinstance(data, dict) and data and "zz" not in data:
            edit = Edit("set", ("zz",), "x: y", [*data, "zz"])
        else:
            continue
        after = parse(apply_edits(source(text), [edit])).data
        assert after == ([*data, edit.value] if isinstance(data, list) else {**data, "zz": "x: y"}), text
        done += 1
    assert_asked_of_enough(done, number, 10)


def test_what_has_no_error_can_be_edited() -> None:
    check_edits_are_kept(600)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(20))
def test_what_has_no_error_can_be_edited_in_many_texts(seed: int) -> None:
    check_edits_are_kept(times(5_000), seed + 1)


COMMANDS = (
    ("update", "1.1.1", "--status", "in_progress", "--by", "HT", "--on", "2017-01-01", "--note", "two\nlines"),
    ("edit", "1.1.1", "text=Tutors trained: all of them"),
    ("add", "milestone", "1.1", "text=Books bought", "due=2016-10"),
)


def has_milestone(folder: Path) -> bool:
    plan = loaded(folder).plan
    return plan is not None and "1.1.1" in plan.by_id


def check_commands_record(number: int, folder: Path, capsys: pytest.CaptureFixture[str], seed: int = 0) -> None:
    """In a plan that `validate` finds sound, with one of its files mutated, each command does what it was asked."""
    done = 0
    for place, text in enumerate(sound_texts(number, seed, TEXTS_OF_A_PLAN)):
        path = PRIORITY if text.lstrip("\ufeff").startswith("id:") else "progress/1.1.yaml"
        plan = write_plan(folder / str(place), {path: text.encode("utf-8", "surrogatepass")})
        if run(["--plan", str(plan), "validate"]) or not has_milestone(plan):
            continue
        for command in COMMANDS:
            code = run(["--plan", str(plan), *command])
            assert code == 0, (command, text, capsys.readouterr().err)
        assert run(["--plan", str(plan), "validate"]) == 0
        capsys.readouterr()
        done += 1
    assert_asked_of_enough(done, number, 60)


def test_commands_record_in_any_sound_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_commands_record(60, tmp_path, capsys)


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(10))
def test_commands_record_in_many_sound_plans(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_commands_record(times(1_000), tmp_path, capsys, seed + 1)


def test_rules_are_asked_wherever_one_is_broken() -> None:
    """What screens the texts lets none through that a rule would find something in."""
    chance = random.Random(5)
    for _ in range(2_000):
        text = end_last_line(mutated(chance))
        document = parse(source(text))
        if document.data is not None and not may_have_leniency(text):
            assert list(leniencies(text)) == []


def test_what_no_rule_knows_of_is_refused_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = LOG.replace("status: in_progress ", "status: in_progress\t")
    assert [one.location.line for one in errors_in(text)] == [4]
    monkeypatch.setattr("si_plan.loading.reader.may_have_leniency", lambda _: False)
    entry = {"on": "2017-01-01", "at": "1.1.1", "note": "more"}
    with pytest.raises(EditRefusedError, match=r"^plan/progress/1.1.yaml, line 4: ") as refused:
        apply_edits(source(text), [Edit("append", (), entry)])
    assert refused.value.hint == "edit line 4 by hand"


@pytest.mark.parametrize("sign", ["|", "|-", "|+", ">", ">-", ">+"])
@pytest.mark.parametrize("text", ["", "\n    a text", "\n    a text\n", "\n    two\n\n    b\n\n\n", "\n    a\n      b"])
def test_a_block_at_the_end_of_a_log_says_the_same_with_and_without_a_last_line_end(sign: str, text: str) -> None:
    log = f'- on: 2016-10-03\n  at: "1.1.1"\n  note: {sign}{text}'
    if not text.endswith("\n"):
        assert parse(source(log)).data == parse(source(f"{log}\n")).data
    after = apply_edits(source(log), [Edit("append", (), {"on": "2016-10-04", "at": "1.1.1", "note": "more"})])
    before: Any = parse(source(log)).data
    found: Any = parse(after).data
    assert found[0] == before[0]
    assert found[1]["note"] == "more"
    assert (after.text or "").startswith(log.rstrip("\n"))


def test_no_file_of_the_usual_kind_needs_the_rules() -> None:
    """A # in a text, as in 2.4.1#due, begins no comment."""
    assert not [one.path for one in read_folder(SHIPPED, "plan") if may_have_leniency(one.text or "")]


@pytest.mark.parametrize("value", ['"x"#c', "'x'#c", "[x]#c", "{x: y}#c", "|#c\n  x", ">2#c\n  x", "|-2#c\n  x"])
def test_what_may_be_a_comment_right_behind_a_value_is_looked_at(value: str) -> None:
    assert may_have_leniency(f"at: {value}\n")
