"""Reports as workbooks: tables to filter and count in, with real dates, and no formula whatever a plan says."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from report_files import EVERYTHING, UNSEEN, WHICH, file, rendered, told, workbook_of
from sample_plan import ON, sample
from si_plan.documents.visible import visible
from si_plan.formats.xlsx import _cut, render
from si_plan.reports.document import headline
from si_plan.reports.making import report
from si_plan.reports.scope import known_audience

SHEETS = [
    "Summary",
    "Overdue",
    "Due",
    "Changes",
    "Rated well but overdue",
    "Priorities",
    "Coverage",
    "Measures",
    "Not said",
    "Background",
    "All milestones",
    "By lead",
    "Notes",
    "Judged deadlines",
    "Key",
]


def day(year: int, month: int, of_month: int) -> datetime:
    """A day as the library reads it from a cell."""
    return datetime(year, month, of_month)  # noqa: DTZ001


@cache
def opened(which: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file(which, "xlsx")))


def records(which: str, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings."""
    rows = list(opened(which)[sheet].values)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_sheets_in_their_order() -> None:
    assert opened("sample").sheetnames == SHEETS


def test_the_first_sheet_has_the_headline_and_leads_to_every_other() -> None:
    front = opened("shipped")["Summary"]
    assert front["A4"].value == headline(told("shipped"))
    links = {cell.value: cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink}
    assert links["Overdue"] == "'Overdue'!A1"
    assert {f"'{name}'!A1" for name in opened("shipped").sheetnames[1:]} <= set(links.values())


def test_a_sheet_with_nothing_on_it_is_left_out() -> None:
    assert "Changes" not in opened("shipped").sheetnames
    said = [cell.value for cell in opened("shipped")["Summary"]["A"]]
    assert "Nothing was completed since the plan's date, 3 June 2016." in said


def test_an_audience_has_its_sheets_only() -> None:
    made = rendered(report(sample(), known_audience(sample(), "cabinet-member"), ON), "xlsx")
    names = openpyxl.load_workbook(io.BytesIO(made)).sheetnames
    assert names == ["Summary", "Overdue", "Due", "Changes", "Rated well but overdue", "Priorities", "Key"]


def test_what_is_overdue_in_the_shipped_plan() -> None:
    rows = records("shipped", "Overdue")
    assert [row["ID"] for row in rows] == [row.id for row in told("shipped").overdue]
    assert len(rows) == 12
    first = rows[0]
    assert (first["State"], first["Days overdue"], first["Deadline"]) == ("overdue", 93, "May 2016")
    assert (first["Earliest day"], first["Latest day"]) == (day(2016, 5, 1), day(2016, 5, 31))


def test_everything_tracked_is_there_once() -> None:
    rows = records("shipped", "All milestones")
    kinds = [row["Kind"] for row in rows]
    assert kinds.count("milestone") == 74
    assert len({row["ID"] for row in rows}) == len(rows)
    assert all(isinstance(row["ID"], str) for row in rows)


def test_changes_in_the_sample() -> None:
    rows = records("sample", "Changes")
    found = {row["ID"]: row for row in rows if row["What changed"] == "moved"}
    assert len(found) == 8
    moved = found["1.1.4"]
    assert (moved["Deadline promised"], moved["Deadline now"], moved["Days later"]) == (
        "Sep 2016",
        "Mar 2017",
        182,
    )
    assert moved["Latest day now"] == day(2017, 3, 31)
    assert [row["ID"] for row in rows if row["What changed"] == "cancelled"] == ["6.1.3"]
    assert sum(row["What changed"] == "completed" for row in rows) == 41


def test_coverage_adds_up() -> None:
    rows = records("shipped", "Coverage")
    assert [row["Area"] for row in rows] == ["A1", "A2", "A3", "A4", "A5"]
    for row in rows:
        parts = [number for name, number in row.items() if name.startswith("Actions in priority ")]
        assert len(parts) == 8
        assert sum(parts) == row["Actions"]


def test_measures_have_numbers() -> None:
    rows = {row["ID"]: row for row in records("sample", "Measures")}
    assert (rows["M1.2"]["Value"], rows["M1.2"]["Rank"], rows["M1.2"]["Of"]) == (62.4, 41, 152)
    assert rows["M1.1"]["How it stands"] == "no result"


