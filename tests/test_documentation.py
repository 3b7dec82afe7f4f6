"""The documentation against the program: what its pages show is what siplan prints and has, and their links lead
somewhere. `python tests/refresh.py` writes outputs and tables anew (`tests/support/documented.py`)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from typer.main import get_command

import si_plan
from documented import (
    PAGES,
    ROOT,
    Shown,
    blocks,
    copy_of_plan,
    generated,
    headings,
    output_of,
    printed_by,
    records,
    shown_in,
    with_tables,
    without_blocks,
)
from si_plan.cli.app import COMMANDS, app
from si_plan.dates.calendar import USUAL
from si_plan.dates.calendar_data import calendar_from_data
from si_plan.dates.recurrence import WORDS
from si_plan.errors import SiplanError
from si_plan.formats.table import AnswerFormat, FindingsFormat, ReportFormat
from si_plan.queries.assessment import VERDICTS
from si_plan.sources import FIXED_FILES, FOLDERS
from si_plan.views.records import TRACKED
from si_plan.views.targets import VERDICT_WORDS
from test_layers import MAY

CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
DOCUMENTS: Final = (*PAGES, CONTRIBUTING, ROOT / "CHANGELOG.md")
PACKAGE: Final = Path(si_plan.__file__).parent

SET_UP: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e . && .venv/bin/siplan validate"
    " && .venv/bin/siplan overdue --as-of 2016-09-01"
)
TEST: Final = (
    "python3 -m venv .venv-test && .venv-test/bin/pip install -q -c constraints.txt -e '.[dev]'"
    " && .venv-test/bin/pytest -n 2 --dist loadfile"
)

posix = pytest.mark.skipif(os.name != "posix", reason="the commands are written for a POSIX shell")

_TEXTS: Final = {page.stem: page.read_text(encoding="utf-8") for page in PAGES}
_ALL: Final = "\n".join(_TEXTS.values())
_REFERENCE: Final = _TEXTS["reference"]
_SHOWN: Final = [(name, shown) for name, text in _TEXTS.items() for shown in shown_in(text)]
_IDS: Final = [f"{name}-line-{shown.block.line}" for name, shown in _SHOWN]


@posix
@pytest.mark.parametrize("shown", [shown for _, shown in _SHOWN], ids=_IDS)
def test_output_is_what_the_program_prints(shown: Shown, tmp_path: Path) -> None:
    assert printed_by(shown, tmp_path) == shown.block.text, "python tests/refresh.py writes it anew"


@pytest.mark.parametrize("name", _TEXTS)
def test_tables_are_the_generated_ones(name: str) -> None:
    assert with_tables(_TEXTS[name]) == _TEXTS[name], "python tests/refresh.py writes them anew"


def test_every_file_shown_is_in_a_copy_that_is_looked_at() -> None:
    changes = {(name, block.line) for name, shown in _SHOWN for block in shown.changes}
    files = [(name, one) for name, text in _TEXTS.items() for one in blocks(text)]
    shown = [(name, one) for name, one in files if one.language in ("yaml", "diff", "csv")]
    assert changes == {(name, one.line) for name, one in shown if not one.text.startswith("calendar:")}


def test_calendar_shown_is_one() -> None:
    (written,) = (block.text for block in blocks(_TEXTS["own-plan"]) if block.text.startswith("calendar:"))
    data = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - it makes texts and nothing else
    keys = calendar_from_data(data["calendar"])
    usual = keys._replace(
        dates=(), not_working=frozenset(), working=frozenset(), year_is_stated=False, source=USUAL.source
    )
    assert usual == USUAL


def test_set_up_and_test_commands_are_there_in_one_line_each() -> None:
    lines = [block.text.strip() for block in blocks(_TEXTS["README"]) if block.language == "sh"]
    assert lines.count(SET_UP) == 1
    assert lines.count(TEST) == 1


def test_readme_is_short() -> None:
    assert _TEXTS["README"].count("\n") <= 250


def test_environments_that_they_make_are_ignored_by_git() -> None:
    assert ".venv*/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@posix
def test_what_the_set_up_command_runs_runs(tmp_path: Path) -> None:
    copy_of_plan(tmp_path, ())
    own = [part.replace(".venv/bin/", "") for part in SET_UP.split(" && ") if part.startswith(".venv/bin/siplan")]
    printed = output_of(" && ".join(own) + " && echo well", tmp_path)
    assert len(own) == 2
    assert printed.endswith("\nwell\n")


def _options(name: str) -> set[str]:
    """The long options of a command."""
    group: Any = get_command(app)
    return {opt for param in group.get_command(None, name).params for opt in param.opts if opt.startswith("--")}


def test_every_command_named_is_one() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|\$ |/)siplan ([a-z][a-z-]*)", text))
        assert named <= set(COMMANDS), document.name


def test_every_option_of_a_command_shown_is_one() -> None:
    for name, rest in re.findall(r"siplan ([a-z][a-z-]*)([^\n`|&(]*)", _ALL):
        if name in COMMANDS:
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) <= _options(name), f"siplan {name}{rest}"


def test_describing_the_commands_leaves_them_as_they_are() -> None:
    """They are made once in a process, so that what is changed here is changed for every test after it."""
    group: Any = get_command(app)
    before = {name: [(one.name, one.hidden) for one in group.get_command(None, name).params] for name in COMMANDS}
    generated("commands", "")
    after = {name: [(one.name, one.hidden) for one in group.get_command(None, name).params] for name in COMMANDS}
    assert after == before
    assert all(("plan", True) in params for params in before.values())


def test_every_exit_code_is_documented() -> None:
    of_errors = {SiplanError.exit_code, *(kind.exit_code for kind in SiplanError.__subclasses__())}
    section = _TEXTS["engineer"].partition("\n## Exit codes\n")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| ([0-9]) \|", section, re.MULTILINE)} == {0, 1} | of_errors


@pytest.mark.parametrize("name", [*FIXED_FILES, *(f"{folder}/" for folder in FOLDERS)])
def test_every_kind_of_file_is_documented(name: str) -> None:
    assert f"    {name} " in _TEXTS["officer"]
    assert f"### `plan/{name}" in _REFERENCE


def test_every_record_has_its_table() -> None:
    tables = re.findall(r"<!-- fields: ([A-Za-z]+) -->", _REFERENCE)
    assert sorted(tables) == sorted(records())


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_documented(verdict: str) -> None:
    (row,) = re.findall(rf"^\| `{verdict}` \|.*$", _REFERENCE, re.MULTILINE)
    assert f"| {VERDICT_WORDS[verdict]} |" in row


@pytest.mark.parametrize("word", WORDS)
def test_every_recurrence_is_documented(word: str) -> None:
    assert re.search(rf"^\|[^|]*`{word}`", _REFERENCE, re.MULTILINE)


def test_every_field_of_a_tracked_row_is_documented() -> None:
    section = _TEXTS["engineer"].partition("\n## JSON\n")[2].partition("\n## ")[0]
    named = {name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall("`(.*?)`", row)}
    assert named == {column.name for column in TRACKED}


def test_every_json_schema_is_named() -> None:
    views = "".join(file.read_text(encoding="utf-8") for file in sorted((PACKAGE / "views").glob("*.py")))
    names = set(re.findall(r'(?:records_of\(\s*question,|Records\()\s*"([a-z-]+)"', views)) | {"validate"}
    assert {"overdue", "recorded"} <= names
    assert names <= set(re.findall(r"siplan/([a-z-]+)/v1", _ALL))


@pytest.mark.parametrize("form", [*AnswerFormat, *FindingsFormat])
def test_every_format_for_programs_and_readers_is_documented(form: AnswerFormat | FindingsFormat) -> None:
    assert f"`{form}`" in _TEXTS["engineer"]


@pytest.mark.parametrize("form", ReportFormat)
def test_every_format_of_a_report_is_documented(form: ReportFormat) -> None:
    assert re.search(rf"^\| `{re.escape(form.ending)}` \|", _TEXTS["director"], re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(document.read_text(encoding="utf-8"))):
        if not target.startswith("https://"):
            name, _, anchor = target.partition("#")
            file = document.parent / name if name else document
            assert file.exists(), target
            assert not anchor or anchor in headings(file), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_path_of_any_machine_is_named(document: Path) -> None:
    assert not re.search(r"/(home|root|tmp|work|Users)/", document.read_text(encoding="utf-8"))


# CONTRIBUTING: the map of the package.


def test_map_has_every_room_in_the_order_of_imports() -> None:
    section = CONTRIBUTING.read_text(encoding="utf-8").partition("\n## The map\n")[2].partition("\n## ")[0]
    (drawn,) = (block.text for block in blocks(section) if block.language == "text")
    lines = drawn.splitlines()
    rooms = [room.removesuffix("/") for room in re.findall(r"^([a-z_]+(?:\.py|/)) ", drawn, re.MULTILINE)]
    assert rooms == [*MAY, "__init__.py", "cli", "__main__.py"], "in the order of MAY (tests/test_layers.py)"
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 100


def test_files_and_names_of_the_recipes_are_there() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    files = re.findall(r"`((?:[\w-]+/)+(?!x\.|test_x\.|your)[\w-]+\.[a-z]+)`", text)
    assert [file for file in files if not ((ROOT / file).exists() or (PACKAGE / file).exists())] == []
    modules = [module for folder in ("src", "tests") for module in (ROOT / folder).rglob("*.py")]
    known = {word for module in modules for word in re.findall(r"\w+", module.read_text(encoding="utf-8"))}
    assert set(re.findall(r"`(\w+)(?:\([^`]*\))?`", text)) <= known
