"""What the documentation shows of the program, made from the program: outputs of commands, and tables.

The pages are README and those of `docs/`. The commands of a page's `console` blocks are run in a copy of the plan; a
block marked with a number is run on a terminal of so many columns. A `yaml` block that begins with `# plan/…` is a file
put into that copy (or added to the end of one), a `diff` block a change of lines in a fresh copy, a `csv` block what a
lead fills in in a return; all last until the next heading. Commands that ask portfolio.yaml are run in a copy of the
trust (`trust.py`). Tables between `<!-- name -->` and `<!-- end -->` are
generated.

`python tests/refresh.py` writes outputs and tables anew; `tests/test_documentation.py` compares.
"""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import types
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin

import typer
from typer.main import get_command

from at_terminal import at_terminal
from filled import fill
from repository import git
from running import siplan
from si_plan.cli.app import GROUPS, app
from si_plan.cli.options import untyped
from si_plan.cli.query import SHARED
from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.forms import table_of_forms
from si_plan.diagnostics import CODES
from si_plan.documents import words
from si_plan.model.fields import FORMS, Record
from si_plan.model.files import KINDS, PORTFOLIO
from si_plan.reports.reference import STATES_MEAN
from si_plan.views.export import MEANINGS
from trust import write_trust

ROOT: Final = Path(__file__).parent.parent.parent
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE: Final = re.compile(r"^```([a-z]+)(?: ([0-9]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^#{1,4} ", re.MULTILINE)
_BEGINS: Final = ("$ siplan init plan ", "$ siplan import ")
_DOCUMENT: Final = "our-plan.docx"
_PROMPT: Final = "leave it open: "
_GENERATED: Final = re.compile(r"<!-- ([a-z]+)(?:: ([A-Za-z]+))? -->\n.*?<!-- end -->", re.DOTALL)
_FILE: Final = re.compile(r"# (plan/\S+?\.yaml)(, at its end)?\n")
_CHANGE: Final = re.compile(r"  (plan/\S+), line ([0-9]+)\n((?:-.*\n)+)((?:\+.*\n)*)")


class Block(NamedTuple):
    """A fenced block: its language, the columns it is marked with (0 for none), the line it begins on, its text, and
    where its text stands."""

    language: str
    columns: int
    line: int
    text: str
    span: tuple[int, int]


class Shown(NamedTuple):
    """A block of commands with their output, and the changes to the plan that are in force there. `earlier` are the
    blocks of its section that lead to it, in one that begins a plan of its own."""

    block: Block
    changes: tuple[Block, ...]
    earlier: tuple[Block, ...] = ()

    @property
    def begins(self) -> bool:
        """Whether it stands in a section that begins a plan of its own."""
        return (*self.earlier, self.block)[0].text.startswith(_BEGINS)


def blocks(text: str) -> list[Block]:
    return [
        Block(found[1], int(found[2] or 0), text.count("\n", 0, found.start()) + 1, found[3], found.span(3))
        for found in _FENCE.finditer(text)
    ]


def without_blocks(text: str) -> str:
    return _FENCE.sub("", text)


