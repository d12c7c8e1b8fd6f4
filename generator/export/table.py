"""`FORMATS`: every form in which each table of the data set is given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from generator.export import csv, jsonl, parquet
from generator.tables import Row, Table


class Format(Struct, frozen=True):
    """A form of file: how its name ends, what it is called on the web, how a table is written."""

    ending: str
    media: str
    write: Callable[[Table, Iterable[Row]], Iterator[bytes]]


FORMATS = (
    Format("csv", "text/csv", csv.write),
    Format("jsonl", "application/jsonl", jsonl.write),
    Format("parquet", "application/vnd.apache.parquet", parquet.write),
)
