"""Every hint over the bad examples that can be followed by rote is: the finding is gone, and nothing else has come.

A hint may leave the choice to a person ("keep one of the two"). What it names is checked then: fields that the record
has, commands with the options that they take.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import typer
import yaml
from typer.main import get_command

from example_plan import EXAMPLES, files_of, found_in, loaded, write_plan
from si_plan.cli.app import COMMANDS, app, run
from si_plan.diagnostics import Diagnostic, sameness
from si_plan.loading.parsing import parse
from si_plan.model.fields import Record
from si_plan.model.ids import entry_of, field_at, record_at
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry, TargetReading
from si_plan.model.reference import PlanDetails
from si_plan.model.role_log import RoleEntry
from si_plan.sources import Source

SAMPLES: Final = {
    "due": "2016-09",
    "starts": "2016-09",
    "dated": "2016-06-03",
    "on": "2016-10-03",
    "when": "By Sept 2016",
    "leads": "HT",
    "value": "25",
    "at": "1.1",
    "id": "1",
    "kind": "post",
}
"""What stands for the … after a field's name; any other field is a text."""


_GIVEN: Final = {"leads": "HT", "text": "It is so", "title": "It is so", "repeats": "termly"}
"""The same on the command line."""


class Case(NamedTuple):
    """A plan, one thing that is found in it, and the file that it is in."""

    folder: Path
    found: Diagnostic

    @property
    def file(self) -> Path:
        return self.folder / self.found.location.file.removeprefix("plan/")

    def change(self, change: Callable[[Any], None], identity: str = "") -> None:
        """Change the data of a record: that of this id, or the one that the finding is about, else its whole file."""
        place = loaded(self.folder).places.path(identity or record_at(self.found.at))
        path, steps = place or (self.file.relative_to(self.folder).as_posix(), ())
        data: Any = parse(Source(path, path, (self.folder / path).read_text("utf-8"))).data
        record = data
        for step in steps:
            record = record[step]
        change(record)
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_style='"')
        (self.folder / path).write_text(text, "utf-8")

    def write(self, new: str) -> None:
        """Put a value in the place of the one where the finding is."""
        field = field_at(self.found.at)
        if self.found.code == "unknown-field":
            named = re.search(r'field "(.*)"', self.found.message)
            assert named is not None
            self.change(lambda record: record.update({new: record.pop(named[1])}))
            return

        def set_field(record: Any) -> None:
            former = record[field]
            if "#" in former:  # of a place, the part that is like it
                parts = former.split("#")
                near = max(range(2), key=lambda part: SequenceMatcher(None, parts[part], new).ratio())
                record[field] = "#".join(new if part == near else text for part, text in enumerate(parts))
            else:
                record[field] = new

        if self.is_text(field):
            self.change(set_field)
            return
        lines = self.file.read_text("utf-8").split("\n")
        line, column = self.found.location.line - 1, self.found.location.column - 1
        number = re.fullmatch(r"[0-9.]+", new) is not None
        value = r"\"[^\"]*\"|'[^']*'|“[^”]*”|[^\s,\]}:][^,\]}:]*"
        new = f'"{new}"' if number else new
        lines[line] = lines[line][:column] + re.sub(value, lambda _: new, lines[line][column:], count=1)
        self.file.write_text("\n".join(lines), "utf-8")

    def is_text(self, field: str) -> bool:
        """Whether the finding is about a field of a record that holds one text."""
        try:
            read: Any = parse(Source("x", "x", self.file.read_text("utf-8"))).data
            place = loaded(self.folder).places.path(record_at(self.found.at))
        except UnicodeDecodeError:
            return False
        if read is None or place is None or self.found.code == "unquoted-id":
            return False
        for step in place[1]:
            read = read[step]
        return isinstance(read, dict) and isinstance(read.get(field), str)

    def delete(self) -> None:
        """Take out the field that the finding is about, or its line."""
        field = field_at(self.found.at)
        if self.is_text(field):
            self.change(lambda record: record.pop(field))
            return
        lines = self.file.read_text("utf-8").split("\n")
        del lines[self.found.location.line - 1]
        self.file.write_text("\n".join(lines), "utf-8")

    def give(self, fields: dict[str, Any], identity: str = "") -> None:
        """Give a record fields."""
        self.change(lambda record: record.update(fields), identity)

    def note(self, at: str) -> None:
        path = self.folder / "source-notes.yaml"
        with path.open("a", encoding="utf-8") as notes:
            notes.write(f'- {{id: N9, at: "{at}", document: a, recorded: b, why: c, answers: [{self.found.code}]}}\n')

    def sample(self, field: str) -> Any:
        """What stands for the … after a field's name."""
        plan = loaded(self.folder).plan
        if field == "inspection" and plan is not None:
            return plan.details.inspections[0].id
        if field == "when" and (quoted := re.search(r'"([^"]*)"', self.found.message)):
            return quoted[1]
        if field in ("leads", "actions"):
            return ["HT"]
        return SAMPLES.get(field, "It is so")


