"""Terminals, pipes and encodings: colour only on a terminal, nothing cut in a pipe, never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from example_plan import SHIPPED, replaced, write_plan
from filled import DONE, fill_csv, saved_csv
from running import ON, QUERIES, process, siplan
from si_plan.cli.app import CLOSED_PIPE
from sweeping import rest_swept

pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell's way to close a stream")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
ALL_CLOSED = "<&- >&- 2>&-"
LONG = "A very long text, " + "so long that no terminal has the room for it, " * 12 + "ends here"


@pytest.mark.parametrize("query", QUERIES)
def test_a_pipe_has_no_colour_whatever_the_environment_says(query: str) -> None:
    env = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color", "COLUMNS": "40"}
    assert siplan(query, *QUERIES[query], *ON, env=env).out == siplan(query, *QUERIES[query], *ON).out
    assert "\x1b" not in siplan(query, *QUERIES[query], *ON, env=env).out


def test_nothing_is_cut_in_a_pipe(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("Tutors trained", LONG))
    for query, day in [
        (("list",), "2016-09-01"),
        (("status",), "2016-09-01"),
        (("due",), "2016-09-01"),
        (("overdue",), "2016-10-01"),
        (("by-owner", "HT"), "2016-10-01"),
        (("show", "1.1"), "2016-10-01"),
    ]:
        said = siplan(*query, "--as-of", day, plan=plan, env={"COLUMNS": "40"}).out
        assert "…" not in said, query
        assert LONG in said, query


def test_one_record_a_line_in_a_pipe() -> None:
    lines = siplan("overdue", *ON).out.splitlines()
    assert len(lines) == 1 + 1 + 12 + 2 + 1  # heading, columns, rows, what two marks mean, what falls due soon


def test_a_terminal_has_colour() -> None:
    assert "\x1b[1;31moverdue 93 days" in siplan("overdue", *ON, tty=True, env={"COLUMNS": "200"}).out


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("query", QUERIES)
def test_no_color(query: str, env: dict[str, str]) -> None:
    ran = siplan(query, *QUERIES[query], *ON, tty=True, env={"COLUMNS": "80", **env})
    assert "\x1b" not in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


@pytest.mark.parametrize("columns", rest_swept([40, 50, 60, 70, 80], lambda columns: columns in (40, 60, 80)))
@pytest.mark.parametrize("query", ["overdue", "list", "coverage", "by-owner"])
def test_nothing_but_a_brief_text_is_cut_however_narrow_the_terminal(query: str, columns: int) -> None:
    records = json.loads(siplan(query, *ON, "--format", "json").out)["rows"]
    shown = siplan(query, *ON, tty=True, env={"COLUMNS": str(columns), "NO_COLOR": "1"}).out
    words = " ".join(shown.split())
    assert max(len(line) for line in shown.splitlines()) <= columns
    for record in records:
        name = str(record.get("id") or record.get("area") or record.get("lead"))
        assert re.search(rf"(^|\s){re.escape(name)}(\s|$)", shown), name
        for count in ("actions", "milestones"):
            assert count not in record or f" {record[count]} " in f" {words} ", (name, count)
    whole = siplan(query, *ON, tty=True, env={"COLUMNS": "1000", "NO_COLOR": "1"}).out
    assert "…" not in whole
    if (column := _BRIEF.get(query)) is None or _heads(shown, column.after) is None:  # the rows one below the other
        assert "…" not in shown
        return
    texts, beside = _texts(shown, column)
    assert "…" not in beside
    expected, _ = _texts(whole, column)
    assert list(texts) == list(expected)
    for name, lines in texts.items():
        text, all_of_it = " ".join(lines), " ".join(expected[name])
        if text != all_of_it:
            start = text.removesuffix("…")
            assert text.endswith("…")
            assert len(lines) == column.lines
            assert re.match(_broken_anywhere(start), all_of_it)
            assert re.match(rf"{_broken_anywhere(start)}[ ,;:.(–-]", all_of_it) or " " not in lines[-1], "cut at a word"


def _broken_anywhere(text: str) -> str:
    """A pattern for the text as it was before its lines were broken, in a word if that is longer than a line."""
    return " *".join(map(re.escape, text.replace(" ", "")))


class Brief(NamedTuple):
    """A column whose texts may be cut: its heading, that of the next, and the lines that a text may have."""

    heading: str
    after: str
    lines: int


_BRIEF = {
    "overdue": Brief("What", "Lead", 2),
    "list": Brief("What", "Lead", 2),
    "by-owner": Brief("Title", "Actions", 1),
}


def _heads(shown: str, after: str) -> str | None:
    """The line of a table's headings; None where the rows stand one below the other."""
    return next((line for line in shown.splitlines() if re.match(rf"(ID|Lead) .* {after} ", line)), None)


