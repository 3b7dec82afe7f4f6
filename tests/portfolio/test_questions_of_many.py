"""The commands that ask a portfolio, each plan in a process of its own: what they show, and what they refuse."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

import trust
from running import Ran, siplan

ON = trust.BOARD.isoformat()
TWO = ("ashgrave-infant", "ashgrave-junior")
"""The two schools that share an executive headteacher."""
_FOLDER = TemporaryDirectory(prefix="siplan-questions-")


@cache
def portfolio() -> Path:
    """A portfolio of two schools of the trust."""
    folder = Path(_FOLDER.name)
    trust.write_trust(folder)
    told = yaml.safe_load((folder / "portfolio.yaml").read_text(encoding="utf-8"))
    told["members"] = [member for member in told["members"] if member.get("id") in TWO]
    path = folder / "two.yaml"
    path.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    return path


def ask(*arguments: str, tty: bool = False) -> Ran:
    return siplan(*arguments, "--as-of", ON, plan=portfolio(), tty=tty, env={"COLUMNS": "80", "NO_COLOR": "1"})


def test_one_lead_across_plans() -> None:
    """An executive headteacher, whom two plans know by a title, sees what both expect of them."""
    ran = ask("by-owner", "Executive Headteacher", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert (told["schema"], told["lead"]) == ("siplan/by-owner/v1", "EHT")
    assert {row["member"] for row in told["rows"]} == set(TWO)
    assert {one["member"] for own in told["groups"].values() for one in own} == set(TWO)
    assert told["portfolio"]["members"] == 2
    assert "state" not in told, "how a role is held is each plan's own business"


def test_on_a_narrow_terminal_the_member_comes_first_and_the_heading_names_the_portfolio() -> None:
    lines = ask("slippage", "--by", "member", tty=True).out.splitlines()
    assert " in 2 plans of Merrowfen Learning Trust: " in " ".join(lines[:2])
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.startswith("ashgrave-infant Ashgrave Infant School: 2 records, 3 times")]


def test_a_name_that_no_plan_knows_is_an_error() -> None:
    ran = ask("by-owner", "EHX")
    assert (ran.code, ran.out) == (2, "")
    assert "no plan answers that: no lead is called EHX (did you mean EHT, Executive Headteacher?)" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "1.1"),
        ("list", "--kind", "note"),
        ("list", "--state", "lost"),
        ("status", "--timeline"),
        ("status", "--trend"),
        ("coverage", "--matrix"),
        ("slippage", "--by", "area"),
        ("due", "--by", "priority"),
    ],
)
def test_what_only_one_plan_can_answer_is_refused_before_any_is_asked(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("si_plan.portfolio.asking.run_each", None)
    ran = ask(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "(" in ran.err, "a refusal says what to do"


def test_one_plan_has_no_members_to_group_by() -> None:
    ran = siplan("slippage", "--by", "region")
    assert ran.code == 2
    assert "one plan has no regions (group by lead, priority or area)" in ran.err
