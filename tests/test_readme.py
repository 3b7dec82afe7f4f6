"""The documentation against the program: what README and CONTRIBUTING show is what siplan prints and has.

The commands of README's `console` blocks are run in a copy of the plan, and their output is compared exactly; a block
marked with a number is run on a terminal of so many columns. A `yaml` block that begins with `# plan/…` is a file put
into that copy (or added to the end of one), a `diff` block a change of lines in a fresh copy, a `csv` block what a lead
fills in in a return; all last until the next heading. Tables between `<!-- name -->` and `<!-- end -->` are generated.

`python tests/refresh.py` writes outputs and tables anew.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin

import pytest
import yaml
from typer.main import get_command

import si_plan
from filled import fill
from repository import git
from running import siplan
from si_plan.cli.app import COMMANDS, app
from si_plan.cli.query import SHARED
from si_plan.dates.calendar import USUAL
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.dates.recurrence import WORDS, Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.forms import table_of_forms
from si_plan.diagnostics import CODES
from si_plan.documents import words
from si_plan.errors import SiplanError
from si_plan.model.fields import FORMS, Record
from si_plan.model.files import KINDS
from si_plan.queries.assessment import VERDICTS
from si_plan.sources import FIXED_FILES, FOLDERS
from si_plan.state.standing import STATES
from si_plan.views.export import MEANINGS
from si_plan.views.records import TRACKED
from si_plan.views.targets import VERDICT_WORDS
from test_layers import MAY

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
DOCUMENTS: Final = (README, CONTRIBUTING, ROOT / "CHANGELOG.md")
PACKAGE: Final = Path(si_plan.__file__).parent

SET_UP: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e . && .venv/bin/siplan validate"
    " && .venv/bin/siplan overdue --as-of 2016-09-01"
)
TEST: Final = (
    "python3 -m venv .venv-test && .venv-test/bin/pip install -q -c constraints.txt -e '.[dev]'"
    " && .venv-test/bin/pytest -n 2 --dist loadfile"
)

_FENCE: Final = re.compile(r"^```([a-z]+)(?: ([0-9]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^#{1,4} ", re.MULTILINE)
_GENERATED: Final = re.compile(r"<!-- ([a-z]+)(?:: ([A-Za-z]+))? -->\n.*?<!-- end -->", re.DOTALL)
_FILE: Final = re.compile(r"# (plan/\S+?\.yaml)(, at its end)?\n")
_CHANGE: Final = re.compile(r"  (plan/\S+), line ([0-9]+)\n((?:-.*\n)+)((?:\+.*\n)*)")

posix = pytest.mark.skipif(os.name != "posix", reason="the commands are written for a POSIX shell")


class Block(NamedTuple):
    """A fenced block: its language, the columns it is marked with (0 for none), the line it begins on, its text, and
    where its text stands."""

    language: str
    columns: int
    line: int
    text: str
    span: tuple[int, int]


class Shown(NamedTuple):
    """A block of commands with their output, and the changes to the plan that are in force there."""

    block: Block
    changes: tuple[Block, ...]


def blocks(text: str) -> list[Block]:
    return [
        Block(found[1], int(found[2] or 0), text.count("\n", 0, found.start()) + 1, found[3], found.span(3))
        for found in _FENCE.finditer(text)
    ]


def shown_in(text: str) -> Iterator[Shown]:
    """Each console block with the changes since the last heading, or since the last diff."""
    changes: list[Block] = []
    end = 0
    for block in blocks(text):
        if _HEADING.search(text, end, block.span[0]):
            changes = []
        end = block.span[1]
        if block.language == "diff":
            changes = [block]
        elif block.language == "csv" or (block.language == "yaml" and _FILE.match(block.text)):
            changes = [*changes, block]
        elif block.language == "console":
            yield Shown(block, tuple(changes))


def commands_of(block: Block) -> list[tuple[str, str]]:
    """The commands of a block, each with the output shown."""
    parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
    assert parts[0] == "", f"line {block.line}: output without a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def copy_of_plan(folder: Path, changes: tuple[Block, ...], *, committed: bool = False) -> Path:
    """A copy of the plan and its schemas, with these changes made; `committed` puts it under git before them."""
    shutil.copytree(ROOT / "plan", folder / "plan")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    if committed:
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "Adopt the plan")
    for change in changes:
        _make(folder, change)
    return folder


def _make(folder: Path, change: Block) -> None:
    if change.language == "csv":
        _fill_in(folder, change)
        return
    if change.language == "diff":
        found = _CHANGE.fullmatch(change.text)
        assert found, f"line {change.line}: a diff names its file and line, then what goes and what comes"
        file, first = folder / found[1], int(found[2]) - 1
        lines = file.read_text(encoding="utf-8").splitlines()
        gone, come = ([line[1:] for line in part.splitlines()] for part in (found[3], found[4]))
        assert lines[first : first + len(gone)] == gone, f"line {change.line}: {file.name} has other lines there"
        lines[first : first + len(gone)] = come
        file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        return
    header = _FILE.match(change.text)
    assert header
    file = folder / header[1]
    file.parent.mkdir(exist_ok=True)
    assert file.exists() == bool(header[2]), f"line {change.line}: {header[1]}"
    with file.open("a", encoding="utf-8", newline="\n") as out:
        out.write(change.text[header.end() :])


def _fill_in(folder: Path, change: Block) -> None:
    """Make the return that the block's first line asks for, and fill it in with the block's rows."""
    first, _, rows = change.text.partition("\n")
    found = re.fullmatch(r"# siplan (return \S+ --out (\S+) .*), filled in", first)
    assert found, f"line {change.line}: a csv block names the return that it fills in"
    assert siplan(*shlex.split(found[1]), plan=None, cwd=folder).code == 0
    answers = {
        row.pop("ID"): {name: text for name, text in row.items() if text}
        for row in csv.DictReader([*rows.splitlines()])
    }
    fill(folder / found[2], answers)


def output_of(command: str, folder: Path, columns: int = 0) -> str:
    """What a shell command prints in a folder, on a terminal of so many columns or (0) into a pipe."""
    words = shlex.split(command)
    if words[0] != "siplan" or set("|&;<>$") & set(command):
        assert not columns, f"{command}: only siplan itself is run on a terminal"
        return _output_of_shell(command, folder)
    environment = {"COLUMNS": str(columns), "NO_COLOR": "1"} if columns else {}
    ran = siplan(*words[1:], plan=None, cwd=folder, tty=bool(columns), env=environment)
    return (ran.out + ran.err).replace("\r\n", "\n")


def _output_of_shell(command: str, folder: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "SIPLAN_PLAN"}
    ceiling = str(folder.parent)  # above the copy there may be a repository, which is not the plan's
    ended = subprocess.run(
        ["sh", "-c", f'siplan() {{ "$PYTHON" -m si_plan "$@"; }}\n{command}'],
        cwd=folder,
        env=kept | {"PYTHON": sys.executable, "PYTHONUTF8": "1", "GIT_CEILING_DIRECTORIES": ceiling},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return ended.stdout.decode().replace("\r\n", "\n")


def printed_by(shown: Shown, folder: Path) -> str:
    """The block as it is to be: its commands, each with what it prints."""
    commands = [command for command, _ in commands_of(shown.block)]
    committed = any("siplan diff" in command or "--since" in command for command in commands)
    copy_of_plan(folder, shown.changes, committed=committed)
    return "".join(f"$ {command}\n{output_of(command, folder, shown.block.columns)}" for command in commands)


# Tables that are generated.


def generated(name: str, argument: str) -> str:
    """The table of this name: the fields of a record, the codes of diagnostics, the columns of the flat table, the
    forms of deadlines."""
    if name == "fields":
        return _table_of_fields(_records()[argument])
    if name == "codes":
        rows = [f"| `{code}` | {rule.severity} | {_cell(rule.summary)} |" for code, rule in CODES.items()]
        return "\n".join(["| code | severity | what is wrong |", "|---|---|---|", *rows])
    if name == "columns":
        return "\n".join(
            ["| column | meaning |", "|---|---|", *(f"| `{one}` | {said} |" for one, said in MEANINGS.items())]
        )
    assert name == "forms", name
    return table_of_forms()


def _records() -> dict[str, type[Record]]:
    """Every record that a plan file can hold, by the name of its class."""
    found: dict[str, type[Record]] = {}
    waiting = [kind.record for kind in KINDS]
    while waiting:
        record = waiting.pop()
        found[record.__name__] = record
        for field in record.model_fields.values():
            waiting += [one for one in _records_in(field.annotation) if one.__name__ not in found]
    return found


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


def _table_of_fields(record: type[Record]) -> str:
    record.model_rebuild()  # a field of its own kind may still be named by a string
    rows = []
    for name, field in record.model_fields.items():
        needed = "•" if field.is_required() else ""
        takes = _takes(field.annotation, field.metadata)
        if name in _NAMING_ROLES:
            takes = takes.replace("text", "code")
        rows.append(f"| `{field.alias or name}` | {takes} | {needed} | {_cell(field.description or '')} |")
    return "\n".join(["| field | takes | must | meaning |", "|---|---|:-:|---|", *rows])


_NAMING_ROLES: Final = ("leads", "approved_by", "by")
"""The fields that hold roles' codes; they take any text, so that a check can say what was close."""

