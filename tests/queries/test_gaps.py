"""What a plan does not say that its readers will ask for: `siplan coverage --gaps`, and the same in a report."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import docx
import pytest
from openpyxl import load_workbook

import three_editions
from asking import asked, entries, plan_of, shipped
from example_plan import BASE, PRIORITY, write_plan
from report_files import rendered
from running import siplan
from si_plan.model.plan import Plan
from si_plan.publishing.site import site
from si_plan.queries.gaps import Gap, gaps
from si_plan.queries.selection import select
from si_plan.reports.making import report
from si_plan.reports.scope import SECTIONS

DAY = date(2016, 8, 1)
ACTION = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
"""
DATED = "    milestones:\n      - {id: 1.1.1, text: Tutors trained, due: 2016-09}\n"
LED, WHEN = "    leads: [HT]\n", "    when: [By Sept 2016]\n"


def priority(more: str, before: str = ACTION) -> dict[str, str]:
    return {PRIORITY: before + more}


def told(plan: Plan, day: date = DAY) -> list[tuple[str, str, str]]:
    return [(gap.record, gap.lacks, gap.words) for gap in gaps(plan.on(day), asked(str(day))).found]


def note(at: str, code: str = "") -> str:
    answers = f", answers: [{code}]" if code else ""
    return f"- {{id: N1, at: '{at}', document: Nothing, recorded: Nothing, why: So it is{answers}}}\n"


def test_what_the_shipped_plan_does_not_say() -> None:
    found = gaps(shipped(), asked()).found
    by_record = {gap.record: {one.lacks: one.note for one in found if one.record == gap.record} for gap in found}
    assert {record: by_record.pop(record) for record in ("2.3", "4.4")} == {
        "2.3": {"period": "N56"},
        "4.4": {"milestone": "N82", "measure": None},
    }
    assert [record for record in by_record if record.startswith("A")] == ["A2", "A3", "A4", "A5"]
    assert all(lacks == {"measure": None} for lacks in by_record.values())
    unmeasured = {
        action.id
        for one, action in shipped().actions()
        if not (one.measures or action.measures or any(part.measures for part in action.milestones))
    }
    assert {record for record in by_record if record[0].isdigit()} == unmeasured - {"4.4"}


def test_a_plan_that_says_everything_has_none() -> None:
    assert told(plan_of()) == []


@pytest.mark.parametrize(
    ("files", "gap"),
    [
        ({"areas.yaml": "- {id: A1, title: Reading}\n- {id: A2, title: Sums}\n"}, ("A2", "action", "")),
        (priority(LED + "    when: []\n" + DATED.replace(", due: 2016-09", "")), ("1.1", "period", "")),
        (priority(LED + "    when: [On-going]\n" + DATED.replace(", due: 2016-09", "")), ("1.1", "period", "On-going")),
        (priority("    leads: []\n" + WHEN + DATED), ("1.1", "lead", "")),
        (priority("    leads: []\n    who: [All schools]\n" + WHEN + DATED), ("1.1", "lead", "All schools")),
        (
            priority(
                "    leads: []\n" + WHEN + DATED + "      - {id: 1.1.2, text: Tutors paid, due: 2016-09, leads: [HT]}\n"
            ),
            ("1.1.1", "lead", ""),
        ),
        (priority(LED + WHEN + "    due: 2016-09\n"), ("1.1", "milestone", "")),
        (
            priority(
                LED + "    when: [By Sept 2016, Termly review]\n" + DATED.replace("due", "when: By Sept 2016, due")
            ),
            ("1.1", "duty", "Termly review"),
        ),
        (priority(LED + "    when: [Termly]\n" + DATED), ("1.1", "duty", "Termly")),
        (priority(LED + WHEN + DATED.replace("due", "when: Termly, due")), ("1.1.1", "duty", "Termly")),
    ],
)
def test_each_thing_that_is_not_said_is_told_once(files: Mapping[str, str], gap: tuple[str, str, str]) -> None:
    assert told(plan_of(files)) == [gap]


@pytest.mark.parametrize(
    "more",
    [
        LED + WHEN + "    due: 2016-09\n    success:\n      - Each school has one\n",
        LED + WHEN + DATED.replace(", due: 2016-09", ""),  # the words say when: `due-missing` asks for the date
        LED + "    when: [Termly]\n" + DATED.replace("2016-09", "2016-09, due_reason: It is done once"),
        LED + "    when: [Termly]\n    duties:\n      - {id: 1.1.D1, text: Met, when: Termly, repeats: termly}\n",
        LED + "    when: [Termly]\n    milestones:\n      - {id: 1.1.1, text: Met, repeats: termly}\n",
    ],
)
def test_what_is_said_in_another_way_is_no_gap(more: str) -> None:
    assert told(plan_of(priority(more))) == []


