"""What the finders read: an article folded, cut into tokens, with its places marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.annotate.confidence import confidence
from generator.annotate.home import Home, home_of
from generator.annotate.place_names import Mention, mark
from generator.annotate.tokens import Tokens, tokens_of
from generator.annotate.words import look
from generator.model import Article, Detail, Fact, Names
from generator.text import fold_all


class Reading(Struct, frozen=True):
    """An article as its finders see it; all offsets are those of the blocks."""

    article: Article
    names: Names
    texts: tuple[str, ...]  # the blocks, folded
    tokens: tuple[Tokens, ...]
    tags: tuple[Mapping[int, str], ...]  # start of a token → its part of speech; "" at the end
    places: tuple[tuple[Mention, ...], ...]
    home: Home
    facts: tuple[Fact, ...] = ()  # found by the kinds whose turn came before

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        """The facts found before, of these kinds."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def fact(
        self, kind: str, block: int, span: tuple[int, int], key: str, rule: str, detail: Detail
    ) -> Fact:
        """A fact over these words of a block."""
        start, end = span
        text = self.article.blocks[block].text[start:end]
        words = self.texts[block][start:end]
        return Fact(
            kind,
            block,
            start,
            end,
            text,
            key,
            rule,
            detail,
            confidence(kind, rule, key, words, detail),
        )

    def apart(self, text: str) -> str:
        """A key for a name that cannot be resolved: it stays this article's own."""
        return f"{text}@{self.article.id}"


def read(article: Article, names: Names) -> Reading:
    """The reading of an article."""
    texts = fold_all([block.text for block in article.blocks])
    look(texts)
    tokens = tokens_of(texts)
    tags = tuple(them.by_start() for them in tokens)
    marks = mark(texts, tokens, tags)
    kinds = tuple(block.kind for block in article.blocks)
    home = home_of(kinds, marks)
    return Reading(article, names, texts, tokens, tags, home.settle(marks), home)


def occurrences(texts: Iterable[str], words: str) -> Iterator[tuple[int, int]]:
    """Block and offset of each place where words stand."""
    for block, text in enumerate(texts):
        start = text.find(words)
        while start >= 0:
            yield block, start
            start = text.find(words, start + len(words))
