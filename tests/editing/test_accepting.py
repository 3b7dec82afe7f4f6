"""Accepting readings writes the lines that the words say for certain, and leaves everything else to the byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, loaded, write_plan
from si_plan.cli.app import run
from si_plan.editing.accepting import find_acceptances

WITHOUT_DATES = {PRIORITY: BASE[PRIORITY].replace("        due: 2016-09\n", "")}
LIKELY = {PRIORITY: WITHOUT_DATES[PRIORITY].replace("By Sept 2016", "Sept 14")}


def test_what_is_certain_is_offered(tmp_path: Path) -> None:
    plan = loaded(write_plan(tmp_path, WITHOUT_DATES)).plan
    assert plan is not None
    (one,) = find_acceptances(plan)
    assert (one.compared.tracked.id, one.lines) == ("1.1.1", ("due: 2016-09",))


def test_what_is_only_likely_is_left_to_a_person(tmp_path: Path) -> None:
    plan = loaded(write_plan(tmp_path, LIKELY)).plan
    assert plan is not None
    assert find_acceptances(plan) == []


def test_nothing_is_written_without_being_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_plan(tmp_path, WITHOUT_DATES)
    assert run(["--plan", str(folder), "edit", "--fill-dates", "--dry-run"]) == 0
    assert "due: 2016-09" in capsys.readouterr().out
    assert (folder / PRIORITY).read_text() == WITHOUT_DATES[PRIORITY]


def test_a_plan_that_lacks_no_reading_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--plan", str(write_plan(tmp_path)), "edit", "--fill-dates", "--dry-run"]) == 0
    assert "No record lacks a date that its words say for certain" in capsys.readouterr().out


def test_write_adds_the_line_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, WITHOUT_DATES)
    assert run(["--plan", str(folder), "edit", "--fill-dates"]) == 0
    assert (folder / PRIORITY).read_text() == BASE[PRIORITY]
    assert run(["--plan", str(folder), "edit", "--fill-dates"]) == 0
    assert (folder / PRIORITY).read_text() == BASE[PRIORITY]


def test_only_the_records_named(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, WITHOUT_DATES)
    assert run(["--plan", str(folder), "edit", "M1", "--fill-dates"]) == 0
    assert (folder / PRIORITY).read_text() == WITHOUT_DATES[PRIORITY]
    assert run(["--plan", str(folder), "edit", "1.1", "--fill-dates"]) == 0
    assert (folder / PRIORITY).read_text() == BASE[PRIORITY]


def test_an_unknown_id_is_a_usage_error(tmp_path: Path) -> None:
    assert run(["--plan", str(write_plan(tmp_path)), "edit", "9.9", "--fill-dates"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_the_mode_is_kept_and_no_temporary_file_stays(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, WITHOUT_DATES)
    (folder / PRIORITY).chmod(0o640)
    run(["--plan", str(folder), "edit", "--fill-dates"])
    assert stat.S_IMODE((folder / PRIORITY).stat().st_mode) == 0o640
    assert [one.name for one in (folder / "priorities").iterdir()] == ["1.yaml"]
