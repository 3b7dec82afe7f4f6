"""The pull request's check, as its workflow has it, on throw-away repositories with a good and a bad branch.

The bad branch brings code of its own in every place from which a careless job would run it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from changes.test_edits_on_branches import bad, good
from findings.runner import commands
from hostile.test_hostile_text import assert_harmless
from repository import Repository, commit_all, git
from wiring.jobs import EXAMPLES, Done, Event, Job, loaded

ROOT = Path(__file__).parent.parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "plan.yml"
KEPT = ("src", "schemas", ".github", "pyproject.toml", "README.md", "LICENSE")
_MEETING = "Strategic meeting held with each Academy Trust"
OWNED = "OWNED-BY-THE-PULL-REQUEST"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the job is for Linux and macOS runners"),
]


def _with_the_project(folder: Path) -> Path:
    """A folder with siplan's own files as they lie here, to which a plan is added."""
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


def _merged(repository: Repository, branch: str) -> Path:
    """The repository after main itself went on, with a branch `merged`: main with the branch merged."""
    folder = repository.folder
    git(folder, "checkout", "-q", "main")
    (folder / "later.txt").write_text("The base went on.\n")
    commit_all(folder, "Go on")
    git(folder, "checkout", "-q", "-b", "merged")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", branch)
    return folder


def _attack(repository: Repository, *, wrong_lead: bool) -> None:
    """Texts that give commands, in a lead's place too where that is asked for, and code wherever some might be run."""
    repository.edit("priorities/2-challenge.yaml", _MEETING, f'"::error::owned {_MEETING}"')
    if wrong_lead:
        repository.edit(
            "priorities/2-challenge.yaml", 'id: "2.4.1"\n', 'id: "2.4.1"\n        leads: ["::error::owned"]\n'
        )
    for module in ("venv", "pip", "sitecustomize", "typer", "si_plan"):
        (repository.folder / f"{module}.py").write_text(f"print('{OWNED}')\n")
    (repository.folder / "src" / "si_plan" / "__init__.py").write_text(f"print('{OWNED}')\n__version__ = '9'\n")
    action = repository.folder / ".github" / "actions" / "check-plan" / "action.yml"
    action.write_text(action.read_text("utf-8").replace("python -I -m venv", f"echo {OWNED}; false"), "utf-8")
    repository.commit("::error::owned")


def _steps(workflow: Any) -> list[dict[str, Any]]:
    (job,) = workflow["jobs"].values()
    return list(job["steps"])


OWN = _steps(loaded(WORKFLOW))
SHOWN = _steps(yaml.load(EXAMPLES[".github/workflows/plan.yml"], yaml.BaseLoader))  # noqa: S506 - texts and nothing else
"""The job's steps as they are here, and as the reviewer's page shows them, where the pull request lies in the
working folder."""


def _checked(repository: Path, folder: Path, steps: list[dict[str, Any]]) -> Done:
    event = Event(repository, git(repository, "rev-parse", "main").strip(), "merged")
    return Job(folder, event, ROOT).run(steps)


def test_good_branch_passes_and_its_summary_says_what_changes(tmp_path: Path) -> None:
    done = _checked(_merged(good(_with_the_project(tmp_path / "good")), "good"), tmp_path / "runner", OWN)
    assert done.passed, done.output
    assert commands(done.output) == []
    for said in ("2.4.1", "Mar 2017", "The consultation with trusts was extended", "4.4", "Taken over by the Alliance"):
        assert said in done.summary


FOUR = {"deadline-rewritten", "record-removed", "log-rewritten", "no-evidence"}


def _bad(folder: Path, steps: list[dict[str, Any]], *, wrong_lead: bool) -> tuple[Done, Path]:
    repository = bad(_with_the_project(folder / "bad"))
    _attack(repository, wrong_lead=wrong_lead)
    done = _checked(_merged(repository, "bad"), folder / "runner", steps)
    assert not done.passed
    assert OWNED not in done.output + done.summary
    assert_harmless(done.summary, "summary")
    return done, repository.folder


def test_bad_branch_fails_on_its_lines_and_its_summary_says_what_it_does(tmp_path: Path) -> None:
    done, folder = _bad(tmp_path, OWN, wrong_lead=False)
    found = {one.properties["title"]: one for one in commands(done.output) if one.name == "error"}
    assert set(found) == FOUR
    places = {code: one.properties for code, one in found.items()}
    lines = {code: git(folder, "show", f"merged:{at['file']}").splitlines() for code, at in places.items()}
    assert "due: 2017-03" in lines["deadline-rewritten"][int(places["deadline-rewritten"]["line"]) - 1]
    assert "status: complete" in lines["no-evidence"][int(places["no-evidence"]["line"]) - 1]
    for said in ("2.4.1", "4.4", "3.1.1", "2.4", "owned"):
        assert said in done.summary
    assert done.summary.startswith("## Not ready: 4 errors to fix.\n")
    assert "What changes from main to" in done.summary
    place = places["no-evidence"]
    merged = git(folder, "rev-parse", "merged").strip()
    address = f"https://forge.example/council/plan/blob/{merged}/{place['file']}#L{place['line']}"
    assert f"[{place['file']}:{place['line']}]({address})" in done.summary


def test_where_the_plan_has_errors_they_are_annotated_and_the_summary_says_so(tmp_path: Path) -> None:
    done, folder = _bad(tmp_path, SHOWN, wrong_lead=True)
    found = {one.properties["title"]: one for one in commands(done.output)}
    assert set(found) == FOUR | {"unknown-lead"}
    place = found["unknown-lead"].properties
    written = git(folder, "show", f"merged:{place['file']}").splitlines()
    assert 'leads: ["::error::owned"]' in written[int(place["line"]) - 1]
    assert found["unknown-lead"].data.startswith(":\\x3aerror:\\x3aowned is not in roles.yaml")
    assert "2.4.1's promised date was changed from Dec 2016 to Mar 2017, 90 days later." in done.summary
    assert done.summary.startswith("## Not ready: 5 errors to fix.\n")
