"""The grid of a Word table: which cell stands in which place of it, over how many columns and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from si_plan.importing.readers.docx_names import W, switched_on, value_of, whole
from si_plan.importing.readers.limits import MOST_COLUMNS, MOST_ROWS, within
from si_plan.importing.readers.office_zip import Element

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
    rows: list[LaidRow] = []
    merging: dict[tuple[int, int], Laid] = {}
    columns = min(len([*table.iterfind(f"{W}tblGrid/{W}gridCol")]), MOST_COLUMNS)
    for number, line in enumerate(wrapped(table, "tr"), 1):
        within(number, MOST_ROWS, "rows", where)
        properties = line.find(f"{W}trPr")
        row = LaidRow(line, [], switched_on(properties, "tblHeader"), switched_on(properties, "hidden"))
        rows.append(row)
        still: dict[tuple[int, int], Laid] = {}
        for placed in _placed(line):
            within(placed.column, MOST_COLUMNS, "columns", where)
            columns = max(columns, placed.column)
            span = (placed.column, placed.columns)
            above = merging.get(span) if placed.joins == "continue" else None
            if above is None:
                first, *covered = placed.elements
                above = Laid(first, number, *span, covered=covered)
                row.cells.append(above)
            else:
                above.rows += 1
                above.covered.extend(placed.elements)
            if placed.joins:
                still[span] = above
        merging = still
    for row in rows:
        for cell in row.cells:
            cell.columns = min(cell.columns, columns - cell.column + 1)
    return rows, columns


def fill(cell: Element) -> str | None:
    """The colour behind a cell as RRGGBB; None for none, and for white."""
    shade = cell.find(f"{W}tcPr/{W}shd")
    if shade is None:
        return None
    colour = shade.get(W + ("color" if shade.get(f"{W}val") == "solid" else "fill"), "").upper()
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
