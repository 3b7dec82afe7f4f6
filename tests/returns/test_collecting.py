"""Returns that come back: each filled row is recorded just so, or refused with its cell and the reason."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asking import plan_of
from example_plan import BASE, write_plan
from filled import ASKED_ON, DONE, Answers, Office, fill, headings, row_of
from si_plan.loading import load
from si_plan.sources.folder import read_folder


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def rows_of(ran: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return rows


def reasons(office: Office, *arguments: str | Path) -> list[tuple[str, str]]:
    """The cell and the reason of each refusal, with nothing written."""
    before = office.logs()
    ran = office.collects(*arguments, "--format", "json")
    assert ran.code == 1, ran.out + ran.err
    assert office.logs() == before
    return [(one["cell"] or "", one["reason"]) for one in rows_of(ran) if one["outcome"] == "refused"]


def test_round_trip_says_just_what_was_filled_in(office: Office) -> None:
    note = "Agreed with the heads: 90%\n- two objections\n'yes' # no"
    answers: Answers = {
        "2.2.1": {**DONE, "Note": note, "Evidence": "https://example.org/a\nMinutes; item 4", "Status": "complete"},
        "3.1.1": {"Status": "In progress", "Date": datetime.date(2016, 9, 30)},
        "2.3.1": {"Note": "=SUM is a word here"},
    }
    file = fill(office.asks(), answers, lambda sheet: setattr(sheet.cell(row_of(sheet, "2.3.1"), 7), "data_type", "s"))
    ran = office.collects(file)
    assert (ran.code, ran.err) == (0, "")
    plan = load(read_folder(office.plan, "plan")).plan
    assert plan is not None
    said = {
        entry.at: (str(entry.on), entry.status, entry.by, entry.note, entry.evidence, entry.period)
        for log in plan.logs.values()
        for entry in log
    }
    assert said == {
        "2.2.1": ("2016-09-28", "complete", "HSI", note, ("https://example.org/a", "Minutes; item 4"), None),
        "3.1.1": ("2016-09-30", "in_progress", "HSI", None, (), None),
        "2.3.1": ("2016-10-05", None, "HSI", "=SUM is a word here", (), None),
    }
    assert sorted(office.logs()) == ["2.2.yaml", "2.3.yaml", "3.1.yaml"]
    assert office.run("validate", "--strict").code == 0


def test_a_day_without_its_year_is_read_in_the_returns_own_and_that_is_said(office: Office) -> None:
    answers: Answers = {
        "2.2.1": {**DONE, "Date": "5 October"},
        "3.1.1": {"Status": "In progress", "Date": "3/10"},
        "2.4.1": {"Note": "Met", "Date": "4 Oct 2016"},
    }
    file = fill(office.asks(), answers)
    said = "5 October is read as 5 October 2016, the return's year"
    told = {one["id"]: (one["on"], one["date_read"]) for one in rows_of(office.collects(file, "--dry-run", *JSON))}
    assert told == {
        "2.2.1": ("2016-10-05", said),
        "3.1.1": ("2016-10-03", "3/10 is read as 3 October 2016, the return's year"),
        "2.4.1": ("2016-10-04", None),
    }
    ran = office.collects(file)
    assert (ran.code, ran.err) == (0, "")
    assert f"{said}." in ran.out.splitlines()
    assert "on: 2016-10-05" in office.logs()["2.2.yaml"]
    assert office.collects(file, as_of="2017-02-01").out.startswith("No rows recorded, 3 recorded already")


def test_a_day_after_the_turn_of_the_year_is_the_first_after_the_return(office: Office) -> None:
    file = fill(office.asks(as_of="2016-12-15"), {"2.2.1": {**DONE, "Date": "9 January"}})
    ran = office.collects(file, as_of="2017-01-20")
    assert ran.code == 0
    assert "9 January is read as 9 January 2017, the first after the return of 15 December 2016." in ran.out
    assert "on: 2017-01-09" in office.logs()["2.2.yaml"]


def test_diff_tells_what_was_filled_in_and_nothing_else(office: Office) -> None:
    shutil.copytree(office.plan, office.folder / "former")
    answers: Answers = {"2.2.1": DONE, "3.1.1": {"Status": "In progress", "Note": "Half", "Date": "30/9/2016"}}
    assert office.collects(fill(office.asks(), answers)).code == 0
    ran = office.run("diff", "./former", "./plan", "--as-of", "2016-10-05", "--format", "json")
    assert ran.code == 0, ran.err
    keys = "record", "field", "after", "on", "by", "note", "evidence"
    assert [tuple(one[key] for key in keys) for one in rows_of(ran)] == [
        ("2.2.1", "status", "complete", "2016-09-28", "HSI", None, ["https://example.org/a"]),
        ("3.1.1", "status", "in_progress", "2016-09-30", "HSI", "Half", []),
    ]


def test_collecting_twice_changes_nothing(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE, "3.1.1": {"Note": "Half"}})
    assert office.collects(file).code == 0
    before = office.logs()
    for day in ("2016-10-05", "2016-11-30"):
        ran = office.collects(file, "--format", "json", as_of=day)
        assert ran.code == 0
        assert [one["outcome"] for one in rows_of(ran)] == ["already", "already"]
    assert office.logs() == before
    fill(file, {"2.4.1": {"Note": "New since"}})
    assert office.collects(file).code == 0
    assert {name: text for name, text in office.logs().items() if name != "2.4.yaml"} == before


def test_nothing_of_a_file_is_recorded_while_a_row_of_it_is_refused(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE, "3.1.1": {"Status": "Complete"}})
    other = fill(office.asks("CM", "cm.xlsx"), {"7.1.1": {"Note": "Begun"}})
    ran = office.collects(file, other)
    assert ran.code == 1
    assert "held back" in ran.out
    assert sorted(office.logs()) == ["7.1.yaml"]
    assert office.collects(file, "--partial").code == 1
    assert sorted(office.logs()) == ["2.2.yaml", "7.1.yaml"]
    again = office.collects(file, "--partial", "--format", "json")
    assert [one["outcome"] for one in rows_of(again)] == ["already", "refused", "refused"]


def test_a_dry_run_shows_the_lines_and_writes_nothing(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE})
    ran = office.collects(file, "--dry-run")
    assert ran.code == 0
    assert '+  at: "2.2.1"' in ran.out
    assert office.logs() == {}


REFUSED: dict[str, tuple[Answers, list[tuple[str, str]]]] = {
    "no evidence": ({"2.2.1": {"Status": "Complete", "Date": "28/9/2016"}}, [("H", "2.2.1 needs evidence")]),
    "no date": ({"2.2.1": {"Status": "Complete", "Evidence": "x"}}, [("I", "needs the day")]),
    "a date alone": ({"2.2.1": {"Date": "28/9/2016"}}, [("I", "a date alone says nothing")]),
    "still to come": ({"2.2.1": {**DONE, "Date": "6/10/2016"}}, [("I", "still to come")]),
    "no date at all": ({"2.2.1": {**DONE, "Date": "soon"}}, [("I", "cannot be read as a day")]),
    "month first": ({"2.2.1": {**DONE, "Date": "9/28/2016"}}, [("I", "cannot be read as a day")]),
    "no such day since the return": (
        {"2.2.1": {**DONE, "Date": "28 September"}},
        [("I", "no 28 September lies between 1 October 2016, when the return was made, and 5 October 2016")],
    ),
    "a day that no month has": ({"2.2.1": {**DONE, "Date": "31/9"}}, [("I", "there is no 31 September")]),
    "a month": ({"2.2.1": {**DONE, "Date": "September 2016"}}, [("I", "no single day")]),
    "a wrong weekday": ({"2.2.1": {**DONE, "Date": "Monday 28 September 2016"}}, [("I", "for certain")]),
    "a year": ({"2.2.1": {**DONE, "Date": 2016}}, [("I", "the year 1905")]),
    "a flag": ({"2.2.1": {**DONE, "Date": True}}, [("I", "no day")]),
    "a time": ({"2.2.1": {**DONE, "Date": datetime.time(9, 30)}}, [("I", "a time")]),
    "no such status": ({"2.2.1": {"Status": "Compleet"}}, [("F", "no status")]),
    "cancelled": ({"2.2.1": {"Status": "Cancelled"}}, [("F", "cancels nothing")]),
    "a formula as a note": ({"2.2.1": {"Note": "=1+1"}}, [("G", "a formula")]),
    "a formula as a date": ({"2.2.1": {**DONE, "Date": "=TODAY()"}}, [("I", "a formula")]),
    "a link by formula": ({"2.2.1": {"Evidence": '=HYPERLINK("https://evil.example")'}}, [("H", "a formula")]),
    "an error": ({"2.2.1": {"Note": "#REF!"}}, [("G", "a formula left an error")]),
    "two things at once": (
        {"2.2.1": {"Status": "Done?", "Date": "soon"}, "3.1.1": {"Status": "Complete"}},
        [("F", "no status"), ("I", "cannot be read"), ("I", "needs the day"), ("H", "needs evidence")],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_the_cell_and_say_why(office: Office, name: str) -> None:
    answers, expected = REFUSED[name]
    found = reasons(office, fill(office.asks(), answers))
    assert len(found) == len(expected), found
    for (cell, reason), (column, said) in zip(found, expected, strict=True):
        assert cell.startswith(f"Return!{column}")
        assert said in reason


CHANGED: dict[str, tuple[Callable[[Any], None], str]] = {
    "the id typed over": (lambda sheet: setattr(sheet.cell(row_of(sheet, "2.2.1"), 1), "value", "2.4.1"), "made for"),
    "the reference lost": (lambda sheet: setattr(sheet.cell(row_of(sheet, "2.2.1"), 10), "value", None), "is lost"),
    "the reference spoilt": (lambda sheet: setattr(sheet.cell(row_of(sheet, "2.2.1"), 10), "value", "x"), "is lost"),
    "merged cells": (
        lambda sheet: sheet.merge_cells(
            start_row=row_of(sheet, "2.2.1"), end_row=row_of(sheet, "2.2.1") + 1, start_column=6, end_column=6
        ),
        "merged",
    ),
    "a note below the table": (
        lambda sheet: setattr(sheet.cell(sheet.max_row + 3, 7), "value", "By the way"),
        "nothing says what it is about",
    ),
    "a column deleted": (lambda sheet: sheet.delete_cols(8), "the column Evidence is missing"),
    "a column twice": (lambda sheet: setattr(sheet.cell(5, 12), "value", "status"), "two columns are called status"),
    "the headings deleted": (lambda sheet: sheet.delete_rows(5), "it is no return"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_people_break_is_refused(office: Office, name: str) -> None:
    change, said = CHANGED[name]
    ((_, reason),) = reasons(office, fill(office.asks(), {"2.2.1": DONE}, change))
    assert said in reason


def _moved(sheet: Any) -> None:
    """Sort the rows backwards, move Status to the end, hide rows, add a column and a sheet."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    columns = headings(sheet)
    status, rest = columns["Status"], [place for place in range(len(columns)) if place != columns["Status"]]
    head = [cell.value for cell in sheet[5]]
    for number, row in enumerate([head, *reversed(rows)], 5):
        for column, value in enumerate([*(row[place] for place in rest), "my own words", row[status]], 1):
            sheet.cell(number, column).value = value
        sheet.row_dimensions[number].hidden = number % 2 == 0
    sheet.cell(5, 10).value = "To do"
    sheet.title = "My milestones"
    sheet.parent.create_sheet("Budget", 0).cell(1, 1).value = "=A2"


