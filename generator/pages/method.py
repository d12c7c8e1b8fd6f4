"""How this archive was made: every rule, kind and edition, with what it did here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import metadata

from msgspec import Struct

from generator.annotate.table import KINDS
from generator.clean.rules import HEAD, RULES, TAIL
from generator.editions import choose
from generator.model import Page
from generator.pages.parts import Count
from generator.pages.paths import ARTICLES, METHOD
from generator.pages.shelf import Shelf

_LIBRARIES = (
    "opencc",
    "resiliparse",
    "rjieba",
    "lunar_python",
    "jinja2",
    "markdown-it-py",
    "arro3-io",
)


class RuleRow(Struct, frozen=True):
    """A row of the chrome table."""

    name: str
    words: str
    where: str  # interface word: where_head, where_tail, where_edges, where_any
    takes: str
    leaves: str


class KindRow(Struct, frozen=True):
    """A kind of fact, and how often it was found."""

    kind: str
    label: str
    mentions: int


class MethodView(Struct, frozen=True):
    counts: tuple[Count, ...]
    rules: tuple[RuleRow, ...]
    kinds: tuple[KindRow, ...]
    editions: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]  # library → version
    gone: tuple[int, int]  # names that are not made public, and the articles they stood in
    unlisted: bool  # whether lists leave out who holds no public office


_WHERE = {HEAD: "where_head", TAIL: "where_tail", HEAD | TAIL: "where_edges"}


def pages(shelf: Shelf) -> Iterator[Page[MethodView]]:
    """The method page."""
    index = shelf.index
    counts: Counter[str] = Counter()
    for card in index.cards.values():
        counts.update(dict(card.counts))
    view = MethodView(
        counts=(Count("articles", len(index.cards), ARTICLES),),
        rules=tuple(
            RuleRow(r.name, r.words, _WHERE.get(r.where, "where_any"), r.takes, r.leaves)
            for r in RULES
        ),
        kinds=tuple(KindRow(k.name, k.label, counts[k.name]) for k in KINDS),
        editions=tuple(e.id for e in choose(shelf.site.editions)),
        versions=tuple((name, metadata.version(name)) for name in _LIBRARIES),
        gone=shelf.gone,
        unlisted=shelf.site.private == "unlisted",
    )
    yield Page(METHOD, "method.html", view)
