"""Records as JSON, in an envelope that names its schema and version."""

from __future__ import annotations

import json
from typing import Any, Final

from si_plan.documents.records import Records, Row

VERSION: Final = 1
"""The version of every schema."""


def render(records: Records[Row]) -> str:
    """The envelope: schema, day, plan, the query's figures, rows. Indented by two spaces, with a newline at the end."""
    envelope: dict[str, Any] = {
        "schema": schema(records),
        "as_of": records.as_of.isoformat() if records.as_of else None,
        **({"plan": records.plan} if records.plan else {}),
        **records.figures,
        "rows": records.as_json,
    }
    return dump(envelope)


def schema(records: Records[Row]) -> str:
    """The name and version of the schema that the records keep to."""
    return f"siplan/{records.query}/v{VERSION}"


def dump(value: Any) -> str:
    """JSON in ASCII with `#` escaped, so that nothing in it acts on a terminal or a CI runner."""
    return escape(json.dumps(value, indent=2, ensure_ascii=True)) + "\n"


def escape(text: str) -> str:
    """The JSON text with each `#` escaped."""
    return text.replace("#", "\\u0023")
