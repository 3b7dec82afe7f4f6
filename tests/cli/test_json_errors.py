"""Where JSON was asked for, standard output is JSON when the command fails too; all else stays as it is."""

from __future__ import annotations

import inspect
import json
from enum import EnumType
from pathlib import Path
from typing import Any, get_args

import pytest

from example_plan import replaced, write_plan
from running import Ran, siplan
from si_plan.cli.app import COMMANDS, command_of

_DAY = "2016-09-15"
_GIVEN: dict[str, tuple[str, ...]] = {
    "show": ("1.1",),
    "when": ("By Dec 2016",),
    "update": ("1.1.1", "--status", "in_progress"),
    "complete": ("1.1.1", "--evidence", "E"),
    "reschedule": ("1.1.1", "--to", "2016-12", "--reason", "R", "--approved-by", "HT"),
    "cancel": ("1.1.1", "--reason", "R", "--approved-by", "HT"),
    "reassign": ("1.1.1", "--lead", "HT", "--reason", "R"),
    "correct": ("1.1.1", "--reason", "R"),
    "edit": ("1.1.1", "text=T"),
    "add": ("milestone", "1.1", "text=T", "due=2016-12"),
    "result": ("M1.1", "--period", "2016-17", "--value", "5", "--source", "S"),
    "collect": ("returned.csv",),
}
"""What each command cannot do without."""
_WITHOUT_A_PLAN = {"init", "explain", "when", "import"}


def _takes_json(command: str) -> bool:
    form = inspect.signature(command_of(command)).parameters.get("form")
    if form is None:
        return False
    kinds: list[Any] = [
        form.annotation,
        *get_args(form.annotation),
        *get_args((get_args(form.annotation) or (None,))[0]),
    ]
    return any(isinstance(kind, EnumType) and "json" in list(kind.__members__) for kind in kinds)


TAKING = [command for command in COMMANDS if _takes_json(command)]


def _failed(ran: Ran, code: int) -> dict[str, Any]:
    """The error that standard output is, which says what standard error says."""
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    assert ran.out.isascii()
    assert list(found)[:4] == ["schema", "message", "hint", "exit_code"]
    assert (found["schema"], found["exit_code"], ran.code) == ("siplan/error/v1", code, code)
    hint = f" ({found['hint']})" if found["hint"] else ""
    assert ran.err.endswith(f"siplan: {found['message']}{hint}\n")
    return found


def test_these_are_the_commands() -> None:
    assert {"status", "show", "complete", "collect", "edit", "add", "validate", "diff", "explain", "when"} <= set(
        TAKING
    )


@pytest.mark.parametrize("command", TAKING)
def test_wrong_usage(command: str, tmp_path: Path) -> None:
    for form in (("--format", "json"), ("--format=json",)):
        found = _failed(siplan(command, "--no-such-option", *form, cwd=tmp_path), 2)
        assert "--no-such-option" in found["message"]
        assert "findings" not in found


@pytest.mark.parametrize("command", [command for command in TAKING if command not in _WITHOUT_A_PLAN])
def test_a_plan_that_is_not_there(command: str, tmp_path: Path) -> None:
    (tmp_path / "returned.csv").write_text("x\n")
    arguments = command, *_GIVEN.get(command, ()), "--format", "json"
    found = _failed(siplan(*arguments, plan=None, cwd=tmp_path), 3)
    assert found["message"].startswith("there is no plan here")
    assert "findings" not in found
    plainly = siplan(*arguments[:-2], plan=None, cwd=tmp_path)
    assert (plainly.code, plainly.out) == (3, ""), "without JSON nothing stands on standard output"


@pytest.mark.parametrize(
    "command", [command for command in TAKING if command not in {"init", "explain", "import", "validate", "diff"}]
)
def test_a_plan_with_errors(command: str, tmp_path: Path) -> None:
    (tmp_path / "returned.csv").write_text("x\n")
    write_plan(tmp_path / "plan", replaced("leads: [HT]", "leads: [HTT]"))
    ran = siplan(command, *_GIVEN.get(command, ()), "--format", "json", plan=None, cwd=tmp_path)
    found = _failed(ran, 3)
    assert found["message"].startswith("the plan has errors, so ")
    assert [(one["code"], one["file"]) for one in found["findings"]] == [("unknown-lead", "plan/priorities/1.yaml")]
    assert "[unknown-lead]" in ran.err


def test_what_answers_in_spite_of_errors_gives_its_answer(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", replaced("leads: [HT]", "leads: [HTT]"))
    ran = siplan("validate", "--format", "json", plan=None, cwd=tmp_path)
    assert (ran.code, json.loads(ran.out)["schema"]) == (1, "siplan/validate/v1")


def test_two_plans_that_cannot_be_compared(tmp_path: Path) -> None:
    write_plan(tmp_path / "old", replaced("leads: [HT]", "leads: 5"))
    write_plan(tmp_path / "new", {})
    ran = siplan("diff", "./old", "./new", "--format", "json", plan=None, cwd=tmp_path)
    found = _failed(ran, 3)
    assert found["message"].startswith("not all of the base (./old) can be read")
    assert [one["file"] for one in found["findings"]] == ["old/priorities/1.yaml"]


def test_no_such_command_and_no_such_record() -> None:
    assert _failed(siplan("overdu", "--format", "json"), 2)["hint"] == "did you mean overdue?"
    assert "9.9.9" in _failed(siplan("show", "9.9.9", "--format", "json"), 2)["message"]
