"""The list of articles."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.model import Page
from generator.pages.parts import Entry
from generator.pages.paths import ARTICLES
from generator.pages.shelf import Shelf, listed


class ArticlesView(Struct, frozen=True):
    entries: tuple[Entry, ...]  # newest first, undated last


def pages(shelf: Shelf) -> Iterator[Page[ArticlesView]]:
    """The list of all articles."""
    entries = listed(shelf.index)
    yield Page(ARTICLES, "articles.html", ArticlesView(entries))
