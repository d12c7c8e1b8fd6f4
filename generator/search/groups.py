"""An archive in groups of some dozens of articles, so that an edit of one concerns a group alone.

Which group an article is in depends on its id and on how many articles there are, by powers of
two. An article's number is its group's times 256, and its place there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import xxhash
from msgspec import Struct

from generator.phrases.row import Numbers
from generator.search.terms import terms_of
from generator.texts import Packed

PART = 96
"""Articles of a group at most, give or take some."""

_LARGEST = 256  # whatever chance brings: places in a group are bytes
_SHARDS = 16  # for each group


class Group(Struct, frozen=True, array_like=True):
    """The terms of some articles, as columns of numbers."""

    names: tuple[str, ...]  # of the articles' pages, in the order of their numbers
    terms: bytes  # each once, in order
    counts: bytes  # of each the number of articles that have it, less one
    articles: bytes  # their places in the group


def groups_of(ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The articles of each group, in order."""
    ordered, number = sorted(ids), 1
    digests = [xxhash.xxh3_64_intdigest(id.encode("utf-8", "replace")) for id in ordered]
    while True:
        groups: list[list[str]] = [[] for _ in range(number)]
        for id, digest in zip(ordered, digests, strict=True):
            groups[digest % number].append(id)
        if len(ordered) <= PART * number and max(map(len, groups)) <= _LARGEST:
            return tuple(map(tuple, groups))
        number *= 2


def group_of(texts: Sequence[Packed]) -> Group:
    """The terms of the articles of one group."""
    terms, articles = terms_of(texts)
    starts = _starts(terms)
    counts = np.diff(np.append(starts, len(terms)))
    return Group(
        tuple(text.name for text in texts),
        terms[starts].astype("<u4").tobytes(),
        (counts - 1).astype(np.uint8).tobytes(),
        articles.tobytes(),
    )


def shards_of(groups: int) -> int:
    """How many parts the terms of so many groups are cut into: a power of two."""
    return _SHARDS * groups


def digests_of(group: Group, shards: int) -> bytes:
    """Of what a group brings to each shard eight bytes: the shards that they differ in change."""
    columns = Columns([group], shards)
    hashed = (xxhash.xxh3_64_digest(columns.bytes_of(0, shard)) for shard in range(shards))
    return b"".join(hashed)


class Columns:
    """The terms of several groups, by shard."""

    def __init__(self, groups: Iterable[Group], shards: int) -> None:
        self._bounds = np.arange(shards + 1, dtype=np.uint64) * np.uint64((1 << 32) // shards)
        self._groups = list[tuple[Numbers, ...]]()
        for group in groups:
            terms = np.frombuffer(group.terms, "<u4")
            counts = np.frombuffer(group.counts, np.uint8)
            ends = np.cumsum(counts, dtype=np.int64) + np.arange(1, len(counts) + 1)
            articles = np.frombuffer(group.articles, np.uint8)
            cuts = np.searchsorted(terms.astype(np.uint64), self._bounds)
            self._groups.append((terms, counts, articles, cuts, np.append(0, ends)[cuts]))

    def first(self, shard: int) -> int:
        """The least number that a term of a shard can have."""
        return int(self._bounds[shard])

    def _slice(self, group: int, shard: int) -> tuple[Numbers, Numbers, Numbers]:
        terms, counts, articles, cuts, places = self._groups[group]
        start, end = cuts[shard], cuts[shard + 1]
        return terms[start:end], counts[start:end], articles[places[shard] : places[shard + 1]]

    def bytes_of(self, group: int, shard: int) -> bytes:
        """What a group brings to a shard."""
        return b"\n".join(column.tobytes() for column in self._slice(group, shard))

    def shard(self, number: int) -> tuple[Numbers, Numbers, Numbers]:
        """The terms of a shard in order, how many articles each has, and their numbers."""
        slices = [self._slice(group, number) for group in range(len(self._groups))]
        terms = np.concatenate([np.repeat(t, c.astype(np.int64) + 1) for t, c, _ in slices])
        numbers = np.concatenate(
            [a.astype(np.int64) + 256 * n for n, (_, _, a) in enumerate(slices)]
        )
        order = np.argsort(terms, kind="stable")  # so that articles stay in order
        terms, numbers = terms[order].astype(np.int64), numbers[order]
        starts = _starts(terms)
        return terms[starts], np.diff(np.append(starts, len(terms))), numbers


def _starts(terms: Numbers) -> Numbers:
    """Where in an ordered column each number comes first."""
    return np.flatnonzero(np.diff(terms, prepend=terms[:1] + 1) != 0)
