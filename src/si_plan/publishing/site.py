"""The site: its files and their content. It has public content only, whatever an audience may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Section, Table
from si_plan.documents.cells import Link
from si_plan.formats import calendar, csv, html, json
from si_plan.formats.table import ReportFormat
from si_plan.model.plan import Plan
from si_plan.model.public import public_plan
from si_plan.model.reference import Audience, SectionName
from si_plan.model.schemas import schemas
from si_plan.publishing import listing
from si_plan.publishing.links import INDEX, broken_links
from si_plan.queries.deadlines import deadlines
from si_plan.queries.export import export
from si_plan.queries.selection import Selection, question_of
from si_plan.reports.document import document, headline
from si_plan.reports.making import report
from si_plan.reports.scope import SECTIONS
from si_plan.reports.workbook.sheets import workbook
from si_plan.views import export as export_view
from si_plan.views.calendar import calendar_of

REPORT: Final = "report.html"
PLAN: Final = "plan.html"
_WHOLE_PLAN: Final = tuple(section for section in SECTIONS if section != "gaps")
"""The sections of the whole plan. What it does not say is on a site only where an audience's `sections` name that."""
_AHEAD: Final = timedelta(weeks=52)
_ALARMS: Final = (timedelta(days=28), timedelta(days=7))
_FORMS: Final = {
    ReportFormat.docx: "The whole plan and how it stands, as a Word document",
    ReportFormat.xlsx: "The same as an Excel workbook",
    ReportFormat.md: "The same as Markdown",
}


class BrokenSiteError(AssertionError):
    """The site links to something that it does not have: a mistake in siplan."""


class Published(NamedTuple):
    """A file of the site: its path, its title on the index, and its bytes."""

    path: str
    title: str
    content: bytes


def files_of(plan: Plan, as_of: date) -> int:
    """How many pages and downloads a site has, each of which `site` makes in a step."""
    public = [audience for audience in plan.details.audiences if audience.public]
    meetings = sum(day <= as_of for audience in public for day in set(audience.meetings))
    return 2 + len(public) + meetings + 2 + len(_FORMS)


