"""Where a paragraph's lines break, and where its notes stand beside them.

Chinese sets on a grid, so a line can be told without a browser: 36 characters to a line, some
marks half as wide where they meet, some never first or last. Conversion keeps length and width,
so one prediction serves every edition.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

MEASURE = 36.0  # characters to a line of running text
INDENT = 2.0  # of a paragraph's first line

_OPENING = frozenset("“‘（《〈「『【〔［｛〖〘〝")
_CLOSING = frozenset("”’）》〉」』】〕］｝〗〙〞、，。．；：！？")
_TRIMMED = _CLOSING - frozenset("！？")  # ink at one side only, so half an em may go
_NEVER_FIRST = _CLOSING | frozenset("…—·・～々ー％‰℃°!?,.:;)]}%")
_NEVER_LAST = _OPENING | frozenset("([{$＄￥¥£€#№")
_UNSPLIT = frozenset(("——", "……", "—…", "…—"))
_LATIN = 0.555  # of an em: the digits, and letters on average
_NARROW = {" ": 0.224, "·": 0.5, "\u00a0": 0.224, ".": 0.28, ",": 0.28, ":": 0.28, ";": 0.28}
_GAP_AT_LATIN = 0.125
_MEETING = 0.5
_HAIR = 1e-6

_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


class _Cluster(Struct, frozen=True, array_like=True):
    """Characters that stay together on a line."""

    start: int
    size: int
    lead: float  # what its meeting with the character before adds, unless a line begins here
    width: float
    spare: float  # what its last character may give up at the end of a line


@cache
def advance(char: str) -> float:
    """How wide a character is, in characters."""
    if char in _NARROW:
        return _NARROW[char]
    if char.isascii():
        return _LATIN
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _LATIN


@cache
def _is_word(char: str) -> bool:
    return _WORD.match(char) is not None


def meeting(before: str, after: str) -> float:
    """What two neighbours gain or lose in width by standing side by side."""
    if before in _TRIMMED and (after in _CLOSING or after in _OPENING):
        return -_MEETING
    if before in _OPENING and after in _OPENING:
        return -_MEETING
    if _is_word(before) != _is_word(after):
        other = after if _is_word(before) else before
        if advance(other) == 1.0 and unicodedata.category(other).startswith(("L", "N")):
            return _GAP_AT_LATIN
    return 0.0


def together(before: str, after: str) -> bool:
    """Whether no line may break between two neighbours."""
    return (
        after in _NEVER_FIRST
        or before in _NEVER_LAST
        or after == " "
        or before + after in _UNSPLIT
        or (_is_word(before) and _is_word(after))
        or (before in ".,-/" and _is_word(after))
        or (_is_word(before) and after in "-/")
    )


@lru_cache(maxsize=1 << 16)  # few pairs make up most of a text
def _pair(before: str, after: str) -> tuple[float, bool]:
    return meeting(before, after), together(before, after)


def _clusters(chars: Sequence[str]) -> list[_Cluster]:
    found: list[_Cluster] = []
    start, lead, width = 0, 0.0, 0.0
    for place, char in enumerate(chars):
        gap, whole = _pair(chars[place - 1], char) if place else (0.0, True)
        # A cluster wider than a line would be broken anywhere; thirty characters stand for that.
        if not whole or place - start >= 30:
            found.append(_cluster(chars, start, place, lead, width))
            start, lead, width = place, gap, 0.0
        else:
            width += gap
        width += advance(char)
    if chars:
        found.append(_cluster(chars, start, len(chars), lead, width))
    return found


def _cluster(chars: Sequence[str], start: int, end: int, lead: float, width: float) -> _Cluster:
    last = chars[end - 1]
    spare = _MEETING if last in _TRIMMED else advance(last) if last == " " else 0.0
    return _Cluster(start, end - start, lead, width, spare)


def width(text: str) -> float:
    """How wide the text is on one line, in characters.

    >>> width("共《甲》、10家")
    6.735
    """
    return round(sum(c.lead + c.width for c in _clusters(text)), 3)


def lines(
    text: str, measure: float = MEASURE, indent: float = INDENT, gaps: Iterable[int] = ()
) -> tuple[int, ...]:
    """The line on which each character stands, counted from 0.

    Before each offset in `gaps` stands a □, one character wide, which is not in the text.

    >>> lines("天地玄黄，宇宙洪荒。", measure=5, indent=2)
    (0, 0, 0, 1, 1, 1, 1, 1, 2, 2)
    """
    missing = set(gaps)
    chars: list[str] = []
    where: list[int] = []  # the offset in the text, or -1 of a □
    for offset, char in enumerate(text):
        if offset in missing:
            chars.append("□")
            where.append(-1)
        chars.append(char)
        where.append(offset)
    found, line, x = [0] * len(text), 0, indent
    for cluster in _clusters(chars):
        begins = x == 0.0
        need = cluster.width + (0.0 if begins else cluster.lead)
        if not begins and x + need - cluster.spare > measure + _HAIR:
            line, x, need = line + 1, 0.0, cluster.width
        x += need
        for offset in where[cluster.start : cluster.start + cluster.size]:
            if offset >= 0:
                found[offset] = line
    return tuple(found)


# --- notes --------------------------------------------------------------------------------------

NOTE = 2 / 3  # the height of a note, in lines of running text: three notes to two lines
BETWEEN = 6 / 32  # of two notes
FAR = 2.1  # a note further than this from its words is folded: a line may be told wrong by one
_STEP = NOTE + BETWEEN
_NEAR = 5.0  # lines between two notes that are gladly folded together
_COST = {"qty": 0, "dat": 1, "org": 2, "loc": 3, "phr": 2, "doc": 5, "per": 6}
_AROUND, _PRESSED = 3.0, 2.0  # lines around a note; what each other note there weighs
_RELUCTANT, _UNWILLING = 20.0, 100.0  # to fold notes far apart, and notes of two kinds


class Anchor(Struct, frozen=True, array_like=True):
    """The words a note is about: its kind, its block, and its line from the top of the article."""

    kind: str
    block: int
    line: float


class Placed(Struct, frozen=True, array_like=True):
    """One line in the margin: a note, or several folded into one.

    `members` are positions in the anchors given; `kind` is "" where kinds are mixed.
    """

    members: tuple[int, ...]
    kind: str
    block: int
    line: float  # of its first words
    top: float  # from the top of the article, in lines of running text


class _Group(Struct, frozen=True):
    """Notes that touch, and where the first stands: the mean of where each would stand alone."""

    notes: list[Placed]
    wish: float  # the sum of where the first would stand for the sake of each

    @property
    def top(self) -> float:
        return max(self.wish / len(self.notes), 0.0)

    @property
    def end(self) -> float:
        return self.top + _STEP * len(self.notes)

    @property
    def strain(self) -> float:
        """How far the note furthest from its words is from them."""
        top = self.top
        return max(abs(top + _STEP * n - note.line) for n, note in enumerate(self.notes))


def place(anchors: Sequence[Anchor]) -> tuple[Placed, ...]:
    """Where each note stands: never over another, at most three lines from its words.

    Anchors come in the order of the text. Notes that would collide are set close and centred on
    their words. Where that is not enough, two of one kind and block are folded into one line, the
    kinds of least weight first, until it is.
    """
    groups: list[_Group] = []
    waiting = [Placed((n,), a.kind, a.block, a.line, a.line) for n, a in enumerate(anchors)]
    waiting.reverse()
    while waiting:
        note = waiting.pop()
        group = _Group([note], note.line)
        while groups and groups[-1].end > group.top + _HAIR:
            before = groups.pop()
            shift = _STEP * len(before.notes) * len(group.notes)
            group = _Group(before.notes + group.notes, before.wish + group.wish - shift)
        if group.strain > FAR + _HAIR:
            folded = _fold_two(group.notes)
            if folded is not None:
                waiting.extend(reversed(folded))
                continue
        groups.append(group)
    return tuple(
        Placed(note.members, note.kind, note.block, note.line, group.top + _STEP * n)
        for group in groups
        for n, note in enumerate(group.notes)
    )


def _fold_two(notes: list[Placed]) -> list[Placed] | None:
    """The same notes with two of them folded; None where every block has but one."""
    best: tuple[float, int, int] | None = None
    last: dict[tuple[int, str], int] = {}
    at = [note.line for note in notes]
    for position, note in enumerate(notes):
        for kind in (note.kind, "any"):
            before = last.get((note.block, kind))
            if before is not None:
                apart = note.line - notes[before].line
                crowd = bisect(at, note.line + _AROUND) - bisect(at, note.line - _AROUND)
                cost = _COST.get(note.kind, 9) + apart - _PRESSED * crowd
                cost += _RELUCTANT if apart > _NEAR else 0.0
                if kind == "any" and notes[before].kind != note.kind:
                    cost += _UNWILLING
                best = min(best or (cost, before, position), (cost, before, position))
            last[note.block, kind] = position
    if best is None:
        return None
    _, one, two = best
    first, second = notes[one], notes[two]
    kind = first.kind if first.kind == second.kind else ""
    merged = Placed(first.members + second.members, kind, first.block, first.line, first.line)
    return [merged if n == one else note for n, note in enumerate(notes) if n != two]