def _texts(shown: str, column: Brief) -> tuple[dict[str, list[str]], str]:
    """The lines of the column's text in each row, by the row's name, and all that stands beside the column."""
    heads = _heads(shown, column.after)
    assert heads is not None
    start, end = heads.index(column.heading), heads.index(column.after)
    before, _, rows = shown.partition("─\n")
    texts: dict[str, list[str]] = {}
    beside, name, lines = [before], "", rows.splitlines()
    for number, line in enumerate(lines):
        if line[start - 2 : start].strip():  # below the table
            beside += lines[number:]
            break
        name = line[:start].strip() or name
        texts.setdefault(name, []).append(line[start:end].strip())
        beside.append(line[:start] + line[end:])
    return texts, "\n".join(beside)


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_machine_formats_are_the_same_on_a_terminal(form: str) -> None:
    asked = ("overdue", *ON, "--format", form)
    assert siplan(*asked, tty=True, env={"COLUMNS": "40"}).out == siplan(*asked).out


def test_the_head_of_a_long_answer() -> None:
    ran = process("list", *ON, shell="| head -1")
    counted = "73 milestones, 5 stages, 5 duties, 2 actions as a whole, in 86 rows"
    assert ran.out == f"In the plan on 1 September 2016: {counted}\n"
    assert ran.err == ""


@pytest.mark.parametrize(
    "arguments", [("list",), ("list", "--kind", "note", "--format", "json"), ("validate", "--answered"), ("--help",)]
)
def test_a_pipe_closed_before_anything_is_written_ends_a_run_quietly(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "si_plan", *arguments]
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            command, stdout=closed, stderr=subprocess.PIPE, cwd=SHIPPED.parent, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (CLOSED_PIPE, b"")


@full
@pytest.mark.parametrize("arguments", [("list",), ("--help",), ("validate", "--format", "json")])
def test_a_full_disk_is_told_in_a_line(arguments: tuple[str, ...]) -> None:
    ran = process(*arguments, shell="> /dev/full")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "siplan: the computer would not do this: No space left on device\n"


@posix
@pytest.mark.parametrize(
    "closed", rest_swept(["<&-", ">&-", "2>&-", ">&- 2>&-", ALL_CLOSED], lambda closed: closed != ">&- 2>&-")
)
def test_a_stream_that_is_closed_takes_and_gives_nothing(closed: str) -> None:
    assert process("list", *ON, shell=closed).code == 0
    assert process("when", "-", shell=closed).code == 0
    assert process("--plan", "nowhere", "list", shell=closed).code == 3


RECORDS: dict[str, tuple[str, ...]] = {
    "update": ("1.1.1", "--status", "in_progress"),
    "complete": ("1.1.1", "--evidence", "x"),
    "correct": ("1.1.1", "1", "--reason", "x"),
    "result": ("M1.1", "--period", "2015-16", "--value", "5", "--source", "x"),
    "edit": ("1.1.1", "text=Tutors in place"),
    "add": ("milestone", "1.1", "text=Tutors paid", "due=2016-09"),
    "collect": ("back.csv",),
    "init": ("plan/../new", "--authority", "X"),
}
"""What changes a plan's files, or begins them."""

REPORTED: dict[str, tuple[str, ...]] = {
    "return": ("HT", "--out", "out.csv"),
    "report": ("--out", "out.md"),
}
"""What says of a file that it was written."""

