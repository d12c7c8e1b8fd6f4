"""The textual notes (校记) of one article: its raw lines, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.catalogue import Card
from generator.clean.damage import lost_sentences
from generator.clean.labels import LABELS, PARTS
from generator.clean.mends import NAMES
from generator.clean.rules import RULES
from generator.model import Article, Page, Piece, Script, Source, Text, Trace
from generator.pages.parts import Count, Entry
from generator.pages.paths import article_path, collation_path
from generator.pages.received import Received, received
from generator.pages.shelf import entry

_WORDS = {label.name: label.words for label in LABELS}
_RULES = {rule.name: rule.words for rule in RULES}
_LONGEST = 400  # characters of a kept raw line shown; the article page has the text
_LONGEST_GONE = 5000  # and of a removed one, which stands nowhere else


class Stretch(Struct, frozen=True):
    """Raw characters with one label: kept, removed, or changed."""

    text: Text
    fate: str  # kept, removed, changed, blank
    label: str  # what it is, or why it was removed, in simplified characters
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
    script: Script
    article: Entry
    files: tuple[Received, ...]  # more than one where the site parted the article
    encoding: str
    counts: tuple[Count, ...]  # raw = blank + body + byline + removed
    lines: tuple[RawLine, ...]
    marks: tuple[tuple[str, str, int], ...]  # half-width mark, full-width mark, how often
    mends: tuple[tuple[str, int], ...]  # what was mended, in simplified characters, how often
    damage: tuple[tuple[str, Text, int], ...]  # where, the sentence, places in it
    texts: tuple[tuple[str, Text], ...]  # anchor and words of each block: what is converted


def collation_page(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace, card: Card
) -> Page[CollationView]:
    """The textual notes of an article."""
    article = replace(article, names=card.names, words=card.words)
    lines = tuple(_lines(source, pieces, article, trace))
    fate = Counter(_fate_of(line) for line in lines)
    view = CollationView(
        script=article.script,
        article=entry(card),
        files=received(source),
        encoding=source.encoding,
        counts=tuple(
            Count(word, fate[word], "")
            for word in ("lines_body", "lines_byline", "lines_removed", "lines_blank")
        ),
        lines=lines,
        marks=tuple((mark, _FULL[mark], n) for mark, n in trace.marks),
        mends=tuple((NAMES[name], n) for name, n in trace.mends),
        damage=tuple(_damage(article)),
        texts=tuple(
            (anchor, article.said(block.text, n))
            for n, (anchor, block) in enumerate(zip(article.anchors, article.blocks, strict=True))
            if block.text
        ),
    )
    return Page(collation_path(article.id), "collation.html", view)


_FULL = dict(zip(",:;!?()", "，：；！？（）", strict=True))


def _lines(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace
) -> Iterator[RawLine]:
    """The raw lines in order, each cut into stretches of one label."""
    blocks, changed = _blocks(article, trace), _changed(source.text, article, trace)
    start, n = 0, 0
    for number, text in enumerate(source.text.removesuffix("\n").split("\n"), 1):
        end = start + len(text)
        while n < len(pieces) and pieces[n].end <= start:
            n += 1
        here, k = list[Piece](), n
        while k < len(pieces) and pieces[k].start < end:
            here.append(pieces[k])
            k += 1
        yield _line(source.text, number, start, end, here, blocks, changed, article)
        start = end + 1


def _blocks(article: Article, trace: Trace) -> dict[int, int]:
    """Source offset → block, for the start of every run."""
    return {
        origin: block
        for block, runs in enumerate(trace.runs[: len(article.blocks)])
        for _, origin in runs
        if origin >= 0
    }


def _changed(text: str, article: Article, trace: Trace) -> set[int]:
    """The source offsets of characters that stand otherwise in the article."""
    changed: set[int] = set()
    for block, runs in zip(article.blocks, trace.runs, strict=False):
        ends = [offset for offset, _ in runs[1:]] + [len(block.text)]
        for (offset, origin), end in zip(runs, ends, strict=True):
            now, before = block.text[offset:end], text[origin : origin + end - offset]
            if origin >= 0 and now != before:
                changed.update(
                    origin + n for n, (a, b) in enumerate(zip(now, before, strict=False)) if a != b
                )
    return changed


def _line(
    text: str,
    number: int,
    start: int,
    end: int,
    pieces: list[Piece],
    blocks: dict[int, int],
    changed: set[int],
    article: Article,
) -> RawLine:
    stretches: list[Stretch] = []
    shown, became, rule, path = 0, "", "", ""
    largest = (False, 0)  # what is kept decides what a line became, and the most of it
    for piece in pieces:
        a, b = max(start, piece.start), min(end, piece.end)
        if a >= b:
            continue
        kept = PARTS[piece.label] != "gone"
        words = _WORDS[piece.label] if kept else _RULES.get(piece.rule, _WORDS[piece.label])
        if piece.label != "blank" and (kept, b - a) > largest:
            largest, became, rule = (kept, b - a), words, "" if kept else piece.rule
        if kept and not path:
            place = next((blocks[k] for k in range(a, min(a + 8, b)) if k in blocks), None)
            path = (
                f"{article_path(article.id)}#{article.anchors[place]}" if place is not None else ""
            )
        fate = "blank" if piece.label == "blank" else "kept" if kept else "removed"
        longest = _LONGEST if kept else _LONGEST_GONE
        for stop, same in _runs(a, min(b, a + longest - shown), changed):
            here = Text(text[a:stop], article.script)
            stretches.append(Stretch(here, fate if same else "changed", words, piece.rule))
            shown, a = shown + stop - a, stop
    cut = max(0, end - start - shown)
    return RawLine(number, tuple(stretches), became, rule, path, cut)


def _runs(start: int, end: int, changed: set[int]) -> Iterator[tuple[int, bool]]:
    """Where each run of characters ends that are all changed, or all not; and which it is."""
    for same, run in groupby(range(start, end), key=lambda k: k not in changed):
        yield max(run) + 1, same


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
    for block, words, places in lost_sentences(article):
        yield article.anchors[block], article.said(words, block), places
