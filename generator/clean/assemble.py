"""`assemble` and `trace`: the article in a source's pieces, and where its words stood."""

from __future__ import annotations

import re

from generator.clean import damage
from generator.clean.dates import clock, day
from generator.clean.labels import LINES, PARTS
from generator.clean.lines import BLANK
from generator.clean.marks import widen
from generator.clean.script import detect
from generator.clean.vocabulary import NAMES
from generator.model import Article, Block, Field, Piece, Script, Source, Trace
from generator.text import fold

_TEXT = frozenset(("heading", "paragraph", "caption"))
_TITLES = frozenset(("title", "kicker", "subtitle"))
_INLINE_GONE = frozenset(("jump", "mark", "image", "chrome"))
_NAMES = re.compile(NAMES)
_SITE = re.compile(r"\s{0,3}(?:[_|｜]|\s[-–—]\s).{1,40}$")

Run = tuple[int, int]


_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_WORDS = re.compile(rf"[^\s{BLANK}]+")


class _Draft:
    """A block as it is being written: its words, where each came from, and its fields."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[Run] = []
        self.fields: list[tuple[str, int, int]] = []

    def add(self, source: Source, start: int, end: int) -> None:
        """Write a stretch of the source, its white space folded."""
        at = start
        for word in _WORDS.finditer(source.text, start, end):
            self._space(source, at, word.start())
            self._put(word[0], word.start())
            at = word.end()
        self._space(source, at, end)

    def _space(self, source: Source, start: int, end: int) -> None:
        seen = next((n for n in range(start, end) if source.text[n] not in _ZERO_WIDTH), -1)
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

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def runs(self) -> tuple[Run, ...]:
        return tuple(self.starts)


def assemble(source: Source, pieces: tuple[Piece, ...]) -> Article:
    """The article: title first, then every kept block in the order of the page.

    A page without a title takes what its HTML head declared, or else the name of its file.
    """
    drafts = _drafts(source, pieces)
    blocks: list[Block] = []
    fields: list[Field] = []
    for number, draft in enumerate(drafts):
        text = draft.text
        if draft.kind not in _FIELD_KINDS:
            text = widen(text)[0]
        blocks.append(Block(draft.kind, text))
        fields += [
            Field(name, text[start:end], number, start, end) for name, start, end in draft.fields
        ]
    if not blocks[0].text:
        blocks[0] = Block("title", _declared_title(source))
    fields += _declared(source, fields)
    if title := said(source, "title"):
        blocks[0] = Block("title", title)
    fields = with_given(source, fields)
    printed = said(source, "date") or _date(source, fields, pieces)
    kept = tuple(blocks)
    return Article(
        id=source.id,
        script=_SCRIPTS.get(said(source, "script")) or detect("".join(b.text for b in kept)),
        date=day(printed),
        time=clock(printed) if day(printed) else "",
        fields=tuple(fields),
        blocks=kept,
        damage=damage.find(kept),
        url=next((v for name, v in (*source.given, *source.meta) if name == "url"), ""),
    )


def trace(source: Source, pieces: tuple[Piece, ...]) -> Trace:
    """Where the article's blocks stood, and what cleaning did."""
    drafts = _drafts(source, pieces)
    if said(source, "title") not in ("", drafts[0].text):
        drafts[0] = _Draft("title")  # its words stand nowhere in the source
    marks: dict[str, int] = {}
    for draft in drafts:
        if draft.kind not in _FIELD_KINDS:
            for mark, times in widen(draft.text)[1].items():
                marks[mark] = marks.get(mark, 0) + times
    kinds = line_kinds(source, pieces)
    kept = _kept_lines(source, pieces)
    gone = sum(kind != "blank" and number not in kept for number, kind in enumerate(kinds, 1))
    return Trace(
        runs=tuple(draft.runs() or ((0, -1),) for draft in drafts),
        lines=len(kinds),
        removed=gone,
        marks=tuple(sorted(marks.items())),
    )


_FIELD_KINDS = frozenset(name for name, part in PARTS.items() if part == "field")


def _drafts(source: Source, pieces: tuple[Piece, ...]) -> list[_Draft]:
    """The blocks of the article; the title first, even where it has no words."""
    title = _Draft("title")
    drafts: list[_Draft] = []
    jumped: _Draft | None = None  # a paragraph that a jump mark left open
    for row in _rows(source, pieces):
        labels = {piece.label for piece in row}
        if labels & _TEXT:
            last = _write_text(source, row, drafts, jumped)
            jumped = last if row[-1].label == "jump" else None
            continue
        if labels == {"jump"}:
            continue
        for piece in row:
            if piece.label == "title":
                title.add(source, piece.start, piece.end)
            elif piece.label in _TITLES or PARTS[piece.label] == "field":
                draft = _Draft(piece.label)
                draft.add(source, piece.start, piece.end)
                draft.close()
                if PARTS[piece.label] == "field":
                    draft.fields.append((piece.label, 0, draft.length))
                drafts.append(draft)
    for draft in (title, *drafts):
        draft.close()
    return [title, *(draft for draft in drafts if draft.parts)]