WORDED = replaced("due: 2016-09\n", "when: By 30 September 2016\n")


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A folder with a plan that has a log, and a return that came back."""
    log = '- on: 2016-07-01\n  at: "1.1.1"\n  status: in_progress\n'
    write_plan(tmp_path / "plan", {"progress/1.1.yaml": log, **WORDED})
    assert siplan("return", "HT", "--out", "back.csv", plan=Path("plan"), cwd=tmp_path).code == 0
    rows = fill_csv(tmp_path / "back.csv", {"1.1.1": DONE})
    (tmp_path / "back.csv").write_bytes(saved_csv(rows))
    return tmp_path


def written(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@posix
@pytest.mark.parametrize(
    ("name", "closed"),
    rest_swept(
        product([*RECORDS, *REPORTED], ["<&-", "<&- >&-", ALL_CLOSED]),
        lambda case: case[1] == ALL_CLOSED or case[0] == "update",
    ),
)
def test_all_is_written_whichever_streams_are_closed(name: str, closed: str, recorded: Path) -> None:
    before = written(recorded)
    ran = process(name, *RECORDS.get(name, ()), *REPORTED.get(name, ()), cwd=recorded, shell=closed)
    assert (ran.code, ran.err) == (0, "")
    assert written(recorded) != before


@full
@pytest.mark.parametrize("name", [*RECORDS, *REPORTED])
def test_what_is_done_is_said_to_be_done_where_it_cannot_be_shown(name: str, recorded: Path) -> None:
    before = written(recorded)
    arguments = (*RECORDS.get(name, ()), *REPORTED.get(name, ()))
    ran = process(name, *arguments, cwd=recorded, shell="> /dev/full")
    assert ran.code == 3
    said = "siplan: it is done, but siplan cannot show what it did: No space left on device"
    assert ran.err == f"{said} (do not do it again)\n"
    assert written(recorded) != before


@full
@pytest.mark.parametrize("name", ["update", "edit"])
def test_what_is_not_done_is_not_said_to_be(name: str, recorded: Path) -> None:
    ran = process(name, *RECORDS[name], "--dry-run", cwd=recorded, shell="> /dev/full")
    assert (ran.code, ran.err) == (3, "siplan: the computer would not do this: No space left on device\n")


@full
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--plan", "nowhere", "list"), 3),
        (("show", "9.9"), 2),
        (("list", "--no-such-option"), 2),
        (("no-such-command",), 2),
        (("update",), 2),
    ],
)
def test_an_error_that_cannot_be_told_keeps_its_exit_code(arguments: tuple[str, ...], code: int) -> None:
    assert process(*arguments, shell="2> /dev/full").code == code
    assert process(*arguments, shell="> /dev/full 2>&1").code == code


def test_standard_input_that_is_no_text_is_read_as_far_as_it_is() -> None:
    ran = process("when", "-", shell="< <(printf 'by \\377 Dec 2016\\n')")
    assert (ran.code, ran.err) == (0, "")
    assert "2016-12" in ran.out or "December 2016" in ran.out


@pytest.mark.parametrize(
    ("query", "encoding"),
    rest_swept(
        product(["show", "status", "measures"], ["ascii", "cp1252"]),
        lambda case: case in (("show", "ascii"), ("show", "cp1252"), ("status", "ascii")),
    ),
)
def test_an_encoding_that_lacks_a_character(query: str, encoding: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("Tutors trained", "Tutors – “trained” – 教師 🎓"))
    ran = process(
        "--plan", str(plan), query, *QUERIES[query], *ON, env={"PYTHONIOENCODING": encoding}, shell="| cat -v"
    )
    assert ran.code == 0, ran.err
    assert "Traceback" not in ran.err


def test_ascii_shows_what_it_cannot_write(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("Tutors trained", "Tutors 教師"))
    ran = process("--plan", str(plan), "list", env={"PYTHONIOENCODING": "ascii"})
    assert "Tutors \\u6559\\u5e2b" in ran.out


def test_an_interruption_while_the_program_loads_is_no_traceback() -> None:
    script = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from si_plan.__main__ import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
