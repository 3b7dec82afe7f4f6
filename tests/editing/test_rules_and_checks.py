"""What the commands refuse to record because it would count for nothing, `siplan validate` finds where it was written
by hand: whatever the record, and whatever the entry says of it."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from typing import Any

import pytest

from asking import plan_of
from edits import edit
from example_plan import BASE
from si_plan import checks
from si_plan.editing.rules import Rules
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry, is_evidenced, shows_nothing
from si_plan.sources import Source

PRIORITIES = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Each part has dates of its own
    leads: [HT]
    when: [By Sept 2016]
    milestones:
      - {id: "1.1.1", text: Tutors trained, due: 2016-09}
      - {id: "1.1.2", text: Tutors trained again, due: 2016-09, same_as: "1.2.1"}
      - {id: "1.1.3", text: Tutors meet, repeats: termly, starts: 2016-09, ends: 2017-08}
    stages:
      - {id: "1.1.S1", text: Half of the tutors trained, when: By Sept 2016, due: 2016-09}
    duties:
      - {id: "1.1.D1", text: Review, when: Termly, repeats: termly}
  - id: "1.2"
    title: A part goes by its dates
    leads: [HT]
    when: [By Sept 2016]
    due: 2016-09
    milestones:
      - {id: "1.2.1", text: Books bought}
  - id: "1.3"
    title: It has dates that no part goes by
    leads: [HT]
    when: [By Sept 2016]
    due: 2016-09
    milestones:
      - {id: "1.3.1", text: Rooms found, due: 2016-08}
  - id: "1.4"
    title: It has no milestone
    leads: [HT]
    when: [By Sept 2016]
    due: 2016-09
"""
IDS = ("1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.1.S1", "1.1.D1", "1.2", "1.2.1", "1.3", "1.3.1", "1.4")
SAID: tuple[dict[str, Any], ...] = (
    {},
    {"status": "in_progress"},
    {"status": "complete"},
    {"status": "cancelled"},
    {"due": "2016-12"},
    {"leads": ["CT"]},
    {"rating": "green"},
    {"note": "Going well"},
)
BESIDES: tuple[dict[str, Any], ...] = (
    {"evidence": ["Minutes of 3 October"]},
    {"evidence": ["n/a"]},
    {"period": "2016-17/T1"},
    {"period": "2016-17/HT1"},
    {"on": "2016-05-01"},
    {"on": "2014-10-03"},
    {"note": "It was so", "on": "2016-05-01"},
    {},
)
FILES = {
    "priorities/1.yaml": PRIORITIES,
    "roles.yaml": BASE["roles.yaml"] + "- {code: CT, title: Chair, kind: post}\n",
    "plan.yaml": BASE["plan.yaml"] + "ratings: [{code: green, title: On course}]\n",
}
TODAY = date(2017, 1, 15)

_OF_THE_EDIT = ("needs evidence", "needs a reason", "needs someone who approved it")
"""What the change rules ask of an entry, which counts in spite of it."""


def _written(entry: dict[str, Any]) -> list[str]:
    """The codes of what validate finds at an entry that stands in a log by hand."""
    log = f"progress/{'.'.join(entry['at'].split('.')[:2])}.yaml"
    files = {**BASE, **FILES, log: json.dumps([entry])}
    loaded = load([Source(path, f"plan/{path}", text) for path, text in sorted(files.items())])
    return [one.code for one in checks.findings_to_show(loaded) if one.location.file == f"plan/{log}"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(FILES)


def _entries() -> list[dict[str, Any]]:
    always = {"on": "2016-10-03", "reason": "It was agreed", "approved_by": "HT"}
    bare = {"on": "2016-10-03"}
    return [
        {**first, "at": at, **said, **besides}
        for at, said, besides in product(IDS, SAID, BESIDES)
        for first in (always, bare)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("at", IDS)
def test_what_is_refused_is_found_where_it_stands(at: str, plan: Plan) -> None:
    rules = Rules(plan, TODAY)
    shown = 0
    for entry in _entries():
        if entry["at"] != at:
            continue
        refusal = rules.refusal(Entry.model_validate(entry))
        found = _written(entry)
        if refusal is not None and not any(words in refusal.message + refusal.hint for words in _OF_THE_EDIT):
            assert found, (entry, refusal)
            shown += 1
        if refusal is None:
            assert not found, entry
    assert shown


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"at": "1", "status": "complete"}, "log-lost"),
        ({"at": "1", "status": "in_progress"}, "log-lost"),
        ({"at": "1", "due": "2017-03"}, "log-lost"),
        ({"at": "1", "leads": ["CT"]}, "log-lost"),
        ({"at": "1.1", "due": "2017-03"}, "log-lost"),
        ({"at": "1.1.2", "status": "complete"}, "log-lost"),
        ({"at": "1.1.2", "period": "2016-17", "note": "x"}, "log-lost"),
        ({"at": "1.1", "status": "complete"}, "complete-early"),
        ({"at": "1.3", "status": "complete"}, "complete-early"),
        ({"at": "1.1.1", "by": "HT"}, "log-empty"),
        ({"at": "1.1.3", "status": "complete"}, "log-period"),
        ({"at": "1.1.D1", "due": "2017-03"}, "log-period"),
        ({"at": "1.1.1", "status": "complete", "evidence": ["-"]}, "evidence-empty"),
        ({"at": "1.1.1", "status": "complete", "on": "2016-05-01"}, "log-before-plan"),
        ({"at": "1.1.1", "note": "x", "on": "2014-05-01"}, "log-before-plan"),
    ],
)
def test_by_which_code(entry: dict[str, Any], code: str) -> None:
    assert code in _written({"on": "2016-10-03", **entry})


