"""Word documents that mean harm: each is read or refused by name, in little time and memory, and opens nothing else."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from importing.accounts import lost_and_found
from importing.word_files import changed, p, tbl, tc, word_file
from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers import docx, read_document
from si_plan.importing.words.raw import raw_words

MAIN = "word/document.xml"


def document(data: bytes, before: str, after: str) -> bytes:
    """A document with other bytes in its main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return changed(data, {MAIN: packed.read(MAIN).replace(before.encode(), after.encode())})


def nested(depth: int) -> str:
    """Tables within each other."""
    return "<w:tbl><w:tr><w:tc>" * depth + p("x") + "<w:p/></w:tc></w:tr></w:tbl>" * depth


def entity() -> bytes:
    """A document that would have a file of the machine in it."""
    data = document(word_file(p("HERE")), "HERE", "&x;")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return changed(data, {MAIN: b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + packed.read(MAIN)})


def laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = document(word_file(p("HERE")), "HERE", "&l9;")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        declared = f'<!DOCTYPE w [<!ENTITY l0 "ha">{lines}]>'.encode()
        return changed(data, {MAIN: declared + packed.read(MAIN)})


def cut(data: bytes, part: str, at: int) -> bytes:
    """A file in which the packed bytes of a part are spoilt from some place on."""
    spoilt = bytearray(data)
    start = data.find(part.encode()) + len(part)
    spoilt[start + at : start + at + 20] = b"\xff" * 20
    return bytes(spoilt)


