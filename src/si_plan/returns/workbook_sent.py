"""A return as an Excel workbook, by XlsxWriter: what is asked, and the empty cells beside it that a lead fills in.

The same rows give the same bytes. Every text of the plan is written as a string, whatever it looks like: it can
become neither a formula nor a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any, Final

from si_plan import office
from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.errors import INSTALL_REPORTS, InstallationError
from si_plan.office import repack
from si_plan.palette import PALETTE
from si_plan.returns.asking import Return
from si_plan.returns.form import COLUMNS, DATE, EVIDENCE, ID, INPUTS, NOTE, REFERENCE, STATUS, STATUSES
from si_plan.returns.wording import Said, words_of_row

_BAND, _HEAD = 3, 4
"""The rows (from 0) of the two bands and of the headings; the rows of what is asked come below."""
_SHADED, _INK, _FILL, _LINE = "#1F3864", "#7F3F00", "#FFF8DC", "#8C8C8C"
_EDGE: Final = {"border": 1, "align": "left", "indent": 1, "border_color": _LINE, "valign": "top", "text_wrap": True}
_FONT: Final = {"font_name": "Arial", "font_size": 10}
_WIDTHS: Final = (9, 46, 13, 14, 24, 14, 34, 30, 13, 10)
"""Of the columns, in characters."""
_LAST_COLUMN: Final = len(COLUMNS) - 2
"""The last that is seen; the reference after it is hidden."""


def render(asked: Return, contact: str = "") -> bytes:
    """The workbook. `contact` says whom to ask and where to send it. Raises InstallationError."""
    try:
        import xlsxwriter
    except ImportError:
        raise InstallationError("writing a workbook needs XlsxWriter", INSTALL_REPORTS) from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    rows = [words_of_row(row, asked.plan.refs) for row in asked.rows]
    formats = _formats(book)
    sheet = book.add_worksheet("Return")
    _head(sheet, formats, asked, contact)
    for number, row in enumerate(rows, _HEAD + 1):
        sheet.set_row(number, _height(row))
        _row(sheet, formats, number, row)
    last = _HEAD + len(rows)
    _guard(sheet, last)
    _look(sheet, asked, last)
    _properties(book, asked)
    book.close()
    return repack(out.getvalue(), office.free_heights)


def _formats(book: Any) -> dict[str, Any]:
    text = {**_FONT, **_EDGE, "num_format": "@"}
    open_text = {**text, "locked": False, "bg_color": _FILL}
    band = {
        **_FONT,
        "bold": True,
        "align": "left",
        "indent": 1,
        "valign": "vcenter",
        "border": 1,
        "border_color": _LINE,
    }
    head = {**band, "text_wrap": True, "font_color": "white"}
    return {
        "title": book.add_format({**_FONT, "bold": True, "font_size": 16, "valign": "vcenter"}),
        "line": book.add_format({**_FONT, "text_wrap": True, "valign": "top"}),
        "told": book.add_format({**band, "font_color": _SHADED, "bg_color": "#DCE3F0"}),
        "wanted": book.add_format({**band, "font_color": _INK, "bg_color": "#FFE699"}),
        "head": book.add_format({**head, "bg_color": _SHADED}),
        "head_wanted": book.add_format({**head, "bg_color": _INK}),
        "text": book.add_format(text),
        "id": book.add_format({**text, "bold": True}),
        "late": book.add_format(
            {
                **text,
                "bold": True,
                "font_color": PALETTE["overdue-ink"].light,
                "bg_color": PALETTE["overdue-tint"].light,
            }
        ),
        "plain": book.add_format(_FONT),
        "grey": book.add_format({**_FONT, "font_color": "#595959", "font_size": 9}),
        "open": book.add_format(open_text),
        "day": book.add_format({**open_text, "num_format": "d mmm yyyy", "align": "left"}),
    }


def _head(sheet: Any, formats: dict[str, Any], asked: Return, contact: str) -> None:
    """The title, what to do, whose it is, and the headings."""
    first, wanted = COLUMNS[0], COLUMNS.index(STATUS)
    told = (
        f"How things stood on {words.day(asked.as_of)}, in {asked.plan.title} ({asked.plan.authority}). "
        "What is overdue comes first. "
        f"Made by siplan from that plan{f'; questions, and the filled file, to {contact}' if contact else ''}."
    )
    if asked.left_out:
        told += f" {words.count(asked.left_out, 'older occurrence is', 'older occurrences are')} not asked about."
    todo = (
        f"On each line with news, fill in the columns {STATUS} to {DATE} on the right (the ones with a yellow ground); "
        f"leave every other line as it is. {STATUS} is chosen from a list. Complete needs {EVIDENCE}, which is where "
        f"it can be seen, one to a line (Alt+Enter), and the {DATE} on which it was complete. A {NOTE} can stand "
        "alone. Save the file and send it back; nothing else in it can be changed."
    )
    dates = (
        f"Write a {DATE} day first, as 3/10/2016 or 3 October 2016. Without its year, as 3 October or 3/10, it has to "
        f"be a day from {words.day(asked.as_of)} to the day on which this return is collected."
    )
    sheet.merge_range(0, 0, 0, _LAST_COLUMN, "", formats["title"])
    sheet.write_string(0, 0, visible(f"What has happened? {asked.lead}, {asked.title}"), formats["title"])
    for row, lines in ((1, [told]), (2, [todo, dates])):
        sheet.merge_range(row, 0, row, _LAST_COLUMN, "", formats["line"])
        sheet.write_string(row, 0, "\n".join(map(visible, lines)), formats["line"])
        sheet.set_row(row, 15.5 * sum(1 + len(line) // 220 for line in lines))
    sheet.set_row(0, 27)
    sheet.merge_range(_BAND, 0, _BAND, wanted - 1, "What the plan says", formats["told"])
    sheet.merge_range(_BAND, wanted, _BAND, _LAST_COLUMN, "Please fill in  ▼", formats["wanted"])
    for column, name in enumerate(COLUMNS):
        sheet.write_string(_HEAD, column, name, formats["head_wanted" if name in INPUTS else "head"])
    sheet.set_row(_HEAD, 21)
    assert first == ID
    assert COLUMNS[-1] == REFERENCE


def _height(row: Said) -> float:
    """The height that shows every text of a row, three lines at least, so that there is room to write."""
    asked = _lines(row.asked, 1) + (_lines(row.context, 1, 1.25) if row.context else 0)
    return office.height(max(asked, _lines(row.last, 4), _lines(row.state, 3), _lines(row.deadline, 2), 3), 3)


def _lines(text: str, column: int, smaller: float = 1.1) -> int:
    return office.lines(text, max(4, int(_WIDTHS[column] * smaller)))


def _row(sheet: Any, formats: dict[str, Any], number: int, row: Said) -> None:
    sheet.write_string(number, 0, row.id, formats["id"])
    if row.context:
        sheet.write_rich_string(
            number, 1, formats["plain"], row.asked, formats["grey"], f"\n{row.context}", formats["text"]
        )
    else:
        sheet.write_string(number, 1, row.asked, formats["text"])
    sheet.write_string(number, 2, row.deadline, formats["text"])
    sheet.write_string(number, 3, row.state, formats["late" if row.state.startswith("overdue") else "text"])
    sheet.write_string(number, 4, row.last, formats["text"])
    for column in range(COLUMNS.index(STATUS), len(COLUMNS) - 1):
        sheet.write_blank(number, column, None, formats["day" if COLUMNS[column] == DATE else "open"])
    sheet.write_string(number, len(COLUMNS) - 1, row.reference, formats["text"])


def _guard(sheet: Any, last: int) -> None:
    """What can be written where: the list of statuses, days, and nothing outside the open cells."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    rule: dict[str, Any] = {
        "validate": "list",
        "source": list(STATUSES),
        "input_title": STATUS,
        "input_message": f"Choose one of {', '.join(STATUSES)}, or leave it empty.",
        "error_title": "Not a status",
        "error_message": f"Choose one of {', '.join(STATUSES)}, or leave it empty.",
    }
    _validate(sheet, STATUS, last, rule)
    rule = {"validate": "any", "input_title": EVIDENCE, "input_message": "Where it can be seen, one to a line."}
    _validate(sheet, EVIDENCE, last, rule)
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": date(2199, 12, 31),
        "input_title": DATE,
        "input_message": "The day on which it happened, day first: 3/10/2016 or 3 October 2016.",
        "error_title": "Is this a day?",
        "error_message": "Write the day first, as 3/10/2016 or 3 October 2016. Keep what you wrote?",
        "error_type": "warning",
    }
    _validate(sheet, DATE, last, rule)


