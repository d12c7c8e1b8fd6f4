"""The list of articles, and reading lists: those of one source, section or month."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from generator.catalogue import Card
from generator.model import Page, Text
from generator.pages.parts import Entry
from generator.pages.paths import ARTICLES, list_path
from generator.pages.shelf import Shelf, listed
from generator.text import fold


class Choice(Struct, frozen=True):
    """A reading list, as the list of all articles offers it."""

    text: Text
    path: str
    number: int


class Facet(Struct, frozen=True):
    """What articles may be chosen by; `word` names its interface word."""

    word: str
    choices: tuple[Choice, ...]  # the longest first; months newest first


class ArticlesView(Struct, frozen=True):
    entries: tuple[Entry, ...]  # newest first, undated last
    facets: tuple[Facet, ...] = ()
    word: str = ""  # of a reading list: what it is chosen by,
    chosen: Text = Text("")  # and which


_BY: dict[str, Callable[[Card], str]] = {
    "source": lambda card: fold(card.publisher),
    "section": lambda card: fold(card.section),
    "month": lambda card: card.date[:7],
}


def pages(shelf: Shelf) -> Iterator[Page[ArticlesView]]:
    """The list of all articles, and one for each source, section and month."""
    entries = listed(shelf.index, shelf.phrases)
    cards = shelf.index.firsts()
    facets: list[Facet] = []
    for word, by in _BY.items():
        found: dict[str, list[Entry]] = {}
        for card, entry in zip(cards, entries, strict=True):
            if key := by(card):
                found.setdefault(key, []).append(entry)
        order = sorted(found, reverse=word == "month")
        if word != "month":
            order.sort(key=lambda key: -len(found[key]))
        if order:
            paths = {key: list_path(word, key) for key in order}
            facets.append(
                Facet(word, tuple(Choice(Text(k), paths[k], len(found[k])) for k in order))
            )
        for key in order:
            view = ArticlesView(tuple(found[key]), (), word, Text(key))
            yield Page(list_path(word, key), "articles.html", view)
    yield Page(ARTICLES, "articles.html", ArticlesView(entries, tuple(facets)))
