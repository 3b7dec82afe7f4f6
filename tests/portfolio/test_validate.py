"""`siplan validate` of a portfolio: which plans do not validate and where, and nothing that they quote."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from example_plan import BASE, PRIORITY, write_plan
from repository import commit_all, git
from running import Ran, process, siplan
from si_plan.formats.table import FindingsFormat
from si_plan.portfolio import checking
from si_plan.portfolio.checking import Checked
from si_plan.portfolio.members import Member
from si_plan.portfolio.running import Failure, run_each

PORTFOLIO = """\
format: 1
title: Harbour Trust
themes:
  - {id: reading, title: Reading}
members:
  - {id: oak, source: schools/oak/plan, areas: {A1: reading}}
  - source: schools/*/plan
"""
SECRET = "the head is leaving"
BROKEN = {PRIORITY: BASE[PRIORITY].replace("leads: [HT]", f"leads: [HT, {SECRET}]")}
WARNED = {PRIORITY: BASE[PRIORITY].replace("        due: 2016-09\n", "")}


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A portfolio of three schools without a mistake."""
    folder = tmp_path / "trust"
    for school in ("oak", "elm", "ash"):
        write_plan(folder / "schools" / school / "plan")
    (folder / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    return folder


def _one_after_the_other(
    work: Callable[[Member], Checked | Failure], members: Sequence[Member], _processes: int
) -> Iterator[tuple[int, Checked | Failure]]:
    for place, member in enumerate(members):
        yield place, pickle.loads(pickle.dumps(work(member)))


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans are read in this process, which is quicker."""
    monkeypatch.setattr(checking, "run_each", _one_after_the_other)


def _write(trust: Path, school: str, files: dict[str, str]) -> None:
    write_plan(trust / "schools" / school / "plan", files)


def _validated(trust: Path, *options: str) -> Ran:
    return siplan("validate", *options, plan=Path("portfolio.yaml"), cwd=trust)


def test_all_validate_in_processes_of_their_own(trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "run_each", run_each)
    ran = _validated(trust)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "All 3 plans validate\n\n3 plans, 16 files: no errors, no warnings.\n"


def test_which_do_not_is_the_first_line_and_each_is_listed(trust: Path) -> None:
    _write(trust, "elm", BROKEN)
    _write(trust, "ash", WARNED)
    ran = _validated(trust)
    assert ran.code == 1
    assert ran.out == (
        "1 of 3 plans does not validate: elm\n"
        "\n"
        "elm: 1 error, no warnings\n"
        "schools/elm/plan/priorities/1.yaml:8:17: error: a lead that is not in roles.yaml [unknown-lead]\n"
        "    siplan --plan schools/elm/plan validate shows it in full\n"
        "\n"
        "Warnings: ash 1\n"
        "3 plans, 16 files: 1 error, 1 warning.\n"
        "siplan explain unknown-lead says why it matters and how to put it right.\n"
    )
    strict = _validated(trust, "--strict")
    assert strict.code == 1
    assert strict.out.startswith("2 of 3 plans do not validate: ash, elm\n")
    assert "schools/ash/plan/priorities/1.yaml:11:9: warning: " in strict.out
    _write(trust, "elm", BASE)
    assert _validated(trust).code == 0
    assert _validated(trust, "--strict").code == 1


def test_a_member_that_cannot_be_read_is_listed_on_its_line(trust: Path) -> None:
    _write(trust, "elm", BROKEN)
    (trust / "portfolio.yaml").write_text(PORTFOLIO + "  - {id: fir, source: fir/plan}\n", encoding="utf-8")
    ran = _validated(trust)
    assert ran.code == 3
    assert ran.out.startswith("1 of 4 plans does not validate: elm; 1 cannot be read: fir\n")
    assert "portfolio.yaml:8:23: error: fir: there is no folder fir/plan [member-unread]\n" in ran.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {id: fir, source: schools/fir/plan}", "there is no folder schools/fir/plan"),
        ("  - {id: fir, source: schools/elms/plan}", "did you mean schools/elm/plan?"),
        ("  - {source: 'north/*'}", "no folder is called so"),
        ("  - {id: fir, source: out}", "a link leads out of the portfolio's folder, and is not followed"),
        ("  - {id: fir, source: schools/elm/plan, revision: gone}", "the plan is not in a git repository"),
        ("  - {id: elm, source: north/plan}", "another member has the id elm: list this one with its own"),
    ],
)
def test_why_a_member_cannot_be_read(trust: Path, line: str, said: str) -> None:
    write_plan(trust / "north" / "plan")
    if "north/*" in line:
        (trust / "north").rename(trust / "north-plan")
    (trust / "out").symlink_to(trust.parent)
    (trust / "portfolio.yaml").write_text(f"{PORTFOLIO}{line}\n", encoding="utf-8")
    ran = _validated(trust)
    assert ran.code == 3
    assert "[member-unread]" in ran.out
    assert said in ran.out


def test_what_the_portfolio_itself_has_wrong_is_told_and_no_plan_is_read(trust: Path) -> None:
    (trust / "portfolio.yaml").write_text(PORTFOLIO.replace("A1: reading", "A1: readnig"), encoding="utf-8")
    ran = _validated(trust)
    assert ran.code == 1
    assert ran.out.startswith("portfolio.yaml:6:53: error: there is no theme readnig [unknown-theme]\n")
    assert "    did you mean reading?\n" in ran.out
    assert "\n1 file: 1 error, no warnings.\n" in ran.out


def test_an_area_that_no_plan_has_is_told_where_its_theme_is(trust: Path) -> None:
    text = PORTFOLIO.replace("{A1: reading}", "{A1: reading, A7: reading}")
    (trust / "portfolio.yaml").write_text(text + "    areas: {A1: reading, A8: reading}\n", encoding="utf-8")
    ran = _validated(trust, "--format", "concise")
    assert ran.code == 1
    assert "portfolio.yaml:6:62: error: oak has no area A7 [unknown-area]\n" in ran.out
    assert "portfolio.yaml:8:26: error: no plan of schools/*/plan has an area A8 [unknown-area]\n" in ran.out
    extra = BASE["areas.yaml"] + "- {id: A8, title: Attendance}\n"
    _write(trust, "ash", {"areas.yaml": extra})
    assert "A8" not in _validated(trust, "--format", "concise").out