def headings(page: Path) -> set[str]:
    """What a link to a heading of this page has behind its `#`."""
    titles = re.findall(r"(?m)^#+ (.+)$", without_blocks(page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def shown_in(text: str) -> Iterator[Shown]:
    """Each console block with the changes since the last heading, or since the last diff."""
    changes: list[Block] = []
    earlier: list[Block] = []
    end = 0
    for block in blocks(text):
        if _HEADING.search(text, end, block.span[0]):
            changes, earlier = [], []
        end = block.span[1]
        if block.language == "diff":
            changes = [block]
        elif block.language == "csv" or (block.language == "yaml" and _FILE.match(block.text)):
            changes = [*changes, block]
        elif block.language == "console":
            yield Shown(block, tuple(changes), tuple(earlier))
            if earlier or block.text.startswith(_BEGINS):
                earlier.append(block)


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
    typed = shlex.split(command)
    if typed[0] != "siplan" or set("|&;<>$") & set(command):
        assert not columns, f"{command}: only siplan itself is run on a terminal"
        return _output_of_shell(command, folder)
    environment = {"COLUMNS": str(columns), "NO_COLOR": "1"} if columns else {}
    ran = siplan(*typed[1:], plan=None, cwd=folder, tty=bool(columns), env=environment)
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
    if any("portfolio.yaml" in command for command in commands):
        write_trust(folder, repository=True)
    elif not shown.begins:
        copy_of_plan(folder, shown.changes, committed=committed)
    elif any(_DOCUMENT in command for block in (*shown.earlier, shown.block) for command, _ in commands_of(block)):
        shutil.copy(ROOT / "docs" / _DOCUMENT, folder)
    for block in shown.earlier:
        for command, output in commands_of(block):
            _printed(command, output, folder, block.columns)
    return "".join(
        f"$ {command}\n{_printed(command, output, folder, shown.block.columns)}"
        for command, output in commands_of(shown.block)
    )


def _printed(command: str, output: str, folder: Path, columns: int) -> str:
    """What a command prints. Where the output shown has what a person typed, that is typed again."""
    typed = re.findall(rf"(?m){_PROMPT}(.*)$", output)
    if not typed:
        return output_of(command, folder, columns)
    return at_terminal(*shlex.split(command)[1:], answers=typed, prompt=_PROMPT, columns=columns, cwd=folder).out


# Tables that are generated.


def generated(name: str, argument: str) -> str:
    """What is generated under this name: the commands, the options that all questions share, the fields of a record,
    the states, the codes of findings, the columns of the flat table, the forms of deadlines."""
    if name == "fields":
        return _table_of_fields(records()[argument])
    if name == "codes":
        return _table_of_codes(of_change=argument == "change")
    return _MADE[name]()


def _table(headings: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table: its headings with ` | ` between, and rows of cells as they are to stand."""
    lines = [headings, "|".join("---" for _ in headings.split(" | ")), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" if " " in line else f"|{line}|" for line in lines)


def _commands() -> str:
    """Every command, by what it is for: its help, its arguments, and the options that are its own."""
    parts = []
    for title, group in GROUPS.items():
        made = {name: _command(name) for name in group}
        takes = {name: _shared_by(command) for name, (command, _) in made.items()}
        by_all = set.intersection(*takes.values())
        parts += [f"### {title}", *(f"Each takes the {_LINKS[one]}, too." for one in sorted(by_all))]
        for name, (command, context) in made.items():
            left = set.union({"help"}, *(_shared()[one] for one in takes[name]))
            own = _described([one for one in command.params if one.name not in left], context)
            lines = [f"- `{typed}`: {meaning}" for typed, meaning in own]
            lines += [f"- the {_LINKS[one]}" for one in sorted(takes[name] - by_all)]
            parts += [f"#### `siplan {name}`", _plain((command.help or "").partition("\n\n")[0]), "\n".join(lines)]
    return "\n\n".join(part for part in parts if part)


_LINKS: Final = {one: f"[options of every {one}](#options-of-every-{one})" for one in ("question", "recording")}


def _shared() -> dict[str, set[str]]:
    """The names of the options that commands share, by the heading under which they are listed."""
    return {"question": _OF_QUESTIONS, "recording": _of_records()}


def _shared_by(command: Any) -> set[str]:
    """The headings under which options stand that a command shares."""
    names = {one.name for one in command.params}
    return {heading for heading, shared in _shared().items() if shared <= names}


_OF_QUESTIONS: Final = {one.name for one in SHARED}


@cache
def _of_records() -> set[str]:
    """The options of every command that records."""
    several = (
        _command(name)[0].params for name in ("update", "complete", "reschedule", "cancel", "reassign", "correct")
    )
    return set.intersection(*({one.name for one in params if one.param_type_name == "option"} for params in several))


def _table_of_options(name: str, shared: set[str]) -> str:
    command, context = _command(name)
    rows = _described([one for one in command.params if one.name in shared], context)
    return _table("option | meaning", ((f"`{_cell(typed)}`", _cell(meaning)) for typed, meaning in rows))


def _command(name: str) -> tuple[Any, Any]:
    """A command and a context in which its help can be asked for."""
    group: Any = get_command(app)
    command = copy(group.get_command(None, name))
    command.params = [one for one in command.params if one.name != "plan"]
    return command, typer.Context(command, info_name=name)


def _described(params: Iterable[Any], context: Any) -> Iterator[tuple[str, str]]:
    """Each argument or option as it is typed, and what it means."""
    for one in map(copy, params):
        one.hidden = False
        names, meaning = one.get_help_record(context)
        typed = untyped(names) if one.param_type_name == "argument" else names
        yield typed.replace("<", "").replace(">", ""), _plain(meaning)


def _plain(text: str) -> str:
    """A text of help in one line."""
    return re.sub(r"\s+", " ", text).strip()


def _table_of_codes(*, of_change: bool) -> str:
    """The codes of findings about a plan, or about an edit of one."""
    rules = [(code, rule) for code, rule in CODES.items() if rule.of_change == of_change]
    rows = ((f"`{code}`", str(rule.severity), _cell(rule.summary)) for code, rule in rules)
    return _table("code | severity | what is wrong", rows)


def _states() -> str:
    rows = [(f"`{state}`", said, STATES_MEAN[said]) for state, said in words.STATES.items()]
    return _table("state | in words | meaning", rows)


_MADE: Final = {
    "commands": _commands,
    "questions": lambda: _table_of_options("overdue", _OF_QUESTIONS),
    "records": lambda: _table_of_options("complete", _of_records()),
    "states": _states,
    "columns": lambda: _table("column | meaning", ((f"`{one}`", said) for one, said in MEANINGS.items())),
    "forms": table_of_forms,
}


def records() -> dict[str, type[Record]]:
    """Every record that a plan file can hold, by the name of its class."""
    found: dict[str, type[Record]] = {}
    waiting = [kind.record for kind in (*KINDS, PORTFOLIO)]
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


_NAMING_ROLES: Final = ("leads", "accountable", "support", "approved_by", "by")
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
        value = _takes(parts[1], [])
        several = value.startswith("list") or value == "text"
        return f"{_a(_takes(parts[0], []))} and {value if several else f'one of {value}'} a line"
    if origin is tuple:
        one = _takes(parts[0], [])
        return f"list of: {one}" if get_origin(parts[0]) is Literal else f"list of {one.replace(' or ', 's or ')}s"
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in parts)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "record"
    forms = [FORMS[pattern] for pattern in _patterns(metadata) if pattern != r"\S"]
    if forms:
        return next((word for word in ("code", "period") if word in forms[0]), "id")
    return _PLAIN[annotation]


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


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


def refresh() -> None:
    """Write the outputs and the tables of every page anew."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for shown in reversed(list(shown_in(text))):
            with tempfile.TemporaryDirectory() as folder:
                start, end = shown.block.span
                text = text[:start] + printed_by(shown, Path(folder)) + text[end:]
        page.write_text(with_tables(text), encoding="utf-8", newline="\n")
