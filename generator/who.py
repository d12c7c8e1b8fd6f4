"""Who and what an article is about: all of it that tells who is who over all articles.

An edit that only moves names, or changes what is said around them, changes nothing of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from generator.catalogue import Card, Mention
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


class Who(Struct, frozen=True, array_like=True):
    """Those whom an article names, each name once with each detail."""

    id: str
    publisher: str
    region: str  # as in Card
    called: tuple[Called, ...]


def who(card: Card) -> Who:
    """Whom an article names."""
    called = (
        Called(m.kind, m.key, fold(m.context[m.start : m.end]), m.detail)
        for m in card.mentions
        if m.kind in _KINDS
    )
    return Who(card.id, card.publisher, card.region, tuple(dict.fromkeys(called)))


def region_of(mentions: Iterable[Mention]) -> str:
    """The code of the division an article is about, or "" where none is named most."""
    score: Counter[str] = Counter()
    for mention in mentions:
        match mention.detail:
            case Where(code) | Body(_, "stated", code) if code and not code.endswith("0000"):
                score[code] += _WEIGHT.get(mention.anchor, 1)
    most = score.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""
