"""`--at REF`: the plan as it stood at a git revision, read from a throw-away repository."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from example_plan import replaced, write_plan
from repository import commit_all, git
from running import siplan

LATER = replaced("due: 2016-09\n", "due: 2017-01\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of two commits: the base plan (tag `adopted`), then its milestone due later."""
    folder = tmp_path_factory.mktemp("built")
    git(folder, "init", "-q", "-b", "main")
    (folder / "readme.txt").write_text("No plan yet.\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "tag", "empty")
    write_plan(folder / "plan")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Adopt the plan")
    git(folder, "tag", "adopted")
    write_plan(folder / "plan", LATER)
    git(folder, "commit", "-q", "-a", "-m", "Move the tutors")
    return folder


@pytest.fixture
def repository(built: Path, tmp_path: Path) -> Path:
    """A copy of that repository, to do anything with."""
    return Path(shutil.copytree(built, tmp_path / "repository"))


def due(folder: Path, *arguments: str) -> str:
    ran = siplan("list", "--format", "json", *arguments, plan=None, cwd=folder)
    assert ran.code == 0, ran.err
    return str(json.loads(ran.out)["rows"][0]["due"])


@pytest.mark.parametrize(("ref", "expected"), [("adopted", "2016-09"), ("HEAD~1", "2016-09"), ("main", "2017-01")])
def test_reads_what_was_said_then(repository: Path, ref: str, expected: str) -> None:
    assert due(repository, "--at", ref) == expected
    assert due(repository) == "2017-01"


def test_a_short_hash_and_another_folder(repository: Path) -> None:
    commit = git(repository, "rev-parse", "--short", "adopted").strip()
    (repository / "docs").mkdir()
    assert due(repository / "docs", "--at", commit) == "2016-09"


def test_uncommitted_changes_do_not_show(repository: Path) -> None:
    (repository / "plan" / "priorities" / "1.yaml").unlink()
    assert due(repository, "--at", "HEAD") == "2017-01"


def test_a_broken_plan_still_answers_for_an_older_state(repository: Path) -> None:
    (repository / "plan" / "areas.yaml").write_text("[\n")
    assert siplan("list", plan=None, cwd=repository).code == 3
    assert due(repository, "--at", "HEAD") == "2017-01"


def test_errors_at_a_revision_name_it(repository: Path) -> None:
    (repository / "plan" / "areas.yaml").write_text("[\n")
    git(repository, "commit", "-q", "-a", "-m", "Break it")
    ran = siplan("list", "--at", "HEAD", plan=None, cwd=repository)
    assert ran.code == 3
    assert "HEAD:plan/areas.yaml:" in ran.err


def test_a_link_at_a_revision_is_not_followed(repository: Path) -> None:
    secret = repository.parent / "secret.yaml"
    secret.write_text("- {id: A1, title: Secret}\n")
    (repository / "plan" / "areas.yaml").unlink()
    (repository / "plan" / "areas.yaml").symlink_to(secret)
    git(repository, "commit", "-q", "-a", "-m", "Link")
    ran = siplan("list", "--at", "HEAD", plan=None, cwd=repository)
    assert ran.code == 3
    assert "[link-outside-plan]" in ran.err
    assert "Secret" not in ran.out + ran.err


HOSTILE = [
    "--output=owned",
    "-h",
    "--upload-pack=touch owned",
    "$(touch owned)",
    "; touch owned",
    "main;touch owned",
    "\x1b[31mred",
    "::error::x",
    "##[group]x",
    "nowhere",
    "main..adopted",
    "main...adopted",
    "^HEAD",
    "--output=x",
    "--all",
    "HEAD --",
    "HEAD\n--output=x",
    "HEAD:plan/plan.yaml",
    "\u202emain",
    "a\nb",
    "@{-1}",
    "refs/heads/*",
    "x" * 5000,
]


@pytest.mark.parametrize("ref", HOSTILE)
def test_a_hostile_ref_is_wrong_usage_and_does_nothing(repository: Path, ref: str) -> None:
    before = sorted(path.name for path in repository.iterdir())
    ran = siplan("overdue", f"--at={ref}", plan=None, cwd=repository)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("siplan: ")
    assert ran.err.count("\n") == 1
    assert all(character.isprintable() or character == "\n" for character in ran.err)
    assert sorted(path.name for path in repository.iterdir()) == before


def test_a_branch_named_like_an_option_is_not_one(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD").strip()
    (repository / ".git" / "refs" / "heads" / "--help").write_text(f"{head}\n")
    assert siplan("overdue", "--at=--help", plan=None, cwd=repository).code == 2


def test_where_there_was_no_plan_yet(repository: Path) -> None:
    ran = siplan("overdue", "--at", "empty", plan=None, cwd=repository)
    assert ran.code == 3
    assert "there was no plan in empty:plan" in ran.err


def test_outside_a_repository(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan")
    ran = siplan("overdue", "--at", "HEAD", plan=None, cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert ran.code == 3
    assert "git" in ran.err


def test_a_shallow_clone_says_how_to_get_the_history(repository: Path) -> None:
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    ran = siplan("overdue", "--at", "HEAD~1", plan=None, cwd=clone)
    assert ran.code == 2
    assert "fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab" in ran.err


def test_a_base_that_was_not_fetched_says_how_to_get_it(repository: Path) -> None:
    ran = siplan("overdue", "--at", "origin/main", plan=None, cwd=repository)
    assert ran.code == 2
    assert "git has no revision origin/main" in ran.err
    assert "git fetch" in ran.err


@pytest.mark.parametrize("which", ["blobs", "trees"])
def test_a_clone_without_every_file_says_so(repository: Path, which: str) -> None:
    name = "HEAD:plan/areas.yaml" if which == "blobs" else "HEAD:plan/priorities"
    missing = git(repository, "rev-parse", name).strip()
    (repository / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    ran = siplan("overdue", "--at", "HEAD", plan=None, cwd=repository)
    assert (ran.code, ran.out) == (3, "")
    assert "git does not have every file of that revision" in ran.err


@pytest.mark.parametrize("folder", ["priorities", "progress"])
def test_a_folder_that_is_a_link_at_a_revision_is_not_followed(repository: Path, folder: str) -> None:
    elsewhere = repository / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "9.yaml").write_text('id: "9"\ntitle: Secret\n')
    shutil.rmtree(repository / "plan" / folder, ignore_errors=True)
    (repository / "plan" / folder).symlink_to(elsewhere)
    commit_all(repository, "Link")
    ran = siplan("list", "--at", "HEAD", plan=None, cwd=repository)
    assert ran.code == 3
    assert f"HEAD:plan/{folder}:1:1: error: this is a link" in ran.err
    assert "Secret" not in ran.out + ran.err


def test_a_file_in_a_folder_s_place_at_a_revision(repository: Path) -> None:
    (repository / "plan" / "progress").write_text("none yet\n")
    commit_all(repository, "A file")
    ran = siplan("list", "--at", "HEAD", plan=None, cwd=repository)
    assert ran.code == 3
    assert "HEAD:plan/progress:1:1: error: this must be a folder" in ran.err


def test_history_names_the_commits_that_touched_a_records_lines(repository: Path) -> None:
    ran = siplan("show", "1.1.1", "--history", "--format", "json", plan=None, cwd=repository)
    assert ran.code == 0, ran.err
    assert [one["subject"] for one in json.loads(ran.out)["commits"]] == ["Move the tutors", "Adopt the plan"]
