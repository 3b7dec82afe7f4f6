"""Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 no plan or none that answers; and what goes to which stream."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import replaced, write_plan
from repository import git
from running import ON, QUERIES, process, siplan

BROKEN = replaced("leads: [HT]", "leads: [HTT]")


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_answers_with_0(query: str) -> None:
    ran = siplan(query, *QUERIES[query], *ON)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\n")


@pytest.mark.parametrize("query", QUERIES)
def test_a_plan_with_errors_answers_no_query(query: str, tmp_path: Path) -> None:
    ran = siplan(query, *QUERIES[query], *ON, plan=write_plan(tmp_path / "plan", BROKEN))
    assert (ran.code, ran.out) == (3, "")
    assert "priorities/1.yaml:8:13: error: " in ran.err
    assert "[unknown-lead]" in ran.err
    assert "did you mean HT?" in ran.err
    assert "--at REF" in ran.err


def test_validate_says_so_on_standard_output_and_ends_with_1(tmp_path: Path) -> None:
    ran = siplan("validate", plan=write_plan(tmp_path / "plan", BROKEN))
    assert (ran.code, ran.err) == (1, "")
    assert "[unknown-lead]" in ran.out


def test_validate_of_the_shipped_plan_ends_with_0() -> None:
    ran = siplan("validate")
    assert (ran.code, ran.err) == (0, "")
    assert "no errors, no warnings" in ran.out


def test_warnings_change_the_exit_code_only_with_strict(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("        due: 2016-09\n", "        type: outcome\n"))
    assert siplan("validate", plan=plan).code == 0
    assert siplan("validate", "--strict", plan=plan).code == 1
    assert "warning" in siplan("validate", plan=plan).out
    assert siplan("overdue", plan=plan).code == 0


def test_answered_warnings_are_listed_on_demand_and_never_fail() -> None:
    ran = siplan("validate", "--answered", "--strict")
    assert ran.code == 0
    assert "(answered by N" in ran.out
    assert "(answered by N" not in siplan("validate").out


@pytest.mark.parametrize(
    ("query", "filters", "code"),
    [
        ("overdue", (), 1),
        ("overdue", ("--lead", "HSPR"), 0),
        ("overdue", ("--as-of", "2016-01-01"), 0),
        ("due", (), 1),
        ("due", ("--within", "0d"), 0),
        ("list", ("--state", "done"), 0),
        ("list", ("--state", "undated"), 1),
        ("coverage", (), 1),
        ("slippage", (), 0),
        ("list", ("--kind", "departure", "--lead", "HSPR"), 0),
        ("list", ("--lead", "HSPR", "--kind", "observation"), 1),
        ("list", ("--kind", "note", "--lead", "SIO", "--priority", "8"), 0),
    ],
)
def test_exit_code_option_ends_with_1_where_there_are_rows(query: str, filters: tuple[str, ...], code: int) -> None:
    options = ("--exit-code", *(() if "--as-of" in filters else ON), *filters)
    assert siplan(query, *options).code == code
    assert siplan(query, *options, "--format", "json").code == code


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_the_answer_stands_on_standard_output_with_exit_code_too(form: str) -> None:
    asked = ("overdue", *ON, "--format", form)
    assert siplan(*asked, "--exit-code").out == siplan(*asked).out


@pytest.mark.parametrize("query", QUERIES)
def test_no_plan_ends_with_3(query: str, tmp_path: Path) -> None:
    ran = siplan(query, *QUERIES[query], plan=None, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("siplan: there is no plan here")
    assert "--plan" in ran.err


def test_a_plan_of_another_name_is_found_in_its_repository(tmp_path: Path) -> None:
    write_plan(tmp_path / "improvement")
    (tmp_path / "other").mkdir()
    assert siplan("validate", plan=None, cwd=tmp_path).code == 3, "outside of a repository nothing is looked for"
    git(tmp_path, "init", "--quiet")
    for where in (".", "other", "improvement", "improvement/priorities"):
        assert siplan("validate", plan=None, cwd=tmp_path / where).code == 0
    write_plan(tmp_path / "second")
    ran = siplan("validate", plan=None, cwd=tmp_path)
    assert (ran.code, ran.err) == (
        2,
        "siplan: there are several plans here: improvement, second (use --plan to name one)\n",
    )
    write_plan(tmp_path / "plan")
    assert siplan("validate", plan=None, cwd=tmp_path).code == 0


def test_a_plan_beyond_the_repository_comes_last(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"areas.yaml": "["})
    inner = tmp_path / "repository"
    inner.mkdir()
    git(inner, "init", "--quiet")
    assert siplan("validate", plan=None, cwd=inner).code == 1
    write_plan(inner / "improvement")
    assert siplan("validate", plan=None, cwd=inner).code == 0


def test_no_plan_is_found_through_a_link_of_another_name(tmp_path: Path) -> None:
    write_plan(tmp_path / "elsewhere")
    inner = tmp_path / "repository"
    inner.mkdir()
    git(inner, "init", "--quiet")
    (inner / "improvement").symlink_to(tmp_path / "elsewhere")
    ran = siplan("update", "1.1.1", "--note", "x", plan=None, cwd=inner)
    assert (ran.code, (tmp_path / "elsewhere" / "progress").exists()) == (3, False)


def test_no_such_folder_ends_with_3(tmp_path: Path) -> None:
    ran = siplan("overdue", plan=tmp_path / "nowhere")
    assert (ran.code, ran.out) == (3, "")
    assert "nowhere" in ran.err


def test_an_empty_folder_ends_with_3_and_says_what_is_missing(tmp_path: Path) -> None:
    ran = siplan("overdue", plan=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "plan.yaml" in ran.err
    assert siplan("validate", plan=tmp_path).code == 1


def test_schema_check(tmp_path: Path) -> None:
    assert siplan("init", "--schemas", "--check").code == 0
    plan = str(write_plan(tmp_path / "plan"))
    stale = siplan("init", plan, "--schemas", "--check", plan=None)
    assert stale.code == 1
    assert "plan.schema.json is out of date" in stale.out
    assert not (tmp_path / "schemas").exists()
    assert siplan("init", plan, "--schemas", plan=None).code == 0
    assert siplan("init", plan, "--schemas", "--check", plan=None).code == 0


def test_as_real_processes(tmp_path: Path) -> None:
    assert process("overdue", *ON, "--exit-code").code == 1
    missing = process("overdue", cwd=tmp_path)
    assert (missing.code, missing.out) == (3, "")
    wrong = process("overdue", "--lead", "HSL")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "siplan: no lead is called HSL (did you mean HSI, Head of School Improvement?)\n"
