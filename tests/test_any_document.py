"""Every format shows any document: each kind of part and of cell that there is, with or without a title."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import docx
import openpyxl
import pytest

from si_plan.dates.reduced import parse_reduced
from si_plan.documents import blocks
from si_plan.documents.blocks import (
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Ids,
    Mark,
    Part,
    Points,
    Row,
    Section,
    Table,
    document,
    verbatim,
)
from si_plan.documents.cells import Evidence, Lines, Link, Shares, Spark
from si_plan.documents.pictures import (
    Bar,
    Bars,
    Course,
    Courses,
    Figure,
    Figures,
    Lane,
    Legend,
    Moment,
    Point,
    Timeline,
)
from si_plan.formats import docx as word
from si_plan.formats import html, markdown, plain, terminal, xlsx

DAY = date(2017, 3, 1)
DUE = parse_reduced("2016-09")
CELLS: tuple[blocks.Cell, ...] = (
    "text-cell",
    417,
    2.75,
    DAY,
    DUE,
    Ids(("9.9.1", "9.9.2")),
    Mark("overdue", "mark-cell"),
    Shares((("done", 1), ("open", 1))),
    Spark((1.0, 2.0), "spark-words"),
    Evidence(("evidence-cell",)),
    Link("other.html", "link-cell"),
    Lines(("line-cell",)),
    None,
)
WIDE = Table(tuple(Column(f"column-{number}") for number in range(len(CELLS))), [Row(CELLS)], "wide-title")
GROUPED = Table(
    (Column("ID", "id"), Column("What")),
    [Group("", "group-title", ("group-line",), ("group-step",)), Row(("9.9.3", "row-text"), strong=True)],
    caption="caption-text",
    name="grouped",
)
LANES = [Lane("9", "Priority 9", "lane-title", [Moment("9.9.4", "moment", DUE, Mark("done", "done"))])]
PARTS: tuple[Part, ...] = (
    "paragraph-text",
    Heading("heading-text"),
    Facts([("label-text", "fact-text")]),
    Points("points-title", ("point-text",)),
    verbatim("verbatim-title", "verbatim-line\n  indented-line"),
    WIDE,
    GROUPED,
    Table((Column("ID", "id"),), [], empty="empty-text"),
    Figures([Figure(3, "figure-label", "figure-note", "x", "overdue")]),
    Bars("bars-title", [Bar("9", "bar-label", (("done", 1, "1 done"),))]),
    Courses(
        "courses-title",
        [Course("course-label", (Point("2016", 1.0, "1", None), Point("by 2017", 2, "2", "open")), "x")],
    ),
    Legend((("done", "legend-words"),)),
    Timeline(DAY, LANES, "timeline-summary", Table((Column("ID", "id"),), [Row(("9.9.5",))])),
)
SHOWN = (
    "section-title", "paragraph-text", "heading-text", "label-text", "fact-text", "points-title", "point-text",
    "verbatim-title", "verbatim-line", "indented-line", "wide-title", "column-3", "text-cell", "417", "2.75", "9.9.2",
    "mark-cell", "spark-words", "evidence-cell", "link-cell", "line-cell", "group-title", "group-line", "group-step",
    "9.9.3", "row-text", "empty-text", "figure-label", "figure-note", "legend-words",
)  # fmt: skip


def of_html(told: Document) -> str:
    return unescape(re.sub("<[^>]*>", " ", html.page(told)))


def of_word(told: Document) -> str:
    made = docx.Document(io.BytesIO(word.render(told)))
    return " ".join(text.text or "" for text in made.element.iter() if text.tag.endswith("}t"))


def of_workbook(told: Document) -> str:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(told)))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return " ".join([*book.sheetnames, *cells])


FORMATS: dict[str, Callable[[Document], str]] = {
    "plain": plain.render,
    "terminal": lambda told: terminal.render(told, 300, color=False),
    "narrow terminal": lambda told: terminal.render(told, 40, color=True),
    "markdown": lambda told: markdown.render(told).replace("\\", ""),
    "html": of_html,
    "docx": of_word,
    "xlsx": of_workbook,
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("titled", [False, True])
def test_every_format_shows_it(form: str, titled: bool) -> None:
    told = Document(
        [Section("x", "section-title", list(PARTS))], *(("the-title", "whose", "for-whom") if titled else ())
    )
    text = FORMATS[form](told).casefold()
    assert [said for said in SHOWN if said not in text] == []
    assert "the-title" in text or not titled or form == "xlsx"


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_of_one_line_is_enough(form: str) -> None:
    assert "Nothing differs." in FORMATS[form](document("", "Nothing differs."))
