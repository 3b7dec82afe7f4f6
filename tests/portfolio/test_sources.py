"""Where members' plans come from: nothing outside the portfolio's folder is read, whatever links there are."""

from pathlib import Path

import pytest

from example_plan import write_plan
from repository import commit_all, git
from running import siplan

PORTFOLIO = "format: 1\ntitle: Two\nmembers:\n  - {id: oak, source: oak/plan%s}\n  - {id: elm, source: elm/plan}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    inside = tmp_path / "portfolio"
    write_plan(inside / "elm" / "plan")
    (inside / "portfolio.yaml").write_text(PORTFOLIO % "")
    return inside


def _missing(root: Path, revision: str = "") -> str:
    (root / "portfolio.yaml").write_text(PORTFOLIO % revision)
    ran = siplan("overdue", "--as-of", "2017-01-01", plan=root / "portfolio.yaml")
    assert ran.code == 3, ran.err
    assert "elm" in ran.out
    return ran.err


def test_a_link_out_is_not_followed(root: Path) -> None:
    write_plan(root.parent / "private" / "plan")
    (root / "oak").symlink_to(root.parent / "private")
    assert "oak: a link leads out of the portfolio's folder, and is not followed" in _missing(root)


def test_a_repository_elsewhere_is_not_read(root: Path) -> None:
    private = root.parent / "private"
    write_plan(private / "plan")
    git(private, "init", "-q", "-b", "main")
    commit_all(private, "Begin")
    (root / "oak").mkdir()
    (root / "oak" / ".git").write_text(f"gitdir: {private / '.git'}\n")
    git(private, "config", "core.worktree", str(root / "oak"))
    assert "oak: its .git leads out of the portfolio's folder, and is not followed" in _missing(
        root, ", revision: main"
    )


def test_a_revision_is_read_in_a_members_repository_and_in_the_portfolios_own(root: Path) -> None:
    oak = root / "oak"
    write_plan(oak / "plan")
    for home in (oak, root):
        git(home, "init", "-q", "-b", "main")
        commit_all(home, "Begin")
        git(home, "tag", "board")
        (oak / "plan" / "plan.yaml").write_text("nothing: of the kind\n")
        (root / "portfolio.yaml").write_text(PORTFOLIO % ", revision: board")
        ran = siplan("overdue", "--as-of", "2017-01-01", plan=root / "portfolio.yaml")
        assert ran.code == 0, ran.err
        write_plan(oak / "plan")
        if home is oak:
            (oak / ".git").rename(root.parent / "aside")


def test_a_pattern_passes_over_what_is_listed_by_itself(root: Path) -> None:
    write_plan(root / "oak" / "plan")
    git(root, "init", "-q", "-b", "main")
    commit_all(root, "Begin")
    for listed in ("{id: oak, source: oak/plan}", "{id: oak, source: oak/plan, revision: main}"):
        (root / "portfolio.yaml").write_text(
            f"format: 1\ntitle: Two\nmembers:\n  - {{source: '*/plan'}}\n  - {listed}\n"
        )
        ran = siplan("overdue", "--as-of", "2017-01-01", "--by", "member", plan=root / "portfolio.yaml")
        assert (ran.code, ran.out.count("oak Example Council: 1 milestone")) == (0, 1), ran.err


def test_what_windows_takes_for_a_device_is_no_id(root: Path) -> None:
    (root / "portfolio.yaml").write_text("format: 1\ntitle: Two\nmembers:\n  - {id: con, source: elm/plan}\n")
    ran = siplan("overdue", plan=root / "portfolio.yaml")
    assert ran.code == 3
    assert "no file on Windows can be called so" in ran.err
    (root / "elm").rename(root / "com1")
    write_plan(root / "ash" / "plan")
    (root / "portfolio.yaml").write_text("format: 1\ntitle: Two\nmembers:\n  - {source: '*/plan'}\n")
    ran = siplan("overdue", "--as-of", "2017-01-01", plan=root / "portfolio.yaml")
    assert ran.code == 3
    assert "com1/plan: its folder's name cannot be an id" in ran.err


def test_what_git_says_of_this_computer_does_not_cross(root: Path) -> None:
    write_plan(root / "oak" / "plan")
    git(root / "oak", "init", "-q", "-b", "main")
    commit_all(root / "oak", "Begin")
    (root / "oak" / ".git" / "config").write_text(f"[include]\n\tpath = {root.parent}/secret\n[core\n")
    told = _missing(root, ", revision: main")
    assert "oak: git does not read its repository" in told
    assert str(root.parent) not in told
