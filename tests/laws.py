"""What must hold of any bytes and any words: laws that property tests and fuzzing share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TypeVar

from generator.clean import bylines, dates, fields, glued, prose, rules
from generator.clean.assemble import assemble, line_kinds, trace
from generator.clean.habits import lines_of
from generator.clean.label import label
from generator.clean.marks import widen
from generator.intake.table import cut, intake
from generator.model import Article, Habits, Piece, Source, Trace, Trouble
from generator.text import fold

T = TypeVar("T")


def holds_of_file(path: str, data: bytes) -> None:
    """Any bytes are sources, each in pieces that tile it, or a trouble that names the place."""
    leaves = _tried(path, lambda: cut("a", path, data))
    assert len({leaf.id for leaf in leaves or ()}) == len(leaves or ())
    for leaf in leaves or ():
        source = _tried(leaf.path, partial(intake, leaf.id, leaf.path, leaf.data))
        if source is None:
            continue
        assert source.text.encode()
        assert "\x00" not in source.text
        assert all(0 <= hint.start < hint.end <= len(source.text) for hint in source.hints)
        assert all(0 <= start < end <= len(source.text) for start, end in source.boxes)
        holds_of_source(source)


def _tried(place: str, work: Callable[[], T]) -> T | None:
    """What comes of the work, or None where it names what is wrong at that place."""
    try:
        return work()
    except Trouble as trouble:
        problem = trouble.problem
    assert problem.where.startswith(place)
    assert problem.remedy
    return None


def source_of(text: str) -> Source:
    """A text dump as a source."""
    return Source(id="x", path="x.txt", form="text", text=text, sha256="", encoding="utf-8")


def holds_of_source(source: Source) -> None:
    """A source is cleaned, nothing lost and nothing invented, whatever was learnt of its site."""
    page = lines_of(source)
    for habits in (Habits(), Habits("", page.above, page.below)):
        pieces = label(source, habits)
        tiles(source, pieces)
        article, traced = assemble(source, pieces), trace(source, pieces)
        points_into_blocks(source, article, traced)
        line_kinds(source, pieces)


def tiles(source: Source, pieces: tuple[Piece, ...]) -> None:
    """Joined, the pieces are the source's text again."""
    assert "".join(source.text[p.start : p.end] for p in pieces) == source.text
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert all(p.start < p.end and p.label and p.rule for p in pieces)


def points_into_blocks(source: Source, article: Article, traced: Trace) -> None:
    """Fields, damage and runs of an article stand where they say."""
    assert len(article.blocks) == len(traced.runs)
    assert article.blocks[0].kind == "title"
    for field in article.fields:
        if field.block >= 0:
            assert article.blocks[field.block].text[field.start : field.end] == field.text
    for lost in article.damage:
        assert 0 <= lost.offset <= len(article.blocks[lost.block].text)
    for block, runs in zip(article.blocks, traced.runs, strict=True):
        assert "  " not in block.text
        assert block.text == block.text.strip()
        assert all(0 <= at < len(block.text) for at, _ in runs if block.text)
        assert all(origin < len(source.text) for _, origin in runs)


def holds_of_line(words: str) -> None:
    """Every grammar of a line gives spans within it, in order, none over another."""
    words = fold(words).strip()
    if not words:
        return
    for where in (rules.HEAD, rules.BODY, rules.TAIL, rules.ANY):
        rule = rules.match(words, where)
        assert rule is None or rule.where & where
    for strict in (False, True):
        _apart(words, fields.field_spans(words, strict=strict))
    _apart(words, bylines.whole(words))
    _apart(words, bylines.roles(words, 0, len(words)))
    start, spans = fields.closing(words)
    assert 0 <= start <= len(words)
    _apart(words, spans)
    for found in (bylines.opening(words), bylines.credit(words)):
        assert not found or 0 <= found[0] < found[1] <= len(words)
    assert 0 <= prose.repeated(words) < len(words)
    assert "".join(words[a:b] for a, b, _ in glued.split(words)) == words
    iso = dates.day(words)
    assert not iso or len(iso) == 10
    assert len(dates.clock(words)) in (0, 5)
    wide, count = widen(words)
    assert len(wide) == len(words)
    assert fold(wide) == fold(words)
    assert all(times > 0 for times in count.values())


def _apart(words: str, spans: list[tuple[int, int, str, str]]) -> None:
    at = 0
    for start, end, name, rule in spans:
        assert at <= start <= end <= len(words)
        assert name
        assert rule
        at = end
