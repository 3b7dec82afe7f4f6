"""The rows of a table that name its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from si_plan.importing.document import Cell, Row, Table
from si_plan.importing.tables.headings import read_heading, success_label
from si_plan.importing.tables.vocabulary import meaning_of, same_name

LONGEST_NAME: Final = 90
_DEEPEST: Final = 3
_TELLING: Final = frozenset({"title", "leads", "when", "due", "milestones", "success"})
_SAYS: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Header:
    """The rows that name a table's columns, and the name of each column."""

    rows: tuple[int, ...]
    names: dict[int, str]
    known: int
    """How many different fields its names stand for."""
    upper: dict[int, str] = field(default_factory=dict)
    """The uppermost part of each name that has several, one below another."""
    lower: dict[int, str] = field(default_factory=dict)
    """The lowest part of each of these."""

    @property
    def looks(self) -> dict[int, str]:
        """Its names without what two headers of one table may differ in."""
        return {column: same_name(name) for column, name in self.names.items()}


def texts_of(row: Row) -> list[Cell]:
    """The cells of a row that have a text."""
    return [cell for cell in row.cells if has_text(cell)]


def has_text(cell: Cell) -> bool:
    """Whether a cell says anything: a letter or a digit, outside of comments and the like."""
    return any(not part.aside and _SAYS.search(part.text) for part in cell.paragraphs)


def said(cell: Cell) -> str:
    """What a cell says, on one line."""
    return one_line(cell.text)


def one_line(text: str) -> str:
    """A text on one line, with a space for each run of what cannot be seen: import.yaml can hold no such thing."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def headers_of(table: Table) -> list[Header]:
    """The headers of a table: the row with the most known names, and those that repeat it."""
    found: list[Header] = []
    done = 0
    rows = {row.number: row for row in table.rows}
    for row in table.rows:
        header = _header_at(table, row, rows) if row.number > done else None
        if header is not None:
            found.append(header)
            done = header.rows[-1]
    best = max(found, key=lambda header: header.known, default=None)
    return [header for header in found if header is best or (best is not None and _repeats(header, best))]


def _repeats(header: Header, first: Header) -> bool:
    """Whether a header has the names of the first one, but for one or two that a page break has cut."""
    theirs = first.looks
    same = sum(theirs.get(column) == look for column, look in header.looks.items())
    return same * 3 >= 2 * max(len(theirs), len(header.looks))


def _header_at(table: Table, row: Row, rows: dict[int, Row], *, in_band: bool = False) -> Header | None:
    """The header that begins at a row; None where the row names no columns."""
    cells = texts_of(row)
    if len(cells) < 2 or any(len(said(cell)) > LONGEST_NAME for cell in cells):
        return None
    numbers = [row.number, *_rows_below(row, cells, rows)]
    header = named_by(table, numbers)
    if _is_header(header, table.columns):
        return header
    if not in_band and len(numbers) == 1 and row.number + 1 in rows and _may_band(cells):
        below = _header_at(table, rows[row.number + 1], rows, in_band=True)  # a band of names over names
        return replace(named_by(table, [row.number, *below.rows]), known=below.known) if below else None
    return None


def _may_band(cells: list[Cell]) -> bool:
    """Whether cells may name groups of the columns below them: short, some across columns, and no heading."""
    short = all(len(said(cell)) <= 40 and not success_label(said(cell)) for cell in cells)
    return short and any(cell.columns > 1 for cell in cells) and not read_heading(said(cells[0])).sure


def _rows_below(row: Row, cells: list[Cell], rows: dict[int, Row]) -> Iterator[int]:
    """The rows that name parts of what this one names: below cells that span rows, or that span columns."""
    deepest = min(_DEEPEST, max(cell.rows for cell in cells))
    if deepest > 1:
        yield from (number for number in range(row.number + 1, row.number + deepest) if number in rows)
        return
    spanning = [cell for cell in cells if cell.columns > 1]
    below = rows.get(row.number + 1)
    if not spanning or len(spanning) == len(cells) or below is None:
        return
    named = texts_of(below)
    covered = {column for cell in spanning for column in range(cell.column, cell.column + cell.columns)}
    if named and all(cell.column in covered and len(said(cell)) <= 30 for cell in named):
        yield below.number


def named_by(table: Table, numbers: list[int]) -> Header:
    """The header that these rows of a table give, each column named by the texts of its cells."""
    names, upper, lower = {}, {}, {}
    for column in range(1, table.columns + 1):
        cells = [cell for number in numbers if (cell := table.cell_at(number, column)) is not None]
        parts = dict.fromkeys(said(cell) for cell in cells if has_text(cell) or said(cell) in ("#", "£"))
        if parts:
            names[column] = " ".join(parts)
        if len(parts) > 1:
            upper[column], *_, lower[column] = parts
    meant = [meaning for name in dict.fromkeys(names.values()) if (meaning := meaning_of(name)) is not None]
    return Header(tuple(numbers), names, len({meaning.field for meaning in meant if meaning.sure}), upper, lower)


def _is_header(header: Header, columns: int) -> bool:
    names = list(dict.fromkeys(header.names.values()))
    meant = [meaning for name in names if (meaning := meaning_of(name)) is not None]
    fields = {meaning.field for meaning in meant}
    return (
        len(names) >= min(2, columns) and header.known >= 2 and 2 * len(meant) >= len(names) and bool(fields & _TELLING)
    )
