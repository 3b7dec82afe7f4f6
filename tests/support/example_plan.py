"""A tiny complete plan to build examples on, and what siplan finds in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from si_plan import checks
from si_plan.diagnostics import Diagnostic
from si_plan.loading import Loaded, load
from si_plan.sources.folder import read_folder

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "plan"
EXAMPLES = ROOT / "tests" / "examples"

PRIORITY = "priorities/1.yaml"
BASE: dict[str, str] = {
    "plan.yaml": "format: 1\ntitle: Improvement plan\nauthority: Example Council\ndated: 2016-06-03\n",
    "areas.yaml": "- id: A1\n  title: Reading\n",
    "roles.yaml": "- code: HT\n  title: Headteacher\n  kind: post\n",
    "measures.yaml": """\
- id: M1
  title: Reading at age 11
  targets:
    - id: M1.1
      cohort: All pupils
      indicator: Expected standard
      kind: maintain
""",
    PRIORITY: """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [By Sept 2016]
    milestones:
      - id: "1.1.1"
        text: Tutors trained
        due: 2016-09
""",
}
"""A plan in which siplan finds nothing: area A1, role HT, measure M1, priority 1, action 1.1, milestone 1.1.1."""

Files = Mapping[str, str | bytes | None]


def write_plan(folder: Path, files: Files = {}, base: Files = BASE) -> Path:  # noqa: B006 - never changed
    """Write the base plan with some files replaced, added, or (None) left out; gives the folder."""
    for path, content in {**base, **files}.items():
        if content is None:
            continue
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def replaced(old: str, new: str, path: str = PRIORITY) -> dict[str, str]:
    """A file of the base plan with one passage replaced, which has to stand in it once."""
    assert BASE[path].count(old) == 1, f"{old!r} does not stand once in {path}"
    return {path: BASE[path].replace(old, new)}


def loaded(folder: Path) -> Loaded:
    return load(read_folder(folder, "plan"), "plan")


def records(folder: Path) -> dict[str, object]:
    """What was read, by the plan's fields, to compare with what was read elsewhere."""
    plan = loaded(folder).plan
    assert plan is not None
    return {one.name: getattr(plan, one.name) for one in fields(plan)}


def found_in(folder: Path) -> list[Diagnostic]:
    """What validate lists: all that siplan finds and no source note answers for."""
    return [one for one in checks.findings_to_show(loaded(folder)) if not one.answered_by]


def found_with(folder: Path, files: Files) -> list[str]:
    """The places and codes of what is found in the base plan with these files."""
    return places(found_in(write_plan(folder, files)))


def places(found: list[Diagnostic]) -> list[str]:
    """Each finding as `priorities/1.yaml:8:13 unknown-lead`."""
    return [f"{_inside(one)}:{one.location.line}:{one.location.column} {one.code}" for one in found]


def codes(found: list[Diagnostic]) -> set[str]:
    return {one.code for one in found}


def _inside(one: Diagnostic) -> str:
    return one.location.file.removeprefix("plan/")


def files_of(example: Path) -> dict[str, bytes | None]:
    """The files of an example folder: what to put over the tiny plan, None for what to leave out of it."""
    files: dict[str, bytes | None] = {
        file.relative_to(example).as_posix(): file.read_bytes()
        for file in example.rglob("*")
        if file.is_file() and file.name not in ("expected.txt", "left-out.txt")
    }
    left_out = example / "left-out.txt"
    return files | dict.fromkeys(left_out.read_text().split() if left_out.exists() else ())
