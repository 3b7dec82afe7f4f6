"""A document for a terminal: tables that fit its width, states in words and in colour."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Lined
from rich.text import Text

from si_plan.documents.bars import blocks, marks_by_shade
from si_plan.documents.blocks import (
    Cell,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Mark,
    Part,
    Row,
    Shade,
    Table,
    Told,
    Verbatim,
    tell,
)
from si_plan.documents.cells import Shares, Spark
from si_plan.documents.pictures import Legend, Timeline
from si_plan.documents.visible import safe
from si_plan.formats.fitting import (
    GAP,
    READABLE,
    SHORTEST,
    Grid,
    clamp,
    cut_brief,
    cut_facts,
    fit,
    grid_of,
    is_across,
    least_width,
    parts_that_fit,
    room_for_brief,
    share_out,
    wraps,
)

_NARROWEST: Final = 40
_PADDING: Final = (0, GAP - 1, 0, 0)

_STYLES: Final[dict[Shade, str]] = {
    "overdue": "bold red",
    "falling": "yellow",
    "open": "",
    "done": "green",
    "cancelled": "dim",
    "none": "magenta",
}
_ARROWS: Final = {"better": "↑ ", "worse": "↓ ", "level": "→ "}
"""The arrow before the word for a trend; formats without arrows show the word only."""
_SIGNS: Final[dict[Shade, str]] = {
    "done": "█",
    "overdue": "▓",
    "falling": "▒",
    "open": "░",
    "cancelled": "×",
    "none": "-",
}
"""The character for each shade in a bar."""


def render(document: Document, width: int, *, color: bool) -> str:
    """The document's text for a terminal of `width` columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, _NARROWEST),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for number, part in enumerate(parts_that_fit(safe(document), console.width)):
        _print(console, part, first=number == 0)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()) if not color else out.getvalue()


def _print(console: Console, part: Part, *, first: bool) -> None:
    if isinstance(part, Legend):
        console.print(_legend(part))
    elif isinstance(part, Timeline):
        _print_timeline(console, part, first=first)
    else:
        for number, told in enumerate(tell(part)):
            _print_told(console, told, first=first and number == 0)


def _print_told(console: Console, part: Told, *, first: bool) -> None:
    if isinstance(part, str):
        console.print(Text(part))
    elif isinstance(part, Table):
        _print_table(console, part, first=first)
    elif isinstance(part, Facts):
        console.print(_facts(cut_facts(part, console.width)))
    elif isinstance(part, Heading):
        _print_heading(console, part.text, first=first)
    elif isinstance(part, Verbatim):
        console.print(Text(part.title, style="dim"))
        for line in part.lines:
            console.print(Text(f"    {line}"), overflow="fold")
    else:
        console.print(Text(f"{part.title}:"))
        console.print(_facts([("–", text) for text in part.texts]))


def _print_heading(console: Console, text: str, *, first: bool) -> None:
    if not first:
        console.print()
    console.print(Text(text, style="bold"))


def _print_timeline(console: Console, timeline: Timeline, *, first: bool) -> None:
    """Print the picture, or what it tells if the terminal is too narrow for it."""
    from si_plan.formats import timeline_text

    if console.width < timeline_text.NARROWEST:
        for part in timeline.tell():
            _print_told(console, part, first=first)
        return
    for line in timeline_text.draw(timeline, console.width):
        console.print(Text.assemble(*line), no_wrap=True, crop=False)


def _print_table(console: Console, table: Table, *, first: bool) -> None:
    if table.title:
        _print_heading(console, table.title, first=first)
    if not table.rows:
        if table.empty:
            console.print(Text(table.empty))
        return
    if table.caption:
        console.print(Text(table.caption))
    grid = fit(grid_of(table), console.width)
    with_places = any(column.kind == "place" for column in grid.columns)
    if least_width(grid, READABLE if with_places else SHORTEST) > console.width:
        _print_records(console, grid)
    elif any(is_across(row, texts) for row, texts in grid.rows):
        for piece in _in_parts(grid, console.width):
            console.print(piece)
    else:
        console.print(_table(grid, console.width))


def _print_records(console: Console, grid: Grid) -> None:
    """Print the rows one below the other, uncut, for a terminal too narrow for a table."""
    headings = [column.heading for column in grid.columns]
    for number, (row, texts) in enumerate(grid.rows):
        if number:
            console.print()
        if isinstance(row, Group):
            console.print(_group(row))
        else:
            console.print(_facts([pair for pair in zip(headings, texts, strict=True) if pair[1]]))


