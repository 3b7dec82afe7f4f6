"""Plans that answer several inspections, one, or none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from example_plan import BASE, Files, replaced, write_plan
from running import QUERIES, siplan

DAY = "2016-10-31"
INSPECTIONS = """\
inspections:
  - {id: schools, body: Ofsted, title: Schools, inspected: 2016-02, areas_called: areas for improvement}
  - {id: peers, body: Other councils, title: Peer challenge, areas_called: recommendations}
  - {id: send, body: Ofsted and CQC, title: SEND in the area, areas_called: areas of significant weakness}
"""
SEVERAL: Files = {
    "plan.yaml": BASE["plan.yaml"] + INSPECTIONS,
    "areas.yaml": """\
- {id: A1, title: Reading, inspection: schools}
- {id: A2, title: Ask the schools, inspection: peers}
- {id: A3, title: What nobody is known to ask}
""",
    **replaced("areas: [A1]", "areas: [A1, A2]"),
}
NONE: Files = {"areas.yaml": None, **replaced("areas: [A1]\n", "")}
ABOUT_AREAS = re.compile(r"\bareas?\b|inspect|ofsted", re.IGNORECASE)


def test_coverage_has_a_table_for_each_inspection_by_what_it_calls_its_areas(tmp_path: Path) -> None:
    ran = siplan("coverage", "--as-of", DAY, plan=write_plan(tmp_path, SEVERAL))
    assert (
        ran.out
        == """\
Coverage of areas by inspection on 31 October 2016

Areas for improvement (Ofsted, Schools)
Area  What is asked for  Priorities  Actions  Milestones  Done  Overdue  No date
A1    Reading            1           1        1           0     1        0

Recommendations (Other councils, Peer challenge)
Area  What is asked for  Priorities  Actions  Milestones  Done  Overdue  No date
A2    Ask the schools    1           1        1           0     1        0

