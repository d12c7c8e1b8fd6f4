"""An article that its site parts over several pages, put together again.

Pages go on with one another where their titles are the same and their addresses differ by the
page's number alone (…/123.html, …/123_2.html). Without addresses the names of their files may say
so, if a bar of pages stands on each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.clean.labels import PARTS
from generator.clean.titles import plain
from generator.model import Piece, Source
from generator.text import fold

_NUMBERED = re.compile(r"^(.{1,200}?)[_-](\d{1,2})$")
_FILE = re.compile(r"^(.{1,200}?)(?:[_-]|\s?\()(\d{1,2})\)?$")
_QUERY = re.compile(
    r"(?:^|&)(?:page|p|pn|pageno|page_no|pageindex|currentpage)=(\d{1,2})(?=&|$)", re.IGNORECASE
)
_PAGE = re.compile(r"\s{0,3}(?:[(（]\d{1,2}[)）]|第?\d{1,2}页)$")
_SHORT = 6  # characters of a title that many articles may have


class Part(Struct, frozen=True, array_like=True):
    """Which article a page may be part of, and which part."""

    place: str = ""  # the address without the page's number; "" where it can be no part
    number: int = 0  # as the site counts; 0 where the address has none, as on most first pages
    title: str = ""  # its words only


def part(source: Source, pieces: tuple[Piece, ...]) -> Part:
    """What tells that a page is one of several of an article."""
    title = "".join(source.text[p.start : p.end] for p in pieces if p.label == "title")
    words = plain(_PAGE.sub("", fold(title)))
    bar = any(p.rule == "pagination" for p in pieces)
    url = next((v for name, v in (*source.given, *source.meta) if name == "url"), "")
    if not words or not (bar or len(words) >= _SHORT) or not (url or bar):
        return Part()
    place, number = _address(url) if url else _file(source.id)
    return Part(place, number, words)


def _address(url: str) -> tuple[str, int]:
    try:
        where = urlsplit(url)
    except ValueError:  # no address after all
        return "", 0
    query = _QUERY.search(where.query)
    rest = _QUERY.sub("", where.query).lstrip("&")
    folder, _, name = where.path.rpartition("/")
    stem, dot, ending = name.partition(".")
    found = _NUMBERED.match(stem)
    if found and not query:
        stem = found[1]
    number = int(query[1] if query else found[2] if found else 0)
    return f"{where.netloc}{folder}/{stem}{dot}{ending}?{rest}".lower(), number


def _file(id: str) -> tuple[str, int]:
    found = _FILE.match(id)
    return (f"file:{found[1]}", int(found[2])) if found else (f"file:{id}", 0)


def threads(parts: Iterable[tuple[str, Part]]) -> Iterator[tuple[str, ...]]:
    """The ids of each article's pages in order; of articles of one page nothing.

    The numbers must follow on one another. Of a page saved twice the first by id counts.
    """
    groups: dict[tuple[str, str], dict[int, str]] = {}
    for id, each in sorted(parts, key=lambda pair: pair[0]):
        if each.place:
            groups.setdefault((each.place, each.title), {}).setdefault(each.number, id)
    for _, pages in sorted(groups.items()):
        numbers = sorted(pages)
        if numbers[0] > 1:
            continue
        run = numbers[:1]
        for above, below in pairwise(numbers):
            # The first page has no number, and the second is 1 or 2.
            if below - above != 1 and (above, below) != (0, 2):
                break
            run.append(below)
        if len(run) > 1:
            yield tuple(pages[number] for number in run)


def join_sources(sources: list[Source]) -> Source:
    """The pages of one article as one source, in their order; it is the first page's."""
    text, hints, boxes = "", list(sources[0].hints), list(sources[0].boxes)
    for n, source in enumerate(sources):
        at = len(text) + (1 if n else 0)
        text = f"{text}\n{source.text}" if n else source.text
        if n:
            hints += [replace(h, start=h.start + at, end=h.end + at) for h in source.hints]
            boxes += [(start + at, end + at) for start, end in source.boxes]
    return replace(
        sources[0],
        text=text,
        hints=tuple(hints),
        boxes=tuple(boxes),
        replaced=sum(source.replaced for source in sources),
        further=tuple((source.path, source.sha256) for source in sources[1:]),
    )


def join_pieces(sources: list[Source], labelled: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """The pieces of the pages as those of the joined source.

    What a page says around its text counts once: above it on the first page, below it on the last
    that says anything.
    """
    told = [n for n, pieces in enumerate(labelled) if _fields_below(pieces)]
    closing = told[-1] if told else 0
    found: list[Piece] = []
    at = 0
    for n, (source, pieces) in enumerate(zip(sources, labelled, strict=True)):
        if n:
            found.append(Piece(at, at + 1, "blank", "white-space"))
            at += 1
        first, last = _text(pieces)
        for number, piece in enumerate(pieces):
            above, below = number < first, number > last
            again = (above and n > 0) or (below and n != closing)
            if again and PARTS[piece.label] != "gone":
                piece = replace(piece, label="chrome", rule="another-page")
            found.append(replace(piece, start=piece.start + at, end=piece.end + at))
        at += len(source.text)
    return tuple(found)


_RUNNING = frozenset(("paragraph", "heading", "caption"))


def _text(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """The first and the last piece of a page's running text."""
    running = [n for n, piece in enumerate(pieces) if piece.label in _RUNNING]
    return (running[0], running[-1]) if running else (len(pieces), -1)


def _fields_below(pieces: tuple[Piece, ...]) -> bool:
    _, last = _text(pieces)
    return last >= 0 and any(PARTS[piece.label] == "field" for piece in pieces[last + 1 :])
