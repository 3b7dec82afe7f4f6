"""`siplan explain`: one code or all, in each format, with or without a plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import siplan
from si_plan.diagnostics import CODES


def test_needs_no_plan(tmp_path: Path) -> None:
    ran = siplan("explain", "unknown-lead", plan=None, cwd=tmp_path)
    assert ran.code == 0
    assert "A lead that is not in roles.yaml." in ran.out
    assert "To fix it:" in ran.out
    assert "    leads: [HTT]\n" in ran.out


def test_lists_every_code_in_a_line() -> None:
    lines = siplan("explain").out.splitlines()
    assert [line.split()[0] for line in lines if line.partition(" ")[0] in CODES] == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_format(code: str) -> None:
    (row,) = json.loads(siplan("explain", code, "--format", "json").out)["rows"]
    assert row["code"] == code
    assert row["why"]
    assert row["remedy"]
    assert siplan("explain", code, "--format", "markdown").out.startswith(f"## {code} (")
    for columns in ("40", "200"):
        assert siplan("explain", code, tty=True, env={"COLUMNS": columns}).code == 0


def test_json_of_all() -> None:
    rows = json.loads(siplan("explain", "--format", "json").out)["rows"]
    assert [row["code"] for row in rows] == list(CODES)


def test_tab_is_shown_as_one() -> None:
    assert "    ⇥title: Reading\n" in siplan("explain", "tab-indentation").out


def test_misspelt_code_is_a_usage_error() -> None:
    ran = siplan("explain", "unknown-laed")
    assert ran.code == 2
    assert "did you mean unknown-lead?" in ran.err


def test_example_of_a_change_says_what_stood_before_and_after() -> None:
    out = siplan("explain", "record-removed").out
    assert "\npriorities/1.yaml before\n" in out
    assert "\npriorities/1.yaml after\n" in out