@pytest.mark.parametrize("which", WHICH)
def test_each_sheet_after_the_first_is_one_table_to_filter(which: str) -> None:
    for sheet in opened(which).worksheets[1:]:
        assert sheet.max_row > 1
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref is not None
        assert sheet.auto_filter.ref.startswith("A1:")
        headings = [cell.value for cell in sheet[1]]
        assert len(headings) == len(set(headings))
        assert all(headings)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        for column in range(1, sheet.max_column + 1):
            assert sheet.column_dimensions[get_column_letter(column)].width >= 7


@pytest.mark.parametrize("which", WHICH)
def test_no_cell_is_a_formula_or_a_link_elsewhere(which: str) -> None:
    for number, sheet in enumerate(opened(which).worksheets):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), cell.coordinate
                if cell.hyperlink is not None:
                    assert number == 0
                    assert cell.hyperlink.target is None
                    assert cell.hyperlink.location.removesuffix("!A1").strip("'") in opened(which).sheetnames
                if isinstance(cell.value, str):
                    assert visible(cell.value) == cell.value
                    if cell.value.lstrip(" \u3000'\"").startswith(("=", "+", "-", "@", "＝")) and cell.row > 1:
                        assert cell.style.startswith("Normal")
                        assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(file(which, "xlsx"))) as packed:
        assert not [name for name in packed.namelist() if re.search(r"vba|macro|external|embed|\.bin", name, re.I)]
        for name in packed.namelist():
            text = packed.read(name).decode()
            assert "TargetMode" not in text
            if name.startswith("xl/worksheets/"):
                assert not re.search(r"<f[ >]", text)


@pytest.mark.parametrize("which", ["shipped", "sample"])
def test_dates_and_numbers_are_such(which: str) -> None:
    for sheet in opened(which).worksheets[1:]:
        for column in sheet.iter_cols():
            heading = str(column[0].value)
            for cell in column[1:]:
                if cell.value is None:
                    continue
                if heading.endswith(("day", "day then", "day now", " on")) or heading == "On":
                    assert cell.is_date, (sheet.title, heading)
                    assert cell.number_format == "d mmm yyyy"
                elif heading in ("Days overdue", "Days later", "Number", "Milestones", "Rank"):
                    assert isinstance(cell.value, (int, float))
                elif heading in ("ID", "Action", "Priority"):
                    assert isinstance(cell.value, str)
                    assert cell.number_format == "@"


@pytest.mark.parametrize("which", ["shipped", "sample"])
def test_every_colour_follows_a_word(which: str) -> None:
    coloured = 0
    for sheet in opened(which).worksheets:
        words = {cell.value for row in sheet.iter_rows(min_row=2) for cell in row}
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                coloured += 1
                assert rule.type == "cellIs"
                assert rule.formula[0].strip('"') in words
    assert coloured >= 8


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(told("sample"), "xlsx") == file("sample", "xlsx")
    made = opened("sample").properties
    assert made.created == day(2017, 3, 1)
    assert made.modified == day(2017, 3, 1)
    assert made.title == "Portsmouth action plan for school improvement"


@pytest.mark.parametrize("text", ["x" * 40_000, "= long " * 20_000, EVERYTHING * 3, UNSEEN, "\U0001f393" * 20_000])
def test_texts_that_are_very_long_or_cannot_be_read(text: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(render(workbook_of(text))))
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767


def test_a_text_that_fits_is_whole() -> None:
    for text in ("x" * 32_767, "\U0001f393" * 16_383, "short"):
        assert _cut(text) == text
    for text in ("x" * 32_768, "\U0001f393" * 16_384):
        assert _cut(text).endswith("(cut: a cell holds no more)")
        assert text.startswith(_cut(text).partition(" … (cut")[0])


def test_what_looks_like_an_escape_of_the_format_is_text() -> None:
    assert records("hostile", "Key")[-1]["What it means"] == "L"
    titles = [row["What it means"] for row in records("hostile", "Key")]
    assert any("_x0041_" in str(title) for title in titles)
