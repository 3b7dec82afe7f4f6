"""How a table fits a terminal: which columns go, and how wide those are that stay."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from si_plan.documents.blocks import Column, Group, Row, Table, plain

_READABLE: Final = 28
"""The fewest columns in which a text is easy to read."""
SHORTEST: Final = 8
"""The fewest columns for a text in a table; where a terminal has not even these, rows stand one below the other."""
GAP: Final = 2
_WRAPPED: Final = frozenset({"text", "when", "evidence"})
"""The kinds of columns whose cells may take several lines."""


class Grid(NamedTuple):
    """A table's columns, and its rows each with its cells as texts; a group has none."""

    columns: tuple[Column, ...]
    rows: list[tuple[Row | Group, tuple[str, ...]]]


def grid_of(table: Table) -> Grid:
    """The table with its cells as texts."""
    rows = [(row, tuple(plain(cell) for cell in row.cells) if isinstance(row, Row) else ()) for row in table.rows]
    return Grid(table.columns, rows)


def fit(grid: Grid, width: int) -> Grid:
    """The grid without as many of its spare columns, from the last, as it takes for its texts to have room."""
    while least_width(grid) > width:
        spare = [place for place, column in enumerate(grid.columns) if column.spare]
        if not spare:
            break
        grid = _without_column(grid, spare[-1])
    return grid


def _without_column(grid: Grid, out: int) -> Grid:
    def kept(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return cells[:out] + cells[out + 1 :]

    rows = [
        (row._replace(cells=kept(row.cells)) if isinstance(row, Row) else row, kept(texts)) for row, texts in grid.rows
    ]
    return Grid(kept(grid.columns), rows)


def least_width(grid: Grid, least: int = _READABLE) -> int:
    """The columns that the grid needs, where no text gets fewer than `least` of them."""
    needed = [_needed_width(column, width, least) for column, width in zip(grid.columns, _widths(grid), strict=True)]
    return sum(needed) + GAP * (len(needed) - 1)


def _widths(grid: Grid) -> list[int]:
    """How wide each column is where nothing in it is wrapped or cut."""
    return [
        max([len(column.heading), *(len(texts[place]) for _, texts in grid.rows if texts)])
        for place, column in enumerate(grid.columns)
    ]


def wraps(column: Column) -> bool:
    """Whether the column's cells may take several lines."""
    return column.kind in _WRAPPED


def _needed_width(column: Column, width: int, least: int = _READABLE) -> int:
    return min(width, least) if wraps(column) or column.kind == "brief" else width


def room_for_brief(grid: Grid, width: int) -> int:
    """The columns that each brief text may take, so that no other column is narrowed for it: rich narrows alike
    all columns whose cells stay on one line."""
    rest = [
        _needed_width(column, whole)
        for column, whole in zip(grid.columns, _widths(grid), strict=True)
        if column.kind != "brief"
    ]
    left = width - sum(rest) - GAP * (len(grid.columns) - 1)
    return max(left // max(len(grid.columns) - len(rest), 1), SHORTEST)


def is_across(row: Row | Group, texts: tuple[str, ...]) -> bool:
    """Whether a row heads those that follow and says nothing in the last column: it gets the table's whole width."""
    return isinstance(row, Group) or (row.strong and not texts[-1])


def share_out(grid: Grid, width: int) -> list[int]:
    """The width of each column: what it needs, and of the texts that need more than there is an equal share."""
    widths = _widths(grid)
    texts = sorted((place for place, column in enumerate(grid.columns) if wraps(column)), key=widths.__getitem__)
    left = width - GAP * (len(widths) - 1) - sum(needed for place, needed in enumerate(widths) if place not in texts)
    for done, place in enumerate(texts):
        widths[place] = max(min(widths[place], left // (len(texts) - done)), 1)
        left -= widths[place]
    return widths
