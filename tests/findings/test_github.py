"""Annotations: what a runner reads in them is what siplan said, and nothing else in the output is a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_plan import replaced, write_plan
from findings.findings_made import found, report
from findings.runner import Command, commands
from hostile_plan import CONTROLS, PAYLOADS
from running import siplan
from si_plan.documents.visible import visible
from si_plan.formats.findings.github import MOST, render

WRONG_LEAD = replaced("leads: [HT]", "leads: [HTT]")


def test_a_finding_is_an_annotation_at_its_place() -> None:
    (made,) = commands(render(report(found(line=8, column=13))))
    assert made == Command(
        "error",
        {"file": "plan/priorities/1.yaml", "line": "8", "col": "13", "title": "unknown-lead"},
        "HTT is not in roles.yaml\ndid you mean HT?",
    )


@pytest.mark.parametrize("text", [*PAYLOADS, *CONTROLS, "100% of a, b: c", "%0A::error::x", "%25", "a=b,c=d"])
def test_what_the_runner_reads_is_what_was_said(text: str) -> None:
    (made,) = commands(render(report(found(message=text, hint="", file=text or "x"))))
    assert made.name == "error"
    assert made.data == visible(text)
    assert made.properties["file"] == visible(text)
    assert set(made.properties) == {"file", "line", "col", "title"}


@pytest.mark.slow
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_makes_one_command_and_no_other(message: str, file: str) -> None:
    (made,) = commands(render(report(found(message=message, hint=message, file=file))))
    assert made.name == "error"
    assert made.properties["file"] == visible(file)
    assert made.properties["title"] == "unknown-lead"


def test_nine_of_each_and_then_how_many_more() -> None:
    errors = [found(line=number) for number in range(1, 13)]
    warnings = [found("no-deadline", line=number) for number in range(1, 11)]
    output = render(report(*warnings, *errors))
    made = commands(output)
    assert [one.name for one in made] == ["error"] * 10 + ["warning"] * 10, "the worst come first"
    assert [one.properties["line"] for one in made[:MOST]] == [str(number) for number in range(1, 10)]
    assert made[9].data.startswith("and 3 more errors:")
    assert made[19].data.startswith("and 1 more warning:")
    for number in (10, 11, 12):
        assert f"plan/priorities/1.yaml:{number}:1: error: HTT is not in roles.yaml [unknown-lead]\n" in output


def test_exactly_nine_need_no_more() -> None:
    assert len(commands(render(report(*(found(line=number) for number in range(1, 10)))))) == 9


def test_answered_warnings_are_no_annotations() -> None:
    one = found("no-deadline", answered_by="N1")
    assert commands(render(report(one))) == []
    (made,) = commands(render(report(one, answered=True)))
    assert made.data.endswith("(answered by N1)")


# Paths are those of the repository, wherever siplan is run and however the plan is named.


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    write_plan(root / "council" / "plan", WRONG_LEAD)
    (root / "council" / "docs").mkdir()
    (root / ".git").mkdir()
    return root


def files_of(*arguments: str, cwd: Path) -> set[str]:
    ran = siplan(*arguments, plan=None, cwd=cwd)
    assert ran.code == 1, ran.err
    return {one.properties["file"] for one in commands(ran.out)}


VALIDATE = ("validate", "--format", "github")
PLACE = {"council/plan/priorities/1.yaml"}


def test_path_from_the_root_in_a_subfolder(repository: Path) -> None:
    assert files_of(*VALIDATE, cwd=repository / "council") == PLACE
    assert files_of(*VALIDATE, cwd=repository / "council" / "docs") == PLACE


def test_path_from_the_root_with_a_named_plan(repository: Path, tmp_path: Path) -> None:
    assert files_of("--plan", "council/plan", *VALIDATE, cwd=repository) == PLACE
    assert files_of("--plan", "repository/council/plan", *VALIDATE, cwd=tmp_path) == PLACE
    assert files_of("--plan", str(repository / "council" / "plan"), *VALIDATE, cwd=tmp_path) == PLACE
    assert files_of("--plan", ".", *VALIDATE, cwd=repository / "council" / "plan") == PLACE


def test_root_of_a_worktree_has_a_file(repository: Path) -> None:
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere\n")
    assert files_of(*VALIDATE, cwd=repository / "council") == PLACE


def test_plan_that_is_the_repository(tmp_path: Path) -> None:
    write_plan(tmp_path, WRONG_LEAD)
    (tmp_path / "plan.yaml").unlink()
    (tmp_path / ".git").mkdir()
    assert files_of("--plan", ".", *VALIDATE, cwd=tmp_path) == {"plan.yaml", "priorities/1.yaml"}


def test_outside_a_repository_the_path_is_as_named(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", WRONG_LEAD)
    assert files_of(*VALIDATE, cwd=tmp_path) == {"plan/priorities/1.yaml"}
