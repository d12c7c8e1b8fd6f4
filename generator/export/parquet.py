"""A table as Parquet: typed columns, compressed; the same rows always give the same bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, Schema
from arro3.core import Table as Arrow
from arro3.io import write_parquet
from msgspec.structs import astuple

from generator.tables import Column, Row, Table, batches

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_TYPES = {
    "string": DataType.string(),
    "integer": DataType.int64(),
    "number": DataType.float64(),
    "date": DataType.date32(),
}


def write(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as one Parquet file, in one piece."""
    fields = [Field(c.name, _TYPES[c.type], nullable=not c.required) for c in table.columns]
    schema = Schema(fields)
    parts = [_batch(table, some, schema) for some in batches(rows)]
    out = io.BytesIO()
    write_parquet(
        Arrow.from_batches(parts or [_batch(table, [], schema)], schema=schema),
        out,
        compression="zstd(9)",
        created_by="jianzhu",
        skip_arrow_metadata=True,
    )
    yield out.getvalue()


def _batch(table: Table, rows: Sequence[Row], schema: Schema) -> RecordBatch:
    """Rows as columns, which take a tenth of the memory."""
    cells = list(zip(*map(astuple, rows), strict=True)) or [()] * len(table.columns)
    columns = [_array(c, values) for c, values in zip(table.columns, cells, strict=True)]
    return RecordBatch.from_arrays(columns, schema=schema)


def _array(column: Column, values: Sequence[Any]) -> Array:
    if column.type == "date":
        days = [v and datetime.date.fromisoformat(v).toordinal() - _EPOCH for v in values]
        return Array(days, DataType.int32()).cast(DataType.date32())
    if column.type == "number":
        values = [v if v is None else float(v) for v in values]
    return Array(values, _TYPES[column.type])
