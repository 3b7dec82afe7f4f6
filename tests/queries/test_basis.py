"""What a deadline rests on: its own words, its action's words, or a person's judgement, which is marked everywhere."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from asking import asked, listed_rows, logged, plan_of, shipped
from running import siplan
from si_plan.deadlines.comparing import basis_of
from si_plan.model.plan import Plan
from si_plan.queries import by_owner, coverage, overdue, status, timeline, trend
from si_plan.queries.selection import select

ON = "2016-09-01"


def basis(plan: Plan, identity: str = "1.1.1") -> str | None:
    return basis_of(plan, plan.tracked_by_id[identity])


def of(milestone: str, when: str = "[By Sept 2016]") -> str | None:
    text = f"""\
id: "1"
title: P
areas: [A1]
actions:
  - {{id: "1.1", title: T, leads: [HT], when: {when}, milestones: [{{id: "1.1.1", text: A, {milestone}}}]}}
"""
    return basis(plan_of({"priorities/1.yaml": text}))


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        ("when: By Dec 2016, due: 2016-12", "own"),
        ("when: By Dec 2016, due: 2016-12-31", "own"),
        ("when: By Dec 2016, due: 2016-12, due_reason: It is the first of two lines", "own"),
        ("due: 2016-09", "action"),
        ("when: From May 2016, due: 2016-05, due_reason: It has to be there by then", "judged"),
        ("when: From May 2016, due: 2016-05", "judged"),
        ("when: In good time, due: 2016-05, due_reason: The panel said so", "judged"),
        ("when: As above, due: 2016-05, due_reason: What stands above is May", "judged"),
        ("due: 2016-12", "judged"),
        ("when: By Dec 2016, due: 2017-12", "judged"),
        ("when: From May 2016, starts: 2016-05", "own"),
        ("when: Termly, repeats: termly, starts: 2016-09", "own"),
        ("when: On-going", None),
    ],
)
def test_words_carry_a_date_only_where_they_are_read_so(milestone: str, expected: str | None) -> None:
    assert of(milestone) == expected


def test_of_several_lines_any_may_carry_it() -> None:
    lines = "[By Sept 2016, By Dec 2016]"
    assert of("due: 2016-12", lines) == "action"
    assert of("due: 2017-01", lines) == "judged"


def test_what_the_log_says_later_changes_nothing_of_what_was_promised() -> None:
    moved = logged("2016-08-01 due: 2017-01, reason: x", milestone="due: 2016-09")
    assert basis(moved) == "action"


def test_an_actions_own_words_are_its_own() -> None:
    assert basis(shipped(), "4.4") == "own"


FROM_MAY = {"7.1.1", "7.3.1", "7.3.2", "7.4.2", "7.5.1"}
"""What the plan takes for due by May 2016 where its words say "From May 2016"."""


def test_five_of_twelve_are_judged_in_september() -> None:
    rows = overdue.overdue(shipped(), asked(ON)).rows
    assert len(rows) == 12
    assert {row.id for row in rows if row.basis == "judged"} == FROM_MAY


def test_the_filter_means_the_same_in_every_query() -> None:
    plan = shipped()
    every = listed_rows(plan, asked(ON))
    for name in ("own", "action", "judged"):
        selection = select(plan, asked(ON).as_of, basis=name)
        rows = [row for row in every if row.basis == name]
        assert listed_rows(plan, selection) == rows
        assert {row.id for row in overdue.overdue(plan, selection).rows} == {
            row.id for row in rows if row.state == "overdue"
        }
        milestones = {row.same_as or row.id for row in rows if row.kind == "milestone"}
        assert status.status(plan, selection).totals.milestones.total == len(milestones)
        assert timeline.timeline(plan, selection).totals.milestones.total == len(milestones)
        assert trend.trend(plan, selection)[-1].total == len(milestones)
        assert sum(line.totals.numbers.total for line in by_owner.leads(plan, selection)) >= len(milestones)
        assert all(area.milestones <= len(milestones) for area in coverage.coverage(plan, selection).areas)


# What people and programs are shown.


def test_programs_are_told() -> None:
    rows = json.loads(siplan("overdue", "--as-of", ON, "--format", "json").out)["rows"]
    assert {row["id"] for row in rows if row["basis"] == "judged"} == FROM_MAY
    table = csv.DictReader(StringIO(siplan("export", "--as-of", ON, "--format", "csv").out))
    assert {row["id"] for row in table if row["basis"] == "judged"} >= FROM_MAY
    asked_for = json.loads(siplan("overdue", "--as-of", ON, "--basis", "judged", "--format", "json").out)
    assert asked_for["filters"] == {"basis": "judged"}
    assert {row["id"] for row in asked_for["rows"]} == FROM_MAY


LEGEND = "* Judged: its words do not say this date (5 rows). siplan show ID says why."


@pytest.mark.parametrize("columns", [80, 120])
def test_people_see_a_mark_and_what_it_means(columns: int) -> None:
    ran = siplan("overdue", "--as-of", ON, tty=True, env={"COLUMNS": str(columns), "NO_COLOR": "1"})
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= columns
    marked = {line.split()[0] for line in lines if "May 2016 *" in line}
    assert marked == FROM_MAY
    assert " ".join(LEGEND.split()) in " ".join(ran.out.split())


def test_there_is_no_legend_without_a_mark() -> None:
    ran = siplan("list", "--basis", "own", "--as-of", ON)
    assert "*" not in ran.out
    assert "†" not in ran.out


def test_a_report_says_it_in_its_tables_and_its_key(tmp_path: Path) -> None:
    for name, mark in (("report.md", r"May 2016 \*"), ("report.html", "May 2016 *")):
        ran = siplan("report", "--as-of", ON, "--out", str(tmp_path / name))
        assert ran.code == 0, ran.err
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(mark) >= 5
        assert "Judged: its words do not say this date" in text
        assert "What a deadline rests on" in text


def test_an_unknown_basis_is_told_with_those_that_there_are() -> None:
    ran = siplan("overdue", "--basis", "guessed")
    assert ran.code == 2
    assert all(name in ran.err for name in ("own", "action", "judged"))
