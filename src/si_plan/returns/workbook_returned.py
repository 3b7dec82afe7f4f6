"""An Excel workbook to sheets of cells, by openpyxl, behind the limits of `package`."""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from datetime import date
from typing import Any, Final
from xml.etree import ElementTree

from si_plan.errors import INSTALL_REPORTS, InstallationError
from si_plan.returns.cells import Cell, Kind, Sheet, UnreadableReturnError, letters
from si_plan.returns.package import safe_copy

_MOST_COLUMNS: Final = 40
_MOST_ROWS: Final = 5_000
_MOST_MERGED: Final = 10_000
_KINDS: Final[dict[str, Kind]] = {"f": "formula", "e": "error"}
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class _Marks:
    """What a sheet says of its cells besides their values, by row and column: the range a cell is merged into, its
    link."""

    def __init__(self) -> None:
        self.merged: dict[tuple[int, int], str] = {}
        self.links: dict[tuple[int, int], str] = {}


def sheets_of(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too. Formulas stay formulas: nothing is computed, and no link followed.

    Raises UnreadableReturnError, and InstallationError where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InstallationError("reading a workbook needs openpyxl", INSTALL_REPORTS) from None
    copy = safe_copy(raw)
    try:
        with zipfile.ZipFile(io.BytesIO(copy)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(copy), read_only=True, keep_links=False)
            return [_sheet(archive, sheet, book.epoch.date()) for sheet in book.worksheets]
    except UnreadableReturnError:
        raise
    except Exception as error:  # openpyxl raises any error for a broken workbook
        raise UnreadableReturnError(
            "it is no workbook that can be read, or a damaged one",
            "open it in Excel, save it as .xlsx and collect that",
        ) from error


def _sheet(archive: zipfile.ZipFile, sheet: Any, day_zero: date) -> Sheet:
    marks = _marks(archive, sheet._worksheet_path)
    sheet.reset_dimensions()  # they are the file's own word, and may be wrong
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, max_row=_MOST_ROWS), 1):
        if any(cell.value is not None for cell in row):
            rows.append([_cell(sheet.title, number, column, cell, marks) for column, cell in enumerate(row, 1)])
    return Sheet(sheet.title, rows, day_zero)


def _cell(title: str, row: int, column: int, cell: Any, marks: _Marks) -> Cell:
    kind: Kind = _KINDS.get(getattr(cell, "data_type", "n"), "plain")
    value = cell.value if kind == "plain" else str(cell.value)
    at = row, column
    form = getattr(cell, "number_format", "General")
    return Cell(f"{title}!{letters(column)}{row}", value, kind, marks.merged.get(at), marks.links.get(at), form)


def _marks(archive: zipfile.ZipFile, path: str) -> _Marks:
    marks = _Marks()
    targets: dict[str, str] | None = None
    with archive.open(path) as part:
        for _, element in ElementTree.iterparse(part):
            name = element.tag.rpartition("}")[2]
            if name == "mergeCell":
                reach = element.get("ref", "")
                first, top, last, bottom = _boundaries(reach)
                for row in range(top, bottom + 1):
                    for column in range(first, min(last, _MOST_COLUMNS) + 1):
                        marks.merged[row, column] = reach
                        if len(marks.merged) > _MOST_MERGED:
                            raise ValueError("merged cells without end")
            elif name == "hyperlink":
                targets = _targets(archive, path) if targets is None else targets
                target = targets.get(element.get(_RELATION, ""), "")
                first, top, _, _ = _boundaries(element.get("ref", ""))
                if target:
                    marks.links[top, first] = target
            elif name == "row":
                if int(element.get("r", 0)) > _MOST_ROWS and any(len(cell) for cell in element):
                    raise UnreadableReturnError(f"something stands below row {_MOST_ROWS:,}", "take it out")
                element.clear()
    return marks


def _boundaries(reach: str) -> tuple[int, int, int, int]:
    """The first column, first row, last column and last row of a range as A1:B2, each from 1."""
    from openpyxl.utils.cell import range_boundaries

    first, top, last, bottom = range_boundaries(reach)
    if first is None or top is None or last is None or bottom is None:
        raise ValueError("a merged range of whole rows or columns")
    return first, top, last, bottom


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """The addresses of the external links of a sheet, by their ids in it."""
    folder, name = posixpath.split(path)
    try:
        text = archive.read(f"{folder}/_rels/{name}.rels")
    except KeyError:
        return {}
    return {
        link.get("Id", ""): link.get("Target", "")
        for link in ElementTree.fromstring(text)
        if link.get("TargetMode") == "External"
    }
