"""Hostile text through every command that there is, in each of its formats: a new command is tried without being named.

Commands are found in `COMMANDS`, their formats and parameters in their own declarations. Each is run on a plan whose
every text attacks, kept in a repository whose folders and branches do too; on the same plan with errors; and with each
payload as each of its options and arguments.
"""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.main import get_command

from at_terminal import BAR
from example_plan import write_plan
from findings.runner import commands, obeyed
from hostile.test_hostile_text import EVERYTHING, assert_harmless
from hostile_plan import CONTROLS, PAYLOADS, files
from repository import commit_all, git
from running import Ran, siplan
from si_plan.cli.app import COMMANDS, app, command_of
from si_plan.diagnostics import CODES
from si_plan.formats.table import ReportFormat
from sweeping import swept

pytestmark = pytest.mark.slow

DAY = "2016-09-15"
_VALUES = {"ID": "1.1.1", "CODE": "HT", "TEXT": EVERYTHING, "BASE": "HEAD~1", "REF": "HEAD~1", "DATE": DAY}
"""What to give for an argument that a command cannot do without, or that makes its answer longer, by its name."""

_LOGGED = ("--by", "HT", "--on", DAY, "--note", EVERYTHING, "--dry-run")
HOW: dict[str, tuple[str, ...]] = {
    "explain": (),
    "when": ("--", *(text for text in PAYLOADS)),
    "show": ("1.1",),
    "update": ("1.1.1", "--status", "in_progress", *_LOGGED),
    "complete": ("1.1.1", "--evidence", EVERYTHING, *_LOGGED),
    "reschedule": ("1.1.1", "--to", "2016-12", "--reason", EVERYTHING, "--approved-by", "HT", *_LOGGED),
    "cancel": ("1.1.1", "--reason", EVERYTHING, "--approved-by", "HT", *_LOGGED),
    "reassign": ("1.2", "--support", "HT", "--reason", EVERYTHING, *_LOGGED),
    "correct": ("1.1", "--reason", EVERYTHING, *_LOGGED),
    "edit": ("1.1.1", f"text={EVERYTHING} anew", "--dry-run"),
    "add": ("milestone", "1.1", f"text={EVERYTHING}", "when=By Dec 2016", "due=2016-12", "--dry-run"),
    "result": ("M1.1", "--period", "2017-18", "--value", "5", "--source", EVERYTHING, "--dry-run"),
    "init": ("begun", "--title", EVERYTHING, "--authority", EVERYTHING, "--dated", DAY, "--dry-run"),
    "import": ("document.md", "--into", "imported"),
    "return": ("HT", "--out", "returned.csv", "--contact", EVERYTHING, "--force"),
    "collect": ("returned.csv", "--dry-run"),
    "report": ("--out", "report", "--as-of", DAY),
}
"""How to call what its arguments' names do not tell. A command that ends with 2 without being here wants a line."""

_DOCUMENT = "# Plan\n\n| No | Actions | Who | When |\n|--|--|--|--|\n" + "".join(
    f"| 1.{number} | {text} | {text} | {text} |\n" for number, text in enumerate(PAYLOADS, 1)
)
"""What `siplan import` is given: a document whose every cell attacks."""
_WIDTHS = (33, 80)
"""Of terminals, for pages; a format for programs is tried on the last alone."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _parameters(name: str) -> list[Any]:
    group: Any = get_command(app)
    return list(group.get_command(None, name).params)


def _formats(name: str) -> tuple[str, ...]:
    """The values of a command's --format, from the annotation of the parameter that takes it; none that is for files
    alone."""
    parameters = inspect.signature(command_of(name)).parameters
    if "form" not in parameters:
        assert all("--format" not in one.opts for one in _parameters(name)), name
        return ()
    kinds = [get_args(parameters["form"].annotation)[0]]
    kinds += get_args(kinds[0])
    if str in kinds:  # any text, which the command itself looks up
        return tuple(ReportFormat)
    enums: list[tuple[Any, ...]] = [tuple(one) for one in kinds if isinstance(one, EnumType)]
    enums = [tuple(form for form in one if not getattr(form, "is_data", False)) for one in enums]
    return enums[0] if enums else tuple(one for one in get_args(kinds[0]) if isinstance(one, str))


def _is_argument(one: Any) -> bool:
    return not one.opts[0].startswith("-")


def _arguments(name: str) -> tuple[str, ...]:
    if name in HOW:
        return HOW[name]
    words = [re.sub("[^A-Z]", "", one.metavar or one.name.upper()) for one in _parameters(name) if _is_argument(one)]
    return tuple(_VALUES[word] for word in words if word in _VALUES)


CALLS = [
    pytest.param(name, form, id=f"{name}-{form or 'only'}") for name in COMMANDS for form in (_formats(name) or ("",))
]


def _call(name: str, form: str) -> tuple[str, ...]:
    given = _arguments(name)
    return (name, *(("--format", form) if form else ()), *given)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in a folder of a hostile name: the base plan, then a plan whose every text attacks."""
    root = tmp_path_factory.mktemp("made") / "##[group]x"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write_plan(root / "plan")
    commit_all(root, "Begin")
    write_plan(root / "plan", files(EVERYTHING))
    commit_all(root, "::error::owned ##[group]x")
    assert siplan("return", *HOW["return"], plan=None, cwd=root).code == 0
    (root / "document.md").write_text(_DOCUMENT, "utf-8")
    return root


