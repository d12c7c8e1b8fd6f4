"""Which articles deserve a human look, why, and the overlay line that would settle it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.clean.labels import PARTS
from generator.model import Article, Piece, Problem, Source

LEAST_KEPT = {"text": 0.25, "html": 0.1}
"""Of a source's characters, white space aside; below it more was thrown away than a page has.

A saved page holds menus and readers' comments that nobody copies with a text."""

LONG = 60
"""Characters of a removed line from which it may be a paragraph, if it ends as one."""

_COMMENT = "in-comment"  # the rule for what markup calls so: each would be a line here
_SENTENCE = re.compile(r"[。！？][”’」』）)]?\s*$")
_LOST = {"number": "numbers", "stop": "full stops", "quote": "quotation marks", "other": "words"}


def review(source: Source, pieces: tuple[Piece, ...], article: Article) -> Iterator[Problem]:
    """What an editor should look at, in the order of how much hangs on it."""
    overlay = f"content/edits/{article.id}.md"
    explain = f"see `jianzhu explain {article.id}`"
    body = sum(len(b.text) for b in article.blocks if b.kind == "paragraph")
    whole = sum(not c.isspace() for c in source.text)
    kept = sum(len(b.text) for b in article.blocks)
    if not body:
        yield Problem(
            source.path,
            "no paragraph was kept",
            f"{explain}; `keep: 12-14` in {overlay} brings lines back",
        )
    elif kept < LEAST_KEPT[source.form] * whole:
        yield Problem(
            source.path,
            f"only {kept} of {whole} characters were kept",
            f"{explain}; `keep: 12-14` in {overlay} brings lines back",
        )
    for line, words in _long_removed(source, pieces):
        yield Problem(
            f"{source.path}:{line}",
            f"a long line was removed: {words}",
            f"if it belongs to the article: `keep: {line}` in {overlay}",
        )
    if not article.date:
        yield Problem(
            source.path,
            "no date of publication was found",
            f"if you know it: `date: 2020-03-06` in {overlay}",
        )
    if article.title == article.id:
        yield Problem(source.path, "no title was found", f"`title: …` in {overlay}")
    if lost := max(source.replaced, source.text.count("\ufffd")):
        yield Problem(
            source.path,
            f"{lost} characters could not be read as {source.encoding}",
            "save it again from the page, in UTF-8",
        )
    if article.damage:
        count = Counter(_LOST[d.what] for d in article.damage)
        said = ", ".join(f"{n} × {what}" for what, n in sorted(count.items()))
        yield Problem(
            source.path,
            f"the source lost text: {said}",
            f"a better copy, or a note to readers in {overlay}",
        )


def _long_removed(source: Source, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, str]]:
    """Line number and beginning of each removed piece that reads like a paragraph."""
    line, at = 1, 0
    for piece in pieces:
        line += source.text.count("\n", at, piece.start)
        at = piece.start
        if PARTS[piece.label] == "gone" and piece.label != "blank" and piece.rule != _COMMENT:
            words = source.text[piece.start : piece.end].strip()
            if len(words) >= LONG and _SENTENCE.search(words):
                yield line, words[:24] + "…"