Areas of no known inspection
Area  What is asked for            Priorities  Actions  Milestones  Done  Overdue  No date
A3    What nobody is known to ask  –           0        0           0     0        0
No action answers A3. The plan lists no areas of significant weakness (Ofsted and CQC, SEND in the area).
"""
    )


def test_records_of_coverage_name_the_inspection(tmp_path: Path) -> None:
    ran = siplan("coverage", "--as-of", DAY, "--format", "json", plan=write_plan(tmp_path, SEVERAL))
    assert [row["inspection"] for row in json.loads(ran.out)["rows"]] == ["schools", "peers", None]


def test_an_area_is_of_the_only_inspection_without_naming_it(tmp_path: Path) -> None:
    one = "inspections:\n  - {id: peers, body: Other councils, title: Peer challenge, areas_called: recommendations}\n"
    plan = write_plan(tmp_path, {"plan.yaml": BASE["plan.yaml"] + one})
    assert siplan("validate", plan=plan).out == "5 files: no errors, no warnings.\n"
    ran = siplan("coverage", "--as-of", DAY, plan=plan)
    assert ran.out.startswith("Coverage of recommendations (Other councils) on 31 October 2016\n")


def test_report_shows_the_areas_of_each_inspection(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path / "plan", SEVERAL), tmp_path / "report.md"
    assert siplan("report", "--full", "--as-of", DAY, "--out", str(out), plan=plan).code == 0
    told = out.read_text()
    assert "What answers each of the areas for improvement (Ofsted, Schools)" in told
    assert "What answers each of the recommendations (Other councils, Peer challenge)" in told
    assert "significant weakness" not in told


def test_workbook_names_the_inspection_of_each_area(tmp_path: Path) -> None:
    plan, out = write_plan(tmp_path / "plan", SEVERAL), tmp_path / "report.xlsx"
    assert siplan("report", "--full", "--as-of", DAY, "--out", str(out), plan=plan).code == 0
    rows = list(load_workbook(out)["Coverage"].iter_rows(values_only=True))
    table = [row[:3] for row in rows if str(row[0]).startswith("A")]
    assert table == [
        ("Area", "Inspection", "What is asked for"),
        ("A1", "areas for improvement (Ofsted, Schools)", "Reading"),
        ("A2", "recommendations (Other councils, Peer challenge)", "Ask the schools"),
        ("A3", None, "What nobody is known to ask"),
    ]


def test_coverage_says_that_a_plan_names_no_areas(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "none", NONE)
    assert siplan("validate", plan=plan).out == "4 files: no errors, no warnings.\n"
    ran = siplan("coverage", "--as-of", DAY, plan=plan)
    assert ran.out == "Coverage on 31 October 2016\nThis plan names no inspection and no areas.\n"
    assert "This plan names no areas." in siplan("coverage", "--matrix", plan=plan).out
    inspected = write_plan(tmp_path / "inspected", {**NONE, "plan.yaml": BASE["plan.yaml"] + INSPECTIONS})
    assert "\nThis plan names no areas.\n" in siplan("coverage", plan=inspected).out
    refused = siplan("overdue", "--area", "A1", plan=plan)
    assert (refused.code, refused.err) == (2, "siplan: the plan has no area A1 (it names no areas at all)\n")


@pytest.mark.parametrize("query", sorted(QUERIES.keys() - {"coverage", "export"}))
def test_nothing_about_areas_is_shown_of_a_plan_without_them(tmp_path: Path, query: str) -> None:
    ran = siplan(query, *QUERIES[query], "--as-of", DAY, plan=write_plan(tmp_path, NONE))
    assert ran.code == 0
    assert ran.out
    assert not ABOUT_AREAS.search(ran.out)


@pytest.mark.parametrize("asked", [("--full",), ("--sections", "areas,priorities")])
def test_report_of_a_plan_without_areas_says_nothing_of_them(tmp_path: Path, asked: tuple[str, ...]) -> None:
    plan, out = write_plan(tmp_path / "plan", NONE), tmp_path / "report.md"
    assert siplan("report", *asked, "--as-of", DAY, "--out", str(out), plan=plan).code == 0
    assert not ABOUT_AREAS.search(out.read_text())


def test_what_answers_no_area_stands_in_a_group_of_its_own(tmp_path: Path) -> None:
    ran = siplan("overdue", "--by", "area", "--as-of", DAY, plan=write_plan(tmp_path, NONE))
    assert "No area: 1 milestone\n1.1.1" in ran.out
    ran = siplan("overdue", "--by", "area", "--as-of", DAY, "--format", "json", plan=tmp_path)
    assert [(group["name"], group["ids"]) for group in json.loads(ran.out)["groups"]] == [(None, ["1.1.1"])]


def test_areas_that_the_plan_does_not_list_are_told_once(tmp_path: Path) -> None:
    other = BASE["priorities/1.yaml"].replace("1.1", "2.1").replace('id: "1"', 'id: "2"')
    ran = siplan("validate", plan=write_plan(tmp_path, {"areas.yaml": None, "priorities/2.yaml": other}))
    assert ran.out.count("[unknown-area]") == 1
    assert "A1 is not in areas.yaml, which is missing or lists no areas, and 1 other record names areas too" in ran.out


def test_diff_tells_each_inspection_that_differs(tmp_path: Path) -> None:
    old = write_plan(tmp_path / "old", SEVERAL)
    text = (BASE["plan.yaml"] + INSPECTIONS).replace("title: Schools, inspected: 2016-02", "title: Schools")
    new = write_plan(tmp_path / "new", {**SEVERAL, "plan.yaml": text})
    told = json.loads(siplan("diff", str(old), str(new), "--format", "json", plan=None).out)["rows"]
    assert [(row["record"], row["field"], row["before"], row["after"]) for row in told] == [
        ("schools", "inspected", "2016-02", None)
    ]
