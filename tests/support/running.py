"""siplan run as a command: in this process with captured streams, or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import typer
from typer.core import TyperGroup
from typer.main import get_command

from example_plan import SHIPPED
from si_plan.cli import opening, validate
from si_plan.cli.app import COMMANDS, app, run
from si_plan.loading import Loaded, load
from si_plan.sources.folder import read_folder

ON = "--as-of", "2016-09-01"
_NEEDED = {"show": ("1.1",), "export": ("--format", "table")}


def _is_query(command: str) -> bool:
    """Whether a command has the filters and the exit code that all queries share."""
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    found = commands.get_command(typer.Context(commands), command)
    options = {one.name for one in found.params} if found is not None else set()
    return {"as_of", "lead", "area", "priority", "form", "exit_code"} <= options


QUERIES = {command: _NEEDED.get(command, ()) for command in COMMANDS if _is_query(command)}
"""Every query that the program has, with the arguments that it cannot do without."""


class Ran(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A captured stream that may say it is a terminal."""

    def __init__(self, tty: bool) -> None:
        self.bytes = io.BytesIO()
        self.tty = tty
        super().__init__(self.bytes, encoding="utf-8", newline="\n", write_through=True)

    def isatty(self) -> bool:
        return self.tty

    def text(self) -> str:
        return self.bytes.getvalue().decode()


@contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    former = dict(os.environ)
    for name in ("NO_COLOR", "FORCE_COLOR", "SIPLAN_PLAN", "COLUMNS"):
        os.environ.pop(name, None)
    os.environ.update({"TERM": "xterm-256color", **changes})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)


@cache
def _shipped() -> Loaded:
    return load(read_folder(SHIPPED, "plan"))


def _loaded(*sources: Any, like: Loaded | None = None) -> Loaded:
    """What `load` gives, which of a file that is the shipped plan's takes the records that were read once."""
    return load(*sources, like=like or _shipped())


def siplan(
    *arguments: str,
    plan: Path | None = SHIPPED,
    cwd: Path | None = None,
    tty: bool = False,
    env: Mapping[str, str] = {},
) -> Ran:
    """Run one command in this process. With `plan` None the plan is looked for as a person's shell would."""
    out, err = _Stream(tty), _Stream(tty)
    whole = [*(("--plan", str(plan)) if plan is not None else ()), *arguments]
    with ExitStack() as around:
        for module in (opening, validate):
            around.enter_context(patch.object(module, "load", _loaded))
        around.enter_context(_environment(env))
        around.enter_context(chdir(cwd or Path.cwd()))
        around.enter_context(redirect_stdout(out))
        around.enter_context(redirect_stderr(err))
        code = run(whole)
    return Ran(code, out.text(), err.text())


def process(
    *arguments: str,
    cwd: Path = SHIPPED.parent,
    env: Mapping[str, str] = {},
    shell: str = "",
) -> Ran:
    """Run one command as a process; with `shell`, its output goes through that pipe of bash."""
    command = [sys.executable, "-m", "si_plan", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("SIPLAN_PLAN", "NO_COLOR")}
    environment |= {"PYTHONIOENCODING": "utf-8", **env}
    if shell:
        command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=60)
    encoding = environment["PYTHONIOENCODING"]
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
