"""Records as JSON lines: one row to a line, without an envelope, for programs that read a record at a time."""

from __future__ import annotations

import json

from si_plan.documents.records import Records, Row
from si_plan.formats.json import escape


def render(records: Records[Row]) -> str:
    """The rows as JSON, each with a newline at its end."""
    return "".join(escape(json.dumps(row, ensure_ascii=True)) + "\n" for row in records.as_json)
