"""The flat table: its columns, its rows on the shipped plan and on the sample, occurrences one by one."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asking import asked, entries, plan_of, shipped
from running import ON, siplan
from sample_plan import sample, write_sample
from si_plan.documents.records import record
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.export import Exported, export
from si_plan.queries.overdue import overdue
from si_plan.state.standing import Standings
from si_plan.views.export import COLUMNS, MEANINGS

TERMLY = """\
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
      - {id: "1.1.1", text: Tutors trained, due: 2016-09}
    duties:
      - {id: "1.1.D1", text: Tutors meet, when: Termly, repeats: termly, starts: 2016-09, ends: 2017-07}
"""


def rows_of(found: list[Exported]) -> list[dict[str, Any]]:
    return [record(COLUMNS, one) for one in found]


def test_every_row_has_the_columns_in_their_order() -> None:
    for row in rows_of(export(sample(), asked("2017-03-01"), every=True)):
        assert list(row) == list(MEANINGS)


def test_csv_json_and_json_lines_say_the_same() -> None:
    whole = json.loads(siplan("export", *ON, "--format", "json").out)["rows"]
    lines = [json.loads(line) for line in siplan("export", *ON, "--format", "jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(siplan("export", *ON).out, newline="")))
    assert [{**row, "schema": "siplan/export/v1"} for row in whole] == lines
    assert [row["id"] for row in table] == [row["id"] for row in lines] == [one.id for one in shipped().tracked]
    assert list(table[0]) == list(MEANINGS)
    for written, row in zip(table, lines, strict=True):
        assert written["leads"] == "; ".join(row["leads"])
        assert written["latest"] == (row["latest"] or "")


OTHER_PLAN = {
    "plan.yaml": """\
format: 2
title: Reading plan
authority: Newtown School
dated: 2016-06-03
editions:
  - {id: first, dated: 2016-06-03}
  - {id: "2017", dated: 2017-06-01}
ratings:
  - {code: green, title: On course}
  - {code: red, title: Off course}
""",
    "roles.yaml": """\
- {code: HT, title: Headteacher, kind: post}
- {code: EA, title: Education adviser, kind: post}
""",
    "priorities/1.yaml": """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    ref: LM1
    title: Train a tutor in each school
    leads: [HT]
    accountable: [HT]
    when: [By Sept 2016]
    milestones:
      - {id: "1.1.1", ref: a, text: Tutors trained, due: 2016-09}
      - {id: "1.1.2", text: Tutors trained, due: 2017-09, same_as: "1.1.1"}
    duties:
      - {id: "1.1.D1", text: Tutors meet, when: Termly, repeats: termly, starts: 2016-09, ends: 2017-07}
