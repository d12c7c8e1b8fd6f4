"""`FORMATS`: every form in which each table of the data set is given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from generator.export import csv, jsonl, parquet
from generator.tables import Row, Table


class Format(Struct, frozen=True):
    """A form of file: how its name ends, what it is called on the web, how a table is written.

    `lines` gives rows as they stand in such a file, where each stands there by itself.
    """

    ending: str
    media: str
    write: Callable[[Table, Iterable[Row]], Iterator[bytes]]
    lines: Callable[[list[Row]], bytes] | None = None


FORMATS = (
    Format("csv", "text/csv", csv.write, csv.lines_of),
    Format("jsonl", "application/jsonl", jsonl.write, jsonl.lines_of),
    Format("parquet", "application/vnd.apache.parquet", parquet.write),
)
