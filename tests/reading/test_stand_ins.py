"""Nothing is worked out from what stands in for a file that cannot be read: a plan with one file broken is told no more
of its other files than before."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from asking import one_milestone
from edits import edit
from example_plan import BASE, EXAMPLES, PRIORITY, files_of, places
from si_plan import checks
from si_plan.changes.policy import RULES
from si_plan.diagnostics.explaining import explain
from si_plan.loading import load
from si_plan.sources import Source

LOGS = {
    "progress/1.1.yaml": """\
- {on: 2016-10-03, at: "1.1.1", period: 2016-09, note: A month}
- {on: 2016-10-03, at: "1.1.1", period: 2016-17, note: A year}
- {on: 2016-10-03, at: "1.1.1", period: 2016-17/T1, note: A term}
""",
    "progress/measures.yaml": "- {target: M1.1, period: 2016-17/HT1, value: 3, source: DfE}\n",
}
"""What rests on the plan's date and calendar in almost any plan."""

DATED = ("dates", "repeats", "starts", "due", "ends")


def _broken(path: str, text: str) -> dict[str, str]:
    """The ways in which a file of a plan is broken here: as a whole, or the values that others rest on."""
    if path == "plan.yaml":
        without = re.sub(r"^dated: .*\n", "", text, flags=re.MULTILINE)
        return {"junk": "%%% ::: [[[ }}}", "no date": without, "bad calendar": f"{text}calendar: usual\n"}
    return {name: text.replace(f"{name}: ", f"{name}: x") for name in DATED if f"{name}: " in text}


def _outside(files: Mapping[str, str], path: str) -> set[str]:
    """The places and codes of what is found in the files of a plan but one."""
    loaded = load([Source(name, f"plan/{name}", text) for name, text in sorted(files.items())])
    assert loaded.plan is not None
    return {place for place in places(checks.findings_to_show(loaded)) if not place.startswith(f"{path}:")}


def _plans() -> dict[str, dict[str, str]]:
    """The example plans that are text, each with logs where it has none."""
    found = {}
    for folder in sorted(EXAMPLES.glob("*/*")):
        files = {**{name: text.encode() for name, text in {**BASE, **LOGS}.items()}, **files_of(folder)}
        try:
            texts = {name: content.decode() for name, content in files.items() if content is not None}
        except UnicodeDecodeError:
            continue
        if folder.parent.name not in ("newer-format", "missing-file") and "plan.yaml" in texts:
            found[f"{folder.parent.name}/{folder.name}"] = texts
    return found


PLANS = _plans()


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_a_broken_file_adds_nothing_elsewhere(name: str) -> None:
    files = PLANS[name]
    for path, text in files.items():
        before = _outside(files, path)
        for how, broken in _broken(path, text).items():
            assert _outside({**files, path: broken}, path) <= before, (path, how)


RECURRING = one_milestone("repeats: termly")
"""A milestone that begins with the plan, and so not at all where the plan's date is not known."""


@pytest.mark.parametrize("code", RULES)
def test_an_edit_that_breaks_plan_yaml_is_found_no_more_at_fault(code: str) -> None:
    documentation = explain(code)
    for example in (documentation.fails, documentation.passes):
        base = {path.removeprefix("base/"): text for path, text in example.files if path.startswith("base/")}
        head = {path.removeprefix("head/"): text for path, text in example.files if path.startswith("head/")}
        base.setdefault(PRIORITY, RECURRING)
        before = {(one.code, one.at) for one in edit(base, head).found()}
        for broken in _broken("plan.yaml", BASE["plan.yaml"]).values():
            after = edit(base, {**head, "plan.yaml": broken}).found()
            assert {(one.code, one.at) for one in after} <= before