""",
    "progress/1.1.yaml": entries(
        '2016-10-01 at: "1.1", rating: red',
        '2016-12-01 at: "1.1", rating: green',
        '2016-12-02 at: "1.1.1", rating: red',
        '2017-05-10 at: "1.1", accountable: [EA]',
    ),
}


def test_a_row_says_whose_it_is_and_what_its_action_says() -> None:
    plan = plan_of(OTHER_PLAN)
    first, second, series = rows_of(export(plan.on(date(2017, 5, 1)), asked("2017-05-01")))
    about = {"plan": "Reading plan", "authority": "Newtown School", "as_of": "2017-05-01", "edition": "first"}
    for row in (first, second, series):
        assert row | about | {"action_rating": "green", "accountable": ["HT"]} == row
    assert [(row["ref"], row["rating"]) for row in (first, second, series)] == [
        ("a", "red"),
        (None, None),
        (None, None),
    ]
    (later, *_) = rows_of(export(plan.on(date(2017, 6, 1)), asked("2017-06-01")))
    assert (later["edition"], later["accountable"]) == ("2017", ["EA"])
    (before, *_) = rows_of(export(plan.on(date(2016, 6, 2)), asked("2016-06-02")))
    assert (before["edition"], before["action_rating"]) == ("first", None)
    assert export(sample(), asked("2017-03-01"))[0].edition is None


@pytest.mark.parametrize("day", ["2016-09-01", "2017-03-01", "2018-06-01"])
def test_the_rows_that_count_are_the_total(day: str) -> None:
    for plan in (shipped(), sample(), plan_of(OTHER_PLAN)):
        for every in (False, True):
            found = export(plan, asked(day), every=every)
            numbers = totals_of_rows(one.row for one in found).numbers
            counted = [one.row.kind for one in found if one.counted]
            assert [counted.count(kind) for kind in ("milestone", "stage", "duty", "action")] == list(numbers)
    found = export(plan_of(OTHER_PLAN), asked("2017-03-01"), every=True)
    assert [(one.row.id, one.counted) for one in found][:3] == [("1.1.1", True), ("1.1.2", False), ("1.1.D1", True)]
    assert sum(one.counted for one in found) == 2


def test_every_line_of_json_lines_says_what_the_envelope_says() -> None:
    for name in ("overdue", "list", "coverage", "measures"):
        whole = json.loads(siplan(name, *ON, "--format", "json").out)
        about = {"schema": whole["schema"], "as_of": whole["as_of"]}
        about |= {key: whole["plan"][of] for key, of in (("plan", "title"), ("authority", "authority"))}
        lines = siplan(name, *ON, "--format", "jsonl").out.splitlines()
        assert [json.loads(line) for line in lines] == [{**row, **about} for row in whole["rows"]]
        assert lines


def test_a_row_that_moved() -> None:
    plan = plan_of(
        {
            "progress/1.1.yaml": entries(
                "2016-09-20 due: 2016-12, reason: Late start, approved_by: HT",
                "2016-12-20 due: 2017-03-31, reason: Illness, approved_by: HT",
                "2017-04-10 status: complete",
            )
        }
    )
    (row,) = rows_of(export(plan, asked("2017-05-01")))
    kept = ("promised", "due", "times_moved", "days_moved", "moved_because", "approved_by", "late", "recorded")
    assert [row[name] for name in kept] == [
        "2016-09", "2017-03-31", 2, 182, "Illness", "HT", True, "2017-04-10",
    ]  # fmt: skip
    (before,) = rows_of(export(plan, asked("2016-09-01")))
    assert [before[name] for name in kept] == ["2016-09", "2016-09", 0, 0, None, None, False, None]


def test_with_all_what_recurs_has_a_row_for_each_occurrence_closed_ones_too() -> None:
    log = entries(
        '2016-12-20 at: "1.1.D1", period: 2016-17/T1, status: complete',
        '2017-03-20 at: "1.1.D1", period: 2016-17/T2, due: 2017-04-30',
        '2017-03-21 at: "1.1.D1", period: 2016-17/T3, status: cancelled',
    )
    plan = plan_of({"priorities/1.yaml": TERMLY, "progress/1.1.yaml": log})
    assert [row["id"] for row in rows_of(export(plan, asked("2017-03-25")))] == ["1.1.1", "1.1.D1"]
    every = rows_of(export(plan, asked("2017-05-02"), every=True))
    assert [(row["period"], row["latest"], row["state"]) for row in every] == [
        (None, "2016-09-30", "overdue"),
        ("2016-17/T1", "2016-12-31", "done"),
        ("2016-17/T2", "2017-04-30", "overdue"),
        ("2016-17/T3", "2017-07-31", "cancelled"),
    ]
    assert [row["days_overdue"] for row in every] == [214, None, 2, None]


@pytest.mark.parametrize("day", ["2016-09-01", "2017-03-01", "2018-06-01"])
def test_the_overdue_rows_are_those_of_overdue(day: str) -> None:
    for plan in (shipped(), sample()):
        found = {
            (row["id"], row["period"])
            for row in rows_of(export(plan, asked(day), every=True))
            if row["state"] == "overdue"
        }
        assert found == {(row.id, row.period) for row in overdue(plan, asked(day), every=True).rows}


def test_no_note_and_no_evidence_gets_out(tmp_path: Path) -> None:
    plan = sample()
    said = [text for log in plan.logs.values() for entry in log for text in (entry.note, *entry.evidence) if text]
    out = siplan("export", "--all", "--as-of", "2017-03-01", plan=write_sample(tmp_path)).out
    assert said
    assert not [text for text in said if text in out]


def test_open_occurrences_are_those_that_the_series_calls_open() -> None:
    for plan in (shipped(), sample()):
        standings = Standings(plan, date(2017, 3, 1))
        for tracked in plan.tracked:
            if tracked.recurs:
                series = standings.series(tracked)
                span = date(2016, 1, 1), date(2018, 12, 31)
                still = [one.period for one in series.all_between(*span) if one.status not in ("complete", "cancelled")]
                assert still == [one.period for one in series.due_between(*span)]
