"""A page for a terminal: tables that fit its width, states in words and in colour."""

from __future__ import annotations

from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from si_plan.formats.page import Column, Facts, Heading, Listing, Page

_STYLES = {
    "overdue": "bold red",
    "falling": "yellow",
    "done": "green",
    "cancelled": "dim",
    "no": "magenta",
    "error": "bold red",
    "warning": "yellow",
}


def render(page: Page, width: int, *, color: bool) -> str:
    """The page's text for a terminal of `width` columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, 20),
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
        if isinstance(block, Listing):
            _print_listing(console, block, first)
        elif isinstance(block, Facts):
            console.print(_facts(block))
        elif isinstance(block, Heading):
            if not first:
                console.print()
            console.print(Text(block.text, style="bold"))
        else:
            console.print(Text(block))
        first = False
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()) if not color else out.getvalue()


def _print_listing(console: Console, listing: Listing, first: bool) -> None:
    if listing.title:
        if not first:
            console.print()
        console.print(Text(listing.title, style="bold"))
    if listing.rows:
        console.print(_table(listing))
    elif listing.empty:
        console.print(Text(listing.empty))


def _table(listing: Listing) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold", show_edge=False)
    for column in listing.columns:
        table.add_column(
            Text(column.heading),
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind in ("id", "date", "number", "state"),
            overflow="fold",
        )
    for number, row in enumerate(listing.rows):
        strong = number in listing.strong
        table.add_row(*(_cell(column, text, strong) for column, text in zip(listing.columns, row, strict=True)))
    return table


def _cell(column: Column, text: str, strong: bool) -> Text:
    if column.kind == "state":
        return Text(text, style=_STYLES.get(text.partition(" ")[0], ""))
    return Text(text, style="bold" if strong else "")


def _facts(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in facts.pairs:
        table.add_row(Text(label, style="dim"), Text(text))
    return table
