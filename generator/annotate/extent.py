"""Of which division an amount holds, where its sentence says so by a word: 全区, 我市, 该县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.annotate.gazetteer import Unit, by_code, chain
from generator.annotate.home import Home
from generator.annotate.reading import Reading
from generator.model import Amount, Fact
from generator.text import sentence_number, sentences

_WORD = re.compile(r"(全|我|本|该)(自治区|自治州|省|市|区|县|州|盟|旗)(?![长委级直内外里间域块])")


def located(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, the amounts among them with the code of the division that is meant."""
    for fact in facts:
        if isinstance(fact.detail, Amount) and (unit := _extent(reading, fact)):
            yield replace(fact, detail=replace(fact.detail, adcode=unit.code))
        else:
            yield fact


def _extent(reading: Reading, fact: Fact) -> Unit | None:
    """The division that the last such word before an amount means, in its sentence."""
    text = reading.texts[fact.block]
    first, _ = sentences(text)[sentence_number(text, fact.start) - 1]
    found = None
    for found in _WORD.finditer(text, first, fact.start):  # noqa: B007
        pass
    if found is None:
        return None
    if found[1] == "该":
        return _named_before(reading, fact.block, found.start(), found[2])
    return own(reading.home, found[2])


def own(home: Home, rank: str) -> Unit | None:
    """The article's own division of a rank; none where the article names two that it may mean.

    A 区 may be a district or the autonomous region, a 市 a prefecture or a city in it.
    """
    unit = home.of(rank)
    if rank == "区":
        region = home.of("自治区")
        if unit is None or region is None:
            return unit or region
        return None if region.code in home.seen else unit
    named = (by_code().get(code) for code in home.seen)
    near = [u for u in named if u and u != unit and u.rank == rank and _one_in_other(u, unit)]
    return None if near else unit


def _one_in_other(a: Unit, b: Unit | None) -> bool:
    return b is not None and (a in chain(b) or b in chain(a))


def _named_before(reading: Reading, block: int, at: int, rank: str) -> Unit | None:
    """The division of that rank that the block named last."""
    for mention in reversed(reading.places[block]):
        if mention.end <= at and mention.unit and mention.unit.rank.endswith(rank):
            return mention.unit
    return own(reading.home, rank)