def test_what_people_move_and_add_is_left_alone(office: Office) -> None:
    answers: Answers = {"2.2.1": DONE, "3.1.1": {"Status": "In progress", "Note": "Half"}}
    moved = fill(office.asks(name="moved.xlsx"), answers, _moved)
    plain = fill(office.asks(name="plain.xlsx"), answers)
    told = [office.collects(one, "--dry-run", *JSON).out.replace(one.name, "") for one in (moved, plain)]
    first, second = (
        [(one["id"], one["status"], one["on"], one["note"]) for one in json.loads(text)["rows"]] for text in told
    )
    assert first == second[::-1]
    assert office.collects(moved).code == 0
    assert sorted(office.logs()) == ["2.2.yaml", "3.1.yaml"]


def test_a_copied_row_counts_once_and_one_that_differs_is_refused(office: Office) -> None:
    def copied(sheet: Any) -> None:
        last = sheet.max_row + 1
        for column in range(1, 11):
            sheet.cell(last, column).value = sheet.cell(row_of(sheet, "2.2.1"), column).value

    file = fill(office.asks(), {"2.2.1": DONE}, copied)
    assert len(rows_of(office.collects(file, "--dry-run", "--format", "json"))) == 1
    fill(file, {}, lambda sheet: setattr(sheet.cell(sheet.max_row, 7), "value", "Differs"))
    assert [reason.partition(" says ")[2] for _, reason in reasons(office, file)] == ["something else of it"] * 2


