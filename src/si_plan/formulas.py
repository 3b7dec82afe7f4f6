"""What a spreadsheet would take for a formula in the cells of a CSV file, and the apostrophe that keeps it a text."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = (
    r"[\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'\"]*"
    "[=+@＝＋－＠﹦﹢﹣﹫-]"
)
"""A formula (OWASP, "CSV Injection"): its first character may stand behind blanks, quotes and what shows nothing, which
programs drop, and be as wide as East Asian letters are."""


def protect(text: str) -> str:
    """The text with an apostrophe wherever a cell may begin and a formula would. One may begin behind a semicolon, a
    tab or a line end too: a spreadsheet that is told to, or guesses, parts cells there."""
    return "".join(f"'{part}" if acts(part) else part for part in re.split(r"([;\t\r\n]+)", text))


def unprotect(text: str) -> str:
    """The text without the one apostrophe at its beginning that keeps it from being a formula."""
    return re.sub(rf"^'(?={_FORMULA})", "", text)


def acts(text: str) -> bool:
    """Whether the text begins as a formula does."""
    return re.match(_FORMULA, text) is not None
