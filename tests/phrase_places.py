"""Where words stand in articles: as tests compare it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.phrases.row import Row


class Place(NamedTuple):
    """Characters `start` to `end` of a block, marks within included."""

    article: str
    block: int
    start: int
    end: int


def places(row: Row, starts: Sequence[int], length: int) -> Iterator[Place]:
    """Where so many characters from these positions of the row on stand."""
    for at in starts:
        number = int(row.block[at])
        article, block = row.blocks[number]
        origin = int(row.starts[number])
        last = int(row.at[at + length - 1])
        yield Place(article, block, int(row.at[at]) - origin, last + 1 - origin)