def test_two_leads_who_differ_are_both_refused(office: Office) -> None:
    ours = fill(office.asks(), {"2.4.1": {"Status": "In progress"}})
    theirs = fill(office.asks("DDCS", "ddcs.xlsx"), {"2.4.1": DONE})
    found = reasons(office, ours, theirs)
    assert len(found) == 2
    assert "hsi.xlsx says something else of it" in found[1][1]
    assert office.collects(ours).code == 0
    ((_, reason),) = reasons(office, theirs)
    assert reason.startswith("changed since 2016-10-01: the log has in progress of 2016-10-05 by HSI")


def test_one_deliverable_in_two_actions_is_recorded_of_the_one_that_counts(office: Office) -> None:
    file = fill(office.asks("DDCS", "ddcs.xlsx", ASKED_ON, "--priority", "2"), {"2.1.1": DONE})
    assert office.collects(file).code == 0
    assert list(office.logs()) == ["1.3.yaml"]
    assert 'at: "1.3.1"' in office.logs()["1.3.yaml"]


def test_an_occurrence_is_closed_alone(office: Office) -> None:
    file = fill(office.asks(as_of="2016-12-01"), {"2.2.D1": {**DONE, "Date": "20/10/2016"}})
    assert office.collects(file, as_of="2016-12-02").code == 0
    assert "period: 2016-17/HT1" in office.logs()["2.2.yaml"]
    listed = json.loads(office.run("list", "--kind", "duty", "--lead", "HSI", "--as-of", "2017-01-05", *JSON).out)
    assert [one["period"] for one in listed["rows"]] == ["2016-17/HT2"]


