"""Rows as the versioned records that JSON and CSV give. Names and meanings here are a promise to scripts.

A record's columns are typed: each has a name, says what kind of value it holds, and takes that value from a row. The
formats write what a column gives by its kind, and know no row.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar, Union

from si_plan.dates.reduced import ReducedDate

Row = TypeVar("Row")
Outer = TypeVar("Outer")

Json: TypeAlias = Union[str, float, Sequence["Json"], Mapping[str, "Json"], None]  # noqa: UP007 - refers to itself
"""What JSON can say."""
Value: TypeAlias = date | ReducedDate | Json
ColumnOf = Literal["text", "number", "flag", "day", "texts", "nested"]


class RecordColumn(NamedTuple, Generic[Row]):
    """A column of records: its name, what kind of value stands in it, and what that is in a row. One that is not
    `in_table` is only for JSON: no cell of a table holds it."""

    name: str
    kind: ColumnOf
    value: Callable[[Row], Value]
    in_table: bool = True


Columns: TypeAlias = tuple[RecordColumn[Row], ...]


def text(name: str, of: Callable[[Row], str | None]) -> RecordColumn[Row]:
    return RecordColumn(name, "text", of)


def number(name: str, of: Callable[[Row], float | None]) -> RecordColumn[Row]:
    return RecordColumn(name, "number", of)


def flag(name: str, of: Callable[[Row], bool]) -> RecordColumn[Row]:
    return RecordColumn(name, "flag", of)


def day(name: str, of: Callable[[Row], date | ReducedDate | None]) -> RecordColumn[Row]:
    """A date, of a day or of reduced precision: ISO 8601 in every format."""
    return RecordColumn(name, "day", of)


def texts(name: str, of: Callable[[Row], Sequence[str]]) -> RecordColumn[Row]:
    return RecordColumn(name, "texts", of)


def nested(name: str, of: Callable[[Row], Json], *, in_table: bool = False) -> RecordColumn[Row]:
    """Records within a record, or a mapping. In a table, records stand as their ids."""
    return RecordColumn(name, "nested", of, in_table)


def inside(column: RecordColumn[Row], row_of: Callable[[Outer], Row]) -> RecordColumn[Outer]:
    """The same column of what has the row in it."""
    return RecordColumn(column.name, column.kind, lambda outer: column.value(row_of(outer)), column.in_table)


class Records(NamedTuple, Generic[Row]):
    """A query's records: what the envelope says of them, their columns in the order of JSON, and the rows."""

    query: str
    as_of: date | None
    plan: Mapping[str, Json] | None
    """What the envelope says of the plan that was asked; None where no plan was."""
    columns: Columns[Row]
    rows: Sequence[Row]
    figures: Mapping[str, Json] = {}
    last: str = ""
    """The name of the column that comes last in a table, where it is not the last in JSON."""

    @property
    def in_table(self) -> list[RecordColumn[Row]]:
        """The columns that a table has, in its order."""
        found = [column for column in self.columns if column.in_table]
        return sorted(found, key=lambda column: column.name == self.last)

    @property
    def as_json(self) -> list[dict[str, Json]]:
        """Every row as JSON has it."""
        return [record(self.columns, row) for row in self.rows]


def record(columns: Columns[Row], row: Row) -> dict[str, Json]:
    """A row as JSON has it: dates as ISO 8601, absent values null."""
    return {column.name: plain(column.value(row)) for column in columns}


def plain(value: Value) -> Json:
    """A value as JSON has it."""
    if isinstance(value, ReducedDate):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
