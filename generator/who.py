"""Who and what an article is about: all of it that tells who is who over all articles.

An edit that only moves names, or changes what is said around them, changes nothing of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.catalogue import Card
from generator.model import Body, Detail, Where
from generator.text import fold

_KINDS = ("person", "organisation", "place")
_WEIGHT = {"title": 8, "subtitle": 8, "kicker": 6, "source": 6, "contributor": 6, "p1-1": 3}


class Called(Struct, frozen=True, array_like=True, gc=False):
    """What an article calls someone or something, under which key."""

    kind: str
    key: str
    form: str  # folded
    detail: Detail
    weight: int  # the more, the more the article is about it


class Who(Struct, frozen=True, array_like=True):
    """Those whom an article names, each name once with each detail."""

    id: str
    publisher: str
    called: tuple[Called, ...]

    @property
    def weights(self) -> Iterator[tuple[Detail, int]]:
        """What is told of each, and its weight."""
        return ((one.detail, one.weight) for one in self.called)


def who(card: Card) -> Who:
    """Whom an article names."""
    found = Counter[tuple[str, str, str, Detail]]()
    for m in card.mentions:
        if m.kind in _KINDS:
            form = fold(m.context[m.start : m.end])
            found[m.kind, m.key, form, m.detail] += _WEIGHT.get(m.anchor, 1)
    return Who(card.id, card.publisher, tuple(Called(*one, n) for one, n in found.items()))


def weights(card: Card) -> Iterator[tuple[Detail, int]]:
    """What is told of each that an article names, and how much that tells what it is about."""
    return ((m.detail, _WEIGHT.get(m.anchor, 1)) for m in card.mentions)


def region_of(told: Iterable[tuple[Detail, int]]) -> str:
    """The code of the division an article is about, or "" where none is named most."""
    score: Counter[str] = Counter()
    for detail, weight in told:
        match detail:
            case Where(code) | Body(_, "stated", code) if code and not code.endswith("0000"):
                score[code] += weight
    most = score.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""
