"""Records as CSV (RFC 4180), for a spreadsheet: one header row, a record a row, dates as ISO 8601."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from si_plan.documents.visible import visible
from si_plan.formats.records import Answer
from si_plan.formulas import protected


def render(answer: Answer) -> str:
    """The rows as CSV. Lists are joined by "; ", absent values are empty, what would be a formula gets an
    apostrophe before it, as a person would write it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_cell(row.get(name)) for name in answer.columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple)):
        value = "; ".join(_member(part) for part in value)
    return protected(visible(_member(value)))


def _member(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)
