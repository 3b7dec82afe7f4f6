"""A page for a terminal: tables that fit its width, states in words and in colour."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from si_plan.formats.fitting import GAP, SHORTEST, fitted, is_across, least_width, room_for_brief, shared_out
from si_plan.formats.page import Column, Facts, Heading, Listing, Page, Verbatim
from si_plan.formats.pictures import Chart, Legend

_NARROWEST = 40
_PADDING = (0, GAP - 1, 0, 0)

_STYLES = {
    "overdue": "bold red",
    "falling": "yellow",
    "done": "green",
    "cancelled": "dim",
    "no": "magenta",
    "met": "green",
    "off": "bold red",
    "not": "yellow",
    "error": "bold red",
    "warning": "yellow",
}


_ARROWS = {"better": "↑ ", "worse": "↓ ", "level": "→ "}
"""What goes before the word for a trend, which says it where there are no arrows."""


_MARKS = {"#": ("█", "green"), "!": ("!", "bold red"), ".": ("░", ""), "x": ("×", "dim")}
"""What a mark of a bar looks like on a terminal."""


def render(page: Page, width: int, *, color: bool) -> str:
    """The page's text for a terminal of `width` columns."""
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
    first = True
    for block in page.safe().blocks:
        if isinstance(block, Chart):
            _print_chart(console, block, first)
        elif isinstance(block, Listing):
            _print_listing(console, block, first)
        elif isinstance(block, Facts):
            console.print(_facts(block))
        elif isinstance(block, Legend):
            console.print(_legend(block))
        elif isinstance(block, Heading):
            if not first:
                console.print()
            console.print(Text(block.text, style="bold"))
        elif isinstance(block, Verbatim):
            console.print(Text(block.title, style="dim"))
            for line in block.lines():
                console.print(Text(f"    {line}"), overflow="fold")
        else:
            console.print(Text(block))
        first = False
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()) if not color else out.getvalue()


def _print_chart(console: Console, picture: Chart, first: bool) -> None:
    """The picture, or on a terminal too narrow for it what it would show."""
    from si_plan.formats import chart

    if console.width < chart.NARROWEST:
        _print_listing(console, picture.listing, first)
        return
    for line in chart.drawn(picture, console.width):
        console.print(Text.assemble(*line), no_wrap=True, crop=False)


def _print_listing(console: Console, listing: Listing, first: bool) -> None:
    if listing.title:
        if not first:
            console.print()
        console.print(Text(listing.title, style="bold"))
    if listing.rows:
        listing = fitted(listing, console.width)
        if least_width(listing, SHORTEST) > console.width:
            _print_records(console, listing)
        elif any(is_across(listing, number) for number in listing.strong):
            for piece in _parted(listing, console.width):
                console.print(piece)
        else:
            console.print(_table(listing, console.width))
    elif listing.empty:
        console.print(Text(listing.empty))


def _print_records(console: Console, listing: Listing) -> None:
    """The rows one below the other, for a terminal too narrow for a table: nothing in them is cut."""
    headings = [column.heading for column in listing.columns]
    for number, row in enumerate(listing.rows):
        if number:
            console.print()
        console.print(_facts(Facts([pair for pair in zip(headings, row, strict=True) if pair[1]])))


def _parted(listing: Listing, width: int) -> Iterator[Table]:
    """A table in parts, each under its heading row, which stands across. The parts line up."""
    inside = [row for number, row in enumerate(listing.rows) if not is_across(listing, number)]
    widths = shared_out(listing._replace(rows=inside), width)
    widths[0] = max(widths[0], *(len(row[0]) for row in listing.rows))
    part = _columns(listing, widths, heads=True)
    for number, row in enumerate(listing.rows):
        if is_across(listing, number):
            yield part
            yield _heading(row, widths[0], width)
            part = _columns(listing, widths, heads=False)
        else:
            part.add_row(*(_cell(column, text, False) for column, text in zip(listing.columns, row, strict=True)))
    yield part


def _heading(row: tuple[str, ...], first: int, width: int) -> Table:
    """A row that stands across: its first cell, then its second with what else it says."""
    more = ", ".join(cell for cell in row[2:] if cell)
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(width=first, no_wrap=True)
    table.add_column(width=width - first - GAP, overflow="fold")
    table.add_row(Text(row[0], style="bold"), Text(f"{row[1]} ({more})" if more else row[1], style="bold"))
    return table


def _columns(listing: Listing, widths: list[int], *, heads: bool) -> Table:
    """A table of these widths with no rows yet."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=_PADDING, header_style="bold", show_edge=False)
    table.show_header = heads
    for column, width in zip(listing.columns, widths, strict=True):
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind != "text",
            overflow="ellipsis" if column.kind == "brief" else "fold",
            width=width,
        )
    return table


def _table(listing: Listing, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=_PADDING, header_style="bold", show_edge=False)
    room = room_for_brief(listing, width)
    for column in listing.columns:
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind != "text",
            overflow="ellipsis" if column.kind == "brief" else "fold",
            max_width=room if column.kind == "brief" else None,
        )
    for number, row in enumerate(listing.rows):
        strong = number in listing.strong
        table.add_row(*(_cell(column, text, strong) for column, text in zip(listing.columns, row, strict=True)))
    return table


def _cell(column: Column, text: str, strong: bool) -> Text:
    if column.kind == "bar":
        return _marks(text)
    if column.kind == "trend":
        return Text(_ARROWS.get(text, "") + text)
    if column.kind == "state":
        return Text(text, style=_STYLES.get(text.partition(" ")[0], ""))
    return Text(text, style="bold" if strong else "")


def _marks(text: str) -> Text:
    return Text.assemble(*(_MARKS.get(mark, (mark, "")) for mark in text))


def _legend(legend: Legend) -> Text:
    parts: list[Any] = []
    for mark, said in legend.marks:
        parts += [_marks(mark), f" {said}   "]
    return Text.assemble(*parts)


def _facts(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in facts.pairs:
        table.add_row(Text(label, style="dim"), Text(text))
    return table
