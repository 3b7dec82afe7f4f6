"""Which plan a command is about: --plan, then SIPLAN_PLAN, then the nearest plan/plan.yaml at or above."""

from __future__ import annotations

from pathlib import Path

from example_plan import BASE, write_plan
from running import siplan

_LISTED = ("list", "--format", "csv")


def titled(folder: Path, title: str) -> Path:
    return write_plan(folder, {"plan.yaml": BASE["plan.yaml"].replace("Improvement plan", title)})


def title_of(*, plan: Path | None = None, cwd: Path, env: dict[str, str] | None = None) -> str:
    ran = siplan("status", plan=plan, cwd=cwd, env=env or {})
    assert ran.code == 0, ran.err
    return ran.out.partition(" on ")[0]


def test_the_nearest_plan_above(tmp_path: Path) -> None:
    titled(tmp_path / "plan", "Outer")
    titled(tmp_path / "inner" / "plan", "Inner")
    deep = tmp_path / "inner" / "a" / "b"
    deep.mkdir(parents=True)
    assert title_of(cwd=tmp_path) == "Outer"
    assert title_of(cwd=tmp_path / "inner") == "Inner"
    assert title_of(cwd=deep) == "Inner"
    assert title_of(cwd=tmp_path / "inner" / "plan") == "Inner"


def test_a_folder_called_plan_without_plan_yaml_is_passed_over(tmp_path: Path) -> None:
    titled(tmp_path / "plan", "Outer")
    (tmp_path / "inner" / "plan").mkdir(parents=True)
    assert title_of(cwd=tmp_path / "inner") == "Outer"


def test_the_option_beats_the_variable_and_the_variable_the_folder(tmp_path: Path) -> None:
    titled(tmp_path / "plan", "Here")
    by_variable, by_option = titled(tmp_path / "v", "Variable"), titled(tmp_path / "o", "Option")
    env = {"SIPLAN_PLAN": str(by_variable)}
    assert title_of(cwd=tmp_path, env=env) == "Variable"
    assert title_of(cwd=tmp_path, env=env, plan=by_option) == "Option"


def test_a_variable_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    titled(tmp_path / "plan", "Here")
    ran = siplan(*_LISTED, plan=None, cwd=tmp_path, env={"SIPLAN_PLAN": str(tmp_path / "gone")})
    assert ran.code == 3


def test_diagnostics_name_files_from_where_one_stands(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"areas.yaml": "[\n"})
    (tmp_path / "docs").mkdir()
    assert siplan("validate", plan=None, cwd=tmp_path).out.startswith("plan/areas.yaml:")
    assert siplan("validate", plan=None, cwd=tmp_path / "docs").out.startswith("../plan/areas.yaml:")