def locked() -> bytes:
    data = bytearray(word_file(p("x")))
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def entries(count: int) -> bytes:
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * count
    return listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), 0, 0)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: word_file(" " * 40_000_000), "unpacks to more than 32 MB"),
    "many elements": (lambda: word_file("<w:p/>" * 1_500_001), "more than 1,500,000 elements"),
    "many paragraphs": (lambda: word_file("<w:p/>" * 1_000_000), "more than 50,000 paragraphs"),
    "many cells": (lambda: word_file(tbl(*["<w:tc/>" * 199] * 510)), "more than 100,000 cells"),
    "many rows": (lambda: word_file(tbl(*["<w:tc/>"] * 20_001)), "table 1 of plan.docx has more than 20,000 rows"),
    "many columns": (lambda: word_file(tbl("<w:tc/>" * 201)), "table 1 of plan.docx has more than 200 columns"),
    "far to the right": (
        lambda: word_file(tbl(f'<w:tr><w:trPr><w:gridBefore w:val="999999"/></w:trPr>{tc("x")}</w:tr>')),
        "more than 200 columns",
    ),
    "tables in each other": (lambda: word_file(nested(2000)), "is broken"),
    "wrappers in each other": (lambda: word_file(p("<w:x>" * 5000 + "</w:x>" * 5000)), "is broken"),
    "an entity": (entity, "declares a document type"),
    "entities of entities": (laughs, "is broken|declares a document type"),
    "no zip": (lambda: word_file(p("x"))[:-40], "is broken"),
    "a part cut short": (lambda: cut(word_file(p("x" * 5000)), MAIN, 10), "is broken"),
    "unclosed": (lambda: document(word_file(p("x")), "</w:body>", ""), "its part word/document.xml cannot be read"),
    "a password": (locked, "has a password"),
    "a million parts": (lambda: entries(1_000_000), "more than 5,000 parts"),
    "macros": (lambda: changed(word_file(p("x")), {"word/vbaProject.bin": b"x"}), "has macros"),
    "another document": (lambda: word_file('<w:altChunk r:id="x"/>'), "another document embedded"),
    "no document": (lambda: document(word_file(p("x")), "w:body", "w:nobody"), "is no Word document"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_harm_is_refused_by_name(name: str) -> None:
    made, message = REFUSED[name]
    with pytest.raises(ImportRefusedError, match=message) as refused:
        docx.read(made(), "plan.docx")
    assert "plan.docx" in refused.value.message
    assert refused.value.hint


def test_a_span_goes_no_further_than_the_table() -> None:
    spans = tc("a", properties='<w:gridSpan w:val="1000000"/>')
    (table,) = docx.read(word_file(tbl(spans, tc("b") + tc("c"), columns=3)), "plan.docx").tables
    assert [(cell.column, cell.columns) for row in table.rows for cell in row.cells] == [(1, 3), (1, 1), (2, 1)]
    odd = "".join(tc("x", properties=f'<w:gridSpan w:val="{value}"/>') for value in ("-1", "0", "", "1e9", "²"))
    (table,) = docx.read(word_file(tbl(odd)), "plan.docx").tables
    assert [cell.columns for cell in table.rows[0].cells] == [1] * 5


def test_tables_in_each_other_are_read_as_deep_as_xml_is_parsed() -> None:
    data = word_file(nested(80))
    document = docx.read(data, "plan.docx")
    assert len(document.tables) == 80
    assert lost_and_found(data, "plan.docx") == ({}, {})


def test_nothing_outside_the_file_is_opened() -> None:
    data = word_file(p("x"), {"header": p("y")})
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        listed = packed.read(relations).decode()
    for target in (
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/x",
        "//host/x",
        "C:\\x",
        "\\\\host\\x",
        "",
    ):
        other = changed(data, {relations: listed.replace("header.xml", target).encode()})
        assert [each.text for each in docx.read(other, "plan.docx").paragraphs()] == ["x"]
    outside = listed.replace('Target="header.xml"', 'Target="header.xml" TargetMode="External"')
    assert [
        each.text for each in docx.read(changed(data, {relations: outside.encode()}), "plan.docx").paragraphs()
    ] == ["x"]


def test_styles_that_are_based_on_themselves_end() -> None:
    loop = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    data = word_file(p("x", properties='<w:pStyle w:val="A"/>'), {"styles": loop})
    assert [each.text for each in docx.read(data, "plan.docx").paragraphs()] == ["x"]


def test_what_is_refused_takes_little_memory() -> None:
    bomb = word_file(" " * 200_000_000)
    tracemalloc.start()
    try:
        for read in (lambda: read_document(bomb, "plan.docx"), lambda: raw_words(bomb, "docx")):
            with pytest.raises(ImportRefusedError):
                read()
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "name",
    [
        "a bomb",
        "an entity",
        "entities of entities",
        "no zip",
        "a part cut short",
        "unclosed",
        "a password",
        "a million parts",
    ],
)
def test_the_words_of_harm_are_not_counted(name: str) -> None:
    made, _ = REFUSED[name]
    with pytest.raises(ImportRefusedError, match="cannot be counted"):
        raw_words(made(), "docx")


def test_elements_without_the_attributes_that_they_must_have_do_no_harm() -> None:
    parts = {
        "styles": "<w:style><w:name/><w:basedOn/><w:pPr><w:numPr><w:ilvl/><w:numId/></w:numPr></w:pPr></w:style>",
        "numbering": "<w:abstractNum><w:lvl><w:start/><w:numFmt/><w:lvlText/><w:isLgl/></w:lvl></w:abstractNum><w:num>"
        "<w:abstractNumId/><w:lvlOverride><w:startOverride/></w:lvlOverride></w:num>",
        "footnotes": f"<w:footnote>{p('note')}</w:footnote>",
    }
    properties = "<w:pStyle/><w:numPr><w:ilvl/><w:numId/></w:numPr><w:outlineLvl/>"
    body = p("x", "<w:r><w:sym/><w:fldChar/><w:footnoteReference/></w:r>", properties=properties)
    cell = tc(body, properties="<w:gridSpan/><w:vMerge/><w:hMerge/><w:shd/>")
    data = word_file(tbl(f"<w:tr><w:trPr><w:gridBefore/><w:tblHeader/></w:trPr>{cell}</w:tr>", columns=1), parts)
    assert [each.text for each in docx.read(data, "plan.docx").paragraphs()] == ["x�", "note"]
    assert lost_and_found(data, "plan.docx") == ({}, {})
