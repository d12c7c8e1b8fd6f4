"""The facts of an article as web annotations (W3C Web Annotation Data Model).

Each lies over the article's page in the source edition, and is found in three steps, each within
what the one before gave: the fragment names the block (`p2`), a CSS selector the element that
holds the block's words and nothing else, and then there are two ways to the words, by position
and by quotation. Positions count code points of that element's `textContent`, from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from generator.model import Article
from generator.pages.paths import path_of
from generator.tables import FactRow, Rows

_AROUND = 32
"""Characters of a quotation's prefix and suffix."""

ELEMENTS = {
    "paragraph": "p",
    "heading": "h2",
    "caption": "figcaption",
    "title": "",
    "kicker": "",
    "subtitle": "",
}
"""Kind of block → the element within its own that holds its words, or "" where that one does.

A byline is not among them, since the page sets its words in an order of its own; the tables have
its facts.
"""


def annotated(article: Article, rows: Rows, link: Callable[[str], str]) -> bytes:
    """An AnnotationCollection of the article's facts, all of them on its one page.

    `link` gives the address of a page of the source edition.
    """
    blocks = dict(zip(article.anchors, article.blocks, strict=True))
    items = [
        _annotation(article, block.text, ELEMENTS[block.kind], fact, rows.article.page, link)
        for fact in rows.facts
        if (block := blocks[fact.block]).kind in ELEMENTS
        and (ELEMENTS[block.kind] or fact.block == block.kind)  # a second subtitle is not shown
    ]
    collection: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#facts",
        "type": "AnnotationCollection",
        "label": article.title,
        "total": len(items),
    }
    if items:  # a page of none is not allowed
        collection["first"] = {
            "id": "#page",
            "type": "AnnotationPage",
            "partOf": "#facts",
            "startIndex": 0,
            "items": items,
        }
    return msgspec.json.encode(collection) + b"\n"


def _annotation(
    article: Article, text: str, element: str, fact: FactRow, path: str, link: Callable[[str], str]
) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": fact.kind}
    ]
    if fact.key:
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": fact.key})
    if fact.entity and fact.key:
        source = link(path_of(fact.kind, fact.key))
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
    ways = [
        {"type": "TextPositionSelector", "start": fact.start, "end": fact.end},
        {
            "type": "TextQuoteSelector",
            "exact": fact.text,
            "prefix": text[max(fact.start - _AROUND, 0) : fact.start],
            "suffix": text[fact.end : fact.end + _AROUND],
        },
    ]
    inner: object = {"type": "CssSelector", "value": element, "refinedBy": ways}
    return {
        "id": "#" + fact.fact.partition("#")[2],
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {
            "source": link(path),
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                "value": fact.block,
                "refinedBy": inner if element else ways,
            },
        },
    }