def _validate(sheet: Any, name: str, last: int, rule: dict[str, Any]) -> None:
    column = COLUMNS.index(name)
    sheet.data_validation(_HEAD + 1, column, last, column, rule)


def _look(sheet: Any, asked: Return, last: int) -> None:
    """Widths, what stays in sight, and how it is printed."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": column > _LAST_COLUMN})
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.autofilter(_HEAD, 0, last, _LAST_COLUMN)
    sheet.ignore_errors({"number_stored_as_text": f"A{_HEAD + 2}:A{last + 1}"})
    sheet.set_selection(_HEAD + 1, COLUMNS.index(STATUS), _HEAD + 1, COLUMNS.index(STATUS))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_BAND, _HEAD)
    sheet.print_area(0, 0, last, _LAST_COLUMN)
    sheet.set_footer(f"&L{asked.lead}, {words.day(asked.as_of)}&RPage &P of &N")


def _properties(book: Any, asked: Return) -> None:
    """Made on the day asked about, so that the same return has the same bytes whenever it is written."""
    book.set_properties(
        {
            "title": visible(f"Return of {asked.lead}, {words.day(asked.as_of)}"),
            "author": visible(asked.plan.authority),
            "comments": "Written by siplan return; read back by siplan collect",
            "created": datetime.combine(asked.as_of, time()),
        }
    )
