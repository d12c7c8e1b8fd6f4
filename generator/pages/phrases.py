"""The index of phrases: those of most weight first, in parts; a script narrows all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from generator.model import Page, Text
from generator.pages.parts import PhraseEntry
from generator.pages.paths import (
    PHRASES,
    PHRASES_WHERE,
    phrases_part_path,
    phrases_rows_path,
)
from generator.pages.shelf import Shelf
from generator.phrases.row import distinct

PART = 500
"""Phrases a part."""

CHOICES = 60
"""Sources and months that phrases may be chosen by: those of most phrases, and the newest."""

_FACETS = ("source", "month")


class Choice(Struct, frozen=True):
    """A source or a month; a month without words is that of undated articles."""

    key: str
    text: Text


class PhrasesView(Struct, frozen=True):
    entries: tuple[PhraseEntry, ...]  # of this part
    total: int
    most: int  # uses of the phrase that is used most
    part: int  # from 1
    parts: tuple[str, ...]  # their paths
    families: int  # of them, those of several wordings
    articles: int  # of the archive
    sources: tuple[Choice, ...]
    months: tuple[Choice, ...]


class RowsView(Struct, frozen=True):
    """The phrases of a later part, for the script that narrows all."""

    entries: tuple[PhraseEntry, ...]
    most: int


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
    count, most = len(entries), max((entry.uses for entry in entries), default=0)
    cut = [entries[n : n + PART] for n in range(0, count, PART)] or [()]
    paths = (PHRASES, *map(phrases_part_path, range(2, len(cut) + 1)))
    size = len(shelf.index.cards)
    for part, (path, some) in enumerate(zip(paths, cut, strict=True), 1):
        more = chosen if part == 1 else ((), ())
        view = PhrasesView(some, count, most, part, paths, families, size, *more)
        yield Page(path, "phrases.html", view)
        if part > 1:
            yield Page(phrases_rows_path(part), "phrase_rows.js", RowsView(some, most))
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
    phrases, columns = shelf.phrases, []
    for word in _FACETS:  # an article has one of each at most
        keys = [dict(shelf.keys[id]).get(word, "") for id in phrases.ids]
        columns.append((word, *np.unique(keys, return_inverse=True)))
    return [
        {
            (word, str(keys[n]))
            for word, keys, key in columns
            for n in distinct(key[phrases.holding(phrase)]).tolist()
            if keys[n]
        }
        for phrase in phrases.all
    ]
