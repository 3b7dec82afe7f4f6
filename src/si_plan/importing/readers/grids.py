"""Rows of cells, as they come, to a table: each cell in its column, and no span past the table or over another cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from si_plan.importing.document import Cell, Row, Table
from si_plan.importing.readers.limits import MOST_COLUMNS, MOST_ROWS, within
from si_plan.importing.readers.paragraphs import Lines, placed


@dataclass
class _Drawn:
    column: int
    columns: int
    rows: int
    fill: str | None
    lines: Lines


@dataclass
class _DrawnRow:
    cells: list[_Drawn] = field(default_factory=list)
    header: bool = False
    hidden: bool = False


class Grid:
    """A table in the making."""

    def __init__(self, number: int, inside: tuple[int, int, int] | None = None) -> None:
        self.number = number
        self.inside = inside
        self.rows: list[_DrawnRow] = []
        self._taken: dict[int, int] = {}
        """The last row that a cell above takes of each column."""

    @property
    def here(self) -> tuple[int, int, int]:
        """The table, row and column of the cell that was begun last."""
        return self.number, len(self.rows), self.rows[-1].cells[-1].column if self.rows and self.rows[-1].cells else 0

    def row(self, *, header: bool = False, hidden: bool = False) -> None:
        """Begin a row."""
        within(len(self.rows) + 1, MOST_ROWS, "rows", f"table {self.number}")
        self.rows.append(_DrawnRow(header=header, hidden=hidden))

    def cell(self, lines: Lines, columns: int = 1, rows: int = 1, fill: str | None = None) -> None:
        """Add a cell to the row in its first free column. `rows` is 0 where it reaches to the end of the table."""
        line = self.rows[-1]
        column = line.cells[-1].column + line.cells[-1].columns if line.cells else 1
        while self._free_from(column) > len(self.rows):
            column += 1
        within(column, MOST_COLUMNS, "columns", f"table {self.number}")
        last = min(column + max(columns, 1) - 1, MOST_COLUMNS)
        wide = 1
        while column + wide <= last and self._free_from(column + wide) <= len(self.rows):
            wide += 1
        rows = rows if 0 < rows <= MOST_ROWS else MOST_ROWS
        if rows > 1:
            self._taken.update(dict.fromkeys(range(column, column + wide), len(self.rows) + rows - 1))
        line.cells.append(_Drawn(column, wide, rows, fill or None, lines))

    def _free_from(self, column: int) -> int:
        return self._taken.get(column, 0) + 1

    def table(self) -> Table:
        """The table, whose columns are as many as there are columns in which a cell begins."""
        columns = max((cell.column for row in self.rows for cell in row.cells), default=0)
        return Table(self.number, tuple(self._rows(columns)), columns, inside=self.inside)

    def _rows(self, columns: int) -> list[Row]:
        rows = []
        for number, row in enumerate(self.rows, 1):
            cells = tuple(
                Cell(
                    number,
                    cell.column,
                    placed(cell.lines.done, self.number, number, cell.column),
                    min(cell.columns, columns + 1 - cell.column),
                    min(cell.rows, len(self.rows) + 1 - number),
                    cell.fill,
                )
                for cell in row.cells
            )
            rows.append(Row(number, cells, row.header, row.hidden))
        return rows
