"""How high the rows of a workbook must be for what stands in them: not every spreadsheet works that out when it opens
one, and none does where a height is said to be set by hand."""

from __future__ import annotations

import re
import textwrap
from typing import Final

_LINE: Final = 13.0
_MOST: Final = 400.0
"""Points: the height of a line, and what a spreadsheet bears of a row."""
MOST_LINES: Final = int(_MOST / _LINE) + 1
"""So many fill the highest row that there is."""
_SET_BY_HAND: Final = rb'(<row [^<>]*) customHeight="1"'


def lines(text: str, letters: int) -> int:
    """How many lines a text takes where so many letters stand beside each other."""
    return len(textwrap.wrap(text, letters))


def height(lines: int, air: float) -> float:
    """The height in points of a row of so many lines, with so many points of air around them."""
    return min(_MOST, lines * _LINE + air)


def softened(name: str, content: bytes) -> bytes:
    """A part of a workbook with heights that a spreadsheet may change: XlsxWriter marks each as set by hand, and then
    a row does not grow with what is written in it."""
    return re.sub(_SET_BY_HAND, rb"\1", content) if name.startswith("xl/worksheets/") else content
