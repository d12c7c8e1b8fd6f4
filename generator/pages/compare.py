"""The page that sets two articles side by side: a script compares whichever its address names."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from generator.model import Page
from generator.pages.paths import COMPARE, article_path
from generator.pages.shelf import Shelf


class CompareView(Struct, frozen=True):
    """A page that shows nothing of the archive: one for any two articles."""


def pages(_: Shelf) -> Iterator[Page[CompareView]]:
    """The page."""
    yield Page(COMPARE, "compare.html", CompareView())


def asked(a: str, b: str) -> str:
    """What the page is asked to compare two articles.

    >>> asked("003", "a 1")
    'a=003&b=a-1-32c2a426'
    """
    names = [article_path(id).rpartition("/")[2].removesuffix(".html") for id in (a, b)]
    return "&".join(f"{side}={quote(name)}" for side, name in zip("ab", names, strict=True))
