"""What the finders read: an article folded, cut into tokens, with its places marked."""

from __future__ import annotations

from collections.abc import Mapping

import rjieba
from msgspec import Struct

from generator.annotate.confidence import confidence
from generator.annotate.home import Home, home_of
from generator.annotate.place_names import Mention, mark
from generator.model import Article, Detail, Fact, Names
from generator.text import fold

Token = tuple[int, int, str, str]
"""A word of a block: start, end, the word, its part of speech as jieba names it."""


class Reading(Struct, frozen=True):
    """An article as its finders see it; all offsets are those of the blocks."""

    article: Article
    names: Names
    texts: tuple[str, ...]  # the blocks, folded
    tokens: tuple[tuple[Token, ...], ...]
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
    texts = tuple(fold(block.text) for block in article.blocks)
    tokens = tuple(_tokens(text) for text in texts)
    tags = tuple(_tags(text, them) for text, them in zip(texts, tokens, strict=True))
    marks = mark(texts, tokens, tags)
    kinds = tuple(block.kind for block in article.blocks)
    home = home_of(kinds, marks)
    return Reading(article, names, texts, tokens, tags, home.settle(marks), home)


def _tokens(text: str) -> tuple[Token, ...]:
    end = 0
    return tuple([(end, end := end + len(word), word, tag) for word, tag in rjieba.tag(text)])


def _tags(text: str, tokens: tuple[Token, ...]) -> Mapping[int, str]:
    tags = {start: tag for start, _, _, tag in tokens}
    tags[len(text)] = ""
    return tags
