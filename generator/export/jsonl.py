"""A table as JSON Lines: an object a row, every column in it, null where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.tables import Row, Table


def write(table: Table, rows: Iterable[Row]) -> bytes:
    """The table as JSON Lines, in UTF-8."""
    return msgspec.json.Encoder().encode_lines(rows)