@pytest.fixture
def repository(_made: Path, tmp_path: Path) -> Path:
    """A copy of it, which no other test has changed."""
    return Path(shutil.copytree(_made, tmp_path / _made.name))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with errors of every stage, in folders and files of hostile names."""
    root = tmp_path_factory.mktemp("broken") / "::warning::x"
    texts = files(EVERYTHING) | {"areas.yaml": "[\n", "roles.yaml": f"- code: '{PAYLOADS[0]}'\n"}
    write_plan(root / "plan", texts | {f"priorities/{name}.yaml": "x: [\n" for name in ("::error::", "%0A", "##[x]")})
    return root


def _assert_harmless(ran: Ran, form: str, about: object) -> None:
    assert "Traceback" not in ran.err, about
    told = BAR.sub("", ran.err)  # of work that takes longer than a second
    assert_harmless(told.replace("\n\t", "\n"), about)  # typer lists choices so
    output = _COLOUR.sub("", ran.out).replace("\r\n", "\n")
    if form != "github":
        assert commands(output) == [], about
        assert_harmless(output, about)
        return
    for line in output.splitlines():
        command = obeyed(line)
        if command is None:
            assert_harmless(line, about)
            continue
        assert command.name in ("error", "warning"), about
        assert command.properties["title"] in CODES or command.properties["title"].endswith(" more"), about
        assert_harmless(command.data, about)
        assert all(obeyed(part) is None for part in command.data.split("\n")), about


@pytest.mark.parametrize(("name", "form"), CALLS)
def test_on_a_hostile_plan(name: str, form: str, repository: Path) -> None:
    call = _call(name, form)
    ran = siplan(*call, plan=None, cwd=repository)
    assert ran.code in (0, 1), f"say in HOW how to call {name}: {ran.err}"
    _assert_harmless(ran, form, call)
    first = form == next(iter(_formats(name)), "")
    for columns in _WIDTHS if first else _WIDTHS[-1:]:
        wide = siplan(*call, plan=None, cwd=repository, tty=True, env={"COLUMNS": str(columns)})
        assert wide.code == ran.code
        _assert_harmless(wide, form, (columns, call))


@pytest.mark.parametrize("form", _formats("import"))
def test_a_hostile_document_against_a_hostile_plan(form: str, repository: Path) -> None:
    call = ("import", "document.md", "--into", "compared", "--against", "plan", "--format", form)
    for tty in (False, True):
        ran = siplan(*call, plan=None, cwd=repository, tty=tty, env={"COLUMNS": "80"})
        assert ran.code == 1, ran.err
        _assert_harmless(ran, form, call)


@pytest.mark.sweep
@pytest.mark.parametrize("name", COMMANDS)
def test_at_every_width(name: str, repository: Path) -> None:
    for columns in swept(range(10, 140, 3)):
        ran = siplan(*_call(name, ""), plan=None, cwd=repository, tty=True, env={"COLUMNS": str(columns)})
        _assert_harmless(ran, "", (columns, name))


@pytest.mark.parametrize(("name", "form"), CALLS)
def test_on_a_plan_with_errors(name: str, form: str, broken: Path) -> None:
    ran = siplan(*_call(name, form), plan=None, cwd=broken)
    assert ran.code in (0, 1, 2, 3)
    _assert_harmless(ran, form, name)
    named = siplan(*_call(name, form), plan=broken / "plan")
    assert named.code in (0, 1, 2, 3)
    _assert_harmless(named, form, name)


def _attacks(name: str) -> Iterator[tuple[str, ...]]:
    """Calls in which one option, or the arguments, are a payload."""
    for payload in ("::error::owned", f"{EVERYTHING} {' '.join(CONTROLS)}"):
        for one in _parameters(name):
            if _is_argument(one):
                yield (name, "--", payload)
            elif not one.is_flag and one.opts[0] not in ("--out", "--output", "-o"):
                yield (*_call(name, ""), f"{one.opts[0]}={payload}")


@pytest.mark.parametrize("name", COMMANDS)
def test_payload_as_each_option_and_argument(name: str, repository: Path) -> None:
    for call in _attacks(name):
        ran = siplan(*call, plan=None, cwd=repository)
        assert ran.code in (0, 1, 2, 3), call
        _assert_harmless(ran, "", call)


def test_formats_are_found() -> None:
    assert set(_formats("validate")) >= {"text", "concise", "json", "github", "sarif", "gitlab"}
    assert set(_formats("overdue")) >= {"table", "json", "csv", "markdown"}
    assert set(_formats("update")) == {"table", "json"}
    assert _formats("report") == tuple(ReportFormat)
