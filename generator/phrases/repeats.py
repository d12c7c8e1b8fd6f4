"""Maximal repeats of an archive: strings that articles share and that no neighbour prolongs.

A suffix array with its LCP array (pydivsufsort) puts what begins alike side by side. A run of
suffixes with a common prefix is an interval of the LCP array, and right-maximal by itself; it is
a maximal repeat where two of its members have other characters before them (Abouelhoda, Kurtz
and Ohlebusch 2004). Marks and spaces are left out before, and the end of a block is never alike.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
from pydivsufsort import divsufsort, kasai

from generator.phrases.row import Numbers, Row, distinct

SHORTEST = 6
"""Characters, without marks, from which a string that comes again is more than a word."""

BESIDE = 4
"""Characters that a string must have, on the average over its places, beside the names in it."""

_CHUNK = 1 << 20  # entries of the LCP array turned into Python's numbers at a time


class Repeat(NamedTuple):
    """A string that articles share, folded and without marks, and everywhere it stands."""

    words: str
    articles: int  # versions of one article are one
    starts: tuple[int, ...]  # in the row, in order


def repeats(row: Row, most: int) -> list[Repeat]:
    """The maximal repeats of two articles or more: so many, those that weigh most, by words.

    A repeat weighs as much as it has characters, in as many articles as it stands.
    """
    if not len(row.codes):
        return []
    array = divsufsort(row.codes)
    first, last, length = _maximal(row, array, *_intervals(_common(row.codes, array)))
    named = np.concatenate(([0], np.cumsum(row.named))).astype(np.int64)
    family = row.family[row.block]
    # Most can be told from how many places there are, so that few have to be looked at.
    bound = (last - first + 1) * length
    best: list[tuple[int, int, int]] = []
    for n in np.lexsort((length, -bound)).tolist():
        if len(best) == most and best[0][0] >= bound[n]:
            break
        size = int(length[n])
        at = array[first[n] : last[n] + 1]
        if size - (named[at + size] - named[at]).mean() < BESIDE:
            continue
        articles = len(distinct(family[at]))
        item = (articles * size, -int(array[first[n]]), n)
        (heapq.heappush if len(best) < most else heapq.heappushpop)(best, item)
    found = []
    for weight, _, n in best:
        at, size = np.sort(array[first[n] : last[n] + 1]), int(length[n])
        words = row.words(int(at[0]), int(at[0]) + size)
        found.append(Repeat(words, weight // size, tuple(at.tolist())))
    return sorted(found)


def _common(codes: Numbers, array: Numbers) -> Numbers:
    """Of each suffix in order, how much it has in common with the one before, within its block."""
    common = np.zeros(len(array), np.int32)
    common[1:] = kasai(codes, array)[:-1]
    where = np.arange(len(codes), dtype=np.int32)
    ends = np.flatnonzero(codes == 0).astype(np.int32)
    left = ends[np.searchsorted(ends, where)] - where
    np.minimum(common, left[array], out=common)
    return common


def _intervals(common: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """First and last suffix of each LCP interval that is long enough, and what they share."""
    long = np.concatenate(([False], common >= SHORTEST, [False]))
    edges = np.flatnonzero(long[1:] != long[:-1])
    begins, ends = edges[::2], edges[1::2]
    parts = [np.empty((0, 3), np.int64)]
    run = 0
    while run < len(begins):  # an interval lies within one run of long entries
        low = int(begins[run])
        run = max(run + 1, int(np.searchsorted(ends, low + _CHUNK, "right")))
        part = np.array(_of(common[low : int(ends[run - 1])].tolist()), np.int64).reshape(-1, 3)
        part[:, :2] += low
        parts.append(part)
    whole = np.concatenate(parts)
    return whole[:, 0], whole[:, 1], whole[:, 2]


def _of(common: list[int]) -> list[tuple[int, int, int]]:
    """The intervals of a stretch of the LCP array; entry n stands between suffix n - 1 and n."""
    found: list[tuple[int, int, int]] = []
    begins, lengths = [0], [SHORTEST - 1]
    for n, length in enumerate([*common, 0]):
        begin = n - 1
        while length < lengths[-1] >= SHORTEST:
            begin = begins.pop()
            found.append((begin, n - 1, lengths.pop()))
        if length > lengths[-1]:
            begins.append(begin)
            lengths.append(length)
    return found


def _maximal(
    row: Row, array: Numbers, first: Numbers, last: Numbers, length: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The intervals that nothing prolongs to the left, in two articles or more."""
    before = row.codes[array - 1]
    before[array == 0] = 0
    differs = np.zeros(len(array), bool)
    differs[1:] = (before[1:] != before[:-1]) | (before[1:] == 0)
    family = row.family[row.block[array]]
    other = np.zeros(len(array), bool)
    other[1:] = family[1:] != family[:-1]
    left, more = np.cumsum(differs, dtype=np.int32), np.cumsum(other, dtype=np.int32)
    keep = (left[last] > left[first]) & (more[last] > more[first])
    return first[keep], last[keep], length[keep]
