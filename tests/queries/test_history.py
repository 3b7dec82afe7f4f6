"""A record's history: its log in its order, and the commits that touched its lines."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from asking import entries, logged, shipped
from example_plan import BASE, PRIORITY, write_plan
from si_plan.cli.app import run
from si_plan.errors import UsageError
from si_plan.queries.history import history


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=An Officer", "-c", "user.email=officer@example.org")
    subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True)


def committed(folder: Path, subject: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-m", subject)


def test_the_log_is_told_in_its_order_with_what_was_voided() -> None:
    plan = logged("2016-10-03 status: complete", "2016-10-04 voids: 1, reason: Wrong milestone")
    told = history(plan, "1.1", []).log
    assert [(one.place, str(one.entry.on), one.voided_by) for one in told] == [
        (1, "2016-10-03", 2),
        (2, "2016-10-04", None),
    ]


def test_an_unknown_record() -> None:
    with pytest.raises(UsageError, match=r"no 1\.1\.9"):
        history(logged(), "1.1.9", [])


def test_the_commits_that_touched_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_plan(tmp_path / "plan")
    git(tmp_path, "init", "-q")
    committed(tmp_path, "Adopt the plan")
    (folder / PRIORITY).write_text(BASE[PRIORITY].replace("Every pupil", "Each pupil"))
    committed(tmp_path, "Reword the priority")
    (folder / PRIORITY).write_text((folder / PRIORITY).read_text().replace("due: 2016-09", "due: 2016-10"))
    committed(tmp_path, "Correct ::error:: the date")
    assert run(["--plan", str(folder), "show", "1.1.1", "--history"]) == 0
    out = capsys.readouterr().out
    assert "Adopt the plan" in out
    assert "Reword the priority" not in out
    assert "::error" not in out
    assert "the date" in out


def test_the_commits_that_dated_what_it_counts_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "plan.yaml": BASE["plan.yaml"].replace("1", "3", 1) + "events:\n  - id: visit\n    what: The visit\n",
        PRIORITY: BASE[PRIORITY].replace("due: 2016-09", "due: {after: visit, weeks: 6}"),
    }
    folder = write_plan(tmp_path / "plan", files)
    git(tmp_path, "init", "-q")
    committed(tmp_path, "Adopt the plan")
    (folder / "plan.yaml").write_text(files["plan.yaml"] + "    on: 2016-06-06\n")
    committed(tmp_path, "Date the visit")
    assert run(["--plan", str(folder), "show", "1.1.1", "--history"]) == 0
    own, of_event = capsys.readouterr().out.split("Commits that touched visit, from which it counts")
    assert "Date the visit" not in own
    assert "Date the visit" in of_event


def test_outside_a_repository_the_log_is_still_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = entries("2016-10-03 status: complete, evidence: [Minutes of 3 October]")
    folder = write_plan(tmp_path, {"progress/1.1.yaml": log})
    assert run(["--plan", str(folder), "show", "1.1.1", "--history"]) == 0
    assert "Minutes of 3 October" in capsys.readouterr().out


def test_a_role_goes_by_its_alias_here_too() -> None:
    assert history(shipped(), "his", []).id == history(shipped(), "Head of School Improvement", []).id == "HSI"