JSON = "--format", "json"


def test_what_was_recorded_or_changed_meanwhile_is_refused(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE, "3.1.1": DONE, "3.1.2": DONE, "2.5.1": DONE})
    log = '- {on: 2016-10-02, at: "2.2.1", note: Looked at}\n'
    (office.plan / "progress").mkdir()
    (office.plan / "progress/2.2.yaml").write_text(log)
    (office.plan / "progress/3.1.yaml").write_text(
        '- {on: 2016-10-03, at: "3.1.1", leads: [DDCS], reason: Moved}\n'
        '- {on: 2016-10-03, at: "3.1.2", status: cancelled, reason: Dropped}\n'
    )
    priority = office.plan / "priorities/2-challenge.yaml"
    text = priority.read_text(encoding="utf-8")
    assert text.count("Governance Strategy revised") == 1
    priority.write_text(text.replace("Governance Strategy revised", "Strategy for governors"), encoding="utf-8")
    told = dict.fromkeys(reason for _, reason in reasons(office, file))
    assert list(told) == [
        "changed since 2016-10-01: the log has an entry of 2016-10-02",
        "changed since 2016-10-01: the log or the wording is no longer what the return shows",
        "HSI does not lead it: DDCS",
        "changed since 2016-10-01: the log has cancelled of 2016-10-03",
    ]


