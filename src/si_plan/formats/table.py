"""The one table of formats: the name of each, what it renders, the ending of its files, its module and library.

Each enumeration has the formats that one kind of command offers; its values are the choices of `--format`. A module and
its library are imported when the format is asked for.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeVar

if TYPE_CHECKING:
    from si_plan.documents.records import Batches, Records, Row

Renders = Literal["document", "workbook", "records", "batches", "findings", "calendar"]
"""A workbook is a document too, with one table for each sheet. Batches are records that may be too many for memory."""

_PLAIN: Final = ("document", ".txt", "plain")
_JSON: Final = ("records", ".json", "json")
_JSON_LINES: Final = ("records", ".jsonl", "json_lines")
_CSV: Final = ("records", ".csv", "csv")
_MARKDOWN: Final = ("document", ".md", "markdown")


class Format(StrEnum):
    """A row of the table; its value is the format's name."""

    renders: Renders
    ending: str
    """The ending of its files' names."""
    module: str
    """The module of this package with the format's `render`, which returns text or bytes; of one of batches, with
    `write`, which writes a file."""
    library: str
    """The library from an extra that it needs, by its import name; empty if none."""

    def __new__(cls, name: str, renders: Renders, ending: str, module: str, library: str = "") -> Self:
        row = str.__new__(cls, name)
        row._value_ = name
        row.renders, row.ending, row.module, row.library = renders, ending, module, library
        return row

    def render(self, what: object, **options: Any) -> bytes:
        """The format's bytes. Raises ModuleNotFoundError if its library is not installed."""
        made: str | bytes = import_module(f"si_plan.formats.{self.module}").render(what, **options)
        return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")

    def write(self, path: str, described: "Callable[[], Records[Row]]", batches: "Batches[Row]") -> None:
        """Write the rows of batches to an empty file. The records that describe them are asked for twice: before the
        first row for their columns, after the last for what the file says of all. Raises OSError, and
        ModuleNotFoundError if its library is not installed."""
        import_module(f"si_plan.formats.{self.module}").write(path, described, batches)

    @property
    def is_data(self) -> bool:
        """Whether it is a file for programs, and no text."""
        return self.renders == "batches"

    @property
    def is_drawn(self) -> bool:
        """Whether a terminal shows it in its own width and colours."""
        return self.module == "plain"


class AnswerFormat(Format):
    """The formats in which a query answers."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)
    jsonl = ("jsonl", *_JSON_LINES)
    csv = ("csv", *_CSV)
    markdown = ("markdown", *_MARKDOWN)
    parquet = "parquet", "batches", ".parquet", "parquet", "pyarrow"
    sqlite = "sqlite", "batches", ".sqlite", "sqlite"


class ShownFormat(Format):
    """The formats in which a command answers that writes no file."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)
    jsonl = ("jsonl", *_JSON_LINES)
    csv = ("csv", *_CSV)
    markdown = ("markdown", *_MARKDOWN)


class AccountFormat(Format):
    """The formats in which a command that changes the plan says what it did."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)


class DifferenceFormat(Format):
    """The formats of a difference."""

    text = ("text", *_PLAIN)
    markdown = "markdown", "document", ".md", "sections"
    json = ("json", *_JSON)


class FindingsFormat(Format):
    """The formats of the findings of `validate`."""

    text = "text", "findings", ".txt", "findings.text"
    concise = "concise", "findings", ".txt", "findings.concise"
    json = "json", "findings", ".json", "findings.json"
    github = "github", "findings", ".txt", "findings.github"
    sarif = "sarif", "findings", ".sarif", "findings.sarif"
    gitlab = "gitlab", "findings", ".json", "findings.gitlab"

    @property
    def from_root(self) -> bool:
        """Whether paths have to begin at the root of the repository, wherever siplan was run."""
        return self in (FindingsFormat.github, FindingsFormat.sarif, FindingsFormat.gitlab)


class ReportFormat(Format):
    """The formats of a report."""

    html = "html", "document", ".html", "html", "jinja2"
    docx = "docx", "document", ".docx", "docx", "docx"
    xlsx = "xlsx", "workbook", ".xlsx", "xlsx", "xlsxwriter"
    md = "md", "document", ".md", "stressed"


class CalendarFormat(Format):
    """The format of a calendar of deadlines."""

    ics = "ics", "calendar", ".ics", "calendar", "icalendar"


FORMATS: Final[tuple[Format, ...]] = (
    *AnswerFormat, *ShownFormat, *AccountFormat, *DifferenceFormat, *FindingsFormat, *ReportFormat, *CalendarFormat
)  # fmt: skip

F = TypeVar("F", bound=Format)


def format_of(path: str, among: Iterable[F]) -> F | None:
    """The format, of these, with the ending that the path has; None if there is none."""
    return next((form for form in among if path.lower().endswith(form.ending)), None)
