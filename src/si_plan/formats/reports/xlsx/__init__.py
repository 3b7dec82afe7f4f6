"""A report as an Excel workbook to filter, sort and count in: a table a sheet, nothing merged, no formula."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any, Final

import xlsxwriter

from si_plan.documents.blocks import Document, Shade
from si_plan.documents.visible import safe
from si_plan.formats import heights
from si_plan.formats.packing import repacked
from si_plan.formats.palette import PALETTE
from si_plan.formats.reports.document import document
from si_plan.formats.reports.xlsx.fields import Field, Sheet, State, Value
from si_plan.formats.reports.xlsx.sheets import sheets
from si_plan.formulas import acts
from si_plan.queries.report.rows import Report

_MOST_IN_A_CELL: Final = 32_767
"""As Excel counts: in 16-bit units."""
_CUT: Final = " … (cut: a cell holds no more)"
_MOST_IN_A_PROPERTY: Final = 250
_MOST_IN_A_FOOTER: Final = 100
_A4: Final = 9
_FONT: Final = {"font_name": "Arial", "font_size": 10}
_MOST_LETTERS: Final = 3_000
"""A longer text fills the highest row that there is."""
_NARROWER: Final = 1.08
"""Columns are measured in digits; letters are narrower on average."""
_LETTERS_ACROSS: Final = 202
"""How many stand beside each other on a page that can be read."""
_SHADES: Final[tuple[Shade, ...]] = ("overdue", "falling", "open", "done", "cancelled")


def render(report: Report) -> bytes:
    """The report's .xlsx file."""
    told = document(report)
    return written(sheets(report, told), told, report.as_of)


def written(shown: list[Sheet], told: Document, day: date) -> bytes:
    """Sheets as an .xlsx file that says it was made on that day."""
    shown, told = safe(shown), safe(told)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_FONT),
    }
    book = xlsxwriter.Workbook(out, options)
    _properties(book, told, day)
    forms = _Forms(book)
    for sheet in shown:
        _sheet(book.add_worksheet(sheet.name), sheet, forms, told)
    book.close()
    return repacked(out.getvalue(), heights.softened)


def _properties(book: Any, told: Document, day: date) -> None:
    book.set_properties(
        {
            "title": told.title[:_MOST_IN_A_PROPERTY],
            "subject": told.subtitle[:_MOST_IN_A_PROPERTY],
            "author": told.authority[:_MOST_IN_A_PROPERTY],
            "created": datetime.combine(day, time()),
        }
    )


class _Forms:
    """How cells look, by what stands in them."""

    def __init__(self, book: Any) -> None:
        base: dict[str, Any] = {**_FONT, "valign": "top", "bottom": 1, "bottom_color": _ink("rule")}
        ground = {"font_color": _ink("on-band"), "bg_color": _ink("band")}
        band = {**base, **ground, "bold": True, "text_wrap": True, "valign": "vcenter"}
        self.heading = book.add_format(band)
        self.number_heading = book.add_format({**band, "align": "right", "indent": 1})
        made: dict[str, dict[str, Any]] = {
            "id": {"num_format": "@", "bold": True},
            "text": {"text_wrap": True},
            "short": {"text_wrap": True},
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

    def of(self, field: Field, value: Value) -> Any:
        """A text that would be a formula where a cell is typed is marked as text, so that an edit leaves it one."""
        if isinstance(value, str) and acts(value):
            return self._quoted[field.kind]
        return self._plain[field.kind]


def _ink(name: str) -> str:
    return PALETTE[name].light


def _sheet(page: Any, sheet: Sheet, forms: _Forms, told: Document) -> None:
    for column, field in enumerate(sheet.fields):
        page.set_column(column, column, field.width)
        page.write_string(0, column, field.heading, forms.number_heading if field.kind == "number" else forms.heading)
    page.set_row(0, _heading_height(sheet.fields))
    for number, row in enumerate(sheet.rows, 1):
        for column, (field, value) in enumerate(zip(sheet.fields, row, strict=True)):
            _cell(page, number, column, value, forms.of(field, value))
        page.set_row(number, _height(sheet.fields, [value if isinstance(value, str) else "" for value in row]))
    last = max(len(sheet.rows), 1)
    _colours(page, sheet, forms, last)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(sheet.fields) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + len(sheet.fields) - 1)}{last + 1}"})
    _print(page, sheet, told)


def _heading_height(fields: tuple[Field, ...]) -> float:
    """The height of the headings, which are bold and wrapped in every column."""
    return heights.height(max(heights.lines(field.heading, field.width - 2) for field in fields), 6)


def _height(fields: tuple[Field, ...], texts: list[str]) -> float:
    """The height that shows every text of a row."""
    return heights.height(max(_lines(field, text) for field, text in zip(fields, texts, strict=True)), 2)


def _lines(field: Field, text: str) -> int:
    if field.kind not in ("text", "short") or len(text) <= field.width:
        return 1
    if len(text) > _MOST_LETTERS:
        return heights.MOST_LINES
    return heights.lines(text, int(field.width * _NARROWER))


def _pages_across(sheet: Sheet) -> int:
    """How many pages beside each other the sheet takes in print, so that it can be read."""
    return -(-sum(field.width for field in sheet.fields) // _LETTERS_ACROSS)


def _cell(page: Any, row: int, column: int, value: Value, form: Any) -> None:
    """A cell of its own type. A text is never taken for anything else, whatever it looks like."""
    if value is None or value == "":
        page.write_blank(row, column, None, form)
    elif isinstance(value, State):
        page.write_string(row, column, value.word, form)
    elif isinstance(value, str):
        page.write_string(row, column, _fitting(value), form)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()), form)
    else:
        page.write_number(row, column, value, form)


def _fitting(text: str) -> str:
    """The text, cut where it is longer than a cell may be, and saying so."""
    if len(text) * 2 <= _MOST_IN_A_CELL or len(text.encode("utf-16-le")) // 2 <= _MOST_IN_A_CELL:
        return text
    units = text.encode("utf-16-le")[: 2 * (_MOST_IN_A_CELL - len(_CUT))]
    return units.decode("utf-16-le", errors="ignore") + _CUT


def _colours(page: Any, sheet: Sheet, forms: _Forms, last: int) -> None:
    """Colours for the words of states, which follow a word that someone changes."""
    for column, field in enumerate(sheet.fields):
        if field.kind != "state":
            continue
        found = dict.fromkeys(value for row in sheet.rows if isinstance(value := row[column], State))
        for state in found:
            if state.shade != "none":
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{state.word}"',
                    "format": forms.shades[state.shade],
                }
                page.conditional_format(1, column, last, column, rule)


def _print(page: Any, sheet: Sheet, told: Document) -> None:
    """On A4 on its side, on so few pages beside each other that it can be read, with headings and ids on each."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    page.fit_to_pages(_pages_across(sheet), 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.hide_gridlines(1)
    name = f"{told.title}, {told.subtitle}"[:_MOST_IN_A_FOOTER].replace("&", "&&")
    page.set_footer(f"&L{name}&C{sheet.name}&RPage &P of &N")
