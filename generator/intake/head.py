"""What an HTML head declares of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from resiliparse.parse.html import HTMLTree

# Names as sites write them → what they are called here. The first value of a name counts.
_NAMES = {
    "og:title": "title",
    "twitter:title": "title",
    "articletitle": "title",
    "headline": "title",
    "article:published_time": "date",
    "og:published_time": "date",
    "datepublished": "date",
    "pubdate": "date",
    "publishdate": "date",
    "publish-date": "date",
    "date": "date",
    "dc.date": "date",
    "weibo:article:create_at": "date",
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "contentsource": "source",
    "source": "source",
    "mediaid": "source",
    "og:site_name": "site",
    "publisher": "site",
    "sitename": "site",
    "columnname": "section",
    "article:section": "section",
    "articlesection": "section",
    "og:url": "url",
    "description": "description",
    "og:description": "description",
}

_SPACE = re.compile(r"\s+")
_LONGEST = 1000
_LINKED_DATA = 200_000
_ARTICLES = frozenset(("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle"))


def read_head(tree: HTMLTree) -> tuple[tuple[str, str], ...]:
    """Name and value of each thing the head declares, in its order; `page` is its <title>."""
    found: dict[tuple[str, str], None] = {}
    for name, value in _declared(tree):
        value = _SPACE.sub(" ", value[:_LONGEST]).strip()
        if value:
            found[name, value] = None
    return tuple(found)


def _declared(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    if tree.title:
        yield "page", tree.title
    document: Any = tree.document
    for node in document.get_elements_by_tag_name("meta"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop") or ""
        name = _NAMES.get(name.lower(), "")
        if name:
            yield name, node.getattr("content") or ""
    for node in document.get_elements_by_tag_name("link"):
        if (node.getattr("rel") or "").lower() == "canonical":
            yield "url", node.getattr("href") or ""
    for node in document.get_elements_by_tag_name("script"):
        if (node.getattr("type") or "").lower() == "application/ld+json":
            yield from _linked_data((node.text or "")[:_LINKED_DATA])


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        value = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        graph = row.get("@graph") if isinstance(row, dict) else None
        for item in graph if isinstance(graph, list) else [row]:
            if isinstance(item, dict) and _kind(item.get("@type")) in _ARTICLES:
                for key in ("headline", "datePublished", "author", "publisher", "articleSection"):
                    yield from ((_NAMES[key.lower()], name) for name in _names(item.get(key)))


def _kind(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