@pytest.mark.parametrize(
    "entry",
    [
        {"at": "1", "status": "cancelled"},
        {"at": "1", "rating": "green"},
        {"at": "1.1", "status": "in_progress"},
        {"at": "1.2", "due": "2017-03"},
        {"at": "1.3", "due": "2017-03"},
        {"at": "1.4", "status": "complete"},
        {"at": "1.1.2", "due": "2017-03"},
        {"at": "1.1.3", "status": "cancelled"},
        {"at": "1.1.1", "status": "complete", "on": "2016-06-03"},
        {"at": "1.1.1", "status": "complete", "on": "2016-06-02", "reason": "It was under way"},
        {"at": "1.1.1", "status": "in_progress", "on": "2016-06-02"},
        *(
            {"at": at, "period": "2016-17/T1", "rating": "green"}
            for at in ("1", "1.1", "1.1.1", "1.1.S1", "1.2", "1.4")
        ),
        {"at": "1.4", "period": "2016-17/T1", "note": "Going well"},
    ],
)
def test_what_counts_is_not_found(entry: dict[str, Any]) -> None:
    assert _written({"on": "2016-10-03", **entry}) == []


def _log(*entries: dict[str, Any], action: str = "1.3") -> list[str]:
    files = {**BASE, **FILES, f"progress/{action}.yaml": json.dumps(list(entries))}
    loaded = load([Source(path, f"plan/{path}", text) for path, text in sorted(files.items())])
    return [f"{one.at} {one.code}" for one in checks.findings_to_show(loaded) if one.at.startswith("progress/")]


WHOLE = {"on": "2016-10-03", "at": "1.3", "status": "complete"}
PART = {"on": "2016-11-03", "at": "1.3.1", "status": "complete"}


def test_an_action_is_complete_early_only_while_a_milestone_is_open() -> None:
    early = ["progress/1.3:1#status complete-early"]
    assert _log(WHOLE) == early
    assert _log(WHOLE, PART) == []
    assert _log(WHOLE, PART | {"status": "cancelled"}) == []
    assert _log(WHOLE, PART, PART | {"on": "2016-12-03", "status": "in_progress"}) == early
    assert _log(WHOLE, WHOLE | {"on": "2016-10-04", "status": "in_progress"}) == []
    assert _log(WHOLE | {"on": "2016-10-05"}, WHOLE | {"status": "in_progress"}) == early


def test_what_is_voided_is_not_found() -> None:
    void = {"on": "2016-10-04", "at": "1.3", "voids": {"on": "2016-10-03", "status": "complete"}, "reason": "Too early"}
    assert _log(WHOLE, void) == []


@pytest.mark.parametrize("text", ["none", "N/A", "n.a.", "-", "–", "…", "None yet.", "TBC", "not applicable", "?"])
def test_evidence_that_only_fills_the_field(text: str) -> None:
    assert shows_nothing(text)
    assert not is_evidenced([text])
    assert is_evidenced([text, "Minutes"])


@pytest.mark.parametrize(
    "text", ["Minutes", "https://example.org/-", "A", "7", "None of the five schools: letter", "学校"]
)
def test_evidence_that_shows_something(text: str) -> None:
    assert not shows_nothing(text)
    assert is_evidenced([text])


def test_the_change_policy_takes_it_for_none() -> None:
    entry = '- {{on: 2016-07-01, at: "1.1.1", status: complete, evidence: [{}]}}\n'
    found = [edit({}, {"progress/1.1.yaml": entry.format(text)}).found() for text in ("n/a", "Minutes")]
    assert [[one.code for one in each] for each in found] == [["no-evidence"], []]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"at": "1.1.1", "status": "complete", "on": "2016-06-02", "evidence": ["Minutes"]}, "note"),
        ({"at": "1.1.1", "note": "x", "on": "2015-06-01"}, "on"),
        ({"at": "1.1.1", "status": "complete", "evidence": ["Minutes", "n/a"]}, "evidence"),
        ({"at": "1.1.1", "note": "x", "evidence": ["-"]}, "evidence"),
    ],
)
def test_the_command_asks_for_what_would_put_it_right(entry: dict[str, Any], field: str, plan: Plan) -> None:
    refusal = Rules(plan, TODAY).refusal(Entry.model_validate({"on": "2016-10-03", **entry}))
    assert refusal is not None
    assert refusal.field == field
