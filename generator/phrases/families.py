"""Families of wordings: places that say one formula with other words in its slots.

A frame is two characters that open it and one that closes it within the same clause: 吹响…号,
打赢…战. Frames are counted over all clauses at once; the wordings of a frame are then aligned
with each other, and one family they are where most of the shorter is in the longer. Words that any
official text has, and what an archive is about (疫情, 防控), count for nothing: they open no
frame, close none, and make no likeness.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import compress
from typing import NamedTuple

import numpy as np
import rjieba
from rapidfuzz.distance import LCSseq

from generator.annotate.words import choice
from generator.phrases.row import Numbers, Row, distinct

ALIKE = 0.55
"""Of the telling characters of the shorter wording, so many are in the longer in their order."""

TELLING = 3
"""Characters that two wordings of a family have in common at least, common words aside."""

_REACH = 18  # characters from a frame's opening to its close
_CLOSING = 0.25  # of what opens so, this share must close so
_TOPIC = 5.0  # times in an article that uses it: a word of its subject, not a formula
_OFTEN = 20  # occurrences from which that can be told
_FIRM = 0.6  # … and from this share on, three characters are enough
_SHORTEST = 4  # characters of a wording
_WORD = 6  # characters of the longest word
_OPENINGS = 40  # of a frame, from all over the archive: they show the wordings that are used
_FRAMES = 1_000  # the most used are looked at
_WORDINGS = 20  # of a frame, the most used
_PARTICLES = frozenset(
    "的了和与及在为对把被将并等着其这那各个以从向于或但也都就而即自一二三四五六七八九十百千万亿两"
)
_VERBS = frozenset("v vd vi vg i l a ad d z".split())  # as jieba names what is no noun


@cache
def generic() -> re.Pattern[str]:
    """Words of any official text."""
    text = files("generator.phrases").joinpath("generic.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    words = {word for line in lines for word in line.split()}
    return re.compile(choice(sorted(words)))


def families(row: Row) -> list[tuple[str, ...]]:
    """The families of these articles: the wordings of each, folded and without marks."""
    telling = _telling(row)
    groups = [group for frame in _frames(row, telling) if (group := _group(row, telling, frame))]
    found = (_family(row, telling, spans) for spans in _merged(row, groups))
    return sorted(filter(None, found))


def _telling(row: Row) -> Numbers:
    """Which characters tell something: no particles, names, common words or words of a subject."""
    letters = [chr(c) for c in row.chars.tolist()]
    plain = np.array([c in _PARTICLES or not c.isalpha() for c in letters], bool)
    telling = ~(plain[row.codes] | row.named)
    spans = [match.span() for match in generic().finditer(row.text)]
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    depth = np.zeros(len(row.codes) + 1, np.int8)
    depth[starts] += 1  # no two begin or end in one place
    depth[ends] -= 1
    telling &= np.cumsum(depth[:-1], dtype=np.int8) == 0
    return telling & ~_topics(row, telling)


def _topics(row: Row, telling: Numbers) -> Numbers:
    """Characters of words that articles say again and again."""
    at, bigram, number = _bigrams(row, telling)
    topics = np.zeros(len(row.codes), bool)
    if not len(at):
        return topics
    count = np.bincount(bigram, minlength=number)
    many = (count >= _OFTEN) & (count >= _TOPIC * _spread(row, at, bigram, number))
    found = at[many[bigram]]
    topics[found] = topics[found + 1] = True
    return topics


def _bigrams(row: Row, telling: Numbers) -> tuple[Numbers, Numbers, int]:
    """Where two telling characters follow each other, which they are, and how many there are."""
    pair = telling[:-1] & telling[1:] & (row.clause[:-1] == row.clause[1:])
    at = np.flatnonzero(pair)
    codes = row.codes.astype(np.int64)
    kinds, bigram = np.unique(codes[at] * len(row.chars) + codes[at + 1], return_inverse=True)
    return at, bigram.astype(np.int64), len(kinds)


def _spread(row: Row, at: Numbers, bigram: Numbers, number: int) -> Numbers:
    """In how many articles each is."""
    family = row.family[row.block[at]].astype(np.int64)
    pairs = distinct(bigram * (int(row.family.max()) + 1) + family)
    return np.bincount(pairs // (int(row.family.max()) + 1), minlength=number)


class _Frame(NamedTuple):
    """Where what opens a frame stands, the code that closes it, and how many of them it closes."""

    openings: list[int]
    closing: int
    closed: int


def _frames(row: Row, telling: Numbers) -> Iterator[_Frame]:
    """The frames that more than one wording fills; the most used first."""
    at, bigram, number = _bigrams(row, telling)
    if not len(at):
        return
    several = _spread(row, at, bigram, number) > 1
    at, bigram = at[several[bigram]], bigram[several[bigram]]
    count = np.bincount(bigram, minlength=number)
    width = len(row.chars)
    keys, hashes = [], []
    stretch = row.codes[at].astype(np.uint64)
    for distance in range(1, _REACH):
        end = np.minimum(at + distance, len(row.codes) - 1)
        # The words from the opening on, as one number: like words have like numbers.
        stretch = stretch * np.uint64(1099511628211) + row.codes[end]
        fits = (row.clause[end] == row.clause[at]) & telling[end] & (distance > 1)
        keys.append(bigram[fits] * width + row.codes[end[fits]])
        hashes.append(stretch[fits])
    key, words = np.concatenate(keys), np.concatenate(hashes)
    order = np.argsort(key)
    key, words = key[order], words[order]
    kinds, begins, uses = np.unique(key, return_index=True, return_counts=True)
    if not len(kinds):
        return
    differ = np.minimum.reduceat(words, begins) != np.maximum.reduceat(words, begins)
    keep = differ & (uses > 1) & (uses >= _CLOSING * count[kinds // width])
    kinds, uses = kinds[keep], uses[keep]
    best = np.lexsort((kinds, -uses))[:_FRAMES]
    by_bigram = np.argsort(bigram, kind="stable")
    edges = np.searchsorted(bigram[by_bigram], np.arange(number + 1))
    for kind, closed in zip(kinds[best].tolist(), uses[best].tolist(), strict=True):
        opening = kind // width
        openings = at[by_bigram[edges[opening] : edges[opening + 1]]].tolist()
        yield _Frame(openings, kind % width, closed)


class _Span(NamedTuple):
    """A stretch of the row, and whether the frame that found it is seldom left open."""

    start: int
    end: int
    firm: bool


def _group(row: Row, telling: Numbers, frame: _Frame) -> list[_Span]:
    """The stretches of a frame that are like its most used wording, or like one that is."""
    spans: dict[str, list[_Span]] = defaultdict(list)
    firm = frame.closed >= _FIRM * len(frame.openings)
    starts = np.array(frame.openings[:: -(-len(frame.openings) // _OPENINGS)])
    reach = starts[:, None] + np.arange(2, _REACH)
    inside, reach = reach < len(row.codes), np.minimum(reach, len(row.codes) - 1)
    fits = inside & (row.clause[reach] == row.clause[starts, None]) & telling[reach]
    fits &= row.codes[reach] == frame.closing
    found = fits.any(1)
    first, last = fits.argmax(1)[found], _REACH - 3 - fits[:, ::-1].argmax(1)[found]
    for start, *ends in zip(starts[found].tolist(), first.tolist(), last.tolist(), strict=True):
        for end in sorted({*ends}):
            span = _to_words(row, _Span(start, start + 3 + end, firm))
            spans[row.words(span.start, span.end)].append(span)
    ranked = sorted(spans, key=lambda w: (-len(spans[w]), w))[:_WORDINGS]
    kept = _kept(row, telling, spans, ranked)
    return [span for w in kept for span in spans[w]] if len(kept) > 1 else []


def _kept(
    row: Row, telling: Numbers, spans: Mapping[str, Sequence[_Span]], ranked: list[str]
) -> list[str]:
    """The wordings that are like the first, or like one that is."""
    known = {w: _wording(row, telling, w, spans[w][0]) for w in ranked}
    kept, rest = ranked[:1], ranked[1:]
    for one in kept:  # grows while it is walked
        near = [w for w in rest if alike(known[one], known[w])]
        kept += near
        rest = [w for w in rest if w not in near]
    return kept


class _Wording(NamedTuple):
    """Words, those of their characters that tell something, and whether their frame is firm."""

    words: str
    telling: str
    firm: bool


def _wording(row: Row, telling: Numbers, words: str, span: _Span) -> _Wording:
    tells = telling[span.start : span.end].tolist()
    return _Wording(words, "".join(compress(words, tells)), span.firm)


def alike(a: _Wording, b: _Wording) -> bool:
    """Whether two wordings are of one family."""
    common = LCSseq.similarity(a.telling, b.telling)
    if common < ALIKE * min(len(a.telling), len(b.telling)):
        return False
    # Little is enough where it opens and closes both, and what opens so mostly closes so; names
    # have more in common with other names.
    same = a.words[:2] == b.words[:2] and a.words[-1] == b.words[-1] and a.firm and b.firm
    names = _opens_with_noun(a.words) and _opens_with_noun(b.words)
    return bool(common >= TELLING + (not same) + 2 * names)


@lru_cache(maxsize=1 << 14)
def _opens_with_noun(words: str) -> bool:
    tags = (tag for word, tag in rjieba.tag(words) if not generic().fullmatch(word))
    return next(tags, "n")[0] in "nbsftj"


def _merged(row: Row, groups: Sequence[list[_Span]]) -> Iterator[list[_Span]]:
    """The stretches of groups of which, in two articles, one holds the other's, without those."""
    parent = list(range(len(groups)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    ordered = sorted(
        ((span, n) for n, group in enumerate(groups) for span in group),
        key=lambda item: (item[0].start, -item[0].end, item[1]),
    )
    within: dict[tuple[int, int], set[int]] = defaultdict(set)
    open_: list[tuple[int, int]] = []
    for span, n in ordered:
        open_ = [(end, m) for end, m in open_ if end > span.start]
        for end, m in open_:
            if m != n and end >= span.end:
                within[min(m, n), max(m, n)].add(int(row.family[row.block[span.start]]))
        open_.append((span.end, n))
    for (a, b), articles in sorted(within.items()):
        if len(articles) > 1:
            parent[root(b)] = root(a)
    whole: dict[int, list[_Span]] = defaultdict(list)
    for span, n in ordered:
        mine = whole[root(n)]
        if not mine or span.start >= mine[-1].end:
            mine.append(span)
        elif span.end > mine[-1].end and span.start == mine[-1].start:
            mine[-1] = span
    yield from whole.values()


def _family(row: Row, telling: Numbers, spans: list[_Span]) -> tuple[str, ...]:
    """The wordings of these stretches, the most used first; none where they are no family."""
    wordings: dict[str, list[_Span]] = defaultdict(list)
    for span in _lengthened(row, spans):
        wordings[row.words(span.start, span.end)].append(span)
    long = [w for w in wordings if len(w) >= _SHORTEST]
    ranked = sorted(long, key=lambda w: (-len(wordings[w]), -len(w), w))
    kept = _kept(row, telling, wordings, ranked)
    articles = {int(row.family[row.block[span.start]]) for w in kept for span in wordings[w]}
    return tuple(kept) if len(kept) > 1 and len(articles) > 1 and _says(kept) else ()


def _to_words(row: Row, span: _Span) -> _Span:
    """The stretch from the start of its first word to the end of its last, within the clause."""
    clause = row.clause[span.start]
    first, last = span.start - _WORD, span.end + _WORD
    while first < 0 or row.clause[first] != clause:
        first += 1
    while last > len(row.codes) or row.clause[last - 1] != clause:
        last -= 1
    start, at = first, first
    for word in rjieba.cut(row.words(first, last)):
        at += len(word)
        if at <= span.start:
            start = at
        if at >= span.end:
            break
    return span._replace(start=start, end=at)


def _lengthened(row: Row, spans: list[_Span]) -> list[_Span]:
    """The stretches with what stands before and behind all of them alike."""
    starts, ends = np.array([s.start for s in spans]), np.array([s.end for s in spans])
    clause = row.clause[starts]
    while (starts > 0).all() and _same(row, starts - 1, clause):
        starts -= 1
    while (ends < len(row.codes)).all() and _same(row, ends, clause):
        ends += 1
    rows = zip(starts.tolist(), ends.tolist(), spans, strict=True)
    return [_Span(start, end, span.firm) for start, end, span in rows]


def _same(row: Row, at: Numbers, clause: Numbers) -> bool:
    """Whether these characters are one, each within its clause."""
    return bool((row.clause[at] == clause).all() and (row.codes[at] == row.codes[at[0]]).all())


def _says(wordings: Sequence[str]) -> bool:
    """Whether they say what is done, beside common words: names are no formula."""
    return any(
        (tag in _VERBS or (tag == "vn" and number == 0)) and not generic().fullmatch(word)
        for words in wordings
        for number, (word, tag) in enumerate(rjieba.tag(words))
    )
