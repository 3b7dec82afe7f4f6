"""Records as JSON, in an envelope that names its schema and version."""

from __future__ import annotations

import json
from typing import Any

from si_plan.documents.records import Records, Row


def render(records: Records[Row]) -> str:
    """The envelope: schema, day, plan, the query's own figures, rows. Two spaces a level, a newline at the end."""
    envelope: dict[str, Any] = {
        "schema": f"siplan/{records.query}/v1",
        "as_of": records.as_of.isoformat() if records.as_of else None,
        **({"plan": records.plan} if records.plan else {}),
        **records.figures,
        "rows": records.as_json,
    }
    return dump(envelope)


def dump(value: Any) -> str:
    """JSON in ASCII, with `#` as its escape: neither a terminal nor a CI runner finds anything in it to obey."""
    return escape(json.dumps(value, indent=2, ensure_ascii=True)) + "\n"


def escape(text: str) -> str:
    """The text with `#` as its escape."""
    return text.replace("#", "\\u0023")
