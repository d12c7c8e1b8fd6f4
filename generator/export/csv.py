"""A table as CSV: RFC 4180, UTF-8, a header, every cell quoted.

A text cell that begins with what a spreadsheet takes for a formula gets an apostrophe before it,
and so does one that begins with an apostrophe: who takes one leading apostrophe off every cell
has the text again. Numbers and days hold nothing but numbers and days.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from msgspec.structs import astuple

from generator.tables import Row, Table, batches

_FORMULA = frozenset("=+-@\t\r\n'＝＋－＠")


def write(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as CSV, in pieces; an empty cell is one of which nothing is known."""
    yield _written([[column.name for column in table.columns]])
    yield from map(lines_of, batches(rows))


def lines_of(rows: Iterable[Row]) -> bytes:
    """These rows as they stand in a file, wherever that is."""
    return _written(map(_cells, map(astuple, rows)))


def lines(names: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells under the names of their columns."""
    return _written([names, *map(_cells, rows)])


def _written(rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()


def _cells(row: Iterable[object]) -> list[object]:
    """The cells of a row: numbers are no text, and days begin with a digit."""
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell for cell in row]
