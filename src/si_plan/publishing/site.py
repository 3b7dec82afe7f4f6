"""The site: its files and their content. It has public content only, whatever an audience may see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Row, Section, Table
from si_plan.documents.cells import Link
from si_plan.formats import calendar, csv, html, json
from si_plan.formats.table import ReportFormat
from si_plan.model.plan import Plan
from si_plan.model.reference import Audience
from si_plan.model.schemas import schemas
from si_plan.publishing import listing
from si_plan.publishing.links import INDEX, broken_links
from si_plan.queries.deadlines import deadlines
from si_plan.queries.export import export
from si_plan.queries.selection import Selection, question_of
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.public import public_plan
from si_plan.reports.workbook.sheets import workbook
from si_plan.views import export as export_view
from si_plan.views.calendar import calendar_of

PLAN: Final = "plan.html"
_AHEAD: Final = timedelta(weeks=52)
_ALARMS: Final = (timedelta(days=28), timedelta(days=7))
_FORMS: Final = {
    ReportFormat.docx: "The whole report as a document",
    ReportFormat.xlsx: "The whole report as a workbook",
    ReportFormat.md: "The whole report as Markdown",
}


class BrokenSiteError(AssertionError):
    """The site links to something that it does not have: a mistake in siplan."""


class Published(NamedTuple):
    """A file of the site: its path, its title on the index, and its bytes."""

    path: str
    title: str
    content: bytes


def site(plan: Plan, as_of: date) -> dict[str, bytes]:
    """Every file of the site by its path, as of a day: the page of the plan, the report for each public audience, a
    page for each meeting up to the day, the downloads, and the index. The same plan and day give the same bytes. Raises
    BrokenSiteError if a link leads nowhere."""
    audiences = [audience for audience in plan.details.audiences if audience.public]
    pages = [_page(plan, None, as_of, PLAN, "The whole plan")]
    pages += (_page(plan, audience, as_of, f"reports/{audience.id}.html", audience.title) for audience in audiences)
    meetings = [
        _page(plan, audience, day, f"meetings/{audience.id}-{day}.html", f"{audience.title}, {words.day(day)}")
        for audience in audiences
        for day in sorted(set(audience.meetings), reverse=True)
        if day <= as_of
    ]
    files = _downloads(plan, as_of)
    paths = [INDEX, *(file.path for file in (*pages, *meetings, *files))]
    files.append(Published(listing.NAME, "The list of all files of this site", listing.list_files(paths)))
    index = _index(plan, as_of, pages, meetings, files)
    made = {file.path: file.content for file in (index, *pages, *meetings, *files)}
    wrong = broken_links(made)
    if wrong:
        raise BrokenSiteError("; ".join(wrong))
    return made


def _page(plan: Plan, audience: Audience | None, day: date, path: str, title: str) -> Published:
    told = document(report(plan, audience, day, published=True))
    links = (("../" * path.count("/") + INDEX, "All reports and downloads"),)
    return Published(path, title, html.page(told, links).encode("utf-8"))


def _downloads(plan: Plan, as_of: date) -> list[Published]:
    """The downloads, made from the plan as the public may read it."""
    open_plan = public_plan(plan)
    selection = Selection(as_of)
    question = question_of(open_plan, selection)
    table = export_view.records(question, export(open_plan, selection))
    dated = deadlines(open_plan, selection, _AHEAD)
    whole = report(plan, None, as_of, published=True)
    told = document(whole)
    documents = {"document": told, "workbook": workbook(whole, told)}
    return [
        *(
            Published(f"downloads/plan{form.ending}", said, form.render(documents[form.renders]))
            for form, said in _FORMS.items()
        ),
        Published(
            "downloads/tracked.csv", "Everything tracked, as a table (CSV)", csv.render(table).encode("utf-8-sig")
        ),
        Published("downloads/tracked.json", "The same for programs (JSON)", json.render(table).encode("utf-8")),
        Published(
            "downloads/deadlines.ics",
            "The deadlines, for a calendar",
            calendar.render(calendar_of(question, dated, _ALARMS)),
        ),
        *(
            Published(f"downloads/schemas/{name}", f"JSON Schema of plan files: {name}", text.encode("utf-8"))
            for name, text in schemas().items()
        ),
    ]


def _index(
    plan: Plan, as_of: date, pages: list[Published], meetings: list[Published], files: list[Published]
) -> Published:
    details = plan.details
    about = Facts([("As of", words.day(as_of)), ("Plan dated", words.day(details.dated))])
    told = Document(
        authority=details.authority,
        title=details.title,
        subtitle=f"Reports and downloads, {words.day(as_of)}",
        sections=[
            Section("summary", "Summary", [_SAID, about]),
            Section("reports", "Reports", [_table("reports", "The plan, and a report for each audience", pages)]),
            *([Section("meetings", "Meetings", [_MEETINGS, _meetings(meetings)])] if meetings else []),
            Section("downloads", "Downloads", [_table("downloads", "The plan's data, for other programs", files)]),
        ],
    )
    return Published(INDEX, "Index", html.page(told).encode("utf-8"))


_SAID: Final = (
    "How the plan stands, for everyone to read. Reasons, notes and evidence are here where the log marks them public; "
    "each report says how many it leaves out."
)
_MEETINGS: Final = "What each meeting was told of, by what is known now about its day. The latest comes first."


def _meetings(meetings: list[Published]) -> Table:
    return _table("meetings", "A page for each meeting up to this day", meetings)


def _table(name: str, caption: str, files: list[Published]) -> Table:
    columns = (Column("What", "text", 60), Column("File", "text", 25), Column("Size", "number", 15))
    rows = [Row((Link(file.path, file.title), file.path.rpartition("/")[2], _size(file.content))) for file in files]
    return Table(columns, rows, caption=caption, name=name)


def _size(content: bytes) -> str:
    return f"{max(1, round(len(content) / 1000)):,} kB"
