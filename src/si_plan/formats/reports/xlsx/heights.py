"""How high rows must be for what stands in them: not every spreadsheet works that out when it opens a workbook."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from si_plan.formats.reports.xlsx.fields import Field, Sheet

_LINE: Final = 13.0
_MOST: Final = 400.0
"""Points: the height of a line, and what a spreadsheet bears of a row."""
_AIR: Final = 6.0
"""Points around headings."""
_NARROWER: Final = 1.08
"""Columns are measured in digits; letters are narrower on average."""
_MOST_LETTERS: Final = 3_000
"""A longer text fills the highest row that there is."""
_LETTERS_ACROSS: Final = 202
"""How many stand beside each other on a page that can be read."""
_SET_BY_HAND: Final = re.compile(rb'(<row [^<>]*) customHeight="1"')


def height(fields: tuple[Field, ...], texts: list[str]) -> float:
    """The height in points that shows every text of a row."""
    lines = max(_lines(field, text) for field, text in zip(fields, texts, strict=True))
    return min(_MOST, lines * _LINE + 2)


def heading_height(fields: tuple[Field, ...]) -> float:
    """The height in points of the headings, which are bold and wrapped in every column."""
    return max(len(textwrap.wrap(field.heading, field.width - 2)) for field in fields) * _LINE + _AIR


def _lines(field: Field, text: str) -> int:
    if field.kind not in ("text", "short") or len(text) <= field.width:
        return 1
    if len(text) > _MOST_LETTERS:
        return int(_MOST / _LINE) + 1
    return len(textwrap.wrap(text, int(field.width * _NARROWER)))


def softened(name: str, content: bytes) -> bytes:
    """A part of a workbook with heights that a spreadsheet may change: XlsxWriter marks each as set by hand, and then
    a row does not grow with what is written in it."""
    return _SET_BY_HAND.sub(rb"\1", content) if name.startswith("xl/worksheets/") else content


def pages_across(sheet: Sheet) -> int:
    """How many pages beside each other the sheet takes in print, so that it can be read."""
    return -(-sum(field.width for field in sheet.fields) // _LETTERS_ACROSS)
