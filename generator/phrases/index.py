"""The phrases of an archive turned over: from each article to those that it shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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

    def shared(self, article: str) -> Counter[str]:
        """The other articles that have a phrase of this one marked, and how many of them."""
        keys = {stretch.key for stretch in self.of(article)}
        found = Counter(other for key in keys for other in self._articles[key])
        del found[article]
        return found

    def share(self, article: str, length: int) -> int:
        """How much of so long an article is phrases, in per cent."""
        marked = sum(stretch.end - stretch.start for stretch in self.of(article))
        return min(round(100 * marked / length), 100) if length else 0
