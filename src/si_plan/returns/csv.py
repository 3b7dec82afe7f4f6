"""A return as CSV: sent in UTF-8 with the byte-order mark by which Excel knows it, and nothing that a spreadsheet
computes; read in UTF-8 or what Windows calls ANSI or OEM, with commas, semicolons or tabs, as spreadsheets save it."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from si_plan.formulas import protect, unprotect
from si_plan.returns.asking import Return
from si_plan.returns.cells import Cell, Kind, Sheet, UnreadableReturnError, letters
from si_plan.returns.form import COLUMNS, INPUTS, NEEDED, WITNESS
from si_plan.returns.wording import words_of_row

_MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_ROWS: Final = 5_000
_MOST_COLUMNS: Final = 40


def render(asked: Return) -> bytes:
    """The headings, then a row each (RFC 4180), with the columns that a lead fills in empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in (words_of_row(one, asked.plan.refs) for one in asked.rows):
        text = f"{row.asked} ({row.context})" if row.context else row.asked
        cells = row.id, text, row.deadline, row.state, row.last, *("" for _ in INPUTS), row.reference
        writer.writerow([protect(cell) for cell in cells])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "backslashreplace")


def sheet_of(raw: bytes) -> Sheet:
    """The sheet in the bytes of a CSV file. Raises UnreadableReturnError."""
    if len(raw) > _MOST_BYTES:
        raise UnreadableReturnError("it is far larger than a return", "send a new return, and collect that")
    text = _decode(raw)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows = []
    try:
        for number, row in enumerate(reader, 1):
            if number > _MOST_ROWS:
                raise UnreadableReturnError("it is far larger than a return", "send a new return, and collect that")
            rows.append(
                [_cell(f"{letters(column)}{number}", value) for column, value in enumerate(row[:_MOST_COLUMNS], 1)]
            )
    except csv.Error as error:
        raise UnreadableReturnError(
            f"it is no CSV from line {reader.line_num} on: {error}", "save it again from the spreadsheet"
        ) from None
    return Sheet("", rows)


def _cell(place: str, value: str) -> Cell:
    kind: Kind = "formula" if value.lstrip().startswith("=") else "plain"
    return Cell(place, unprotect(value), kind)


def _decode(raw: bytes) -> str:
    """The text, decoded as UTF-8 or UTF-16, which can be recognised, else as cp1252 or cp850 if the letters that each
    row was sent with come out right. Raises UnreadableReturnError."""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252", "cp850"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (encoding.startswith("utf") or WITNESS in text):
            return text
    raise UnreadableReturnError(
        "nothing in it tells for certain which letters its bytes are", "save it as CSV UTF-8 from the spreadsheet"
    )


def _separator(text: str) -> str:
    """The separator in the line of the headings, which may have other lines above it; a comma if none is found."""
    for line in text.split("\n", 200)[:200]:
        for separator in ",;\t":
            if set(NEEDED) <= {part.strip().strip('"') for part in line.split(separator)}:
                return separator
    return ","