def test_a_plan_that_uses_no_areas_or_measures_is_not_told_of_them() -> None:
    bare = ACTION.replace("areas: [A1]\nmeasures: [M1]\n", "")
    files = {name: text for name, text in BASE.items() if name not in ("areas.yaml", "measures.yaml")}
    assert told(plan_of(priority(LED + WHEN + DATED, bare), files)) == []
    used = ACTION.replace("measures: [M1]\n", "")
    assert told(plan_of(priority(LED + WHEN + DATED, used))) == [("A1", "measure", ""), ("1.1", "measure", "")]


@pytest.mark.parametrize(
    ("more", "log", "before", "after"),
    [
        ("    leads: []\n" + WHEN + DATED, "leads: [HT], at: '1.1'", ["lead"], []),
        (
            LED + "    when: [On-going]\n" + DATED.replace(", due: 2016-09", ""),
            "due: 2017-03, reason: Agreed",
            ["period"],
            [],
        ),
        ("    leads: []\n" + WHEN + DATED, "status: complete", ["lead"], []),
        ("    leads: []\n" + WHEN + DATED, "status: cancelled, at: '1.1', reason: No money", ["lead"], []),
        ("    leads: []\n" + WHEN + DATED, "note: Asked again", ["lead"], ["lead"]),
    ],
)
def test_what_the_log_says_on_the_day_counts(more: str, log: str, before: list[str], after: list[str]) -> None:
    plan = plan_of({**priority(more), "progress/1.1.yaml": entries(f"2016-08-10 {log}")})
    assert [lacks for _, lacks, _ in told(plan, date(2016, 8, 9))] == before
    assert [lacks for _, lacks, _ in told(plan, date(2016, 8, 10))] == after


def test_only_what_the_plan_of_the_day_promises_has_gaps() -> None:
    plan = plan_of(three_editions.FILES)
    actions = {year: {gap[0] for gap in told(plan, date(year, 9, 1))} for year in (2015, 2017)}
    assert "2.1" in actions[2015]
    assert not any(record.startswith("2") or record == "A2" for record in actions[2017])


@pytest.mark.parametrize(
    ("more", "at", "code", "explains"),
    [
        ("    leads: []\n" + WHEN + DATED, "1.1#leads", "cell-blank", True),
        ("    leads: []\n" + WHEN + DATED, "1.1#leads", "", False),
        ("    leads: []\n" + WHEN + DATED, "1.1#when", "cell-blank", False),
        (LED + "    when: [On-going]\n" + DATED.replace(", due: 2016-09", ""), "1.1.1#due", "no-deadline", True),
        (LED + "    when: [On-going]\n" + DATED.replace(", due: 2016-09", ""), "1.1.1#due", "no-milestones", False),
        (LED + WHEN + "    due: 2016-09\n", "1.1#milestones", "", True),
    ],
)
def test_a_note_explains_a_gap_by_the_code_of_a_check_or_as_it_is_about_its_field(
    more: str, at: str, code: str, explains: bool
) -> None:
    plan = plan_of({**priority(more), "source-notes.yaml": note(at, code)})
    (found,) = gaps(plan, asked(str(DAY))).found
    assert found.note == ("N1" if explains else None)


def _told_with(**filters: Any) -> list[Gap]:
    plan = shipped()
    return gaps(plan, select(plan, DAY, **filters)).found


def test_filters_take_the_actions_they_take_anywhere_and_judge_areas_by_the_whole_plan() -> None:
    every = _told_with()
    assert _told_with(priority="4") == [gap for gap in every if gap.priority == "4"], "A1, its area, has measures"
    assert [gap.record for gap in _told_with(priority="7") if gap.kind == "area"] == ["A4", "A5"]
    assert _told_with(area="A4") == [gap for gap in every if "A4" in gap.areas]
    led = {tracked.action.id for tracked in shipped().tracked if "CM" in tracked.leads}
    assert [gap for gap in _told_with(lead="CM") if gap.action] == [gap for gap in every if gap.action in led]
    assert led


def test_an_area_that_nothing_answers_is_told_when_it_is_asked_for() -> None:
    plan = plan_of({"areas.yaml": "- {id: A1, title: Reading}\n- {id: A2, title: Sums}\n"})
    asked_for: list[tuple[dict[str, Any], list[str]]] = [
        ({"area": "A2"}, ["A2"]),
        ({"area": "A1"}, []),
        ({"priority": "1"}, []),
    ]
    for filters, records in asked_for:
        assert [gap.record for gap in gaps(plan, select(plan, DAY, **filters)).found] == records


