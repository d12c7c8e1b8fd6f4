"""The index of phrases: those of most weight first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.facets import keys_of
from generator.pages.parts import PhraseEntry
from generator.pages.paths import PHRASES, PHRASES_WHERE
from generator.pages.shelf import Shelf

CHOICES = 60
"""Sources and months that phrases may be chosen by: those of most phrases, and the newest."""

_FACETS = ("source", "month")


class Choice(Struct, frozen=True):
    """A source or a month; a month without words is that of undated articles."""

    key: str
    text: Text


class PhrasesView(Struct, frozen=True):
    entries: tuple[PhraseEntry, ...]
    families: int  # of them, those of several wordings
    articles: int  # of the archive
    sources: tuple[Choice, ...]
    months: tuple[Choice, ...]


class WhereView(Struct, frozen=True):
    """Of each phrase, in the order of the index, the numbers of its sources and of its months."""

    rows: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The index, empty too, and what a script needs to choose by source and month."""
    entries = tuple(shelf.phrase_entries.values())
    families = sum(entry.wordings > 1 for entry in entries)
    held = _held(shelf)
    often = Counter(key for keys in held for word, key in keys if word == "source")
    sources = sorted(sorted(often, key=lambda key: (-often[key], key))[:CHOICES])
    dated = {key for keys in held for word, key in keys if word == "month"}
    months = sorted(dated, key=lambda key: (key[:1].isdigit(), key), reverse=True)[:CHOICES]
    chosen = tuple(
        tuple(Choice(key, Text(key if word == "source" or key[:1].isdigit() else "")) for key in of)
        for word, of in zip(_FACETS, (sources, months), strict=True)
    )
    size = len(shelf.index.cards)
    yield Page(PHRASES, "phrases.html", PhrasesView(entries, families, size, *chosen))
    numbers = [
        {(word, key): n for n, key in enumerate(of)}
        for word, of in zip(_FACETS, (sources, months), strict=True)
    ]
    rows = tuple(
        tuple(tuple(sorted(of[key] for key in keys if key in of)) for of in numbers)
        for keys in held
    )
    yield Page(PHRASES_WHERE, "where.js", WhereView(rows), once=True)  # type: ignore[arg-type]


def _held(shelf: Shelf) -> list[set[tuple[str, str]]]:
    """Of each phrase the sources and months of the articles that have it."""
    keys = {
        id: tuple(of for of in keys_of(card) if of[0] in _FACETS)
        for id, card in shelf.index.cards.items()
    }
    return [
        {key for id in shelf.phrases.holders(phrase) for key in keys[id]}
        for phrase in shelf.phrases.all
    ]
