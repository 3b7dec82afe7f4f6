"""Actions whose Who or When cell the document leaves blank, in every answer that names leads or words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, write_plan
from running import siplan

DAY = "2016-10-10"
BLANK = """\
  - id: "1.2"
    title: Buy books
    leads: []
    when: []
    milestones:
      - {id: "1.2.1", text: Books chosen}
      - {id: "1.2.2", text: Books bought, when: By Sept 2016, due: 2016-09}
      - {id: "1.2.3", text: Books read, when: Termly, starts: 2016-09, repeats: termly, leads: [HT]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan", {PRIORITY: BASE[PRIORITY] + BLANK})


def test_a_blank_cell_is_one_warning(plan: Path) -> None:
    told = json.loads(siplan("validate", "--format", "json", plan=plan).out)["rows"]
    assert [(one["code"], one["at"]) for one in told] == [("cell-blank", "1.2#leads"), ("cell-blank", "1.2#when")]


def test_by_owner_has_a_line_for_what_nobody_leads(plan: Path) -> None:
    ran = siplan("by-owner", "--as-of", DAY, plan=plan)
    assert ran.out.splitlines()[2:4] == [
        "HT    Headteacher  2        2           0     1        0       0",
        "–     Nobody       1        2           0     1        0       0",
    ]
    rows = json.loads(siplan("by-owner", "--as-of", DAY, "--format", "json", plan=plan).out)["rows"]
    assert [(row["lead"], row["title"], row["kind"]) for row in rows] == [
        ("HT", "Headteacher", "post"),
        (None, "Nobody", None),
    ]
    assert "Nobody" not in siplan("by-owner", "--lead", "HT", plan=plan).out
    assert "Nobody" not in siplan("by-owner", plan=write_plan(plan.parent / "base")).out


def test_answers_say_nobody_and_a_dash(plan: Path) -> None:
    ran = siplan("list", "--as-of", DAY, plan=plan)
    rows = {line.split()[0]: line.split() for line in ran.out.splitlines()}
    assert rows["1.2.1"] == ["1.2.1", "Books", "chosen", "nobody", "–", "–", "no", "date"]
    assert "Lead:               nobody\nWhen (as written):  left blank\n" in siplan("show", "1.2", plan=plan).out
    assert "No lead: 1 milestone\n1.2.2" in siplan("overdue", "--by", "lead", "--as-of", DAY, plan=plan).out
    calendar = siplan("calendar", "--as-of", DAY, plan=plan).out.replace("\r\n ", "")
    assert "1.2.2 Books bought (nobody)" in calendar
    assert "Lead: nobody\\n" in calendar


def test_report_has_what_nobody_leads_last(plan: Path, tmp_path: Path) -> None:
    assert siplan("report", "--full", "--as-of", DAY, "--out", str(tmp_path / "r.md"), plan=plan).code == 0
    told = (tmp_path / "r.md").read_text()
    assert told.index("### Headteacher (HT)") < told.index("### Nobody")
    assert "Led by nobody, in 1 action: 2 milestones; done: none; overdue: 1 milestone" in told
    assert "- Lead: nobody\n- When (as written): left blank\n" in told


def test_reassigning_gives_a_lead_to_what_has_none(plan: Path) -> None:
    said = ("--by", "HT", "--on", DAY, "--reason", "The governors agreed it")
    ran = siplan("reassign", "1.2", "--lead", "HT", *said, plan=plan)
    assert ran.out.startswith('Recorded 1.2 "Buy books" (nobody): led by nobody → HT\n')
    assert "Nobody" not in siplan("by-owner", "--as-of", DAY, plan=plan).out
    assert "Who cell" not in siplan("validate", plan=plan).out


def test_edits_fill_a_cell_and_empty_it(plan: Path) -> None:
    before = (plan / PRIORITY).read_text()
    ran = siplan("edit", "1.2", "leads=HT", "when=On-going", plan=plan)
    assert ran.out.startswith('Changed 1.2 "Buy books": leads nothing → HT; when nothing → On-going\n')
    assert "    leads: [HT]\n    when: [On-going]\n" in (plan / PRIORITY).read_text()
    assert siplan("edit", "1.2", "leads=", "when=", plan=plan).code == 0
    assert (plan / PRIORITY).read_text() == before


def test_diff_says_that_nobody_leads_an_action_any_more(plan: Path, tmp_path: Path) -> None:
    after = shutil.copytree(plan, tmp_path / "after")
    (after / PRIORITY).write_text((plan / PRIORITY).read_text().replace("    leads: [HT]\n", "    leads: []\n"))
    ran = siplan("diff", str(plan), str(after), plan=None)
    assert "1.1  Train a tutor in each school  HT      nobody  none given" in ran.out
    assert "HT no longer leads 1.1, and nobody new does" in ran.out


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("leads:", "an action whose cell the document leaves blank has `leads: []`"),
        ('leads: [""]', "or make it `leads: []` if the document leaves the cell blank"),
        ("see: []", "[] if the document leaves it blank"),
    ],
    ids=["nothing", "empty-text", "left-out"],
)
def test_hint_of_an_empty_field_says_how_to_write_a_blank_cell(plan: Path, written: str, hint: str) -> None:
    (plan / PRIORITY).write_text((plan / PRIORITY).read_text().replace("leads: []", written))
    ran = siplan("validate", plan=plan)
    assert ran.code == 1
    assert hint in ran.out
