"""The lines of a source, and what their shape says."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from generator.model import Source
from generator.text import HAN, fold

_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HAN = re.compile(f"[{HAN}]+")

# What str.strip leaves but no reader sees.
BLANK = " \t\u00a0\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


LANDMARKS = {
    "nav": "导航",
    "header": "页眉",
    "footer": "页脚",
    "aside": "侧栏",
    "form": "表单",
    "breadcrumb": "面包屑",
    "share": "分享",
    "related": "其他文章",
    "comment": "评论",
}
"""Hints that say a line belongs to the page, and what readers are told."""


class Line(Struct, frozen=True):
    """One line: `start` and `end` bound its words, `next` is where the next line begins."""

    number: int  # from 1
    start: int
    end: int
    next: int
    text: str  # folded, without white space at its ends
    han: int  # how many Han characters
    tags: frozenset[str]  # hints that cover most of it

    @property
    def blank(self) -> bool:
        """Whether it holds no words."""
        return not self.text


def lines(source: Source) -> list[Line]:
    """The lines of a source in order; together they tile it."""
    found: list[Line] = []
    folded = fold(source.text)
    tags = _Tags(source)
    at = 0
    for end, following in _bounds(source.text):
        start, stop = words(source.text, at, end)
        text = folded[start:stop]
        found.append(
            Line(
                number=len(found) + 1,
                start=start,
                end=stop,
                next=following,
                text=text,
                han=sum(map(len, _HAN.findall(text))),
                tags=tags.over(start, stop),
            )
        )
        at = following
    return _without_wide(found) if source.hints else found


_WRAPPERS = frozenset(
    ("form", "header", "aside", "nav", "share", "related", "footer", "breadcrumb")
)


def _without_wide(found: list[Line]) -> list[Line]:
    """The lines without a landmark that wraps most of the page's prose: it says nothing then."""
    prose = [line for line in found if line.han >= 18 and "。" in line.text]
    total = sum(line.han for line in prose)
    wide = {
        tag
        for tag in _WRAPPERS
        if sum(line.han for line in prose if tag in line.tags) * 10 > total * 6
    }
    if not wide:
        return found
    return [msgspec.structs.replace(line, tags=line.tags - wide) for line in found]


def words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space at its ends; (start, start) where there is no more."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in BLANK):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in BLANK):
        start += 1
    return start, end


def _bounds(text: str) -> list[tuple[int, int]]:
    bounds = [(m.start(), m.end()) for m in _ENDS.finditer(text)]
    if not bounds or bounds[-1][1] < len(text):
        bounds.append((len(text), len(text)))
    return bounds


class _Tags:
    """Which hints cover a line, asked line by line in order."""

    def __init__(self, source: Source) -> None:
        self.hints = source.hints
        self.at = 0

    def over(self, start: int, end: int) -> frozenset[str]:
        covered: dict[str, int] = {}
        while self.at < len(self.hints) and self.hints[self.at].start < end:
            hint = self.hints[self.at]
            shared = min(hint.end, end) - max(hint.start, start)
            if shared > 0:
                covered[hint.tag] = covered.get(hint.tag, 0) + shared
            self.at += 1
        return frozenset(tag for tag, size in covered.items() if size * 2 > end - start)


_LAST = re.compile(r"[。!?！？…;；:：,，、~～][”’\"')）]{0,3}$|。[”’\"')）]{0,3}$")
_STOP = re.compile(r"[。！？!?]")


def is_prose(line: Line) -> bool:
    """Whether a line by itself reads as running text: long enough, with a full stop."""
    if line.han < 18 or ("a" in line.tags and line.han < 80):
        return False
    if "。" in line.text:
        return True
    comma = "," in line.text or "，" in line.text
    if line.han >= 45 and (comma or _STOP.search(line.text)):
        return True
    return line.han >= 25 and comma and bool(re.search(r"[;:]$", line.text))


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as a sentence or a clause does, so that it is no heading."""
    return bool(_LAST.search(line.text))


def following(lines: list[Line], number: int) -> int:
    """The next line with words, or -1."""
    return next((n for n in range(number + 1, len(lines)) if lines[n].text), -1)


def previous(lines: list[Line], number: int) -> int:
    """The last line with words before one, or -1."""
    return next((n for n in range(number - 1, -1, -1) if lines[n].text), -1)


def around(lines: list[Line], number: int) -> tuple[list[str], int]:
    """A line with the two above it and the one below that have words, and which of these it is."""
    above = previous(lines, number)
    near = [previous(lines, above), above, number, following(lines, number)]
    near = [n for n in near if n >= 0]
    return [lines[n].text for n in near], near.index(number)
