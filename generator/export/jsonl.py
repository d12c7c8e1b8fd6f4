"""A table as JSON Lines: an object a row, every column in it, null where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from generator.tables import Row, Table, batches


def write(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as JSON Lines, in UTF-8 and in pieces."""
    return map(msgspec.json.Encoder().encode_lines, batches(rows))
