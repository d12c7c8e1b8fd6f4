"""Many articles as one: cards, their merging, and the index that pages are cut from."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.catalogue import Archive, Card, Claim, Mention, Quotation
from generator.conversion.convert import told_apart
from generator.model import Amount, Article, Fact, Script, Text, When
from generator.text import fold, sentence_number
from generator.versions import families, fingerprint
from generator.who import region_of

MENTIONED = ("person", "organisation", "place", "date", "document")
"""Kinds of fact whose keys have pages, so that other pages must know of them."""

COMMON = 50
"""What more articles say relates none of them to another."""

SHOWN = 18
"""Characters of context on either side of a keyword."""

QUOTED = 6
"""Characters of a quotation that is looked for in other articles; no phrase is shorter."""

_RELATED = 5
_MARGIN = 8  # more on either side, so that conversion sees the words at the edges whole


def summarise(article: Article, facts: tuple[Fact, ...]) -> Card:
    """The card of an article."""
    anchors = article.anchors
    mentions = tuple(
        _mention(article, anchors, fact)
        for fact in facts
        # The page's own date is the card's, not something that the text tells of.
        # A key that is empty is a person whom lists leave out.
        if fact.kind in MENTIONED and fact.key and article.blocks[fact.block].kind != "date"
    )
    return Card(
        id=article.id,
        title=article.title,
        subtitle=next((b.text for b in article.blocks if b.kind == "subtitle"), ""),
        script=article.script,
        date=article.date,
        time=article.time,
        publisher=article.field("source"),
        section=article.field("section"),
        length=article.length,
        damaged=len(article.damage),
        claims=tuple(
            Claim(
                anchor_of(article, anchors, fact),
                fact.kind,
                fact.detail.subject,
                fact.detail.measure,
                fact.text,
                article.blocks[fact.block].script,
            )
            for fact in facts
            if isinstance(fact.detail, Amount) and fact.detail.value is not None
        ),
        damage=tuple(sorted({damage.what for damage in article.damage})),
        quotes=tuple(_quotations(facts)),
        lead="" if article.damage else _lead(facts),
        print=fingerprint(article),
        names=names_told(article, facts),
        words=article.words,
        counts=tuple(sorted(Counter(fact.kind for fact in facts).items())),
        mentions=mentions,
        region=region_of(mentions),
    )


def names_told(article: Article, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The persons of an article whom other scripts spell by themselves."""
    return told_apart((fact.text for fact in facts if fact.kind == "person"), article.script)


def _quotations(facts: Iterable[Fact]) -> Iterator[Quotation]:
    """The quotations of so many letters that phrases are found by them."""
    for fact in facts:
        if fact.kind == "quote":
            letters = "".join(filter(str.isalnum, fold(fact.text)))
            if len(letters) >= QUOTED:
                yield Quotation(fact.block, fact.start, fact.end, letters)


def anchor_of(article: Article, names: tuple[str, ...], fact: Fact) -> str:
    """The fragment of the sentence, or of the block without sentences, that states a fact."""
    block = article.blocks[fact.block]
    if block.kind != "paragraph":
        return names[fact.block]
    return f"{names[fact.block]}-{sentence_number(block.text, fact.start)}"


def _mention(article: Article, anchors: tuple[str, ...], fact: Fact) -> Mention:
    block = article.blocks[fact.block]
    text = block.text
    first, last = whole_numbers(text, max(0, fact.start - SHOWN), min(len(text), fact.end + SHOWN))
    low, high = max(0, first - _MARGIN), min(len(text), last + _MARGIN)
    return Mention(
        kind=fact.kind,
        key=fact.key,
        article=article.id,
        anchor=anchor_of(article, anchors, fact),
        context=text[low:high],
        first=first - low,
        start=fact.start - low,
        end=fact.end - low,
        last=last - low,
        detail=fact.detail,
        script=block.script,
    )


def whole_numbers(text: str, first: int, last: int) -> tuple[int, int]:
    """The window, moved inwards where it would cut a run of digits."""
    while 0 < first < last and text[first - 1].isdigit() and text[first].isdigit():
        first += 1
    while first < last < len(text) and text[last - 1].isdigit() and text[last].isdigit():
        last -= 1
    return first, last


