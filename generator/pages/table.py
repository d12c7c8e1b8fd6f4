"""`PAGES`: every kind of page that is cut from the archive, in the order they are planned.

What is soon planned comes first: a server plans no further than to the page that is asked for.

An article's own two pages, `article` and `collation`, are made with the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import (
    articles,
    compare,
    days,
    feeds,
    home,
    method,
    name,
    names,
    note,
    phrase,
    phrases,
    search,
    units,
)
from generator.pages.parts import Cut, Wanted, everyone, whole
from generator.pages.shelf import Shelf

PAGES = (
    home,
    search,
    feeds,
    note,
    method,
    compare,
    articles,
    names,
    units,
    name,
    days,
    phrases,
    phrase,
)


SOME = (names, name, phrase)
"""Kinds of which those pages alone can be planned that are asked for."""


def plan(shelf: Shelf, wanted: Wanted = everyone) -> Iterator[Cut]:
    """All pages but the articles' own and the sitemap, as far as they are asked for."""
    for kind in PAGES:
        for page in kind.pages(shelf, wanted) if kind in SOME else kind.pages(shelf):
            yield page if isinstance(page, Cut) else whole(page)
