"""`assemble` and `trace`: the article in a source's pieces, and where its words stood."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from generator.clean import damage, mends
from generator.clean.dates import clock, day, joined
from generator.clean.drafts import FIELD_KINDS, drafts
from generator.clean.given import SCRIPTS, said, with_given
from generator.clean.labels import LINES, PARTS
from generator.clean.marks import widen
from generator.clean.script import apart, detect
from generator.clean.vocabulary import NAMES, PUBLISHER
from generator.model import Article, Block, Dated, Field, Piece, Source, Trace
from generator.text import fold

_NAMES = re.compile(NAMES)
_BODY = ("paragraph", "heading", "caption")  # what may be in another script than its article
_SITE = re.compile(r"\s{0,3}(?:[_|｜]|\s[-–—]\s).{1,40}$")


def assemble(source: Source, pieces: tuple[Piece, ...]) -> Article:
    """The article: title first, then every kept block in the order of the page.

    A page without a title takes what its HTML head declared, or else the name of its file.
    """
    return woven(source, pieces)[0]


def trace(source: Source, pieces: tuple[Piece, ...]) -> Trace:
    """Where the article's blocks stood, and what cleaning did."""
    return woven(source, pieces)[1]


@lru_cache(maxsize=1)  # whoever asks for the one asks for the other next
def woven(source: Source, pieces: tuple[Piece, ...]) -> tuple[Article, Trace]:
    """The article and its trace: one reading of the pieces gives both."""
    written = drafts(source, pieces)
    mended: Counter[str] = Counter()
    for draft, each in zip(written, mends.find([draft.text for draft in written]), strict=True):
        if each:
            draft.mend(each)
            mended.update(mend.name for mend in each)
        if draft.unseen:
            mended["zero-width"] += draft.unseen
        if draft.joined:
            mended["joined"] += draft.joined
    written = [draft for n, draft in enumerate(written) if n == 0 or draft.length]
    blocks: list[Block] = []
    fields: list[Field] = []
    marks: Counter[str] = Counter()
    for number, draft in enumerate(written):
        text = draft.text
        if draft.kind not in FIELD_KINDS:
            text, widened = widen(text)
            marks.update(widened)
        blocks.append(Block(draft.kind, text))
        fields += [
            Field(name, text[start:end], number, start, end) for name, start, end in draft.fields
        ]
    if not blocks[0].text:
        blocks[0] = Block("title", _declared_title(source))
    fields += _declared(source, fields, pieces)
    runs = [draft.runs() or ((0, -1),) for draft in written]
    if (title := said(source, "title")) and title != blocks[0].text:
        blocks[0], runs[0] = Block("title", title), ((0, -1),)  # it stands nowhere in the source
    fields = with_given(source, fields)
    script = SCRIPTS.get(said(source, "script")) or detect("".join(b.text for b in blocks))
    kept = tuple(
        Block(b.kind, b.text, apart(b.text, script) if b.kind in _BODY else None) for b in blocks
    )
    printed = said(source, "date")
    dated: Dated = "given"
    if not printed:
        printed, dated = _date(source, fields, pieces)
    article = Article(
        id=source.id,
        script=script,
        date=day(printed),
        time=clock(printed) if day(printed) else "",
        dated=dated if day(printed) else "",
        fields=tuple(fields),
        blocks=kept,
        damage=damage.find(kept),
        url=next((v for name, v in (*source.given, *source.meta) if name == "url"), ""),
    )
    kinds = line_kinds(source, pieces)
    lines = _kept_lines(source, pieces)
    return article, Trace(
        runs=tuple(runs),
        lines=len(kinds),
        removed=sum(kind != "blank" and n not in lines for n, kind in enumerate(kinds, 1)),
        marks=tuple(sorted(marks.items())),
        mends=tuple(sorted(mended.items())),
    )


# --- what the head declared --------------------------------------------------------------------


def _declared_title(source: Source) -> str:
    words = dict(reversed(source.meta))
    title = words.get("title") or _SITE.sub("", words.get("page", ""))
    return title.strip() or source.id


def _declared(source: Source, fields: list[Field], pieces: tuple[Piece, ...]) -> list[Field]:
    """Source and author as the head declares them, where the page itself does not say."""
    named = {field.name for field in fields}
    site = {value for name, value in source.meta if name == "site"}
    found: list[Field] = []
    for name in ("source", "author"):
        value = next((v for k, v in source.meta if k == name), "")
        usable = 2 <= len(value) <= 30 and not value.isascii() and value not in site
        if name == "author":  # heads name the site, its software or an editor as often as a writer
            usable = usable and _shown(value, source, pieces, fields)
        if name not in named and usable:
            found.append(Field(name, value, -1, 0, 0))
    return found


def _shown(name: str, source: Source, pieces: tuple[Piece, ...], fields: list[Field]) -> bool:
    """Whether the page shows a declared writer too, and not as its publisher or editor.

    A person's name may stand anywhere; other words, an account's, between title and text.
    """
    if any(name in field.text for field in fields) or PUBLISHER.match(fold(name)):
        return False
    if _NAMES.fullmatch(fold(name)):
        at = source.text.find(name)
        return at >= 0 and not _EDITS.search(fold(source.text[max(0, at - 12) : at]))
    start = next((p.end for p in pieces if p.label == "title"), 0)
    end = next((p.start for p in pieces if p.label == "paragraph" and p.start > start), start)
    return name in source.text[start : min(end, start + 400)]


_EDITS = re.compile(r"(?:编辑|责编|选稿|审核|校对|监制)\S{0,4}$")


def _date(
    source: Source, fields: list[Field], pieces: tuple[Piece, ...]
) -> tuple[str, Literal["page", "head", "address"]]:
    """The words of the publication date, folded, and where they stand.

    One that is printed with a clock time comes before others.
    """
    printed = joined([fold(field.text) for field in fields if field.name == "date"])
    declared = [fold(value) for name, value in source.meta if name == "date"]
    other = [fold(source.text[p.start : p.end]) for p in pieces if p.label == "other-date"]
    valid = [words for words in printed if day(words)]
    timed = [words for words in valid if clock(words)]
    others = [words for words in (*declared, *other) if day(words)]
    if valid and timed:
        return (timed[0] if day(timed[0]) == day(valid[0]) else valid[0]), "page"
    if valid:
        return valid[0], "page"
    if others:
        return others[0], "head" if others[0] in declared else "page"
    return _in_address(source), "address"


def _in_address(source: Source) -> str:
    """The day that a page's address holds, as those of papers do, or ""."""
    for name, value in (*source.given, *source.meta):
        if name == "url" and (found := _ADDRESS.search(value)):
            return "-".join(found.groups())
    return ""


# …/2020/03/06/…, …/2020-03/06/…, …/20200306/…, …/t20200306_1.html, …/20200306-a.html
_ADDRESS = re.compile(
    r"(?<=[/_t-])(20[0-3]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.-])"
)


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
