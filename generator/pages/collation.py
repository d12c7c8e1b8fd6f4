"""The textual notes (校记) of one article: its raw lines, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from generator.clean.labels import LABELS, PARTS
from generator.model import Article, Card, Damage, Page, Piece, Source, Text, Trace
from generator.pages.parts import Count, Entry
from generator.pages.paths import article_path, collation_path
from generator.pages.shelf import entry
from generator.text import sentences

_WORDS = {label.name: label.words for label in LABELS}
_LONGEST = 400  # characters of a raw line shown; the article page has the text


class Stretch(Struct, frozen=True):
    """Raw characters with one label: kept, removed, or changed."""

    text: Text
    fate: str  # kept, removed, changed, blank
    label: str  # what it is, in simplified characters
    rule: str


class RawLine(Struct, frozen=True):
    """A line of the source; `cut` characters of it are left out here."""

    number: int
    stretches: tuple[Stretch, ...]
    became: str  # the label's words, simplified: 正文, 网页杂项; "" for a blank line
    rule: str  # the code name of the rule that removed it, or ""
    path: str  # of the block it became, or ""
    cut: int = 0


class CollationView(Struct, frozen=True):
    article: Entry
    file: str
    sha256: str
    encoding: str
    counts: tuple[Count, ...]  # raw = blank + body + byline + removed
    lines: tuple[RawLine, ...]
    marks: tuple[tuple[str, str, int], ...]  # half-width mark, full-width mark, how often
    damage: tuple[tuple[str, Text, int], ...]  # where, the sentence, places in it


def collation_page(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace, card: Card
) -> Page[CollationView]:
    """The textual notes of an article."""
    lines = tuple(_lines(source, pieces, article, trace))
    fate = Counter(_fate_of(line) for line in lines)
    view = CollationView(
        article=entry(card),
        file=source.path,
        sha256=source.sha256,
        encoding=source.encoding,
        counts=tuple(
            Count(word, fate[word], "")
            for word in ("lines_body", "lines_byline", "lines_removed", "lines_blank")
        ),
        lines=lines,
        marks=tuple((mark, _FULL[mark], n) for mark, n in trace.marks),
        damage=tuple(_damage(article)),
    )
    return Page(collation_path(article.id), "collation.html", view)


_FULL = dict(zip(",:;!?()", "，：；！？（）", strict=True))


def _lines(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace
) -> Iterator[RawLine]:
    """The raw lines in order, each cut into stretches of one label."""
    blocks = _blocks(article, trace)
    start, n = 0, 0
    for number, text in enumerate(source.text.split("\n"), 1):
        end = start + len(text)
        while n < len(pieces) and pieces[n].end <= start:
            n += 1
        here, k = list[Piece](), n
        while k < len(pieces) and pieces[k].start < end:
            here.append(pieces[k])
            k += 1
        yield _line(source.text, number, start, end, here, blocks, article)
        start = end + 1


def _blocks(article: Article, trace: Trace) -> dict[int, tuple[int, int]]:
    """Source offset → block and offset, for the start of every run."""
    return {
        origin: (block, offset)
        for block, runs in enumerate(trace.runs)
        for offset, origin in runs
        if origin >= 0 and block < len(article.blocks)
    }


def _line(
    text: str,
    number: int,
    start: int,
    end: int,
    pieces: list[Piece],
    blocks: dict[int, tuple[int, int]],
    article: Article,
) -> RawLine:
    stretches: list[Stretch] = []
    shown, became, rule, path = 0, "", "", ""
    for piece in pieces:
        a, b = max(start, piece.start), min(end, piece.end)
        words = text[a:b]
        if not words:
            continue
        part = PARTS[piece.label]
        kept = part in ("text", "field", "inline")
        if piece.label != "blank" and (not became or kept):
            became = became if became and not kept else _WORDS[piece.label]
            rule = "" if kept else piece.rule
        if kept and not path:
            place = next((blocks[k] for k in range(a, min(a + 8, b)) if k in blocks), None)
            path = f"{article_path(article.id)}#{article.anchors[place[0]]}" if place else ""
        if shown < _LONGEST:
            fate = "blank" if piece.label == "blank" else "kept" if kept else "removed"
            cut = words[: _LONGEST - shown]
            stretches.append(
                Stretch(Text(cut, article.script), fate, _WORDS[piece.label], piece.rule)
            )
        shown += len(words)
    return RawLine(number, tuple(stretches), became, rule, path, max(0, shown - _LONGEST))


def _fate_of(line: RawLine) -> str:
    """Which of the four heaps a line belongs to; each to one, so that they add up."""
    if not line.became:
        return "lines_blank"
    if line.rule:
        return "lines_removed"
    return "lines_body" if line.became in _BODY else "lines_byline"


_BODY = {label.words for label in LABELS if label.name in ("paragraph", "heading", "caption")}


def _damage(article: Article) -> Iterator[tuple[str, Text, int]]:
    """Each sentence that lost something: its anchor, its words with □ in place, how often."""
    found: dict[tuple[int, int, int], list[Damage]] = {}
    for damage in article.damage:
        for start, end in sentences(article.blocks[damage.block].text):
            if start <= damage.offset <= end:
                found.setdefault((damage.block, start, end), []).append(damage)
                break
    for (block, start, end), places in found.items():
        words = article.blocks[block].text
        for damage in sorted(places, key=lambda d: d.offset, reverse=True):
            mark = "▵" if damage.what == "stop" else "□"
            words = words[: damage.offset] + mark + words[damage.offset :]
        yield (
            article.anchors[block],
            Text(words[start : end + len(places)], article.script),
            len(places),
        )
