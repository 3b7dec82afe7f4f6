"""Reports as Word documents: their shape, what they hold, and that nothing in a plan acts in them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from datetime import UTC, datetime
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from report_files import EVERYTHING, UNSEEN, WHICH, document_of, file, rendered, told
from si_plan.documents.blocks import Column, Document, Row, Section, Table
from si_plan.documents.cells import Evidence
from si_plan.documents.pictures import Bar, Bars, Timeline
from si_plan.documents.visible import visible
from si_plan.formats.addresses import linkable
from si_plan.formats.docx import render
from si_plan.formats.docx.metafile import metafile
from si_plan.formats.docx.pictures import SIGNS, bars, timeline
from si_plan.office import repack
from si_plan.reports.document import document

A4 = {(11906, 16838), (16838, 11906)}
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@cache
def opened(which: str) -> Any:
    return docx.Document(io.BytesIO(file(which, "docx")))


def body(which: str) -> Any:
    return opened(which).element.body


def text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def cells(table: Any) -> list[list[str]]:
    return [[text_of(cell) for cell in row.findall(qn("w:tc"))] for row in table.findall(qn("w:tr"))]


def table_after(which: str, heading: str) -> list[list[str]]:
    """The first table in the section with this heading."""
    found = False
    for element in body(which):
        if element.tag == qn("w:p") and text_of(element) == heading:
            found = True
        elif found and element.tag == qn("w:tbl"):
            return cells(element)
    raise AssertionError(heading)


def test_what_is_overdue_in_the_shipped_plan() -> None:
    rows = table_after("shipped", "Overdue")
    assert rows[0] == ["ID", "What", "Lead", "Deadline", "State"]
    assert [row[0] for row in rows[1:]] == [row.id for row in told("shipped").overdue]
    assert len(rows) == 1 + 12
    assert rows[1][-1] == "overdue 93 days"


def test_what_is_overdue_in_the_sample() -> None:
    rows = table_after("sample", "Overdue")
    assert [(row[0], row[3], row[4]) for row in rows[1:]] == [
        ("3.2.2", "May 2016 †", "overdue 274 days"),
        ("5.2.3", "Sep 2016 *", "overdue 152 days"),
        ("5.2.D1", "31 Dec 2016", "overdue 60 days"),
        ("1.4.1", "Jan 2017 *", "overdue 29 days"),
        ("2.5.1", "Jan 2017 †", "overdue 29 days"),
        ("2.2.D1", "15 Feb 2017", "overdue 14 days"),
    ]


@pytest.mark.parametrize("which", WHICH)
def test_it_says_everything_that_the_report_says(which: str) -> None:
    """Every text of every cell, heading and line stands in the document, made visible."""
    said = text_of(body(which))
    for section in document(told(which)).sections:
        assert visible(section.title) in said
        for part in section.parts:
            if isinstance(part, str):
                assert visible(part) in said
            elif isinstance(part, Table):
                for row in part.rows:
                    texts = row.cells if isinstance(row, Row) else (row.title, *row.lines, *row.steps)
                    assert all(visible(text) in said for text in texts if isinstance(text, str))


@pytest.mark.parametrize("which", WHICH)
def test_every_table_repeats_its_headings_and_fits_its_page(which: str) -> None:
    width = 0
    for element in reversed(list(body(which))):
        form = element if element.tag == qn("w:sectPr") else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if form is not None:
            size, margin = form.find(qn("w:pgSz")), form.find(qn("w:pgMar"))
            assert (int(size.get(qn("w:w"))), int(size.get(qn("w:h")))) in A4
            width = int(size.get(qn("w:w"))) - int(margin.get(qn("w:left"))) - int(margin.get(qn("w:right")))
        if element.tag != qn("w:tbl"):
            continue
        rows = element.findall(qn("w:tr"))
        heading = rows[0].find(qn("w:trPr"))
        assert heading.find(qn("w:tblHeader")) is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in rows[1:])
        across = [int(column.get(qn("w:w"))) for column in element.iter(qn("w:gridCol"))]
        assert sum(across) <= width + len(across)
        assert min(across) > 300
        assert element.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        for row in rows:
            spans = [int(one.get(qn("w:val"))) for one in row.iter(qn("w:gridSpan"))]
            assert len(row.findall(qn("w:tc"))) - len(spans) + sum(spans) == len(across)
            short = max(len(text_of(cell)) for cell in row.findall(qn("w:tc"))) <= 1500
            assert (row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None) or not short


def test_headings_are_headings_and_the_language_is_british() -> None:
    word = opened("sample")
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Cell Text"} >= styles - {
        *("Normal", "List Bullet", "Authority", "Fact", "Contents", "Picture", "After Table")
    }
    sections = [one.title for one in document(told("sample")).sections]
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == sections
    defaults = word.styles.element.find(qn("w:docDefaults"))
    assert [one.get(qn("w:val")) for one in defaults.iter(qn("w:lang"))] == ["en-GB"]
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.title == "Portsmouth action plan for school improvement"
    assert word.core_properties.author == "Portsmouth City Council"


def test_every_page_says_which_it_is() -> None:
    word = opened("sample")
    assert len({section.orientation for section in word.sections}) == 2
    for section in word.sections:
        footer = section.footer._element
        assert [one.text.strip() for one in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
        assert "Portsmouth action plan for school improvement" in text_of(footer)


@pytest.mark.parametrize("which", WHICH)
def test_links_within_lead_to_a_place(which: str) -> None:
    found = body(which)
    places = [one.get(qn("w:name")) for one in found.iter(qn("w:bookmarkStart"))]
    assert len(places) == len(set(places))
    assert all(len(place) <= 40 for place in places)
    links = {one.get(qn("w:anchor")) for one in found.iter(qn("w:hyperlink"))} - {None}
    assert links
    assert links <= set(places)


@pytest.mark.parametrize("which", WHICH)
def test_it_refers_to_nothing_outside_but_evidence_on_the_web(which: str) -> None:
    with zipfile.ZipFile(io.BytesIO(file(which, "docx"))) as packed:
        assert not [name for name in packed.namelist() if re.search(r"vba|macro|activex|embed|\.bin", name, re.I)]
        relations = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".rels"))
    outside = re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', relations)
    assert all("/relationships/hyperlink" in one for one in outside)
    targets = [target for one in outside for target in re.findall(r' Target="([^"]*)"', one)]
    evidence = {
        text
        for section in document(told(which)).sections
        for part in section.parts
        if isinstance(part, Table)
        for row in part.rows
        if isinstance(row, Row)
        for cell in row.cells
        if isinstance(cell, Evidence)
        for text in cell.texts
    }
    assert {target.replace("&amp;", "&") for target in targets} == {text for text in evidence if linkable(text)}
    assert bool(targets) is (which in ("sample", "panel"))


@pytest.mark.parametrize("which", WHICH)
def test_its_fields_are_its_own(which: str) -> None:
    code = {one.text.strip() for one in body(which).iter(qn("w:instrText"))}
    places = {one.get(qn("w:name")) for one in body(which).iter(qn("w:bookmarkStart"))}
    pages = {one for one in code if re.fullmatch(r"PAGEREF \w+ \\h", one)}
    assert code - pages == {"SEQ Table \\* ARABIC"}
    assert {one.split()[1] for one in pages} <= places
    assert len(pages) == len(document(told(which)).sections) - 1
    assert not list(body(which).iter(qn("w:fldSimple"), qn("w:object"), qn("w:pict"), qn("w:altChunk")))


@pytest.mark.parametrize("which", ["shipped", "sample", "hostile"])
def test_every_picture_is_told_in_words(which: str) -> None:
    pictures = list(body(which).iter(_DRAWN))
    results = ["Dots are results"] if which != "shipped" else []
    said = ["Milestones of each priority. ", " 2016: ", "Priority ", *results]
    assert [one.get("id") for one in pictures] == ["1", "2", "3", "4"][: len(said)]
    for picture, told_of in zip(pictures, said, strict=True):
        assert told_of in picture.get("descr")
        assert visible(picture.get("descr")) == picture.get("descr")


def test_a_picture_is_one_drawing_with_one_description() -> None:
    with zipfile.ZipFile(io.BytesIO(file("shipped", "docx"))) as packed:
        files = sorted(name for name in packed.namelist() if name.startswith("word/media/"))
        assert files == ["word/media/picture1.emf", "word/media/picture2.emf", "word/media/picture3.emf"]
        drawn = [packed.read(name) for name in files]
        text = packed.read("word/document.xml").decode()
    assert text.count("descr=") == 3
    assert "txbxContent" not in text
    for content in drawn:
        assert records_of(content)[0] == 1
        assert records_of(content)[-1] == 14
        size, number = struct.unpack_from("<2I", content, 48)
        assert (size, number) == (len(content), len(records_of(content)))


def records_of(metafile: bytes) -> list[int]:
    """The kind of each record, to the end of the file."""
    kinds, at = [], 0
    while at < len(metafile):
        kind, length = struct.unpack_from("<2I", metafile, at)
        assert length >= 8
        assert length % 4 == 0
        kinds.append(kind)
        at += length
    return kinds


@pytest.mark.parametrize("text", ["x" * 5_000, "\U0001f393é▲", ""])
def test_any_text_can_be_drawn(text: str) -> None:
    picture = bars(Bars(text, [Bar("1", text, (("done", 3, text),)), Bar("2", "none", ())]))
    drawn = metafile(picture.shapes, picture.width, picture.height, 170, 1)
    assert text.encode("utf-16-le") in drawn
    assert records_of(drawn)[-1] == 14


def test_every_milestone_is_drawn_with_the_sign_of_its_state() -> None:
    for section in document(told("sample")).sections:
        for part in section.parts:
            if isinstance(part, Timeline):
                drawn = timeline(part).shapes
                said = {words.text for shape in drawn for words in shape.words}
                moments = [moment for lane in part.lanes for moment in lane.moments]
                assert len(moments) == 74
                assert {f"{SIGNS[moment.mark.shade]} {moment.id}" for moment in moments} <= said
    assert len(set(SIGNS.values())) == len(SIGNS)


_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs highlight u shd vertAlign lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "style": "name aliases basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols docGrid",
}
"""The order of the elements within each, which ECMA-376 part 1 asks for and Word insists on."""


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_elements_stand_in_the_order_that_word_insists_on(which: str) -> None:
    word = opened(which)
    parts = [word.element, word.styles.element, word.part.numbering_part.element]
    parts += [section.footer._element for section in word.sections]
    for name, order in _ORDERS.items():
        found = 0
        for part in parts:
            for element in part.iter(qn(f"w:{name}")):
                places = [order.split().index(child.tag.partition("}")[2]) for child in element]
                assert places == sorted(places), (name, [child.tag for child in element])
                found += 1
        assert found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(told("sample"), "docx") == file("sample", "docx")
    with zipfile.ZipFile(io.BytesIO(file("sample", "docx"))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    made = opened("sample").core_properties
    assert made.created == made.modified == datetime(2017, 3, 1, tzinfo=UTC)


def test_rows_are_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library keeps as objects, in many times the memory, does not grow with the rows."""
    kept: list[int] = []

    def looking(packed: bytes, changed: Any) -> bytes:
        with zipfile.ZipFile(io.BytesIO(packed)) as before:
            kept.append(before.getinfo("word/document.xml").file_size)
        return repack(packed, changed)

    monkeypatch.setattr("si_plan.formats.docx.repack", looking)
    for number in (1, 500):
        table = Table((Column("ID", "id"), Column("What")), [Row((f"{row}", "A & B")) for row in range(number)])
        whole = Document([Section("all", "All", [table])], "Council", "Plan", "Report")
        made = docx.Document(io.BytesIO(render(whole)))
        assert len(made.tables[0].rows) == 1 + number
    assert kept[0] == kept[1]


@pytest.mark.parametrize("text", ["x" * 40_000, "long " * 20_000, EVERYTHING * 3, UNSEEN, "\U0001f393" * 20_000])
def test_texts_that_are_very_long_or_cannot_be_read(text: str) -> None:
    made = docx.Document(io.BytesIO(render(document_of(text))))
    assert visible(text).strip() in text_of(made.element.body)
    assert len(made.core_properties.title) <= 255


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://example.org/a.pdf", True),
        ("http://example.org:8080/a?b=c&d=e#f", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("https://example.org/a b", False),
        ("https://council.example@evil.example/", False),
        ("https://evil.example\\@good.example", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("\\\\server\\share", False),
        ("https://exаmple.org", False),
        ("https://", False),
        ("https://-/", False),
        ("https://example.org/\u202egpj.exe", False),
        ("minutes of 3 May", False),
        ("https://example.org/" + "a" * 3000, False),
    ],
)
def test_what_may_be_a_link(text: str, is_link: bool) -> None:
    assert linkable(text) is is_link
