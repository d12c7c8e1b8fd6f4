"""The home page: what the archive holds, at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.archive import MENTIONED
from generator.model import Page, Text
from generator.pages.parts import Count, Entry, Link, NameEntry, PhraseEntry, Strip, Tile
from generator.pages.paths import (
    ARTICLES,
    DAYS,
    FOLDERS,
    HOME,
    NUMBERS,
    PHRASES,
    index_path,
    note_path,
    path_of,
)
from generator.pages.periods import coarse, event_tree
from generator.pages.shelf import Shelf, listed, named, strip
from generator.pages.tiles import PROVINCES, by_province, tiles

_RECENT = 8
_PHRASES = 10
_AMOUNTS = ("quantity", "money", "percent")


class Province(Struct, frozen=True):
    """A province-level unit, and the places there that are named most."""

    name: str  # "" for places that cannot be located
    mentions: int
    entries: tuple[NameEntry, ...]


class HomeView(Struct, frozen=True):
    title: str
    subtitle: str
    scope: str
    counts: tuple[Count, ...]  # eight at most
    strip: Strip
    tiles: tuple[Tile, ...]
    places: tuple[Province, ...]  # most mentions first
    people: tuple[Link, ...]  # most articles first
    recent: tuple[Entry, ...]
    phrases: tuple[PhraseEntry, ...]  # of most weight
    notes: tuple[Link, ...]
    characters: int
    first: str  # earliest day that the texts state
    last: str


def pages(shelf: Shelf) -> Iterator[Page[HomeView]]:
    """The home page."""
    index, cards = shelf.index, shelf.index.newest()
    provinces = by_province(index)
    dates = [m for (kind, _), found in index.names.items() if kind == "date" for m in found]
    days = [day for day in index.days if len(day) == 10]
    kinds = {kind: sum(k == kind for k, _ in index.names) for kind in MENTIONED}
    people = sorted(
        (key for kind, key in index.names if kind == "person"),
        key=lambda key: (-index.articles("person", key), -len(index.names["person", key]), key),
    )
    view = HomeView(
        title=shelf.site.title,
        subtitle=shelf.site.subtitle,
        scope=shelf.site.scope,
        counts=(
            Count("articles", len(cards), ARTICLES),
            *(Count(FOLDERS[k], n, index_path(k)) for k, n in kinds.items() if k in FOLDERS),
            Count("days", len(days), DAYS),
            Count("numbers", sum(n for c in cards for k, n in c.counts if k in _AMOUNTS), NUMBERS),
            Count("phrases", len(shelf.phrases.all), PHRASES),
        ),
        strip=coarse(strip(dates, cards), event_tree(index)),
        tiles=tiles(index, provinces),
        places=tuple(_group(shelf, code, keys) for code, keys in [*provinces.items()][:5]),
        people=tuple(Link(named("person", key), path_of("person", key)) for key in people[:10]),
        recent=listed(index)[:_RECENT],
        phrases=tuple(shelf.phrase_entries.values())[:_PHRASES],
        notes=tuple(Link(Text(n.title, n.script), note_path(n.id)) for n in shelf.notes),
        characters=sum(card.length for card in cards),
        first=min(days, default=""),
        last=max(days, default=""),
    )
    yield Page(HOME, "home.html", view)


def _group(shelf: Shelf, code: str, keys: list[str]) -> Province:
    return Province(
        PROVINCES.get(code, ""),
        sum(len(shelf.index.names["place", key]) for key in keys),
        tuple(shelf.name_entry("place", key) for key in keys[:3]),
    )
