"""The list of articles, and reading lists: those of one source, section, place, month, damage.

A long list stands in parts, counted from the oldest: a new article changes the newest alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.facets import FACETS, UNDATED, Keys, place_of
from generator.pages.parts import Entry, in_parts, paged, part_numbers
from generator.pages.paths import ARTICLES, choices_path, list_path, part_path, rows_path
from generator.pages.shelf import Shelf, listed

PART = 500
"""Articles a part; the newest has from half as many to half as many more."""


CHOICES = 1000
"""Reading lists on a page of them; sources may be very many."""


class Row(Struct, frozen=True):
    """An article as the list has it."""

    entry: Entry
    place: Text  # 湖北 襄阳市: what it is about, or ""
    keys: Keys  # what it may be chosen by


class Choice(Struct, frozen=True):
    """A reading list, as the list of all articles offers it."""

    key: str
    text: Text  # "" where an interface word says it
    path: str
    number: int


class Facet(Struct, frozen=True):
    """What articles may be chosen by; `word` names its interface word."""

    word: str
    path: str  # of all its choices
    choices: tuple[Choice, ...]  # the longest first; months newest first


class Part(Struct, frozen=True):
    """An earlier or later part of a list, and the days it spans; "" is undated."""

    path: str
    first: str
    last: str


class ArticlesView(Struct, frozen=True):
    rows: tuple[Row, ...]  # newest first, undated last
    total: int  # with those of other parts
    word: str = ""  # of a reading list: what it is chosen by,
    key: str = ""  # and which,
    chosen: Text = Text("")  # in words; "" where an interface word says it
    facets: tuple[Facet, ...] = ()
    parts: int = 0  # that a script fetches to choose among all
    earlier: Part | None = None
    later: Part | None = None


class ChoicesView(Struct, frozen=True):
    """What reading lists may be chosen by, the longest first; months newest first."""

    word: str
    choices: tuple[Choice, ...]
    total: int  # with those of other parts
    before: str
    after: str


class RowsView(Struct, frozen=True):
    rows: tuple[Row, ...]


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The list of all articles, and one for each value of each facet."""
    rows = tuple(
        Row(entry, place_of(card), shelf.keys[card.id])
        for card, entry in zip(
            shelf.index.firsts(), listed(shelf.index, shelf.phrases), strict=True
        )
    )
    facets: list[Facet] = []
    for word in FACETS:
        found = _by(word, rows)
        facet = Facet(word, choices_path(word), _choices(word, found))
        if facet.choices:
            facets.append(facet)
            yield from _choices_pages(facet)
        for choice in facet.choices:
            key = choice.key
            paths = [
                choice.path,
                *(list_path(word, key, n) for n in part_numbers(len(found[key]), PART)),
            ]
            yield from _list(paths, tuple(found[key]), word, choice)
    numbers = part_numbers(len(rows), PART)
    paths = [ARTICLES, *map(part_path, numbers)]
    yield from _list(paths, rows, facets=tuple(facets))
    for number, part in zip(numbers, in_parts(rows, PART)[1:], strict=True):
        yield Page(rows_path(number), "rows.js", RowsView(part))


def _choices_pages(facet: Facet) -> Iterator[Page[ChoicesView]]:
    paths, total = partial(choices_path, facet.word), len(facet.choices)
    for path, part, before, after in paged(paths, facet.choices, CHOICES):
        yield Page(path, "choices.html", ChoicesView(facet.word, part, total, before, after))


def _by(word: str, rows: tuple[Row, ...]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in (key for of, key in row.keys if of == word):
            found.setdefault(key, []).append(row)
    return found


def _choices(word: str, found: dict[str, list[Row]]) -> tuple[Choice, ...]:
    if word == "month":
        order = sorted(found, key=lambda key: (key != UNDATED, key), reverse=True)
    else:
        order = sorted(found, key=lambda key: (-len(found[key]), key))
    said = word != "damage"
    return tuple(
        Choice(
            key,
            Text(key if said and key != UNDATED else ""),
            list_path(word, key),
            len(found[key]),
        )
        for key in order
    )


def _list(
    paths: list[str],
    rows: tuple[Row, ...],
    word: str = "",
    chosen: Choice | None = None,
    facets: tuple[Facet, ...] = (),
) -> Iterator[Page[ArticlesView]]:
    """A list's pages, the newest part first; only that has facets."""
    cut = in_parts(rows, PART)
    spans = [None, *map(_span, paths, cut), None]
    for n, part in enumerate(cut):
        later = spans[n]
        view = ArticlesView(
            rows=part,
            total=len(part) if n else len(rows),
            word=word,
            key=chosen.key if chosen else "",
            chosen=chosen.text if chosen else Text(""),
            facets=() if n else facets,
            parts=len(cut) - 1 if facets and n == 0 else 0,
            earlier=spans[n + 2],
            # Its newest day would change this page with every new article.
            later=later and Part(later.path, later.first, ""),
        )
        yield Page(paths[n], "articles.html", view)


def _span(path: str, part: tuple[Row, ...]) -> Part | None:
    return Part(path, part[-1].entry.date, part[0].entry.date) if part else None
