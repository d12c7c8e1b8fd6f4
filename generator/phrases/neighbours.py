"""Phrases near another: those that share a part with it, and those in the same sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.phrases.phrase import Phrase

NEAREST = 12
"""Neighbours of a phrase that are told."""

_PART = 4  # characters of the shortest part that tells two phrases alike
_OFTEN = 100  # phrases that share four characters: more are the archive's subject
_LOOKED_AT = 2 * NEAREST


class Neighbour(Struct, frozen=True, array_like=True, gc=False):
    """A phrase beside another."""

    number: int  # in the order of all phrases
    part: str  # the longest words, without marks, that are in both; "" for none
    sentences: int  # in which both stand, of those that their pages show


def neighbours(phrases: Sequence[Phrase]) -> tuple[tuple[Neighbour, ...], ...]:
    """Of every phrase those nearest, in its order."""
    near = _Near(phrases)
    return tuple(near.of(number) for number in range(len(phrases)))


class _Near:
    """All phrases, by what they share and where they stand."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._sharing: dict[str, list[int]] = defaultdict(list)
        self._standing: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._sentences: list[set[tuple[str, str]]] = []
        self._grams = [[*_grams(phrase.key)] for phrase in phrases]
        self._where = [defaultdict[str, list[int]](list) for _ in phrases]
        for number, phrase in enumerate(phrases):
            for at, gram in enumerate(self._grams[number]):
                self._where[number][gram].append(at)
            for gram in self._where[number]:
                self._sharing[gram].append(number)
            sentences = {(use.article, use.anchor) for w in phrase.wordings for use in w.uses}
            self._sentences.append(sentences)
            for sentence in sentences:
                self._standing[sentence].append(number)

    def of(self, number: int) -> tuple[Neighbour, ...]:
        """The nearest phrases: by sentences in which both stand, and characters that they share."""
        beside = Counter(n for s in self._sentences[number] for n in self._standing[s])
        alike = Counter(
            n
            for gram in self._grams[number]
            if len(self._sharing[gram]) <= _OFTEN
            for n in self._sharing[gram]
        )
        near: Counter[int] = beside + alike
        first = sorted(near, key=lambda n: (-near[n], n))
        first = [n for n in first[: _LOOKED_AT + 1] if not self._within(number, n)]
        found = [
            Neighbour(n, self._part(number, n) if n in alike else "", beside[n]) for n in first
        ]
        found = [each for each in found if each.part or each.sentences > 1]
        found.sort(key=lambda each: (-2 * each.sentences - len(each.part), each.number))
        return tuple(found[:NEAREST])

    def _within(self, one: int, other: int) -> bool:
        """Whether a phrase is but the other with more around it: its own page says as much."""
        a, b = self._phrases[one].key, self._phrases[other].key
        return a in b or b in a

    def _part(self, one: int, other: int) -> str:
        """The longest characters in a row that two phrases have; of several the first."""
        where, best, end = self._where[other], 0, 0
        runs: dict[int, int] = {}  # place in the other's key → how long what ends there is in both
        for start, gram in enumerate(self._grams[one]):
            runs = {at: runs.get(at - 1, 0) + 1 for at in where.get(gram, ())}
            if runs and (longest := max(runs.values())) > best:
                best, end = longest, start + _PART
        return self._phrases[one].key[end - best - _PART + 1 : end] if best else ""


def _grams(key: str) -> Iterator[str]:
    return (key[n : n + _PART] for n in range(len(key) - _PART + 1))