def _lines(case: Case, found: re.Match[str]) -> None:
    """Add the lines in backticks, with a reason where the hint asks for one."""
    names = re.findall(r"`([a-z_]+): ([^`]*)`", found[0])
    fields = {name: case.sample(name) if text == "…" else parse(Source("", "", text)).data for name, text in names}
    if "`due_reason`" in found[0]:
        fields["due_reason"] = "It is meant so"
    case.give(fields, found["place"] or "")


def _date(case: Case, found: re.Match[str]) -> None:
    identity = found["place"] or record_at(case.found.at)
    record = loaded(case.folder).plan.by_id[identity]  # type: ignore[union-attr]
    dated = any(getattr(record, name, None) for name in ("due", "starts", "repeats", "dates"))
    case.give({"due_reason": "It is meant so"} | ({} if dated else {"due": "2016-09"}), identity)


def _command(case: Case, found: re.Match[str]) -> None:
    def fill(one: re.Match[str]) -> str:
        return f"{one[1]}={_GIVEN.get(one[1]) or case.sample(one[1])}"

    typed = [re.sub(r"^(\w+)=…$", fill, word) for word in _typed(found[0])]
    assert run(["--plan", str(case.folder), *typed]) == 0, typed


def _typed(text: str) -> list[str]:
    """The words of a command in a hint, without siplan."""
    return shlex.split(text)[1:]


_PLACE: Final = r"(?: in (?P<place>[0-9.]+))?"
_LINE: Final = r"`[a-z_]+: [^`]*`"
WAYS: Final[dict[str, Callable[[Case, re.Match[str]], None]]] = {
    rf"add (?:a line )?{_LINE}(?: and {_LINE})*{_PLACE}(?:, with a `due_reason`)?": _lines,
    rf"write the date it means{_PLACE}, with a `due_reason`": _date,
    r"say in `due_reason`": lambda case, _: case.give({"due_reason": "It is meant so"}),
    r"siplan (?:add|edit) [^;,)]*": _command,
    r"(?:^did you mean|or) ([\w.-]+)\?": lambda case, found: case.write(found[1]),
    r"^write ([0-9-]+|[A-Z]{2,}|true)(?: or|$)": lambda case, found: case.write(found[1]),
    r"write it as ([0-9-]+)": lambda case, found: case.write(found[1]),
    r"^use one of: (\w+)": lambda case, found: case.write(found[1]),
    r"put it in quotes: (\".*?\")": lambda case, found: case.write(found[1]),
    r"such as \"([0-9M.]+)\" if that is free": lambda case, found: case.write(found[1]),
    r"^write (\w+: \[.*\])$": lambda case, found: _list(case, found[1]),
    r"or delete the line$|^delete the line(?: that|$)": lambda case, _: case.delete(),
    r"or delete (?:the file|it$)": lambda case, _: (
        shutil.rmtree(case.file) if case.file.is_dir() else case.file.unlink()
    ),
    r"rename it to ([\w.-]+)": lambda case, found: _rename(case, case.file.with_name(found[1])),
    r"move its entries to (progress/[\w.]+)": lambda case, found: _rename(case, case.folder / found[1]),
    r"(?:say so|say) in a source note": lambda case, _: case.note(case.found.at),
    r"explain it in a source note at ([\w.]+#\w+)": lambda case, found: case.note(found[1]),
    r"called (\w+): write `\1: …`": lambda case, found: case.write(found[1]),
}
"""What hints say that can be done by rote, each with how to do it."""


