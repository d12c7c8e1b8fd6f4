"""The phrases of an archive turned over: from each article to those that it shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from generator.phrases.phrase import Phrase, Stretch, marked


class Phrases:
    """All phrases, those of most weight first, and what they mark."""

    def __init__(self, found: Sequence[Phrase] = ()) -> None:
        self.all = tuple(found)
        self.by_key = {phrase.key: phrase for phrase in found}
        self.marks = marked(found)

    @cached_property
    def _articles(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for article, stretches in self.marks.items():
            for stretch in stretches:
                found.setdefault(stretch.key, {})[article] = None
        return found

    def of(self, article: str) -> tuple[Stretch, ...]:
        """What is marked in an article, as it stands there."""
        return self.marks.get(article, ())

    def shared(self, article: str, most: int) -> Counter[str]:
        """The other articles that have a phrase of this one marked, and how many of them.

        A phrase that more than `most` articles have relates none.
        """
        found: Counter[str] = Counter()
        for key in {stretch.key for stretch in self.of(article)}:
            if len(self._articles[key]) <= most:
                found.update(self._articles[key].keys())
        del found[article]
        return found

    @cached_property
    def _sets(self) -> dict[str, int]:
        """Of each phrase the articles that have it marked: a number with a bit for each article."""
        number = {article: n for n, article in enumerate(self.marks)}

        def bits(articles: Iterable[str]) -> int:
            found = bytearray(len(number) // 8 + 1)
            for n in map(number.__getitem__, articles):
                found[n >> 3] |= 1 << (n & 7)
            return int.from_bytes(found, "little")

        return {key: bits(articles) for key, articles in self._articles.items()}

    def others(self, article: str) -> int:
        """How many other articles have any phrase of this one marked."""
        found = 0
        for key in {stretch.key for stretch in self.of(article)}:
            found |= self._sets[key]
        return max(found.bit_count() - 1, 0)

    def share(self, article: str, length: int) -> int:
        """How much of so long an article is phrases, in per cent."""
        marked = sum(stretch.end - stretch.start for stretch in self.of(article))
        return min(round(100 * marked / length), 100) if length else 0
