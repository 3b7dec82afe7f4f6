"""The one table of formats: what each is called, what it renders, how its files end, which module and library it takes.

Each enumeration holds the formats that one kind of command offers; its values are the choices of `--format`. A module,
and the library that it takes, is imported when its format is asked for.
"""

from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any, Final, Literal, Self, TypeVar

Renders = Literal["document", "workbook", "records", "findings", "calendar"]
"""A workbook is a document too, of a table a sheet."""

_PLAIN: Final = ("document", ".txt", "plain")
_JSON: Final = ("records", ".json", "json")


class Format(StrEnum):
    """A row of the table, which is its own name."""

    renders: Renders
    ending: str
    """Of its files."""
    module: str
    """The module of this package whose `render` makes text or bytes of what the format renders."""
    library: str
    """What the extra `reports` has for it; empty where nothing beyond siplan's own needs is taken."""

    def __new__(cls, name: str, renders: Renders, ending: str, module: str, library: str = "") -> Self:
        row = str.__new__(cls, name)
        row._value_ = name
        row.renders, row.ending, row.module, row.library = renders, ending, module, library
        return row

    def render(self, what: object, **options: Any) -> bytes:
        """The format's bytes. Raises ModuleNotFoundError where its library is not installed."""
        made: str | bytes = import_module(f"si_plan.formats.{self.module}").render(what, **options)
        return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")

    @property
    def is_drawn(self) -> bool:
        """Whether a terminal draws it, with its own width and colours."""
        return self.module == "plain"


class AnswerFormat(Format):
    """The forms in which a query answers."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)
    jsonl = "jsonl", "records", ".jsonl", "json_lines"
    csv = "csv", "records", ".csv", "csv"
    markdown = "markdown", "document", ".md", "markdown"


class AccountFormat(Format):
    """The forms in which a command that changes the plan gives its account."""

    table = ("table", *_PLAIN)
    json = ("json", *_JSON)


class DifferenceFormat(Format):
    """The forms in which a difference is given."""

    text = ("text", *_PLAIN)
    markdown = "markdown", "document", ".md", "sections"
    json = ("json", *_JSON)


class FindingsFormat(Format):
    """The forms in which `validate` gives its findings."""

    text = "text", "findings", ".txt", "findings.text"
    concise = "concise", "findings", ".txt", "findings.concise"
    json = "json", "findings", ".json", "findings.json"
    github = "github", "findings", ".txt", "findings.github"
    sarif = "sarif", "findings", ".sarif", "findings.sarif"
    gitlab = "gitlab", "findings", ".json", "findings.gitlab"

    @property
    def from_root(self) -> bool:
        """Whether its reader wants paths from the root of the repository, wherever siplan was run."""
        return self in (FindingsFormat.github, FindingsFormat.sarif, FindingsFormat.gitlab)


class ReportFormat(Format):
    """The forms that a report can have."""

    html = "html", "document", ".html", "html", "jinja2"
    docx = "docx", "document", ".docx", "docx", "docx"
    xlsx = "xlsx", "workbook", ".xlsx", "xlsx", "xlsxwriter"
    md = "md", "document", ".md", "stressed"


class CalendarFormat(Format):
    """The form of a calendar of deadlines."""

    ics = "ics", "calendar", ".ics", "calendar", "icalendar"


FORMATS: Final[tuple[Format, ...]] = (
    *AnswerFormat, *AccountFormat, *DifferenceFormat, *FindingsFormat, *ReportFormat, *CalendarFormat
)  # fmt: skip

F = TypeVar("F", bound=Format)


def format_of(path: str, among: Iterable[F]) -> F | None:
    """The format that a file's ending asks for; None where it asks for none of these."""
    return next((form for form in among if path.lower().endswith(form.ending)), None)
