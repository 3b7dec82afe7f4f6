"""Cells of Word's tables stand where Word draws them, whatever wraps, spans or merges them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from docx import Document
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from importing.accounts import lost_and_found, texts
from importing.word_files import p, r, tbl, tc, word_file
from si_plan.importing.document import ImportRefusedError, SourceDocument, Table
from si_plan.importing.readers import docx

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str) -> SourceDocument:
    """A document of this body, every word of which is accounted for."""
    data = word_file(body)
    assert lost_and_found(data, "plan.docx") == ({}, {})
    return docx.read(data, "plan.docx")


def table(body: str) -> Table:
    return read(body).tables[0]


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_spans_and_what_stands_before_and_after_a_row() -> None:
    found = table(
        tbl(
            tc("a", properties=wide(2)) + tc("b"),
            f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("c")}{tc("d")}</w:tr>',
            f'<w:tr><w:trPr><w:gridAfter w:val="2"/></w:trPr>{tc("e")}</w:tr>',
            "<w:tr/>",
        )
    )
    assert texts(found) == [["a", "a", "b"], ["", "c", "d"], ["e", "", ""], ["", "", ""]]
    assert found.columns == 3


def test_cells_are_merged_downwards_only_into_one_of_the_same_columns() -> None:
    found = table(
        tbl(
            tc("a", properties=DOWN) + tc("b", properties=wide(2) + DOWN),
            tc("", properties=ON) + tc("c", properties=ON) + tc("d"),
            tc("e", properties=DOWN) + tc("", properties=ON),
            tc("", properties=ON) + tc("", properties=ON),
        )
    )
    assert texts(found) == [["a", "b", "b"], ["a", "c", "d"], ["e", "c", ""], ["e", "c", ""]]


def test_borders_that_do_not_quite_meet_make_no_columns() -> None:
    def drawn(middle: int) -> Table:
        rows = tbl(
            tc("Ref", properties=wide(2)) + tc("Action") + tc("RAG"),
            tc("1", properties=DOWN) + tc("Train", properties=wide(2)) + tc(""),
            f'<w:tr>{tc("", properties=wide(2) + ON)}{tc("Hear")}<w:trPr><w:gridAfter w:val="1"/></w:trPr></w:tr>',
            columns=4,
        )
        for width in (900, middle, 4000, 200):
            rows = rows.replace("<w:gridCol/>", f'<w:gridCol w:w="{width}"/>', 1)
        return table(rows)

    assert texts(drawn(90)) == [["Ref", "Action", "RAG"], ["1", "Train", ""], ["1", "Hear", ""]]
    assert texts(drawn(900)) == [["Ref", "Ref", "Action", "RAG"], ["1", "Train", "Train", ""], ["", "", "Hear", ""]]


def test_what_a_merged_cell_covers_is_hidden() -> None:
    below = table(tbl(tc("a", properties=DOWN), tc("covered", properties=ON)))
    beside = table(
        tbl(tc("a", properties='<w:hMerge w:val="restart"/>') + tc("covered", properties="<w:hMerge/>") + tc("b"))
    )
    for found in (below, beside):
        cell = found.rows[0].cells[0]
        assert cell.text == "a"
        assert [(each.text, each.aside) for each in cell.paragraphs] == [("a", ""), ("covered", "hidden")]
    assert texts(beside) == [["a", "a", "b"]]


def test_rows_and_cells_are_found_in_whatever_wraps_them() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{control.format(tc('a'))}<w:customXml>{tc('b')}</w:customXml></w:tr>"
    found = table(
        control.format(tbl(control.format(row), f"<w:customXml><w:tr>{tc('c')}{tc('d')}</w:tr></w:customXml>"))
    )
    assert texts(found) == [["a", "b"], ["c", "d"]]
    assert texts(table(tbl(tc(control.format(p("in a control")), f"<w:customXml>{p('in XML')}</w:customXml>")))) == [
        ["in a control\nin XML"]
    ]


def test_a_nested_table_stands_after_its_own_and_its_text_is_not_in_the_outer_cell() -> None:
    innermost = tbl(tc("deep"))
    document = read(tbl(tc("a", tbl(tc("b", innermost) + tc("c")), "d") + tc(tbl(tc("e")))) + tbl(tc("f")))
    assert [texts(each) for each in document.tables] == [[["a\nd", ""]], [["b", "c"]], [["deep"]], [["e"]], [["f"]]]
    assert [each.inside for each in document.tables] == [None, (1, 1, 1), (2, 1, 1), (1, 1, 2), None]
    assert [each.number for each in document.tables] == [1, 2, 3, 4, 5]
    assert document.where(document.tables[2].rows[0].cells[0].paragraphs[0].place) == "table 3, row 1, column 1"


def test_headers_and_hidden_rows_are_told() -> None:
    def of(properties: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{tc('x')}</w:tr>"

    document = read(tbl(of("<w:tblHeader/>"), of('<w:tblHeader w:val="0"/>'), of("<w:hidden/>")))
    rows = document.tables[0].rows
    assert [(row.header, row.hidden) for row in rows] == [(True, False), (False, False), (False, True)]
    assert rows[2].cells[0].paragraphs[0].aside == "hidden"
    assert document.told == ("row 3 of table 1 is hidden, and was read too",)


@pytest.mark.parametrize(
    ("shade", "fill"),
    [
        ('w:val="clear" w:fill="92d050"', "92D050"),
        ('w:val="clear" w:fill="auto"', None),
        ('w:val="clear" w:fill="FFFFFF"', None),
        ('w:val="solid" w:color="FF0000" w:fill="auto"', "FF0000"),
        ('w:val="nil"', None),
        ('w:val="clear" w:fill="red;"', None),
    ],
)
def test_the_colour_of_a_cell(shade: str, fill: str | None) -> None:
    assert table(tbl(tc("x", properties=f"<w:shd {shade}/>"))).rows[0].cells[0].fill == fill


def insert(what: str, within: str) -> str:
    return f'<w:{what} w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z">{within}</w:{what}>'


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (p("by ", insert("ins", r("Friday"))), "paragraph 1 (“Friday” inserted)"),
        (p(insert("del", "<w:r><w:delText>Friday</w:delText></w:r>")), "paragraph 1 (“Friday” deleted)"),
        (tbl(tc("a") + tc("b", p("x") + p(insert("moveTo", r("y"))))), "table 1, row 1, column 2 (“y” moved here)"),
        (p("a", properties=f"<w:rPr>{insert('del', '')}</w:rPr>"), "paragraph 1 (a paragraph deleted)"),
        (tbl(f"<w:tr><w:trPr>{insert('ins', '')}</w:trPr>{tc('a')}</w:tr>"), "table 1, row 1 (a row inserted)"),
        (tbl(tc("a", properties=insert("cellDel", ""))), "table 1, row 1, column 1 (a cell deleted)"),
        (tbl(tc(tbl(tc("a", p(insert("ins", r("b"))))))), "table 2, row 1, column 1 (“b” inserted)"),
    ],
)
def test_tracked_changes_are_refused_with_the_place(body: str, where: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        docx.read(word_file(body), "plan.docx")
    assert refused.value.message == f"plan.docx has changes that nobody has accepted or rejected: {where}"
    assert "accept or reject all changes" in refused.value.hint


def test_of_many_changes_three_are_named_and_changes_of_form_are_none() -> None:
    five = "".join(p(insert("ins", r(word))) for word in "abcde")
    with pytest.raises(ImportRefusedError, match=r"1 \(“a” inserted\); paragraph 2 .*; paragraph 3 .*; 2 more$"):
        docx.read(word_file(five), "plan.docx")
    with pytest.raises(ImportRefusedError, match="a paragraph of the document's headers"):
        docx.read(word_file(p("a"), {"header": p(insert("ins", r("b")))}), "plan.docx")
    assert table(tbl(tc(p(r("x", insert("rPrChange", "<w:rPr><w:b/></w:rPr>")))))).rows


SIGNS = "abcé\u00a0 6th\u2019"
WRAPPERS = [
    *["{}"] * 3,
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:customXml w:element="x">{}</w:customXml>',
]


@st.composite
def merged(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Rows and columns of a table and the areas of it that are merged, of which none touches another: the first row and
    column, and the last, from 0."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    areas = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if not area & taken:
            taken |= area
            areas.append((top, left, bottom, right))
    return rows, columns, areas


@settings(max_examples=60, deadline=None)
@given(shape=merged(), seed=st.integers(0, 2**32))
def test_every_word_and_every_place_of_a_table_is_found_again(
    shape: tuple[int, int, list[tuple[int, int, int, int]]], seed: int
) -> None:
    rows, columns, areas = shape
    chance = Random(seed)
    written = Document().add_table(rows, columns)
    expected = [["" for _ in range(columns)] for _ in range(rows)]
    covering = {
        (row, column): area
        for area in areas
        for row in range(area[0], area[2] + 1)
        for column in range(area[1], area[3] + 1)
    }
    for place, cell in enumerate(list(written._cells)):
        row, column = divmod(place, columns)
        top, left, bottom, right = covering.get((row, column), (row, column, row, column))
        if (top, left) == (row, column):
            cell.text = said = "".join(chance.choices(SIGNS, k=chance.randrange(12)))
            for below in range(top, bottom + 1):
                expected[below][left : right + 1] = [" ".join(said.split())] * (right + 1 - left)
    for top, left, bottom, right in areas:
        written.cell(top, left).merge(written.cell(bottom, right))
    for name in ("tr", "tc", "p", "r"):
        for element in list(written._tbl.iter(f"{{{written._tbl.nsmap['w']}}}{name}")):
            _wrap(element, chance.choice(WRAPPERS))
    found = table(etree.tostring(written._tbl, encoding="unicode"))
    assert texts(found) == expected
    assert sum(cell.rows * cell.columns for row in found.rows for cell in row.cells) == rows * columns


def _wrap(element: Any, wrapper: str) -> None:
    """Puts an element into a wrapper."""
    if wrapper == "{}":
        return
    space = f'xmlns:w="{element.nsmap["w"]}"'
    outer = parse_xml(wrapper.format("<w:here/>").replace(">", f" {space}>", 1))
    here = next(outer.iter(f"{{{element.nsmap['w']}}}here"))
    element.getparent().replace(element, outer)
    here.getparent().replace(here, element)
