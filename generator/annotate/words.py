"""The word lists and tables, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, in its order; lines that begin with # are comments."""
    return tuple(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list, to ask for one."""
    return frozenset(words(name))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, split at tabs."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


def choice(choices: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """A regular expression for any of the words, the longest that fits.

    Built as a tree of characters: a plain list of hundreds is tried word by word at every
    character of a text, and took most of the time. `guards` says what may not follow a word.

    >>> choice(["市委", "市", "省"])
    '(?:市(?:委)?|省)'
    """
    tree = _Tree()
    for word in choices:
        node = tree
        for char in word:
            node = node.setdefault(char, _Tree())
        node[""] = _Tree()
    return _branch(tree, "", guards or {})


class Openers:
    """Words that a pattern's every match begins with, so that it is tried only there.

    Their first characters are sought in one pass, then two characters are looked up;
    a pattern of many words tried at every character of a text took most of the time.
    """

    def __init__(self, *openers: str) -> None:
        self._alone = frozenset(word for word in openers if len(word) == 1)
        self._pairs = frozenset(word[:2] for word in openers if len(word) > 1)
        first = _class({word[0] for word in openers})
        ready = [f"(?<={_class(self._alone)})"] if self._alone else []
        ready += [f"(?={_class({pair[1] for pair in self._pairs})})"] if self._pairs else []
        self._begin = re.compile(f"{first}(?:{'|'.join(ready)})")

    def starts(self, text: str) -> Iterator[int]:
        """Where a match may begin, in order."""
        for begin in self._begin.finditer(text):
            at = begin.start()
            if text[at] in self._alone or text[at : at + 2] in self._pairs:
                yield at

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` gives."""
        at = 0
        alone, pairs, match = self._alone, self._pairs, pattern.match
        for begin in self._begin.finditer(text):
            start = begin.start()
            if start < at or not (text[start : start + 2] in pairs or text[start] in alone):
                continue
            if found := match(text, start):
                at = found.end()
                yield found


def _class(chars: Iterable[str]) -> str:
    return f"[{''.join(re.escape(char) for char in sorted(chars))}]"


class _Tree(dict[str, "_Tree"]):
    """Character → the tree of what may follow; "" where a word ends."""


def _branch(tree: _Tree, word: str, guards: Mapping[str, str]) -> str:
    parts = [
        re.escape(char) + (_branch(tree[char], word + char, guards))
        for char in sorted(tree)
        if char
    ]
    end = f"(?!{guards[word]})" if word in guards else ""
    if "" not in tree:
        return parts[0] if len(parts) == 1 and word else f"(?:{'|'.join(parts)})"
    if not parts:
        return end
    inner = "|".join(parts)
    return f"(?:{inner}|{end})" if end else f"(?:{inner})?"


def _lines(name: str) -> list[str]:
    text = files("generator.annotate").joinpath("lexicon", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
