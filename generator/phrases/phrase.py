"""All formulas of an archive as values: their wordings, where they stand, and which are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.model import Script
from generator.phrases.families import families
from generator.phrases.prose import Passage, Prose
from generator.phrases.repeats import repeats
from generator.phrases.row import Place, row_of
from generator.text import fold, sentence_number

MOST = 2_000
"""Phrases of an archive that are kept: those of most weight, articles times characters."""

LINES = 200
"""Places of a wording that are shown in context; all are counted."""

SHOWN = 18  # characters of context on either side
_MARGIN = 8  # more on either side, so that conversion sees the words at the edges whole
_PAIRS = ("“”", "‘’", "《》", "（）")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")


class Use(Struct, frozen=True, array_like=True):
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
    places: tuple[Place, ...]
    uses: tuple[Use, ...]  # of the first places


class Phrase(Struct, frozen=True, array_like=True):
    """Words that several articles share, or a family of wordings, the most used first."""

    key: str  # the words of the first wording, without marks: its name
    wordings: tuple[Wording, ...]
    articles: int  # versions of one article are one

    @property
    def words(self) -> str:
        """Its first wording."""
        return self.wordings[0].words

    @property
    def uses(self) -> int:
        """How often it stands."""
        return sum(len(wording.places) for wording in self.wordings)

    @property
    def weight(self) -> int:
        """Articles times characters."""
        return self.articles * len(self.key)

    def places(self) -> Iterable[Place]:
        """Everywhere it stands."""
        return (place for wording in self.wordings for place in wording.places)


class Stretch(Struct, frozen=True, array_like=True):
    """Words of an article that a phrase marks."""

    block: int
    start: int
    end: int
    key: str
    articles: int


def phrases(prose: Sequence[Prose], versions: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """The phrases of an archive, those of most weight first.

    A family stands for every string that stands only within its wordings.
    """
    row = row_of(prose, versions)
    passages = {(p.id, passage.block): passage for p in prose for passage in p.blocks}
    found = []
    covered: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for family in families(row):
        wordings = tuple(_wording(places, passages) for _, places in family.wordings)
        found.append(Phrase(family.wordings[0][0], wordings, family.articles))
        for place in found[-1].places():
            covered[place.article, place.block].append((place.start, place.end))

    def within(place: Place) -> bool:
        spans = covered[place.article, place.block]
        return any(start <= place.start and place.end <= end for start, end in spans)

    for repeat in repeats(row, MOST):
        if not all(map(within, repeat.places)):
            wording = _wording(repeat.places, passages)
            found.append(Phrase(repeat.words, (wording,), repeat.articles))
    found.sort(key=lambda phrase: (-phrase.weight, phrase.key))
    unique = {phrase.key: phrase for phrase in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda p: (-p.weight, p.key)))[:MOST]


def _wording(places: Sequence[Place], passages: Mapping[tuple[str, int], Passage]) -> Wording:
    written: dict[str, int] = defaultdict(int)
    for place in places:
        written[_words(place, passages)] += 1
    words = min(written, key=lambda w: (-written[w], w))
    uses = tuple(_use(place, passages[place.article, place.block]) for place in places[:LINES])
    return Wording(words, tuple(places), uses)


def _words(place: Place, passages: Mapping[tuple[str, int], Passage]) -> str:
    text = passages[place.article, place.block].text[place.start : place.end]
    words = fold(text).translate(_WIDE)
    for pair in _PAIRS:  # a string may begin within a quotation, and end without
        if words.count(pair[0]) != words.count(pair[1]):
            words = words.translate(dict.fromkeys(map(ord, pair)))
    return words


def _use(place: Place, passage: Passage) -> Use:
    text = passage.text
    first, last = max(0, place.start - SHOWN), min(len(text), place.end + SHOWN)
    while first < place.start and text[first - 1 : first].isdigit() and text[first].isdigit():
        first += 1
    while last > place.end and text[last - 1].isdigit() and text[last : last + 1].isdigit():
        last -= 1
    low, high = max(0, first - _MARGIN), min(len(text), last + _MARGIN)
    anchor = passage.anchor
    if anchor[:1] == "p" and anchor[1:].isdigit():
        anchor += f"-{sentence_number(text, place.start)}"
    offsets = (first - low, place.start - low, place.end - low, last - low)
    return Use(place.article, anchor, text[low:high], *offsets, passage.script)


def marked(found: Iterable[Phrase]) -> dict[str, tuple[Stretch, ...]]:
    """What is marked in each article: of phrases that overlap, the one of most weight."""
    taken: dict[tuple[str, int], list[Stretch]] = defaultdict(list)
    for phrase in found:
        for place in phrase.places():
            mine = taken[place.article, place.block]
            if all(place.end <= s.start or s.end <= place.start for s in mine):
                mine.append(
                    Stretch(place.block, place.start, place.end, phrase.key, phrase.articles)
                )
    by_article: dict[str, list[Stretch]] = defaultdict(list)
    for (article, _), stretches in taken.items():
        by_article[article] += stretches
    return {
        id: tuple(sorted(stretches, key=lambda s: (s.block, s.start)))
        for id, stretches in by_article.items()
    }
