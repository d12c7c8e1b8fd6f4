"""`drafts`: the blocks of an article as its pieces write them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from generator.clean.labels import PARTS
from generator.clean.lines import BLANK
from generator.clean.mends import Mend
from generator.model import Piece, Source

_TEXT = frozenset(("heading", "paragraph", "caption"))
_TITLES = frozenset(("title", "kicker", "subtitle"))

Run = tuple[int, int]


_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_WORDS = re.compile(rf"[^\s{BLANK}]+")
_SPARE = re.compile(r"^ +|(?<= ) +| $")  # what a mend may leave: spaces at an end or in a row


class Draft:
    """A block as it is being written: its words, where each came from, and its fields."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[Run] = []
        self.fields: list[tuple[str, int, int]] = []
        self.unseen = 0  # zero-width characters left out
        self.joined = 0  # lines that go on with the one above

    def add(self, source: Source, start: int, end: int) -> None:
        """Write a stretch of the source, its white space folded."""
        at = start
        for word in _WORDS.finditer(source.text, start, end):
            self._space(source, at, word.start())
            self._put(word[0], word.start())
            at = word.end()
        self._space(source, at, end)

    def _space(self, source: Source, start: int, end: int) -> None:
        if start == end:
            return
        seen = -1
        for n in range(start, end):
            if source.text[n] in _ZERO_WIDTH:
                self.unseen += 1
            elif seen < 0:
                seen = n
        if seen >= 0 and self.parts and self.parts[-1] != " ":
            self._put(" ", seen)

    def _put(self, words: str, origin: int) -> None:
        if not self.starts or self.starts[-1][1] + self.length - self.starts[-1][0] != origin:
            self.starts.append((self.length, origin))
        self.parts.append(words)
        self.length += len(words)

    def close(self) -> None:
        """End the block: a space at its end goes."""
        if self.parts and self.parts[-1] == " ":
            self.parts.pop()
            self.length -= 1
            if self.starts[-1][0] == self.length:
                self.starts.pop()

    def mend(self, mends: list[Mend]) -> None:
        """Set the words of each mend in place of its stretch."""
        text, runs = self.text, self.starts
        self.parts, self.starts, self.length = [], [], 0
        at = 0
        for mend in [*mends, Mend(len(text), len(text), "", "")]:
            for start, stop, origin in _overlaps(runs, at, mend.start):
                self._put(text[start:stop], origin)
            if mend.words:
                self._put(mend.words, _origin(runs, mend.start))
            at = mend.end
        self.fields = [(name, _moved(mends, a), _moved(mends, b)) for name, a, b in self.fields]
        if spare := [Mend(*found.span(), "", "") for found in _SPARE.finditer(self.text)]:
            self.mend(spare)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def runs(self) -> tuple[Run, ...]:
        return tuple(self.starts)


def _overlaps(runs: list[Run], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Start and end of each run's part within a stretch, and where it stood in the source."""
    for n in range(_run_at(runs, first), len(runs)):
        start, origin = runs[n]
        if start >= last:
            return
        stop = runs[n + 1][0] if n + 1 < len(runs) else last
        a, b = max(first, start), min(last, stop)
        if a < b:
            yield a, b, origin + a - start


def _origin(runs: list[Run], offset: int) -> int:
    start, origin = runs[_run_at(runs, offset)]
    return origin + offset - start


def _run_at(runs: list[Run], offset: int) -> int:
    """Which run an offset stands in."""
    return max(0, bisect_right(runs, offset, key=itemgetter(0)) - 1)


def _moved(mends: list[Mend], offset: int) -> int:
    """Where an offset is when the mends are made."""
    moved = offset
    for mend in mends:
        if mend.end <= offset:
            moved += len(mend.words) - (mend.end - mend.start)
        elif mend.start < offset:
            moved -= offset - mend.start
    return moved


FIELD_KINDS = frozenset(name for name, part in PARTS.items() if part == "field")


def drafts(source: Source, pieces: tuple[Piece, ...]) -> list[Draft]:
    """The blocks of the article; the title first, even where it has no words."""
    title = Draft("title")
    found: list[Draft] = []
    jumped: Draft | None = None  # a paragraph that a jump mark left open
    above: Draft | None = None  # what the line above was written in
    for row in _rows(source, pieces):
        labels = {piece.label for piece in row}
        if labels & _TEXT:
            goes_on = row[0].rule == "joined-lines"
            last = _write_text(source, row, found, above if goes_on else jumped)
            jumped, above = last if row[-1].label == "jump" else None, last
            continue
        above = None
        if labels == {"jump"}:
            continue
        for piece in row:
            if piece.label == "title":
                title.add(source, piece.start, piece.end)
            elif piece.label in _TITLES or PARTS[piece.label] == "field":
                draft = Draft(piece.label)
                draft.add(source, piece.start, piece.end)
                draft.close()
                if PARTS[piece.label] == "field":
                    draft.fields.append((piece.label, 0, draft.length))
                found.append(draft)
    for draft in (title, *found):
        draft.close()
    return [title, *(draft for draft in found if draft.parts)]


def _write_text(
    source: Source, row: list[Piece], drafts: list[Draft], open_: Draft | None
) -> Draft:
    """Write a line's running text, into an open draft where it goes on; the draft it ends in."""
    goes_on = row[0].rule == "joined-lines"
    draft = open_ if row[0].label == "jump" or goes_on else None
    if draft is not None:
        draft.joined += goes_on
    before: Piece | None = None
    ended = False  # after a closing byline the line's fields stand for themselves
    for piece in row:
        if piece.label in _TEXT:
            glued = before is not None and before.label in _TEXT and before.end == piece.start
            if draft is None or glued or draft.kind != piece.label:
                draft = Draft(piece.label)
                drafts.append(draft)
            draft.add(source, piece.start, piece.end)
        elif piece.label == "field-name":
            ended = True
        elif PARTS[piece.label] == "field":
            following = any(p.label in _TEXT for p in row if p.start >= piece.end)
            if draft is not None and not ended and (following or piece.label == "photographer"):
                start = draft.length
                draft.add(source, piece.start, piece.end)
                draft.fields.append((piece.label, start, draft.length))
            elif following:  # a line that opens with its writer: the words stay in the text
                draft = Draft(next(p.label for p in row if p.label in _TEXT))
                drafts.append(draft)
                draft.add(source, piece.start, piece.end)
                draft.fields.append((piece.label, 0, draft.length))
            else:
                own = Draft(piece.label)
                own.add(source, piece.start, piece.end)
                own.close()
                own.fields.append((piece.label, 0, own.length))
                drafts.append(own)
        elif piece.label == "blank" and draft is not None:
            draft.add(source, piece.start, piece.end)
        before = piece
    assert draft is not None
    return draft


def _rows(source: Source, pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """The pieces of each line that has words, without the white space at its ends."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.label == "blank":
            if re.search(
                r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", source.text[piece.start : piece.end]
            ):
                rows.append([])
            elif rows[-1]:
                rows[-1].append(piece)
        else:
            rows[-1].append(piece)
    for row in rows:
        while row and row[-1].label == "blank":
            row.pop()
    return [row for row in rows if row]
