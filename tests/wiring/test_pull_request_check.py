"""The pull request's check, as its workflow has it, on a throw-away repository with good and bad branches.

The bad branch brings code of its own in every place from which a careless job would run it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from findings.runner import commands
from hostile.test_hostile_text import assert_harmless
from repositories import commit_all, git
from wiring.jobs import EXAMPLES, Done, Event, Job, loaded

ROOT = Path(__file__).parent.parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "plan.yml"
KEPT = ("src", "plan", "schemas", ".github", "pyproject.toml", "README.md", "LICENSE")
OWNED = "OWNED-BY-THE-PULL-REQUEST"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the job is for Linux and macOS runners")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def _good(folder: Path) -> None:
    """2.4.1 is rescheduled in its log, with a reason and who approved it."""
    (folder / "plan" / "progress").mkdir(exist_ok=True)
    (folder / "plan" / "progress" / "2.4.yaml").write_text(
        '- on: 2016-11-20\n  at: "2.4.1"\n  due: 2017-03\n  reason: Consultation extended\n'
        "  approved_by: DCS\n  by: HSI\n",
        encoding="utf-8",
    )


def _bad(folder: Path) -> None:
    """A lead that is none, a text that gives commands, and code wherever some might be run."""
    priority = next((folder / "plan" / "priorities").glob("2-*.yaml"))
    _replace(priority, 'id: "2.4.1"\n', 'id: "2.4.1"\n        leads: ["::error::owned"]\n')
    for module in ("venv", "pip", "sitecustomize", "typer", "si_plan"):
        (folder / f"{module}.py").write_text(f"print('{OWNED}')\n")
    (folder / "src" / "si_plan" / "__init__.py").write_text(f"print('{OWNED}')\n__version__ = '9'\n")
    _replace(folder / ".github" / "actions" / "check-plan" / "action.yml", "python -I -m venv", f"echo {OWNED}; false")


BRANCHES = {"good": _good, "bad": _bad}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it lies here on `main`; each branch, and beside it `NAME-merged`, which is main with it merged,
    after main itself went on."""
    root = tmp_path_factory.mktemp("pull-request") / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    commit_all(root, "Begin")
    for name, edit in BRANCHES.items():
        git(root, "checkout", "-q", "-b", name, "main")
        edit(root)
        commit_all(root, f"::error::{name}")
    git(root, "checkout", "-q", "main")
    (root / "later.txt").write_text("The base went on.\n")
    commit_all(root, "Go on")
    for name in BRANCHES:
        git(root, "checkout", "-q", "-b", f"{name}-merged", "main")
        git(root, "merge", "-q", "--no-ff", "-m", "Merge", name)
    git(root, "checkout", "-q", "main")
    return root


def _steps(workflow: Any) -> list[dict[str, Any]]:
    (job,) = workflow["jobs"].values()
    return list(job["steps"])


OWN = _steps(loaded(WORKFLOW))
SHOWN = _steps(yaml.load(EXAMPLES[".github/workflows/plan.yml"], yaml.BaseLoader))  # noqa: S506 - texts and nothing else
"""The job's steps as they are here, and as README shows them: there the pull request lies in the working folder."""


def _checked(repository: Path, branch: str, folder: Path, steps: list[dict[str, Any]]) -> Done:
    event = Event(repository, git(repository, "rev-parse", "main").strip(), f"{branch}-merged")
    return Job(folder, event, ROOT).run(steps)


def test_good_branch_passes_and_its_summary_says_what_changes(repository: Path, tmp_path: Path) -> None:
    done = _checked(repository, "good", tmp_path, OWN)
    assert done.passed, done.output
    assert commands(done.output) == []
    assert "2.4.1" in done.summary
    assert "Mar 2017" in done.summary
    assert "Consultation extended" in done.summary


@pytest.mark.parametrize("steps", [OWN, SHOWN], ids=["own", "shown"])
def test_bad_branch_fails_on_its_line_and_runs_none_of_its_code(
    repository: Path, steps: list[dict[str, Any]], tmp_path: Path
) -> None:
    done = _checked(repository, "bad", tmp_path, steps)
    assert not done.passed
    assert OWNED not in done.output + done.summary
    (error,) = (one for one in commands(done.output) if one.name == "error")
    assert error.properties["title"] == "unknown-lead"
    assert error.properties["file"].startswith("plan/priorities/2-")
    written = git(repository, "show", f"bad-merged:{error.properties['file']}").splitlines()
    assert "::error::owned" in written[int(error.properties["line"]) - 1]
    assert error.data.startswith("roles.yaml lists no :\\x3aerror:\\x3aowned")
    assert_harmless(done.summary, "summary")
    assert done.summary.strip()
