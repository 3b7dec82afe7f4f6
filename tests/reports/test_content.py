"""A report in words: which sections it has, and that its tables are whole."""

from __future__ import annotations

from datetime import date

import pytest

from asking import TODAY, shipped
from sample_plan import ON, sample
from si_plan.dates.reduced import parse_reduced
from si_plan.documents.blocks import Cell, Document, Ids, Mark, Row, Table, plain
from si_plan.documents.cells import Evidence, Lines
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.scope import known_audience

AUDIENCES = (None, "education-advisory-panel", "cabinet-member", "childrens-services-dmt", "education-partnership")


def made(audience: str | None, as_of: date = ON) -> Document:
    return document(report(sample(), known_audience(sample(), audience) if audience else None, as_of))


def tables(told: Document) -> list[Table]:
    return [part for section in told.sections for part in section.parts if isinstance(part, Table)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_row_has_a_cell_for_each_column(audience: str | None) -> None:
    for table in tables(made(audience)):
        for row in table.rows:
            if isinstance(row, Row):
                assert len(row.cells) == len(table.columns), table.name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_tables_and_sections_have_names_of_their_own(audience: str | None) -> None:
    told = made(audience)
    names = [table.name for table in tables(told)]
    assert len(names) == len(set(names))
    sections = [section.name for section in told.sections]
    assert len(sections) == len(set(sections))
    anchors = [row.anchor for table in tables(told) for row in table.rows if isinstance(row, Row) and row.anchor]
    assert len(anchors) == len(set(anchors))


def test_an_audience_is_shown_its_sections_only() -> None:
    names = [section.name for section in made("cabinet-member").sections]
    assert names == ["summary", "overdue", "due", "slipped", "ratings", "priorities", "completed", "key"]


def test_the_shipped_plan_in_a_sentence() -> None:
    summary = document(report(shipped(), None, TODAY)).sections[0]
    assert summary.parts[0] == (
        "On 1 September 2016, 0 of 73 milestones and 0 of 34 actions are done. Overdue: 11 milestones, 1 duty. "
        "Due by 1 October 2016: 20 milestones, 1 stage."
    )


def test_every_tracked_record_has_its_place() -> None:
    anchors = {row.anchor for table in tables(made(None)) for row in table.rows if isinstance(row, Row)}
    assert {tracked.id for tracked in sample().tracked} <= anchors


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7, "7"),
        ("x", "x"),
        (date(2016, 9, 1), "1 Sep 2016"),
        (parse_reduced("2016-09"), "Sep 2016"),
        (Ids(("1.1", "1.2")), "1.1, 1.2"),
        (Mark("done", "done late"), "done late"),
        (Evidence(("a", "b")), "a; b"),
        (Lines(("a", "b")), "a; b"),
    ],
)
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert plain(cell) == text
