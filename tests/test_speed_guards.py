"""What keeps siplan fast, as far as it can be counted rather than timed (`tests/benchmarks/` times it).

Most of a command's time on a plan of the usual size is imports, so what is imported is listed; the rest is that
everything is done once, and that the work grows with the plan and not faster.
"""

from __future__ import annotations

import ast
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any, Final

import pytest
from pydantic import BaseModel

from benchmarks import plans
from benchmarks.bench import Bench
from si_plan import checks
from si_plan.cli.app import COMMANDS, run

pytestmark = pytest.mark.slow

SHIPPED: Final = Path(__file__).parent.parent / "plan"
OVERDUE: Final = ("--plan", str(SHIPPED), "overdue", "--as-of", "2016-09-01")

AT_THE_END: Final = """
import atexit, gc, os, sys
def at_the_end():
    sys.stderr.write({what})
    sys.stderr.flush()
leave = os._exit
os._exit = lambda code: (at_the_end(), leave(code))
atexit.register(at_the_end)
"""
"""Has a process write something to standard error at its end, however it ends."""
CONSOLE_SCRIPT: Final = "from si_plan.__main__ import main; main()"
TYPER: Final = "import typer"
FLOOR: Final = Path(__file__).parent / "benchmarks" / "floor.py"
"""What every program with a command and a record takes."""

HEAVY: Final = (
    "rich", "pygments", "markdown_it", "mdurl",  # terminal tables: 28 ms
    "ruamel", "filelock",  # edits: 100 ms
    "jinja2", "markupsafe", "docx", "lxml", "xlsxwriter", "openpyxl", "icalendar", "dateutil",  # reports
    "jsonschema", "referencing", "edtf", "pyparsing",  # for development only
    "importlib.metadata", "email", "zipfile", "socket", "tempfile",
    "pydantic.json_schema", "pydantic.networks", "pydantic.root_model", "pydantic.deprecated", "pydantic.v1",
    "json", "csv", "difflib", "subprocess", "logging", "asyncio", "concurrent", "multiprocessing",
    "html", "xml", "http", "urllib.request", "ssl", "unittest", "pdb", "getpass",
)  # fmt: skip
"""What no quick command may import over what any command with a record imports, with what is in it."""

NEEDED_BY_VERSION: Final = {"", "__main__", "cli", "cli.app", "errors"}
"""The modules of siplan that `siplan --version` imports, and no other."""

CHECKS_OF_LOGS: Final = (
    "complete_early", "log_lost", "log_misplaced", "log_void", "unknown_rating", "void_ambiguous",
)  # fmt: skip
"""The error checks that a plan without logs does not need."""

NEEDED_BY_OVERDUE: Final[dict[str, set[str]]] = {
    "checks": {code.replace("-", "_") for code in checks.ERRORS} - {*CHECKS_OF_LOGS, "unknown_period"},
    "cli": {"app", "asking", "completing", "grouping", "opening", "options", "output", "query", "questions"},
    "documents": {"blocks", "cells", "records", "visible", "words"},
    "formats": {"addresses", "plain", "records", "states", "table"},
    "formats.views": {"overdue", "tracked"},
    "loading": {
        "document",
        "leniency",
        "parsing",
        "places",
        "reader",
        "records",
        "refs",
        "refusals",
    },
    "queries": {"counting", "overdue", "rows", "selection"},
    "sources": {"below", "folder", "git", "repository"},
    "state": {"series", "standing"},
    "dates": {"calendar", "calendar_data", "occurrences", "periods", "recurrence", "reduced"},
}
"""Of each package, the modules that a piped `siplan overdue` of a plan without logs may import; the others it must not:
checks that only warn or only look at logs, other commands and their queries, other formats, git."""

NOT_NEEDED_BY_OVERDUE: Final = (
    "changes",
    "editing",
    "loading.form_errors",
    "model.progress",
    "model.schemas",
    "writing",
)
READING_WORDS: Final = {"deadlines.comparing", "deadlines.agreement", "deadlines.reader"}
"""What says what a deadline rests on: needed for rows, and for nothing else."""


def modules_of(code: str, *arguments: str) -> set[str]:
    """The modules that a process has imported at its end; its standard output is a pipe."""
    return set(said_at_the_end(code, "'\\n'.join(sys.modules)", *arguments).splitlines())


