"""What people read of a result, before it is given a form: lines, facts and listings, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from si_plan.documents.visible import visible

if TYPE_CHECKING:
    from si_plan.formats.pictures import Chart, Legend

ColumnKind = Literal["id", "text", "brief", "state", "trend", "bar", "number", "date"]


class Column(NamedTuple):
    """A column: its heading, and what stands in it. Texts may be wrapped, brief ones are cut at the
    width of a terminal, the others stay whole on one line. A bar is one of `bars`. A `spare`
    column is left out where there is no room for it on a terminal; nothing else leaves it out."""

    heading: str
    kind: ColumnKind = "text"
    spare: bool = False


class Listing(NamedTuple):
    """A table. Each row has a cell for each column; `empty` is what to say where there are no rows. Rows whose
    number is in `strong` head those that follow."""

    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]]
    title: str = ""
    empty: str = ""
    strong: frozenset[int] = frozenset()


class Facts(NamedTuple):
    """Labelled texts, one below the other."""

    pairs: list[tuple[str, str]]


class Heading(NamedTuple):
    """The page's or a section's title."""

    text: str


class Verbatim(NamedTuple):
    """A short text of several lines, shown as they stand, with a title."""

    title: str
    text: str

    def lines(self) -> list[str]:
        return self.text.splitlines()


Block: TypeAlias = "Chart | Legend | Listing | Facts | Heading | Verbatim | str"
"""A plain string is a line of its own."""


class Page(NamedTuple):
    """Blocks in their order. A format renders `safe()`, never the page as it was made."""

    blocks: list[Block]

    def safe(self) -> Page:
        """The same page with every text made visible."""
        return Page([_safe(block) for block in self.blocks])

    def told(self) -> list[Listing | Facts | Heading | Verbatim | str]:
        """The blocks of the safe page for a format that draws nothing: each picture as what it would show."""
        plain = (Listing, Facts, Heading, Verbatim, str)
        return [block if isinstance(block, plain) else block.told() for block in self.safe().blocks]


def _safe(block: Block) -> Block:
    if isinstance(block, str):
        return visible(block)
    if isinstance(block, Heading):
        return Heading(visible(block.text))
    if isinstance(block, Verbatim):
        return Verbatim(visible(block.title), "".join(f"{_line(line)}\n" for line in block.lines()))
    if isinstance(block, Facts):
        return Facts([(visible(label), visible(text)) for label, text in block.pairs])
    if isinstance(block, Listing):
        return safe_listing(block)
    return block.safe()


def safe_listing(block: Listing) -> Listing:
    """The same listing with every text made visible."""
    rows = [tuple(visible(cell) for cell in row) for row in block.rows]
    columns = tuple(Column(visible(column.heading), column.kind, column.spare) for column in block.columns)
    return Listing(columns, rows, visible(block.title), visible(block.empty), block.strong)


def _line(text: str) -> str:
    """A line of a verbatim text: its indentation kept, and a tab shown as what it is."""
    return visible(text.replace("\t", "⇥"))
