"""All articles of an archive as one row of characters, marks left out, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from generator.phrases.prose import Prose
from generator.text import fold_all

Numbers = np.ndarray[Any, np.dtype[Any]]

_HALF = 10  # characters of either half of a saying: 疾风知劲草，烈火炼真金
_STOPS = frozenset(",;:!?。…—() \n")  # as `fold` leaves them; 、 and quotes part no clause


class Row(NamedTuple):
    """The characters that are compared. What has a number has it by position in `codes`."""

    folded: str  # the blocks, each with a line end behind it
    text: str  # its characters that are compared, and the line ends
    codes: Numbers  # of each character; 0 where a block ends
    chars: Numbers  # code → the character's code point
    at: Numbers  # its offset in the folded text
    clause: Numbers  # number of the clause it stands in
    named: Numbers  # whether it stands in a name
    block: Numbers  # number of its block, in the four below
    starts: Numbers  # of each block, its offset in the folded text
    blocks: list[tuple[str, int]]  # article and number of each block
    family: Numbers  # of each block: the same for versions of one article

    def words(self, start: int, end: int) -> str:
        """The characters from one position to before another."""
        return self.text[start:end]


def row_of(prose: Sequence[Prose], versions: Mapping[str, Sequence[str]]) -> Row:
    """The articles in order of their ids.

    `versions` gives for an article all versions of it, where there are several.
    """
    prose = sorted(prose, key=lambda p: p.id)
    blocks = [(p.id, passage.block) for p in prose for passage in p.blocks]
    texts = fold_all([passage.text for p in prose for passage in p.blocks])
    folded = "".join(f"{text}\n" for text in texts)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    starts = np.cumsum(lengths) - lengths
    points = np.frombuffer(folded.encode("utf-32-le"), np.uint32)
    chars, codes = np.unique(points, return_inverse=True)
    letters = [chr(c) for c in chars.tolist()]
    ends = np.zeros(len(points), bool)
    ends[starts + lengths - 1] = True
    stops = np.array([c in _STOPS for c in letters], bool)[codes]
    at = np.flatnonzero(np.array([c.isalnum() for c in letters], bool)[codes] | ends)
    narrow = (codes[at] + 1).astype(np.uint16 if len(letters) < 1 << 16 else np.uint32)
    narrow[ends[at]] = 0
    text = np.where(ends[at], 10, points[at]).astype("<u4").tobytes().decode("utf-32-le")
    place = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)[at]
    first: dict[str, int] = {}
    family = [first.setdefault(versions.get(id, (id,))[0], len(first)) for id, _ in blocks]
    return Row(
        folded,
        text,
        narrow,
        np.concatenate(([10], chars)).astype(np.uint32),
        at,
        _clauses(points, at, stops),
        _named(prose, blocks, starts, len(points))[at],
        place,
        starts,
        blocks,
        np.array(family, np.int32),
    )


def distinct(numbers: Numbers) -> Numbers:
    """The numbers in order, each once; `np.unique` hashes them, which takes longer."""
    found = np.sort(numbers)
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if len(found) else found


def _clauses(points: Numbers, at: Numbers, stops: Numbers) -> Numbers:
    """The number of the clause of each character; two short halves are one clause."""
    clause = np.cumsum(stops, dtype=np.int32)[at]
    if not len(at):
        return clause
    edges = np.flatnonzero(np.diff(clause)) + 1
    lengths = np.diff(np.concatenate(([0], edges, [len(at)])))
    comma = (at[edges] - at[edges - 1] == 2) & (points[at[edges] - 1] == ord(","))
    left, right = lengths[:-1], lengths[1:]
    halves = comma & (left <= _HALF) & (right <= _HALF) & (right <= left + 1) & (left <= right + 4)
    return np.repeat(np.concatenate(([0], np.cumsum(~halves))), lengths).astype(np.int32)


def _named(
    prose: Sequence[Prose], blocks: list[tuple[str, int]], starts: Numbers, length: int
) -> Numbers:
    number = {block: n for n, block in enumerate(blocks)}
    edges = np.zeros(length + 1, np.int32)
    for p in prose:
        for block, start, end in p.names:
            origin = int(starts[number[p.id, block]])
            edges[origin + start] += 1
            edges[origin + end] -= 1
    return np.cumsum(edges)[:-1] > 0
