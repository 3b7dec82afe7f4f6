"""Records as JSON lines, for programs that read a record at a time: one row to a line, each with what the envelope of
JSON says of all."""

from __future__ import annotations

import json

from si_plan.documents.records import Json, Records, Row
from si_plan.formats.json import escape, schema


def render(records: Records[Row]) -> str:
    """The rows as JSON, each with a newline at its end. A row that has no field of that name gets at its end the
    `schema`, the day (`as_of`), the plan's title (`plan`) and its `authority`."""
    about: dict[str, Json] = {"schema": schema(records)}
    if records.as_of is not None:
        about["as_of"] = records.as_of.isoformat()
    if records.plan is not None:
        about |= {"plan": records.plan["title"], "authority": records.plan["authority"]}
    rows = ({**row, **{name: said for name, said in about.items() if name not in row}} for row in records.as_json)
    return "".join(escape(json.dumps(row, ensure_ascii=True)) + "\n" for row in rows)
