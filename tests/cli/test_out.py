"""Answers written to a file: the form by its name, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from example_plan import SHIPPED, write_plan
from repository import commit_all, git
from running import ON, QUERIES, siplan
from si_plan.cli.app import COMMANDS, app


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("x.txt", b"Overdue on 1 September 2016: 11 milestones, 1 duty\n"),
        ("x.json", b'{\n  "schema": "siplan/overdue/v1"'),
        ("x.jsonl", b'{"kind": "milestone"'),
        ("x.CSV", b"\xef\xbb\xbfkind,id,action"),
        ("x.md", b"## Overdue on 1 September 2016: 11 milestones, 1 duty\n"),
    ],
)
def test_the_ending_says_which_form(name: str, beginning: bytes, tmp_path: Path) -> None:
    ran = siplan("overdue", *ON, "--out", str(tmp_path / name), tty=True)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_option_wins_over_the_ending(tmp_path: Path) -> None:
    assert siplan("overdue", *ON, "--format", "json", "--out", str(tmp_path / "x.txt")).code == 0
    assert json.loads((tmp_path / "x.txt").read_bytes())["as_of"] == "2016-09-01"


def test_a_file_holds_what_standard_output_would(tmp_path: Path) -> None:
    siplan("list", *ON, "--out", str(tmp_path / "x.txt"))
    assert (tmp_path / "x.txt").read_text("utf-8") == siplan("list", *ON).out


def test_exit_code_goes_with_it(tmp_path: Path) -> None:
    assert siplan("overdue", *ON, "--exit-code", "--out", str(tmp_path / "x.csv")).code == 1
    assert (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("x.docx", "cannot tell the format from"),
        ("x", "cannot tell the format from"),
        ("no/x.csv", "there is no folder"),
    ],
)
def test_wrong_names_are_told(out: str, said: str, tmp_path: Path) -> None:
    ran = siplan("overdue", *ON, "--out", str(tmp_path / out))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    ran = siplan("overdue", *ON, "--out", str(tmp_path / "x.csv"))
    assert (ran.code, "is a folder" in ran.err) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="modes and devices")
def test_what_stood_there_keeps_its_mode_and_devices_are_written_to(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("old")
    file.chmod(0o640)
    siplan("overdue", *ON, "--out", str(file))
    assert file.stat().st_mode & 0o777 == 0o640
    assert siplan("overdue", *ON, "--format", "csv", "--out", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_device_is_told() -> None:
    ran = siplan("overdue", *ON, "--format", "csv", "--out", "/dev/full")
    assert ran.code == 3
    assert "siplan cannot write" in ran.err


def test_who_reads_the_file_meanwhile_has_the_old_one_whole(tmp_path: Path) -> None:
    """It is not written where it stands, in which its reader would find the half of either."""
    file = tmp_path / "x.csv"
    file.write_text("old")
    with file.open() as reader:
        assert siplan("overdue", *ON, "--out", str(file)).code == 0
        assert reader.read() == "old"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfkind,id")
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


OUT_ON_A_FULL_DISK = """
import resource, signal, sys
from si_plan.cli.app import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
sys.exit(run(sys.argv[1:]))
"""
"""The system itself refuses to write more than a few bytes. -B: of the modules that are imported then, Python would
keep the few bytes as their compiled code."""


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (("overdue", *ON, "--format", "csv"), None),
        (("overdue", *ON, "--format", "csv"), "old"),
        (("report", *ON, "--format", "md"), "old"),
        (("calendar", *ON), None),
    ],
)
def test_a_full_disk_leaves_what_was_there_and_nothing_else(
    asked: tuple[str, ...], before: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "x"
    if before is not None:
        file.write_text(before)
    command = [sys.executable, "-B", "-c", OUT_ON_A_FULL_DISK, "--plan", str(SHIPPED), *asked, "--out", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert ": File too large (nothing was changed)" in done.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == ([("x", before)] if before else [])


# Nothing but recording writes inside a plan's folder.

FORMS: dict[str, tuple[str, ...]] = {
    "report": ("--format", "md"),
    "return": ("HT", "--force"),
    "calendar": (),
}
"""How to call what writes to --out and is no query."""


@cache
def writers() -> dict[str, tuple[str, ...]]:
    """Every command that has --out, with the arguments that let it write."""
    group: Any = get_command(app)
    having = [name for name in COMMANDS if any("--out" in one.opts for one in group.get_command(None, name).params)]
    return {name: FORMS.get(name, (*QUERIES.get(name, ()), "--format", "csv")) for name in having}


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, empty folders too."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else b"" for name, path in found.items()}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a plan, another beside it, and links to the plan, to a file and a folder of it."""
    write_plan(tmp_path / "plan")
    write_plan(tmp_path / "other")
    (tmp_path / "link").symlink_to("plan", target_is_directory=True)
    (tmp_path / "inner").symlink_to("plan/priorities", target_is_directory=True)
    (tmp_path / "x.csv").symlink_to("plan/plan.yaml")
    (tmp_path / "new.csv").symlink_to("plan/new.csv")
    return tmp_path


INSIDE = (
    "plan/plan.yaml", "plan/new.yaml", "plan/new.csv", "plan/progress/1.1.csv", "plan/priorities/new/x.csv", "plan",
    "link/new.csv", "inner/new.csv", "x.csv", "new.csv", "inner/../new.csv", "other/new.csv",
)  # fmt: skip
SOME_INSIDE = ("plan/plan.yaml", "link/new.csv", "new.csv")


