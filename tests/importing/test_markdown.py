"""Markdown files: the published plan's rows with TABs, pipe tables, HTML tables, lists, and the marks left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing.accounts import lost_and_found, texts
from si_plan.importing.document import Paragraph, SourceDocument
from si_plan.importing.readers import read_document

ROOT = Path(__file__).parents[2]


def read(text: str) -> SourceDocument:
    data = text.encode()
    assert lost_and_found(data, "plan.md") == ({}, {}), "words lost or made up"
    return read_document(data, "plan.md")


def outside(text: str) -> list[tuple[str, int, int]]:
    """Text, level and heading of each paragraph outside tables."""
    blocks = read(text).blocks
    return [(block.text, block.level, block.heading) for block in blocks if isinstance(block, Paragraph)]


def test_lines_with_tabs_are_the_rows_of_a_table_until_a_blank_line() -> None:
    document = read("No\tActions\tWho\n1.1\tAudit\tHSI\n\tall schools\t\n\n1.2\tVisit\tDCS\n")
    assert [texts(table) for table in document.tables] == [
        [["No", "Actions", "Who"], ["1.1", "Audit", "HSI"], ["", "all schools", ""]],
        [["1.2", "Visit", "DCS"]],
    ]


def test_a_heading_of_bold_texts_among_blanks_spans_them() -> None:
    row = "<b>Priority 1: Lead</b>  <b>Areas: 2 &amp; 3</b>\t\t\t<b>Success?</b> <ul><li>• Good</li></ul>\t"
    table = read(f"{row}\nNo\tActions\tWho\tWhen\tMilestones").tables[0]
    assert [(cell.column, cell.columns) for cell in table.rows[0].cells] == [(1, 3), (4, 2)]
    first, second = table.rows[0].cells
    assert [(line.text, line.soft, line.bold) for line in first.paragraphs] == [
        ("Priority 1: Lead", False, True),
        ("Areas: 2 & 3", True, True),
    ]
    assert [(line.text, line.level, line.raw) for line in second.paragraphs] == [
        ("Success?", 0, None),
        ("Good", 1, "• Good"),
    ]


def test_cells_hold_paragraphs_points_and_superscripts() -> None:
    cell = (
        "<p>By 6<sup>th</sup> June</p> <ul> <li>• One</li> <li>Two<ul><li>Deep</li></ul></li></ul> <p>End<br/>ing</p>"
    )
    found = read(f"1\t{cell}\n").tables[0].rows[0].cells[1].paragraphs
    assert [(line.text, line.level, line.soft) for line in found] == [
        ("By 6th June", 0, False),
        ("One", 1, False),
        ("Two", 1, False),
        ("Deep", 2, False),
        ("End", 0, False),
        ("ing", 0, True),
    ]


def test_a_row_of_dashes_between_rows_with_tabs_is_no_row() -> None:
    assert texts(read("a\tb\n--\t---\nc\td").tables[0]) == [["a", "b"], ["c", "d"]]


def test_pipe_tables() -> None:
    table = read("Before\n\n| No | Actions |\n|:--|---:|\n| 1 | this \\| **that** |\n|  | *x*\n\nAfter").tables[0]
    assert texts(table) == [["No", "Actions"], ["1", "this | that"], ["", "x"]]
    assert [row.header for row in table.rows] == [True, False, False]


def test_html_tables_with_blank_lines_in_them() -> None:
    document = read("# Plan\n\n<table><tr>\n<td rowspan=2>1</td><td>a</td></tr>\n\n<tr><td>b</td></tr></table>\n\nEnd")
    assert texts(document.tables[0]) == [["1", "a"], ["1", "b"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 1. Aims ##\nText", [("1. Aims", 0, 2), ("Text", 0, 0)]),
        ("Aims\n====\n\nMore\n---", [("Aims", 0, 1), ("More", 0, 2)]),
        ("- one\n  more\n- two\n  - deep\n    1. deeper\n- three", [
            ("one more", 1, 0), ("two", 1, 0), ("deep", 2, 0), ("deeper", 3, 0), ("three", 1, 0)]),
        ("*\tone\n*\ttwo", [("one", 1, 0), ("two", 1, 0)]),
        ("one\ntwo  \nthree", [("one two", 0, 0), ("three", 0, 0)]),
        ("***\n\nafter a rule", [("after a rule", 0, 0)]),
        ("progress < 50% & > 3, <insert name>", [("progress < 50% & > 3, <insert name>", 0, 0)]),
        ("a<!-- not\nseen -->b", [("ab", 0, 0)]),
        ("<!-- not\n\nseen -->b, a <!-- no comment\n\nx -->", [("b, a <!-- no comment", 0, 0), ("x -->", 0, 0)]),
        ("a <a\nhref='x'>link</a>\\\nb", [("a link", 0, 0), ("b", 0, 0)]),
        ("```sh\n# as it is\n```\n", [("sh", 0, 0), ("# as it is", 0, 0)]),
        ("```\n<p>x</p>\n```", [("<p>x</p>", 0, 0)]),
    ],
)  # fmt: skip
def test_text_outside_tables(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert outside(text) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The **aim** is *clear*, ***very***", "The aim is clear, very"),
        ("snake_case_name and _this_", "snake_case_name and this"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*kept\* and `**code**`", "*kept* and **code**"),
        ("see [Appendix 1](#a) and ![a map](x.png)", "see Appendix 1 and a map"),
        ("*'To achieve'*", "'To achieve'"),
        ("**unclosed", "**unclosed"),
        ("a**b** **c", "ab **c"),
    ],
)
def test_marks_are_left_out(text: str, seen: str) -> None:
    assert outside(text) == [(seen, 0, 0)]


def test_what_is_bold_as_a_whole() -> None:
    bold = {
        block.text
        for block in read("**All**\n\n**Part** only\n\n#### **Head**\n\n<b>Tag</b>").paragraphs()
        if block.bold
    }
    assert bold == {"All", "Head", "Tag"}


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda path: path.name)
def test_every_word_of_real_files_is_accounted_for(path: Path) -> None:
    assert lost_and_found(path.read_bytes(), path.name) == ({}, {})
