"""A document as a Word document in the shape of a committee report."""

from __future__ import annotations

import io
from typing import Final

from docx.document import Document as WordDocument

from si_plan.documents.blocks import (
    Document,
    Facts,
    Heading,
    Part,
    Points,
    Row,
    Section,
    Table,
    Verbatim,
    tell,
    with_headings,
)
from si_plan.documents.pictures import Bars, Courses, Figures, Timeline
from si_plan.documents.visible import safe
from si_plan.formats.docx.elements import Places, Xml, field, paragraph, run, tab
from si_plan.formats.docx.pictures import Picture, bars, courses, picture_paragraph, timeline
from si_plan.formats.docx.tables import Tables
from si_plan.formats.docx.template import LANDSCAPE, PORTRAIT, blank, page
from si_plan.formats.docx.widths import widths
from si_plan.office import FIRST_DAY, repack


def render(document: Document) -> bytes:
    """The document's .docx file, which says that it was made on the document's day."""
    document = with_headings(safe(document))
    word = blank(document.title, document.authority, document.subtitle, document.day or FIRST_DAY)
    writer = _Writer(word, document)
    writer.write()
    out = io.BytesIO()
    word.save(out)
    return repack(out.getvalue(), writer.filled)


_PLACE: Final = b"<w:p/>"
_AFTER_TABLE: Final = paragraph("AfterTable")


class _Writer:
    """Writes a document, section by section. The library keeps the forms of the pages, and in each of its own sections
    an empty paragraph, which is the place of what has been written there."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._places = Places(_records(document))
        self._tables = Tables(word.part, self._places)
        self._captions = self._pictures = 0
        self._landscape: bool | None = None
        self._written: list[list[bytes]] = []

    def write(self) -> None:
        for place, section in enumerate(self._document.sections):
            self._page(_needs_width(section))
            if place == 0:
                self._title()
            self._section(section)
            if place == 0:
                self._contents()

    def _page(self, landscape: bool) -> None:
        if landscape is not self._landscape:
            footer = f"{self._document.title} · {self._document.subtitle}"
            first = self._landscape is None
            if not first and self._written[-1][-1] == _AFTER_TABLE.encode():
                del self._written[-1][-1]  # a second small paragraph before the next page could take one by itself
            page(self._word, landscape=landscape, first=first, footer=footer, mark=self._document.mark)
            self._word.add_paragraph()
            self._written.append([])
            self._landscape = landscape

    def _add(self, *elements: Xml) -> None:
        self._written[-1] += [element.encode() for element in elements]

    def filled(self, name: str, content: bytes) -> bytes:
        """A part of the document, with everything written in its place."""
        if f"/{name}" != self._word.part.partname:
            return content
        first, *others = content.split(_PLACE)
        following = [part for written, other in zip(self._written, others, strict=True) for part in (*written, other)]
        return b"".join([first, *following])

    def _title(self) -> None:
        document = self._document
        self._add(
            paragraph("Authority", run(document.authority)),
            paragraph("Title", run(document.title)),
            paragraph("Subtitle", run(document.subtitle)),
        )

    def _contents(self) -> None:
        """The sections by their numbers with their pages, each a link."""
        lines = []
        for number, section in enumerate(self._document.sections[1:], 2):
            name = f"#{section.name}"
            line = run(f"{number}. {section.title}"), tab(), self._places.page(name)
            lines.append(paragraph("Contents", self._places.link(name, *line)))
        self._add(paragraph("Heading2", run("In this report")), *lines)

    def _section(self, section: Section) -> None:
        self._add(paragraph("Heading1", self._places.mark(f"#{section.name}", run(section.title))))
        for part, following in zip(section.parts, [*section.parts[1:], None], strict=True):
            self._part(part, leads_on=isinstance(following, (Table, Bars, Courses, Timeline, Figures)))

    def _part(self, part: Part, *, leads_on: bool = False) -> None:
        """Add a part. A text that leads on to a table or a picture stays on its page."""
        if isinstance(part, str):
            self._add(paragraph("Normal", run(part), keep=leads_on))
        elif isinstance(part, Heading):
            self._add(paragraph("Heading2", self._places.mark(part.id, run(part.text))))
        elif isinstance(part, Facts):
            self._add(*(paragraph("Fact", run(label, bold=True), tab(), run(text)) for label, text in part.pairs))
        elif isinstance(part, Points):
            self._add(paragraph("Normal", run(f"{part.title}:"), keep=True))
            self._add(*(paragraph("ListBullet", run(text)) for text in part.texts))
        elif isinstance(part, Figures):
            self._add(self._tables.figures(part, self._width), _AFTER_TABLE)
        elif isinstance(part, Bars):
            self._picture(bars(part))
        elif isinstance(part, Courses):
            self._picture(courses(part))
        elif isinstance(part, Timeline):
            self._add(paragraph("Normal", run(part.summary), keep=True))
            self._picture(timeline(part))
        elif isinstance(part, Table):
            self._table(part)
        elif isinstance(part, Verbatim):
            self._add(*(paragraph("Normal", run(line)) for line in (part.title, *part.lines)))
        else:
            for told in tell(part):
                self._part(told)

    def _picture(self, picture: Picture) -> None:
        if picture.shapes:
            self._pictures += 1
            self._add(picture_paragraph(self._word.part, picture, self._width, self._pictures))

    @property
    def _width(self) -> float:
        return LANDSCAPE if self._landscape else PORTRAIT

    def _table(self, table: Table) -> None:
        if not table.rows:
            self._add(*([paragraph("Normal", run(table.empty))] if table.empty else []))
            return
        self._captions += 1
        number = field("SEQ Table \\* ARABIC", str(self._captions))
        caption = paragraph("Caption", run("Table "), number, run(f": {table.caption}"))
        across, _ = widths(table, self._width, self._width)
        self._add(caption, self._tables.table(table, across), _AFTER_TABLE)


def _needs_width(section: Section) -> bool:
    """Whether any of its tables is too wide for a page that stands upright."""
    return any(
        isinstance(part, Table) and bool(part.rows) and widths(part, PORTRAIT, LANDSCAPE)[1] for part in section.parts
    )


def _records(document: Document) -> list[str]:
    """Everything that has a place: the sections, and the records in them."""
    found = [f"#{section.name}" for section in document.sections]
    for section in document.sections:
        for part in section.parts:
            if isinstance(part, Heading) and part.id:
                found.append(part.id)
            elif isinstance(part, Table):
                found += [name for row in part.rows if (name := row.anchor if isinstance(row, Row) else row.id)]
    return found
