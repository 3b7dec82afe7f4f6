"""The JSON that scripts rely on: the envelope, the fields of each row, nulls; and CSV and Markdown of the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from example_plan import replaced, write_plan
from running import ON, QUERIES, siplan

PLAN = {
    "title": "Portsmouth action plan for school improvement",
    "authority": "Portsmouth City Council",
    "dated": "2016-06-03",
}
TRACKED = {
    "kind", "id", "action", "priority", "areas", "text", "leads", "when", "starts", "due", "earliest", "latest",
    "state", "status", "late", "completed", "days_overdue", "same_as", "period", "occurrences", "basis", "ref",
    "waits_for",
}  # fmt: skip


def envelope(*arguments: str) -> dict[str, Any]:
    ran = siplan(*arguments, "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.out.isascii()
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def row_of(identity: str, *arguments: str) -> dict[str, Any]:
    found = next(row for row in envelope(*(arguments or ("list", *ON)))["rows"] if row["id"] == identity)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_the_envelope(query: str) -> None:
    found = envelope(query, *QUERIES[query], *ON)
    schema = "leads" if query == "by-owner" else query
    assert found["schema"] == f"siplan/{schema}/v1"
    assert found["as_of"] == "2016-09-01"
    assert found["plan"] == PLAN
    assert isinstance(found["rows"], list)
    assert list(found)[:3] == ["schema", "as_of", "plan"]
    assert list(found)[-1] == "rows"


@pytest.mark.parametrize("query", QUERIES)
def test_the_filters_stand_in_the_envelope(query: str) -> None:
    found = envelope(query, *QUERIES[query], *ON, "--lead", "HIS", "--area", "2")
    assert found["filters"] == {"lead": "HSI", "area": "A2"}
    assert "filters" not in envelope(query, *QUERIES[query], *ON)


@pytest.mark.parametrize("query", ["overdue", "due", "list"])
def test_a_tracked_row_has_its_fields(query: str) -> None:
    rated = {"rating", "action_rating"} if query == "list" else set()
    for row in envelope(query, *ON)["rows"]:
        assert set(row) == TRACKED | rated


def test_an_overdue_row() -> None:
    assert row_of("3.2.1", "overdue", *ON) == {
        "kind": "milestone",
        "id": "3.2.1",
        "action": "3.2",
        "priority": "3",
        "areas": ["A1", "A2"],
        "text": "Every school of maximum concern has been issued with a warning notice and has a School Review Group "
        "in place",
        "leads": ["DDCS"],
        "when": "By May 2016",
        "starts": None,
        "due": "2016-05",
        "earliest": "2016-05-01",
        "latest": "2016-05-31",
        "state": "overdue",
        "status": "not_started",
        "late": False,
        "completed": None,
        "days_overdue": 93,
        "same_as": None,
        "period": None,
        "occurrences": None,
        "basis": "action",
        "ref": None,
        "waits_for": None,
    }


def test_what_is_absent_is_null() -> None:
    row = row_of("2.3.1")
    assert [row[name] for name in ("due", "earliest", "latest", "days_overdue")] == [None] * 4
    assert row["state"] == "undated"


@pytest.mark.parametrize(("identity", "kind"), [("4.4", "action"), ("1.1.S1", "stage"), ("2.2.D1", "duty")])
def test_kinds(identity: str, kind: str) -> None:
    assert row_of(identity)["kind"] == kind


def test_a_coverage_row() -> None:
    row = envelope("coverage", *ON)["rows"][3]
    assert row == {
        "area": "A4",
        "title": row["title"],
        "priorities": ["5", "7"],
        "actions": 8,
        "milestones": 17,
        "milestones_done": 0,
        "milestones_overdue": 5,
        "milestones_undated": 0,
        "inspection": "ofsted-2016",
        "ref": None,
    }


def test_by_owner_has_a_row_for_each_action() -> None:
    found = envelope("by-owner", "HIS", *ON)
    assert found["schema"] == "siplan/by-owner/v1"
    assert found["lead"] == "HSI"
    assert len(found["rows"]) == 16
    assert set(found["rows"][0]) == {
        "id", "priority", "title", "leads", "when", "milestones", "others", "milestones_total", "label", "ref",
    }  # fmt: skip
    row = next(row for row in found["rows"] if row["id"] == "2.4")
    assert row["when"] == ["By Dec 2016", "By Sept 2016", "Annual"]
    assert [one["id"] for one in row["milestones"]] == ["2.4.1", "2.4.2", "2.4.3"]
    assert set(row["milestones"][0]) == TRACKED


def test_matrix() -> None:
    found = envelope("coverage", "--matrix", *ON)
    assert found["schema"] == "siplan/coverage-matrix/v1"
    assert found["rows"][4] == {
        "priority": "5",
        "title": found["rows"][4]["title"],
        "label": "Use of data",
        "A1": 3,
        "A2": 3,
        "A3": 0,
        "A4": 3,
        "A5": 0,
        "ref": None,
    }


def test_overdue_and_due_say_what_comes_next() -> None:
    found = envelope("overdue", *ON)
    assert (found["due_soon"], found["due_soon_until"]) == (21, "2016-10-01")
    assert envelope("due", *ON, "--within", "2w")["until"] == "2016-09-15"


def test_a_diagnostic(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", replaced("leads: [HT]", "leads: [HTT]"))
    ran = siplan("validate", "--format", "json", plan=plan)
    assert ran.code == 1
    found = json.loads(ran.out)
    assert found["schema"] == "siplan/validate/v1"
    assert found["rows"][0] == {
        "code": "unknown-lead",
        "severity": "error",
        "file": f"{plan.as_posix()}/priorities/1.yaml",
        "line": 8,
        "column": 13,
        "at": "1.1#leads",
        "message": found["rows"][0]["message"],
        "hint": "did you mean HT?",
        "answered_by": None,
    }


def test_when_in_json() -> None:
    found = envelope("when", "By Sept 2016")
    assert found["rows"] == [
        {
            "text": "By Sept 2016",
            "kind": "by",
            "edtf": found["rows"][0]["edtf"],
            "starts": None,
            "ends": "2016-09-30",
            "recurrence": None,
            "confidence": "certain",
            "reason": found["rows"][0]["reason"],
        }
    ]


def test_when_goes_by_the_year_that_is_named() -> None:
    ends = {}
    for year in ("academic", "financial", "calendar", "municipal"):
        rows = envelope("when", "19/20", "Q1 2019", "--context", "2019-02-01", "--year-type", year)["rows"]
        ends[year] = [(row["ends"], row["confidence"]) for row in rows]
    assert ends == {
        "academic": [("2020-08-31", "likely"), ("2019-03-31", "unsure")],
        "financial": [("2020-03-31", "likely"), ("2019-06-30", "unsure")],
        "calendar": [("2020-12-31", "unsure"), ("2019-03-31", "certain")],
        "municipal": [("2020-04-30", "likely"), ("2019-06-30", "unsure")],
    }


# CSV and Markdown.


def rows_of(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(siplan(*arguments, "--format", "csv").out, newline="")))


@pytest.mark.parametrize("query", QUERIES)
def test_csv_has_the_json_rows(query: str) -> None:
    asked = (query, *QUERIES[query], *ON)
    records = envelope(*asked)["rows"]
    rows = rows_of(*asked)
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for name, cell in row.items():
            value = record[name]
            if value is None or isinstance(value, str):
                assert cell.removeprefix("'") == (value or "").removeprefix("'"), name
            elif isinstance(value, bool):
                assert cell == str(value).lower(), name
            elif isinstance(value, (int, float)):
                assert float(cell) == value, name
            elif all(isinstance(part, str) for part in value):
                assert cell == "; ".join(value), name


def test_csv_has_its_header_where_nothing_answers() -> None:
    text = siplan("overdue", "--as-of", "2016-01-01", "--format", "csv").out
    assert text == siplan("overdue", *ON, "--format", "csv").out.partition("\r\n")[0] + "\r\n"
    assert siplan("status", *ON, "--lead", "HSPR", "--format", "csv").out.startswith("priority,title,actions,")


def test_markdown_is_a_table_a_row_each() -> None:
    lines = siplan("overdue", *ON, "--format", "markdown").out.splitlines()
    assert lines[0] == "## Overdue on 1 September 2016: 11 milestones, 1 duty"
    assert sum(line.startswith("| ") for line in lines) == 1 + 12
    assert "| 3.2.1 |" in "\n".join(lines)
