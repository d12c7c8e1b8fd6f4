"""The pages of provinces, cities and counties, and the map by where articles were published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.archive import said
from generator.model import Page, Text
from generator.pages.divisions import Division, Divisions, division_path, home_of, why_lost
from generator.pages.parts import Link, NameEntry, Tile, paged, parted
from generator.pages.paths import (
    PLACES_LOST,
    PLACES_PUBLISHED,
    article_path,
    list_path,
    numbered_path,
    path_of,
)
from generator.pages.shelf import Shelf
from generator.pages.tiles import PROVINCES, grid
from generator.text import fold

PART = 200
"""Articles a part of a unit's list, and places a part of those that cannot be located."""

_PLACES = 300  # towns and the like in a unit; no county has a third of that
_SOURCES = 60


class UnitRow(Struct, frozen=True):
    """A unit in the list of a larger one."""

    name: Text
    code: str
    path: str
    articles: int
    mentions: int
    direct: int


class Named(Struct, frozen=True):
    """An article that names a unit, or what lies in it."""

    article: Link
    date: str
    mentions: int
    direct: int


class Source(Struct, frozen=True):
    """A source, and where its name says it is of."""

    name: Text
    path: str  # of its reading list
    units: tuple[Text, ...]
    code: str  # two digits of the province, or ""
    articles: int
    reason: str = ""  # interface word, where no unit is known


class UnitView(Struct, frozen=True):
    """A unit; of very many articles a part of them."""

    name: Text
    code: str
    place: str  # its page as a place, where it is named
    above: tuple[Link, ...]
    articles: int
    mentions: int
    direct: int  # of the mentions, those of its own name
    tiles: tuple[Tile, ...]
    units: tuple[UnitRow, ...]  # most mentions first
    places: tuple[NameEntry, ...]
    more_places: int
    sources: tuple[Source, ...]
    named: tuple[Named, ...]
    total: int
    newer: str
    older: str


class Lost(Struct, frozen=True):
    """A place that cannot be located."""

    entry: NameEntry
    reason: str


class LostView(Struct, frozen=True):
    """Places that cannot be located, in parts, those that come most often first."""

    places: tuple[Lost, ...]
    total: int
    newer: str
    older: str


class Sources(Struct, frozen=True):
    """The sources of one province-level unit."""

    name: Text
    code: str
    path: str
    articles: int
    sources: tuple[Source, ...]
    more: int


class PublishedView(Struct, frozen=True):
    """The map by where articles were published."""

    tiles: tuple[Tile, ...]
    provinces: tuple[Sources, ...]
    lost: tuple[Source, ...]
    more_lost: int


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """A page for each unit, those of what cannot be located, and the map of publication."""
    found, sources = shelf.divisions, _sources(shelf)
    homes: dict[str, list[Source]] = defaultdict(list)
    for source, codes in sources:
        for code in codes:
            homes[code].append(source)
    for code in sorted(found.units):
        yield from _unit(shelf, found, found.units[code], homes[code])
    yield from _lost(shelf, found.lost)
    yield _published(shelf, [source for source, _ in sources])


def _unit(
    shelf: Shelf, found: Divisions, here: Division, sources: list[Source]
) -> Iterator[Page[UnitView]]:
    code = here.unit.code
    rank, cards = shelf.index.rank, shelf.index.cards
    newest = sorted(here.articles, key=lambda id: rank[id])
    named = tuple(
        Named(
            Link(said(cards[id].title, cards[id]), article_path(id)),
            cards[id].date,
            *here.articles[id],
        )
        for id in newest
    )
    places = sorted(here.places, key=lambda key: (-len(shelf.index.names["place", key]), key))
    mentions = here.mentions
    view = UnitView(
        name=Text(here.unit.name),
        code=code,
        place=path_of("place", here.key) if ("place", here.key) in shelf.index.names else "",
        above=_above(found, here),
        articles=len(named),
        mentions=mentions,
        direct=here.direct,
        tiles=grid({code[:2]: mentions}, {}),
        units=rows(found, here.parts),
        places=tuple(shelf.name_entry("place", key) for key in places[:_PLACES]),
        more_places=len(places[_PLACES:]),
        sources=tuple(sources[:_SOURCES]),
        named=(),
        total=len(named),
        newer="",
        older="",
    )
    for part in parted(division_path(code), named, PART):
        shown = replace(view, named=part.rows, newer=part.newer, older=part.older)
        if (
            part.newer
        ):  # an earlier part tells of its articles alone, so that a new one leaves it as it is
            shown = replace(
                shown,
                **dict.fromkeys(("tiles", "units", "places", "sources"), ()),
                **dict.fromkeys(("articles", "mentions", "direct", "more_places"), 0),
                total=len(part.rows),
            )
        yield Page(part.path, "unit_of_places.html", shown)


