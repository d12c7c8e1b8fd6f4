"""The text at a glance: a box for each paragraph, a tick for each fact in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator import layout
from generator.model import Article, Fact
from generator.pages.article_view import Box, Map, Tick
from generator.pages.marginalia import CLASSES

_COLUMN = 24.0
_LINE = 2.6  # height of a line of text in the small map


def small_map(article: Article, facts: Sequence[Fact], kinds: Sequence[str]) -> Map:
    """The map of a text, with a column for each of the kinds."""
    columns = {kind: 3 + n * _COLUMN for n, kind in enumerate(kinds)}
    boxes, y = [], 0.5
    of_block = {
        b: list(g) for b, g in groupby(sorted(facts, key=lambda f: f.block), key=lambda f: f.block)
    }
    number = 0
    for b, block in enumerate(article.blocks):
        if block.kind != "paragraph":
            continue
        number += 1
        count = len(block.text) / layout.MEASURE
        height = max(round(count * _LINE, 1), 6.0)
        full = max(len(block.text), 1)
        ticks = {
            Tick(kind, columns[kind], round(y + 1 + (height - 3) * f.start / full, 1))
            for f in of_block.get(b, ())
            if (kind := CLASSES[f.kind]) in columns
        }
        boxes.append(
            Box(
                article.anchors[b],
                number,
                round(y, 1),
                height,
                tuple(sorted(ticks, key=lambda t: (t.y, t.x))),
            )
        )
        y += height + 3
    return Map(tuple(columns.items()), tuple(boxes), round(y + 18, 1))
