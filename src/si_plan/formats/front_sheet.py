"""The first sheet of a workbook: the numbers that matter, and a link to each sheet that has more of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from si_plan import office
from si_plan.documents.blocks import Document, Facts, Heading, Part, Points, Section, Table, Verbatim
from si_plan.documents.pictures import Figures
from si_plan.palette import PALETTE

NAME: Final = "Summary"
_WIDTHS: Final = (16, 34, 76)
_LAST: Final = len(_WIDTHS) - 1
_ROW: Final = 24
"""The height of a row with a large number, in points."""


def write_front(
    book: Any, page: Any, document: Document, sections: list[Section], tables: list[Table], sheets: Mapping[str, str]
) -> None:
    """Write the parts of these sections on the page, one below the other, and the list of the tables' sheets, after the
    figures if there are any. `sheets` has the name of each table's sheet."""
    _Front(book, page, tables, sheets).write(document, sections)


class _Front:
    """Writes from the top of the page to its end."""

    def __init__(self, book: Any, page: Any, tables: list[Table], sheets: Mapping[str, str]) -> None:
        self._book, self._page, self._tables, self._sheets = book, page, tables, sheets
        self._at = 0
        for place, width in enumerate(_WIDTHS):
            page.set_column(place, place, width)

    def write(self, document: Document, sections: list[Section]) -> None:
        for text, size, ink in ((document.authority, 10, "quiet"), (document.title, 18, "band")):
            if text:
                self._said(text, size, ink, bold=ink == "band")
        if document.subtitle:
            self._said(document.subtitle, 11, "quiet")
        size = 12
        for section in sections:
            if section.title:
                self._said(section.title, 12, "band", bold=True)
            for part, following in zip(section.parts, [*section.parts[1:], None], strict=True):
                self._part(part, size)
                self._at += not (isinstance(part, str) and isinstance(following, str))
                size = 10
        self._list()

    def _part(self, part: Part, size: int) -> None:
        if isinstance(part, str):
            self._said(part, size)
        elif isinstance(part, Figures):
            self._figures(part)
            self._at += 1
            self._list()
        elif isinstance(part, Facts):
            self._facts(part)
        elif isinstance(part, Heading):
            self._said(part.text, bold=True)
        elif isinstance(part, (Points, Verbatim)):
            for place, text in enumerate((part.title, *(part.texts if isinstance(part, Points) else part.lines))):
                self._said(text, first=min(place, 1))

    def _form(self, size: int = 10, ink: str = "ink", **more: Any) -> Any:
        """The format of a cell, marked as text also for edits."""
        letters = {"font_name": "Arial", "font_size": size, "font_color": PALETTE[ink].light}
        return self._book.add_format({**letters, "valign": "top", "quote_prefix": True, **more})

    def _said(self, text: str, size: int = 10, ink: str = "ink", *, bold: bool = False, first: int = 0) -> None:
        """A text over the width from the `first` column, which is the last thing on its row."""
        form = self._form(size, ink, bold=bold, text_wrap=True)
        self._page.merge_range(self._at, first, self._at, _LAST, "", form)
        self._page.write_string(self._at, first, text, form)
        lines = office.lines(text, sum(_WIDTHS[first:]) * 10 // size)
        self._page.set_row(self._at, min(office.height(lines, 2) * size / 10, office.height(office.MOST_LINES, 0)))
        self._at += 1

    def _heads(self, *texts: str) -> None:
        form = self._form(ink="on-band", bold=True, bg_color=PALETTE["band"].light)
        for place, text in enumerate(texts):
            self._page.write_string(self._at, place, text, form)
        self._at += 1

    def _figures(self, part: Figures) -> None:
        self._heads("Number", "What", "Of these")
        line: dict[str, Any] = {"bottom": 1, "bottom_color": PALETTE["rule"].light, "valign": "vcenter"}
        for one in part.figures:
            shaded = one.number and one.shade != "none"
            number = self._form(
                18, f"{one.shade}-ink" if shaded else "ink", bold=True, align="left", quote_prefix=False, **line
            )
            self._page.write_number(self._at, 0, one.number, number)
            label = f"{one.label[:1].upper()}{one.label[1:]}"
            self._link(1, one.section, label, self._form(12, **line), **line)
            self._page.write_string(self._at, 2, one.note, self._form(**line))
            self._page.set_row(self._at, _ROW)
            self._at += 1

    def _list(self) -> None:
        """The sheets, each with its number of rows and what it shows; once."""
        if not self._tables:
            return
        self._heads("Rows", "Sheet", "What it shows")
        for table in self._tables:
            number = self._form(align="left", quote_prefix=False)
            self._page.write_number(self._at, 0, len(table.rows), number)
            self._link(1, table.name, self._sheets[table.name], self._form())
            self._page.write_string(self._at, 2, table.caption, self._form(text_wrap=True))
            self._page.set_row(self._at, office.height(office.lines(table.caption, _WIDTHS[2]), 2))
            self._at += 1
        self._tables = []

    def _link(self, place: int, table: str, text: str, form: Any, **more: Any) -> None:
        """The text, as a link if the table has a sheet."""
        sheet = self._sheets.get(table)
        if sheet is None:
            self._page.write_string(self._at, place, text, form)
            return
        linked = self._form(12 if more else 10, "link", underline=1, **more)
        self._page.write_url(self._at, place, f"internal:'{sheet}'!A1", linked, text)

    def _facts(self, part: Facts) -> None:
        for label, text in part.pairs:
            self._page.write_string(self._at, 0, label, self._form(bold=True))
            self._said(text, first=1)
