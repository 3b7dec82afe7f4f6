"""YAML's traps, each dropped into a copy of the shipped plan: accepted exactly as written, or refused at its place.

Each runs in this process, where a traceback fails the test. What could cost time or memory runs in one of its own too,
whose use of both is measured.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from example_plan import SHIPPED, loaded, records
from measured import measured
from si_plan.cli.app import run
from si_plan.model.promise import Milestone
from sweeping import swept

pytestmark = pytest.mark.slow

FILE = "priorities/2-challenge.yaml"
NAME = "2.5.1"
TEXT = "text: Governance Strategy revised"
MOST_SECONDS = 3.0
"""Of processor time, for a command that takes a third of a second: the bar is one second on an idle machine."""
MOST_MEGABYTES = 200
_MANY = range(40_000)

Text = Callable[[str], str | bytes]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "plan")


def _text_as(written: str) -> Text:
    """Puts something in the place of a milestone's text."""

    def edit(text: str) -> str:
        assert text.count(TEXT) == 1
        return text.replace(TEXT, f"text: {written}")

    return edit


def _change(plan: Path, edit: Text) -> str:
    """Edit the plan's file, and give what now stands in it."""
    file = plan / FILE
    content = edit(file.read_text(encoding="utf-8"))
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    file.write_bytes(raw)
    return raw.decode("utf-8", "replace")