def _lead(facts: tuple[Fact, ...]) -> str:
    """One line of the strongest numbers: money first, then what has the largest value."""
    weight = {"money": 2, "percent": 1, "quantity": 0}
    claims = [
        (weight[f.kind], f.detail.value, -n, f"{_counted(f.kind, f.detail)} {f.text}")
        for n, f in enumerate(facts)
        if f.kind in weight
        and isinstance(f.detail, Amount)
        and f.detail.value is not None
        and 2 <= len(f.detail.subject) <= 14
        and (f.kind != "quantity" or f.detail.value >= 100)
    ]
    best: list[str] = []
    subjects: set[str] = set()
    for *_, words in sorted(claims, reverse=True):
        if words.split(" ")[0] not in subjects:
            subjects.add(words.split(" ")[0])
            best.append(words)
    return "　".join(best[:3])


def _counted(kind: str, amount: Amount) -> str:
    """What a number is the number of; a percentage says nothing without its measure."""
    told = amount.measure if kind == "percent" and amount.measure not in amount.subject else ""
    return amount.subject + told


class _Sentence(NamedTuple):
    """What a sentence states: keys of names, dates aside; dates; numbers."""

    keys: tuple[tuple[str, str], ...] = ()
    dates: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


_NOTHING = _Sentence()