def _write_text(
    source: Source, row: list[Piece], drafts: list[_Draft], jumped: _Draft | None
) -> _Draft:
    """Write a line's running text; the draft that it ends in."""
    draft = jumped if jumped is not None and row[0].label == "jump" else None
    before: Piece | None = None
    ended = False  # after a closing byline the line's fields stand for themselves
    for piece in row:
        if piece.label in _TEXT:
            glued = before is not None and before.label in _TEXT and before.end == piece.start
            if draft is None or glued or draft.kind != piece.label:
                draft = _Draft(piece.label)
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
                draft = _Draft(next(p.label for p in row if p.label in _TEXT))
                drafts.append(draft)
                draft.add(source, piece.start, piece.end)
                draft.fields.append((piece.label, 0, draft.length))
            else:
                own = _Draft(piece.label)
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


# --- what is said of the page -------------------------------------------------------------------

_SCRIPTS: dict[str, Script] = {"Hans": "Hans", "TW": "TW", "HK": "HK"}
_GIVEN_FIELDS = ("source", "author", "date", "licence", "retrieved")


def said(source: Source, name: str) -> str:
    """What the file beside a page, or its envelope, gives under a name, or ""."""
    return next((value for key, value in source.given if key == name), "")


def with_given(source: Source, fields: list[Field]) -> list[Field]:
    """The fields, those replaced that are given: what is said by hand wins over what is found."""
    given = [Field(k, v, -1, 0, 0) for k, v in source.given if k in _GIVEN_FIELDS]
    names = {field.name for field in given}
    return [*(field for field in fields if field.name not in names), *given]


# --- what the head declared --------------------------------------------------------------------


def _declared_title(source: Source) -> str:
    words = dict(reversed(source.meta))
    title = words.get("title") or _SITE.sub("", words.get("page", ""))
    return title.strip() or source.id


def _declared(source: Source, fields: list[Field]) -> list[Field]:
    """Source and author as the head declares them, where the page itself does not say."""
    named = {field.name for field in fields}
    site = {value for name, value in source.meta if name == "site"}
    found: list[Field] = []
    for name in ("source", "author"):
        value = next((v for k, v in source.meta if k == name), "")
        usable = 2 <= len(value) <= 30 and not value.isascii() and value not in site
        if name == "author":  # heads name the site or its software as often as a person
            usable = usable and bool(_NAMES.fullmatch(fold(value)))
        if name not in named and usable:
            found.append(Field(name, value, -1, 0, 0))
    return found


def _date(source: Source, fields: list[Field], pieces: tuple[Piece, ...]) -> str:
    """The printed words of the publication date, folded: one with a clock time before others."""
    printed = [fold(field.text) for field in fields if field.name == "date"]
    declared = [fold(value) for name, value in source.meta if name == "date"]
    other = [fold(source.text[p.start : p.end]) for p in pieces if p.label == "other-date"]
    valid = [words for words in printed if day(words)]
    timed = [words for words in valid if clock(words)]
    others = [words for words in (*declared, *other) if day(words)]
    if valid and timed:
        return timed[0] if day(timed[0]) == day(valid[0]) else valid[0]
    return next(iter([*valid, *others]), "")


# --- lines -------------------------------------------------------------------------------------

_ORDER = (
    *("title", "subtitle", "paragraph", "heading", "caption"),
    *("meta", "byline", "field-name", "image", "chrome"),
)


def line_kinds(source: Source, pieces: tuple[Piece, ...]) -> list[str]:
    """The kind of each line of the file (split at line feeds), as tests/gold/clean names them."""
    count = source.text.count("\n") + (not source.text.endswith("\n"))
    kinds: list[set[str]] = [set() for _ in range(count)]
    number = 0
    for piece in pieces:
        words = source.text[piece.start : piece.end]
        if words.strip():
            # The words before a name do not decide: a byline has them as a dated line has.
            kinds[number].add(piece.label if piece.label == "field-name" else LINES[piece.label])
        number += words.count("\n")
    chosen = [next((kind for kind in _ORDER if kind in found), "blank") for found in kinds]
    return ["meta" if kind == "field-name" else kind for kind in chosen]


def _kept_lines(source: Source, pieces: tuple[Piece, ...]) -> set[int]:
    kept: set[int] = set()
    number = 1
    for piece in pieces:
        if PARTS[piece.label] != "gone":
            kept.add(number)
        number += source.text.count("\n", piece.start, piece.end)
    return kept
