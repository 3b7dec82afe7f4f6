"""A document as it was read: its paragraphs and tables in order, each paragraph with the place that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.errors import SiplanError


class Place(NamedTuple):
    """Where a paragraph stands, each number from 1: the table (0 for text outside every table), the row, the column of
    the table's grid in which its cell begins (both 0 outside), and the paragraph, in its cell or outside tables."""

    table: int
    row: int
    column: int
    paragraph: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a line of one: a line break begins another, which is `soft`."""

    place: Place
    text: str
    """What a reader sees, to the letter: runs joined, superscripts in their place, without the mark of a list."""
    level: int = 0
    """0 for plain text; for a point of a list how deep it stands, from 1."""
    soft: bool = False
    """Whether only a line break parts it from the paragraph before."""
    heading: int = 0
    """The level of a heading outside tables, from 1; 0 for any other paragraph."""
    bold: bool = False
    """Whether all of it is bold."""
    aside: str = ""
    """What it is if it is no part of the running text: header, footer, footnote, comment, hidden."""
    raw: str | None = None
    """What the file holds for it, if not `text`: the number of an Excel date, the mark of a list with its text."""
    mark: str = ""
    """The mark or number of a point of a list as it is shown: "•", "1.2", "(a)". A line that continues one has none."""

    @property
    def words(self) -> str:
        """The text whose words are counted against those of the raw file."""
        return self.text if self.raw is None else self.raw

    @property
    def is_running(self) -> bool:
        """Whether it is running text, and not empty."""
        return bool(self.text.strip()) and not self.aside


@dataclass(frozen=True)
class Cell:
    """A cell of a table, which may span columns and rows, with what it shows besides its text."""

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    """How many columns of the grid it spans."""
    rows: int = 1
    """How many rows it spans."""
    fill: str | None = None
    """The colour behind it, as RRGGBB in capitals; None where there is none, or white."""
    day: ReducedDate | None = None
    """The date that it holds, where the file holds a date and no text: to the month, where it is shown so."""
    number: bool = False
    """Whether the file holds a number, which may have lost what was typed: 1.10 is 1.1."""
    problem: str = ""
    """What keeps it from being read for certain, in words: "it has a formula without a value"."""

    @property
    def text(self) -> str:
        """All of its running text, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if not paragraph.aside)


@dataclass(frozen=True)
class Row:
    """A row of a table: the cells that begin in it, by column."""

    number: int
    cells: tuple[Cell, ...]
    header: bool = False
    """Whether the document marks it as a header that is repeated on each page."""
    hidden: bool = False

    @property
    def running(self) -> tuple[Paragraph, ...]:
        """The running text of the cells that begin in it."""
        return tuple(part for cell in self.cells for part in cell.paragraphs if part.is_running)


@dataclass(frozen=True)
class Table:
    """A table, or a sheet of a workbook."""

    number: int
    rows: tuple[Row, ...]
    columns: int
    """How many columns its grid has."""
    name: str = ""
    """The name of its sheet; empty in any other document."""
    hidden_columns: frozenset[int] = frozenset()
    inside: tuple[int, int, int] | None = None
    """The table, row and column of the cell in which it stands; None where it is not nested."""

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place of the grid; None where there is none."""
        return self._covering.get((row, column))

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for line in self.rows
            for cell in line.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }


@dataclass(frozen=True)
class SourceDocument:
    """A document: its paragraphs outside tables and its tables, in the order in which they stand."""

    name: str
    """The file's name, without its folders."""
    kind: Literal["docx", "xlsx", "html", "md"]
    blocks: tuple[Paragraph | Table, ...]
    told: tuple[str, ...] = ()
    """What its user should know of how it was read: hidden rows, text in headers."""

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Its tables in order; a nested one comes after the table in which it stands."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the document, in order: outside tables, and of every cell."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs

    def where(self, place: Place) -> str:
        """A place in words: `table 2, row 3, column 4`, `sheet P1 Mathematics, cell D5`, `paragraph 6`."""
        if not place.table:
            return f"paragraph {place.paragraph}"
        table = self.tables[place.table - 1]
        if self.kind == "xlsx":
            return f"sheet {table.name}, cell {letters(place.column)}{place.row}"
        return f"table {place.table}, row {place.row}, column {place.column}"


def letters(column: int) -> str:
    """The letters by which a sheet names a column: 1 is A, 27 is AA."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


class ImportRefusedError(SiplanError):
    """A document that cannot be imported as it is: the message names the cell, the hint says what to do."""
