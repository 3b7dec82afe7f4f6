"""Findings for people: the place, the line with its caret, what to do, and where there is more; or all on one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from example_plan import replaced, write_plan
from findings.findings_made import found, report
from running import siplan
from si_plan.formats.findings import concise, text


def test_text_shows_the_line_and_a_caret_under_the_place() -> None:
    shown = text.render(report(found(column=9), text="leads: [HTT]"))
    assert shown.splitlines() == [
        "plan/priorities/1.yaml:1:9: error: HTT is not in roles.yaml [unknown-lead]",
        "  | leads: [HTT]",
        "  |         ^",
        "    did you mean HT?",
        "1 file: 1 error, no warnings.",
        "siplan explain unknown-lead says why it matters and how to put it right.",
    ]


def test_text_of_nothing_is_the_summary_alone() -> None:
    assert text.render(report()) == "1 file: no errors, no warnings.\n"


def test_concise_is_a_line_for_each(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("leads: [HT]", "leads: [HTT]"))
    (tmp_path / "plan" / "areas.yaml").write_text("[\n")
    lines = siplan("validate", "--format", "concise", plan=plan).out.splitlines()
    assert len(lines) == 3
    assert lines[0].endswith("[syntax]")
    assert lines[1].endswith("priorities/1.yaml:8:13: error: HTT is not in roles.yaml [unknown-lead]")


def test_concise_line_is_one_whatever_it_says() -> None:
    assert concise.render(report(found(message="a\nb\r\n::error::c"))).count("\n") == 2


def test_no_more_are_listed_than_can_be_read_and_errors_before_warnings() -> None:
    warnings = [found(code="wording-unread", line=line) for line in range(1, 301)]
    shown = text.render(report(*warnings, found(line=301))).splitlines()
    assert sum(line.endswith("[wording-unread]") for line in shown) == text.MOST - 1
    assert sum(line.endswith("[unknown-lead]") for line in shown) == 1
    assert "and 251 more: siplan validate --format concise lists them all" in shown
    assert "1 file: 1 error, 300 warnings." in shown
    assert concise.render(report(*warnings)).count("\n") == 301


LONG = "the deadline of 1.1.2 moves from 2016-09 to 2017-02, without a reason and without the name of who approved it"


def test_on_a_screen_no_path_code_or_command_is_broken() -> None:
    hint = "write what was there before, and put the move where it belongs: siplan reschedule 2.4.1 --to 2017-02"
    made = report(found(message=LONG, hint=hint, column=9), text="leads: [HTT]" + " " * 90 + "x")
    for width in (40, 60, 80, 120):
        shown = text.render(made, text.Screen(width, color=False)).splitlines()
        assert all(len(line) <= width for line in shown if "siplan" not in line)
        joined = "\n".join(shown)
        for whole in ("plan/priorities/1.yaml:1:9:", "[unknown-lead]", "siplan reschedule 2.4.1 --to 2017-02"):
            assert whole in joined, width
        assert " ".join(joined.split()).startswith(f"plan/priorities/1.yaml:1:9: error: {LONG} [unknown-lead]")


def test_colours_are_for_screens_that_show_them() -> None:
    made = report(found(column=9), text="leads: [HTT]")
    coloured = text.render(made, text.Screen(80, color=True))
    assert "\x1b[1;31merror:\x1b[0m" in coloured
    assert "\x1b[1;31m         ^\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert bare == text.render(made, text.Screen(200, color=False)) == text.render(made)


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colours_and_a_pipe_none(tmp_path: Path, env: dict[str, str], coloured: bool) -> None:
    plan = write_plan(tmp_path / "plan", replaced("leads: [HT]", "leads: [HTT]"))
    assert ("\x1b[" in siplan("validate", plan=plan, tty=True, env=env).out) is coloured
    assert ("\x1b[" in siplan("status", plan=plan, tty=True, env=env).err) is coloured
    assert "\x1b[" not in siplan("validate", plan=plan, env=env).out
    assert "\x1b[" not in siplan("validate", "--format", "concise", plan=plan, tty=True, env=env).out