class Index:
    """An archive turned over: from each key to the places that state it."""

    def __init__(self, archive: Archive) -> None:
        self.cards = {card.id: card for card in archive.cards}
        names: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        self._newest = newest(archive.cards)
        self._said: dict[str, dict[str, _Sentence]] = {}
        for card in self._newest:
            for mention in card.mentions:
                names[mention.kind, mention.key].append(mention)
        self.names = {key: tuple(mentions) for key, mentions in names.items()}
        self._keys = {key: key for key in self.names}
        self.holders = {
            key: tuple(dict.fromkeys(m.article for m in found)) for key, found in names.items()
        }

    def _sentence(self, article: str, anchor: str) -> _Sentence:
        """What is stated in a sentence; an article is gone through when it is asked for."""
        if article not in self._said:
            found: dict[str, tuple[list[Any], ...]] = defaultdict(lambda: ([], [], []))
            card = self.cards[article]
            for mention in card.mentions:
                keys, dates, _ = found[mention.anchor]
                if mention.kind == "date":
                    dates.append(mention)
                else:
                    key = (mention.kind, mention.key)
                    keys.append(self._keys.get(key, key))
            for claim in card.claims:
                found[claim.anchor][2].append(claim)
            said = {anchor: _Sentence(*map(tuple, of)) for anchor, of in found.items()}
            self._said[article] = said
        return self._said[article].get(anchor, _NOTHING)

    def newest(self) -> tuple[Card, ...]:
        """The cards, newest first; the undated after them, by id."""
        return self._newest

    @cached_property
    def rank(self) -> dict[str, int]:
        """Article → its place among the newest, from 0."""
        return {card.id: n for n, card in enumerate(self._newest)}

    @cached_property
    def versions(self) -> dict[str, tuple[str, ...]]:
        """Article → the versions of it, the first published first; where there are several."""
        return families(self.cards.values())

    def firsts(self) -> tuple[Card, ...]:
        """The cards, newest first, of several versions of one article only the first."""
        return tuple(c for c in self.newest() if self.versions.get(c.id, (c.id,))[0] == c.id)

    def articles(self, kind: str, key: str) -> int:
        """In how many articles a key comes."""
        return len(self.holders.get((kind, key), ()))

    def neighbours(self, kind: str, key: str, most: int) -> list[tuple[tuple[str, str], int]]:
        """The keys named in the same sentences, most often first: so many."""
        count: Counter[tuple[str, str]] = Counter()
        for place in {(m.article, m.anchor) for m in self.names[kind, key]}:
            count.update({*self._sentence(*place).keys} - {(kind, key)})
        return heapq.nsmallest(most, count.items(), key=lambda pair: (-pair[1], pair[0]))

    def beside(self, mention: Mention) -> list[tuple[str, str]]:
        """The keys named in the sentence of a mention, dates aside, as they come."""
        return list(dict.fromkeys(self._sentence(mention.article, mention.anchor).keys))

    def dated(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The dates stated in the sentences of these mentions, each once."""
        places = dict.fromkeys((m.article, m.anchor) for m in mentions)
        return [date for place in places for date in self._sentence(*place).dates]

    def claims(self, mentions: Iterable[Mention]) -> list[tuple[Card, Claim]]:
        """The numbers stated in the sentences of these mentions, each once, with their card."""
        places = dict.fromkeys((m.article, m.anchor) for m in mentions)
        return [
            (self.cards[id], claim)
            for id, anchor in places
            for claim in self._sentence(id, anchor).claims
        ]

    @cached_property
    def days(self) -> dict[str, list[Mention]]:
        """ISO date of any precision → the mentions that state it, first and last day of a range."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for (kind, _), mentions in self.names.items():
            if kind == "date":
                for mention in mentions:
                    for day in days_of(mention):
                        found[day].append(mention)
        return dict(found)


def newest(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The cards, newest first; the undated after them, as they come."""
    dated = [card for card in cards if card.date]
    dated.sort(key=lambda card: (card.date, card.time, card.id), reverse=True)
    return (*dated, *(card for card in cards if not card.date))


def days_of(mention: Mention) -> tuple[str, ...]:
    """The ISO dates (days, months or years) a date stands for; both ends of a range."""
    value = mention.detail.value if isinstance(mention.detail, When) else ""
    return tuple(dict.fromkeys(part[:10] for part in value.split("/") if part[:4].isdigit()))


def words_of(mention: Mention) -> str:
    """The words of a mention as its article writes them."""
    return mention.context[mention.start : mention.end]


def said(text: str, card: Card, script: Script | None = None) -> Text:
    """Words of an article in its script, or in that of their block."""
    # Of the names only those in it: words that many articles have are one text then.
    names = tuple(name for name in card.names if name in text)
    return Text(text, script or card.script, names, card.words)


def relating(articles: int) -> int:
    """In an archive of so many articles, how many of them may say what relates two."""
    return min(max(3, articles // 2), COMMON)


def related(
    index: Index, card: Card, phrases: Mapping[str, int] | None = None
) -> list[tuple[Card, tuple[tuple[str, int], ...]]]:
    """Other articles that name the same entities, and of which kinds how many, most first.

    `phrases` gives for other articles how many phrases they share with it.
    """
    common = relating(len(index.cards))
    keys = {(m.kind, m.key) for m in card.mentions if m.kind != "date"}
    telling = [key for key in keys if len(index.holders[key]) <= common]
    total: Counter[str] = Counter(phrases or {})
    for key in telling:
        total.update(index.holders[key])
    for own in (card.id, *index.versions.get(card.id, ())):
        del total[own]
    # Most share little: only those that may be among the best are put in order.
    least = min(heapq.nlargest(_RELATED, total.values()), default=0)
    near = [other for other, number in total.items() if number >= least]
    best = sorted(near, key=lambda other: (-total[other], other))[:_RELATED]

    def kinds(other: str) -> tuple[tuple[str, int], ...]:
        count = Counter(key[0] for key in telling if other in index.holders[key])
        if phrases and other in phrases:
            count["phrase"] += phrases[other]
        return tuple(sorted(count.items(), key=lambda of: (-of[1], of[0])))

    return [(index.cards[other], kinds(other)) for other in best]


def gather(cards: Iterable[Card]) -> Archive:
    """An archive of these cards; what many of them say alike is held once."""
    known: dict[Any, Any] = {}
    shared = (_shared(card, known.setdefault) for card in cards)
    return Archive(tuple(sorted(shared, key=lambda c: (c.id, c.title, c.date))))


def _shared(card: Card, one: Callable[[Any, Any], Any]) -> Card:
    mentions = (
        Mention(
            one(m.kind, m.kind),
            one(m.key, m.key),
            card.id,
            one(m.anchor, m.anchor),
            m.context,
            m.first,
            m.start,
            m.end,
            m.last,
            one(m.detail, m.detail),
            one(m.script, m.script),
        )
        for m in card.mentions
    )
    claims = (
        Claim(
            one(c.anchor, c.anchor),
            one(c.kind, c.kind),
            one(c.subject, c.subject),
            one(c.measure, c.measure),
            c.text,
            one(c.script, c.script),
        )
        for c in card.claims
    )
    return replace(card, mentions=tuple(mentions), claims=tuple(claims))
