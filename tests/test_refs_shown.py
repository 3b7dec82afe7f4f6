"""What people read shows the number that the document prints, and no id beside it; programs get both."""

from __future__ import annotations

import html
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import ref_plan
from repository import commit_all, git
from running import QUERIES, siplan

ON = "--as-of", "2016-11-15"
_ID = re.compile(r"(?<![\w.#])(?:7[12](?:\.[1-9]\d*){0,2}|A7[12]|M71)(?![\w.])")
"""An id of a record that has a ref: not that of a duty (71.31.D1) or a target (M71.1)."""
ASKED = [
    *([name, *more] for name, more in QUERIES.items() if name != "show"),
    ["overdue", "--by", "priority"],
    ["overdue", "--by", "area", "--priority", "LM", "--area", "4a"],
    ["coverage", "--matrix"],
    ["coverage", "--gaps"],
    ["status", "--timeline"],
    ["status", "--timeline", "--by", "priority"],
    ["status", "--timeline", "--by", "milestone"],
    ["by-owner", "HT"],
    ["list", "--kind", "note"],
    ["calendar"],
    [],
]
SECTIONS = "overdue,due,slipped,ratings,priorities,areas,completed,measures,gaps,timeline,trend,plan,leads,notes"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return ref_plan.write(tmp_path / "plan")


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize("tty", [False, True], ids=["piped", "terminal"])
def test_no_id_is_told_where_there_is_a_ref(plan: Path, asked: list[str], tty: bool) -> None:
    ran = siplan(*asked, *(ON if asked else ()), plan=plan, tty=tty, env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert ran.code == 0, ran.err
    assert _ID.findall(ran.out.replace("\r\n ", "")) == [], ran.out


@pytest.mark.parametrize("form", ["html", "md", "xlsx"])
def test_nor_in_a_report(plan: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    assert siplan("report", *ON, "--for", "panel", "--sections", SECTIONS, "--out", str(out), plan=plan).code == 0
    if form == "xlsx":
        sheets = load_workbook(BytesIO(out.read_bytes())).worksheets
        cells = (cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row)
        text = "\n".join(cell for cell in cells if isinstance(cell, str))
    else:
        text = out.read_text()
        text = html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
    assert _ID.findall(text) == []
    assert all(ref in text for ref in ("LM1", "1/17", "2/1", "4a", "KPI1"))


def test_links_of_a_report_still_lead_to_their_places(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    siplan("report", *ON, "--sections", "due,overdue,plan", "--out", str(out), plan=plan)
    assert '<a href="#a71.32.1">2/1</a>' in out.read_text()
    assert 'id="a71.32.1"' in out.read_text()


def test_show_says_both(plan: Path) -> None:
    said = siplan("show", "LM1", *ON, plan=plan).out
    assert said.startswith("Action 71.31 (LM1): Train a tutor in each school\n")
    assert "71 (LM): Every pupil reads well" in said
    assert siplan("show", "1/17", "--history", *ON, plan=plan).out.startswith("71.31.1 (1/17): Tutors trained\n")


@pytest.mark.parametrize(
    ("asked", "of", "pairs"),
    [
        (["list"], "id", {"71.31.1": "1/17", "71.31.D1": None, "72.41": "Q1"}),
        (["overdue"], "id", {"72.41": "Q1"}),
        (["coverage"], "area", {"A71": "4a", "A72": "4b"}),
        (["coverage", "--matrix"], "priority", {"71": "LM"}),
        (["status"], "priority", {"72": "Q"}),
        (["by-owner", "HT"], "id", {"71.31": "LM1"}),
        (["slippage"], "id", {"71.31.1": "1/17"}),
        (["status", "--timeline"], "id", {"71.31": "LM1"}),
        (["show", "4a"], "id", {"A71": "4a"}),
        (["export", "--format", "json"], "id", {"71.32.2": "2/2"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_programs_get_the_id_and_the_ref(plan: Path, asked: list[str], of: str, pairs: dict[str, str | None]) -> None:
    rows = json.loads(siplan(*asked, *ON, "--format", "json", plan=plan).out)["rows"]
    assert pairs.items() <= {row[of]: row["ref"] for row in rows}.items()


def test_a_return_has_both_and_comes_back(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "ht.csv"
    assert siplan("return", "HT", *ON, "--out", str(out), plan=plan).code == 0
    text = out.read_bytes().decode("utf-8-sig")
    assert "71.32.1 (2/1),Books bought (For LM2: Buy books; led with CG)" in text
    filled = text.replace(",overdue 15 days,,,,,", ",overdue 15 days,,Complete,,Invoice,3/10/2016", 1)
    assert filled != text
    out.write_bytes(filled.encode("utf-8-sig"))
    ran = siplan("collect", str(out), plan=plan)
    assert (ran.code, "71.32.1 (2/1)" in ran.out) == (0, True), ran.out + ran.err
    assert 'at: "71.32.1"' in (plan / "progress/71.32.yaml").read_text()
    moved = text.replace("71.32.1 (2/1),", "71.31.1 (1/17),").replace(",overdue 15 days,,,", ",overdue 15 days,,,x", 1)
    out.write_bytes(moved.encode("utf-8-sig"))
    assert "the row was made for 71.32.1" in siplan("collect", str(out), plan=plan).out


def test_a_difference_is_told_by_ref(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    plan = ref_plan.write(root / "plan")
    git(tmp_path, "init", "-q", str(root))
    commit_all(root, "Adopted")
    ref_plan.write(plan, "text: Books bought", "text: Books paid")
    (plan / "progress/71.32.yaml").write_text(
        '- {on: 2016-11-10, at: "71.32.1", due: 2017-01, reason: Late, approved_by: CG}\n'
    )
    said = siplan("diff", *ON, plan=plan, cwd=root).out
    assert "2/1's deadline moved from Oct 2016 to Jan 2017" in said
    assert "“bought” is now “paid”" in said
    assert _ID.findall(said) == []


def test_a_table_for_programs_ends_with_it(plan: Path) -> None:
    for asked in (["overdue"], ["coverage"], ["slippage"]):
        heading = siplan(*asked, *ON, "--format", "csv", plan=plan).out.splitlines()[0]
        assert heading.removesuffix(",waits_for").endswith(",ref")  # which came after it
