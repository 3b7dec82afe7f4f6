"""Every command in every kind of checkout: each answers as in a plain clone, or says what it cannot see."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from example_plan import BASE, PRIORITY
from hostile.test_every_command import HOW, _call
from repository import Repository, git
from running import siplan
from si_plan.cli.app import COMMANDS

pytestmark = pytest.mark.slow

ENTRY = '- {on: 2016-07-01, at: "1.1.1", status: in_progress}\n'
NO_PLAN = ("init", "explain", "when")
"""What reads no plan, or none that is asked about."""
_DRY = {**HOW, "return": ("HT", "--out", "../out/returned.csv"), "collect": ("../out/empty.csv", "--dry-run"),
        "report": ("--out", "../out/report.html"),
        "import": ("../out/document.md", "--into", "../out/imported", "--against", "plan")}  # fmt: skip


class Checkout(NamedTuple):
    """A folder with the repository's files, and the variables that git sets where siplan runs."""

    folder: Path
    env: Mapping[str, str] = MappingProxyType({})


def _origin(folder: Path) -> Repository:
    repository = Repository(folder, {**BASE, "progress/1.1.yaml": ENTRY})
    repository.write({PRIORITY: BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'})
    repository.commit("Two")
    git(folder, "config", "uploadpack.allowFilter", "true")
    return repository


def _clone(origin: Path, into: Path, *options: str) -> Path:
    git(origin.parent, "clone", "-q", *options, f"file://{origin}", str(into))
    return into


def _plain(origin: Path, base: Path) -> Checkout:
    return Checkout(_clone(origin, base / "checkout"))


def _detached(origin: Path, base: Path) -> Checkout:
    folder = _clone(origin, base / "checkout")
    git(folder, "checkout", "-q", "--detach", "HEAD")
    return Checkout(folder)


def _worktree(origin: Path, base: Path) -> Checkout:
    git(_clone(origin, base / "first"), "worktree", "add", "-q", str(base / "checkout"), "-b", "mine")
    return Checkout(base / "checkout")


def _hook(origin: Path, base: Path) -> Checkout:
    """Where git runs a hook of a linked work tree: it says which repository that is, by paths of its own."""
    folder = _worktree(origin, base).folder
    own = git(folder, "rev-parse", "--absolute-git-dir").strip()
    return Checkout(folder, {"GIT_DIR": own, "GIT_INDEX_FILE": f"{own}/index", "GIT_PREFIX": "", "GIT_EDITOR": ":"})


def _separate(origin: Path, base: Path) -> Checkout:
    folder = _clone(origin, base / "checkout", f"--separate-git-dir={base / 'kept-apart'}")
    return Checkout(folder, {"GIT_DIR": str(base / "kept-apart")})


def _submodule(origin: Path, base: Path) -> Checkout:
    outer = base / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{origin}", "checkout")
    return Checkout(outer / "checkout")


def _shallow(origin: Path, base: Path) -> Checkout:
    return Checkout(_clone(origin, base / "checkout", "--depth=2"))


def _partial(origin: Path, base: Path) -> Checkout:
    return Checkout(_clone(origin, base / "checkout", "--filter=blob:none"))


def _sparse(origin: Path, base: Path) -> Checkout:
    folder = _clone(origin, base / "checkout")
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/plan/progress/")
    assert not (folder / "plan" / "progress").exists()
    return Checkout(folder)


def _shared(origin: Path, base: Path) -> Checkout:
    git(base, "clone", "-q", "--shared", str(origin), str(base / "checkout"))
    return Checkout(base / "checkout")


def _bare_with_worktree(origin: Path, base: Path) -> Checkout:
    git(_clone(origin, base / "bare.git", "--bare"), "worktree", "add", "-q", str(base / "checkout"), "main")
    return Checkout(base / "checkout")


def _sha256(origin: Path, base: Path) -> Checkout:
    """The same files, in a repository whose hashes are of the longer kind."""
    folder = base / "checkout"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", "--object-format=sha256")
    exported = subprocess.run(["git", "fast-export", "main"], cwd=origin, capture_output=True, check=True).stdout
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=exported, check=True)
    git(folder, "reset", "-q", "--hard")
    return Checkout(folder)


def answers(checkout: Checkout, names: list[str], *options: str) -> dict[str, tuple[int, str, str]]:
    """What each command gives there, as a person in that folder would type it. Paths are those of any such folder."""
    given = {}
    out = checkout.folder.parent / "out"
    out.mkdir(exist_ok=True)
    (out / "empty.csv").write_text("")
    (out / "document.md").write_text("| Ref | Action | Due |\n|---|---|---|\n| 1.1.1 | Books bought | October 2016 |\n")
    for name in names:
        arguments = _DRY.get(name, _call(name, "")[1:])
        ran = siplan(name, *arguments, *options, plan=None, cwd=checkout.folder, env=checkout.env)
        parent = str(checkout.folder.parent)
        given[name] = ran.code, ran.out.replace(parent, ""), ran.err.replace(parent, "")
    return given


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _origin(tmp_path_factory.mktemp("origin") / "origin").folder


@pytest.fixture(scope="module")
def expected(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, str]]:
    found = answers(_plain(origin, tmp_path_factory.mktemp("plain")), list(COMMANDS))
    assert not [name for name, (code, _, _) in found.items() if code == 3 and name not in ("collect",)]
    return found


