"""The zip archive that a workbook is: read only where that is safe and short.

A workbook of a return has some tens of kilobytes. The limits leave room for what people add, and keep a hostile one
(a zip bomb, entities, another encoding to hide them in) from costing more than a second or some tens of megabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from si_plan.returns.cells import UnreadableReturnError

MOST_BYTES: Final = 10 * 1024 * 1024
"""The largest file that is read."""
_MOST_XML: Final = 8 * 1024 * 1024
_MOST_TAGS: Final = 50_000
"""Of start and end tags together. Reading one takes 2 to 20 microseconds; a return of 100 rows has some 8,000."""
_MOST_PARTS: Final = 1000
_MOST_SHEETS: Final = 40
_STRICT: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
"""What a package calls its main part in the strict form (ISO/IEC 29500-1), where every name is another."""
_AGAIN: Final = "save it again as an Excel workbook (.xlsx), or send a new return"
_SMALLER: Final = "take the large sheets out of it and collect it again"


def safe_copy(raw: bytes) -> bytes:
    """A copy of the workbook with its XML alone, which has been checked to be small and harmless: no pictures, no
    macros, nothing that a hostile workbook could have read in place of a sheet. Raises UnreadableReturnError."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableReturnError(
            "it has a password, or is of the older kind (.xls)", "save it as .xlsx without a password"
        )
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(copy, "w") as plain:
            _require_small(archive)
            tags = 0
            for part in archive.infolist():
                if _is_xml(part.filename):
                    text = archive.read(part)
                    _require_plain(text)
                    if part.filename == "_rels/.rels" and _STRICT in text:
                        raise UnreadableReturnError(
                            "it is saved as Strict Open XML",
                            "save it as the type Excel Workbook (.xlsx), and not Strict",
                        )
                    tags += text.count(b"<")
                    if tags > _MOST_TAGS or len(re.findall(rb"<(?:\w+:)?sheet\s", text)) > _MOST_SHEETS:
                        raise UnreadableReturnError("it holds far more than a return", _SMALLER)
                    plain.writestr(part.filename, text)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise UnreadableReturnError("it is no workbook, or a damaged one", _AGAIN) from None
    return copy.getvalue()


def _require_small(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise UnreadableReturnError("its parts are too many, or stand in it twice", _AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableReturnError("it has a password", "save it without a password")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise UnreadableReturnError("it is compressed in a way that no spreadsheet uses", _AGAIN)
    size = sum(part.file_size for part in parts if _is_xml(part.filename))
    if size > _MOST_XML:
        raise UnreadableReturnError(
            f"it unpacks to {size / 1024 / 1024:,.0f} MB; the limit is {_MOST_XML // 1024 // 1024}",
            _SMALLER,
        )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _require_plain(text: bytes) -> None:
    """Raise UnreadableReturnError for XML with a document type (which entities need) or in an encoding that could hide
    one. Spreadsheets write neither."""
    encoding = re.search(rb"""^[^<]{0,3}<\?xml[^>]{0,100}encoding\s*=\s*["']([^"']{0,40})""", text[:200])
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
        raise UnreadableReturnError("it holds XML that no spreadsheet writes", _AGAIN)
    if encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise UnreadableReturnError("it holds XML that no spreadsheet writes", _AGAIN)
