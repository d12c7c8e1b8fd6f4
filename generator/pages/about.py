"""What an article's page says of it to machines: who published what, and whom it names."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.model import Article, Fact, Script
from generator.pages.paths import FOLDERS, article_path, path_of


class Named(Struct, frozen=True, array_like=True):
    """An entity as the article first writes it, and its page."""

    kind: str
    text: str
    path: str


class About(Struct, frozen=True):
    """An article and the entities it names, in its own script; empty where nothing is known."""

    path: str
    script: Script
    title: str
    subtitle: str
    date: str
    time: str
    publisher: str
    section: str
    credit: str  # the words that name the author
    authors: tuple[Named, ...]
    url: str  # where it was saved from
    mentions: tuple[Named, ...]


def about(article: Article, facts: Iterable[Fact]) -> About:
    """The article described."""
    first: dict[tuple[str, str], Fact] = {}
    authors: dict[tuple[str, str], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.block, f.start)):
        if fact.kind in FOLDERS and fact.key:
            by = article.blocks[fact.block].kind == "author" and fact.kind == "person"
            (authors if by else first).setdefault((fact.kind, fact.key), fact)
    return About(
        path=article_path(article.id),
        script=article.script,
        title=article.title,
        subtitle=next((b.text for b in article.blocks if b.kind == "subtitle"), ""),
        date=article.date,
        time=article.time,
        publisher=article.field("source"),
        section=article.field("section"),
        credit=article.field("author"),
        authors=_named(authors.values()),
        url=article.url,
        mentions=_named(first.values()),
    )


def _named(facts: Iterable[Fact]) -> tuple[Named, ...]:
    return tuple(Named(f.kind, f.text, path_of(f.kind, f.key)) for f in facts)
