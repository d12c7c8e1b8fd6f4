"""An archive in parts: strings are found in each, and those that all of them share are chosen.

To find what is alike takes memory for every character, and to find it again takes time: so an
archive of very many articles is looked at in parts of some hundreds, and an edit concerns one.
Which part an article is in depends on its id alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import xxhash
from msgspec import Struct

from generator.phrases.families import families
from generator.phrases.places import Chosen
from generator.phrases.prose import Prose
from generator.phrases.repeats import repeats
from generator.phrases.row import row_of

MOST = 2_000
"""Phrases of an archive that are kept: those of most weight, articles times characters."""

PART = 512
"""Articles of a part at most, give or take a few: in so many every shared string is found."""


class Candidates(Struct, frozen=True, array_like=True):
    """What the articles of one part share."""

    families: tuple[tuple[str, ...], ...]
    strings: tuple[tuple[str, int], ...]  # with the weight of each


def parts_of(ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The articles of each part, in order."""
    ordered, number = sorted(ids), 1
    while len(ordered) > PART * number:
        number *= 2
    parts: list[list[str]] = [[] for _ in range(number)]
    for id in ordered:
        parts[xxhash.xxh3_64_intdigest(id.encode("utf-8", "replace")) % number].append(id)
    return tuple(map(tuple, parts))


def candidates(prose: Sequence[Prose], versions: Mapping[str, Sequence[str]]) -> Candidates:
    """What these articles share: families, and strings of most weight."""
    row = row_of(prose, versions)
    found = tuple(families(row))
    strings = ((r.words, r.articles * len(r.words)) for r in repeats(row, MOST))
    return Candidates(found, tuple(strings))


def choose(parts: Sequence[Candidates]) -> Chosen:
    """What is looked for in all parts: every family, and the strings of most weight."""
    weight: Counter[str] = Counter()
    for part in parts:
        weight.update(dict(part.strings))
    best = sorted(weight, key=lambda words: (-_rough(weight[words]), words))[:MOST]
    return Chosen(_joined(parts), tuple(sorted(best)))


def _rough(weight: int) -> int:
    """A weight to an eighth: an article more or less seldom changes which strings weigh most, so
    that they need not be looked for again.

    >>> _rough(7), _rough(1000), _rough(1023), _rough(1024)
    (7, 960, 960, 1024)
    """
    steps = max(weight.bit_length() - 4, 0)
    return weight >> steps << steps


def _joined(parts: Sequence[Candidates]) -> tuple[tuple[str, ...], ...]:
    """The families of all parts; one that has a wording of another part's is one with it."""
    found: list[dict[str, None]] = []
    known: dict[str, int] = {}
    for part in parts:
        mine: dict[str, int] = {}
        for wordings in part.families:
            number = min((known[w] for w in wordings if w in known), default=len(found))
            if number == len(found):
                found.append({})
            found[number] |= dict.fromkeys(wordings)
            mine |= dict.fromkeys(wordings, number)
        known = mine | known
    return tuple(map(tuple, found))
