"""Markup made harmless: what a parser of pages would choke on goes, words stay."""

from __future__ import annotations

import re
from collections import Counter

from generator.model import Trouble

TAGS = 250_000
"""Tags of the largest page that is read; an article's page has a few thousand."""

# Pictures and fonts within the page: most of a page saved in one file, and no words of it.
_INLINED = re.compile(rb"data:[\w.+-]{1,40}/[^\s\"'()<>]{500,}")

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40}+)(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+(?:>|\Z)")
_LONG_TAG = 100_000  # characters: a tag with thousands of attributes costs their number squared

# Elements that a parser opens again in every block until they are closed: left open by the
# thousand, they would multiply with the blocks.
_FORMATTING = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_REOPENED = re.compile(rf"<(?:{_FORMATTING})(?=[\s/>])[^<>]{{0,2000}}>", re.IGNORECASE)
_OPENED_OR_CLOSED = re.compile(rf"</?(?:{_FORMATTING})(?=[\s/>])[^<>]{{0,2000}}>", re.IGNORECASE)
_MOST = 2_000_000  # formatting elements × other tags


def lean(data: bytes) -> bytes:
    """The page without what is inlined in it as `data:`."""
    return _INLINED.sub(b"data:", data)


def tame(html: str, path: str) -> str:
    """The markup, fit to be parsed in time; `Trouble` where it has too many tags."""
    tags = html.count("<")
    if tags > TAGS:
        raise Trouble(
            path, f"it has {tags:,} tags, more than a page can", "save the article's part of it"
        )
    if len(html) > _LONG_TAG:
        html = _TAG.sub(_shortened, html)
    opened = len(_REOPENED.findall(html))
    if opened * (tags - opened) > _MOST and opened > 200 and _unbalanced(html):
        html = _OPENED_OR_CLOSED.sub("", html)
    return html


def _shortened(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[0]) < _LONG_TAG else f"<{tag[1]}>"


def _unbalanced(html: str) -> bool:
    """Whether more than a few formatting elements stand open at some place."""
    depth: Counter[str] = Counter()
    for tag in _OPENED_OR_CLOSED.finditer(html):
        name = re.match(r"</?(\w+)", tag[0])
        assert name is not None
        closes = tag[0].startswith("</")
        depth[name[1].lower()] = max(0, depth[name[1].lower()] + (-1 if closes else 1))
        if depth[name[1].lower()] > 60:
            return True
    return False
