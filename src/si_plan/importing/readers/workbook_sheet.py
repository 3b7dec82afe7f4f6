"""A sheet of a workbook to a table: its cells in their places, merged ranges, comments, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from si_plan.importing.document import Cell, Row, Table, letters
from si_plan.importing.readers.limits import MOST_COLUMNS, MOST_ROWS, within
from si_plan.importing.readers.office_zip import Element
from si_plan.importing.readers.paragraphs import placed
from si_plan.importing.readers.workbook_cells import Held, Strings

_REF: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MOST_NAMED: Final = 5
"""Cells that are named, of many."""
_Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class Drawn:
    """What a sheet is drawn with, besides its own part."""

    number: int
    name: str
    strings: Strings
    headers: set[int]
    comments: list[tuple[str, str]]
    """Cell and text."""


class Sheet:
    """A sheet as it is read."""

    def __init__(self, root: Element, drawn: Drawn) -> None:
        self._root, self._drawn = root, drawn
        self._space = root.tag[: root.tag.rindex("}") + 1]
        self._held: dict[_Place, Held] = {}
        self._hidden: set[int] = set()
        self._spans: dict[_Place, _Place] = {}

    def table(self) -> Table:
        """The sheet as a table, from its first row and column to the last that have a text."""
        self._read_cells()
        for ref, text in self._drawn.comments:
            if place := _place(ref):
                self._held.setdefault(place, Held()).lines += self._drawn.strings.lines(text, aside="comment")
        texts = [place for place, held in self._held.items() if not held.empty]
        rows, columns = (max((place[n] for place in texts), default=0) for n in (0, 1))
        within(rows, MOST_ROWS, "rows", f"sheet {self._drawn.name}")
        within(columns, MOST_COLUMNS, "columns", f"sheet {self._drawn.name}")
        self._merge(rows, columns)
        by_row: dict[int, list[Cell]] = {}
        for place in sorted(self._held):
            if place[0] <= rows and place[1] <= columns:
                by_row.setdefault(place[0], []).append(self._cell(place))
        lines = tuple(
            Row(row, tuple(by_row.get(row, ())), row in self._drawn.headers, row in self._hidden)
            for row in range(1, rows + 1)
        )
        return Table(self._drawn.number, lines, columns, self._drawn.name, self._hidden_columns(columns))

    def _read_cells(self) -> None:
        number, looks = 0, self._drawn.strings.styles
        for row in self._root.iterfind(f"{self._space}sheetData/{self._space}row"):
            number = _whole(row.get("r", ""), number + 1)
            if row.get("hidden", "0") in ("1", "true"):
                self._hidden.add(number)
            before: str | int = 0
            for cell in row.iterfind(f"{self._space}c"):
                before = cell.get("r", "") or _column(before) + 1
                if not len(cell) and not looks.look(cell.get("s", "")).fill:
                    continue
                held = self._drawn.strings.held(cell, self._space)
                place = _place(before) if isinstance(before, str) else (number, before)
                place = place or (number, 1)
                if place in self._held:
                    self._held[place].lines += held.lines
                elif not held.empty or held.fill:
                    self._held[place] = held
            self._drawn.strings.within(len(self._held))

    def _merge(self, rows: int, columns: int) -> None:
        """Let the first cell of each merged range span it. What the others hold is not shown: it becomes an aside."""
        taken: set[_Place] = set()
        for merged in self._root.iterfind(f"{self._space}mergeCells/{self._space}mergeCell"):
            first, _, last = merged.get("ref", "").partition(":")
            start, end = _place(first), _place(last or first)
            if not start or not end or start[0] > rows or start[1] > columns:
                continue
            places = [
                (row, column)
                for row in range(start[0], min(end[0], rows) + 1)
                for column in range(start[1], min(end[1], columns) + 1)
            ]
            if not taken.isdisjoint(places) or not places:
                continue
            taken.update(places)
            held = self._held.setdefault(start, Held())
            self._spans[start] = places[-1]
            for place in places[1:]:
                if covered := self._held.pop(place, None):
                    held.lines += tuple(replace(line, aside=line.aside or "hidden") for line in covered.lines)

    def _cell(self, place: _Place) -> Cell:
        held = self._held[place]
        last = self._spans.get(place, place)
        return Cell(
            *place,
            placed(held.lines, self._drawn.number, *place),
            last[1] - place[1] + 1,
            last[0] - place[0] + 1,
            held.fill,
            held.day,
            held.number,
            held.problem,
        )

    def _hidden_columns(self, columns: int) -> frozenset[int]:
        return frozenset(
            column
            for each in self._root.iterfind(f"{self._space}cols/{self._space}col")
            if each.get("hidden", "0") in ("1", "true")
            for column in range(_whole(each.get("min", ""), 1), min(_whole(each.get("max", ""), 0), columns) + 1)
        )

    def told(self, table: Table) -> list[str]:
        """What the user of a workbook should know of how a sheet was read."""
        said = []
        rows = [row.number for row in table.rows if row.hidden]
        if rows:
            said.append(f"sheet {table.name}: hidden rows were read too: {_listed(rows, str)}")
        if table.hidden_columns:
            said.append(
                f"sheet {table.name}: hidden columns were read too: {_listed(sorted(table.hidden_columns), letters)}"
            )
        struck = [f"{letters(column)}{row}" for (row, column), held in sorted(self._held.items()) if held.struck]
        if struck:
            more = f" and {len(struck) - _MOST_NAMED} more" if len(struck) > _MOST_NAMED else ""
            named = ", ".join(struck[:_MOST_NAMED])
            said.append(f"sheet {table.name}: text with a line through it is read as any other, in {named}{more}")
        if self._root.find("{*}conditionalFormatting") is not None:
            said.append(f"sheet {table.name}: colours that rules give to cells are not read, only their texts")
        return said


def _listed(numbers: list[int], named: Callable[[int], str]) -> str:
    """Numbers in order with each run of them as its first and last: `5, 7 to 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(named(run[0]) if len(run) == 1 else f"{named(run[0])} to {named(run[-1])}" for run in runs)


def _place(ref: str) -> _Place | None:
    """Row and column of a cell as A1; None for what is none."""
    found = _REF.fullmatch(ref)
    if not found or not int(found[2]):
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _column(cell: str | int) -> int:
    """The column of a cell that is named as A1, or by its column."""
    place = _place(cell) if isinstance(cell, str) else (0, cell)
    return place[1] if place else 0


def _whole(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else otherwise