_PLAIN: Final[dict[Any, str]] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "`true` or `false`",
    date: "day",
    ReducedDate: "date",
    Recurrence: "see [Recurrence](#recurrence)",
    Any: "record",
}


def _takes(annotation: Any, metadata: list[Any]) -> str:
    """What a field takes, in a word or two."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _takes(parts[0], [*annotation.__metadata__, *metadata])
    if origin in (Union, types.UnionType):
        return " or ".join(_takes(part, metadata) for part in parts if part is not type(None))
    if origin is dict:
        return f"a {_takes(parts[0], [])} and one of {_takes(parts[1], [])} a line"
    if origin is tuple:
        return f"list of {_takes(parts[0], [])}s"
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in parts)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "record"
    forms = [FORMS[pattern] for pattern in _patterns(metadata) if pattern != r"\S"]
    if forms:
        return next((word for word in ("code", "period") if word in forms[0]), "id")
    return _PLAIN[annotation]


def _patterns(metadata: list[Any]) -> Iterator[str]:
    """The patterns that a field's texts have to have."""
    for about in metadata:
        for one in (about, *getattr(about, "metadata", ())):
            if getattr(one, "pattern", None) is not None:
                yield one.pattern


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def with_tables(text: str) -> str:
    """The text with its generated tables as they are to be."""

    def anew(found: re.Match[str]) -> str:
        marker = found[0].partition("\n")[0]
        return f"{marker}\n{generated(found[1], found[2] or '')}\n<!-- end -->"

    return _GENERATED.sub(anew, text)


