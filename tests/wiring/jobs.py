"""A job of a workflow, run as a runner would: its steps, taken from the YAML, in their order.

Only what the project's workflows use is known: checkouts, Python's set-up (there is one already), composite actions of
a checkout, and shell commands with inputs passed through the environment. Anything else is an error of the test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from repository import git

_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


ROOT = Path(__file__).parent.parent.parent
_EXAMPLES = re.compile(r"^```yml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PAGE = (ROOT / "docs" / "reviewer.md").read_text(encoding="utf-8")
EXAMPLES = {found[1]: found[2] for found in _EXAMPLES.finditer(_PAGE)}
"""The files that the reviewer's page shows, by their names."""


HEAD_REF = "--help::error::owned|**x**"
"""The name of the pull request's branch, as a stranger may have chosen it."""


class Event(NamedTuple):
    """A pull request: the repository it is in, its base's commit, and the branch that holds the merged result."""

    repository: Path
    base: str
    merged: str


class Done(NamedTuple):
    """What came of a job: whether every step passed, the output of all commands, and the job's summary."""

    passed: bool
    output: str
    summary: str


def loaded(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else


class Job:
    """One job of a workflow on a runner of its own. `release` is what an action of another repository comes from."""

    def __init__(self, folder: Path, event: Event, release: Path) -> None:
        self.workspace = folder / "workspace"
        self.temporary = folder / "temporary"
        self.event = event
        self.release = release
        self._summary = folder / "summary.md"
        self._output: list[str] = []
        self._passed = True
        for made in (self.workspace, self.temporary):
            made.mkdir(parents=True)
        self._summary.touch()

    def run(self, steps: list[dict[str, Any]]) -> Done:
        """Run the steps of a job."""
        self._steps(steps, {}, self.workspace)
        return Done(self._passed, "".join(self._output), self._summary.read_text(encoding="utf-8"))

    def _steps(self, steps: list[dict[str, Any]], inputs: dict[str, str], action: Path) -> None:
        for step in steps:
            assert step.get("if", "") in ("", "${{ !cancelled() }}"), step
            if self._passed or "if" in step:
                self._step(step, inputs, action)

    def _step(self, step: dict[str, Any], inputs: dict[str, str], action: Path) -> None:
        given = {key: self._filled(value, inputs) for key, value in step.get("with", {}).items()}
        uses = step.get("uses", "").partition("@")[0]
        if uses == "actions/checkout":
            self._check_out(given)
        elif uses.startswith("./") or "/.github/actions/" in uses:
            released = uses.partition("/.github/")[2]
            folder = self.workspace / uses if uses.startswith("./") else self.release / ".github" / released
            made = loaded(folder / "action.yml")
            defaults = {key: one["default"] for key, one in made["inputs"].items()}
            assert set(given) <= set(defaults)
            self._steps(made["runs"]["steps"], defaults | given, folder)
        elif "run" in step:
            assert not _EXPRESSION.search(step["run"]), "an expression in a shell line"
            folder = self.workspace / self._filled(step.get("working-directory", "."), inputs)
            extra = {key: self._filled(value, inputs) for key, value in step.get("env", {}).items()}
            self._command(step["run"], folder, extra | {"GITHUB_ACTION_PATH": str(action)})
        else:
            assert uses == "actions/setup-python", step

    def _check_out(self, given: dict[str, str]) -> None:
        """A clone no deeper than was asked, without the means to push."""
        assert given["persist-credentials"] == "false"
        folder = self.workspace / given.get("path", ".")
        git(self.workspace, "init", "-q", str(folder))
        wanted = given.get("fetch-depth", "1")
        depth = (f"--depth={wanted}",) if wanted != "0" else ()
        ref = given.get("ref", self.event.merged)
        git(folder, "fetch", "-q", *depth, f"file://{self.event.repository}", ref)
        git(folder, "checkout", "-q", "--detach", "FETCH_HEAD")

    def _filled(self, text: str, inputs: dict[str, str]) -> str:
        known = {f"inputs.{key}": value for key, value in inputs.items()}
        known["github.event.pull_request.base.sha"] = self.event.base
        return _EXPRESSION.sub(lambda found: known[found[1]], text)

    def _command(self, script: str, folder: Path, extra: dict[str, str]) -> None:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=self._environment() | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        self._output.append(done.stdout.decode())
        self._passed = self._passed and done.returncode == 0

    def _environment(self) -> dict[str, str]:
        """A runner's, with pip kept from the network: siplan is built with what the tests' environment has, and its
        libraries are that environment's."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SIPLAN_", "PIP_"))}
        path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
        return kept | {
            "PATH": path,
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_BASE_REF": "main",
            "GITHUB_HEAD_REF": HEAD_REF,
            "GITHUB_SERVER_URL": "https://forge.example",
            "GITHUB_REPOSITORY": "council/plan",
            "GITHUB_SHA": git(self.event.repository, "rev-parse", self.event.merged).strip(),
            "GITHUB_STEP_SUMMARY": str(self._summary),
        }
