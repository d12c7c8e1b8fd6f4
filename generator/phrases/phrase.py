"""All formulas of an archive as values: their wordings, where they stand, and which are marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from generator.model import Script
from generator.phrases.parts import MOST, candidates, choose, parts_of
from generator.phrases.places import Chosen, Hits, hits, packed, unpacked
from generator.phrases.prose import Passage, Prose
from generator.phrases.row import Numbers, distinct
from generator.text import fold, sentence_number

LINES = 60
"""Places of a phrase that are shown in context; all are counted."""

WORDINGS = 40
"""Wordings of a family that are shown: the most used."""

_FEWEST = 5  # of them, for each of very many wordings
SHOWN = 18  # characters of context on either side
_MARGIN = 8  # more on either side, so that conversion sees the words at the edges whole
_PAIRS = ("“”", "‘’", "《》", "（）")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")


class Use(Struct, frozen=True, array_like=True, gc=False):
    """A place of a phrase with its context: `context[start:end]` are its words."""

    article: str
    anchor: str  # of its sentence
    context: str
    first: int  # what of the context is shown
    start: int
    end: int
    last: int
    script: Script | None


class Wording(Struct, frozen=True, array_like=True):
    """One wording of a phrase: its words as most places have them, in simplified characters."""

    words: str
    number: int  # of places
    uses: tuple[Use, ...]  # the first of them


class Phrase(Struct, frozen=True, array_like=True):
    """Words that several articles share, or a family of wordings, the most used first."""

    key: str  # the words of the first wording, without marks: its name
    wordings: tuple[Wording, ...]
    articles: int  # versions of one article are one
    held: bytes  # of each article that has it: its number in `Found`, and how often it has it

    @property
    def words(self) -> str:
        """Its first wording."""
        return self.wordings[0].words

    @property
    def uses(self) -> int:
        """How often it stands."""
        return sum(wording.number for wording in self.wordings)

    @property
    def weight(self) -> int:
        """Articles times characters."""
        return self.articles * len(self.key)


class Stretch(Struct, frozen=True, array_like=True, gc=False):
    """Words of an article that a phrase marks."""

    block: int
    start: int
    end: int
    key: str
    articles: int


class Found(Struct, frozen=True, array_like=True):
    """All phrases of an archive, those of most weight first, and what they mark."""

    phrases: tuple[Phrase, ...] = ()
    articles: tuple[str, ...] = ()  # in order
    marks: tuple[bytes, ...] = ()  # of each article: block, start, end and number of the phrase


Reader = Callable[[str], Prose]


def phrases(prose: Sequence[Prose], versions: Mapping[str, Sequence[str]]) -> Found:
    """The phrases of an archive."""
    by_id = {p.id: p for p in prose}
    parts = [[by_id[id] for id in ids] for ids in parts_of(by_id)]
    chosen = choose([candidates(part, versions) for part in parts])
    return gathered(chosen, [hits(part, chosen) for part in parts], versions, by_id.__getitem__)


class _Table(NamedTuple):
    """The places of all parts, by string, then as they stand."""

    ids: list[str]
    family: Numbers  # of each article: the same for versions of one
    length: int  # of all text
    edges: list[int]  # of each string: where its places begin
    article: Numbers  # of each place
    block: Numbers
    start: Numbers  # in its block
    size: Numbers
    within: Numbers
    at: Numbers  # in all text


def gathered(
    chosen: Chosen, parts: Sequence[Hits], versions: Mapping[str, Sequence[str]], read: Reader
) -> Found:
    """What of the chosen strings is a phrase of the archive.

    A family stands for every string that stands only within its wordings.
    """
    table = _table(chosen, parts, versions)
    found = sorted(_phrases(chosen, table), key=lambda draft: (-draft.weight, draft.key))
    unique = {draft.key: draft for draft in reversed(found)}
    best = sorted(unique.values(), key=lambda draft: (-draft.weight, draft.key))[:MOST]
    shown = _uses(table, best, read)
    return Found(
        tuple(_phrase(table, draft, shown) for draft in best),
        tuple(table.ids),
        _marks(table, best),
    )


def _table(chosen: Chosen, parts: Sequence[Hits], versions: Mapping[str, Sequence[str]]) -> _Table:
    ids = sorted(id for part in parts for id in part.articles)
    number = {id: n for n, id in enumerate(ids)}
    parted, offset = [np.empty((7, 0), np.int32)], 0
    for part in parts:
        string, at, size, within = unpacked(part.places, 4).T
        articles, blocks, origins = unpacked(part.blocks, 3).T
        block = np.searchsorted(origins, at, "right") - 1
        article = np.array([number[id] for id in part.articles], np.int32)[articles[block]]
        rows = string, article, blocks[block], at - origins[block], size, within, at + offset
        parted.append(np.stack(rows).astype(np.int32, copy=False))
        offset += part.length
    columns = np.concatenate(parted, 1)
    del parted
    order = np.lexsort((columns[6], columns[1], columns[0]))
    for column in columns:  # one by one: there are very many places
        column[:] = column[order]
    strings = sum(map(len, chosen.families)) + len(chosen.strings)
    first: dict[str, int] = {}
    family = [first.setdefault(versions.get(id, (id,))[0], len(first)) for id in ids]
    edges = np.searchsorted(columns[0], np.arange(strings + 1)).tolist()
    return _Table(ids, np.array(family, np.int32), offset, edges, *columns[1:])


class _Draft(NamedTuple):
    """A phrase in the making: its strings, the most used first, by their numbers."""

    key: str
    strings: tuple[int, ...]
    articles: int

    @property
    def weight(self) -> int:
        return self.articles * len(self.key)


def _phrases(chosen: Chosen, table: _Table) -> Iterator[_Draft]:
    words, alive, first = chosen.words, set[int](), 0

    def number(string: int) -> int:
        return table.edges[string + 1] - table.edges[string]

    for family, wordings in enumerate(chosen.families):
        used = [n for n in range(first, first + len(wordings)) if number(n)]
        used.sort(key=lambda n: (-number(n), -len(words[n]), words[n]))
        used, first = used[:WORDINGS], first + len(wordings)
        articles = _articles(table, used)
        if len(used) > 1 and articles > 1:
            alive.add(family)
            yield _Draft(words[used[0]], tuple(used), articles)
    for string in range(first, len(words)):
        places = slice(*table.edges[string : string + 2])
        articles = _articles(table, [string])
        if articles > 1 and not alive.issuperset(distinct(table.within[places]).tolist()):
            yield _Draft(words[string], (string,), articles)


def _articles(table: _Table, strings: Iterable[int]) -> int:
    """In how many articles any of these strings stands; versions of one are one."""
    found = [table.article[slice(*table.edges[n : n + 2])] for n in strings]
    return len(distinct(table.family[np.concatenate(found)])) if found else 0


_Words = dict[int, tuple[str, tuple[Use, ...]]]


def _uses(table: _Table, drafts: Iterable[_Draft], read: Reader) -> _Words:
    """Of each string its words as they are mostly written, and its first places in context."""
    wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)  # article → string, place
    for draft in drafts:
        most = _most([table.edges[n + 1] - table.edges[n] for n in draft.strings])
        for string in draft.strings:
            low, high = table.edges[string], table.edges[string + 1]
            for place in range(low, min(high, low + most)):
                wanted[int(table.article[place])].append((string, place))
    written: dict[int, Counter[str]] = defaultdict(Counter)
    uses: dict[int, list[Use]] = defaultdict(list)
    for article in sorted(wanted):
        id = table.ids[article]
        passages = {passage.block: passage for passage in read(id).blocks}
        for string, place in wanted[article]:
            passage, start = passages[int(table.block[place])], int(table.start[place])
            end = start + int(table.size[place])
            written[string][_written(passage.text[start:end])] += 1
            uses[string].append(_use(id, start, end, passage))
    return {
        string: (min(count, key=lambda w: (-count[w], w)), tuple(uses[string]))
        for string, count in written.items()
    }


def _most(numbers: Sequence[int]) -> int:
    """How many places of each wording there is room for."""
    most = LINES
    while most > _FEWEST and sum(min(number, most) for number in numbers) > LINES:
        most -= 1
    return most


def _phrase(table: _Table, draft: _Draft, shown: _Words) -> Phrase:
    places = [slice(*table.edges[n : n + 2]) for n in draft.strings]
    articles = np.concatenate([table.article[of] for of in places])
    held = packed(np.stack(np.unique(articles, return_counts=True), 1))
    wordings = (
        Wording(shown[n][0], of.stop - of.start, shown[n][1])
        for n, of in zip(draft.strings, places, strict=True)
    )
    return Phrase(draft.key, tuple(wordings), draft.articles, held)


def _marks(table: _Table, drafts: Iterable[_Draft]) -> tuple[bytes, ...]:
    """What is marked in each article: of phrases that overlap, the one of most weight."""
    taken = bytearray(table.length)
    kept, number = list[int](), list[int]()
    for n, draft in enumerate(drafts):
        for string in draft.strings:
            of = slice(*table.edges[string : string + 2])
            spots = zip(table.at[of].tolist(), table.size[of].tolist(), strict=True)
            for place, (at, size) in enumerate(spots, of.start):
                if taken.find(1, at, at + size) < 0:
                    taken[at : at + size] = b"\1" * size
                    kept.append(place)
                    number.append(n)
    places = np.array(kept, np.int64)
    article, block, start = table.article[places], table.block[places], table.start[places]
    rows = np.stack((block, start, start + table.size[places], np.array(number, np.int32)), 1)
    order = np.lexsort((start, block, article))
    edges = np.searchsorted(article[order], np.arange(len(table.ids) + 1)).tolist()
    return tuple(packed(rows[order[a:b]]) for a, b in pairwise(edges))


@lru_cache(maxsize=1 << 14)  # most places have the same words
def _written(text: str) -> str:
    words = fold(text).translate(_WIDE)
    for pair in _PAIRS:  # a string may begin within a quotation, and end without
        if words.count(pair[0]) != words.count(pair[1]):
            words = words.translate(dict.fromkeys(map(ord, pair)))
    return words


def _use(article: str, start: int, end: int, passage: Passage) -> Use:
    text = passage.text
    first, last = max(0, start - SHOWN), min(len(text), end + SHOWN)
    while first < start and text[first - 1 : first].isdigit() and text[first].isdigit():
        first += 1
    while last > end and text[last - 1].isdigit() and text[last : last + 1].isdigit():
        last -= 1
    low, high = max(0, first - _MARGIN), min(len(text), last + _MARGIN)
    anchor = passage.anchor
    if anchor[:1] == "p" and anchor[1:].isdigit():
        anchor += f"-{sentence_number(text, start)}"
    offsets = (first - low, start - low, end - low, last - low)
    return Use(article, anchor, text[low:high], *offsets, passage.script)
