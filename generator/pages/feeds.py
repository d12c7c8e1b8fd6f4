"""What programs read: feed, manifest, icon, sitemap, robots.txt; and the page of no address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.archive import said
from generator.model import Page
from generator.pages.parts import Entry, Link
from generator.pages.paths import IDS, article_path
from generator.pages.preview import initial
from generator.pages.shelf import Shelf, entry

_NEWEST = 20
_MOST = 10_000  # paths a sitemap; in four editions that stays under the protocol's 50,000


class FeedView(Struct, frozen=True):
    entries: tuple[Entry, ...]
    updated: str  # ISO day of the newest article, or "" where none is dated


class SitemapView(Struct, frozen=True):
    paths: tuple[str, ...]  # within an edition


class SitemapIndexView(Struct, frozen=True):
    parts: tuple[str, ...]


class IdsView(Struct, frozen=True):
    """Every article's path and title, for a reader whose address is none of them."""

    links: tuple[Link, ...]


class IconView(Struct, frozen=True):
    initial: str  # the first character of the archive's name


class PlainView(Struct, frozen=True):
    """A page that shows nothing of the archive."""


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The Atom feed and the manifest of each edition, the icon, the 404 page, and robots.txt."""
    cards = shelf.index.newest()[:_NEWEST]
    updated = max((card.date for card in cards), default="")
    yield Page("feed.xml", "feed.xml", FeedView(tuple(map(entry, cards)), updated))
    yield Page("manifest.webmanifest", "manifest.webmanifest", PlainView())
    yield Page(IDS, "ids.js", _ids(shelf), once=True)
    yield Page("favicon.svg", "favicon.svg", IconView(initial(shelf.site.title)), once=True)
    yield Page("404.html", "404.html", PlainView(), once=True)
    yield Page("robots.txt", "robots.txt", PlainView(), once=True)


def _ids(shelf: Shelf) -> IdsView:
    cards = sorted(shelf.index.cards.values(), key=lambda card: card.id)
    return IdsView(tuple(Link(said(card.title, card), article_path(card.id)) for card in cards))


def sitemap(paths: tuple[str, ...]) -> Iterator[Page[Any]]:
    """The sitemap of those pages, in parts where there are very many."""
    parts = [paths[n : n + _MOST] for n in range(0, len(paths), _MOST)] or [()]
    if len(parts) == 1:
        yield Page("sitemap.xml", "sitemap.xml", SitemapView(parts[0]), once=True)
        return
    names = tuple(f"sitemap-{n}.xml" for n in range(1, len(parts) + 1))
    yield Page("sitemap.xml", "sitemapindex.xml", SitemapIndexView(names), once=True)
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap.xml", SitemapView(part), once=True)
