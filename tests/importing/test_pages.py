"""HTML pages: spans, lists, nested tables, what is hidden, colours, and what is no text."""

from __future__ import annotations

import pytest

from importing.accounts import lost_and_found, texts
from si_plan.importing.document import Paragraph, SourceDocument
from si_plan.importing.readers import read_document


def read(html: str) -> SourceDocument:
    data = html.encode()
    assert lost_and_found(data, "plan.html") == ({}, {}), "words lost or made up"
    return read_document(data, "plan.html")


def test_spans_take_their_places() -> None:
    table = read(
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td rowspan='0'>e<td>f<tr><td>g<td>h<td>i</table>"
    ).tables[0]
    assert texts(table) == [["a", "b", "b", "c"], ["a", "d", "e", "f"], ["g", "h", "e", "i"]]


def test_spans_stay_within_the_table_and_apart() -> None:
    document = read(
        "<table><tr><td colspan=1000000>a<tr><td>b<td rowspan=3>c<tr><td colspan=3>d</table>"
        "<table><tr><td>e<td rowspan=99999999>f<tr><td colspan=3>g</table>"
    )
    assert [texts(table) for table in document.tables] == [
        [["a", "a"], ["b", "c"], ["d", "c"]],
        [["e", "f"], ["g", "f"]],
    ]


def test_headers_and_hidden_rows() -> None:
    document = read(
        "<table><thead><tr><td>a</thead><tr><th>b<tr><th>c<td>d<tr hidden><td>e<tr style='display: none'><td>f</table>"
        "<p hidden>g</p>"
    )
    rows = document.tables[0].rows
    assert [row.header for row in rows] == [True, True, False, False, False]
    assert [row.hidden for row in rows] == [False, False, False, True, True]
    assert [paragraph.text for paragraph in document.paragraphs() if paragraph.aside == "hidden"] == ["e", "f", "g"]
    assert document.told == ("hidden rows were read too: 2", "hidden paragraphs outside tables were read too: 1")


def test_paragraphs_breaks_and_lists_by_level() -> None:
    cell = (
        read(
            "<table><tr><td>One<br>two<p>Three &amp;&nbsp;four</p><ul><li>a<ol><li>b<li>c</ol>d<li>• e</ul>"
            "<div>- f</div>By 6<sup>th</sup> <b>J</b>une</table>"
        )
        .tables[0]
        .rows[0]
        .cells[0]
    )
    assert [(line.text, line.level, line.soft) for line in cell.paragraphs] == [
        ("One", 0, False), ("two", 0, True), ("Three & four", 0, False), ("a", 1, False), ("b", 2, False),
        ("c", 2, False), ("d", 1, False), ("e", 1, False), ("f", 1, False), ("By 6th June", 0, False),
    ]  # fmt: skip


def test_a_nested_table_comes_after_the_table_in_which_it_stands() -> None:
    document = read(
        "<table><tr><td>a</td><td>b<table><tr><td>c</table>d<table><tr><td>e<table><tr><td>f</table></table></table>"
        "<p>g<table><tr><td>h</table>i"
    )
    assert [(texts(table), table.inside) for table in document.tables] == [
        ([["a", "b\nd"]], None),
        ([["c"]], (1, 1, 2)),
        ([["e"]], (1, 1, 2)),
        ([["f"]], (3, 1, 1)),
        ([["h"]], None),
    ]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["g", "i"]


def test_headings_bold_and_text_that_is_none() -> None:
    document = read(
        "<!doctype html><html><head><title>No</title><style>p {}</style></head><body><!-- no --><script>no()</script>"
        "<h1>Plan</h1><h2>Aims</h2><p><b>All</b> <strong>bold</strong></p><p><b>Not</b> all"
        "<details><summary>More</summary>in it</details></body></html>"
    )
    assert [(line.text, line.heading, line.bold) for line in document.paragraphs()] == [
        ("Plan", 1, False), ("Aims", 2, False), ("All bold", 0, True), ("Not all", 0, False), ("More", 0, False),
        ("in it", 0, False),
    ]  # fmt: skip


def test_a_page_without_a_head_and_with_elements_that_its_reader_does_not_know() -> None:
    document = read(
        "<!DOCTYPE html><meta charset=utf-8><title>No</title><section><h1>Plan</h1></section>(<x-y>a</x-y>)"
    )
    assert [line.text for line in document.paragraphs()] == ["Plan", "(a)"]


def test_text_with_a_line_through_it_is_told() -> None:
    document = read("<p>By <s>May</s> June")
    assert [line.text for line in document.paragraphs()] == ["By May June"]
    assert document.told == ("text with a line through it is read as any other",)


@pytest.mark.parametrize(
    ("cell", "fill"),
    [
        ("<td bgcolor='#ff0000'>", "FF0000"),
        ("<td style='color: red; background-color:#0F0'>", "00FF00"),
        ("<td style='background: rgb(255, 192, 0) none'>", "FFC000"),
        ("<td style='background: Green'>", "008000"),
        ("<td style='background-color: white'>", None),
        ("<td style='background-color: transparent'>", None),
        ("<td>", "C0C0C0"),
    ],
)
def test_the_colour_behind_a_cell(cell: str, fill: str | None) -> None:
    assert read(f"<table><tr bgcolor=silver>{cell}x</table>").tables[0].rows[0].cells[0].fill == fill


@pytest.mark.parametrize(
    ("coding", "text"),
    [
        ("utf-8", "Café – £5"),
        ("utf-8-sig", "Café"),
        ("utf-16", "Café"),
        ("cp1252", "Café “£5”"),
        ("iso-8859-15", "5 €"),
    ],
)
def test_codings(coding: str, text: str) -> None:
    data = f"<meta charset='{coding}'><p>{text}</p>".encode(coding)
    assert lost_and_found(data, "plan.html") == ({}, {})
    assert [line.text for line in read_document(data, "plan.html").paragraphs()] == [text]


def test_a_page_as_word_and_excel_save_it() -> None:
    style = "<style><!-- /* a */ .xl65 {mso-pattern:black none; background:#92D050;}"
    style += " td.xl66, p.x {background:#FFC000} --></style>"
    cell = (
        "<p class=Mso style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
        "<span style='mso-list:Ignore'>·<span style='font:7pt'>&nbsp; </span></span></span><![endif]>phonics"
        "<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>after</p>"
    )
    table = read(
        f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>{style}<!--[if gte mso 9]><xml>no</xml>"
        f"<![endif]--></head><body><table border=0><col width=64><tr height=20><td class=xl65>{cell}</td>"
        "<td class='a xl66'>A</td><td class=xl66 style='background:none'>B</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0></tr><![endif]></table>"
    ).tables[0]
    cells = table.rows[0].cells
    assert [(line.text, line.level, line.mark) for line in cells[0].paragraphs] == [
        ("phonics", 2, "·"),
        ("after", 0, ""),
    ]
    assert [cell.fill for cell in cells] == ["92D050", "FFC000", None]


def test_a_coding_that_is_declared_as_xml_declares_it() -> None:
    data = "<?xml version='1.0' encoding='iso-8859-15'?><html><body><p>5 €</p></body></html>".encode("iso-8859-15")
    assert lost_and_found(data, "plan.html") == ({}, {})
    assert [line.text for line in read_document(data, "plan.html").paragraphs()] == ["5 €"]
