"""A report as a Word document in the shape of a committee report."""

from __future__ import annotations

import io
from datetime import date
from typing import assert_never

from docx.document import Document as WordDocument

from si_plan.documents.blocks import (
    Bars,
    Document,
    Facts,
    Figures,
    Heading,
    Part,
    Points,
    Row,
    Section,
    Table,
    Timeline,
)
from si_plan.documents.visible import safe
from si_plan.formats.packing import repacked
from si_plan.formats.reports.document import document
from si_plan.formats.reports.docx.drawing import Picture, bars, placed, timeline
from si_plan.formats.reports.docx.elements import Element, Places, field, paragraph, run, tab
from si_plan.formats.reports.docx.tables import Tables
from si_plan.formats.reports.docx.template import LANDSCAPE, PORTRAIT, blank, page
from si_plan.formats.reports.docx.widths import widths
from si_plan.queries.report.rows import Report


def render(report: Report) -> bytes:
    """The report's .docx file."""
    return written(document(report), report.as_of)


def written(told: Document, day: date) -> bytes:
    """A document as a .docx file that says it was made on that day."""
    told = safe(told)
    word = blank(told.title, told.authority, told.subtitle, day)
    _Writer(word, told).write()
    out = io.BytesIO()
    word.save(out)
    return repacked(out.getvalue())


class _Writer:
    """Writes a report into an empty document, section by section."""

    def __init__(self, word: WordDocument, told: Document) -> None:
        self._word = word
        self._told = told
        self._places = Places(_records(told))
        self._tables = Tables(word.part, self._places)
        self._captions = self._pictures = 0
        self._landscape: bool | None = None

    def write(self) -> None:
        for place, section in enumerate(self._told.sections):
            self._page(_needs_width(section))
            if place == 0:
                self._title()
            self._section(section)
            if place == 0:
                self._contents()

    def _page(self, landscape: bool) -> None:
        if landscape is not self._landscape:
            footer = f"{self._told.title} · {self._told.subtitle}"
            page(self._word, landscape=landscape, first=self._landscape is None, footer=footer)
            self._landscape = landscape

    def _add(self, *elements: Element) -> None:
        pages = self._word.element.body[-1]  # the last is the form of the pages
        for element in elements:
            pages.addprevious(element)

    def _title(self) -> None:
        told = self._told
        self._add(
            paragraph("Authority", run(told.authority)),
            paragraph("Title", run(told.title)),
            paragraph("Subtitle", run(told.subtitle)),
        )

    def _contents(self) -> None:
        """The sections by their numbers, each a link."""
        lines = [
            paragraph("Contents", self._places.link(f"#{section.name}", run(f"{number}. {section.title}")))
            for number, section in enumerate(self._told.sections, 1)
        ]
        self._add(paragraph("Heading2", run("In this report")), *lines)

    def _section(self, section: Section) -> None:
        self._add(paragraph("Heading1", *self._places.mark(f"#{section.name}", [run(section.title)])))
        for part in section.parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        if isinstance(part, str):
            self._add(paragraph("Normal", run(part)))
        elif isinstance(part, Heading):
            self._add(paragraph("Heading2", *self._places.mark(part.id, [run(part.text)])))
        elif isinstance(part, Facts):
            self._add(*(paragraph("Fact", run(label, bold=True), tab(), run(text)) for label, text in part.pairs))
        elif isinstance(part, Points):
            self._add(paragraph("Normal", run(f"{part.title}:"), keep=True))
            self._add(*(paragraph("ListBullet", run(text)) for text in part.texts))
        elif isinstance(part, Figures):
            self._add(self._tables.figures(part, self._width), paragraph("AfterTable"))
        elif isinstance(part, Bars):
            self._picture(bars(part))
        elif isinstance(part, Timeline):
            self._add(paragraph("Normal", run(part.summary), keep=True))
            self._picture(timeline(part))
        elif isinstance(part, Table):
            self._table(part)
        else:
            assert_never(part)

    def _picture(self, picture: Picture) -> None:
        if picture.shapes:
            self._pictures += 1
            self._add(placed(picture, self._width, self._pictures))

    @property
    def _width(self) -> float:
        return LANDSCAPE if self._landscape else PORTRAIT

    def _table(self, table: Table) -> None:
        if not table.rows:
            self._add(*([paragraph("Normal", run(table.empty))] if table.empty else []))
            return
        self._captions += 1
        number = field("SEQ Table \\* ARABIC", str(self._captions))
        caption = paragraph("Caption", run("Table "), *number, run(f": {table.caption}"))
        across, _ = widths(table, self._width, self._width)
        self._add(caption, self._tables.table(table, across), paragraph("AfterTable"))


def _needs_width(section: Section) -> bool:
    """Whether any of its tables is too wide for a page that stands upright."""
    return any(
        isinstance(part, Table) and bool(part.rows) and widths(part, PORTRAIT, LANDSCAPE)[1] for part in section.parts
    )


def _records(told: Document) -> list[str]:
    """Everything that has a place: the sections, and the records in them."""
    found = [f"#{section.name}" for section in told.sections]
    for section in told.sections:
        for part in section.parts:
            if isinstance(part, Heading) and part.id:
                found.append(part.id)
            elif isinstance(part, Table):
                found += [name for row in part.rows if (name := row.anchor if isinstance(row, Row) else row.id)]
    return found
