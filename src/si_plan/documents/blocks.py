"""What every format of a report is made of: sections of figures, tables and lines, whose cells keep their kind.

A format renders a `Document` and adds no words of its own beyond those that its form needs. Cells keep dates, numbers
and ids as such, so that a spreadsheet has real dates and a page has links; `plain` is a cell as text. Texts are as the
plan has them, until `visible.safe` makes a document of them that is safe to read.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words

Shade = Literal["overdue", "falling", "open", "done", "cancelled", "none"]
"""How a state is shown, each by a shape, a word and a colour of its own."""

ColumnKind = Literal["id", "text", "lead", "when", "date", "state", "number", "evidence"]


class Ids(NamedTuple):
    """Ids of records that have a place in the report."""

    ids: tuple[str, ...]


class Mark(NamedTuple):
    """A state: how it is shown, and in words."""

    shade: Shade
    words: str


class Evidence(NamedTuple):
    """Where things can be seen: addresses, or texts that say where."""

    texts: tuple[str, ...]


class Link(NamedTuple):
    """A link to another file of the same site: its address there, and what it is called."""

    to: str
    text: str


class Lines(NamedTuple):
    """Several texts, one below the other."""

    texts: tuple[str, ...]


Cell = str | int | date | ReducedDate | Ids | Mark | Evidence | Link | Lines | None
"""None is a cell with nothing to say."""


class Column(NamedTuple):
    """A column: its heading, and what kind of cells stand in it. `width` is its share of a page's width."""

    heading: str
    kind: ColumnKind
    width: int


class Row(NamedTuple):
    """A row of a table. `anchor` is the record whose place in the report it is, if it is."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Group(NamedTuple):
    """What heads the rows that follow, up to the next: a record with its title, its steps and lines about it."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table. `name` is its own in the report, `caption` says what it shows, `empty` what to say without rows."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: list[Row | Group]
    empty: str = ""


class Figure(NamedTuple):
    """A number that sums up a section, with its label, a note, and how it is shown where it is not nought."""

    number: int
    label: str
    note: str
    section: str
    shade: Shade = "none"


class Figures(NamedTuple):
    """The report at a glance."""

    figures: list[Figure]


class Facts(NamedTuple):
    """Labelled texts."""

    pairs: list[tuple[str, str]]


class Points(NamedTuple):
    """A list of texts, with what heads it."""

    title: str
    texts: tuple[str, ...]


class Bar(NamedTuple):
    """One line of a chart of shares: a label, and how many there are of each shade, with the words for it."""

    id: str
    label: str
    parts: tuple[tuple[Shade, int, str], ...]


class Bars(NamedTuple):
    """A chart of shares. Its numbers stand in the table that follows it."""

    title: str
    bars: list[Bar]


class Moment(NamedTuple):
    """A milestone on the timeline: its deadline in force (None where it has no single one) and how it stands."""

    id: str
    text: str
    due: ReducedDate | None
    mark: Mark


class Lane(NamedTuple):
    """A priority's milestones on the timeline."""

    id: str
    title: str
    counts: tuple[tuple[Shade, str], ...]
    moments: list[Moment]


class Timeline(NamedTuple):
    """Every milestone by priority and deadline, with the day of the report. `summary` says it in a sentence."""

    as_of: date
    lanes: list[Lane]
    summary: str


class Heading(NamedTuple):
    """A heading within a section, over the parts that follow. `id` is the record that it is about, if it is."""

    text: str
    id: str = ""


Part = Table | Figures | Facts | Points | Bars | Timeline | Heading | str
"""A plain string is a paragraph."""


class Section(NamedTuple):
    """A section: a short name for links, a title, what it holds."""

    name: str
    title: str
    parts: list[Part]


class Document(NamedTuple):
    """A report in words: whose plan, which, for whom and of what day, then its sections."""

    authority: str
    title: str
    subtitle: str
    sections: list[Section]


def plain(cell: Cell) -> str:
    """A cell as text; several texts are parted by semicolons."""
    if cell is None:
        return ""
    if isinstance(cell, Ids):
        return words.listed(cell.ids)
    if isinstance(cell, Mark):
        return cell.words
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, (Evidence, Lines)):
        return "; ".join(cell.texts)
    if isinstance(cell, ReducedDate):
        return words.short(cell)
    if isinstance(cell, date):
        return words.day_short(cell)
    return str(cell)
