"""siplan as a library, called as its users would call it."""

from __future__ import annotations

import ast
import gc
import inspect
import re
import subprocess
import sys
import weakref
from datetime import date, timedelta
from pathlib import Path

import pytest

import ref_plan
import si_plan
from example_plan import BASE, SHIPPED, replaced, write_plan

DAY = date(2016, 9, 1)


@pytest.fixture(scope="module")
def plan() -> si_plan.Plan:
    return si_plan.load(SHIPPED)


def test_a_plan_and_what_is_overdue(plan: si_plan.Plan) -> None:
    found = si_plan.overdue(plan, DAY)
    assert len(found.rows) == 12
    assert all(isinstance(row, si_plan.TrackedRow) for row in found.rows)
    assert [row.id for row in found.rows if row.basis == "judged"] == ["7.1.1", "7.3.1", "7.3.2", "7.4.2", "7.5.1"]


def test_filters_are_those_of_the_command_line(plan: si_plan.Plan) -> None:
    theirs = si_plan.overdue(plan, DAY, lead="HSI", area="1", priority="4").rows
    assert [row.id for row in theirs] == ["4.2.2", "4.3.1"]
    assert si_plan.overdue(plan, DAY, basis="judged", lead="HSI").rows == []
    with pytest.raises(si_plan.UsageError, match="no lead is called HSJ") as told:
        si_plan.overdue(plan, DAY, lead="HSJ")
    assert "HSI" in told.value.hint


def test_what_falls_due(plan: si_plan.Plan) -> None:
    month = si_plan.due(plan, DAY).rows
    assert len(month) == 21
    assert si_plan.due(plan, DAY, within=timedelta(days=0)).rows == []
    assert len(si_plan.due(plan, DAY, within=timedelta(days=365), every=True).rows) > len(
        si_plan.due(plan, DAY, within=timedelta(days=365)).rows
    )


def test_the_other_questions(plan: si_plan.Plan) -> None:
    assert len(si_plan.by_owner(plan, DAY, "HSI").actions) == 16
    assert si_plan.by_owner(plan, DAY, "Head of School Improvement") == si_plan.by_owner(plan, DAY, "HSI")
    assert [row.actions for row in si_plan.coverage(plan, DAY)] == [23, 11, 6, 8, 5]
    assert si_plan.status(plan, DAY).totals.milestones.overdue == 11
    reading = si_plan.read_deadline("By Dec 2016")
    assert (str(reading.ends), reading.confidence) == ("2016-12", "certain")


def test_a_plan_with_errors_is_told_whole(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, replaced("leads: [HT]", "leads: [HD, HF]"))
    with pytest.raises(si_plan.PlanError, match=r"priorities/1.yaml:8:13 .*HD.*, and 1 more") as told:
        si_plan.load(folder)
    assert [one.code for one in told.value.diagnostics] == ["unknown-lead", "unknown-lead"]
    assert told.value.diagnostics == [one for one in si_plan.check(folder) if one.severity == "error"]
    assert isinstance(told.value, si_plan.SiplanError)


def test_a_folder_that_is_not_there_or_holds_no_plan(tmp_path: Path) -> None:
    for ask in (si_plan.load, si_plan.check):
        with pytest.raises(si_plan.PlanNotFoundError, match="there is no folder"):
            ask(tmp_path / "none")
    with pytest.raises(si_plan.PlanError, match=r"plan\.yaml is missing"):
        si_plan.load(tmp_path)
    assert {one.code for one in si_plan.check(str(tmp_path))} == {"missing-file"}


def test_check_lists_what_validate_lists() -> None:
    found = si_plan.check(SHIPPED)
    assert len(found) == 13
    assert all(one.answered_by for one in found)


def test_check_grades_by_the_plans_own_policy(tmp_path: Path) -> None:
    files = {
        "plan.yaml": BASE["plan.yaml"] + "policy: {severities: {unused-role: error}}\n",
        "roles.yaml": BASE["roles.yaml"] + "- code: HX\n  title: Head\n  kind: post\n",
    }
    folder = write_plan(tmp_path, files)
    assert [(one.code, one.severity) for one in si_plan.check(folder)] == [("unused-role", "error")]


def test_a_plan_differs_from_itself_in_nothing_and_from_another_by_record(tmp_path: Path) -> None:
    base = si_plan.load(write_plan(tmp_path / "old"))
    head = si_plan.load(write_plan(tmp_path / "new", replaced("due: 2016-09", "due: 2016-10")))
    assert si_plan.diff(base, base, DAY).changes == []
    found = si_plan.diff(base, head, DAY).changes
    assert [(one.record, one.field) for one in found] == [("1.1.1", "due")]
    assert all(isinstance(one, si_plan.Change) for one in found)


def test_the_documented_example(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root = SHIPPED.parent
    monkeypatch.chdir(root)
    (example,) = re.findall(
        r"```python\n(import si_plan.*?|from .*?si_plan.*?)```",
        (root / "docs" / "engineer.md").read_text("utf-8"),
        re.DOTALL,
    )
    exec(example, {})  # noqa: S102 - the page's own
    assert [line.partition(" ")[0] for line in capsys.readouterr().out.splitlines()] == ["4.2.2", "4.3.1"]


def test_public_names_are_there_documented_and_no_others_are_promised() -> None:
    listed = {name for names in si_plan._HOMES.values() for name in names}
    assert listed == set(si_plan.__all__)
    for name in si_plan.__all__:
        assert inspect.getdoc(getattr(si_plan, name)), name
        assert name in dir(si_plan)
    with pytest.raises(AttributeError, match="si_plan has no nonsense"):
        _ = si_plan.nonsense


def test_what_a_type_checker_sees_is_what_there_is() -> None:
    tree = ast.parse(Path(si_plan.__file__).read_text("utf-8"))
    seen = {
        (str(node.module).removeprefix("si_plan."), alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("si_plan.")
        for alias in node.names
    }
    assert seen == {(home, name) for home, names in si_plan._HOMES.items() for name in names}


def test_importing_it_loads_nothing_of_siplan() -> None:
    code = (
        "import sys, si_plan; print([one for one in sys.modules if one.startswith(('si_plan.', 'yaml', 'pydantic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_no_plan_outlives_its_use(tmp_path: Path) -> None:
    kept = []
    rows = []
    for number in range(5):
        plan = si_plan.load(write_plan(tmp_path / str(number), replaced("Tutors trained", f"Tutors {number} trained")))
        rows += si_plan.overdue(plan, date(2017, 1, 1)).rows
        si_plan.status(plan, DAY), si_plan.coverage(plan, DAY), si_plan.by_owner(plan, DAY, "HT")
        si_plan.diff(plan, plan, DAY)
        kept.append(weakref.ref(plan))
    del plan
    gc.collect()
    assert [one() for one in kept] == [None] * 5
    assert len(rows) == 5


def test_the_library_takes_refs_and_gives_them(tmp_path: Path) -> None:
    plan = si_plan.load(ref_plan.write(tmp_path))
    rows = si_plan.overdue(plan, date(2016, 11, 15), area="4A", priority="lm").rows
    assert [(row.id, row.ref) for row in rows] == [("71.32.1", "2/1")]
    with pytest.raises(si_plan.SiplanError, match="the plan has no area"):
        si_plan.overdue(plan, DAY, area="71.31")
