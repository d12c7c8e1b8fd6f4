"""Versions of one article: saved twice, or reprinted by others, with what differs between them.

Likeness is the Jaccard index of the texts' runs of four characters, estimated by MinHash
(Broder 1997) as the library rensa computes it. Candidates come from locality-sensitive hashing
in bands, so that ten times the articles take ten times the work.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import rensa
from msgspec import Struct

from generator.catalogue import Card
from generator.model import Article
from generator.text import HAN, fold, sentences

PERMUTATIONS, BANDS = 64, 16  # bands of four: at a likeness of .7, 99 pairs in 100 are candidates
ALIKE = 0.7
"""From this likeness two texts are versions of one; two articles on one event stay below .3."""

SHORTEST = 80  # characters; below it a text has too few runs to tell chance from copying
_RUN = 4
_WORDS = re.compile(f"[^{HAN}A-Za-z0-9]+")
_SEED = 20200123


def fingerprint(article: Article) -> bytes:
    """The MinHash of an article's body, four bytes a number, the same in either script; empty for
    one too short."""
    body = "".join(b.text for b in article.blocks if b.kind in ("paragraph", "heading"))
    words = _WORDS.sub("", fold(body))
    if len(words) < SHORTEST:
        return b""
    hashes = rensa.RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    hashes.update([words[n : n + _RUN] for n in range(len(words) - _RUN + 1)])
    return array("I", hashes.digest()).tobytes()


def likeness(a: bytes, b: bytes) -> float:
    """The share of runs that two texts have in common, from 0 to 1, give or take .06."""
    same = sum(x == y for x, y in zip(array("I", a), array("I", b), strict=False))
    return same / PERMUTATIONS


class Print(Struct, frozen=True, array_like=True):
    """What of an article tells of which it is a version."""

    id: str
    date: str
    time: str
    length: int
    print: bytes


def print_of(card: Card) -> Print:
    """The same of a card, which has it too."""
    return Print(card.id, card.date, card.time, card.length, card.print)


def families(cards: Iterable[Card | Print]) -> dict[str, tuple[str, ...]]:
    """Article → all versions of it, the first published first; only articles that have several."""
    by_id = {card.id: card for card in cards}
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while id in parent:
            id = parent[id]
        return id

    for a, b in _candidates(by_id.values()):
        if root(a.id) != root(b.id) and likeness(a.print, b.print) >= ALIKE:
            parent[root(b.id)] = root(a.id)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in by_id:
        groups[root(id)].append(id)

    def first(id: str) -> tuple[str, str, int, str]:
        card = by_id[id]
        return card.date or "9", card.time, -card.length, id

    found = (tuple(sorted(ids, key=first)) for ids in groups.values() if len(ids) > 1)
    return {id: ids for ids in found for id in ids}


def _candidates(
    cards: Iterable[Card | Print],
) -> Iterator[tuple[Card | Print, Card | Print]]:
    """Pairs that share a band; of many alike each is paired with the first alone."""
    width = 4 * PERMUTATIONS // BANDS
    first: dict[tuple[int, bytes], Card | Print] = {}
    for card in cards:
        for band in range(BANDS if card.print else 0):
            part = (band, card.print[band * width : (band + 1) * width])
            if first.setdefault(part, card) is not card:
                yield first[part], card


class Stretch(Struct, frozen=True, array_like=True):
    """Characters of a sentence, and whether they are only in it."""

    start: int
    end: int
    differs: bool


class Difference(Struct, frozen=True):
    """A place where two versions part: a sentence of each, either of them perhaps missing.

    Where both are empty, `same` characters in between are alike.
    """

    a: str = ""
    b: str = ""
    in_a: tuple[Stretch, ...] = ()
    in_b: tuple[Stretch, ...] = ()
    same: int = 0


def differences(a: Article, b: Article) -> tuple[Difference, ...]:
    """Where the texts of two versions part, in order; marks and spaces do not count."""
    left, right = _sentences(a), _sentences(b)
    matcher = SequenceMatcher(None, [_bare(s) for s in left], [_bare(s) for s in right], False)
    found: list[Difference] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Difference(same=sum(map(len, left[i:j]))))
            continue
        for n in range(max(j - i, m - k)):
            mine = left[i + n] if i + n < j else ""
            theirs = right[k + n] if k + n < m else ""
            found.append(_difference(mine, theirs))
    return tuple(found)


def _sentences(article: Article) -> list[str]:
    blocks = (b.text for b in article.blocks if b.kind in ("title", "heading", "paragraph"))
    return [text[start:end] for text in blocks for start, end in sentences(text)]


def _bare(sentence: str) -> str:
    return _WORDS.sub("", fold(sentence))


def _difference(a: str, b: str) -> Difference:
    matcher = SequenceMatcher(None, fold(a), fold(b), False)
    in_a, in_b = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            in_a.append(Stretch(i, j, tag != "equal"))
        if k < m:
            in_b.append(Stretch(k, m, tag != "equal"))
    return Difference(a, b, tuple(in_a), tuple(in_b))
