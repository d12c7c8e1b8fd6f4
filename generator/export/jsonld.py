"""An article as JSON-LD: a schema.org NewsArticle with what it mentions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from generator.editions import LANG
from generator.pages.about import About, Named

_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "document": "CreativeWork",
}
# None of these may stand in a script element: they could end it, or begin a comment in it.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def jsonld(about: About, link: Callable[[str], str]) -> str:
    """The article as JSON that may stand in a script element, in the article's own script.

    `link` gives the address of a page of the source edition.
    """
    at = link(about.path)
    publisher = {"@type": "Organization", "name": about.publisher} if about.publisher else None
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": at,
        "url": at,
        "headline": about.title,
        "alternativeHeadline": about.subtitle,
        "inLanguage": LANG[about.script],
        "datePublished": about.date,
        "articleSection": about.section,
        "publisher": publisher,
        "author": [_thing(named, link) for named in about.authors],
        "creditText": about.credit,
        "isBasedOn": about.url,
        "mentions": [_thing(named, link) for named in about.mentions],
    }
    known = {key: value for key, value in described.items() if value}
    return msgspec.json.encode(known).decode().translate(_UNSAFE)


def _thing(named: Named, link: Callable[[str], str]) -> dict[str, str]:
    return {"@type": _TYPES[named.kind], "@id": link(named.path), "name": named.text}
