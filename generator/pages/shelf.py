"""What the page kinds cut their views from, and the parts that several of them cut alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from msgspec.structs import replace

from generator.archive import Index, days_of, said, words_of
from generator.catalogue import Card, Mention
from generator.model import Names, Note, Role, Site, Text, When, Where
from generator.pages.divisions import Divisions, divisions
from generator.pages.facets import Keys, keys_of
from generator.pages.formulas import Formulas
from generator.pages.parts import (
    Bar,
    Entry,
    Line,
    LineGroup,
    NameEntry,
    PhraseEntry,
    Quoted,
    SharedPhrase,
    Span,
    Strip,
    roughly,
)
from generator.pages.paths import article_path, path_of, versions_path
from generator.phrases.index import Phrases
from generator.phrases.phrase import Phrase
from generator.phrases.quotations import elsewhere
from generator.phrases.row import Numbers
from generator.text import fold


@dataclass(frozen=True)
class Shelf:
    """All that a page may be cut from; a view takes from it only what the page shows."""

    site: Site
    index: Index
    notes: tuple[Note, ...]
    names: Names
    gone: tuple[int, int] = (0, 0)  # names that are not made public, and articles they stood in
    phrases: Phrases = field(default_factory=Phrases)

    _entries: dict[str, Entry] = field(default_factory=dict, init=False)
    _names: dict[tuple[str, str], NameEntry] = field(default_factory=dict, init=False)

    def entry(self, card: Card) -> Entry:
        """An article as the lines of other pages name it; made once."""
        if card.id not in self._entries:
            self._entries[card.id] = entry(card)
        return self._entries[card.id]

    def name_entry(self, kind: str, key: str, mentions: int = 0) -> NameEntry:
        """An entity in a list; `mentions` where another count than all is meant."""
        if (kind, key) not in self._names:
            self._names[kind, key] = _name_entry(self.index, kind, key)
        found = self._names[kind, key]
        return replace(found, mentions=mentions) if mentions else found

    def line_groups(self, mentions: Iterable[Mention]) -> tuple[LineGroup, ...]:
        """Mentions as lines of context, grouped by article in the order they come."""
        grouped: dict[str, list[Line]] = {}
        cards = self.index.cards
        for mention in mentions:
            grouped.setdefault(mention.article, []).append(line(mention, cards[mention.article]))
        return tuple(LineGroup(self.entry(cards[id]), tuple(rows)) for id, rows in grouped.items())

    @cached_property
    def divisions(self) -> Divisions:
        """Where the places lie."""
        return divisions(self.index)

    @cached_property
    def mostly(self) -> dict[str, str]:
        """Article → the place that it names most often, where it names any."""
        told = {card.id: mostly(card) for card in self.index.cards.values()}
        return {id: key for id, key in told.items() if key}

    @cached_property
    def alike(self) -> dict[tuple[str, str], list[str]]:
        """Kind and written form, folded → the keys that are written so, in order."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (kind, key), mentions in self.index.names.items():
            for form in {fold(words) for words in {*map(words_of, mentions)}}:
                found[kind, form].add(key)
        return {of: sorted(keys) for of, keys in found.items()}

    @cached_property
    def keys(self) -> dict[str, Keys]:
        """Article → what it may be chosen by."""
        return {card.id: keys_of(card) for card in self.index.cards.values()}

    @cached_property
    def phrase_entries(self) -> dict[str, PhraseEntry]:
        """Every phrase as lists show it, by key, those of most weight first."""
        return {phrase.key: self._phrase_entry(phrase) for phrase in self.phrases.all}

    @cached_property
    def _days(self) -> tuple[Numbers, Numbers]:
        """All dates in order, the lack of one last, and of each article which of them it has."""
        days = [self.index.cards[id].date or "~" for id in self.phrases.ids]
        return np.unique(days, return_inverse=True)

    def _phrase_entry(self, phrase: Phrase) -> PhraseEntry:
        days, day = self._days
        first = str(days[day[self.phrases.holding(phrase)].min()])
        return PhraseEntry(
            words=Text(phrase.words),
            path=path_of("phrase", phrase.key),
            articles=phrase.articles,
            uses=phrase.uses,
            wordings=len(phrase.wordings),
            length=len(phrase.key),
            first=first.strip("~"),
        )


def mostly(card: Card) -> str:
    """The place that an article names most often, or ""."""
    count = Counter(m.key for m in card.mentions if m.kind == "place")
    return min(count, key=lambda key: (-count[key], key), default="")


def listed(index: Index, phrases: Phrases | None = None) -> tuple[Entry, ...]:
    """The articles, newest first; several versions of one stand as one."""
    return tuple(
        replace(
            entry(card, len(family) - 1 if (family := index.versions.get(card.id)) else 0),
            shared=phrases.share(card.id, card.length) if phrases else 0,
        )
        for card in index.firsts()
    )


