"""A portfolio one of whose members is a stranger's: nothing of it runs, nothing of another's is read, nothing acts, and
what is wrong with it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, write_plan
from repository import commit_all, git
from running import siplan

_AS_INSTALLED = "import sys; del sys.path[0]; from si_plan.__main__ import main; main()"
"""The console script, which does not look for modules in the current folder."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portfolio of two members, oak and elm."""
    inside = tmp_path / "portfolio"
    for name in ("oak", "elm"):
        write_plan(inside / name / "plan")
    (inside / "portfolio.yaml").write_text(
        "format: 1\ntitle: Two\nmembers:\n  - {id: oak, source: oak/plan}\n  - {id: elm, source: elm/plan}\n"
    )
    return inside


def test_no_process_takes_a_module_from_the_current_folder(root: Path) -> None:
    for name in ("multiprocessing", "pickle", "signal", "pebble", "si_plan"):
        (root / f"{name}.py").write_text("open('MARK', 'w').close()\n")
    command = [sys.executable, "-c", _AS_INSTALLED, "--plan", "portfolio.yaml", "overdue", "--as-of", "2017-01-01"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    ran = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr, (root / "MARK").exists()) == (0, "", False)
    assert "oak" in ran.stdout


SECRET = "Said to nobody else"


def _asked(root: Path, members: str) -> str:
    """What a portfolio says of elm, which answers, and of these members, which do not: its answer and its errors."""
    (root / "portfolio.yaml").write_text(
        f"format: 1\ntitle: Several\nmembers:\n  - {{id: elm, source: elm/plan}}\n{members}"
    )
    ran = siplan("list", "--as-of", "2017-01-01", "--internal", plan=root / "portfolio.yaml")
    assert (ran.code, "elm" in ran.out, SECRET in ran.out + ran.err) == (3, True, False), ran.err
    return ran.err


def _by_alternates(objects: Path, lent: Path) -> None:
    (objects / "info").mkdir(exist_ok=True)
    (objects / "info" / "alternates").write_text(f"# borrowed\n{lent}\n")


def _by_a_linked_folder(objects: Path, lent: Path) -> None:
    shutil.rmtree(objects / "pack")
    (objects / "pack").symlink_to(lent / "pack")


def _by_linked_files(objects: Path, lent: Path) -> None:
    for file in (lent / "pack").iterdir():
        (objects / "pack" / file.name).symlink_to(file)


def _by_what_another_borrows(objects: Path, lent: Path) -> None:
    between = objects.parent.parent / "between"
    (between / "info").mkdir(parents=True)
    (between / "info" / "alternates").write_text(f"{lent}\n")
    _by_alternates(objects, between)


@pytest.mark.parametrize(
    "borrow",
    [_by_alternates, _by_a_linked_folder, _by_linked_files, _by_what_another_borrows],
    ids=lambda one: one.__name__,
)
def test_no_object_is_borrowed_from_elsewhere(root: Path, borrow: Callable[[Path, Path], None]) -> None:
    private, oak = root.parent / "private", root / "oak"
    write_plan(private / "plan", {PRIORITY: BASE[PRIORITY].replace("Tutors trained", SECRET)})
    for folder in (private, oak):
        git(folder, "init", "-q", "-b", "main")
        commit_all(folder, "Begin")
    git(private, "gc", "-q")
    borrow(oak / ".git" / "objects", private / ".git" / "objects")
    (oak / ".git" / "refs" / "heads" / "theirs").write_text(git(private, "rev-parse", "HEAD") + "\n")
    said = _asked(root, "  - {id: oak, source: oak/plan, revision: theirs}\n")
    assert "oak: its .git leads out of the portfolio's folder, and is not followed" in said


def test_no_plan_counts_twice_and_none_is_shared_by_another(root: Path) -> None:
    write_plan(root / "elm" / "plan", {"progress/1.1.yaml": f"- {{on: 2016-07-01, at: '1.1.1', note: {SECRET}}}\n"})
    shutil.rmtree(root / "oak" / "plan")
    (root / "oak" / "plan").symlink_to(Path("..") / "elm" / "plan")
    assert "oak: its plan is that of elm" in _asked(root, "  - {id: oak, source: oak/plan}\n")
    assert "oak: its plan is that of elm" in _asked(root, "  - {source: '*/plan'}\n")
    said = _asked(root, "  - {id: oak, source: oak/plan, shares: internal}\n")
    assert "oak: it shares internally, and a link leads to its plan" in said


def test_a_star_looks_into_no_folder_twice_and_into_none_elsewhere(root: Path) -> None:
    write_plan(root.parent / "private" / "plan")
    for number in range(9):
        (root / f"again-{number}").symlink_to(".")
    (root / "oak" / "out").symlink_to(root.parent)
    said = _asked(root, "  - {source: '*/*/*/*/*/*/*/*/*/plan'}\n  - {source: '*/*/*/plan'}\n")
    assert "private" not in said


def test_what_no_folder_can_be_called_is_not_there(root: Path) -> None:
    name = "a" * 300
    said = _asked(root, f"  - {{id: oak, source: {name}/plan}}\n  - {{source: '*/{name}'}}\n")
    assert f"oak: there is no folder {name}" in said
    assert f"*/{name}: no folder is called so" in said


@pytest.mark.skipif(os.name != "posix", reason="it needs a named pipe")
def test_a_pipe_in_place_of_the_repository_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "oak" / ".git")
    assert ".git is neither a folder nor a file" in _asked(root, "  - {id: oak, source: oak/plan}\n")
