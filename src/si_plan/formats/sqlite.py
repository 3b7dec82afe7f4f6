"""Records as an SQLite database: a table of the rows, named for the query, and the table `about` with one row that says
what they are about. The version of the schema is its `user_version` too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from errno import EIO
from functools import lru_cache
from typing import Final

from si_plan.documents.records import Batches, ColumnOf, Records, Row, plain
from si_plan.formats.json import VERSION
from si_plan.formats.typed import COMMON, Forms, about, columns_of, in_json

ROWS_AT_ONCE: Final = 1_000
_TYPES: Final[dict[ColumnOf, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "flag": "INTEGER",
    "day": "DATE",
    "reduced": "TEXT",
    "texts": "TEXT",
    "nested": "TEXT",
}
_LISTS_KEPT: Final = 1_000
"""Of how many lists the JSON is kept meanwhile: the same few stand in row after row."""


def write(path: str, described: Callable[[], Records[Row]], batches: Batches[Row]) -> None:
    """Write the rows of these batches to a file that is new or empty. Raises OSError where that cannot be done."""
    lists = lru_cache(_LISTS_KEPT)(in_json)
    forms: Forms = {**COMMON, "flag": int, "day": plain, "texts": lambda value: lists(tuple(value))}
    records = described()
    table = records.query.replace("-", "_")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # The file has no reader yet, and goes if the work ends early: it needs no journal.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            database.execute(f"PRAGMA user_version = {VERSION}")
            _make(database, table, [(column.name, _TYPES[column.kind]) for column in records.columns])
            for columns in columns_of(records, batches, ROWS_AT_ONCE, forms):
                _insert(database, table, len(columns), zip(*columns, strict=True))
            said = about(described())
            _make(database, "about", [(name, "TEXT") for name in said])
            _insert(database, "about", len(said), [tuple(said.values())])
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(EIO, str(error)) from error


def _make(database: sqlite3.Connection, table: str, columns: Iterable[tuple[str, str]]) -> None:
    """Make a table. A name in quotation marks is never a keyword."""
    made = ", ".join(f'"{name}" {kind}' for name, kind in columns)
    database.execute(f'CREATE TABLE "{table}" ({made})')


def _insert(database: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
    places = ", ".join("?" * columns)
    database.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
