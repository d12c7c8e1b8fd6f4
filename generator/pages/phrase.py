"""The page of a phrase: its wordings, every place in context, and who uses it when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from msgspec import Struct

from generator.archive import said
from generator.catalogue import Card
from generator.model import Page, Text
from generator.pages.parts import Bar, Cut, Line, Link, Strip, Wanted, everyone, owner
from generator.pages.paths import article_path, path_of, phrase_table_path
from generator.pages.shelf import Shelf, named
from generator.phrases.phrase import Phrase, Use
from generator.phrases.slots import aligned

_PLACES = 3  # of a wording that are linked in the table


class WordingRow(Struct, frozen=True):
    """A wording, cut into the slots that all have."""

    cells: tuple[Slot, ...]
    uses: int
    places: tuple[Link, ...]  # in the first articles
    more: int  # articles beyond these, of those that are shown in context


class Slot(Struct, frozen=True):
    """A cell of the table of wordings, in the script of an edition."""

    text: Text
    omitted: Text
    differs: bool
    order: int


class ContextLine(Struct, frozen=True):
    """A place in context, and what lines can be sorted by."""

    line: Line
    source: Text
    date: str


class User(Struct, frozen=True):
    """A source that uses the phrase."""

    source: Text
    first: str  # day of its first dated article that uses it, or ""
    articles: int
    uses: int
    rate: str  # uses in a thousand characters of these articles


class Near(Struct, frozen=True):
    """A phrase beside this one, and why it is."""

    words: Text
    path: str
    part: Text  # words that both have, or ""
    sentences: int  # in which both stand


class PhraseView(Struct, frozen=True):
    words: Text
    articles: int
    uses: int
    rows: tuple[WordingRow, ...]
    lines: tuple[ContextLine, ...]  # by what follows, the most frequent first
    strip: Strip
    first: str  # day of the first dated article, or ""
    firsts: tuple[Link, ...]  # the articles of that day
    undated: tuple[Link, ...]  # articles that can come before or after
    users: tuple[User, ...]
    places: tuple[Link, ...]  # the places that these articles mostly tell of
    near: tuple[Near, ...]
    table: str  # path of its places as CSV, at the site's root


def pages(shelf: Shelf, wanted: Wanted = everyone) -> Iterator[Cut]:
    """A page for every phrase that is asked for."""
    for phrase in shelf.phrases.all:
        if wanted(of := owner("phrase", phrase.key)):
            path = path_of("phrase", phrase.key)
            yield Cut(path, "phrase.html", False, partial(_page, shelf, phrase), of)


def _page(shelf: Shelf, phrase: Phrase) -> Page[PhraseView]:
    return Page(path_of("phrase", phrase.key), "phrase.html", _view(shelf, phrase))


def _view(shelf: Shelf, phrase: Phrase) -> PhraseView:
    index = shelf.index
    count = shelf.phrases.holders(phrase)
    cards = [index.cards[id] for id in sorted(count, key=index.rank.__getitem__, reverse=True)]
    days = [card.date for card in cards if card.date]
    first = min(days, default="")
    published = Counter(days)
    uses: Counter[str] = Counter()
    for card in cards:
        uses[card.date] += count[card.id]
    return PhraseView(
        words=Text(phrase.words),
        articles=phrase.articles,
        uses=phrase.uses,
        rows=_rows(shelf, phrase),
        lines=tuple(_lines(shelf, phrase)),
        strip=Strip(
            tuple(Bar(d, uses[d], published[d], path_of("date", d)) for d in sorted(published))
        ),
        first=first,
        firsts=tuple(_link(card) for card in cards if card.date and card.date == first),
        undated=tuple(_link(card) for card in cards if not card.date),
        users=_users(cards, count),
        places=_places(shelf, cards),
        near=tuple(_near(shelf, phrase)),
        table=phrase_table_path(phrase.key),
    )


def _near(shelf: Shelf, phrase: Phrase) -> Iterator[Near]:
    for each in shelf.phrases.neighbours.get(phrase.key, ()):
        other = shelf.phrases.all[each.number]
        path = path_of("phrase", other.key)
        yield Near(Text(other.words), path, Text(each.part), each.sentences)


def _link(card: Card, anchor: str = "") -> Link:
    return Link(said(card.title, card), article_path(card.id) + (f"#{anchor}" if anchor else ""))


def _rows(shelf: Shelf, phrase: Phrase) -> tuple[WordingRow, ...]:
    cells = aligned([wording.words for wording in phrase.wordings])
    return tuple(
        WordingRow(
            tuple(Slot(Text(c.text), Text(c.omitted), c.differs, c.order) for c in row),
            wording.number,
            tuple(_link(shelf.index.cards[id], first[id]) for id in [*first][:_PLACES]),
            max(len(first) - _PLACES, 0),
        )
        for row, wording in zip(cells, phrase.wordings, strict=True)
        for first in [{use.article: use.anchor for use in reversed(wording.uses)}]
    )


def _lines(shelf: Shelf, phrase: Phrase) -> Iterator[ContextLine]:
    """By what follows, marks aside; the most frequent continuation first."""
    found = [use for wording in phrase.wordings for use in wording.uses]
    right = {use: "".join(filter(str.isalnum, use.context[use.end : use.last])) for use in found}
    often = Counter(words[:2] for words in right.values() if words)

    def order(use: Use) -> tuple[bool, int, str, str, str]:
        words = right[use]
        return not words, -often[words[:2]], words, use.article, use.anchor

    for use in sorted(found, key=order):
        card = shelf.index.cards[use.article]
        yield ContextLine(
            Line(
                said(use.context, card, use.script),
                use.first,
                use.start,
                use.end,
                use.last,
                f"{article_path(card.id)}#{use.anchor}",
                use.anchor,
                Text(""),
            ),
            said(card.publisher or card.title, card),
            card.date,
        )


def _users(cards: list[Card], count: Mapping[str, int]) -> tuple[User, ...]:
    by_source: dict[Text, list[Card]] = defaultdict(list)
    for card in cards:
        by_source[said(card.publisher or card.title, card)].append(card)
    users = []
    for source, mine in by_source.items():
        uses, length = sum(count[card.id] for card in mine), sum(card.length for card in mine)
        first = min((card.date for card in mine if card.date), default="")
        rate = f"{1000 * uses / length:.1f}" if length else ""
        users.append(User(source, first, len(mine), uses, rate))
    return tuple(sorted(users, key=lambda user: (-user.uses, user.source.text)))


def _places(shelf: Shelf, cards: list[Card]) -> tuple[Link, ...]:
    """The place that each article names most often, the most shared first."""
    mostly = Counter(shelf.mostly[card.id] for card in cards if card.id in shelf.mostly)
    ranked = sorted(mostly, key=lambda key: (-mostly[key], key))
    return tuple(Link(named("place", key), path_of("place", key)) for key in ranked)