def test_the_page_says_that_it_is_no_law_and_the_records_have_every_field(tmp_path: Path) -> None:
    files = {**priority("    leads: []\n" + WHEN + DATED), "source-notes.yaml": note("1.1#leads", "cell-blank")}
    folder = write_plan(tmp_path, files)
    ran = siplan("coverage", "--gaps", "--as-of", str(DAY), "--exit-code", plan=folder)
    assert (ran.code, ran.out) == (
        1,
        """\
What the plan does not say on 1 August 2016: 1 action
Good practice, not law: a reader of the plan will ask for these.
Not said: a lead (1).
ID   What it is about              Not said
1.1  Train a tutor in each school  a lead (explained in N1)
""",
    )
    envelope = json.loads(siplan("coverage", "--gaps", "--as-of", str(DAY), "--format", "json", plan=folder).out)
    assert envelope["schema"] == "siplan/gaps/v1"
    assert envelope["rows"] == [
        {
            "record": "1.1",
            "kind": "action",
            "lacks": "lead",
            "words": None,
            "title": "Train a tutor in each school",
            "action": "1.1",
            "priority": "1",
            "areas": ["A1"],
            "leads": [],
            "explained_in": "N1",
            "ref": None,
        }
    ]
    ended = siplan("coverage", "--gaps", "--as-of", "2016-08-01", "--exit-code", plan=write_plan(tmp_path / "whole"))
    assert (ended.code, ended.out.splitlines()[0]) == (0, "No gaps on 1 August 2016")


def test_no_reading_of_the_background_is_claimed() -> None:
    plan = plan_of({"plan.yaml": BASE["plan.yaml"] + "background: [We will open a library by May 2017]\n"})
    assert told(plan) == []
    assert gaps(plan, asked(str(DAY))).background == 1


LIBRARY: Final = "background: [Reading fell, {text: We will open a library, see: %s}, {text: We will paint, see: []}]\n"


def test_a_text_of_the_background_that_nothing_takes_up_is_a_gap(tmp_path: Path) -> None:
    plan = plan_of({"plan.yaml": BASE["plan.yaml"] + LIBRARY % '["1.1"]'})
    found = gaps(plan, asked(str(DAY)))
    assert [(gap.record, gap.kind, gap.lacks, gap.title) for gap in found.found] == [
        ("plan", "background", "action", "We will paint")
    ]
    assert found.background == 1  # of the first nobody has said
    assert gaps(plan, asked(str(DAY), priority="1")).found == []
    folder = write_plan(tmp_path, {"plan.yaml": BASE["plan.yaml"] + LIBRARY % "[]"})
    shown = siplan("coverage", "--gaps", "--as-of", str(DAY), plan=folder).out
    assert "2 texts of the background" in shown
    assert "We will open a library" in shown


def test_the_same_list_stands_in_the_full_report_in_every_form() -> None:
    full = report(shipped(), None, DAY, sections=SECTIONS)
    assert full.gaps is not None
    assert full.gaps.found == gaps(shipped(), asked(str(DAY))).found
    for form in ("md", "html"):
        text = rendered(full, form).decode()
        assert "a milestone (explained in N82), a measure" in text, form
        assert "Good practice, not law" in text
    tables = docx.Document(io.BytesIO(rendered(full, "docx"))).tables
    cells = {row.cells[-1].text for table in tables if table.rows[0].cells[-1].text == "Not said" for row in table.rows}
    assert "a milestone (explained in N82), a measure" in cells
    sheet = load_workbook(io.BytesIO(rendered(full, "xlsx")))["Not said"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)][-len(full.gaps.found) :] == [
        gap.record for gap in full.gaps.found
    ]


def test_a_site_has_it_only_where_an_audience_chose_it() -> None:
    chosen = "audiences:\n  - {id: panel, title: Panel, sections: [gaps]}\n"
    for more, pages in ("", set()), (chosen, {"reports/panel.html"}):
        plan = plan_of({**priority("    leads: []\n" + WHEN + DATED), "plan.yaml": BASE["plan.yaml"] + more})
        made = site(plan, DAY)
        assert {path for path, content in made.items() if b"What the plan does not say" in content} == pages


@pytest.mark.parametrize(
    ("scope", "records"),
    [("areas: [A2]", ["A2"]), ("priorities: ['1']", ["1.1"]), ("leads: [HT]", [])],
)
def test_an_audience_is_told_of_its_part(scope: str, records: list[str]) -> None:
    files = {
        **priority("    leads: []\n" + WHEN + DATED),
        "areas.yaml": "- {id: A1, title: Reading}\n- {id: A2, title: Sums}\n",
        "plan.yaml": BASE["plan.yaml"] + f"audiences:\n  - {{id: panel, title: Panel, {scope}, sections: [gaps]}}\n",
    }
    plan = plan_of(files)
    made = report(plan, plan.details.audiences[0], DAY)
    assert made.gaps is not None
    assert [gap.record for gap in made.gaps.found] == records