def said_at_the_end(code: str, what: str, *arguments: str) -> str:
    """What an expression gives at the end of a process that does nothing else but run some code."""
    environment = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    whole = AT_THE_END.format(what=what) + code
    done = subprocess.run(
        [sys.executable, "-c", whole, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return done.stderr


def floor(besides: str = "") -> set[str]:
    """The modules that any command with a record imports, and those of what else is imported."""
    return modules_of(besides + FLOOR.read_text("utf-8"))


def within(modules: set[str], package: str) -> set[str]:
    """The names, in a package of siplan, of its modules that are among these."""
    inside = f"si_plan.{package}." if package else "si_plan."
    return {name.removeprefix(inside) for name in modules if name.startswith(inside)}


@pytest.fixture(scope="module")
def version() -> set[str]:
    return modules_of(CONSOLE_SCRIPT, "--version")


@pytest.fixture(scope="module")
def overdue() -> set[str]:
    return modules_of(CONSOLE_SCRIPT, *OVERDUE)


def test_version_imports_nothing_of_siplan_but_the_command_line(version: set[str]) -> None:
    assert within(version, "") | {""} == NEEDED_BY_VERSION


def test_version_imports_little_over_typer(version: set[str]) -> None:
    extra = version - modules_of(TYPER)
    assert not [name for name in extra if name.partition(".")[0] in ("pydantic_core", "yaml", "dataclasses")]
    assert not [name for name in extra if name.startswith("pydantic")]
    assert not heavy_in(extra)


def test_overdue_imports_no_heavy_library(overdue: set[str]) -> None:
    assert not heavy_in(overdue - floor())


@pytest.mark.parametrize("package", NEEDED_BY_OVERDUE)
def test_overdue_imports_only_its_own_part_of(package: str, overdue: set[str]) -> None:
    packages = {name.removeprefix(f"{package}.") for name in NEEDED_BY_OVERDUE if name.startswith(f"{package}.")}
    direct = {name for name in within(overdue, package) if "." not in name}
    assert direct - packages <= NEEDED_BY_OVERDUE[package]


@pytest.mark.parametrize("name", NOT_NEEDED_BY_OVERDUE)
def test_overdue_does_not_import(name: str, overdue: set[str]) -> None:
    assert not {module for module in within(overdue, "") if module == name or module.startswith(f"{name}.")}


def test_wordings_are_read_only_for_rows(overdue: set[str]) -> None:
    nothing = modules_of(CONSOLE_SCRIPT, "--plan", str(SHIPPED), "overdue", "--as-of", "2016-05-01")
    assert within(overdue, "") >= READING_WORDS
    assert not READING_WORDS & within(nothing, "")


def test_a_log_brings_in_its_checks_and_nothing_else(tmp_path: Path, overdue: set[str]) -> None:
    folder = plans.write(tmp_path, 34, logs=True)
    found = modules_of(CONSOLE_SCRIPT, "--plan", str(folder), "overdue", "--as-of", "2016-09-01")
    extra = {name for name in found - overdue if name.startswith("si_plan")}
    checked = {f"si_plan.checks.{name}" for name in CHECKS_OF_LOGS}
    assert extra == checked | {"si_plan.model.progress", "si_plan.model.voids"}


def test_each_command_imports_no_other(version: set[str]) -> None:
    """The names of commands are known without importing any of them."""
    assert not {f"si_plan.cli.{place.split(':')[0]}" for place in COMMANDS.values()} & version


def heavy_in(modules: set[str]) -> list[str]:
    return sorted(name for name in modules if any(name == one or name.startswith(f"{one}.") for one in HEAVY))


# Garbage collection, and pydantic's plugins, are the process's business: only the console script sets them.

STATE: Final = "repr((gc.get_threshold(), 'PYDANTIC_DISABLE_PLUGINS' in os.environ))"


def state_after(code: str) -> tuple[bool, bool]:
    """Whether, after some code in a process of its own, garbage is collected as often as is usual, and whether
    pydantic is told to leave plugins out."""
    threshold, told = ast.literal_eval(said_at_the_end(code, STATE))
    return threshold == gc.get_threshold(), told


def test_the_console_script_sets_up_its_process() -> None:
    assert state_after(f"sys.argv[1:] = {OVERDUE!r}\n{CONSOLE_SCRIPT}") == (False, True)


@pytest.mark.parametrize(
    "code",
    [
        "import si_plan.__main__",
        f"from si_plan.cli.app import run\nrun({list(OVERDUE)!r})",
        "from pathlib import Path\nfrom si_plan.loading import load\nfrom si_plan.sources.folder import read_folder\n"
        f"load(read_folder(Path({str(SHIPPED)!r}), 'plan'))",
    ],
    ids=["imported", "run in-process", "as a library"],
)
def test_a_library_leaves_the_process_as_it_is(code: str) -> None:
    assert state_after(code) == (True, False)


# What a command costs beside the least that any command with a record does: the processor's time, in pairs of runs, so
# that a busy machine slows both.

MOST_BESIDE_THE_FLOOR: Final = 1.45
"""A guard against the next regression, and not what is aimed at: 1.15. It was 1.35 when this was set."""
ROUNDS: Final = 9


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not say what a process cost")
def test_overdue_costs_little_more_than_any_command_with_a_record(tmp_path: Path) -> None:
    bench = Bench(tmp_path, quiet=True)
    floor, overdue = (sys.executable, FLOOR), (sys.executable, "-c", CONSOLE_SCRIPT, *OVERDUE)
    for command in (floor, overdue):
        bench.whole(command)  # fills the bytecode cache
    ratios = [bench.whole(overdue).seconds / bench.whole(floor).seconds for _ in range(ROUNDS)]
    assert median(ratios) <= MOST_BESIDE_THE_FLOOR


# Everything once.


def test_every_file_is_parsed_once_and_every_record_validated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from si_plan import loading

    parsed: list[str] = []
    validated: list[type] = []
    parse, validate = loading.parse, BaseModel.model_validate.__func__  # type: ignore[attr-defined]

    def counting_parse(source: Any) -> Any:
        parsed.append(source.path)
        return parse(source)

    def counting_validate(model: type, *arguments: Any, **options: Any) -> Any:
        validated.append(model)
        return validate(model, *arguments, **options)

    monkeypatch.setattr(loading, "parse", counting_parse)
    monkeypatch.setattr(BaseModel, "model_validate", classmethod(counting_validate))
    with silent_output(monkeypatch):
        assert run(list(OVERDUE)) == 0
    files = sorted(str(file.relative_to(SHIPPED).as_posix()) for file in SHIPPED.rglob("*.yaml"))
    assert sorted(parsed) == files
    names = [model.__name__ for model in validated]
    assert names.count("PlanDetails") == 1
    assert names.count("Priority") == sum(path.startswith("priorities/") for path in files)
    # What stands in another record is validated with it.
    assert not {"Action", "Milestone", "Stage", "Duty", "Target"} & set(names)


# Growth: calls are counted, of Python functions and of built-in ones. A plan of four times as many actions takes four
# times as many, and no more than a few over.

SMALL, LARGE = 204, 816
MOST_GROWTH: Final = 1.1


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {size: plans.write(tmp_path_factory.mktemp(f"plan-{size}"), size) for size in (SMALL, LARGE)}


@contextmanager
def silent_output(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    output = StringIO()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", output)
        yield output


def calls_of(arguments: list[str], code: int = 0) -> int:
    """How many functions a command calls, when it has been called before; it ends with this code."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1

    assert run(arguments) == code
    former = sys.getprofile()
    sys.setprofile(count)
    try:
        run(arguments)
    finally:
        sys.setprofile(former)
    return calls


@pytest.mark.parametrize(
    "command",
    [
        "validate",
        "overdue --as-of 2016-09-01",
        "by-owner --as-of 2016-09-01",
        "by-owner HSI --as-of 2016-09-01",
        "coverage --as-of 2016-09-01",
        "status --as-of 2016-09-01",
        "list --as-of 2016-09-01 --format csv",
    ],
)
def test_work_grows_no_faster_than_the_plan(
    command: str, folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with silent_output(monkeypatch):
        small, large = (calls_of(["--plan", str(folders[size]), *command.split()]) for size in (SMALL, LARGE))
    assert large / LARGE <= MOST_GROWTH * small / SMALL


def test_generated_plans_are_sound_and_leave_nothing_to_say(
    folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is measured is the usual case: no errors, and every warning answered by a note."""
    with silent_output(monkeypatch) as output:
        assert run(["--plan", str(folders[SMALL]), "validate", "--strict"]) == 0
    assert "no errors, no warnings; 6 known warnings, explained in source notes" in output.getvalue()


def test_generated_plans_are_the_same_for_a_seed_and_grow_by_files() -> None:
    once, again, other = (dict(plans.files(340, seed)) for seed in (1, 1, 2))
    assert once == again != other
    larger = dict(plans.files(3_400))
    assert len(larger) == 805
    assert max(map(len, larger.values())) < 1024 * 1024
    with pytest.raises(ValueError, match="34000"):
        next(plans.files(34_001))


# Recording: at most half as much again as `overdue`, most of which are the second reader and the lock.

NOT_NEEDED_BY_UPDATE: Final = (
    "rich", "pygments", "openpyxl", "xlsxwriter", "jinja2", "docx", "subprocess", "json", "asyncio", "concurrent",
    "si_plan.loading.form_errors", "si_plan.deadlines.reader", "si_plan.deadlines.comparing", "si_plan.model.schemas",
    "si_plan.editing.promising",
    "si_plan.editing.accepting", "si_plan.editing.starting", "si_plan.sources.revision",
)  # fmt: skip


def test_update_imports_little_more_than_the_second_reader_and_the_lock(tmp_path: Path) -> None:
    folder = plans.write(tmp_path, 34)
    found = modules_of(CONSOLE_SCRIPT, "--plan", str(folder), "update", "1.1.1", "--note", "x", "--on", "2016-09-01")
    extra = found - floor("import filelock\nfrom ruamel.yaml import YAML\n")
    assert not [name for name in extra if name.startswith(NOT_NEEDED_BY_UPDATE)]


def test_the_second_reader_reads_the_changed_file_alone_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from si_plan.editing import edits

    folder = plans.write(tmp_path, 34)
    read: list[str] = []
    read_again = edits.read_again

    def counting(text: str) -> Any:
        read.append(text)
        return read_again(text)

    monkeypatch.setattr(edits, "read_again", counting)
    with silent_output(monkeypatch):
        assert run(["--plan", str(folder), "update", "1.1", "1.1.1", "--note", "x", "--on", "2016-09-01"]) == 0
    assert read == [(folder / "progress" / "1.1.yaml").read_text(encoding="utf-8")]