@pytest.mark.parametrize("form", FindingsFormat)
def test_nothing_that_a_plan_says_crosses(trust: Path, form: FindingsFormat) -> None:
    _write(trust, "elm", BROKEN)
    for options in ((), ("--strict",)):
        ran = _validated(trust, "--format", form.value, *options)
        assert ran.code == 1
        assert "schools/elm/plan/priorities/1.yaml" in ran.out
        assert SECRET not in ran.out
        assert "leaving" not in ran.out


def test_json_has_each_plan_and_the_rows_that_one_plan_has(trust: Path) -> None:
    _write(trust, "elm", BROKEN)
    (trust / "portfolio.yaml").write_text(PORTFOLIO + "  - {id: fir, source: fir/plan}\n", encoding="utf-8")
    said: dict[str, Any] = json.loads(_validated(trust, "--format", "json").out)
    assert said["schema"] == "siplan/validate/v1"
    plans = {plan["member"]: plan for plan in said["plans"]}
    assert sorted(plans) == ["ash", "elm", "fir", "oak"]
    assert plans["elm"] == {
        "member": "elm", "unread": None, "files": 5, "errors": 1, "warnings": 0, "known_warnings": 0,
    }  # fmt: skip
    assert plans["fir"]["unread"] == "there is no folder fir/plan"
    one = json.loads(siplan("validate", "--format", "json", plan=trust / "schools" / "elm" / "plan").out)
    assert [row["member"] for row in said["rows"]] == [None, "elm"]
    assert {"member", *one["rows"][0]} == set(said["rows"][1])
    assert one["rows"][0]["line"] == said["rows"][1]["line"]


