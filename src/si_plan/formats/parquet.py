"""Records as Parquet, for an engine that reads columns. Each column has its type; the file's metadata say what the rows
are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from si_plan.documents.records import Batches, ColumnOf, Records, Row
from si_plan.formats.typed import COMMON, about, columns_of

PREFIX: Final = "siplan."
"""What the keys of siplan's metadata begin with; other programs keep theirs in the same place."""
ROWS_AT_ONCE: Final = 20_000
"""The rows of a row group: the most that are held in memory."""
_TYPES: Final[dict[ColumnOf, pa.DataType]] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "reduced": pa.string(),
    "texts": pa.list_(pa.string()),
    "nested": pa.string(),
}


def write(path: str, described: Callable[[], Records[Row]], batches: Batches[Row]) -> None:
    """Write the rows of these batches to a file."""
    records = described()
    types = [_TYPES[column.kind] for column in records.columns]
    names = [column.name for column in records.columns]
    schema = pa.schema(list(zip(names, types, strict=True)))
    with ParquetWriter(path, schema, compression="zstd", store_schema=False) as writer:
        for columns in columns_of(records, batches, ROWS_AT_ONCE, COMMON):
            arrays = [pa.array(values, kind) for values, kind in zip(columns, types, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        writer.add_key_value_metadata({f"{PREFIX}{name}": value for name, value in about(described()).items() if value})
