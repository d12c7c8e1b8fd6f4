"""The small map of an article: the text at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator import layout
from generator.model import Article, Fact
from generator.pages.article_view import Box, Map, Tick
from generator.pages.marginalia import CLASSES

NOTED = ("per", "org", "loc", "doc", "phr", "qty", "dat")
"""Classes of facts with notes, a column each; quotations are marked, and listed below the text."""

_COLUMN = 20.5
_LINE = 2.6  # height of a line of text in the small map


def glance(article: Article, facts: Sequence[Fact]) -> Map:
    """Where in the text which facts fall, a column for each kind."""
    columns = {kind: 3 + n * _COLUMN for n, kind in enumerate(NOTED)}
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
