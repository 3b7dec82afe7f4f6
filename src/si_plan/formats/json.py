"""Records as JSON, in an envelope that names its schema and version."""

from __future__ import annotations

import json
from typing import Any

from si_plan.formats.records import Answer


def render(answer: Answer) -> str:
    """The envelope: schema, day, plan, the query's own figures, rows. Two spaces a level, a newline at the end."""
    envelope: dict[str, Any] = {
        "schema": f"siplan/{answer.query}/v1",
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        **({"plan": answer.plan} if answer.plan else {}),
        **answer.figures,
        "rows": answer.rows,
    }
    return dumped(envelope)


def render_lines(answer: Answer) -> str:
    """JSON lines: a row a line, without the envelope, as programs read that take one record at a time."""
    return "".join(_escaped(json.dumps(row, ensure_ascii=True)) + "\n" for row in answer.rows)


def dumped(value: Any) -> str:
    """JSON in ASCII, with `#` as its escape: neither a terminal nor a CI runner finds anything in it to obey."""
    return _escaped(json.dumps(value, indent=2, ensure_ascii=True)) + "\n"


def _escaped(text: str) -> str:
    return text.replace("#", "\\u0023")
