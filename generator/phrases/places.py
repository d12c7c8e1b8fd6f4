"""Where chosen strings stand in some articles: everything that all of them together need of each.

An archive is looked at in parts, and places are very many: they are numbers in columns here, and
become values again where a page shows them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from generator.phrases.prose import Prose
from generator.phrases.row import Numbers, Row, distinct, row_of

OPENING = 4
"""Characters by which a string is looked for: none is shorter."""


class Chosen(Struct, frozen=True, array_like=True):
    """The strings that are looked for, folded and without marks."""

    families: tuple[tuple[str, ...], ...]  # the wordings of each
    strings: tuple[str, ...]  # that are alone

    @property
    def words(self) -> list[str]:
        """All of them, in the order of their numbers: the wordings first."""
        return [*(words for family in self.families for words in family), *self.strings]


class Hits(Struct, frozen=True, array_like=True):
    """All places of the chosen strings in some articles, as columns of numbers."""

    articles: tuple[str, ...]  # in order
    length: int  # of their text, marks within included
    blocks: bytes  # of each block: number of its article, its own number there, its offset
    places: bytes  # of each place: number of the string, offset, length, the family it lies in


def hits(prose: Sequence[Prose], chosen: Chosen) -> Hits:
    """All places of the chosen strings in these articles."""
    row = row_of(prose, {})
    articles = tuple(sorted(p.id for p in prose))
    number = {id: n for n, id in enumerate(articles)}
    words = chosen.words
    starts = _starts(row, words)
    columns = [np.empty((0, 4), np.int64)]
    held = np.zeros(len(row.codes), np.int32)  # the number of the family's place it lies in
    families = [-1]  # of each such place, from 1 on
    for family, string, found in _placed(row, chosen, starts):
        size = len(words[string])
        for n in found:
            held[n : n + size] = len(families)
            families.append(family)
        columns.append(_columns(row, string, size, np.array(found, np.int64), np.array(-1)))
    of = np.array(families, np.int32)
    for string in range(len(words) - len(chosen.strings), len(words)):
        where, size = np.array(starts.get(words[string], ()), np.int64), len(words[string])
        first, last = held[where], held[where + size - 1]
        within = of[np.where(first == last, first, 0)]
        columns.append(_columns(row, string, size, where, within))
    blocks = [(number[id], block) for id, block in row.blocks]
    table = np.column_stack((np.array(blocks, np.int64).reshape(-1, 2), row.starts))
    return Hits(articles, len(row.folded), packed(table), packed(np.concatenate(columns)))


def _columns(row: Row, string: int, size: int, where: Numbers, within: Numbers) -> Numbers:
    """A row for each place of a string."""
    start = row.at[where]
    length = row.at[where + size - 1] + 1 - start
    return np.stack(np.broadcast_arrays(np.array(string), start, length, within), 1)


def packed(numbers: Numbers) -> bytes:
    """A table of numbers as bytes, the same on every machine."""
    return numbers.astype("<i4").tobytes()


def unpacked(data: bytes, columns: int) -> Numbers:
    """The table of numbers again."""
    return np.frombuffer(data, "<i4").reshape(-1, columns)


def _key(points: Numbers) -> Numbers:
    """Of each character a number for it and those behind it; like ones have like numbers."""
    found = points.astype(np.uint64)
    for n in range(1, OPENING):
        found[:-n] += points[n:].astype(np.uint64) << np.uint64(16 * n)
    return found


def _are_in(numbers: Numbers, few: Numbers) -> Numbers:
    """Which numbers are among a few others, in order."""
    if not len(few):
        return np.zeros(len(numbers), bool)
    found = np.minimum(np.searchsorted(few, numbers), len(few) - 1)
    among: Numbers = few[found] == numbers
    return among


def _starts(row: Row, words: Iterable[str]) -> Mapping[str, list[int]]:
    """Everywhere in the row that each of these strings stands, one over another too."""
    wanted = frozenset(words)
    sizes: dict[str, set[int]] = defaultdict(set)  # of the strings that open so
    for one in wanted:
        sizes[one[:OPENING]].add(len(one))
    keys = _key(np.array([[*map(ord, one)] for one in sizes], np.uint32).reshape(-1))
    sought = _are_in(_key(row.chars[row.codes]), distinct(keys[::OPENING]))
    text = row.text
    found: dict[str, list[int]] = defaultdict(list)
    for at in np.flatnonzero(sought).tolist():
        for size in sizes.get(text[at : at + OPENING], ()):
            if (one := text[at : at + size]) in wanted:
                found[one].append(at)
    return found


def _placed(
    row: Row, chosen: Chosen, starts: Mapping[str, list[int]]
) -> Iterator[tuple[int, int, list[int]]]:
    """Family, number and places of each wording, longer families first; no place has two."""
    first = np.cumsum([0, *map(len, chosen.families)]).tolist()
    taken = bytearray(len(row.codes))

    def order(family: int) -> tuple[int, tuple[str, ...]]:
        wordings = chosen.families[family]
        return -len(max(wordings, key=len)), wordings

    for family in sorted(range(len(chosen.families)), key=order):
        wordings = chosen.families[family]
        number = {words: first[family] + n for n, words in enumerate(wordings)}
        for words in sorted(wordings, key=lambda w: (-len(w), w)):
            size, mine = len(words), []
            for at in starts.get(words, ()):
                if taken.find(1, at, at + size) < 0:
                    taken[at : at + size] = b"\1" * size
                    mine.append(at)
            if mine:
                yield family, number[words], mine
