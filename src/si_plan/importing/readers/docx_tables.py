"""The grid of a Word table: which cell stands in which place of it, over how many columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from si_plan.importing.document import ImportRefusedError
from si_plan.importing.readers.docx_styles import W, flag, whole
from si_plan.importing.readers.office_zip import Element

MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 20_000
_BOUNDS: Final = frozenset(f"{W}{name}" for name in ("tbl", "tr", "tc", "p"))
_SMALLER: Final = "divide it into smaller tables, and import again"


@dataclass
class Laid:
    """A cell of the grid. `covered` are the cells below it that are merged into it: what they hold is not shown."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1
    covered: list[Element] = field(default_factory=list)


@dataclass(frozen=True)
class LaidRow:
    element: Element
    cells: list[Laid]
    header: bool
    hidden: bool


@dataclass(frozen=True)
class Grid:
    rows: list[LaidRow]
    columns: int


def grid(table: Element, where: str) -> Grid:
    """The cells of a table in their places. `where` names the table in a refusal."""
    rows: list[LaidRow] = []
    merging: dict[tuple[int, int], Laid] = {}
    needed = min(len([*table.iterfind(f"{W}tblGrid/{W}gridCol")]), MOST_COLUMNS)
    for number, line in enumerate(within(table, "tr"), 1):
        if number > MOST_ROWS:
            raise ImportRefusedError(f"{where} has more than {MOST_ROWS:,} rows", _SMALLER)
        row = LaidRow(line, [], _switched(line, "tblHeader"), _switched(line, "hidden"))
        rows.append(row)
        still: dict[tuple[int, int], Laid] = {}
        for element, column, columns, joins in _placed(line):
            if column > MOST_COLUMNS:
                raise ImportRefusedError(f"{where} has more than {MOST_COLUMNS} columns", _SMALLER)
            needed = max(needed, column)
            above = merging.get((column, columns)) if joins == "continue" else None
            if above is not None:
                above.rows += 1
                above.covered.append(element)
            else:
                above = Laid(element, number, column, columns)
                row.cells.append(above)
            if joins:
                still[column, columns] = above
        merging = still
    for row in rows:
        for cell in row.cells:
            cell.columns = min(cell.columns, needed - cell.column + 1)
    return Grid(rows, needed)


def within(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, in whatever wraps them: content controls, custom XML."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in _BOUNDS:
            yield from within(child, name)


def _placed(row: Element) -> Iterator[tuple[Element, int, int, str]]:
    """Each cell of a row with the column in which it begins, how many it spans, and whether it joins what is above:
    restart, continue, or empty."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 1 + (whole(before.get(f"{W}val"), 0, MOST_COLUMNS) if before is not None else 0)
    for element in within(row, "tc"):
        span = element.find(f"{W}tcPr/{W}gridSpan")
        columns = max(1, whole(span.get(f"{W}val"), 1, MOST_COLUMNS)) if span is not None else 1
        merge = element.find(f"{W}tcPr/{W}vMerge")
        yield element, column, columns, "" if merge is None else merge.get(f"{W}val", "continue")
        column += columns


def _switched(row: Element, name: str) -> bool:
    found = row.find(f"{W}trPr/{W}{name}")
    return found is not None and flag(found.get(f"{W}val", "1"))