def test_what_the_return_knew_is_not_told_as_a_later_change(office: Office) -> None:
    (office.plan / "progress").mkdir()
    (office.plan / "progress/2.5.yaml").write_text(f'- {{on: {ASKED_ON}, at: "2.5.1", note: Looked at}}\n')
    file = fill(office.asks(), {"2.5.1": DONE})
    priority = office.plan / "priorities/2-challenge.yaml"
    text = priority.read_text(encoding="utf-8")
    priority.write_text(text.replace("Governance Strategy revised", "Strategy for governors"), encoding="utf-8")
    (reason,) = {reason for _, reason in reasons(office, file)}
    assert reason == f"changed since {ASKED_ON}: the log or the wording is no longer what the return shows"


def test_what_was_corrected_is_not_recorded_anew(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE})
    assert office.collects(file).code == 0
    assert office.run("correct", "2.2.1", "--reason", "Not yet").code == 0
    ((_, reason),) = reasons(office, file)
    assert reason == "this was recorded before, and corrected since"


def test_an_earlier_status_than_the_logs_is_refused(office: Office) -> None:
    (office.plan / "progress").mkdir()
    log = office.plan / "progress/2.2.yaml"
    log.write_text('- {on: 2016-09-29, at: "2.2.1", status: in_progress}\n')
    ((cell, reason),) = reasons(office, fill(office.asks(), {"2.2.1": DONE}))
    assert cell.startswith("Return!I")
    assert reason == "the log says in progress of a later day, 2016-09-29"


def test_another_plans_return_and_an_id_that_is_gone_are_refused(tmp_path: Path) -> None:
    office, other = Office(tmp_path / "one"), Office(tmp_path / "two", write_plan(tmp_path / "base"))
    file = fill(other.asks("HT", "ht.xlsx"), {"1.1.1": DONE})
    ((_, reason),) = reasons(office, file)
    assert reason == "the return was made from another plan"
    (other.plan / "priorities/1.yaml").write_text(BASE["priorities/1.yaml"].replace("1.1.1", "1.1.7"))
    ((_, reason),) = reasons(other, file)
    assert reason == "the plan has no 1.1.1 any more"


def test_rows_from_anothers_return_are_refused(office: Office) -> None:
    theirs = fill(office.asks("DDCS", "ddcs.xlsx"), {"2.4.1": DONE})
    rows: list[Any] = []
    fill(theirs, {}, lambda sheet: rows.extend(cell.value for cell in sheet[row_of(sheet, "2.4.1")]))

    def pasted(sheet: Any) -> None:
        row = row_of(sheet, "2.5.1")
        for column, value in enumerate(rows, 1):
            sheet.cell(row, column).value = value

    ((_, reason),) = reasons(office, fill(office.asks(), {}, pasted))
    assert reason == "the row comes from DDCS's return, and this one is HSI's"


def test_a_link_keeps_where_it_leads(office: Office) -> None:
    def linked(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "2.2.1"), 8).hyperlink = "https://example.org/long/path?a=1"
        sheet.cell(row_of(sheet, "2.2.1"), 8).value = "Minutes"

    assert office.collects(fill(office.asks(), {"2.2.1": DONE}, linked)).code == 0
    assert "    - Minutes (https://example.org/long/path?a=1)\n" in office.logs()["2.2.yaml"]


def test_a_recurring_record_is_not_ended_by_a_return(tmp_path: Path) -> None:
    priority = BASE["priorities/1.yaml"].replace("due: 2016-09", "repeats: per_meeting")
    assert plan_of({"priorities/1.yaml": priority}).tracked
    office = Office(tmp_path / "office", write_plan(tmp_path / "base", {"priorities/1.yaml": priority}))
    file = fill(office.asks("HT", "ht.xlsx"), {"1.1.1": DONE})
    ((_, reason),) = reasons(office, file)
    assert reason == "1.1.1 recurs: which occurrence is it?"
    assert office.collects(fill(office.asks("HT", "new.xlsx"), {"1.1.1": {"Note": "Told the board"}})).code == 0


def test_a_broken_plan_is_told_and_nothing_recorded(office: Office) -> None:
    file = fill(office.asks(), {"2.2.1": DONE})
    (office.plan / "areas.yaml").write_text("- id: B1\n  title: Wrong\n")
    ran = office.collects(file)
    assert (ran.code, ran.out) == (3, "")
    assert "bad-id" in ran.err
    assert office.logs() == {}
