"""How a table fits a terminal: which columns are dropped, and how wide the others are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from si_plan.documents.blocks import Column, Document, Facts, Group, Heading, Part, Row, Table, plain
from si_plan.documents.pictures import Legend
from si_plan.documents.words import cut

READABLE: Final = 28
"""The fewest columns in which a text is easy to read."""
SHORTEST: Final = 8
"""The narrowest a text may be in a table. A terminal too narrow even for this gets rows one below the other."""
GAP: Final = 2
_LINES_OF_A_TITLE: Final = 2
_SHORTEST_FACT: Final = 60
"""A brief fact is cut to no less: on a terminal too narrow even for this, it wraps."""
_WRAPPED: Final = frozenset({"text", "title", "when", "evidence"})
"""The kinds of columns whose cells may take several lines."""


class Grid(NamedTuple):
    """A table's columns, and its rows, each with its cells as texts (none for a group)."""

    columns: tuple[Column, ...]
    rows: list[tuple[Row | Group, tuple[str, ...]]]


def grid_of(table: Table) -> Grid:
    """The table with its cells as texts."""
    rows = [(row, tuple(plain(cell) for cell in row.cells) if isinstance(row, Row) else ()) for row in table.rows]
    return Grid(table.columns, rows)


def fit(grid: Grid, width: int) -> Grid:
    """The grid without its last spare columns, as many as have to go so that its texts have room."""
    while least_width(grid) > width:
        spare = [place for place, column in enumerate(grid.columns) if column.spare]
        if not spare:
            break
        grid = _without_column(grid, spare[-1])
    return grid


def parts_that_fit(document: Document, width: int) -> Iterator[Part]:
    """The document's parts, including its title and the titles of sections, without the legend of bars for which a
    table has no room."""
    explains = True
    for part in _parts(document):
        if isinstance(part, Table):
            explains = not _has_bars(part.columns) or _has_bars(fit(grid_of(part), width).columns)
        if explains or not isinstance(part, Legend):
            yield part


def _has_bars(columns: tuple[Column, ...]) -> bool:
    return any(column.kind == "bar" for column in columns)


def _parts(document: Document) -> Iterator[Part]:
    """The document's parts, including its title and the titles of sections."""
    if document.title:
        yield from (Heading(document.title), document.authority, document.subtitle)
    for section in document.sections:
        if section.title:
            yield Heading(section.title)
        yield from section.parts


def _without_column(grid: Grid, out: int) -> Grid:
    def kept(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return cells[:out] + cells[out + 1 :]

    rows = [
        (row._replace(cells=kept(row.cells)) if isinstance(row, Row) else row, kept(texts)) for row, texts in grid.rows
    ]
    return Grid(kept(grid.columns), rows)


def least_width(grid: Grid, least: int = READABLE) -> int:
    """The width that the grid needs if no text gets less than `least`, in terminal columns."""
    needed = [_needed_width(column, width, least) for column, width in zip(grid.columns, _widths(grid), strict=True)]
    return sum(needed) + GAP * (len(needed) - 1)


def _widths(grid: Grid) -> list[int]:
    """How wide each column is if nothing in it is wrapped or cut."""
    return [
        max([len(column.heading), *(len(texts[place]) for _, texts in grid.rows if texts)])
        for place, column in enumerate(grid.columns)
    ]


def wraps(column: Column) -> bool:
    """Whether the column's cells may take several lines."""
    return column.kind in _WRAPPED


def _needed_width(column: Column, width: int, least: int = READABLE) -> int:
    return min(width, least) if wraps(column) or column.kind == "brief" else width


def room_for_brief(grid: Grid, width: int) -> int:
    """The width that each brief text may take so that no other column gets narrower: rich narrows all columns whose
    cells stay on one line."""
    rest = [
        _needed_width(column, whole)
        for column, whole in zip(grid.columns, _widths(grid), strict=True)
        if column.kind != "brief"
    ]
    left = width - sum(rest) - GAP * (len(grid.columns) - 1)
    return max(left // max(len(grid.columns) - len(rest), 1), SHORTEST)


def clamp(text: str, width: int) -> str:
    """A title in at most two lines of this width, with … at its end if it was cut."""
    if len(text) <= width:
        return text
    from textwrap import wrap

    lines = wrap(text, width)
    return text if len(lines) <= _LINES_OF_A_TITLE else f"{lines[0]} {cut(' '.join(lines[1:]), width)}"


def cut_brief(grid: Grid, room: int) -> Grid:
    """The grid with its brief texts cut to this width, at a word."""
    brief = {place for place, column in enumerate(grid.columns) if column.kind == "brief"}
    rows = [
        (row, tuple(cut(text, room) if place in brief else text for place, text in enumerate(texts)))
        for row, texts in grid.rows
    ]
    return Grid(grid.columns, rows)


def cut_facts(facts: Facts, width: int) -> list[tuple[str, str]]:
    """The labelled texts, those that are brief cut to a line of a terminal of this width, at a word."""
    labels = max((len(label) for label, _ in facts.pairs), default=0)
    room = max(width - labels - 2 * GAP, _SHORTEST_FACT)
    return [(label, cut(text, room) if label in facts.brief else text) for label, text in facts.pairs]


def is_across(row: Row | Group, texts: tuple[str, ...]) -> bool:
    """Whether a row takes the table's whole width: a heading for the rows after it, with an empty last column."""
    return isinstance(row, Group) or (row.strong and not texts[-1])


def share_out(grid: Grid, width: int) -> list[int]:
    """The width of each column: what it needs, or for texts that need more than there is, an equal share."""
    widths = _widths(grid)
    texts = sorted((place for place, column in enumerate(grid.columns) if wraps(column)), key=widths.__getitem__)
    left = width - GAP * (len(widths) - 1) - sum(needed for place, needed in enumerate(widths) if place not in texts)
    for done, place in enumerate(texts):
        widths[place] = max(min(widths[place], left // (len(texts) - done)), 1)
        left -= widths[place]
    return widths
