"""What a hint about a record's dates says can be done, and helps: no field that the record does not have, and the
finding is gone when the hint is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, found_in, write_plan
from si_plan.cli.app import run
from si_plan.diagnostics import Diagnostic
from si_plan.model.fields import Record
from si_plan.model.promise import Action, Duty, Milestone, Stage

CODES = ("due-missing", "recurrence-missing", "reading-differs", "no-deadline", "wording-unread", "wording-elsewhere")
WORDS = (
    "Termly",
    "Annual, Sept",
    "Half termly until July 2017",
    "6 May and 7 June 2017",
    "By Sept 2016",
    "From Sept 2016",
    "2016/17",
    "On-going",
    "When the inspector comes",
    "See action plan",
    "12 September, 14 October 2016",
)
DATES = {"none": (), "due": ("due: 2018-07",), "starts": ("starts: 2016-07",), "repeats": ("repeats: monthly",)}
KINDS: dict[str, tuple[str, type[Record]]] = {
    "action": ("1.1", Action),
    "stage": ("1.1.S1", Stage),
    "duty": ("1.1.D1", Duty),
    "milestone": ("1.1.1", Milestone),
}
_LINE = re.compile(r"`([a-z_]+): ([^`]*)`")
_BEFORE = "A milestone of its own"


def _record(kind: str, words: str, lines: tuple[str, ...]) -> str:
    """A priority whose one action, or one part of it, has these words and these dates."""
    when = f"when: [{words!r}]" if kind == "action" else "when: [By Sept 2016]"
    text = 'id: "1"\ntitle: Read well\nareas: [A1]\nactions:\n  - id: "1.1"\n    title: Train\n    leads: [HT]\n'
    text += f"    {when}\n"
    if kind == "action":
        return text + "".join(f"    {line}\n" for line in lines)
    part = [f'id: "{KINDS[kind][0]}"', "text: Tutors trained", f"when: {words!r}", *lines]
    own = f"    {kind.replace('y', 'ie')}s:\n      - " + "\n        ".join(part) + "\n"
    if kind == "milestone":
        return text + own
    return text + f'    milestones:\n      - {{id: "1.1.2", text: {_BEFORE}, due: 2016-09}}\n' + own


def _about(folder: Path, names: tuple[str, ...], codes: tuple[str, ...] = CODES) -> list[Diagnostic]:
    """The findings of these codes about records of these ids."""
    found = found_in(folder)
    assert not [one for one in found if one.severity == "error"], found
    return [one for one in found if one.code in codes and one.at.partition("#")[0] in names]


def _followed(kind: str, words: str, lines: tuple[str, ...], hint: str) -> str:
    """The record with what the hint says: lines of its own, or a milestone in its place or below it."""
    added = tuple(f"{name}: {value.replace('…', '2016-09')}" for name, value in _LINE.findall(hint))[: _most(hint)]
    if "a milestone with" not in hint:
        return _record(kind, words, (*lines, *added))
    if kind == "action":
        lines = () if "instead of its own dates" in hint else lines
        part = '    milestones:\n      - id: "1.1.1"\n        text: Tutors trained\n'
        return _record(kind, words, lines) + part + "".join(f"        {line}\n" for line in added)
    return _record("milestone", words, added)


def _most(hint: str) -> int | None:
    """How many of the lines in a hint are to be added: where it says "or", the first."""
    return 1 if "`due: …`" in hint else None


CASES = [
    (kind, words, name)
    for kind in KINDS
    for words in WORDS
    for name in DATES
    if (kind == "duty") == (name == "repeats") or (kind, name) == ("milestone", "repeats")
]


@pytest.mark.parametrize(("kind", "words", "dates"), CASES)
def test_a_hint_can_be_followed_and_helps(kind: str, words: str, dates: str, tmp_path: Path) -> None:
    name, model = KINDS[kind]
    lines = DATES[dates]
    folder = write_plan(tmp_path, {PRIORITY: _record(kind, words, lines)})
    for one in _about(folder, (name,)):
        assert one.at.partition("#")[2] in model.model_fields, one
        if "a milestone with" not in one.hint:
            assert {field for field, _ in _LINE.findall(one.hint)} <= set(model.model_fields), one
        write_plan(tmp_path, {PRIORITY: _followed(kind, words, lines, one.hint)}, {})
        if _LINE.search(one.hint):
            assert not _about(folder, (name, "1.1.1"), (one.code,)), one
        if "say in `due_reason`" in one.hint:
            write_plan(tmp_path, {PRIORITY: _record(kind, words, (*lines, "due_reason: It is meant so"))}, {})
            assert not _about(folder, (name,), (one.code,)), one


def test_the_cases_show_every_code(tmp_path: Path) -> None:
    shown = set()
    for kind, words, dates in CASES:
        folder = write_plan(tmp_path, {PRIORITY: _record(kind, words, DATES[dates])})
        shown |= {one.code for one in found_in(folder)}
    assert set(CODES) <= shown


@pytest.mark.parametrize("words", ["Termly", "6 May and 7 June 2017"])
@pytest.mark.parametrize("kind", ["action", "stage"])
def test_what_cannot_be_accepted_keeps_nothing_else_from_it(kind: str, words: str, tmp_path: Path) -> None:
    other = _record("milestone", "By Sept 2016", ()).replace('"1', '"2').replace("[A1]", "[A1]")
    folder = write_plan(tmp_path, {PRIORITY: _record(kind, words, ()), "priorities/2.yaml": other})
    assert run(["--plan", str(folder), "edit", "--fill-dates"]) == 0
    assert "due: 2016-09" in (folder / "priorities/2.yaml").read_text("utf-8")
    assert (folder / PRIORITY).read_text("utf-8") == _record(kind, words, ())


def _emptied() -> Iterator[tuple[str, str]]:
    """Each file of a plan with nothing in it, and with each of its fields empty in turn, as a list and as a text."""
    files = {**BASE, "source-notes.yaml": NOTES, "progress/1.1.yaml": LOG, "progress/measures.yaml": READING}
    for path, text in files.items():
        yield path, ""
        yield path, "[]\n"
        for line in text.splitlines(keepends=True):
            name = line.partition(":")[0]
            for empty in (" []", ' ""', ""):
                before, _, after = text.partition(line)
                below = "".join(after.splitlines(keepends=True)[_lines_below(line, after) :])
                yield path, f"{before}{name}:{empty}\n{below}"


def _lines_below(line: str, after: str) -> int:
    """How many of the lines after a field are part of its value."""
    indented = len(line) - len(line.lstrip(" -"))
    lines = after.splitlines()
    return next((n for n, one in enumerate(lines) if len(one) - len(one.lstrip(" ")) < indented + 1), len(lines))


NOTES = '- id: N1\n  at: "1.1#who"\n  document: HT\n  recorded: CT\n  why: It is meant\n'
LOG = '- on: 2016-07-01\n  at: "1.1.1"\n  note: Going well\n  evidence: [A letter]\n'
READING = "- target: M1.1\n  period: 2016-17\n  value: 3\n  source: DfE\n"


def test_what_is_empty_can_be_deleted_where_the_hint_says_so(tmp_path: Path) -> None:
    """Nobody is told to delete what is missing then."""
    told = set()
    for number, (path, text) in enumerate(_emptied()):
        second = {"priorities/2.yaml": BASE[PRIORITY].replace('"1', '"2')}
        folder = write_plan(tmp_path / str(number), {**second, path: text})
        for one in found_in(folder):
            if one.code not in ("empty-file", "empty-value"):
                continue
            told.add((one.code, "or delete" in one.hint))
            if "or delete the file" in one.hint:
                (folder / path).unlink()
            elif "or delete the line" in one.hint and "if the field can be left out" not in one.hint:
                lines = text.splitlines(keepends=True)
                del lines[one.location.line - 1]
                (folder / path).write_text("".join(lines))
            else:
                assert "write" in one.hint or any(
                    way in one.hint for way in ("every plan needs one", "add an entry", "add a line")
                )
                continue
            assert not {after.code for after in found_in(folder)} & {"missing-file", "missing-field"}, (path, one)
            write_plan(folder, {path: text}, {})
    assert told == {(code, way) for code in ("empty-file", "empty-value") for way in (True, False)}