def test_only_the_first_findings_of_a_plan_are_listed_and_all_are_counted(trust: Path) -> None:
    leads = ", ".join(f"X{number}" for number in range(7))
    _write(trust, "elm", {PRIORITY: BASE[PRIORITY].replace("leads: [HT]", f"leads: [{leads}]")})
    ran = _validated(trust)
    assert ran.out.count("[unknown-lead]") == 3
    assert "elm: 7 errors, no warnings\n" in ran.out
    assert "siplan --plan schools/elm/plan validate shows all 7 in full\n" in ran.out


def test_the_command_that_shows_a_plan_is_one_word_to_a_shell(trust: Path) -> None:
    folder = trust / "schools" / "elm" / "plan"
    _write(trust, "elm", BROKEN)
    folder.rename(trust / "$(touch x); plan")
    (trust / "portfolio.yaml").write_text(
        "format: 1\ntitle: T\nmembers: [{id: elm, source: '$(touch x); plan'}]\n", encoding="utf-8"
    )
    assert "siplan --plan '$(touch x); plan' validate shows it in full\n" in _validated(trust).out


def test_a_pinned_plan_is_read_at_its_revision(trust: Path) -> None:
    home = trust / "schools" / "elm"
    _write(trust, "elm", BROKEN)
    git(home, "init", "-q", "-b", "main")
    commit_all(home, "Begin")
    git(home, "tag", "board")
    _write(trust, "elm", BASE)
    pinned = PORTFOLIO + "  - {id: elm, source: schools/elm/plan, revision: board}\n"
    (trust / "portfolio.yaml").write_text(pinned, encoding="utf-8")
    ran = _validated(trust)
    assert ran.code == 1
    assert "schools/elm/plan/priorities/1.yaml:8:17: error: a lead that is not in roles.yaml" in ran.out
    assert "its plan is read at board: correct it, and name a later revision\n" in ran.out


def test_paths_begin_where_the_reader_is_or_at_the_root_of_the_repository(trust: Path) -> None:
    _write(trust, "elm", BROKEN)
    git(trust.parent, "init", "-q", "-b", "main")
    for form, expected in (("concise", "portfolio"), ("github", "trust")):
        ran = siplan("validate", "--format", form, plan=Path("../portfolio.yaml"), cwd=trust / "schools")
        before = "../" if form == "concise" else "trust/"
        assert f"{before}schools/elm/plan/priorities/1.yaml" in ran.out, expected


@pytest.mark.parametrize("option", [("--since", "HEAD"), ("--answered",)])
def test_what_only_one_plan_has_is_refused(trust: Path, option: tuple[str, ...]) -> None:
    ran = _validated(trust, *option)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"siplan: {option[0]} is for one plan at a time, not for a portfolio "
        "(name the folder of one member with --plan)\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
@pytest.mark.parametrize("form", FindingsFormat)
def test_names_of_folders_act_on_nothing(trust: Path, form: FindingsFormat) -> None:
    for name in ("esc\x1b[31m", "new\n::error::x", "\u202eevil", "%0A::set-output"):
        (trust / "schools" / "elm").rename(trust / "schools" / name)
        ran = _validated(trust, "--format", form.value)
        assert ran.code == 3
        assert "member-unread" in ran.out
        assert not {"\x1b", "\u202e"} & set(ran.out)
        assert not [line for line in ran.out.splitlines() if line.startswith(("::error::x", "::set-output"))]
        (trust / "schools" / name).rename(trust / "schools" / "elm")


@pytest.mark.slow
def test_a_plan_over_its_limits_is_listed(trust: Path) -> None:
    (trust / "schools" / "elm" / "plan" / "priorities" / "2.yaml").write_bytes(b"#" * (2 << 20))
    ran = process("--plan", "portfolio.yaml", "validate", cwd=trust)
    assert ran.code == 1
    assert "schools/elm/plan/priorities/2.yaml:1:1: error: a file over 1 MiB [file-too-large]" in ran.out