def _rename(case: Case, to: Path) -> None:
    case.file.replace(to)


def _list(case: Case, line: str) -> None:
    name, _, entries = line.partition(": ")
    case.give({name: entries.strip("[]").split(", ")})


def _is_for_a_person(one: Diagnostic, folder: Path) -> bool:
    """Whether rote cannot find what is meant: a record without an id or with another's, a code that is a key, the
    entry that an entry undoes, a log of another record."""
    record, field = record_at(one.at), field_at(one.at)
    if one.code == "missing-field":
        return f"`{field}`" not in one.message and (bool(field) or "`id`" in one.message)
    if one.code == "misplaced-id":
        place = loaded(folder).places.path(record)
        return place is None or not one.location.file.endswith(place[0])
    return "severities" in one.at or (one.code, field) in (("unknown-field", "voids"), ("log-misplaced", ""))


BRINGS: Final[dict[str, set[str]]] = {
    "empty-file": {"no-actions", "unknown-area", "unknown-measure"},  # what others said of it
    "misnamed-file": {"wrong-shape"},  # what is read for the first time
    "no-actions": {"no-actions"},  # a priority comes before its actions
    "reading-differs": {"deadline-before-plan"},  # a reason explains the reading, and not the date itself
    "repeated-text": {"same-as-differs"},
    "unknown-field": {"bad-date", "bad-id", "bad-value"},  # what the field cannot hold
    "wrong-shape": {"unknown-lead"},  # of two leads in one text
}
"""What may come of doing what a hint says: what was not seen before, and is no step back."""


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*/bad-*")), ids=lambda one: f"{one.parent.name}/{one.name}")
def test_what_a_hint_says_can_be_done_and_helps(example: Path, tmp_path: Path) -> None:
    files = files_of(example)
    before = found_in(write_plan(tmp_path / "plan", files))
    known = {(one.code, record_at(one.at)) for one in before}
    for number, one in enumerate(before[:20]):
        for name, way in enumerate(WAYS):
            if (said := re.search(way, one.hint)) is None or _is_for_a_person(one, tmp_path / "plan"):
                continue
            case = Case(write_plan(tmp_path / f"{number}-{name}" / "plan", files), one)
            WAYS[way](case, said)
            after = found_in(case.folder)
            assert sameness(one) not in map(sameness, after), one
            come = {now.code for now in after if (now.code, record_at(now.at)) not in known}
            assert come <= BRINGS.get(one.code, set()), (one, come)


def _model(one: Diagnostic, plan: Plan | None) -> type[Record] | None:
    """The kind of record that a finding is about; None for none that was read."""
    record = record_at(one.at)
    entry = entry_of(record)
    if entry is not None:
        if entry.owner == "roles":
            return RoleEntry
        return TargetReading if entry.owner == "measures" else Entry
    if record == "plan":
        return PlanDetails
    return type(plan.by_id[record]) if plan is not None and record in plan.by_id else None


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*/bad-*")), ids=lambda one: f"{one.parent.name}/{one.name}")
def test_what_a_hint_names_is_there(example: Path, tmp_path: Path) -> None:
    folder = write_plan(tmp_path, files_of(example))
    plan = loaded(folder).plan
    for one in found_in(folder):
        model = _model(one, plan)
        here = re.sub(r"`[^`]*` in plan\.yaml|(?:milestone|duty|instead of|beside) [^;,]*", "", one.hint)
        fields = {field.alias or known for known, field in (model.model_fields if model else {}).items()}
        named = re.findall(r"`([a-z_]+)(?:: [^`]*)?`", here)
        assert not fields or set(named) <= fields, one
        for typed in re.findall(r"siplan [a-z-]+[^;,)]*", one.hint):
            words = _typed(re.split(r" (?:shows|says|lists|adds)\b", typed)[0])
            assert words[0] in COMMANDS, one
            takes = {name for param in _options(words[0]) for name in param.opts}
            assert {word for word in words if word.startswith("-")} <= takes, one


@cache
def _options(name: str) -> list[Any]:
    group: Any = get_command(app)
    command = group.get_command(typer.Context(group), name)
    return list(command.params)
