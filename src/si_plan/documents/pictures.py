"""Parts of a document that some formats draw; the others show what `tell` gives instead."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.documents.bars import MARKS
from si_plan.documents.blocks import Column, Mark, Row, Shade, Table, Told


class Figure(NamedTuple):
    """A number, with its label, a note, the section that it sums up (if that is shown), its shade if it is not 0."""

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
    """One line of a chart of shares: a label, then shade, number and words for each share."""

    id: str
    label: str
    parts: tuple[tuple[Shade, int, str], ...]


class Bars(NamedTuple):
    """A chart of shares. The table after it has the same numbers."""

    title: str
    bars: list[Bar]

    def tell(self) -> Sequence[Told]:
        """Nothing: the table that follows says it all."""
        return ()


class Point(NamedTuple):
    """A figure on a course: the name of its period or date, its amount, and that in words. An aim, which is a figure to
    reach, has the shade of whether it was reached; a result has none."""

    name: str
    amount: float
    said: str
    aim: Shade | None = None


class Course(NamedTuple):
    """A target's results and aims in the order of their dates, under its label; `said` is all of it in words."""

    label: str
    points: tuple[Point, ...]
    said: str


class Courses(NamedTuple):
    """How results went from period to period. The table after it has the same figures."""

    title: str
    courses: list[Course]

    def tell(self) -> Sequence[Told]:
        """Nothing: the table that follows says it all."""
        return ()


class Legend(NamedTuple):
    """What the marks in a table's bars mean: shade and words of each."""

    marks: tuple[tuple[Shade, str], ...]

    def tell(self) -> list[Told]:
        """One line with every mark and its meaning."""
        return ["   ".join(f"{MARKS[shade]} {said}" for shade, said in self.marks)]


class Moment(NamedTuple):
    """A milestone on the timeline: its deadline in force (None if it has no single one) and its state."""

    id: str
    text: str
    due: ReducedDate | None
    mark: Mark
    late: bool = False
    shown: str = ""
    """How people know it, if not by its id."""


class Lane(NamedTuple):
    """A line of the timeline, for a priority for example: its name and title, its milestones, how many of each shade
    there are (in words), and when it begins. `note` is shown if it has no milestones. A `strong` lane heads the lanes
    after it."""

    id: str
    name: str
    title: str
    moments: Sequence[Moment] = ()
    counts: tuple[tuple[Shade, str], ...] = ()
    begins: date | None = None
    note: str = ""
    strong: bool = False
    shown: str = ""
    """How people know what it is for, if not by the id."""


class Timeline(NamedTuple):
    """Milestones by deadline in their lanes, with the day asked about. The summary, the table or both say what it shows
    to readers of a format that cannot draw it."""

    as_of: date
    lanes: Sequence[Lane]
    summary: str = ""
    table: Table | None = None

    def tell(self) -> list[Told]:
        """The summary and the table, those that there are."""
        return [*([self.summary] if self.summary else []), *([self.table] if self.table is not None else [])]
