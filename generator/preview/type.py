"""Chinese type for pictures: the font, and a text set in lines of a given width."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from msgspec import Struct
from PIL import ImageFont

from generator.conversion.steps import segments
from generator.layout import meeting, together
from generator.text import fold

_FONT = Path(__file__).parent / "font" / "NotoSerifCJKsc-Bold.otf"
_OPENING = "“‘（《〈「『【〔"
_ENDS_SENSE = frozenset("，。：；！？、…—,;:!?”」』》） 　")
_SPACE = re.compile(r"\s+")

# What a line end costs, a line more, a smaller size; a line that is half empty costs 0.25.
_IN_WORD, _IN_SENSE, _ORPHAN = 1.0, 0.2, 9.0
_LINE, _SMALLER = 0.05, 0.18
_FEWEST = 2.5  # characters of a line; fewer look lost


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size. What it lacks it shows as 〓, so nothing need ask what it holds."""
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def advance(char: str, size: int) -> float:
    """How wide a character is, in pixels."""
    return font(size).getlength(char)


def plain(text: str) -> str:
    """The text in one line, without what is no type of its own: marks, controls, joiners.

    >>> plain("一\\n二\\u200b三")
    '一 二三'
    """
    text = _SPACE.sub(lambda m: "　" if "　" in m[0] else " ", unicodedata.normalize("NFC", text))
    return "".join(c for c in text.strip() if unicodedata.category(c)[0] not in "CM")


class Line(Struct, frozen=True):
    """A line of type: its characters, where each stands from its start, and its width."""

    glyphs: tuple[tuple[str, float], ...]
    width: float

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(char for char, _ in self.glyphs)


def line(text: str, size: int) -> Line:
    """The text on one line, its marks as close as on a page."""
    glyphs, x = list[tuple[str, float]](), 0.0
    text = text.strip()
    for place, char in enumerate(text):
        if place:
            x += meeting(text[place - 1], char) * size
        elif char in _OPENING:  # it has its ink at the right
            x -= size / 2
        glyphs.append((char, x))
        x += advance(char, size)
    return Line(tuple(glyphs), x)


def one_line(text: str, size: int, measure: float) -> Line:
    """The text on one line no wider than the measure, its end left out where it has no room."""
    text = plain(text)
    found = line(text, size)
    while found.width > measure:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
        found = line(text, size)
    return found


class Setting(Struct, frozen=True):
    """A size to set in: pixels, height of a line, and how many lines there may be."""

    size: int
    leading: int
    lines: int


def fitted(
    text: str, measure: float, settings: tuple[Setting, ...]
) -> tuple[Setting, tuple[Line, ...]]:
    """The text in the setting that suits it best, the largest first, and how its lines break.

    Where none takes it whole, its end is left out in the last.
    """
    text = plain(text)
    inside = _inside_words(text)
    found = []
    for n, setting in enumerate(settings):
        broken = _broken(text, setting, measure, inside)
        if broken is not None:
            found.append((broken[0] + _SMALLER * n, n, broken[1]))
    if found:
        _, n, lines = min(found, key=lambda each: each[:2])
        return settings[n], lines
    last = settings[-1]
    room = measure * last.lines
    text = "".join(char for char, x in line(text, last.size).glyphs if x < room)
    while True:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
        broken = _broken(text, last, measure, inside)
        if broken is not None:
            return last, broken[1]


_Way = tuple[float, tuple[int, ...]]
"""What it costs to break a text there."""


def _broken(
    text: str, setting: Setting, measure: float, inside: frozenset[int]
) -> tuple[float, tuple[Line, ...]] | None:
    """The text in lines, and what the breaks cost; None where it needs more than there may be.

    Of all ways to break it, the one of few lines, of like length, that end where the sense does
    and in no word. No line begins with a mark that closes, none holds a single character.
    """
    size, end = setting.size, len(text)
    whole = line(text, size)
    stands = [*(x for _, x in whole.glyphs), whole.width]
    places = _places(text, stands, measure)
    ways: dict[int, _Way] = {0: (0.0, ())}
    best: _Way | None = None
    for n in range(setting.lines):
        reached: dict[int, _Way] = {}
        for start, (cost, before) in ways.items():
            for place in (p for p in places if p > start):
                width = _width(text, stands, start, place, size)
                if width > measure:
                    break
                total = cost + _cost(text, place, width / measure, width / size, inside)
                if place not in reached or total < reached[place][0]:
                    reached[place] = total, (*before, place)
        if end in reached:
            cost, cuts = reached.pop(end)
            best = min(best or (cost + _LINE * n, cuts), (cost + _LINE * n, cuts))
        ways = reached
    if best is None:
        return (0.0, ()) if not text else None
    return best[0], tuple(line(text[a:b], size) for a, b in pairwise((0, *best[1])))


def _width(text: str, stands: list[float], start: int, end: int, size: int) -> float:
    """How wide a part of the text is on a line of its own."""
    while end > start and text[end - 1].isspace():
        end -= 1
    last = stands[end - 1] + advance(text[end - 1], size) if end > start else stands[start]
    return last - stands[start] - (size / 2 if start and text[start] in _OPENING else 0)


def _cost(text: str, end: int, full: float, characters: float, inside: frozenset[int]) -> float:
    """What a line costs that ends there."""
    last = end == len(text)
    cost = (1 - full) ** 2 * (0.5 if last else 1.0)
    if characters < _FEWEST and len(text) > characters:
        cost += _ORPHAN
    if last or text[end - 1] in _ENDS_SENSE:
        return cost
    return cost + (_IN_WORD if end in inside else _IN_SENSE)


def _places(text: str, stands: list[float], measure: float) -> list[int]:
    """Where a line may end; also within what stays together, where no line would hold it."""
    found, start = list[int](), 0
    for place in range(1, len(text) + 1):
        if (
            place == len(text)
            or not together(text[place - 1], text[place])
            or stands[place + 1] - stands[start] > measure
        ):
            found.append(place)
            start = place
    return found


def _inside_words(text: str) -> frozenset[int]:
    """The places between two characters of one word."""
    ends = set(accumulate(len(word) for word, _ in segments(fold(text))))
    return frozenset(place for place in range(1, len(text)) if place not in ends)
