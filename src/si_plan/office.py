"""What files of office programs need: the same bytes for the same content, and rows as high as their text.

Not every spreadsheet program works out heights when it opens a workbook, and none does for a height that is marked as
set by hand.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1980, 1, 1)
"""The earliest day that a zip file can hold: the day of its parts, and of a document that gives no day."""
_LINE: Final = 13.0
_MOST: Final = 400.0
"""In points: the height of a line, and of the highest row that a spreadsheet allows."""
MOST_LINES: Final = int(_MOST / _LINE) + 1
"""The number of lines that fills the highest row."""
_SET_BY_HAND: Final = rb'(<row [^<>]*) customHeight="1"'


def repack(packed: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same zip file without any trace of when and where it was packed. `changed` gives the new content of a part,
    from its name and content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, (*FIRST_DAY.timetuple()[:3], 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = before.read(name)
            after.writestr(entry, changed(name, content) if changed is not None else content)
    return out.getvalue()


def lines(text: str, letters: int) -> int:
    """How many lines a text takes, with this many letters to a line."""
    return len(textwrap.wrap(text, letters))


def height(lines: int, air: float) -> float:
    """The height in points of a row with this many lines and this many points of space around them."""
    return min(_MOST, lines * _LINE + air)


def free_heights(name: str, content: bytes) -> bytes:
    """A part of a workbook, with row heights that a spreadsheet may change. XlsxWriter marks each height as set by
    hand, and then a row does not grow with its text."""
    return re.sub(_SET_BY_HAND, rb"\1", content) if name.startswith("xl/worksheets/") else content
