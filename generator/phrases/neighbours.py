"""Phrases near another: those that share a part with it, and those in the same sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from generator.phrases.phrase import Phrase
from generator.phrases.row import Numbers

NEAREST = 12
"""Neighbours of a phrase that are told."""

_PART = 4  # characters of the shortest part that tells two phrases alike
_OFTEN = 100  # phrases that share four characters: more are the archive's subject
_LOOKED_AT = 2 * NEAREST
_NONE = np.array((), int)


class Neighbour(Struct, frozen=True, array_like=True, gc=False):
    """A phrase beside another."""

    number: int  # in the order of all phrases
    part: str  # the longest words, without marks, that are in both; "" for none
    sentences: int  # in which both stand, of those that their pages show


Sign = tuple[str, tuple[tuple[str, str], ...]]
"""Of a phrase its key, and the sentences that its page shows, by article and anchor."""


def signs(phrases: Iterable[Phrase]) -> tuple[Sign, ...]:
    """What of phrases tells which are near."""
    return tuple(
        (
            phrase.key,
            tuple(
                dict.fromkeys((use.article, use.anchor) for w in phrase.wordings for use in w.uses)
            ),
        )
        for phrase in phrases
    )


def neighbours(phrases: Sequence[Sign]) -> tuple[tuple[Neighbour, ...], ...]:
    """Of every phrase those nearest, in its order."""
    near = _Near(phrases)
    return tuple(near.of(number) for number in range(len(phrases)))


class _Near:
    """All phrases, by what they share and where they stand.

    Four characters in a row are a number here, so that a phrase is compared with all that may be
    near it at once.
    """

    def __init__(self, phrases: Sequence[Sign]) -> None:
        self._keys = [key for key, _ in phrases]
        grams: dict[str, int] = defaultdict(lambda: len(grams))
        standing: dict[tuple[str, str], int] = defaultdict(lambda: len(standing))
        self._grams = [np.array([grams[gram] for gram in _grams(key)], int) for key in self._keys]
        self._sentences = [sorted(standing[one] for one in shown) for _, shown in phrases]
        self._sharing = _turned(map(np.unique, self._grams), len(grams), _OFTEN)
        self._standing = _turned(self._sentences, len(standing), len(phrases))

    def of(self, number: int) -> tuple[Neighbour, ...]:
        """The nearest phrases: by sentences in which both stand, and characters that they share."""
        beside = self._counted(self._standing[n] for n in self._sentences[number])
        alike = self._counted(self._sharing[n] for n in self._grams[number])
        near = beside + alike
        order = np.argsort(-near, kind="stable")[: min(np.count_nonzero(near), _LOOKED_AT + 1)]
        first = [n for n in order.tolist() if not self._within(number, n)]
        parts = self._parts(number, [n for n in first if alike[n]])
        found = [Neighbour(n, parts.get(n, ""), int(beside[n])) for n in first]
        found = [each for each in found if each.part or each.sentences > 1]
        found.sort(key=lambda each: (-2 * each.sentences - len(each.part), each.number))
        return tuple(found[:NEAREST])

    def _counted(self, phrases: Iterable[Numbers]) -> Numbers:
        """Of each phrase how often it comes."""
        return np.bincount(np.concatenate([_NONE, *phrases]), minlength=len(self._keys))

    def _within(self, one: int, other: int) -> bool:
        """Whether a phrase is but the other with more around it: its own page says as much."""
        a, b = self._keys[one], self._keys[other]
        return a in b or b in a

    def _parts(self, one: int, others: list[int]) -> dict[int, str]:
        """The longest characters in a row that a phrase has with each of others; of several the
        first.

        A run of characters in both is one of places that go up by one in both: on a diagonal.
        """
        mine, width = self._grams[one], len(self._grams[one]) + 1
        gap = np.array([-1])
        theirs = np.concatenate([gap, *chain.from_iterable((self._grams[n], gap) for n in others)])
        order = np.argsort(mine, kind="stable")
        first, last = (np.searchsorted(mine[order], theirs, side) for side in ("left", "right"))
        times = last - first
        there = np.repeat(np.arange(len(theirs)), times)
        nth = np.arange(len(there)) - np.repeat(np.cumsum(times) - times, times)
        here = order[np.repeat(first, times) + nth]
        points = np.sort((there - here + width) * width + here)
        runs = np.flatnonzero(np.diff(points, prepend=-2) != 1)
        length = np.diff(runs, append=len(points))
        diagonal, here = np.divmod(points[runs], width)
        begin = np.cumsum([1, *(len(self._grams[n]) + 1 for n in others)])
        whose = np.searchsorted(begin, diagonal - width + here, "right") - 1
        found: dict[int, str] = {}
        for n in np.lexsort((here, -length, whose)).tolist():
            at, size = int(here[n]), int(length[n]) + _PART - 1
            found.setdefault(others[whose[n]], self._keys[one][at : at + size])
        return found


def _turned(lists: Iterable[Iterable[int]], size: int, most: int) -> list[Numbers]:
    """Of each number below `size` the lists that hold it; none where they are more than `most`."""
    found: list[list[int]] = [[] for _ in range(size)]
    for n, numbers in enumerate(lists):
        for number in numbers:
            found[number].append(n)
    return [np.array(of if len(of) <= most else (), int) for of in found]


def _grams(key: str) -> Iterator[str]:
    return (key[n : n + _PART] for n in range(len(key) - _PART + 1))
