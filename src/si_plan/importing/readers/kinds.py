"""Which kind of document a file is, told by its bytes before its name; what cannot be imported is refused here."""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers.office_zip import OfficeZip

Kind = Literal["docx", "xlsx", "html", "md"]

MOST_BYTES: Final = 50_000_000
"""Of a file, as it lies on the disk."""
_MOST_TEXT: Final = 20_000_000
"""Of a file of text."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype html|html|head|body|table)\b", re.I | re.S
)
_NOT_READ: Final = "siplan imports Word (.docx), Excel (.xlsx), HTML and Markdown"
_AS_WORD: Final = "open it in Word, save it as a Word document (.docx), and import that"
_AS_EXCEL: Final = "open it in Excel, save it as an Excel workbook (.xlsx), and import that"
_BEGINNINGS: Final = (
    (b"%PDF-", "a PDF", "ask for the Word or Excel file that it was made from: a PDF has lost its tables"),
    (b"{\\rtf", "a rich text file", _AS_WORD),
    (b"MIME-Version:", "a page saved as a single file (.mht)", _AS_WORD),
)
_OFFICE_XML: Final = re.compile(
    rb'progid="Excel\.Sheet"|progid="Word\.Document"|<pkg:package|<(?:w:)?wordDocument|urn:schemas-microsoft-com:office:spreadsheet"'
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a document. Raises ImportRefusedError where it is none that is read, and says what to do."""
    _refuse_above(MOST_BYTES, data, name)
    if not data.strip():
        raise ImportRefusedError(f"{name} is empty", "save the document again, and import that")
    if data.startswith(_OLE):
        raise _of_old_office(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _of_office(OfficeZip(data, name))
    _refuse_above(_MOST_TEXT, data, name)
    head = data[:4096].removeprefix(codecs.BOM_UTF8)
    for beginning, kind, hint in _BEGINNINGS:
        if head.lstrip()[: len(beginning)] == beginning:
            raise ImportRefusedError(f"{name} is {kind}", hint)
    if _OFFICE_XML.search(head) and not _PAGE.match(head):
        raise ImportRefusedError(f"{name} is an Office file of one XML part", "save it as a .docx or .xlsx")
    return _of_text(head, name)


def _refuse_above(most: int, data: bytes, name: str) -> None:
    if len(data) > most:
        raise ImportRefusedError(f"{name} is larger than {most // 1_000_000} MB", "import a copy without its pictures")


def _of_text(head: bytes, name: str) -> Kind:
    folded = name.casefold()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\0" not in head:
        if folded.endswith((".md", ".markdown")):
            return "md"
        if folded.endswith((".html", ".htm", ".xhtml")) or _PAGE.match(head):
            return "html"
    if folded.endswith((".csv", ".tsv")):
        raise ImportRefusedError(f"{name} is a file of values without its tables' layout", _AS_EXCEL)
    raise ImportRefusedError(f"{name} is no document that can be imported", _NOT_READ)


def _of_office(office: OfficeZip) -> Kind:
    """The kind of a zip that an office program wrote."""
    main = next((each.target for each in office.relations("") if each.kind == "officeDocument"), "")
    kind = ""
    if main and "[Content_Types].xml" in office:
        for each in office.parsed("[Content_Types].xml"):
            if each.get("PartName", "").lstrip("/") == main or (
                not kind and main.endswith(f".{each.get('Extension', '-')}")
            ):
                kind = each.get("ContentType", "")
    if "macroEnabled" in kind:
        word = "wordprocessingml" in kind or "ms-word" in kind
        raise ImportRefusedError(f"{office.name} has macros", _AS_WORD if word else _AS_EXCEL)
    if "wordprocessingml" in kind:
        return "docx"
    if "spreadsheetml" in kind or "ms-excel" in kind:
        return "xlsx"
    if "mimetype" in office or "content.xml" in office:
        raise ImportRefusedError(
            f"{office.name} is an OpenDocument file",
            "open it in LibreOffice, save it as .docx or .xlsx, and import that",
        )
    raise ImportRefusedError(f"{office.name} is no Word document and no Excel workbook", _NOT_READ)


def _of_old_office(data: bytes, name: str) -> ImportRefusedError:
    """Why a file in the container of older Office programs is refused: it is locked, or older."""
    if _LOCKED in data:
        return ImportRefusedError(f"{name} has a password", "open it, save it without one, and import that")
    if "Workbook".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in data:
        return ImportRefusedError(f"{name} is an Excel file of before 2007 (.xls)", _AS_EXCEL)
    return ImportRefusedError(f"{name} is a Word file of before 2007 (.doc)", _AS_WORD)
