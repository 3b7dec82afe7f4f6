"""Cells of a CSV file that a spreadsheet would take for a formula, and the apostrophe that keeps them text."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = (
    r"[\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'\"]*"
    "[=+@＝＋－＠﹦﹢﹣﹫-]"
)
"""The start of a formula (OWASP, "CSV Injection"). Programs drop blanks, quotes and invisible characters before its
first character, and accept the wide East Asian forms of it."""


def protect(text: str) -> str:
    """The text with an apostrophe wherever a cell may begin with a formula. A cell may also begin after a semicolon, a
    tab or a line end: some spreadsheets split cells there."""
    return "".join(f"'{part}" if acts(part) else part for part in re.split(r"([;\t\r\n]+)", text))


def unprotect(text: str) -> str:
    """The text without the apostrophe at its beginning, if that keeps it from being a formula."""
    return re.sub(rf"^'(?={_FORMULA})", "", text)


def acts(text: str) -> bool:
    """Whether the text begins as a formula does."""
    return re.match(_FORMULA, text) is not None
