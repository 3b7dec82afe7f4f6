"""The row of an action: the paragraphs of each field, those of cells that span it and of what continues it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from si_plan.importing.document import Cell, Paragraph, Place, Row, Table
from si_plan.importing.fates import Fated
from si_plan.importing.laid_out import ActionRow, ColumnField
from si_plan.importing.mapping import Column, TableMeaning

_DITTO: Final = frozenset({'"', "”", "''", "〃", "″"})
_NOT_SHARED: Final = frozenset({"ref", "title"})


class RowReader:
    """Reads the rows of a table of actions by the columns that its mapping gives it. What no field takes is in
    `fates`."""

    def __init__(
        self,
        table: Table,
        columns: tuple[Column, ...],
        meaning: TableMeaning,
        nested: Mapping[tuple[int, int, int], Table],
    ) -> None:
        self.table = table
        self.columns = columns
        self.continues = frozenset(meaning.continues)
        self.nested = nested
        self.hidden = frozenset(row.number for row in table.rows if row.hidden)
        self.fates: list[Fated] = []

    def parts_of_row(self, row: Row) -> Iterator[Paragraph]:
        """Every paragraph with a text of the cells that begin in a row."""
        for cell in row.cells:
            yield from self._parts(cell)

    def says_anything(self, row: Row) -> bool:
        """Whether a cell that begins in a row has a letter or a digit."""
        return any(True for _ in self.parts_of_row(row))

    def _parts(self, cell: Cell) -> Iterator[Paragraph]:
        """The paragraphs of a cell that say something, with those of tables that stand in it."""
        in_hidden = cell.column in self.table.hidden_columns or cell.row in self.hidden
        for part in cell.paragraphs:
            shown = not part.aside or (part.aside == "hidden" and in_hidden)
            if shown and (any(map(str.isalnum, part.text)) or part.text.strip() in _DITTO):
                yield part
        inner = self.nested.get((self.table.number, cell.row, cell.column))
        if inner is not None:
            for row in inner.rows:
                yield from row.running

    def action_row(self, row: Row) -> ActionRow:
        """A row, by its columns. A cell that spans it from above holds for it too, but for its number and title; where
        the row continues the one above, that has it already."""
        fields: dict[ColumnField, tuple[Paragraph, ...]] = {}
        kept: dict[str, tuple[Paragraph, ...]] = {}
        ratings: dict[str, Cell] = {}
        cells: dict[ColumnField, Cell] = {}
        done: set[tuple[int, int]] = set()
        for column in self.columns:
            cell = self.table.cell_at(row.number, column.number)
            if cell is None or (cell.row, cell.column) in done:
                continue
            if cell.row < row.number and (row.number in self.continues or column.field in _NOT_SHARED):
                continue
            done.add((cell.row, cell.column))
            parts = tuple(self._parts(cell))
            name = column.named or f"column {column.number}"
            if column.field == "rating":
                if parts or cell.fill:
                    ratings[name if name not in ratings else f"{name} (column {column.number})"] = cell
            elif column.field == "none":
                if cell.row == row.number:
                    self.fates += [Fated(part.place, "not-mapped", rule=f"column {name}") for part in parts]
            elif column.field == "extra":
                if parts:
                    kept[name] = (*kept.get(name, ()), *parts)
            elif parts:
                fields[column.field] = (*fields.get(column.field, ()), *parts)
                cells.setdefault(column.field, cell)
        self._fate_the_rest(row, done)
        return ActionRow(self.table.number, row.number, fields, kept, ratings, cells)

    def _fate_the_rest(self, row: Row, done: set[tuple[int, int]]) -> None:
        """Tell of each cell in a column that the mapping does not name."""
        for cell in row.cells:
            if (cell.row, cell.column) not in done:
                rule = f"column {cell.column}, which has no name"
                self.fates += [Fated(part.place, "not-mapped", rule=rule) for part in self._parts(cell)]


def joined(rows: Sequence[ActionRow]) -> ActionRow:
    """A row with those that continue it."""
    first = rows[0]
    if len(rows) == 1:
        return first
    fields: dict[ColumnField, dict[Place, Paragraph]] = {}
    kept: dict[str, list[Paragraph]] = {}
    ratings: dict[str, Cell] = {}
    cells: dict[ColumnField, Cell] = {}
    for row in rows:
        for name, parts in row.fields.items():
            fields.setdefault(name, {}).update((part.place, part) for part in parts)
        for column, parts in row.kept.items():
            kept.setdefault(column, []).extend(parts)
        for column, cell in row.ratings.items():
            ratings.setdefault(column, cell)
        for name, cell in row.cells.items():
            cells.setdefault(name, cell)
    return replace(
        first,
        fields={name: tuple(parts.values()) for name, parts in fields.items()},
        kept={column: tuple(parts) for column, parts in kept.items()},
        ratings=ratings,
        cells=cells,
    )
