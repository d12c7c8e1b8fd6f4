"""The words of a text, as the tagger cuts it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress, count

import rjieba
from msgspec import Struct

Token = tuple[int, int, str, str]
"""A word of a block: start, end, the word, its part of speech as jieba names it."""
PERSONS = frozenset(["nr", "nrt", "nrfg"])
PLACES = frozenset(["ns"])
NAMES = PERSONS | PLACES


class Tokens(Struct, frozen=True):
    """The words of a text in order, by columns: few are ever asked for as a whole."""

    starts: list[int]  # and the end of the last
    words: list[str]
    tags: list[str]
    named: list[int]  # which the tagger takes for names of persons and places

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Token:
        return self.starts[index], self.starts[index + 1], self.words[index], self.tags[index]

    def first(self, offset: int) -> int:
        """The first token that begins at an offset of the text or behind it."""
        return bisect_left(self.starts, offset)

    def before(self, offset: int) -> int:
        """The last token that begins before an offset, or -1."""
        return self.first(offset) - 1

    def whole(self, offset: int) -> int:
        """The first token that does not end before an offset or at it."""
        return bisect_right(self.starts, offset) - 1

    def run(self, first: int, last: int) -> list[Token]:
        """The tokens from one to before another."""
        words, tags = self.words[first:last], self.tags[first:last]
        starts, ends = self.starts[first:last], self.starts[first + 1 : last + 1]
        return [*zip(starts, ends, words, tags, strict=False)]

    def tagged(self, tags: frozenset[str]) -> list[Token]:
        """The tokens with one of these parts of speech, of those of names."""
        return [self[index] for index in self.named if self.tags[index] in tags]

    def by_start(self) -> Mapping[int, str]:
        """Start of a token → its part of speech; "" at the end of the text."""
        found = dict(zip(self.starts, self.tags, strict=False))
        found[self.starts[-1]] = ""
        return found


_TAGS: dict[str, str] = {}
"""Word → its part of speech, as met: it hangs on the word alone."""
_MOST_WORDS = 2**16
_FEW = 200  # new words: of more, the whole text is asked for at once


def tokens_of(texts: Sequence[str]) -> tuple[Tokens, ...]:
    """The tokens of folded texts.

    All are cut at once, which takes two thirds of the time; no word reaches over a line's end.
    """
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts) or "\r" in whole:  # some have lines of their own
        return tuple(_tokens(*_tagged(text)) for text in texts)
    words, tags = _tagged(whole)
    words.append("\n")
    found: list[Tokens] = []
    first = 0
    for _ in texts:
        last = words.index("\n", first)
        found.append(_tokens(words[first:last], tags[first:last]))
        first = last + 1
    return tuple(found)


def _tokens(words: list[str], tags: list[str]) -> Tokens:
    named = [*compress(count(), map(NAMES.__contains__, tags))]
    return Tokens([*accumulate(map(len, words), initial=0)], words, tags, named)


def _tagged(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and their parts of speech.

    The tagger makes a pair for every word, and took twice as long as cutting alone: it is asked
    only for words that are new.
    """
    words = rjieba.cut(text)
    try:
        return words, [*map(_TAGS.__getitem__, words)]
    except KeyError:
        met = _met(text, words)
        return words, [*map(met.__getitem__, words)]


def _met(text: str, words: list[str]) -> dict[str, str]:
    """The part of speech of each word; those of the new ones are kept."""
    new = {word for word in words if word not in _TAGS}
    met = {word: _alone(word) for word in new} if len(new) < _FEW else {"": ""}
    if "" in met.values():
        met = dict(rjieba.tag(text))
    else:
        met = {word: met.get(word) or _TAGS[word] for word in words}
    if len(_TAGS) > _MOST_WORDS:
        _TAGS.clear()
    _TAGS.update(met)
    return met


def _alone(word: str) -> str:
    """The part of speech of a word by itself; "" where by itself it would be cut."""
    found: list[tuple[str, str]] = rjieba.tag(word)
    return found[0][1] if len(found) == 1 else ""
