"""The claims of an article as the pages of numbers show them: what is counted, and its sentence."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from generator.archive import whole_numbers
from generator.conversion.convert import told_apart
from generator.model import Text, Word
from generator.pages.paths import figure_path
from generator.tables import Approx, ArticleRow, ClaimRow, Rows
from generator.text import fold

_BEFORE, _AFTER = 12, 16  # characters of the sentence shown on either side of the number
_LEAST = 3  # so many of them stay where a clause is not shown whole
_STOPS = "，、。；：！？,;:!?"
_MARGIN = 8  # more on either side, so that conversion sees the words at the edges whole
_ALIKE = {"名": "人", "位": "人"}  # units that count the same
KINDS = ("money", "percent", "quantity")


class Counted(Struct, frozen=True):
    """The claims of an article, and what its words are converted with."""

    article: ArticleRow
    names: tuple[str, ...]
    claims: tuple[ClaimRow, ...]


class Bare(Struct, frozen=True, array_like=True, gc=False):
    """A claim without its place and its words: what tells on which pages it stands."""

    kind: str
    subject: str | None
    measure: str | None
    value: int | float | None
    upper: int | float | None
    unit: str | None
    as_of: str | None


class Told(Struct, frozen=True, array_like=True):
    """The claims of an article, in the order of `Counted`."""

    article: str
    date: str
    claims: tuple[Bare, ...]


class Named(NamedTuple):
    """What several articles may count: by which of a claim's words, those, and the unit."""

    by: str  # measure or subject
    word: str  # in simplified characters
    kind: str
    unit: str


class Claim(Struct, frozen=True):
    """A number: what is counted, how many, and the words that say so, `sentence[start:end]`."""

    kind: str
    subject: Text
    measure: Text
    value: str  # 1,240,000; "" where the source has no number
    number: float  # what to sort by
    upper: str  # of a range, or ""
    approx: Approx | None
    unit: str
    share: float  # of the largest of its group, from 0 to 1; below 0 there is no bar
    as_of: str
    sentence: Text
    first: int
    start: int
    end: int
    last: int
    before: bool  # whether the sentence has more before what is shown
    after: bool
    path: str
    whence: Text
    article: str  # path
    figures: tuple[str, str] = ("", "")  # the pages of its measure and of its subject, if any


def counted(rows: Rows) -> Counted:
    """What the pages of numbers need of an article."""
    people = (fact.text for fact in rows.facts if fact.kind == "person")
    return Counted(rows.article, told_apart(people, rows.article.script), rows.claims)


def told(of: Counted) -> Told:
    """What tells on which pages the claims of an article stand."""
    claims = (
        Bare(c.kind, c.subject, c.measure, c.value, c.upper, c.unit, c.as_of) for c in of.claims
    )
    return Told(of.article.article, of.article.date or "", tuple(claims))


def group_of(claim: ClaimRow | Bare) -> tuple[str, str]:
    """The kind and unit of numbers that can be compared with it."""
    unit = claim.unit or ""
    return claim.kind, _ALIKE.get(unit, unit)


def named(claim: ClaimRow | Bare) -> tuple[Named | None, Named | None]:
    """What a claim says that other articles may count too: by its measure and by its subject."""
    kind, unit = group_of(claim)
    words = fold(claim.measure or "").strip(), fold(claim.subject or "").strip()
    measure, subject = (
        Named(by, word, kind, unit) if word and unit else None
        for by, word in zip(("measure", "subject"), words, strict=True)
    )
    return measure, subject


def size(claim: ClaimRow | Bare) -> float:
    """How long its bar is; a range reaches to its upper end."""
    return float(max(abs(claim.value or 0), abs(claim.upper or 0)))


def claim_of(
    row: ClaimRow,
    of: Counted,
    words: tuple[Word, ...],
    scale: float,
    leads: int,
) -> Claim:
    """A claim as a page shows it; `scale` is what its bar is measured by, 0 for none.

    `leads` says whether there are pages of its measure (1) and of its subject (2).
    """
    article = of.article
    start, end = row.offset, row.offset + len(row.text)
    first, last = _window(row.sentence, start, end)
    low, high = max(0, first - _MARGIN), min(len(row.sentence), last + _MARGIN)
    bar = scale > 0 and row.value is not None
    measure, subject = (
        figure_path(name.by, name.word, name.unit) if name and leads & bit else ""
        for bit, name in zip((1, 2), named(row), strict=True)
    )

    def text(said: str) -> Text:
        return Text(said, article.script, of.names, words)

    return Claim(
        kind=row.kind,
        subject=text((row.subject or "").strip()),
        measure=text((row.measure or "").strip()),
        value="" if row.value is None else f"{row.value:,}",
        number=float(row.value or 0),
        upper="" if row.upper is None else f"{row.upper:,}",
        approx=row.approx,
        unit=row.unit or "",
        share=round(abs(row.value or 0) / scale, 4) if bar else -1,
        as_of=_until(row.as_of or ""),
        sentence=text(row.sentence[low:high]),
        first=first - low,
        start=start - low,
        end=end - low,
        last=last - low,
        before=first > 0,
        after=last < len(row.sentence),
        path=f"{article.page}#{row.anchor}",
        whence=text(article.publisher or article.title or ""),
        article=article.page,
        figures=(measure, subject),
    )


def _window(sentence: str, start: int, end: int) -> tuple[int, int]:
    """What of a sentence is shown: near the number, by whole clauses where there are some."""
    low, high = max(0, start - _BEFORE), min(len(sentence), end + _AFTER)
    first, last = whole_numbers(sentence, low, high)
    if first > 0:
        first = next((n for n in range(first, start - _LEAST) if sentence[n - 1] in _STOPS), first)
        while first < start and sentence[first] in _STOPS:
            first += 1
    if last < len(sentence):
        cuts = (n for n in range(last, end + _LEAST, -1) if sentence[n - 1] in _STOPS)
        last = next(cuts, last)
    return first, last


def _until(as_of: str) -> str:
    """A day or a span as readers see it; the year once, where both ends have it.

    >>> _until("2020-01-25/2020-03-06")
    '2020-01-25 – 03-06'
    """
    first, _, last = as_of.replace("T", " ").partition("/")
    last = last[5:] if first[:5] == last[:5] and len(last) > 5 else last
    return f"{first} – {last}" if last else first
