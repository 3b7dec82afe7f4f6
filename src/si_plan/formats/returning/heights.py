"""How wide the columns of a return are, and how high its rows must be for what stands in them."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from typing import Final

from si_plan.formats.returning.rows import Said

WIDTHS: Final = (9, 46, 13, 14, 24, 14, 34, 30, 13, 10)
"""Of the columns, in characters."""
_LINE: Final = 13.0
_MOST: Final = 400.0
"""Points: the height of a line, and what a spreadsheet bears of a row."""


def height(row: Said) -> float:
    """The height in points that shows every text of a row, three lines at least, so that there is room to write."""
    asked = _lines(row.asked, 1) + (_lines(row.context, 1, 1.25) if row.context else 0)
    most = max(asked, _lines(row.last, 4), _lines(row.state, 3), _lines(row.deadline, 2), 3)
    return min(_MOST, most * _LINE + 3)


def _lines(text: str, column: int, smaller: float = 1.1) -> int:
    return len(textwrap.wrap(text, max(4, int(WIDTHS[column] * smaller))))


def with_soft_heights(raw: bytes) -> bytes:
    """The workbook with heights that a spreadsheet may change: XlsxWriter marks each as set by hand, and then a row
    does not grow with what is written in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as former, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in former.infolist():
            text = former.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = re.sub(rb'(<row [^<>]*) customHeight="1"', rb"\1", text)
            same = zipfile.ZipInfo(part.filename)  # of one day, whatever the system
            same.create_system, same.external_attr = 3, 0o600 << 16
            archive.writestr(same, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
