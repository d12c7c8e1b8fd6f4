"""What became of every line of an article and why, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from generator.clean.damage import lost_sentences
from generator.clean.labels import PARTS
from generator.steps import Prepared

_WIDTH = 60  # characters of a piece shown; a removed one is shown whole


def explain(parts: Prepared) -> Iterator[str]:
    """The file as received, each piece with its label and rule (`-` marks what was removed), every
    change counted, every loss, every fact with its rule."""
    source, article, trace = parts.source.value, parts.article.value, parts.trace.value
    for path, sha256 in ((source.path, source.sha256), *source.further):
        yield f"{path}  {source.encoding}  sha256 {sha256}"
    yield ""
    line = 1
    for piece in parts.pieces.value:
        words = source.text[piece.start : piece.end]
        if words.strip():
            gone = PARTS[piece.label] == "gone"
            shown = " ".join(words.split()) if gone else _short(words)
            yield f"{line:5} {'-' if gone else ' '} {piece.label:12} {piece.rule:20} {shown}"
        line += words.count("\n")
    yield ""
    yield f"{trace.removed} of {trace.lines} lines removed"
    for mark, times in trace.marks:
        yield f"{times:5} × {mark} made full width"
    for name, times in trace.mends:
        yield f"{times:5} × {name} mended"
    for block, words, _ in lost_sentences(article):
        yield f"lost  {article.anchors[block]:>9} {words}"
    yield ""
    for fact in parts.facts.value:
        anchor = article.anchors[fact.block]
        sure = f"{fact.confidence}%"
        yield f"{anchor:>9} {fact.kind:12} {fact.rule:20} {sure:>4} {fact.text} = {fact.key}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"
