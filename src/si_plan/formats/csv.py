"""Records as CSV (RFC 4180), for a spreadsheet: a header row, then a row for each record; dates as ISO 8601."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Final

from si_plan.documents.records import ColumnOf, Json, Records, Row, plain
from si_plan.documents.visible import visible
from si_plan.formulas import protect

MARK: Final = b"\xef\xbb\xbf"
"""The byte order mark at the start of a file: without it, Excel reads UTF-8 as a Windows encoding."""


def render(records: Records[Row]) -> str:
    """The rows as CSV. Lists are joined by "; ", absent values are empty, and a text that would be a formula gets an
    apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = records.in_table
    writer.writerow([column.name for column in columns])
    for row in records.rows:
        writer.writerow([_cell(column.kind, plain(column.value(row))) for column in columns])
    return out.getvalue()


def _cell(kind: ColumnOf, value: Json) -> str:
    if value is None:
        return ""
    if kind == "flag":
        return "true" if value else "false"
    if kind in ("integer", "number"):
        return str(value)
    return protect(visible(_cell_text(value)))


def _cell_text(value: Json) -> str:
    """A value as text: several are joined, and a record gives its id."""
    if isinstance(value, Mapping):
        return str(value.get("id", ""))
    return "; ".join(_cell_text(part) for part in value) if isinstance(value, (list, tuple)) else str(value)
