"""The board's page of a portfolio, and its site."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from syrupy.assertion import SnapshotAssertion

import trust
from kept import kept_as
from portfolio.test_status_of_many import ON, home, plans
from running import siplan
from si_plan.formats import html, markdown
from si_plan.publishing import board_site
from si_plan.publishing.links import broken_links
from si_plan.queries.overdue import merge_overdue, overdue
from si_plan.queries.selection import PlanFacts, Question, Selection
from si_plan.reports.board import MOST, Board, board, merge_board
from si_plan.reports.board_document import document
from si_plan.reports.making import report

SINCE = date(2025, 12, 9)


@cache
def parts() -> list[Board]:
    return [board(plan, Selection(ON), SINCE) for plan in plans()[1].values()]


def question() -> Question:
    across, _ = plans()
    return Question(PlanFacts(across.title, "", ON), Selection(ON), across)


def test_the_page_is_that_of_each_plans_own_report_added_up() -> None:
    across, found = plans()
    whole = merge_board(parts(), across)
    each = {member: report(plan, None, ON, SINCE, published=True) for member, plan in found.items()}
    assert dict(whole.moved_in) == {member: len(one.slipped) for member, one in each.items() if one.slipped}
    assert dict(whole.completed_in) == {member: len(one.completed) for member, one in each.items() if one.completed}
    furthest = sorted((slip.days for one in each.values() for slip in one.slipped), reverse=True)
    assert [one.days for one in whole.moved] == furthest[:MOST]
    last = sorted((closed.on for one in each.values() for closed in one.completed), reverse=True)
    assert [one.on for one in whole.completed] == last[:MOST]
    longest = merge_overdue([overdue(plan, Selection(ON)) for plan in found.values()], across)
    assert [one.row for one in whole.overdue] == longest.rows[:MOST]


def test_parts_may_be_merged_as_they_come() -> None:
    across, _ = plans()
    some = [merge_board(parts()[place : place + 7], across) for place in range(0, len(parts()), 7)]
    assert merge_board(some, across) == merge_board(parts(), across)


@pytest.mark.parametrize("shown_as", ["drawn", "told", "counted"])
def test_page(shown_as: Any, snapshot: SnapshotAssertion) -> None:
    told = document(question(), merge_board(parts(), plans()[0]), shown_as=shown_as)
    assert markdown.render(told) == snapshot.use_extension(kept_as("md"))


def test_a_bar_is_drawn_with_what_its_row_counts() -> None:
    told = document(question(), merge_board(parts(), plans()[0]))
    drawn = re.findall(r'<svg class=share viewBox="0 0 (\d+) 1".*?</svg>', html.page(told))
    milestones = [line.totals.milestones.total for line in merge_board(parts(), plans()[0]).status.lines]
    assert [int(number) for number in drawn[: len(milestones)]] == milestones


PRIVATE = "PRIVATEWORD"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Three plans: one with private texts, one that is broken, one by a hostile name."""
    trust.write_many(tmp_path / "few", 3, actions=7)
    schools = tmp_path / "few" / "schools"
    log = schools / "school-00001" / "plan" / "progress" / "1.2.yaml"
    log.write_text(
        log.read_text(encoding="utf-8")
        + f"- on: 2026-02-20\n  at: 1.2.1\n  due: 2027-06-30\n  reason: {PRIVATE} because\n  note: {PRIVATE}\n"
        f"  evidence:\n    - https://example.org/{PRIVATE}\n  approved_by: CoG\n",
        encoding="utf-8",
    )
    (schools / "school-00002" / "plan" / "plan.yaml").write_text("format: 1\ntitle: ''\n", encoding="utf-8")
    details = schools / "school-00003" / "plan" / "plan.yaml"
    hostile = "<script>alert(1)</script>"
    text = re.sub(r"authority: .*", f"authority: '{hostile}'", details.read_text(encoding="utf-8"))
    details.write_text(text, encoding="utf-8")
    return tmp_path / "few" / "portfolio.yaml"


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_site_has_a_page_for_each_member_that_answers(few: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    ran = siplan("--plan", str(few), "report", "--out", f"{site}/", "--as-of", "2026-03-03")
    assert ran.code == 3
    assert "school-00002: its plan has" in ran.err
    files = written(site)
    assert set(files) == {"index.html", "files.txt", "school-00001/index.html", "school-00003/index.html"}
    assert broken_links(files) == ["nothing leads to files.txt"]
    page = files["index.html"].decode()
    assert "school-00002" in page
    assert "its plan has" in page
    for content in files.values():
        assert PRIVATE.encode() not in content
        assert b"<script>" not in content
    again = siplan("--plan", str(few), "report", "--out", f"{site}/", "--as-of", "2026-03-03")
    assert (again.code, written(site)) == (3, files), "the same plans give the same bytes, in the place of the last"


def test_an_end_on_the_way_leaves_the_last_site(few: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    siplan("--plan", str(few), "report", "--out", f"{site}/", "--as-of", "2026-03-03")
    before = written(site)
    with patch.object(board_site, "index", side_effect=KeyboardInterrupt):
        ran = siplan("--plan", str(few), "report", "--out", f"{site}/", "--as-of", "2026-02-01")
    assert ran.code == 130
    assert written(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["few", "site"]


def test_internal_needs_both_the_member_and_the_option(few: Path, tmp_path: Path) -> None:
    asked = ("--as-of", "2026-03-03", "--since", "2026-01-01")

    def page(*options: str) -> str:
        out = tmp_path / "board.md"
        siplan("--plan", str(few), "report", "--out", str(out), *asked, *options)
        return out.read_text(encoding="utf-8")

    assert PRIVATE not in page() + page("--internal")
    shared = few.read_text(encoding="utf-8").replace("phase: primary", "phase: primary\n    shares: internal", 1)
    few.write_text(shared, encoding="utf-8")
    assert PRIVATE not in page()
    assert f"{PRIVATE} because" in page("--internal")


@pytest.mark.parametrize(
    ("out", "options"),
    [
        ("board.md", ("--for", "board")),
        ("board.md", ("--full",)),
        ("board.md", ("--sections", "overdue")),
        ("board.md", ("--since", "main")),
        ("board.md", ("--since", "2030-01-01")),
        ("site/", ("--internal",)),
        ("site/", ("--format", "html")),
    ],
)
def test_what_is_of_one_plan_or_one_file_is_refused(out: str, options: tuple[str, ...], tmp_path: Path) -> None:
    ran = siplan("--plan", str(home() / "portfolio.yaml"), "report", "--out", f"{tmp_path}/{out}", *options)
    assert (ran.code, ran.out) == (2, "")
    assert options[0] in ran.err
    assert list(tmp_path.iterdir()) == []
