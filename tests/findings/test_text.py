"""Findings for people: the place, the line with its caret, what to do, and where there is more; or all on one line."""

from __future__ import annotations

from pathlib import Path

from example_plan import replaced, write_plan
from findings.findings_made import found, report
from running import siplan
from si_plan.formats.findings import concise, text


def test_text_shows_the_line_and_a_caret_under_the_place() -> None:
    shown = text.render(report(found(column=9), text="leads: [HTT]"))
    assert shown.splitlines() == [
        "plan/priorities/1.yaml:1:9: error: roles.yaml lists no HTT [unknown-lead]",
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
    assert lines[1].endswith("priorities/1.yaml:8:13: error: roles.yaml lists no HTT [unknown-lead]")


def test_concise_line_is_one_whatever_it_says() -> None:
    assert concise.render(report(found(message="a\nb\r\n::error::c"))).count("\n") == 2