def test_every_command_that_writes_a_file_is_tried() -> None:
    assert set(writers()) >= {*FORMS, "overdue", "export", "show"}
    assert set(FORMS) <= set(writers())


@pytest.mark.parametrize(
    ("name", "asked"),
    [*((name, "plan") for name in writers()), *(("overdue", at) for at in ("link", "link/plan.yaml"))],
)
def test_nothing_is_written_into_a_plan(name: str, asked: str, plans: Path) -> None:
    """By no query but the first at every place: all of them write in the same way."""
    before = contents(plans)
    for out in INSIDE if name == "overdue" or name not in QUERIES else SOME_INSIDE:
        ran = siplan(name, *writers()[name], "--out", out, plan=Path(asked), cwd=plans)
        assert (ran.code, ran.out) == (2, ""), out
        if name != "return" or out.endswith(".csv"):  # which says first that a return is a workbook or CSV
            assert f"{out} is in the folder of a plan (name a file outside" in ran.err
    assert contents(plans) == before


def test_a_plan_without_its_details_is_written_into_no_more_than_another(plans: Path) -> None:
    git(plans, "init", "-q")
    commit_all(plans, "Begin")
    (plans / "plan" / "plan.yaml").unlink()
    ran = siplan("overdue", "--at", "HEAD", "--out", "plan/x.csv", plan=Path("plan"), cwd=plans)
    assert (ran.code, "is in the folder of a plan" in ran.err) == (2, True)


def test_what_only_looks_like_a_plan_is_written_into(plans: Path) -> None:
    (plans / "plan.yaml").write_text("another program's\n")
    assert siplan("overdue", "--out", "overdue.csv", plan=Path("plan"), cwd=plans).code == 0


def test_a_file_that_shares_its_bytes_with_the_plan_takes_leave_of_it(plans: Path) -> None:
    before = contents(plans / "plan")
    os.link(plans / "plan" / "plan.yaml", plans / "shared.csv")
    assert siplan("overdue", "--out", "shared.csv", plan=Path("plan"), cwd=plans).code == 0
    assert (plans / "shared.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,id")
    assert contents(plans / "plan") == before


def test_a_folder_in_another_letter_case_is_the_plan_all_the_same(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a disk that ignores letter case, PLAN is plan, and following links says nothing of it.
    (plans / "PLAN").symlink_to("plan", target_is_directory=True)
    monkeypatch.setattr(os.path, "realpath", os.path.abspath)
    for asked in ("plan", "PLAN"):
        ran = siplan("overdue", "--out", "PLAN/x.csv", plan=Path(asked), cwd=plans)
        assert (ran.code, (plans / "plan" / "x.csv").exists()) == (2, False)


def test_no_plan_begins_inside_another(plans: Path) -> None:
    before = contents(plans)
    for inside in ("plan/new", "link/new", "inner/new", "plan/priorities/deep/new"):
        ran = siplan("init", inside, "--authority", "X", plan=None, cwd=plans)
        assert (ran.code, "is in the folder of a plan" in ran.err) == (2, True), inside
    assert contents(plans) == before
    assert siplan("init", "new", "--authority", "X", plan=None, cwd=plans).code == 0


def test_schemas_are_written_through_no_link_of_the_repository(plans: Path) -> None:
    (plans / "schemas").mkdir()
    (plans / "schemas" / "plan.schema.json").symlink_to("../other.txt")
    ran = siplan("init", "--schemas", plan=Path("plan"), cwd=plans)
    assert (ran.code, (plans / "other.txt").exists()) == (2, False)
    assert "is a link (delete it, so that siplan can write there)" in ran.err


@pytest.mark.parametrize("command", [("init", "--schemas"), ("init", "new", "--authority", "X")])
def test_schemas_are_written_into_no_folder_that_is_a_link(plans: Path, command: tuple[str, ...]) -> None:
    elsewhere = plans / "elsewhere"
    elsewhere.mkdir()
    (plans / "schemas").symlink_to(elsewhere)
    ran = siplan(*command, plan=None, cwd=plans)
    assert (ran.code, list(elsewhere.iterdir()), (plans / "new").exists()) == (2, [], False)
    assert "schemas is a link" in ran.err


def test_schemas_stand_beside_the_link_to_a_plan(tmp_path: Path) -> None:
    write_plan(tmp_path / "elsewhere" / "plan")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "plan").symlink_to(tmp_path / "elsewhere" / "plan")
    assert siplan("init", "--schemas", plan=None, cwd=tmp_path / "here").code == 0
    assert (tmp_path / "here" / "schemas" / "plan.schema.json").is_file()
    assert [one.name for one in (tmp_path / "elsewhere").iterdir()] == ["plan"]


def test_a_schema_that_is_no_text_is_written_anew(plans: Path) -> None:
    (plans / "schemas").mkdir()
    (plans / "schemas" / "plan.schema.json").write_bytes(b"\xff\x00")
    assert "plan.schema.json is out of date" in siplan("init", "--schemas", "--check", plan=None, cwd=plans).out
    assert siplan("init", "--schemas", plan=None, cwd=plans).code == 0
    assert siplan("init", "--schemas", "--check", plan=None, cwd=plans).code == 0
