"""A return as CSV: UTF-8 with the byte-order mark by which Excel knows it, and nothing that a spreadsheet computes."""

from __future__ import annotations

import codecs
import csv
import io

from si_plan.formulas import protected
from si_plan.returns.asking import Return
from si_plan.returns.form import COLUMNS, INPUTS
from si_plan.returns.wording import said


def render(asked: Return) -> bytes:
    """The headings, then a row each (RFC 4180), with the columns that a lead fills in empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in asked.rows:
        row = said(one)
        text = f"{row.asked} ({row.context})" if row.context else row.asked
        cells = row.id, text, row.deadline, row.state, row.last, *("" for _ in INPUTS), row.reference
        writer.writerow([protected(cell) for cell in cells])
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "backslashreplace")