KINDS: list[Callable[[Path, Path], Checkout]] = [_detached, _worktree, _hook, _separate, _submodule, _shallow, _partial]
MORE_KINDS: list[Callable[[Path, Path], Checkout]] = [_sparse, _shared, _bare_with_worktree, _sha256]


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__.strip("_"))
def test_every_command_answers_as_in_a_plain_clone_or_says_what_it_lacks(
    make: Callable[[Path, Path], Checkout], origin: Path, tmp_path: Path, expected: dict[str, tuple[int, str, str]]
) -> None:
    given = answers(make(origin, tmp_path), list(COMMANDS))
    differing = {name for name in COMMANDS if given[name] != expected[name]}
    lacking = {"add", "diff", "import"} if make in (_shallow, _partial) else set()
    assert differing == lacking
    why = "this clone is shallow" if make is _shallow else "git does not have every file of that revision"
    for name in lacking:
        assert given[name][0] == 3
        assert why in given[name][2]


@pytest.mark.parametrize(
    "make", [*KINDS, _sparse, _shared, _bare_with_worktree, _sha256], ids=lambda make: make.__name__.strip("_")
)
def test_an_older_state_is_read_or_it_is_said_why_not(
    make: Callable[[Path, Path], Checkout], origin: Path, tmp_path: Path
) -> None:
    checkout = make(origin, tmp_path)
    for arguments in (("list", "--at", "HEAD~1"), ("diff", "HEAD~1"), ("validate", "--since", "HEAD~1")):
        ran = siplan(*arguments, plan=None, cwd=checkout.folder, env=checkout.env)
        if make is _partial:
            assert (ran.code, ran.out) == (3, "")
            assert "git does not have every file of that revision" in ran.err
        elif make is _sparse and arguments[0] != "list":
            assert (ran.code, ran.out) == (3, "")
            assert "part of the plan is not in this sparse checkout: plan/progress/1.1.yaml" in ran.err
        elif make is _shallow and arguments[0] != "list":  # the new id is looked for in a history that is not there
            assert (ran.code, ran.out) == (3, "")
            assert "this clone is shallow" in ran.err
        else:
            assert ran.code == 0, ran.err


def test_no_command_answers_without_what_a_sparse_checkout_leaves_out(origin: Path, tmp_path: Path) -> None:
    given = answers(_sparse(origin, tmp_path), [name for name in COMMANDS if name not in NO_PLAN])
    for name, (code, out, err) in given.items():
        assert code == 3, name
        assert out == "", name
        assert "part of the plan is not in this sparse checkout: plan/progress/1.1.yaml" in err, name
        assert "git sparse-checkout add plan" in err


