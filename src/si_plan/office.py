"""What the files of office programs need: the same bytes for the same content, and rows as high as their text.

Not every spreadsheet works heights out when it opens a workbook, and none does where a height is said to be set by
hand.
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
"""The earliest that a zip file can say: its parts have no day of their own, nor has a document that says none."""
_LINE: Final = 13.0
_MOST: Final = 400.0
"""Points: the height of a line, and what a spreadsheet bears of a row."""
MOST_LINES: Final = int(_MOST / _LINE) + 1
"""So many fill the highest row that there is."""
_SET_BY_HAND: Final = rb'(<row [^<>]*) customHeight="1"'


def repack(packed: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same zip file with nothing in it of when and where it was packed, its parts `changed` where that is given."""
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
    """How many lines a text takes where so many letters stand beside each other."""
    return len(textwrap.wrap(text, letters))


def height(lines: int, air: float) -> float:
    """The height in points of a row of so many lines, with so many points of air around them."""
    return min(_MOST, lines * _LINE + air)


def free_heights(name: str, content: bytes) -> bytes:
    """A part of a workbook with heights that a spreadsheet may change: XlsxWriter marks each as set by hand, and then
    a row does not grow with what is written in it."""
    return re.sub(_SET_BY_HAND, rb"\1", content) if name.startswith("xl/worksheets/") else content