def formulas(shelf: Shelf, card: Card) -> Formulas:
    """What of an article others say too."""
    phrases = shelf.phrases
    marks = tuple(
        replace(mark, articles=1 + roughly(mark.articles - 1)) for mark in phrases.of(card.id)
    )
    entries = (shelf.phrase_entries[mark.key] for mark in marks)
    shared = tuple(
        SharedPhrase(of.words, of.path, roughly(of.articles), of.wordings, of.length)
        for of in entries
    )
    others = roughly(phrases.others(card.id))
    return Formulas(marks, shared, others, phrases.share(card.id, card.length))


def quoted(shelf: Shelf, card: Card) -> tuple[Quoted, ...]:
    """The quotations of an article that others have too."""
    found = elsewhere(shelf.phrases, card.id, card.quotes, shelf.index.versions)
    return tuple(
        Quoted(
            each.block,
            each.start,
            roughly(each.articles),
            f"{article_path(each.article)}#{each.anchor}"
            if each.article
            else path_of("phrase", each.key),
        )
        for each in found
    )


def entry(card: Card, versions: int = 0) -> Entry:
    """An article as lists show it, with the number of its other versions."""
    return Entry(
        path=article_path(card.id),
        title=said(card.title, card),
        subtitle=said(card.subtitle, card),
        date=card.date,
        time=card.time,
        publisher=said(card.publisher, card),
        section=said(card.section, card),
        length=card.length,
        damaged=card.damaged,
        lead=said(card.lead, card),
        versions=versions,
        compared=versions_path(card.id) if versions else "",
    )


_TELLING = re.compile(r"@.*$|\(\d{6}\)$")


def line(mention: Mention, card: Card) -> Line:
    """A mention as a line of context."""
    detail = mention.detail
    words = detail.role if isinstance(detail, Role) else ""
    # A copy: a string that was encoded keeps its UTF-8 by it, and the mention outlives the page.
    context = mention.context.encode().decode()
    return Line(
        context=said(context, card, mention.script),
        first=mention.first,
        start=mention.start,
        end=mention.end,
        last=mention.last,
        path=f"{article_path(card.id)}#{mention.anchor}",
        anchor=mention.anchor,
        detail=said(detail.value if isinstance(detail, When) else words, card),
    )


def shown(key: str) -> str:
    """A key as readers see it: without what tells it from others that are written alike.

    >>> shown("市局@003"), shown("鼓楼区(350102)")
    ('市局', '鼓楼区')
    """
    return _TELLING.sub("", key)


def named(kind: str, key: str) -> Text:
    """What a key names, as readers see it; a person is spelled as such."""
    name = shown(key)
    return Text(name, "Hans", (name,) if kind == "person" else ())


def _name_entry(index: Index, kind: str, key: str) -> NameEntry:
    places = index.names[kind, key]
    return NameEntry(
        kind=kind,
        name=named(kind, key),
        path=path_of(kind, key),
        articles=index.articles(kind, key),
        mentions=len(places),
        detail=_detail(index, places, key),
    )


def _detail(index: Index, places: tuple[Mention, ...], key: str) -> Text:
    """A person's role, the units a place lies in; for an unresolved name its article.

    Of namesakes the role comes behind the body that tells them apart.
    """
    if "@" in key and not isinstance(places[0].detail, Role):
        card = index.cards[places[0].article]
        return said(card.title, card)
    for mention in places:
        if isinstance(mention.detail, Where) and mention.detail.within:
            return Text("".join(mention.detail.within[-2:]))
    roles = Counter(
        (m.detail.role, index.cards[m.article].script)
        for m in places
        if isinstance(m.detail, Role) and m.detail.role
    )
    told = key.partition("@")[2]
    if told and told not in index.cards:
        role = fold(roles.most_common(1)[0][0][0]) if roles else ""
        return Text(role if role.startswith(told) else f"{told} {role}".strip())
    if roles:
        return Text(*roles.most_common(1)[0][0])
    card = index.cards[places[0].article]
    return said(card.title, card) if told else Text("")


def strip(mentions: Iterable[Mention], cards: Iterable[Card]) -> Strip:
    """The days that mentions state and on which articles were published."""
    stated: Counter[str] = Counter()
    spans: set[Span] = set()
    for mention in mentions:
        days = [day for day in days_of(mention) if len(day) == 10]
        stated.update(days[:1])
        if len(days) == 2:
            spans.add(Span(*days))
    published = Counter(card.date for card in cards if card.date)
    return Strip(
        bars=tuple(
            Bar(day, stated[day], published[day], path_of("date", day))
            for day in sorted({*stated, *published})
        ),
        spans=tuple(sorted(spans, key=lambda s: (s.first, s.last))),
    )


def words(mention: Mention, index: Index) -> Text:
    """The words of a mention as written, with their script."""
    return said(words_of(mention), index.cards[mention.article], mention.script)
