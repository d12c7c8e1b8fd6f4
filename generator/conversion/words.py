"""Simplified words in plain traditional characters: OpenCC's, but for where it errs.

OpenCC's phrases may begin or end within a word (被发明 → 被髮明): the segmenter's words decide.
What it is known to get wrong by itself stands in words.tsv.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate

import rjieba
from msgspec import Struct

from generator.conversion.names import SURNAMES
from generator.conversion.steps import plain, segments, table

_WINDOW = 8  # characters: hardly a phrase of OpenCC's is longer


class Corrected(Struct, frozen=True):
    """A text in plain traditional characters, of the same length, and what was corrected."""

    text: str
    joins: tuple[int, ...] = ()  # characters that a phrase across words would have changed
    words: tuple[tuple[int, int], ...] = ()  # start and end of words that the table tells


@lru_cache(maxsize=1 << 12)  # every edition asks
def by_words(text: str) -> Corrected:
    """A simplified text as its words are written in plain traditional characters."""
    whole = plain("s2t", text)
    words = [word for word, _ in segments(text)]
    apart = plain("s2t", "\n".join(words)).split("\n") if "\n" not in text else [whole]
    by_words = "".join(apart)
    known = list(_known().finditer(text))
    if len(by_words) != len(text) or (by_words == whole and not known):
        return Corrected(whole)
    spans: list[tuple[int, int]] = []  # of each character the word it stands in
    for word in words:
        spans += [(len(spans), len(spans) + len(word))] * len(word)
    converted = list(whole)
    joins = tuple(
        at
        for at, (char, other) in enumerate(zip(whole, by_words, strict=True))
        if char != other and _cuts(text, at, char, spans)
    )
    for at in joins:
        converted[at] = by_words[at]
    told = tuple(
        found.span()
        for found in known
        if {found.start(), found.end()} <= _edges(text)  # 不准, but not in 不|准确
    )
    for start, end in told:
        converted[start:end] = _table()[text[start:end]]
    return Corrected("".join(converted), joins, told)


@lru_cache(maxsize=1 << 10)
def _edges(text: str) -> frozenset[int]:
    """Where the words of a text begin and end that the segmenter has in its dictionary."""
    return frozenset(accumulate(map(len, rjieba.cut(text, False)), initial=0))


@cache
def _table() -> dict[str, str]:
    """Words that OpenCC gets wrong; after 姓 stands a family name."""
    told = {row[0]: row[1] for row in table("words.tsv")}
    return told | {f"姓{char}": f"姓{char}" for char in SURNAMES}


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table(), key=len, reverse=True)))


def _cuts(text: str, at: int, char: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the shortest stretch that makes OpenCC write `char` here cuts a word."""
    first, last = spans[at]
    for length in range(2, _WINDOW + 1):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            end = start + length
            if plain("s2t", text[start:end])[at - start] == char:
                # A word of one character often ends a compound that the segmenter does not
                # know: 芒果|干, 肉酱|面. Only what it begins can be cut: 了|如何.
                starts_within = spans[start][0] < start and last - first > 1
                return starts_within or spans[end - 1][1] > end
    return False
