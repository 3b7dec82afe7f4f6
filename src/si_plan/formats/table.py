"""The one table of formats: the name of each, what it renders, the ending of its files, its module and library.

Each enumeration has the formats that one kind of command offers; its values are the choices of `--format`. A module and
its library are imported when the format is asked for.
"""

from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any, Final, Literal, Self, TypeVar

Renders = Literal["document", "workbook", "records", "findings", "calendar"]
"""A workbook is a document too, with one table for each sheet."""

_PLAIN: Final = ("document", ".txt", "plain")
_JSON: Final = ("records", ".json", "json")


class Format(StrEnum):
    """A row of the table; its value is the format's name."""

    renders: Renders
    ending: str
    """The ending of its files' names."""
    module: str
    """The module of this package with the format's `render`, which returns text or bytes."""
    library: str
    """The library from the extra `reports` that it needs, by its import name; empty if none."""

    def __new__(cls, name: str, renders: Renders, ending: str, module: str, library: str = "") -> Self:
        row = str.__new__(cls, name)
        row._value_ = name
        row.renders, row.ending, row.module, row.library = renders, ending, module, library
        return row

    def render(self, what: object, **options: Any) -> bytes:
        """The format's bytes. Raises ModuleNotFoundError if its library is not installed."""
        made: str | bytes = import_module(f"si_plan.formats.{self.module}").render(what, **options)
        return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")

    @property
    def is_drawn(self) -> bool:
        """Whether a terminal shows it in its own width and colours."""
        return self.module == "plain"


class AnswerFormat(Format):
    """The formats in which a query answers."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)
    jsonl = "jsonl", "records", ".jsonl", "json_lines"
    csv = "csv", "records", ".csv", "csv"
    markdown = "markdown", "document", ".md", "markdown"


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
    *AnswerFormat, *AccountFormat, *DifferenceFormat, *FindingsFormat, *ReportFormat, *CalendarFormat
)  # fmt: skip

F = TypeVar("F", bound=Format)


def format_of(path: str, among: Iterable[F]) -> F | None:
    """The format, of these, with the ending that the path has; None if there is none."""
    return next((form for form in among if path.lower().endswith(form.ending)), None)
