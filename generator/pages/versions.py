"""The versions of one article: where each stands, and what differs from the first."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.archive import said
from generator.catalogue import Card
from generator.model import Article, Page, Text
from generator.pages.compare import asked
from generator.pages.parts import Entry
from generator.pages.paths import versions_path
from generator.pages.shelf import entry
from generator.versions import Stretch, differences, likeness


class Row(Struct, frozen=True):
    """A place where two versions part, or, with no words, how many characters are alike."""

    a: Text
    b: Text
    in_a: tuple[Stretch, ...]
    in_b: tuple[Stretch, ...]
    same: int


class Version(Struct, frozen=True):
    """One version beside the first."""

    entry: Entry
    percent: int  # of its text that it has in common with the first, estimated
    rows: tuple[Row, ...]
    asked: str  # of the page that sets both side by side


class VersionsView(Struct, frozen=True):
    first: Entry
    versions: tuple[Version, ...]


def versions_page(cards: Sequence[Card], articles: Sequence[Article]) -> Page[VersionsView]:
    """The page of a family of versions, given in order, the first published first."""
    first, article = cards[0], articles[0]
    view = VersionsView(
        first=entry(first),
        versions=tuple(
            _version(first, article, card, other)
            for card, other in zip(cards[1:], articles[1:], strict=True)
        ),
    )
    return Page(versions_path(first.id), "versions.html", view)


def _version(first: Card, article: Article, card: Card, other: Article) -> Version:
    rows = tuple(
        Row(said(d.a, first), said(d.b, card), d.in_a, d.in_b, d.same)
        for d in differences(article, other)
    )
    alike = int(100 * likeness(first.print, card.print))  # an estimate: it may miss one character
    differ = any(row.a.text or row.b.text for row in rows)
    percent = min(alike, 99) if differ else alike
    return Version(entry(card), percent, rows, asked(first.id, card.id))
