"""Which reader a file goes to, and what is refused, with what to do instead."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from importing.workbooks import workbook
from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers import read_document

CASES = Path(__file__).parent.parent / "cases" / "import"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def without(data: bytes, before: bytes, after: bytes, part: str) -> bytes:
    """An Office file in one part of which some bytes are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name)
            changed.writestr(name, content.replace(before, after) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (workbook("<sheetData/>"), "plan.doc", "xlsx"),
        ((CASES / "1-example.docx").read_bytes(), "plan.zip", "docx"),
        (b"<html><table><tr><td>1</table></html>", "export.xls", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><p>1", "plan", "html"),
        ("<html><p>1".encode("utf-16"), "plan.doc", "html"),
        (b"| a |\n|---|\n", "PLAN.MD", "md"),
        (b"<table><tr><td>1</table>", "plan.md", "md"),
        (b"just words", "plan.htm", "html"),
    ],
)
def test_the_kind_is_told_by_the_bytes_first(data: bytes, name: str, kind: str) -> None:
    assert read_document(data, name).kind == kind


@pytest.mark.parametrize(
    ("data", "name", "message", "hint"),
    [
        (b"%PDF-1.7\n", "plan.docx", "is a PDF", "ask for the Word or Excel file"),
        (b"{\\rtf1 a}", "plan.doc", "is a rich text file", "Word document (.docx)"),
        (_OLE + "WordDocument".encode("utf-16-le"), "plan.doc", "Word file of before 2007", "(.docx)"),
        (_OLE + "Workbook".encode("utf-16-le"), "plan.xls", "Excel file of before 2007", "(.xlsx)"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "plan.xlsx", "has a password", "without one"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "plan.odt", "OpenDocument", ".docx or .xlsx"),
        (packed(a="b"), "plan.xlsx", "no Word document and no Excel workbook", "siplan imports Word"),
        (b"PK\x03\x04 cut short", "plan.docx", "is broken", "save it as a new file"),
        (b"a,b\n1,2\n", "plan.csv", "file of values", "(.xlsx)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "plan.md", "no document that can be imported", "siplan imports Word"),
        (b"words", "plan.txt", "no document that can be imported", "siplan imports Word"),
        (b" \n", "plan.md", "is empty", "again"),
        (b"MIME-Version: 1.0\n", "plan.mht", "single file", ".docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "p.xml", "one XML part", ".xlsx"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_what_to_do(data: bytes, name: str, message: str, hint: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_document(data, name)
    assert name in refused.value.message
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("content_type", ["ms-excel.sheet.macroEnabled.main+xml", "ms-excel.sheet.binary.macroEnabled"])
def test_macros_are_refused_by_what_the_file_says_it_is(content_type: str) -> None:
    usual = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with pytest.raises(ImportRefusedError, match="has macros"):
        read_document(
            without(workbook("<sheetData/>"), usual, content_type.encode(), "[Content_Types].xml"), "plan.xlsm"
        )


def test_a_locked_part_is_a_password() -> None:
    data = bytearray(workbook("<sheetData/>"))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    with pytest.raises(ImportRefusedError, match="has a password"):
        read_document(bytes(data), "plan.xlsx")
