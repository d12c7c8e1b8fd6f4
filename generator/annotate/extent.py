"""Of which division an amount holds, where its sentence says so by a word: 全区, 我市, 该县."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.annotate.gazetteer import Unit, by_code, chain
from generator.annotate.home import Home
from generator.annotate.reading import Reading
from generator.model import Amount, Fact
from generator.text import sentences

_WORD = re.compile(r"(全|我|本|该)(自治区|自治州|省|市|区|县|州|盟|旗)(?![长委级直内外里间域块])")


def located(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, the amounts among them with the code of the division that is meant."""
    words: dict[int, tuple[list[int], list[str], list[int]]] = {}
    for fact in facts:
        if isinstance(fact.detail, Amount):
            if fact.block not in words:
                words[fact.block] = _words(reading, fact.block)
            starts, codes, ends = words[fact.block]
            last = bisect_left(starts, fact.start) - 1
            told = last >= 0 and bisect_right(ends, starts[last]) == bisect_right(ends, fact.start)
            if told and codes[last]:
                fact = replace(fact, detail=replace(fact.detail, adcode=codes[last]))
        yield fact


def _words(reading: Reading, block: int) -> tuple[list[int], list[str], list[int]]:
    """Where a block has such words, the codes they mean, and where its sentences end."""
    text = reading.texts[block]
    found = list(_WORD.finditer(text))
    if not found:
        return [], [], []
    units = [
        _named_before(reading, block, match.start(), match[2])
        if match[1] == "该"
        else own(reading.home, match[2])
        for match in found
    ]
    codes = [unit.code if unit else "" for unit in units]
    return [match.start() for match in found], codes, [end for _, end in sentences(text)]


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
