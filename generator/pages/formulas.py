"""The phrases of an article: what of them is marked, and the list under its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.model import Article, Fact, Formula
from generator.pages.article_view import FormulaRow, Spot
from generator.pages.marginalia import BODY, spot
from generator.pages.parts import SharedPhrase
from generator.phrases.phrase import Stretch

_TOLD = 8  # characters of a phrase that is marked; shorter ones are much like words, and listed
_ROWS = 12
_MANY = 3  # articles that make a shorter one worth a row
_LEAST = 4  # characters of a phrase that names at its ends leave to be marked
_MARKS = re.compile(r"\W*")


class Formulas(Struct, frozen=True):
    """What of an article others say too."""

    marks: tuple[Stretch, ...] = ()  # their articles, this one aside, are rough
    entries: tuple[SharedPhrase, ...] = ()  # of each mark's phrase, in the order of the marks
    others: int = 0  # articles that share any of them, roughly
    share: int = 0  # per cent of its text


NO_FORMULAS = Formulas()


def formula_facts(article: Article, facts: Sequence[Fact], marks: Sequence[Stretch]) -> list[Fact]:
    """The phrases as facts over the text, cut where they would cross another."""
    found = []
    for stretch in marks:
        block = article.blocks[stretch.block]
        if block.kind not in BODY or stretch.end - stretch.start < _TOLD:
            continue
        start, end = stretch.start, stretch.end
        mine = [f for f in facts if f.block == stretch.block and f.start < end and start < f.end]
        if any(f.kind != "quote" and f.start <= start and end <= f.end for f in mine):
            continue  # part of a name
        for fact in mine:
            if fact.start < start < fact.end < end:
                start = fact.end
            elif start < fact.start < end < fact.end:
                # A quotation mark behind it is no reason to part words.
                bare = _MARKS.fullmatch(block.text, end, fact.end)
                end = fact.end if bare else fact.start
        if end - start >= _LEAST:
            free = _free(start, end, mine)
            if free[0] == free[1]:
                continue
            detail = Formula(stretch.articles, free)
            text = block.text[start:end]
            row = (stretch.block, start, end, text, stretch.key, "phrase", detail)
            found.append(Fact("phrase", *row))
    return found


def _free(start: int, end: int, facts: Sequence[Fact]) -> tuple[int, int]:
    """The longest part of a stretch that no fact within it covers; the first of several."""
    best, at = (start, start), start
    inside = sorted((f.start, f.end) for f in facts if start <= f.start and f.end <= end)
    for low, high in [*inside, (end, end)]:
        if low - at > best[1] - best[0]:
            best = at, low
        at = max(at, high)
    return best


def formula_rows(article: Article, formulas: Formulas) -> tuple[FormulaRow, ...]:
    """A row for each phrase, those that most articles share first.

    Those of least weight, and short ones that only one other article has, have their own pages
    alone: an article that is all formulas would be a list of them.
    """
    anchors = article.anchors
    spots: dict[str, dict[Spot, None]] = {}
    entries = {entry.path: entry for entry in formulas.entries}
    for stretch, entry in zip(formulas.marks, formulas.entries, strict=True):
        if entry.length < _TOLD and entry.articles < _MANY:
            continue
        place = spot(article, anchors, stretch.block, stretch.start)
        spots.setdefault(entry.path, {})[place] = None
    ranked = sorted(spots, key=lambda path: -entries[path].articles * entries[path].length)
    return tuple(FormulaRow(entries[path], tuple(spots[path])) for path in ranked[:_ROWS])
