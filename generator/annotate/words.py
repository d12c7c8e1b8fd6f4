"""The word lists and tables, read once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

    A pattern of many words tried at every character of a text took most of the time.
    All openers are looked up together, by their first two characters: one pass over an article
    finds where any of them stands. An Aho-Corasick automaton of whole words took three times
    as long, one of the first two characters twice, a regular expression for each twice.
    """

    def __init__(self, *openers: str) -> None:
        self.heads = frozenset(word[:2] for word in openers)
        self._number = len(_OPENERS)
        _OPENERS.append(self)
        _heads.cache_clear()
        _LOOKED.clear()

    def starts(self, text: str) -> Sequence[int]:
        """Where a match may begin, in order."""
        return (_LOOKED.get(text) or _alone(text))[self._number]

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
        """What `pattern.finditer` gives."""
        starts = (_LOOKED.get(text) or _alone(text))[self._number]
        return _matches(pattern.match, text, starts) if starts else ()


def _matches(
    match: Callable[[str, int], re.Match[str] | None], text: str, starts: Sequence[int]
) -> Iterator[re.Match[str]]:
    at = 0
    for start in starts:
        if start >= at and (found := match(text, start)):
            at = found.end()
            yield found


_OPENERS: list[Openers] = []


@cache
def _heads() -> tuple[dict[int, tuple[int, ...]], dict[str, tuple[int, ...]], re.Pattern[str]]:
    """Two characters, and one, → the numbers of the openers that begin so; any such one."""
    found: dict[str, list[int]] = {}
    for number, openers in enumerate(_OPENERS):
        for head in openers.heads:
            found.setdefault(head, []).append(number)
    ones = {head: tuple(numbers) for head, numbers in found.items() if len(head) == 1}
    alike: dict[tuple[int, ...], tuple[int, ...]] = {}
    twos = {}
    for head in [head for head in found if len(head) == 2]:
        numbers = tuple(sorted({*found[head], *ones.get(head[0], ())}))
        twos[_pair(head)] = alike.setdefault(numbers, numbers)
    return twos, ones, re.compile(f"[{''.join(map(re.escape, ones))}]")


def _pair(head: str) -> int:
    """Two characters as one number, as this machine reads them."""
    return int.from_bytes(head.encode("utf-32-le"), sys.byteorder)


_LOOKED: dict[str, tuple[list[int], ...]] = {}
"""Text of the article that is read → for each opener, where it stands in it."""


def look(texts: Sequence[str]) -> None:
    """Look all openers up in the texts of an article, at once: in each alone took half as long
    again, and every kind asks."""
    _LOOKED.clear()
    _LOOKED.update(zip(texts, _scan(texts), strict=True))


def _alone(text: str) -> tuple[list[int], ...]:
    return _LOOKED.setdefault(text, _scan([text])[0])


def _scan(texts: Sequence[str]) -> list[tuple[list[int], ...]]:
    """For each text, for each opener, where it stands in it.

    They are read as numbers, one for every two characters: a string for each would have to
    be made and hashed, and took twice as long.
    """
    twos, ones, one = _heads()
    whole = "  ".join([*texts, ""])
    pairs = memoryview(whole.encode("utf-32-le", "surrogatepass"))
    known: list[tuple[int, ...] | None] = [None] * len(whole)
    for first in (0, 1):
        length = (len(whole) - first) // 2
        known[first : first + 2 * length : 2] = map(
            twos.get, pairs[4 * first :][: 8 * length].cast("Q")
        )
    for match in one.finditer(whole):
        known[match.start()] = known[match.start()] or ones[match[0]]
    scanned: list[tuple[list[int], ...]] = []
    begin = 0
    for text in texts:
        found: tuple[list[int], ...] = tuple([] for _ in _OPENERS)
        for at, numbers in enumerate(known[begin : begin + len(text)]):
            if numbers:
                for number in numbers:
                    found[number].append(at)
        scanned.append(found)
        begin += len(text) + 2
    return scanned


class _Tree(dict[str, "_Tree"]):
    """Character → the tree of what may follow; "" where a word ends."""


_GROUP = 24


def _branch(tree: _Tree, word: str, guards: Mapping[str, str]) -> str:
    parts = {
        re.escape(char): re.escape(char) + _branch(tree[char], word + char, guards)
        for char in sorted(tree)
        if char
    }
    end = f"(?!{guards[word]})" if word in guards else ""
    inner = _grouped(parts)
    if "" not in tree:
        return inner if len(parts) == 1 and word else f"(?:{inner})"
    if not parts:
        return end
    return f"(?:{inner}|{end})" if end else f"(?:{inner})?"


def _grouped(parts: Mapping[str, str]) -> str:
    """First characters → branches, in groups: they are tried in turn, and a group at once."""
    if len(parts) < _GROUP:
        return "|".join(parts.values())
    firsts = list(parts)
    groups = [firsts[at : at + _GROUP] for at in range(0, len(firsts), _GROUP)]
    return "|".join(
        f"(?=[{''.join(group)}])(?:{'|'.join(parts[first] for first in group)})" for group in groups
    )


def _lines(name: str) -> list[str]:
    text = files("generator.annotate").joinpath("lexicon", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
