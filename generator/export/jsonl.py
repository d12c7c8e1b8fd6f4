"""A table as JSON Lines: an object a row, every column in it, null where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from generator.tables import Row, Table, batches


def write(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as JSON Lines, in UTF-8 and in pieces."""
    return map(lines_of, batches(rows))


def lines_of(rows: Iterable[Row]) -> bytes:
    """These rows as they stand in a file, wherever that is."""
    return _ENCODER.encode_lines(rows)


_ENCODER = msgspec.json.Encoder()
