"""What the formats of typed data share: what a file says of its rows, and the values of each column, so many rows at a
time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

from si_plan.documents.records import Batches, ColumnOf, Json, Records, Row, plain
from si_plan.formats.json import schema

Forms: TypeAlias = Mapping[ColumnOf, Callable[[Any], Any]]
"""What makes the value of a format of a column's value, by the kind of the column; a kind that is left out stays."""

COMMON: Final[Forms] = {"number": float, "reduced": plain, "nested": lambda value: in_json(value)}
"""What there is no type for: a date of reduced precision is ISO 8601, what is nested is JSON."""


def about(records: Records[Row]) -> dict[str, str | None]:
    """What a file says of all of its rows: the schema, the day, the plan's title and whose plan it is; as JSON the
    filters, if only some rows are there; of many plans the portfolio's title, and as JSON the members that are missing.
    """
    plan, portfolio = records.plan or {}, records.figures.get("portfolio")
    many = portfolio if isinstance(portfolio, Mapping) else {}
    said: dict[str, Json] = {
        "schema": schema(records),
        "as_of": records.as_of.isoformat() if records.as_of else None,
        "plan": plan.get("title"),
        "authority": plan.get("authority"),
        "filters": records.figures.get("filters") or None,
        "portfolio": many.get("title"),
        "missing": many.get("missing") or None,
    }
    return {
        name: value if isinstance(value, str) else in_json(value) if value else None for name, value in said.items()
    }


def in_json(value: Any) -> str:
    """A value as the text of its JSON."""
    return json.dumps(plain(value), ensure_ascii=False)


def columns_of(records: Records[Row], batches: Batches[Row], most: int, forms: Forms) -> Iterator[list[list[Any]]]:
    """The values of each column, for so many rows at a time. An absent value is None."""
    rows = (row for batch in batches for row in batch)
    while taken := list(islice(rows, most)):
        found = []
        for column in records.columns:
            values = [column.value(row) for row in taken]
            form = forms.get(column.kind)
            found.append(values if form is None else [None if value is None else form(value) for value in values])
        taken.clear()  # or it would be kept while the next rows come
        yield found
