"""What an edit does to the phrases of an archive: those that were, beside those that are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.archive import COMMON
from generator.catalogue import Card
from generator.pages.parts import roughly
from generator.phrases.index import Phrases
from generator.phrases.phrase import Phrase


class Rephrased:
    """The phrases as they are, beside those that were."""

    def __init__(self, new: Phrases, old: Phrases) -> None:
        self.new, self.old = new, old
        keys = {*new.numbers, *old.numbers} if new is not old else set[str]()
        same = new.ids == old.ids
        # Phrases that are others than they were, and those of which articles tell something else.
        self.changed = {key for key in keys if _told(new, key, same) != _told(old, key, same)}
        self.told = {key for key in keys if _shared(new, key) != _shared(old, key)}
        self.marked = new.otherwise(old)  # articles in which others are marked
        self.quotable = {k for k in self.changed if _quotable(new, k) != _quotable(old, k)}

    def pages(self, ids: Collection[str]) -> set[str]:
        """The phrases whose pages may be others, where something else is told of these articles."""
        holding = (self.new, self.old) if ids else ()
        return self.changed | {phrase.key for each in holding for phrase in each.held(ids)}

    def articles(self, keys: Iterable[str]) -> set[str]:
        """The articles in which any of these phrases is marked, or was."""
        return {
            id
            for key in keys
            for phrases in (self.new, self.old)
            if key in phrases.numbers
            for id in phrases.marking(key)
        }

    def quoting(self, cards: Mapping[str, Card]) -> set[str]:
        """The articles of whose quotations it may be told otherwise which others have them."""
        return {
            id
            for id in self.articles(self.quotable)
            if id in cards and any(self._quotes(each, cards[id]) for each in (self.new, self.old))
        }

    def _quotes(self, phrases: Phrases, card: Card) -> bool:
        return any(
            block == quote.block
            and start < quote.end
            and quote.start < end
            and phrases.all[number].key in self.quotable
            for block, start, end, number in (phrases.marks(card.id) if card.quotes else ())
            for quote in card.quotes
        )

    def sharing(self, id: str) -> set[str]:
        """The articles that have a phrase of this one marked, or had."""
        return self.articles({*self.new.marked_in(id), *self.old.marked_in(id)})

    def related(self, id: str) -> set[str]:
        """Those of them that such a phrase may relate to it."""
        keys = {*self.new.marked_in(id), *self.old.marked_in(id)}
        return self.articles(key for key in keys if self._relates(key))

    def _relates(self, key: str) -> bool:
        return any(
            key in phrases.numbers and len(phrases.marking(key)) <= COMMON
            for phrases in (self.new, self.old)
        )

    def beside(self) -> set[str]:
        """The articles that have another number of others beside them, since a phrase is marked in
        more articles than it was, or in fewer."""
        new, old = self.new, self.old
        keys = set[str]()
        for id in self.marked:
            keys |= {*new.marked_in(id)} ^ {*old.marked_in(id)}
        near = self.articles(key for key in keys if self._relates(key))
        return near | {
            id for id in self.articles(keys) if roughly(new.others(id)) != roughly(old.others(id))
        }


def _told(phrases: Phrases, key: str, same: bool) -> tuple[Any, ...]:
    """All that is told of a phrase; where the articles are the `same`, so are their numbers."""
    if key not in phrases.numbers:
        return ()
    phrase: Phrase = phrases.all[phrases.numbers[key]]
    near = (
        (phrases.all[each.number].key, phrases.all[each.number].words, each.part, each.sentences)
        for each in phrases.neighbours.get(key, ())
    )
    held = phrase.held if same else phrases.holders(phrase)
    return phrase.wordings, phrase.articles, held, tuple(near)


def _quotable(phrases: Phrases, key: str) -> tuple[Any, ...]:
    """What of a phrase is told of quotations that it marks."""
    if key not in phrases.numbers:
        return ()
    phrase: Phrase = phrases.all[phrases.numbers[key]]
    return phrase.articles, tuple(wording.uses for wording in phrase.wordings)


def _shared(phrases: Phrases, key: str) -> tuple[Any, ...]:
    """What the page of an article tells of a phrase; of its articles roughly how many."""
    if key not in phrases.numbers:
        return ()
    phrase: Phrase = phrases.all[phrases.numbers[key]]
    rough = roughly(phrase.articles), roughly(phrase.articles - 1)
    return phrase.words, len(phrase.wordings), rough
