"""A document as an Excel workbook to filter, sort and count in: a front sheet, then one for each table; no formula."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from si_plan import office
from si_plan.documents.blocks import (
    Cell,
    Column,
    Document,
    Group,
    Mark,
    Part,
    Row,
    Section,
    Shade,
    Table,
    plain,
    tell,
)
from si_plan.documents.pictures import Figures
from si_plan.documents.visible import safe
from si_plan.formats.front_sheet import NAME, write_front
from si_plan.formulas import acts
from si_plan.office import FIRST_DAY, repack
from si_plan.palette import PALETTE

_MOST_IN_A_CELL: Final = 32_767
"""In 16-bit units, as Excel counts."""
_CUT: Final = " … (cut: a cell holds no more)"
_MOST_IN_A_PROPERTY: Final = 250
_MOST_IN_A_FOOTER: Final = 100
_MOST_IN_A_NAME: Final = 31
_A4: Final = 9
_FONT: Final = {"font_name": "Arial", "font_size": 10}
_MOST_LETTERS: Final = 3_000
"""The letters that are measured: a longer text fills the highest row anyway."""
_NARROWER: Final = 1.08
"""Columns are measured in digits; letters are narrower on average."""
_LETTERS_ACROSS: Final = 202
"""The most letters across a page that is still readable."""
_ON_ONE_LINE: Final = frozenset({"id", "date", "number", "state"})
"""The kinds of columns whose cells take one line."""
_SHADES: Final[tuple[Shade, ...]] = ("overdue", "falling", "open", "done", "cancelled")


def render(document: Document) -> bytes:
    """The document's .xlsx file, which says that it was made on the document's day."""
    document = safe(document)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_FONT),
    }
    book = xlsxwriter.Workbook(out, options)
    _properties(book, document)
    forms = _Forms(book)
    front, tables = _parted(document)
    names = _names(tables, {NAME.casefold()})
    if front or not tables:
        page = book.add_worksheet(NAME)
        write_front(book, page, document, front, tables, names)
        _paper(page, document)
        page.fit_to_pages(1, 0)
    for table in tables:
        _sheet(book.add_worksheet(names[table.name]), table, forms, document)
    book.close()
    return repack(out.getvalue(), office.free_heights)


def _parted(document: Document) -> tuple[list[Section], list[Table]]:
    """What stands on the front sheet, and the tables, each of which has a sheet."""
    front: list[Section] = []
    tables: list[Table] = []
    for section in document.sections:
        parts: list[Part] = []
        for part in section.parts:
            told = [part] if isinstance(part, Figures) else tell(part)
            parts += [one for one in told if not isinstance(one, Table)]
            tables += [one for one in told if isinstance(one, Table)]
        if parts:
            front.append(section._replace(parts=parts))
    return front, [
        table if table.name else table._replace(name=table.title or table.caption or f"Table {place}")
        for place, table in enumerate(tables, 1)
    ]


def _names(tables: list[Table], taken: set[str]) -> dict[str, str]:
    """The name of each table's sheet, by the table's own name."""
    names: dict[str, str] = {}
    for table in tables:
        names[table.name] = _name(table, taken)
        taken.add(names[table.name].casefold())
    return names


def _name(sheet: Table, taken: set[str]) -> str:
    """A name for the sheet that Excel allows and that is not taken."""
    wanted = re.sub(r"[\[\]:*?/\\']+", " ", sheet.name or sheet.title or sheet.caption).strip() or "Table"
    name = wanted[:_MOST_IN_A_NAME].rstrip()
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _MOST_IN_A_NAME - len(f' {number}')].rstrip()} {number}"
    return name


def _properties(book: Any, document: Document) -> None:
    book.set_properties(
        {
            "title": document.title[:_MOST_IN_A_PROPERTY],
            "subject": document.subtitle[:_MOST_IN_A_PROPERTY],
            "author": document.authority[:_MOST_IN_A_PROPERTY],
            "created": datetime.combine(document.day or FIRST_DAY, time()),
        }
    )


class _Forms:
    """The formats of cells, by column and content."""

    def __init__(self, book: Any) -> None:
        base: dict[str, Any] = {**_FONT, "valign": "top", "bottom": 1, "bottom_color": _ink("rule")}
        ground = {"font_color": _ink("on-band"), "bg_color": _ink("band")}
        band = {**base, **ground, "bold": True, "text_wrap": True, "valign": "vcenter"}
        self.heading = book.add_format(band)
        self.number_heading = book.add_format({**band, "align": "right", "indent": 1})
        made: dict[str, dict[str, Any]] = {
            "id": {"num_format": "@", "bold": True},
            "text": {"text_wrap": True},
            "date": {"num_format": "d mmm yyyy", "align": "left"},
            "number": {"num_format": "General", "align": "right", "indent": 1},
            "state": {"bold": True},
        }
        self._plain = {kind: book.add_format({**base, **own}) for kind, own in made.items()}
        self._quoted = {
            kind: book.add_format({**base, **own, "quote_prefix": True}) for kind, own in made.items() if kind != "date"
        }
        self.shades = {
            shade: book.add_format({"font_color": _ink(f"{shade}-ink"), "bg_color": _ink(f"{shade}-tint")})
            for shade in _SHADES
        }

    def of(self, column: Column, cell: Cell) -> Any:
        """The format of a cell. A text that would be a formula if typed is marked as text, also for edits."""
        kind = column.kind if column.kind in self._plain else "text"
        if isinstance(cell, str) and acts(cell):
            return self._quoted.get(kind, self._quoted["text"])
        return self._plain[kind]


def _ink(name: str) -> str:
    return PALETTE[name].light


def _sheet(page: Any, sheet: Table, forms: _Forms, document: Document) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        form = forms.number_heading if column.kind == "number" else forms.heading
        page.write_string(0, place, column.heading, form)
    page.set_row(0, _heading_height(sheet.columns))
    rows = [row.cells if isinstance(row, Row) else _alone(_of_group(row), sheet) for row in sheet.rows]
    if not rows and sheet.empty:
        rows = [_alone(sheet.empty, sheet)]
    for number, cells in enumerate(rows, 1):
        for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            _cell(page, number, place, cell, forms.of(column, cell))
        page.set_row(number, _height(sheet.columns, cells))
    last = max(len(rows), 1)
    _colours(page, sheet.columns, rows, forms)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(sheet.columns) - 1)}{last + 1}"})
    _print(page, sheet, document)


def _of_group(group: Group) -> str:
    return "; ".join((group.title, *group.steps, *group.lines))


def _alone(text: str, sheet: Table) -> tuple[Cell, ...]:
    """A row with this text in its first column."""
    return (text, *[None] * (len(sheet.columns) - 1))


def _heading_height(columns: tuple[Column, ...]) -> float:
    """The height of the heading row, which is bold and wrapped in every column."""
    return office.height(max(office.lines(column.heading, column.width - 2) for column in columns), 6)


def _height(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> float:
    """The height that shows every text of a row."""
    return office.height(max(_lines(column, cell) for column, cell in zip(columns, cells, strict=True)), 2)


def _lines(column: Column, cell: Cell) -> int:
    text = plain(cell)
    if column.kind in _ON_ONE_LINE or len(text) <= column.width:
        return 1
    if len(text) > _MOST_LETTERS:
        return office.MOST_LINES
    return office.lines(text, int(column.width * _NARROWER))


def _pages_across(sheet: Table) -> int:
    """How many pages side by side the sheet needs in print to be readable."""
    return -(-sum(column.width for column in sheet.columns) // _LETTERS_ACROSS)


def _cell(page: Any, row: int, place: int, cell: Cell, form: Any) -> None:
    """Write a cell with its own type. A text is always written as text, whatever it looks like."""
    if cell is None or cell == "":
        page.write_blank(row, place, None, form)
    elif isinstance(cell, date):
        page.write_datetime(row, place, datetime.combine(cell, time()), form)
    elif isinstance(cell, (int, float)):
        page.write_number(row, place, cell, form)
    else:
        page.write_string(row, place, _cut(plain(cell)), form)


def _cut(text: str) -> str:
    """The text; if it is longer than a cell may be, cut and saying so."""
    if len(text) * 2 <= _MOST_IN_A_CELL or len(text.encode("utf-16-le")) // 2 <= _MOST_IN_A_CELL:
        return text
    units = text.encode("utf-16-le")[: 2 * (_MOST_IN_A_CELL - len(_CUT))]
    return units.decode("utf-16-le", errors="ignore") + _CUT


def _colours(page: Any, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], forms: _Forms) -> None:
    """Colour the words of states, by rules that follow when someone changes a word."""
    for place in range(len(columns)):
        found = dict.fromkeys(cell for cells in rows if isinstance(cell := cells[place], Mark))
        for mark in found:
            if mark.shade != "none":
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{mark.words}"',
                    "format": forms.shades[mark.shade],
                }
                page.conditional_format(1, place, max(len(rows), 1), place, rule)


def _print(page: Any, sheet: Table, document: Document) -> None:
    """Set up printing: as few pages side by side as are readable, with headings and ids on each."""
    _paper(page, document)
    page.fit_to_pages(_pages_across(sheet), 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.hide_gridlines(1)


def _paper(page: Any, document: Document) -> None:
    """Set up the paper: A4 landscape, with the document's mark at its head and its name and page at its foot."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    page.hide_gridlines(2)
    name = f"{document.title}, {document.subtitle}"[:_MOST_IN_A_FOOTER].replace("&", "&&")
    if document.mark:
        page.set_header(f"&C&B{document.mark.replace('&', '&&')}")
    page.set_footer(f"&L{name}&C{page.get_name().replace('&', '&&')}&RPage &P of &N")
