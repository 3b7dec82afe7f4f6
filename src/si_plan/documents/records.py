"""Rows as the versioned records that JSON and CSV give. Scripts rely on the names and meanings here.

A record's columns are typed: each has a name, says what kind of value it holds, and takes that value from a row. The
formats see columns and values only, never what a row is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar, Union

from si_plan.dates.reduced import ReducedDate

Row = TypeVar("Row")
Outer = TypeVar("Outer")

Json: TypeAlias = Union[str, float, Sequence["Json"], Mapping[str, "Json"], None]  # noqa: UP007 - refers to itself
"""What JSON can say."""
Value: TypeAlias = date | ReducedDate | Json
ColumnOf = Literal["text", "integer", "number", "flag", "day", "reduced", "texts", "nested"]


class RecordColumn(NamedTuple, Generic[Row]):
    """A column of records: its name, the kind of its values, and a function that takes the value from a row. A column
    that is not `in_table` appears in JSON only."""

    name: str
    kind: ColumnOf
    value: Callable[[Row], Value]
    in_table: bool = True


Columns: TypeAlias = tuple[RecordColumn[Row], ...]


def text(name: str, of: Callable[[Row], str | None]) -> RecordColumn[Row]:
    """A column of texts."""
    return RecordColumn(name, "text", of)


def integer(name: str, of: Callable[[Row], int | None]) -> RecordColumn[Row]:
    """A column of whole numbers."""
    return RecordColumn(name, "integer", of)


def number(name: str, of: Callable[[Row], float | None]) -> RecordColumn[Row]:
    """A column of numbers."""
    return RecordColumn(name, "number", of)


def flag(name: str, of: Callable[[Row], bool]) -> RecordColumn[Row]:
    """A column of true and false."""
    return RecordColumn(name, "flag", of)


def day(name: str, of: Callable[[Row], date | None]) -> RecordColumn[Row]:
    """A column of days; ISO 8601 in a format without dates."""
    return RecordColumn(name, "day", of)


def reduced(name: str, of: Callable[[Row], ReducedDate | None]) -> RecordColumn[Row]:
    """A column of dates of reduced precision; ISO 8601 in every format."""
    return RecordColumn(name, "reduced", of)


def texts(name: str, of: Callable[[Row], Sequence[str]]) -> RecordColumn[Row]:
    """A column of lists of texts."""
    return RecordColumn(name, "texts", of)


def nested(name: str, of: Callable[[Row], Json], *, in_table: bool = False) -> RecordColumn[Row]:
    """A column of records within a record, or of a mapping. A table shows the ids of such records."""
    return RecordColumn(name, "nested", of, in_table)


def inside(column: RecordColumn[Row], row_of: Callable[[Outer], Row]) -> RecordColumn[Outer]:
    """The same column for an outer row, which holds the row that the column knows."""
    return RecordColumn(column.name, column.kind, lambda outer: column.value(row_of(outer)), column.in_table)


class Records(NamedTuple, Generic[Row]):
    """A query's records: what the JSON envelope says of them, their columns in the order of JSON, and the rows."""

    query: str
    as_of: date | None
    plan: Mapping[str, Json] | None
    """What the envelope says of the plan; None if the answer is not about a plan."""
    columns: Columns[Row]
    rows: Sequence[Row]
    figures: Mapping[str, Json] = {}
    last: str = ""
    """The name of the column that comes last in a table, if it is not the last in JSON."""

    @property
    def in_table(self) -> list[RecordColumn[Row]]:
        """The columns of a table, in its order."""
        found = [column for column in self.columns if column.in_table]
        return sorted(found, key=lambda column: column.name == self.last)

    @property
    def as_json(self) -> list[dict[str, Json]]:
        """Every row as a JSON object, in the order of the rows."""
        return [record(self.columns, row) for row in self.rows]


Batches: TypeAlias = Iterable[Sequence[Row]]
"""Rows that come so many at a time, such as those of each member of a portfolio."""


def record(columns: Columns[Row], row: Row) -> dict[str, Json]:
    """A row as a JSON object by column name: dates as ISO 8601, absent values null."""
    return {column.name: plain(column.value(row)) for column in columns}


def plain(value: Value) -> Json:
    """A value that JSON can hold: dates as ISO 8601, tuples as lists."""
    if isinstance(value, ReducedDate):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
