"""The cells of a returned file, whichever program saved it, and the error that says why it cannot be read."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal, NamedTuple

from si_plan.documents.words import cut
from si_plan.errors import SiplanError

DAY_ZERO: Final = date(1899, 12, 30)
"""The day that a spreadsheet numbers 0, unless the workbook counts from 1904."""
Kind = Literal["plain", "formula", "error"]


class UnreadableReturnError(SiplanError):
    """A file that cannot be read as a return: nothing in it is applied. The hint says what to do."""

    exit_code = 1


class Cell(NamedTuple):
    """One cell: its place as a spreadsheet names it (Return!G7), and what stands in it: None, a text, a number, a
    flag, or a date or time. `merged` is the range that it was merged into, `link` where its hyperlink leads, `format`
    the code by which a spreadsheet shows a number or date (ECMA-376 part 1, section 18.8.31)."""

    place: str
    value: Any = None
    kind: Kind = "plain"
    merged: str | None = None
    link: str | None = None
    format: str = "General"

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it, or only spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    def shown(self) -> str:
        """What stands in it, as its reader would see it, cut where it is long."""
        value = "" if self.value is None else self.value
        text = str(value) if isinstance(value, str) else str(value).removesuffix(" 00:00:00")
        return cut(text, 60)


class Sheet(NamedTuple):
    """A sheet: its name (nothing for a CSV file), its rows that hold anything, and the day that it numbers 0."""

    name: str
    rows: list[list[Cell]]
    day_zero: date = DAY_ZERO


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