def site(plan: Plan, as_of: date, step: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """Every file of the site by its path, as of a day: the report, the page of the whole plan, the report for each
    public audience, a page for each meeting up to the day, the downloads, and the index. The same plan and day give the
    same bytes. Calls `step` after each page and download. Raises BrokenSiteError if a link leads nowhere."""
    audiences = [audience for audience in plan.details.audiences if audience.public]
    pages = _each(step, _pages(plan, audiences, as_of))
    meetings = _each(step, _meeting_pages(plan, audiences, as_of))
    downloads, data = _each(step, _downloads(plan, as_of)), _data(plan, as_of)
    paths = [INDEX, *(file.path for file in (*pages, *meetings, *downloads, *data))]
    data.append(Published(listing.NAME, "The list of all files of this site", listing.list_files(paths)))
    tables = {"reports": pages, "meetings": meetings, "downloads": downloads, "data": data}
    index = _index(plan, as_of, tables)
    made = {file.path: file.content for file in (index, *(file for files in tables.values() for file in files))}
    wrong = broken_links(made)
    if wrong:
        raise BrokenSiteError("; ".join(wrong))
    return made


def _each(step: Callable[[], None], files: Iterator[Published]) -> list[Published]:
    """The files, with a step after each is made."""
    made = []
    for file in files:
        made.append(file)
        step()
    return made


def _pages(plan: Plan, audiences: list[Audience], as_of: date) -> Iterator[Published]:
    """The report, the page of the whole plan, and the report for each audience."""
    yield _page(plan, None, as_of, REPORT, "The report: what is overdue, due soon, moved and completed")
    yield _page(plan, None, as_of, PLAN, "The whole plan", _WHOLE_PLAN)
    for audience in audiences:
        yield _page(plan, audience, as_of, f"reports/{audience.id}.html", audience.title)


def _meeting_pages(plan: Plan, audiences: list[Audience], as_of: date) -> Iterator[Published]:
    """A page for each meeting of these audiences up to the day, the latest first."""
    for audience in audiences:
        for day in sorted(set(audience.meetings), reverse=True):
            if day <= as_of:
                title = f"{audience.title}, {words.day(day)}"
                yield _page(plan, audience, day, f"meetings/{audience.id}-{day}.html", title)


def _page(
    plan: Plan, audience: Audience | None, day: date, path: str, title: str, sections: tuple[SectionName, ...] = ()
) -> Published:
    told = document(report(plan, audience, day, sections=sections, published=True))
    links = (("../" * path.count("/") + INDEX, "All reports and downloads"),)
    return Published(path, title, html.page(told, links).encode("utf-8"))


def _downloads(plan: Plan, as_of: date) -> Iterator[Published]:
    """What people read elsewhere: the report to print, the whole plan in each form, the calendar."""
    short = document(report(plan, None, as_of, published=True))
    whole = report(plan, None, as_of, sections=_WHOLE_PLAN, published=True)
    told = document(whole)
    documents = {"document": told, "workbook": workbook(whole, told)}
    open_plan, selection = public_plan(plan).on(as_of), Selection(as_of)
    dated = calendar_of(question_of(open_plan, selection), deadlines(open_plan, selection, _AHEAD), _ALARMS)
    yield Published("downloads/report.docx", "The report as a Word document", ReportFormat.docx.render(short))
    for form, said in _FORMS.items():
        yield Published(f"downloads/plan{form.ending}", said, form.render(documents[form.renders]))
    yield Published("downloads/deadlines.ics", "The deadlines, for a calendar", calendar.render(dated))


def _data(plan: Plan, as_of: date) -> list[Published]:
    """What programs read, made from the plan as the public may read it."""
    open_plan, selection = public_plan(plan).on(as_of), Selection(as_of)
    table = export_view.records(question_of(open_plan, selection), export(open_plan, selection))
    return [
        Published(
            "downloads/tracked.csv", "Everything tracked, as a table (CSV)", csv.render(table).encode("utf-8-sig")
        ),
        Published("downloads/tracked.json", "The same for programs (JSON)", json.render(table).encode("utf-8")),
        *(
            Published(f"downloads/schemas/{name}", f"JSON Schema of plan files: {name}", text.encode("utf-8"))
            for name, text in schemas().items()
        ),
    ]


def _index(plan: Plan, as_of: date, tables: dict[str, list[Published]]) -> Published:
    details = plan.on(as_of).details
    told = Document(
        authority=details.authority,
        title=details.title,
        subtitle=f"Reports and downloads, {words.day(as_of)}",
        sections=[
            Section("summary", "Summary", [headline(report(plan, None, as_of, published=True)), _SAID]),
            *(
                Section(name, _TITLES[name][0], [_table(name, _TITLES[name][1], files)], folded=name == "data")
                for name, files in tables.items()
                if files
            ),
        ],
    )
    return Published(INDEX, "Index", html.page(told).encode("utf-8"))


_SAID: Final = (
    "Reasons, notes and evidence are here where the log marks them public; each report says how many it leaves out."
)
_TITLES: Final = {
    "reports": ("Reports", "The plan, and a report for each body that it is reported to"),
    "meetings": ("Meetings", "What each meeting was told, by what is known now about its day; the latest first"),
    "downloads": ("Downloads", "To print, to filter and sort, and for a calendar"),
    "data": ("For programs", "The plan's data, the schemas of its files, and the list of this site's files"),
}
"""The title of each section of the index, and what its table shows."""


def _table(name: str, caption: str, files: list[Published]) -> Table:
    columns = (Column("What", "text", 60), Column("File", "text", 25), Column("Size", "number", 15))
    rows = [Row((Link(file.path, file.title), file.path.rpartition("/")[2], _size(file.content))) for file in files]
    return Table(columns, rows, caption=caption, name=name)


def _size(content: bytes) -> str:
    return f"{max(1, round(len(content) / 1000)):,} kB"
