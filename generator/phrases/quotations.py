"""Quotations whose words other articles have too, as quotations or not.

All that articles share is found as phrases, so the marks of an article's phrases tell where to
look: what is quoted stands in whichever places of such a phrase have all its letters around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.catalogue import Quotation
from generator.phrases.index import Phrases


class Elsewhere(Struct, frozen=True, array_like=True):
    """A quotation of an article, and in how many others its words stand."""

    block: int
    start: int
    articles: int  # versions of one are one
    key: str  # of the phrase whose page shows them
    article: str  # where there is but one: its id
    anchor: str  # and the sentence


class _Place(NamedTuple):
    family: str
    article: str
    anchor: str


def elsewhere(
    phrases: Phrases,
    article: str,
    quotations: Iterable[Quotation],
    versions: Mapping[str, tuple[str, ...]],
) -> Iterator[Elsewhere]:
    """Those of an article's quotations that other articles have; `versions` are none of them."""
    quotations = tuple(quotations)
    marks = phrases.marks(article) if quotations else []
    for quotation in quotations:
        best: Elsewhere | None = None
        for block, start, end, number in marks:
            if block != quotation.block or end <= quotation.start or quotation.end <= start:
                continue
            found = _elsewhere(phrases, article, quotation, number, versions)
            if found and (best is None or found.articles > best.articles):
                best = found
        if best:
            yield best


def _elsewhere(
    phrases: Phrases,
    article: str,
    quotation: Quotation,
    number: int,
    versions: Mapping[str, tuple[str, ...]],
) -> Elsewhere | None:
    """What the places of one phrase tell."""
    phrase = phrases.all[number]
    own = versions.get(article, (article,))[0]
    places = dict[str, _Place]()
    for use, letters in phrases.letters(number):
        family = versions.get(use.article, (use.article,))[0]
        if family != own and quotation.letters in letters:
            places.setdefault(family, _Place(family, use.article, use.anchor))
    count = len(places)
    if len(phrase.wordings) == 1 and quotation.letters in phrase.key:
        count = max(count, phrase.articles - 1)  # not all of its places are at hand
    if not count:
        return None
    one = next(iter(places.values())) if count == 1 and places else _Place("", "", "")
    place = quotation.block, quotation.start
    return Elsewhere(*place, count, phrase.key, one.article, one.anchor)
