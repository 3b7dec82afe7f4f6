"""A page for a terminal: tables that fit its width, states in words and in colour."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from si_plan.formats.page import Chart, Column, Facts, Heading, Legend, Listing, Page, Verbatim

_READABLE = 28
"""The fewest columns in which a text is easy to read."""
_NARROWEST = 40
_SHORTEST = 8
"""The fewest columns for a text in a table; where a terminal has not even these, rows stand one below the other."""
_GAP = 2

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
        if _least_width(listing, _SHORTEST) > console.width:
            _print_records(console, listing)
        else:
            console.print(_table(listing, console.width))
    elif listing.empty:
        console.print(Text(listing.empty))


def fitted(listing: Listing, width: int) -> Listing:
    """The listing without as many of its spare columns, from the last, as it takes for its texts to have room."""
    while _least_width(listing) > width:
        spare = [place for place, column in enumerate(listing.columns) if column.spare]
        if not spare:
            break
        listing = _without_column(listing, spare[-1])
    return listing


def _print_records(console: Console, listing: Listing) -> None:
    """The rows one below the other, for a terminal too narrow for a table: nothing in them is cut."""
    headings = [column.heading for column in listing.columns]
    for number, row in enumerate(listing.rows):
        if number:
            console.print()
        console.print(_facts(Facts([pair for pair in zip(headings, row, strict=True) if pair[1]])))


def _without_column(listing: Listing, out: int) -> Listing:
    def kept(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return cells[:out] + cells[out + 1 :]

    return listing._replace(columns=kept(listing.columns), rows=[kept(row) for row in listing.rows])


def _least_width(listing: Listing, least: int = _READABLE) -> int:
    """The columns that the listing needs, where no text gets fewer than `least` of them."""
    needed = [_needed(column, width, least) for column, width in zip(listing.columns, _widths(listing), strict=True)]
    return sum(needed) + _GAP * (len(needed) - 1)


def _widths(listing: Listing) -> list[int]:
    """How wide each column is where nothing in it is wrapped or cut."""
    return [
        max(len(column.heading), *(len(row[place]) for row in listing.rows))
        for place, column in enumerate(listing.columns)
    ]


def _needed(column: Column, width: int, least: int = _READABLE) -> int:
    return min(width, least) if column.kind in ("text", "brief") else width


def _room_for_brief(listing: Listing, width: int) -> int:
    """The columns that each brief text may take, so that no other column is narrowed for it: rich narrows alike
    all columns whose cells stay on one line."""
    rest = [
        _needed(column, whole)
        for column, whole in zip(listing.columns, _widths(listing), strict=True)
        if column.kind != "brief"
    ]
    left = width - sum(rest) - _GAP * (len(listing.columns) - 1)
    return max(left // max(len(listing.columns) - len(rest), 1), _SHORTEST)


def _table(listing: Listing, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style="bold", show_edge=False)
    room = _room_for_brief(listing, width)
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
