"""What the views of several page kinds are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.paths import numbered_path

T = TypeVar("T")


_MANY = 100


def is_rough(number: int) -> bool:
    """Whether a page tells so many others roughly."""
    return number >= _MANY


def roughly(number: int) -> int:
    """How many there are at least: of very many the first two digits, so that a page which tells
    it need not change with every article that comes.

    >>> roughly(99), roughly(100), roughly(1769)
    (99, 100, 1700)
    """
    step = 10 ** max(len(str(number)) - 2, 0) if is_rough(number) else 1
    return number // step * step


def part_numbers(total: int, size: int) -> range:
    """The numbers of a list's earlier parts, newest first: 1 is the oldest."""
    return range(max(0, (total - size // 2) // size), 0, -1)


def in_parts(rows: tuple[T, ...], size: int) -> list[tuple[T, ...]]:
    """A list that has the newest first, cut into parts, the newest first.

    They are counted from the oldest: what is new changes the newest alone, which has from half as
    many rows to half as many more.
    """
    newest = len(rows) - size * len(part_numbers(len(rows), size))
    return [rows[:newest], *(rows[n : n + size] for n in range(newest, len(rows), size))]


class Stretch(NamedTuple, Generic[T]):
    """A part of a list, where it stands, and where those before and after it do, or ""."""

    path: str
    rows: tuple[T, ...]
    newer: str
    older: str


def parted(path: str, rows: tuple[T, ...], size: int) -> Iterator[Stretch[T]]:
    """The parts of a list that has the newest first, as `in_parts` cuts it; the newest stands at
    the path itself."""
    cut = in_parts(rows, size)
    return _chained([path, *(numbered_path(path, n) for n in range(len(cut) - 1, 0, -1))], cut)


def paged(paths: Callable[[int], str], rows: tuple[T, ...], size: int) -> Iterator[Stretch[T]]:
    """The parts of a list in its own order, counted from 1; an empty one has one, too."""
    cut = [rows[n : n + size] for n in range(0, len(rows) or 1, size)]
    return _chained([*map(paths, range(1, len(cut) + 1))], cut)


def _chained(paths: Sequence[str], cut: Sequence[tuple[T, ...]]) -> Iterator[Stretch[T]]:
    around = ["", *paths, ""]
    for n, (path, rows) in enumerate(zip(paths, cut, strict=True)):
        yield Stretch(path, rows, around[n], around[n + 2])


class Cut(NamedTuple):
    """A page whose view is cut when it is asked for."""

    path: str
    template: str
    once: bool
    page: Callable[[], Page[Any]]
    of: str = ""  # its owner, if the page may change with that alone


def whole(page: Page[Any], of: str = "") -> Cut:
    """A page whose view is there already."""
    return Cut(page.path, page.template, page.once, lambda: page, of)


Wanted = Callable[[str], bool]
"""Tells of an owner whether its pages are asked for."""


def owner(kind: str, key: str) -> str:
    """Whose a page is, that shows one article, name or phrase."""
    return f"{kind} {key}"


def everyone(_: str) -> bool:
    """All pages are asked for."""
    return True


class Link(Struct, frozen=True, gc=False):
    """Words that lead somewhere: `path` is within the edition and may end in a fragment."""

    text: Text
    path: str


class Entry(Struct, frozen=True, gc=False):
    """An article in a list."""

    path: str
    title: Text
    subtitle: Text
    date: str  # ISO, or ""
    time: str
    publisher: Text  # empty text where the page names none
    section: Text
    length: int  # characters of body text
    damaged: int
    lead: Text  # one line of the strongest facts
    versions: int = 0  # others of the same text, on the page at `compared`
    compared: str = ""
    shared: int = 0  # per cent of it that are phrases of other articles too


class Line(Struct, frozen=True, gc=False):
    """A keyword in context: `context[start:end]` is the key; show from `first` to `last`.

    The window is wider than what is shown, so that conversion sees whole words at its edges.
    """

    context: Text
    first: int
    start: int
    end: int
    last: int
    path: str  # of the sentence that states it
    anchor: str  # p2-3, shown as ¶2 句3
    detail: Text  # a role, or what a date stands for


class LineGroup(Struct, frozen=True, gc=False):
    """The lines of one article."""

    article: Entry
    lines: tuple[Line, ...]


class Count(Struct, frozen=True, gc=False):
    """A number that is a link; `word` names its interface word."""

    word: str
    number: int
    path: str


class NameEntry(Struct, frozen=True, gc=False):
    """An entity in an index or a table of neighbours."""

    kind: str
    name: Text
    path: str
    articles: int
    mentions: int
    detail: Text  # a role, a unit, the forms it is written in


class PhraseEntry(Struct, frozen=True, gc=False):
    """A phrase in a list."""

    words: Text
    path: str
    articles: int
    uses: int
    wordings: int
    length: int  # characters, without marks
    first: str  # day of the first dated article that uses it, or ""


class SharedPhrase(Struct, frozen=True, gc=False):
    """A phrase as an article that has it tells of it; `articles` are rough."""

    words: Text
    path: str
    articles: int
    wordings: int
    length: int  # characters, without marks


class Quoted(Struct, frozen=True, gc=False):
    """A quotation whose words other articles have: its block and start, how many, and where."""

    block: int
    start: int
    articles: int
    path: str


class Bar(Struct, frozen=True, gc=False):
    """One day of a time strip."""

    date: str
    mentions: int
    published: int
    path: str


class Span(Struct, frozen=True, gc=False):
    """A range of days on a time strip."""

    first: str
    last: str


class Strip(Struct, frozen=True, gc=False):
    """A strip of days: bars by day, ranges as lines, publication as diamonds."""

    bars: tuple[Bar, ...] = ()  # in order; days without anything are left out
    spans: tuple[Span, ...] = ()


class Tile(Struct, frozen=True, gc=False):
    """One province-level unit of the tile grid."""

    code: str  # two digits
    short: str  # 鄂
    name: str  # 湖北省
    column: int
    row: int
    mentions: int
    path: str  # of its place page, or of the list, or ""