def _rows(plan: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    code = run(["--plan", str(plan), "validate", "--format", "json"])
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
    return code, [row for row in rows if not row["answered_by"]]


# Accepted, as written.

AS_WRITTEN = {
    "number with a nought": ("1.10", "1.10"),
    "NO": ("NO", "NO"),
    "yes": ("yes", "yes"),
    "time": ("12:30", "12:30"),
    "text with a time": ("Meeting at 12:30, NO later", "Meeting at 12:30, NO later"),
    "date": ("2016-09-01", "2016-09-01"),
    "timestamp": ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    "underscored number": ("1_000", "1_000"),
    "octal": ("0o17", "0o17"),
    "old octal": ("017", "017"),
    "hexadecimal": ("0x1F", "0x1F"),
    "base sixty": ("190:20:30", "190:20:30"),
    "exponent": ("1e3", "1e3"),
    "infinity": (".inf", ".inf"),
    "null": ("null", "null"),
    "tilde": ("~", "~"),
    "equals": ("=", "="),
    "true": ("TRUE", "TRUE"),
    "hash within": ("5#3 #tag", "5#3"),
    "colon within": ("a:b", "a:b"),
    "web address": ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    "double quotes": (r'"a \"b\" \u00e9 c"', 'a "b" é c'),
    "single quotes": ("'it''s'", "it's"),
    "folded": (">-\n          one\n          two", "one two"),
    "kept lines": ("|\n          one\n          two", "one\ntwo\n"),
    "over two lines": ("one\n          two", "one two"),
    "long line": ("x" * 20_000, "x" * 20_000),
    "accents": ("Café – “curly” 😀 العربية", "Café – “curly” 😀 العربية"),
    "tab in quotes and in a comment": ('"one\tand" #\ttwo', "one\tand"),
    "comment marks in quotes": ("'# not a comment'", "# not a comment"),
}


@pytest.mark.parametrize(("written", "meant"), AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_text_is_read_as_written(written: str, meant: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(plan, _text_as(written))
    assert _rows(plan, capsys) == (0, [])
    read = loaded(plan).plan
    assert read is not None
    milestone = read.by_id[NAME]
    assert isinstance(milestone, Milestone)
    assert milestone.text == meant


SAME_DATA: dict[str, Text] = {
    "byte-order mark": lambda text: "\ufeff" + text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark and crlf": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "no final newline": lambda text: text.rstrip("\n"),
    "blank lines at the end": lambda text: text + "\n\n",
    "comments anywhere": lambda text: "# a\n" + text.replace("\n  - id", "\n# b\n\n      # c\n  - id") + "# d",
    "comments after values": lambda text: text.replace("due: 2016-09\n", "due: 2016-09  # the end of the month\n"),
    "explicit start and end": lambda text: f"---\n{text}...\n",
    "single quotes": lambda text: text.replace('"', "'"),
    "tabs in brackets": lambda text: text.replace("[HSI]", "[\tHSI\t]\n"),
    "blanks at the ends of lines": lambda text: text.replace("due: 2016-09\n", "due: 2016-09   \n"),
    "lists indented no deeper than their field": lambda text: text.replace(
        "when: [By Sept 2016]\n", "when:\n    - By Sept 2016\n"
    ),
    "comma at the end of a list": lambda text: text.replace("[HSI]", "[HSI,]"),
    "explicit keys": lambda text: text.replace("areas: [A1]\n", "? areas\n: [A1]\n"),
    "braces": lambda text: text.replace('see: ["2.1"]\n    milestones:', 'see: ["2.1"]\n    ? milestones\n    :'),
}


@pytest.mark.parametrize("edit", SAME_DATA.values(), ids=SAME_DATA)
def test_style_makes_no_difference(edit: Text, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (plan / FILE).read_bytes()
    _change(plan, edit)
    assert (plan / FILE).read_bytes() != before
    assert _rows(plan, capsys) == (0, [])
    assert records(plan) == records(SHIPPED)


def test_unquoted_id_is_read_as_written_and_warned_of(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    action = """\
  - id: 2.10
    title: Tenth
    leads: [HSI]
    when: [By Sept 2016]
    see: [2.10]
    milestones:
      - id: 2.10.1
        text: Tenth thing done
        due: 2016-09
"""
    lines = _change(plan, lambda text: text + action).split("\n")
    code, rows = _rows(plan, capsys)
    first = lines.index("  - id: 2.10") + 1
    assert code == 0
    assert [(row["code"], row["line"], row["column"]) for row in rows] == [
        ("unquoted-id", first, 9),
        ("unquoted-id", first + 4, 11),
    ]
    read = loaded(plan).plan
    assert read is not None
    assert "2.10" in read.by_id


# Refused, at the place of a passage that stands once in the file (or at the beginning of the file).


@dataclass(frozen=True)
class Refused:
    code: str
    edit: Text
    at: str = ""

    def place(self, content: str) -> tuple[int, int]:
        content = content.removeprefix("\ufeff")
        offset = content.index(self.at)
        assert not self.at or content.count(self.at) == 1, "the place has to be one"
        before = content[:offset].replace("\r\n", "\n").replace("\r", "\n")
        return before.count("\n") + 1, offset - content[:offset].rfind("\n")


def _appended(more: str) -> Text:
    return lambda text: text + more


def _only(text: str | bytes) -> Text:
    return lambda _: text


def _listed(field: str, entries: Iterable[str]) -> str:
    return f"{field}: [{', '.join(entries)}]"


def _alias_bomb(text: str) -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, next_ in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{next_}: &{next_} [{', '.join([f'*{one}'] * 9)}]")
    return "\n".join(lines) + "\n" + text


def _merge_bomb(text: str) -> str:
    lines = ["a: &a {k: v}"]
    for one, next_ in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{next_}: &{next_} {{<<: [{', '.join([f'*{one}'] * 9)}]}}")
    return "\n".join(lines) + "\n" + text


REFUSED = {
    "impossible date": Refused(
        "bad-date", lambda text: text.replace("due: 2017-01\n", "due: 2016-13-45\n"), "2016-13-45"
    ),
    "tab for indentation": Refused(
        "tab-indentation", lambda text: text.replace("        " + TEXT, "\t" + TEXT), "\t" + TEXT
    ),
    "tab after spaces": Refused(
        "tab-indentation", lambda text: text.replace("        " + TEXT, "      \t" + TEXT), "\t" + TEXT
    ),
    "tab before a comment": Refused("tab-indentation", _text_as("one\t# two"), "\t#"),
    "tab after a colon": Refused(
        "tab-indentation", lambda text: text.replace("due: 2017-01\n", "due:\t2017-01\n"), "\t2017-01"
    ),
    "tab at the end of a line": Refused("tab-indentation", _text_as("one\t"), "\t\n"),
    "tab in a text": Refused("tab-indentation", _text_as("one\ttwo"), "\ttwo"),
    "comment against quotes": Refused("syntax", _text_as('"value"# comment'), "# comment"),
    "comment against brackets": Refused("syntax", lambda text: text.replace("areas: [A1]", "areas: [A1]#x"), "#x"),
    "question mark in braces": Refused("syntax", _only("{ ?id: bar }\n"), "?"),
    "empty file": Refused("empty-file", _only("")),
    "comments only": Refused("empty-file", _only("# to do\n# later\n")),
    "start of a document only": Refused("empty-file", _only("---\n")),
    "null": Refused("wrong-shape", _only("null\n")),
    "empty value": Refused("empty-value", lambda text: text.replace(TEXT, "text:")),
    "empty value at the end": Refused("empty-value", lambda text: text.rstrip("\n") + "\n        when:"),
    "empty list": Refused("empty-value", lambda text: text.replace("areas: [A1]", "areas: []"), "[]"),
    "brackets": Refused("too-deep", _only("[" * 100_000)),
    "a thousand and one brackets": Refused("too-deep", _only("[" * 1_001)),
    "a thousand and one brackets in a field": Refused("too-deep", _text_as("[" * 1_001 + "]" * 1_001)),
    "braces in brackets": Refused("too-deep", _only("[{a: " * 20_000)),
    "dashes on one line": Refused("too-deep", _only("- " * 100_000)),
    "deep blocks": Refused("too-deep", _only("".join(" " * depth + "a:\n" for depth in range(1_400)))),
    "alias bomb": Refused("anchor", _alias_bomb, "&a"),
    "merge bomb": Refused("merge-key", _merge_bomb),
    "python object": Refused("tag", _text_as('!!python/object/apply:os.system ["touch hacked"]'), "!!python"),
    "python name": Refused("tag", _text_as("!!python/name:os.system"), "!!python"),
    "old yaml": Refused("directive", lambda text: "%YAML 1.1\n---\n" + text, "%YAML"),
    "tag directives": Refused(
        "directive", lambda _: "".join(f"%TAG !a{number}! x\n" for number in range(60_000)) + "--- a\n", "%TAG !a0!"
    ),
    "two documents": Refused("several-documents", _appended("---\nb: c\n"), "---\n"),
    "duplicate key": Refused(
        "duplicate-key", lambda text: text.replace(TEXT, f"{TEXT}\n        text: another"), "text: another"
    ),
    "duplicate keys": Refused("file-too-large", _only("a: 1\n" * 700_000)),
    "duplicate keys within the limit": Refused("duplicate-key", _only("a: 1\n" * 200_000)),
    "ten megabytes": Refused("file-too-large", _only("# " + "x" * 10_000_000)),
    "ten megabytes of values": Refused("file-too-large", _only("- a\n" * 2_500_000)),
    "too many values": Refused("too-many-nodes", _only("- a\n" * 200_000)),
    "escape": Refused("control-character", _text_as("a\x1b[31m"), "\x1b"),
    "escaped escape": Refused("control-character", _text_as(r'"a\x1b[31m"'), r'"a\x1b'),
    "null character": Refused("control-character", _text_as("a\0"), "\0"),
    "next line": Refused("control-character", _text_as("a\x85b"), "\x85"),
    "escaped next line": Refused("control-character", _text_as(r'"a\Nb"'), r'"a\N'),
    "line separator": Refused("control-character", _text_as("a\u2028b"), "\u2028"),
    "paragraph separator": Refused("control-character", _text_as("a\u2029b"), "\u2029"),
    "right-to-left override": Refused("control-character", _text_as("a\u202eb"), "\u202e"),
    "escaped right-to-left override": Refused("control-character", _text_as(r'"a\u202eb"'), r'"a\u'),
    "carriage return": Refused("control-character", _text_as("a\rb"), "\r"),
    "escaped carriage return": Refused("control-character", _text_as(r'"a\rb"'), r'"a\r'),
    "lone surrogate": Refused("not-utf8", _text_as("a\ud800b")),
    "escaped surrogate": Refused("syntax", _text_as(r'"a\ud800b"'), "d800b"),
    "latin-1": Refused("not-utf8", lambda text: _text_as("Café")(text).__str__().encode("latin-1")),
    "utf-16": Refused("not-utf8", lambda text: text.encode("utf-16")),
    "utf-16 without a mark": Refused("control-character", lambda text: text.encode("utf-16-le")),
    "utf-32": Refused("not-utf8", lambda text: text.encode("utf-32")),
    "anchor": Refused("anchor", _text_as("&a Text"), "&a"),
    "anchor on a list": Refused("anchor", lambda text: text.replace("areas: [A1]", "areas: &a [A1]"), "&a"),
    "alias": Refused("alias", _text_as("*a"), "*a"),
    "complex key": Refused("complex-key", lambda text: "? [a]\n: b\n" + text, "[a]"),
    "complex key in braces": Refused("complex-key", _only("{[a]: b}\n"), "[a]"),
    "number for a name": Refused("unknown-field", _appended("12: a\n"), "12: a"),
    "conflict markers": Refused(
        "conflict-markers", _appended("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n"), "<<<<<<<"
    ),
    "base of a conflict": Refused("conflict-markers", _appended("||||||| 1234567\n"), "||||||| 1"),
    "unknown lead": Refused("unknown-lead", lambda text: text.replace("[DDCS, HSI]", "[DDCS, HSO]", 1), "HSO"),
    "very long line": Refused("syntax", _appended("yy" + "x" * 900_000), "yy"),
    "only quotes": Refused("syntax", _only('"' * 1_000_001)),
    "only percent signs": Refused("syntax", _only("%" * 1_000_000)),
    "unknown references": Refused(
        "unknown-reference",
        lambda text: text.replace('see: ["1.3"]', _listed("see", (f"9.{n // 9 + 1}.{n % 9 + 1}" for n in _MANY))),
    ),
    "unknown leads": Refused(
        "unknown-lead",
        lambda text: text.replace("leads: [DDCS, HSI]", _listed("leads", (f"HS{n}" for n in range(49_000))), 1),
    ),
    "unknown fields": Refused("unknown-field", _appended("".join(f"f{number}: x\n" for number in range(40_000)))),
    "bad dates": Refused(
        "bad-date", lambda text: text.replace("due: 2017-01", _listed("dates", ["2016-99"] * 45_000))
    ),
}  # fmt: skip
COSTLY = [
    "brackets", "braces in brackets", "dashes on one line", "deep blocks", "alias bomb", "merge bomb", "tag directives",
    "duplicate keys", "duplicate keys within the limit", "ten megabytes", "ten megabytes of values", "too many values",
    "unknown references", "unknown leads", "unknown fields", "bad dates", "very long line",
]  # fmt: skip


@pytest.mark.parametrize("trap", REFUSED.values(), ids=REFUSED)
def test_trap_is_refused_at_its_place(trap: Refused, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = _change(plan, trap.edit)
    code, rows = _rows(plan, capsys)
    assert code == 1
    told = [row for row in rows if row["code"] == trap.code]
    assert told, rows[:3]
    assert told[0]["file"].endswith(FILE)
    if trap.at:
        assert (told[0]["line"], told[0]["column"]) == trap.place(content)
    assert {row["file"] for row in rows} == {told[0]["file"]}, "one mistake is told in one file"


@pytest.mark.parametrize("trap", REFUSED.values(), ids=REFUSED)
def test_trap_does_not_leak_through_a_query(trap: Refused, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(plan, trap.edit)
    assert run(["--plan", str(plan), "overdue", "--as-of", "2016-09-01"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"[{trap.code}]" in captured.err
    assert f"{FILE}:" in captured.err
    assert not any(character in captured.err for character in "\x1b\0\x85\u2028\u202e\r")
    assert captured.err.count("\n") < 2_000


posix = pytest.mark.skipif(os.name != "posix", reason="measured with POSIX's wait4")


@posix
@pytest.mark.parametrize("name", COSTLY)
def test_trap_costs_little(name: str, plan: Path, tmp_path: Path) -> None:
    _change(plan, REFUSED[name].edit)
    ended = measured(tmp_path, "--plan", "plan", "validate")
    assert ended.code == 1
    assert f"[{REFUSED[name].code}]" in ended.out
    assert ended.err == ""
    assert ended.seconds < MOST_SECONDS
    assert ended.megabytes < MOST_MEGABYTES


@posix
def test_python_object_is_not_made(plan: Path, tmp_path: Path) -> None:
    _change(plan, REFUSED["python object"].edit)
    for command in ("validate", "status"):
        measured(tmp_path, "--plan", "plan", command)
    assert not (tmp_path / "hacked").exists()


@posix
def test_pipe_does_not_hang(plan: Path, tmp_path: Path) -> None:
    (plan / FILE).unlink()
    os.mkfifo(plan / FILE)
    (plan / "plan.yaml").unlink()
    os.mkfifo(plan / "plan.yaml")
    ended = measured(tmp_path, "--plan", "plan", "validate")
    assert ended.code == 1
    assert "plan/plan.yaml:1:1: error:" in ended.out
    assert f"plan/{FILE}:1:1: error:" in ended.out
    assert ended.err == ""
    assert measured(tmp_path, "--plan", "plan", "overdue").code == 3


@posix
def test_what_a_link_leads_to_is_not_shown(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    (plan / FILE).unlink()
    (plan / FILE).symlink_to(tmp_path / "secret.yaml")
    for command in ("validate", "overdue"):
        ended = measured(tmp_path, "--plan", "plan", command)
        assert "[link-outside-plan]" in ended.out + ended.err
        assert "hunter2" not in ended.out + ended.err
        assert "password" not in ended.out + ended.err


@posix
def test_a_file_name_does_not_act(plan: Path, tmp_path: Path) -> None:
    for name in ("\x1b[31m.yaml", "::error::x.yaml", "a\nb.yaml", "##[section].yaml"):
        (plan / "priorities" / name).write_text("- x\n")
    (plan / "priorities" / os.fsdecode(b"\xff.yaml")).write_text("- x\n")
    ended = measured(tmp_path, "--plan", "plan", "validate")
    assert ended.code == 1
    assert ended.err == ""
    assert ended.out.count("[wrong-shape]") == 5
    assert "\x1b" not in ended.out
    assert "\n::" not in ended.out
    assert "##[" not in ended.out
    assert json.loads(measured(tmp_path, "--plan", "plan", "validate", "--format", "json").out)["rows"]


@posix
@pytest.mark.sweep
@pytest.mark.parametrize("name", swept(REFUSED))
def test_every_trap_costs_little(name: str, plan: Path, tmp_path: Path) -> None:
    _change(plan, REFUSED[name].edit)
    for command, expected in (("validate", 1), ("overdue", 3)):
        ended = measured(tmp_path, "--plan", "plan", command)
        assert ended.code == expected
        assert "Traceback" not in ended.err
        assert ended.seconds < MOST_SECONDS
        assert ended.megabytes < MOST_MEGABYTES
