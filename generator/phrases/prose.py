"""An article as its words alone: folded, without marks, and where names stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model import Article, Fact
from generator.text import fold_all

RUNNING = ("title", "subtitle", "heading", "paragraph", "caption")
"""Kinds of blocks whose words are the article's own."""

_NAMES = frozenset(
    ("person", "organisation", "place", "document", "date", "quantity", "money", "percent")
)


class Prose(Struct, frozen=True, array_like=True):
    """What of an article is compared with others."""

    id: str
    blocks: tuple[tuple[int, str], ...]  # number of a block in the article, its folded text
    names: tuple[tuple[int, int, int], ...]  # block, start and end of what a fact names


def prose_of(article: Article, facts: Sequence[Fact]) -> Prose:
    """The words of an article, and its names in order."""
    kept = [n for n, block in enumerate(article.blocks) if block.kind in RUNNING]
    texts = fold_all([article.blocks[n].text for n in kept])
    running = frozenset(kept)
    spans = {(f.block, f.start, f.end) for f in facts if f.kind in _NAMES and f.block in running}
    return Prose(article.id, tuple(zip(kept, texts, strict=True)), tuple(sorted(spans)))