# The tests.

_TEXT: Final = README.read_text(encoding="utf-8")
_SHOWN: Final = list(shown_in(_TEXT))


@posix
@pytest.mark.parametrize("shown", _SHOWN, ids=lambda shown: f"line-{shown.block.line}")
def test_output_is_what_the_program_prints(shown: Shown, tmp_path: Path) -> None:
    assert printed_by(shown, tmp_path) == shown.block.text, "python tests/refresh.py writes it anew"


@pytest.mark.parametrize("document", [README, CONTRIBUTING], ids=lambda document: document.name)
def test_tables_are_the_generated_ones(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert with_tables(text) == text, "python tests/refresh.py writes them anew"


def test_every_file_shown_is_in_a_copy_that_is_looked_at() -> None:
    changes = {block.line for shown in _SHOWN for block in shown.changes}
    files = [block for block in blocks(_TEXT) if block.language in ("yaml", "diff", "csv")]
    assert changes == {block.line for block in files if not block.text.startswith("calendar:")}


def test_calendar_shown_is_one() -> None:
    (written,) = (block.text for block in blocks(_TEXT) if block.text.startswith("calendar:"))
    data = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else
    keys = calendar_from_data(data["calendar"])
    assert keys._replace(dates=(), year_is_stated=False, source=USUAL.source) == USUAL


def test_set_up_and_test_commands_are_there_in_one_line_each() -> None:
    lines = [block.text.strip() for block in blocks(_TEXT) if block.language == "sh"]
    assert lines.count(SET_UP) == 1
    assert lines.count(TEST) == 1


def test_environments_that_they_make_are_ignored_by_git() -> None:
    assert ".venv*/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@posix
def test_what_the_set_up_command_runs_runs(tmp_path: Path) -> None:
    copy_of_plan(tmp_path, ())
    own = [part.replace(".venv/bin/", "") for part in SET_UP.split(" && ") if part.startswith(".venv/bin/siplan")]
    printed = output_of(" && ".join(own) + " && echo well", tmp_path)
    assert len(own) == 2
    assert printed.endswith("\nwell\n")


def _row(name: str) -> str:
    """The row of the table of commands about this command."""
    rows = re.findall(rf"^\| `siplan {re.escape(name)}[ `].*$", _TEXT, re.MULTILINE)
    assert len(rows) == 1, f"{name} has {len(rows)} rows"
    return str(rows[0])


def _options(name: str) -> set[str]:
    """The long options of a command."""
    group: Any = get_command(app)
    return {opt for param in group.get_command(None, name).params for opt in param.opts if opt.startswith("--")}


_SHARED_OPTIONS: Final = _options("slippage") - {"--help"}
"""Those of a query that has none of its own."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    row = _row(name)
    options = _options(name) - {"--help"}
    own = options - _SHARED_OPTIONS if options >= _SHARED_OPTIONS else options
    assert [option for option in sorted(own) if f"`{option}" not in row] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_a_command_has_not(name: str) -> None:
    assert set(re.findall(r"`(--[a-z-]+)", _row(name))) <= _options(name)


def test_shared_options_are_documented() -> None:
    assert len(_SHARED_OPTIONS) == len(SHARED)
    assert set(re.findall(r"^\| `(--[a-z-]+)[ `]", _TEXT, re.MULTILINE)) == _SHARED_OPTIONS


def test_every_command_named_is_one() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|\$ |/)siplan ([a-z][a-z-]*)", text))
        assert named <= set(COMMANDS), document.name


def test_every_option_of_a_command_shown_is_one() -> None:
    for name, rest in re.findall(r"siplan ([a-z][a-z-]*)([^\n`|&]*)", _TEXT):
        if name in COMMANDS:
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) <= _options(name), f"siplan {name}{rest}"


def test_every_exit_code_is_documented() -> None:
    of_errors = {SiplanError.exit_code, *(kind.exit_code for kind in SiplanError.__subclasses__())}
    section = _TEXT.partition("\n## Exit codes\n")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| ([0-9]) \|", section, re.MULTILINE)} == {0, 1} | of_errors


@pytest.mark.parametrize("name", [*FIXED_FILES, *(f"{folder}/" for folder in FOLDERS)])
def test_every_kind_of_file_is_documented(name: str) -> None:
    assert f"    {name} " in _TEXT.partition("## Edit a plan file")[0]
    assert f"### `plan/{name}" in _TEXT


def test_every_record_has_its_table() -> None:
    tables = re.findall(r"<!-- fields: ([A-Za-z]+) -->", _TEXT)
    assert sorted(tables) == sorted(_records())


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_documented(state: str) -> None:
    (row,) = re.findall(rf"^\| `{state}` \|.*$", _TEXT, re.MULTILINE)
    assert words.STATES[state] in row


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_documented(verdict: str) -> None:
    (row,) = re.findall(rf"^\| `{verdict}` \|.*$", _TEXT, re.MULTILINE)
    assert f"| {VERDICT_WORDS[verdict]} |" in row


@pytest.mark.parametrize("word", WORDS)
def test_every_recurrence_is_documented(word: str) -> None:
    assert re.search(rf"^\|[^|]*`{word}`", _TEXT, re.MULTILINE)


def test_every_field_of_a_tracked_row_is_documented() -> None:
    section = _TEXT.partition("\n## Formats\n")[2].partition("\n## ")[0]
    named = {name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall("`(.*?)`", row)}
    assert named == {column.name for column in TRACKED}


def test_every_json_schema_is_named() -> None:
    views = "".join(file.read_text(encoding="utf-8") for file in sorted((PACKAGE / "formats" / "views").glob("*.py")))
    names = set(re.findall(r'records_of\(\s*question,\s*"([a-z-]+)"', views)) | {"validate"}
    assert names <= set(re.findall(r"siplan/([a-z-]+)/v1", _TEXT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in re.findall(r"(?m)^#+ (.+)$", text)}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("https://"):
            assert (ROOT / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_path_of_any_machine_is_named(document: Path) -> None:
    assert not re.search(r"/(home|root|tmp|work|Users)/", document.read_text(encoding="utf-8"))


# CONTRIBUTING: the modules and what they may import.


def _modules() -> set[str]:
    """The top-level modules of the package, by name."""
    inside = {file.stem for file in PACKAGE.glob("*.py")} | {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    return inside - {"__init__"}


def _documented_imports() -> dict[str, set[str]]:
    """What the table of modules lets each import."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_]+)(?:\.py|/)` \|.*\| (.*?) \|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`([a-z_]+)`", allowed)) for name, allowed in rows}


def test_contributing_names_every_module() -> None:
    assert set(_documented_imports()) == _modules()


def test_contributing_says_what_each_may_import() -> None:
    documented = _documented_imports()
    for part, allowed in MAY.items():
        name = part.removesuffix(".py")
        assert documented[name] == {one.removesuffix(".py") for one in allowed} - {name}, name


def refresh() -> None:
    """Write the outputs and the tables anew."""
    import tempfile

    text = README.read_text(encoding="utf-8")
    for shown in reversed(list(shown_in(text))):
        with tempfile.TemporaryDirectory() as folder:
            start, end = shown.block.span
            text = text[:start] + printed_by(shown, Path(folder)) + text[end:]
    README.write_text(with_tables(text), encoding="utf-8", newline="\n")
    CONTRIBUTING.write_text(with_tables(CONTRIBUTING.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
