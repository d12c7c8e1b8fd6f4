"""What of an article is compared with others: its words, and where names stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model import Article, Fact, Script

RUNNING = ("title", "subtitle", "heading", "paragraph", "caption")
"""Kinds of blocks whose words are the article's own."""

_NAMES = frozenset(
    ("person", "organisation", "place", "document", "date", "quantity", "money", "percent")
)


class Passage(Struct, frozen=True, array_like=True):
    """A block: its number in the article, its words, its anchor, and its own script."""

    block: int
    text: str
    anchor: str = ""
    script: Script | None = None


class Prose(Struct, frozen=True, array_like=True):
    """The words of an article."""

    id: str
    blocks: tuple[Passage, ...]
    names: tuple[tuple[int, int, int], ...] = ()  # block, start and end of what a fact names


def prose_of(article: Article, facts: Sequence[Fact]) -> Prose:
    """The words of an article, and its names in order."""
    anchors = article.anchors
    passages = tuple(
        Passage(number, block.text, anchors[number], block.script)
        for number, block in enumerate(article.blocks)
        if block.kind in RUNNING
    )
    running = {passage.block for passage in passages}
    spans = {(f.block, f.start, f.end) for f in facts if f.kind in _NAMES and f.block in running}
    return Prose(article.id, passages, tuple(sorted(spans)))
