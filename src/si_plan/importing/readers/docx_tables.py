"""The grid of a Word table: which cell stands in which place of it, over how many columns and rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import W, switched_on, value_of, whole
from si_plan.importing.readers.limits import MOST_COLUMNS, MOST_ROWS, within
from si_plan.importing.readers.office_zip import Element

_SLIVER: Final = 300
"""Narrower than this, in twentieths of a point (5 mm), a column holds no text."""
_BOUNDS: Final = frozenset(W + name for name in ("tbl", "tr", "tc", "p"))


@dataclass
class Laid:
    """A cell of the grid. `covered` are those that are merged into it: what they hold is not shown."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1
    covered: list[Element] = field(default_factory=list)


@dataclass(frozen=True)
class LaidRow:
    """A row of the grid: the cells that begin in it."""

    element: Element
    cells: list[Laid]
    header: bool
    hidden: bool


class _Placed(NamedTuple):
    """A cell as the file has it; `joins` is restart, continue or empty. `elements` are itself and those that are merged
    into it from its right, as old documents have it."""

    elements: list[Element]
    column: int
    columns: int
    joins: str


def grid(table: Element, where: str) -> tuple[list[LaidRow], int]:
    """The rows of a table, and how many columns it has. `where` names it in a refusal."""
    widths = [whole(each.get(f"{W}w", ""), _SLIVER, 1_000_000) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    columns = min(len(widths), MOST_COLUMNS)
    lines: list[tuple[Element, list[_Placed]]] = []
    for line in wrapped(table, "tr"):
        lines.append((line, _placed(line)))
        within(len(lines), MOST_ROWS, "rows", where)
        columns = max([columns, *(placed.column for placed in lines[-1][1])])
        within(columns, MOST_COLUMNS, "columns", where)
    slivers = _slivers(widths[:columns], [placed for _, line in lines for placed in line])
    rows: list[LaidRow] = []
    merging: dict[tuple[int, int], Laid] = {}
    for line, cells in lines:
        properties = line.find(f"{W}trPr")
        rows.append(LaidRow(line, [], switched_on(properties, "tblHeader"), switched_on(properties, "hidden")))
        merging = _merge([_without(slivers, placed, columns) for placed in cells], rows, merging)
    return rows, columns - len(slivers)


def _merge(
    cells: list[_Placed], rows: list[LaidRow], merging: dict[tuple[int, int], Laid]
) -> dict[tuple[int, int], Laid]:
    """Lays the cells of the last of these rows. `merging` are those of the row above that may go on in it, by column
    and how many they span; what comes back are those that may go on below."""
    still: dict[tuple[int, int], Laid] = {}
    for placed in cells:
        span = (placed.column, placed.columns)
        cell = merging.get(span) if placed.joins == "continue" else None
        if cell is None:
            first, *covered = placed.elements
            cell = Laid(first, len(rows), *span, covered=covered)
            rows[-1].cells.append(cell)
        else:
            cell.rows += 1
            cell.covered.extend(placed.elements)
        if placed.joins:
            still[span] = cell
    return still


def _slivers(widths: list[int], cells: list[_Placed]) -> list[int]:
    """The columns that are there only because the borders of two rows do not quite meet: narrow ones that are the whole
    of no cell."""
    narrow = {column for column, width in enumerate(widths, 1) if width < _SLIVER}
    for cell in cells if narrow else ():
        spanned = range(cell.column, cell.column + cell.columns)
        if narrow.issuperset(spanned):
            narrow.difference_update(spanned)
    return sorted(narrow)


def _without(slivers: list[int], placed: _Placed, columns: int) -> _Placed:
    """A cell in a grid without these columns, and no wider than that."""
    before, after = (
        end - 1 - bisect_left(slivers, end) for end in (placed.column, min(placed.column + placed.columns, columns + 1))
    )
    return placed._replace(column=before + 1, columns=after - before)


def fill(cell: Element) -> str | None:
    """The colour behind a cell as RRGGBB; None for none, and for white."""
    shade = cell.find(f"{W}tcPr/{W}shd")
    if shade is None:
        return None
    colour = shade.get(W + ("color" if shade.get(f"{W}val", "") == "solid" else "fill"), "").upper()
    return colour if re.fullmatch(r"[0-9A-F]{6}", colour) and colour != "FFFFFF" else None


def wrapped(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, in whatever wraps them: content controls, custom XML."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag not in _BOUNDS:
            yield from wrapped(child, name)


def _placed(row: Element) -> list[_Placed]:
    """Each cell of a row in its place."""
    found: list[_Placed] = []
    column = 1 + whole(value_of(row.find(f"{W}trPr"), "gridBefore"), 0, MOST_COLUMNS)
    for element in wrapped(row, "tc"):
        properties = element.find(f"{W}tcPr")
        columns = max(1, whole(value_of(properties, "gridSpan"), 1, MOST_COLUMNS))
        if found and _joins(properties, "hMerge") == "continue":
            last = found[-1]
            found[-1] = last._replace(elements=[*last.elements, element], columns=last.columns + columns)
        else:
            found.append(_Placed([element], column, columns, _joins(properties, "vMerge")))
        column += columns
    return found


def _joins(properties: Element | None, name: str) -> str:
    found = properties.find(W + name) if properties is not None else None
    return "" if found is None else found.get(f"{W}val", "continue")
