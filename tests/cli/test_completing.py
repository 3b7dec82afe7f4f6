"""Completion: what a shell is offered while a command is typed, as the program writes it for each shell."""

from __future__ import annotations

from pathlib import Path

import pytest

import ref_plan
from example_plan import SHIPPED, replaced, write_plan
from hostile_plan import PAYLOADS, files
from running import process, siplan

pytestmark = pytest.mark.slow

SHELLS = ("bash", "zsh", "fish", "powershell")


def asked(shell: str, plan: Path, *typed: str) -> dict[str, str]:
    """The environment in which a shell asks what can stand after these words, the last of them begun."""
    return {
        "_SIPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": " ".join(("siplan", *typed)),
        "COMP_CWORD": str(len(typed)),
        "_TYPER_COMPLETE_ARGS": " ".join(("siplan", *typed)),
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed[-1],
        "SIPLAN_PLAN": str(plan),
    }


def offered(shell: str, plan: Path, *typed: str) -> str:
    """What siplan writes for a shell in which these words stand."""
    ran = siplan(plan=None, env=asked(shell, plan, *typed))
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_program_answers_each_shell(shell: str) -> None:
    ran = process(env=asked(shell, SHIPPED, "show", "2.4.1"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == offered(shell, SHIPPED, "show", "2.4.1")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_offered_commands_and_ids(shell: str) -> None:
    assert "overdue" in offered(shell, SHIPPED, "over")
    found = offered(shell, SHIPPED, "show", "2.4.")
    assert all(name in found for name in ("2.4.1", "2.4.2", "2.4.3"))
    assert "2.5" not in found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("overdue", "--lead", "HS"), {"HSI", "HSPR"}),
        (("overdue", "--area", "A"), {"A1", "A2", "A3", "A4", "A5"}),
        (("overdue", "--priority", "1"), {"1"}),
        (("by-owner", "DD"), {"DDCS"}),
        (("complete", "7.1."), {"7.1.1"}),
        (("edit", "2.4.1", "due"), {"due=", "due_reason="}),
        (("add", "milestone", "2.4", "wh"), {"when="}),
        (("result", "M7."), {"M7.1", "M7.2"}),
    ],
)
def test_values_are_the_plans_own(typed: tuple[str, ...], found: set[str]) -> None:
    assert set(offered("bash", SHIPPED, *typed).split()) == found


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_that_a_shell_obeys_is_offered(shell: str, tmp_path: Path) -> None:
    evil = r"A\\$(touch x)`id`;\"|&'<>"
    plan = write_plan(
        tmp_path / "evil", replaced("text: Tutors trained", f"text: 'T {evil.replace(chr(39), chr(39) * 2)}'")
    )
    found = offered(shell, plan, "show", "1.1.")
    assert "1.1.1" in found
    assert "T A" in found or shell == "bash"
    assert not {"$", "`", "\\", "|", "&", "<", ">"} & set(found)
    hostile = write_plan(tmp_path / "hostile", files(" ".join(PAYLOADS)), {})
    assert "\x1b" not in offered(shell, hostile, "show", "1")


def test_a_plan_that_is_broken_or_missing_offers_nothing(tmp_path: Path) -> None:
    assert offered("bash", tmp_path / "nowhere", "show", "1").strip() == ""
    assert offered("bash", write_plan(tmp_path / "a", {"plan.yaml": "{"}), "show", "1.1.1").split() in ([], ["1.1.1"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("show", "LM"), {"LM", "LM1", "LM2"}),
        (("overdue", "--area", "4"), {"4a", "4b"}),
        (("overdue", "--priority", "Q"), {"Q"}),
        (("edit", "LM1", "due"), {"due=", "due_reason="}),
    ],
)
def test_refs_are_offered_beside_ids(tmp_path: Path, typed: tuple[str, ...], found: set[str]) -> None:
    assert set(offered("bash", ref_plan.write(tmp_path), *typed).split()) == found


def test_a_portfolio_offers_its_themes_and_no_plans_records(tmp_path: Path) -> None:
    file = tmp_path / "portfolio.yaml"
    theme = "{id: attendance, title: Attendance $(touch x)}"
    file.write_text(f"format: 1\ntitle: T\nthemes: [{theme}]\nmembers: [{{id: a, source: a}}]\n")
    for shell in SHELLS:
        found = offered(shell, file, "overdue", "--area", "")
        assert "attendance" in found
        assert "$" not in found
    for typed in (("overdue", "--lead", ""), ("show", ""), ("edit", "1.1", "")):
        assert offered("bash", file, *typed).strip() == ""
