"""Records as JSON lines: a row a line, without an envelope, as programs read that take one record at a time."""

from __future__ import annotations

import json

from si_plan.documents.records import Records, Row
from si_plan.formats.json import escape


def render(records: Records[Row]) -> str:
    """The rows, each ended by a newline."""
    return "".join(escape(json.dumps(row, ensure_ascii=True)) + "\n" for row in records.as_json)
