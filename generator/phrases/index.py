"""The phrases of an archive turned over: from each article to those that it shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from copy import copy
from functools import cached_property

import numpy as np

from generator.phrases.neighbours import Neighbour
from generator.phrases.phrase import Found, Phrase, Stretch, Use
from generator.phrases.places import packed, unpacked
from generator.phrases.row import Numbers, distinct
from generator.text import fold

_NOTHING = Found()
_NONE = np.array((), np.int32)


class Phrases:
    """All phrases, those of most weight first, and what they mark."""

    def __init__(
        self, found: Found = _NOTHING, near: Callable[[], tuple[tuple[Neighbour, ...], ...]] = tuple
    ) -> None:
        """`near` gives of every phrase its neighbours."""
        self.all, self._near = found.phrases, near
        self.ids = found.articles
        self._letters: dict[int, tuple[tuple[Use, str], ...]] = {}
        self._marks = dict(zip(found.articles, found.marks, strict=True))

    @cached_property
    def _articles(self) -> list[Numbers]:
        """Of each phrase the articles in which it is marked, as their numbers in `ids`."""
        marks = [unpacked(self._marks[id], 4)[:, 3] for id in self.ids]
        article = np.repeat(np.arange(len(marks)), [*map(len, marks)])
        width = max(len(self.ids), 1)
        places = distinct(np.concatenate([_NONE, *marks]).astype(np.int64) * width + article)
        edges = np.searchsorted(places, np.arange(1, len(self.all)) * width)
        return np.split((places % width).astype(np.int32), edges)

    def _phrases(self, article: str) -> set[int]:
        """The numbers of the phrases that are marked in an article."""
        return set(unpacked(self._marks.get(article, b""), 4)[:, 3].tolist())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each phrase, by its key."""
        return {phrase.key: number for number, phrase in enumerate(self.all)}

    def marking(self, key: str) -> set[str]:
        """The articles in which a phrase is marked."""
        return {self.ids[n] for n in self._articles[self.numbers[key]].tolist()}

    def marked_in(self, article: str) -> set[str]:
        """The keys of the phrases that are marked in an article."""
        return {self.all[number].key for number in self._phrases(article)}

    def otherwise(self, other: Phrases) -> set[str]:
        """The articles in which these mark something else than the others do."""
        here = np.array([self.numbers.get(phrase.key, -1) for phrase in other.all], "<i4")

        def there(article: str) -> bytes:
            rows = unpacked(other._marks.get(article, b""), 4).copy()
            rows[:, 3] = here[rows[:, 3]] if len(rows) else 0
            return rows.tobytes()

        ids = {*self._marks, *other._marks}
        return {id for id in ids if self._marks.get(id, b"") != there(id)}

    def of(self, article: str) -> tuple[Stretch, ...]:
        """What is marked in an article, as it stands there."""
        return tuple(
            Stretch(block, start, end, self.all[phrase].key, self.all[phrase].articles)
            for block, start, end, phrase in self.marks(article)
        )

    def marks(self, article: str) -> list[tuple[int, int, int, int]]:
        """The same as block, start, end and number of the phrase."""
        return [tuple(row) for row in unpacked(self._marks.get(article, b""), 4).tolist()]

    def letters(self, number: int) -> tuple[tuple[Use, str], ...]:
        """The places of a phrase that are shown, each with the letters around it, folded."""
        if number not in self._letters:
            self._letters[number] = tuple(
                (use, "".join(filter(str.isalnum, fold(use.context))))
                for wording in self.all[number].wordings
                for use in wording.uses
            )
        return self._letters[number]

    def marked(self, article: str, marks: list[tuple[int, int, int, int]]) -> Phrases:
        """These phrases, with other marks in an article."""
        new = copy(self)
        new._marks = {**self._marks, article: packed(np.array(marks, "i4"))}
        return new

    @cached_property
    def neighbours(self) -> dict[str, tuple[Neighbour, ...]]:
        """The neighbours of every phrase, by its key."""
        keys = (phrase.key for phrase in self.all)
        return dict(zip(keys, self._near(), strict=False))

    def holding(self, phrase: Phrase) -> Numbers:
        """The articles that have a phrase, marked or not, as their numbers in `ids`."""
        numbers: Numbers = unpacked(phrase.held, 2)[:, 0]
        return numbers

    def held(self, ids: Collection[str]) -> Iterator[Phrase]:
        """The phrases that any of these articles has, marked or not."""
        numbers = [n for n, id in enumerate(self.ids) if id in ids]
        return (one for one in self.all if np.isin(self.holding(one), numbers).any())

    def holders(self, phrase: Phrase) -> dict[str, int]:
        """The articles that have a phrase, marked or not, and how often."""
        return {self.ids[n]: times for n, times in unpacked(phrase.held, 2).tolist()}

    def shared(self, article: str, most: int) -> Counter[str]:
        """The other articles that have a phrase of this one marked, and how many of them.

        A phrase that more than `most` articles have relates none.
        """
        found: Counter[str] = Counter()
        for phrase in self._phrases(article):
            if len(articles := self._articles[phrase]) <= most:
                found.update(self.ids[n] for n in articles.tolist())
        del found[article]
        return found

    @cached_property
    def _bits(self) -> list[int]:
        """Of each phrase the articles that have it marked: a number with a bit for each."""
        found = []
        for articles in self._articles:
            held = np.zeros(len(self.ids), bool)
            held[articles] = True
            data = np.packbits(held, bitorder="little").tobytes()
            found.append(int.from_bytes(data, "little"))
        return found

    def others(self, article: str) -> int:
        """How many other articles have any phrase of this one marked."""
        found = 0
        for phrase in self._phrases(article):
            found |= self._bits[phrase]
        return max(found.bit_count() - 1, 0)

    def share(self, article: str, length: int) -> int:
        """How much of so long an article is phrases, in per cent."""
        marks = unpacked(self._marks.get(article, b""), 4)
        marked = int((marks[:, 2] - marks[:, 1]).sum())
        return min(round(100 * marked / length), 100) if length else 0
