"""Adoptions of plans whose deadlines count from events."""

from __future__ import annotations

from datetime import date

import pytest

from edits import Edit, edit
from si_plan.changes.difference import difference
from si_plan.documents.blocks import Row
from si_plan.views.diff_adoption import adoption_list

DAY = date(2016, 8, 1)
AT = "priorities/1.yaml"
BASE = """\
format: 3
title: Improvement plan
authority: Example Council
dated: 2016-06-03
editions:
  - {id: "2015", dated: 2016-06-03}
events:
  - {id: report-received, what: The inspection report is received, on: 2016-06-06}
  - {id: visit, what: The monitoring visit}
policy:
  adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}
"""
NEW = '  - {id: "2016", dated: 2016-08-01, adopted_by: HT}\n'
HEAD = BASE.replace("events:", f"{NEW}events:")
PRIORITY = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [Soon]
    milestones:
      - id: "1.1.1"
        text: Tutors trained
        due: {after: report-received, weeks: 6}
      - id: "1.1.2"
        text: Tutors seen at work
        due: {after: visit, days: 10}
"""
SIX = "        due: {after: report-received, weeks: 6}\n"
KEPT = '        earlier:\n          - {edition: "2015", due: {after: report-received, weeks: 6}}\n'


def adopted(due: str, plan: str = HEAD, kept: str = KEPT) -> Edit:
    head = PRIORITY.replace(SIX, f"        due: {due}\n{kept}")
    return edit({"plan.yaml": BASE, AT: PRIORITY}, {"plan.yaml": plan, AT: head}, DAY)


def told(made: Edit) -> list[tuple[str, str]]:
    return [(one.at, one.code) for one in made.found()]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            "{after: report-received, weeks: 10}",
            "6 weeks after report-received (18 Jul 2016) → 10 weeks after report-received (15 Aug 2016), 28 days later",
        ),
        ("2016-12-01", "6 weeks after report-received (18 Jul 2016) → 1 Dec 2016, 136 days later"),
        ("{after: visit, weeks: 6}", "6 weeks after report-received (18 Jul 2016) → 6 weeks after visit"),
    ],
)
def test_an_adoption_restates_a_clock_and_keeps_it(due: str, said: str) -> None:
    made = adopted(due)
    assert told(made) == []
    (table,) = adoption_list(difference(made.pair, DAY))
    (row,) = table.rows
    assert isinstance(row, Row)
    assert row.cells == ("redated", "1.1.1", "Tutors trained", said)


def test_an_adoption_that_keeps_another_clock_than_was_promised_is_stopped() -> None:
    made = adopted("2016-12-01", kept=KEPT.replace("weeks: 6", "weeks: 8"))
    assert told(made) == [("1.1.1#due", "deadline-rewritten")]
    assert "due: 6 weeks after report-received" in made.found()[0].message
    assert told(adopted("2016-12-01", kept=KEPT.replace("{after: report-received, weeks: 6}", "2016-07-18"))) == [
        ("1.1.1#due", "deadline-rewritten")
    ]


@pytest.mark.parametrize(
    ("event", "old", "new"),
    [
        ("report-received", "on: 2016-06-06}", "on: 2016-06-20, reason: Put right}"),
        ("visit", "what: The monitoring visit}", "what: The monitoring visit, on: 2016-07-01}"),
        ("visit", "what: The monitoring visit}", "what: The second visit}"),
    ],
)
def test_no_event_changes_with_an_adoption(event: str, old: str, new: str) -> None:
    made = adopted("{after: report-received, weeks: 10}", HEAD.replace(old, new))
    assert (event, "adoption-mixed") in told(made)


def test_an_adoption_may_bring_events_of_its_own() -> None:
    more = HEAD.replace("policy:", "  - {id: panel, what: The panel meets}\npolicy:")
    assert told(adopted("{after: panel, weeks: 10}", more)) == []


def test_what_a_former_edition_promised_moves_with_its_event_too() -> None:
    adopted_before = {"plan.yaml": HEAD, AT: adopted_text()}
    later = HEAD.replace("on: 2016-06-06}", "on: 2016-06-20, reason: Put right}")
    made = edit(adopted_before, {"plan.yaml": later}, DAY)
    moved = [(one.counts, str(one.before), str(one.after)) for one in made.pair.recounted]
    assert moved == [
        ("10 weeks after report-received", "2016-08-15", "2016-08-29"),
        ("6 weeks after report-received, as the edition of 2015 promised", "2016-07-18", "2016-08-01"),
    ]


def adopted_text() -> str:
    return PRIORITY.replace(SIX, f"        due: {{after: report-received, weeks: 10}}\n{KEPT}")
