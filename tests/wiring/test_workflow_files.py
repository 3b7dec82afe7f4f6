"""The workflow files are sound by their schemas and by zizmor, and keep to the project's own rules."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from wiring.jobs import EXAMPLES, loaded

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
HOOKS = ROOT / ".pre-commit-hooks.yaml"
_SCRIPTS = Path(sys.executable).parent
_PINNED = re.compile(r"^\s*(?:- )?uses: [\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$")


def _run(*command: str) -> None:
    done = subprocess.run([str(_SCRIPTS / command[0]), *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _valid(schema: str, file: Path) -> None:
    _run("check-jsonschema", "--builtin-schema", schema, str(file))


def test_zizmor_finds_nothing() -> None:
    files = map(str, (*WORKFLOWS, *ACTIONS, HOOKS))
    _run("zizmor", "--offline", "--quiet", "--no-progress", "--persona", "auditor", *files)


@pytest.mark.slow
@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflow_is_valid_and_every_job_ends(file: Path) -> None:
    _valid("vendor.github-workflows", file)
    _valid("custom.github-workflows-require-timeout", file)


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.parent.name)
def test_action_is_valid(file: Path) -> None:
    _valid("vendor.github-actions", file)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflow_has_no_permission_but_to_read_and_to_publish(file: Path) -> None:
    workflow = loaded(file)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        if (file.name, name) == ("publish.yml", "deploy"):
            # It publishes what another job made: nothing of the repository runs in it, and no pull request starts it.
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
            assert not [step for step in job["steps"] if "run" in step or "checkout" in step["uses"]]
            assert set(workflow["on"]) == {"push", "schedule", "workflow_dispatch"}
        else:
            assert job["permissions"] == {"contents": "read"}


def _steps(file: Path) -> list[dict[str, Any]]:
    made = loaded(file)
    jobs = made["jobs"].values() if "jobs" in made else [made["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=lambda file: file.name)
def test_steps_are_pinned_and_keep_no_credentials(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        assert "uses:" not in line or "uses: ./" in line or _PINNED.match(line), line
    for step in _steps(file):
        assert "${{" not in step.get("run", ""), step
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_no_step_runs_what_the_pull_request_brings() -> None:
    """The action is the base's, and only siplan, installed from there, is run in the merged result."""
    (job,) = loaded(ROOT / ".github" / "workflows" / "plan.yml")["jobs"].values()
    assert [step["uses"] for step in job["steps"] if step["uses"].startswith("./")] == [
        "./base/.github/actions/check-plan"
    ]
    assert not [step for step in job["steps"] if "run" in step]
    for step in _steps(ACTIONS[0]):
        if "working-directory" in step:
            starts = re.findall(r"^(?:if ! )?(\"\S+\"|\w+) --plan", step["run"], re.MULTILINE)
            assert starts == ['"$RUNNER_TEMP/siplan/bin/siplan"']


def test_matrix_is_the_pythons_that_are_supported() -> None:
    (job,) = loaded(ROOT / ".github" / "workflows" / "ci.yml")["jobs"].values()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert job["strategy"]["matrix"]["python"] == re.findall(r'Python :: (3\.[0-9]+)"', project)
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]


_HOOK = {
    "type": "object",
    "required": ["id", "name", "entry", "language"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z-]+$"},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "entry": {"type": "string"},
        "language": {"const": "python"},
        "always_run": {"type": "boolean"},
        "pass_filenames": {"type": "boolean"},
        "require_serial": {"type": "boolean"},
    },
}
"""What of pre-commit's manifest the hooks use."""


def test_hooks_run_once_over_the_whole_plan() -> None:
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    Draft202012Validator({"type": "array", "minItems": 1, "items": _HOOK}).validate(hooks)
    for hook in hooks:
        assert hook["pass_filenames"] is False
        assert hook["require_serial"] is True
        assert hook["always_run"] is True, "a plan may be in a folder of any name, and one that is missing is told"


def test_owners_of_promise_and_progress_differ() -> None:
    text = (ROOT / ".github" / "CODEOWNERS.example").read_text(encoding="utf-8")
    owners = dict(line.split() for line in text.splitlines() if line and not line.startswith("#"))
    assert owners["/plan/"] != owners["/plan/progress/"]
    assert list(owners).index("/plan/") < list(owners).index("/plan/progress/"), "the last match counts"
    for pattern in owners:
        assert pattern == "*" or (ROOT / pattern.strip("/")).is_dir() or pattern == "/plan/progress/"


# What the reviewer's page shows to be copied.


@pytest.mark.parametrize(
    ("name", "schema"),
    [(".github/workflows/plan.yml", "vendor.github-workflows"), (".gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_example_is_valid(name: str, schema: str, tmp_path: Path) -> None:
    file = tmp_path / Path(name).name
    file.write_text(EXAMPLES[name], encoding="utf-8")
    _valid(schema, file)


def test_example_of_the_hook_names_one_that_there_is() -> None:
    (repository,) = yaml.safe_load(EXAMPLES[".pre-commit-config.yaml"])["repos"]
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repository["hooks"]} <= known
