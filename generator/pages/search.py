"""The search page, and the words of what its results may be chosen by.

The page's script finds what it shows; without it the page lists where to look instead.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.facets import FACETS, Keys
from generator.pages.paths import SEARCH, VALUES, choices_path
from generator.pages.shelf import Shelf, shown

CHOSEN_BY = ("source", "place", "section")
"""The facets of results, beside the month, which needs no words."""


class SearchView(Struct, frozen=True):
    articles: int
    lists: tuple[tuple[str, str], ...]  # facets that reading lists are of, and their page
    places: tuple[str, ...]  # two that are named most, for what can be written
    months: tuple[str, ...]  # the first and the last in which an article was published


class ValuesView(Struct, frozen=True):
    """Of each facet its values in order, as the index counts them, with their words."""

    facets: tuple[tuple[str, tuple[tuple[str, Text], ...]], ...]


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The search page, and what its script says of facets."""
    found = values(shelf.keys.values())
    held = {word for keys in shelf.keys.values() for word, _ in keys}
    lists = tuple((word, choices_path(word)) for word in FACETS if word in held)
    view = SearchView(len(shelf.index.cards), lists, _places(shelf), _months(shelf))
    yield Page(SEARCH, "search.html", view)
    told = tuple((word, tuple((key, Text(key)) for key in found[word])) for word in CHOSEN_BY)
    yield Page(VALUES, "values.js", ValuesView(told))


def _places(shelf: Shelf) -> tuple[str, ...]:
    named = {
        shown(key): len(at) for (kind, key), at in shelf.index.names.items() if kind == "place"
    }
    return tuple(heapq.nsmallest(2, named, key=lambda place: (-named[place], place)))


def _months(shelf: Shelf) -> tuple[str, ...]:
    months = [card.date[:7] for card in shelf.index.cards.values() if card.date]
    return (min(months), max(months)) if months else ()


def values(keys: Iterable[Keys]) -> dict[str, tuple[str, ...]]:
    """Of each facet every value that an article has, in order: the index counts them so."""
    found: dict[str, set[str]] = {word: set() for word in CHOSEN_BY}
    for of in keys:
        for word, key in of:
            if word in found:
                found[word].add(key)
    return {word: tuple(sorted(each)) for word, each in found.items()}
