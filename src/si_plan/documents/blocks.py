"""What every document is made of: sections of tables, facts and lines, whose cells keep their kind.

A format renders a `Document` and adds only the words that its form needs. Cells keep dates, numbers and ids as they
are, so that a spreadsheet has real dates and a page has links; `plain` gives a cell as text. Texts are the plan's own
until `visible.safe` makes a document that is safe to read. Pictures are in `pictures`: a format that does not draw
them shows what they tell. The kinds of cells that few tables have are in `cells`.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words

if TYPE_CHECKING:
    from si_plan.documents.cells import Evidence, Lines, Link, Place, Shares, Spark
    from si_plan.documents.pictures import Bars, Courses, Figures, Legend, Timeline

Shade = Literal["overdue", "falling", "open", "done", "cancelled", "none"]
"""How a state is shown: each has its own shape, word and colour. `none` is for a state that is not known."""
SHADE_WORDS: Final[dict[Shade, str]] = {
    "overdue": "overdue",
    "falling": "due now",
    "open": "open",
    "done": "done",
    "cancelled": "cancelled",
}
"""The word for each, in the order of a key. `open` is to come, ongoing or without a date."""

ColumnKind = Literal[
    "id", "text", "brief", "title", "lead", "when", "date", "state", "trend", "bar", "number", "evidence", "place"
]  # fmt: skip


class Ids(NamedTuple):
    """Ids of records that may have a place in the document, and how people know them, if otherwise (`naming`)."""

    ids: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def named(self) -> list[tuple[str, str]]:
        """Each id with the name to show."""
        return list(zip(self.ids, self.names or self.ids, strict=True))

    def plain(self) -> str:
        return words.join(self.names or self.ids)


class Mark(NamedTuple):
    """A state: how it is shown, and in words."""

    shade: Shade
    words: str

    def plain(self) -> str:
        return self.words


Cell: TypeAlias = (
    "str | int | float | date | ReducedDate | Ids | Mark | Shares | Spark | Evidence | Link | Lines | Place | None"
)
"""None is a cell with nothing to say."""


class Column(NamedTuple):
    """A column: its heading, and the kind of its cells. A terminal may wrap texts, cut titles to two lines and brief
    ones to one; it keeps all others whole on one line, and drops a `spare` column if there is no room. Where a table
    with places has no room for its texts, its rows stand one below the other. Other formats show every column. `width`
    is the column's share of a page's width."""

    heading: str
    kind: ColumnKind = "text"
    width: int = 10
    spare: bool = False


class Row(NamedTuple):
    """A row of a table. `anchor` is the id of the record that links lead to here, if any. A `strong` row heads the rows
    after it, or sums up those before."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    strong: bool = False


class Group(NamedTuple):
    """A heading over the rows up to the next group: a record with its title, its steps and lines about it."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table. `title` is its heading, `caption` says what it shows, `empty` is said if it has no rows. No other table
    in the document has its `name`."""

    columns: tuple[Column, ...]
    rows: Sequence[Row | Group]
    title: str = ""
    empty: str = ""
    caption: str = ""
    name: str = ""


class Facts(NamedTuple):
    """Labelled texts, one below the other. A terminal cuts those with a label in `brief` to one line."""

    pairs: list[tuple[str, str]]
    brief: tuple[str, ...] = ()


class Points(NamedTuple):
    """A list of texts under a title."""

    title: str
    texts: tuple[str, ...]


class Heading(NamedTuple):
    """A heading within a section, over the parts that follow. `id` is the record that it is about, if any."""

    text: str
    id: str = ""


class Verbatim(NamedTuple):
    """A short text of several lines, shown exactly as written, with a title."""

    title: str
    lines: tuple[str, ...]


Told: TypeAlias = Table | Facts | Points | Heading | Verbatim | str
"""What every format can show. A plain string is a line, or a paragraph, of its own."""
Part: TypeAlias = "Told | Bars | Courses | Figures | Legend | Timeline"


class Section(NamedTuple):
    """A section: a short name for links, a title, its parts. A page shows one that is `folded` when asked to."""

    name: str
    title: str
    parts: "list[Part]"
    folded: bool = False


class Document(NamedTuple):
    """Sections. A report also has a title, the authority whose plan it is about, a subtitle, a day, and a `mark` for
    every page where not everyone may read it."""

    sections: list[Section]
    title: str = ""
    authority: str = ""
    subtitle: str = ""
    day: date | None = None
    mark: str = ""


def document(title: str, *parts: Part) -> Document:
    """A document of one section, as most answers are."""
    return Document([Section("", title, list(parts))])


def verbatim(title: str, text: str) -> Verbatim:
    """The lines of a text with their indentation, each tab shown as ⇥."""
    return Verbatim(title, tuple(text.replace("\t", "⇥").splitlines()))


def tell(part: Part) -> Sequence[Told]:
    """The part for a format that draws nothing: a picture becomes the parts that tell what it shows."""
    return [part] if isinstance(part, (Table, Facts, Points, Heading, Verbatim, str)) else part.tell()


def with_headings(whole: Document) -> Document:
    """The document for a format that shows headings and tables apart: each table's title becomes a heading before it,
    and a document without a title takes that of its first section."""
    sections = [section._replace(parts=_parts_with_headings(section.parts)) for section in whole.sections]
    if not whole.title and sections:
        whole = whole._replace(title=sections[0].title)
        sections[0] = sections[0]._replace(title="")
    return whole._replace(sections=sections)


def _parts_with_headings(parts: list[Part]) -> list[Part]:
    made: list[Part] = []
    for part in parts:
        made += [Heading(part.title), part] if isinstance(part, Table) and part.title else [part]
    return made


def plain(cell: Cell) -> str:
    """A cell as text; several texts are joined by semicolons."""
    if cell is None:
        return ""
    if isinstance(cell, (str, int, float)):
        return str(cell)
    if isinstance(cell, ReducedDate):
        return words.short(cell)
    if isinstance(cell, date):
        return words.day_short(cell)
    return cell.plain()
