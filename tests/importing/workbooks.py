"""Workbooks of a few lines of XML, for what no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def workbook(
    sheet: str, parts: Mapping[str, str] | None = None, of_sheet: Mapping[str, str] | None = None, book: str = ""
) -> bytes:
    """A workbook of one sheet, "Plan": what stands in its <worksheet>, further parts of the workbook (by the kind of
    their relation) and of the sheet, and what stands in <workbook> before its sheets."""
    parts, of_sheet = parts or {}, of_sheet or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}"/>'
            "</Types>",
        )
        packed.writestr("_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"}))
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{book}<sheets><sheet name="Plan" r:id="worksheet"/>'
            "</sheets></workbook>",
        )
        names = {"worksheet": "sheet.xml", **{kind: f"{kind}.xml" for kind in parts}}
        packed.writestr("xl/_rels/workbook.xml.rels", _relations(names))
        packed.writestr("xl/sheet.xml", f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>')
        packed.writestr("xl/_rels/sheet.xml.rels", _relations({kind: f"of-{kind}.xml" for kind in of_sheet}))
        for kind, text in parts.items():
            packed.writestr(f"xl/{kind}.xml", text)
        for kind, text in of_sheet.items():
            packed.writestr(f"xl/of-{kind}.xml", text)
    return out.getvalue()


def rows(*cells: str) -> str:
    """<sheetData> with one row of these <c> elements."""
    return f"<sheetData><row r='1'>{''.join(cells)}</row></sheetData>"


def shared(*texts: str) -> dict[str, str]:
    """The part of shared texts, each as it stands in its <si>."""
    return {"sharedStrings": f'<sst xmlns="{_MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'}


def part(root: str, inside: str) -> str:
    """A part with the workbook's own namespace."""
    return f'<{root} xmlns="{_MAIN}">{inside}</{root.split()[0]}>'


def _relations(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATED}/{kind}" Target="{at}"/>' for kind, at in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'
