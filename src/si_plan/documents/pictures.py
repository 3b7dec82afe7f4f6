"""Parts of a document that some formats draw, and that the others tell: loaded only by what has them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.documents.bars import MARKS
from si_plan.documents.blocks import Column, Mark, Row, Shade, Table, Told


class Figure(NamedTuple):
    """A number that sums up a section, with its label, a note, and how it is shown where it is not nought."""

    number: int
    label: str
    note: str
    section: str
    shade: Shade = "none"


class Figures(NamedTuple):
    """The document at a glance."""

    figures: list[Figure]

    def tell(self) -> list[Told]:
        """The figures as a table."""
        columns = (Column("Number", "number"), Column("Of what"), Column("Note"))
        return [Table(columns, [Row((figure.number, figure.label, figure.note)) for figure in self.figures])]


class Bar(NamedTuple):
    """One line of a chart of shares: a label, and how many there are of each shade, with the words for it."""

    id: str
    label: str
    parts: tuple[tuple[Shade, int, str], ...]


class Bars(NamedTuple):
    """A chart of shares. Its numbers stand in the table that follows it."""

    title: str
    bars: list[Bar]

    def tell(self) -> Sequence[Told]:
        """Nothing: the table that follows says it all."""
        return ()


class Legend(NamedTuple):
    """What the marks of the bars in a table stand for: each with its words."""

    marks: tuple[tuple[Shade, str], ...]

    def tell(self) -> list[Told]:
        """The marks in a line."""
        return ["   ".join(f"{MARKS[shade]} {said}" for shade, said in self.marks)]


class Moment(NamedTuple):
    """A milestone on the timeline: its deadline in force (None where it has no single one) and how it stands."""

    id: str
    text: str
    due: ReducedDate | None
    mark: Mark
    late: bool = False


class Lane(NamedTuple):
    """A line of the timeline, of a priority, say: its name before its title, how many there are of each shade in words,
    its milestones, and when it begins. `note` stands where it has none. A `strong` one heads those that follow."""

    id: str
    name: str
    title: str
    moments: Sequence[Moment] = ()
    counts: tuple[tuple[Shade, str], ...] = ()
    begins: date | None = None
    note: str = ""
    strong: bool = False


class Timeline(NamedTuple):
    """Milestones by deadline in their lanes, with the day that is asked about. Where it cannot be drawn, the summary
    and the table say what it would show; of those one may be enough."""

    as_of: date
    lanes: Sequence[Lane]
    summary: str = ""
    table: Table | None = None

    def tell(self) -> list[Told]:
        """What it says in words."""
        return [*([self.summary] if self.summary else []), *([self.table] if self.table is not None else [])]