def _above(found: Divisions, here: Division) -> tuple[Link, ...]:
    above = list[Link]()
    code = here.above
    while code:
        above.insert(0, Link(Text(found.units[code].unit.name), division_path(code)))
        code = found.units[code].above
    return tuple(above)


def rows(found: Divisions, codes: Iterable[str]) -> tuple[UnitRow, ...]:
    """Units as a list has them, most mentions first."""
    made = (_row(found.units[code]) for code in codes)
    return tuple(sorted(made, key=lambda row: (-row.mentions, row.code)))


def _row(division: Division) -> UnitRow:
    code = division.unit.code
    return UnitRow(
        Text(division.unit.name),
        code,
        division_path(code),
        len(division.articles),
        division.mentions,
        division.direct,
    )


def _lost(shelf: Shelf, keys: tuple[str, ...]) -> Iterator[Page[LostView]]:
    """What cannot be located, most often named first."""
    ordered = sorted(keys, key=lambda key: (-len(shelf.index.names["place", key]), key))
    places = tuple(Lost(shelf.name_entry("place", key), why_lost(key)) for key in ordered)
    for path, part, newer, older in paged(_lost_path, places, PART) if places else ():
        yield Page(path, "places_lost.html", LostView(part, len(keys), newer, older))


def _lost_path(part: int) -> str:
    return numbered_path(PLACES_LOST, part) if part > 1 else PLACES_LOST


# --- where articles were published ---------------------------------------------------------------


def _sources(shelf: Shelf) -> list[tuple[Source, tuple[str, ...]]]:
    """Each source with the codes of the units it is of, that of most articles first."""
    names: dict[str, Text] = {}
    counts = Counter[str]()
    for card in shelf.index.firsts():
        if card.publisher:
            names.setdefault(fold(card.publisher), said(card.publisher, card))
            counts[fold(card.publisher)] += 1
    found = []
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        units, reason = home_of(key)
        codes = tuple(unit.code for unit in units)
        source = Source(
            names[key],
            list_path("source", key),
            tuple(Text(unit.name) for unit in units),
            codes[0][:2] if codes else "",
            counts[key],
            reason,
        )
        found.append((source, codes))
    return found


def _published(shelf: Shelf, sources: list[Source]) -> Page[PublishedView]:
    by_code: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_code[source.code].append(source)
    lost = by_code.pop("", [])
    totals = {code: sum(source.articles for source in of) for code, of in by_code.items()}
    known = shelf.divisions.units
    paths = {code: division_path(f"{code}0000") for code in totals if f"{code}0000" in known}
    anchors = {code: f"{PLACES_PUBLISHED}#u{code}" for code in totals}
    view = PublishedView(
        tiles=grid(totals, anchors),
        provinces=tuple(
            Sources(
                Text(PROVINCES[code]),
                code,
                paths.get(code, ""),
                totals[code],
                tuple(by_code[code][:_SOURCES]),
                len(by_code[code][_SOURCES:]),
            )
            for code in sorted(totals, key=lambda code: (-totals[code], code))
        ),
        lost=tuple(lost[:_SOURCES]),
        more_lost=len(lost[_SOURCES:]),
    )
    return Page(PLACES_PUBLISHED, "places_published.html", view)