def test_a_sparse_checkout_that_has_the_whole_plan_answers(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "sparse")
    git(folder, "sparse-checkout", "set", "plan")
    assert siplan("overdue", plan=None, cwd=folder).code == 0


def test_a_sparse_checkout_without_any_of_the_plan_says_how_to_have_it(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "sparse")
    git(folder, "sparse-checkout", "set", "--cone", "--sparse-index", "docs")
    for plan in (None, folder / "plan"):
        ran = siplan("overdue", plan=plan, cwd=folder)
        assert (ran.code, ran.out) == (3, "")
        assert "this checkout is sparse: git sparse-checkout add FOLDER brings the plan's folder" in ran.err


def test_what_git_refuses_of_the_whole_repository_is_told_by_every_command(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "plain")
    (folder / ".git" / "HEAD").unlink()
    add = ("add", "milestone", "1.1", "text=Parents invited", "when=By Dec 2016", "due=2016-12")
    for arguments in (add, ("list", "--at", "HEAD"), ("diff",), ("validate", "--since", "HEAD")):
        ran = siplan(*arguments, plan=None, cwd=folder)
        assert (ran.code, ran.out) == (3, "")
        assert "git does not read the plan's repository (not a git repository" in ran.err


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    Repository.at(tmp_path).write(BASE)
    for arguments in (("list", "--at", "HEAD"), ("diff",), ("validate", "--since", "main")):
        ran = siplan(*arguments, plan=None, cwd=tmp_path)
        assert (ran.code, ran.out) == (3, "")
        assert "nothing has been committed to the plan's repository yet (commit the plan first)" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="names of files")
def test_a_folder_with_a_line_break_is_told_of(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "a\nb")
    ran = siplan("diff", plan=None, cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "the path of the plan's repository has a line break in it (rename that folder)" in ran.err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_to_a_plan_goes_on_working_but_for_the_judging_of_an_edit(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "plain")
    link = tmp_path / "link"
    link.symlink_to(folder / "plan")
    for arguments in (("overdue",), ("list", "--at", "HEAD~1"), ("show", "1.1.1", "--history")):
        assert siplan(*arguments, plan=link, cwd=tmp_path).code == 0
    (folder / "docs").symlink_to("plan")
    assert siplan("list", "--at", "HEAD~1", plan=folder / "docs", cwd=folder).code == 0
    ran = siplan("validate", "--since", "HEAD~1", plan=folder / "docs", cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "docs is a link" in ran.err


def test_ids_of_a_plan_that_moved_are_not_given_again(origin: Path, tmp_path: Path) -> None:
    folder = _clone(origin, tmp_path / "plain")
    repository = Repository.at(folder)
    repository.write({PRIORITY: BASE[PRIORITY]})
    repository.commit("One")
    git(folder, "mv", "plan", "improvement")
    (folder / "improvement" / PRIORITY).write_text(f"# Moved.\n{BASE[PRIORITY]}")
    repository.commit("Move")
    milestone = ("milestone", "1.1", "text=Parents invited", "when=By Dec 2016", "due=2016-12")
    ran = siplan("add", *milestone, "--dry-run", plan=folder / "improvement", cwd=folder)
    assert ran.code == 0, ran.err
    assert '"1.1.3"' in ran.out


def test_history_says_why_it_knows_no_commits(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    repository.write({PRIORITY: BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'})
    ran = siplan("show", "1.1.2", "--history", plan=repository.plan)
    assert "Not all commits are known: 1.1.2 is not committed yet." in ran.out
    (repository.folder / ".git").rename(tmp_path / "away")
    ran = siplan("show", "1.1.1", "--history", plan=repository.plan, cwd=tmp_path)
    assert "Not all commits are known: the plan is not in a git repository" in ran.out