def _in_parts(grid: Grid, width: int) -> Iterator[Lined | Text]:
    """A table in parts that line up, with each row that takes the whole width between them."""
    inside = Grid(grid.columns, [(row, texts) for row, texts in grid.rows if not is_across(row, texts)])
    widths = share_out(inside, width)
    widths[0] = max(widths[0], *(len(texts[0]) for _, texts in grid.rows if texts))
    part = _columns(grid, widths, heads=True)
    for row, texts in grid.rows:
        if not is_across(row, texts):
            part.add_row(*_cells(grid, row, _clamped(grid, texts, widths), strong=False))
            continue
        yield part
        if part.row_count and isinstance(row, Group):
            yield Text()
        yield _group(row) if isinstance(row, Group) else _across(texts, widths[0], width)
        part = _columns(grid, widths, heads=False)
    yield part


def _group(group: Group) -> Text:
    """A heading over the rows that follow, in lines of its own."""
    lines = "".join(f"\n{line}" for line in (*group.steps, *group.lines))
    return Text.assemble((group.title, "bold"), (lines, "dim"))


def _across(texts: tuple[str, ...], first: int, width: int) -> Lined:
    """A row that takes the whole width: its first cell, then its second with the others in brackets."""
    more = ", ".join(text for text in texts[2:] if text)
    table = Lined.grid(padding=(0, GAP, 0, 0))
    table.add_column(width=first, no_wrap=True)
    table.add_column(width=width - first - GAP, overflow="fold")
    table.add_row(Text(texts[0], style="bold"), Text(f"{texts[1]} ({more})" if more else texts[1], style="bold"))
    return table


def _columns(grid: Grid, widths: list[int], *, heads: bool) -> Lined:
    """An empty table with columns of these widths."""
    table = Lined(box=SIMPLE_HEAD, pad_edge=False, padding=_PADDING, header_style="bold", show_edge=False)
    table.show_header = heads
    for column, width in zip(grid.columns, widths, strict=True):
        table.add_column(Text(column.heading), width=width, **_form(column))
    return table


def _table(grid: Grid, width: int) -> Lined:
    if any(column.kind == "title" for column in grid.columns):
        return _table_with_titles(grid, width)
    table = Lined(box=SIMPLE_HEAD, pad_edge=False, padding=_PADDING, header_style="bold", show_edge=False)
    room = room_for_brief(grid, width)
    for column in grid.columns:
        table.add_column(Text(column.heading), max_width=room if column.kind == "brief" else None, **_form(column))
    for row, texts in cut_brief(grid, room).rows:
        table.add_row(*_cells(grid, row, texts, strong=isinstance(row, Row) and row.strong))
    return table


def _table_with_titles(grid: Grid, width: int) -> Lined:
    """A table whose titles are cut to two lines of the width that they have."""
    widths = share_out(grid, width)
    table = _columns(grid, widths, heads=True)
    for row, texts in grid.rows:
        cells = _clamped(grid, texts, widths)
        table.add_row(*_cells(grid, row, cells, strong=isinstance(row, Row) and row.strong))
    return table


def _clamped(grid: Grid, texts: tuple[str, ...], widths: list[int]) -> tuple[str, ...]:
    """A row's cells, its titles cut to two lines of the width that they have."""
    return tuple(
        clamp(text, wide) if column.kind == "title" else text
        for column, text, wide in zip(grid.columns, texts, widths, strict=True)
    )


def _form(column: Column) -> dict[str, Any]:
    """The options by which rich sets the cells of a column."""
    return {
        "justify": "right" if column.kind == "number" else "left",
        "no_wrap": not wraps(column),
        "overflow": "ellipsis" if column.kind == "brief" else "fold",
    }


def _cells(grid: Grid, row: Row | Group, texts: tuple[str, ...], *, strong: bool) -> Iterator[Text]:
    assert isinstance(row, Row)
    for column, cell, text in zip(grid.columns, row.cells, texts, strict=True):
        yield _cell(column, cell, text, strong=strong)


def _cell(column: Column, cell: Cell, text: str, *, strong: bool) -> Text:
    if isinstance(cell, Mark):
        return Text(text, style=_STYLES[cell.shade])
    if isinstance(cell, Shares):
        return Text.assemble(*(_sign(shade) for shade, size in marks_by_shade(cell.parts) for _ in range(size)))
    if isinstance(cell, Spark):
        return Text(f"{blocks(cell.amounts)} {text}")
    if column.kind == "trend":
        return Text(_ARROWS.get(text, "") + text)
    return Text(text, style="bold" if strong else "")


def _sign(shade: Shade) -> tuple[str, str]:
    return _SIGNS[shade], _STYLES[shade]


def _legend(legend: Legend) -> Text:
    parts: list[Any] = []
    for shade, said in legend.marks:
        parts += [_sign(shade), f" {said}   "]
    return Text.assemble(*parts)


def _facts(pairs: list[tuple[str, str]]) -> Lined:
    table = Lined.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in pairs:
        table.add_row(Text(label, style="dim"), Text(text))
    return table
