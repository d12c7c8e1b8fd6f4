"""The numbers (数字表): every claim of the archive, grouped by unit, each with its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.archive import whole_numbers
from generator.conversion.convert import told_apart
from generator.model import Page, Text, Word
from generator.pages.paths import NUMBERS
from generator.tables import Approx, ArticleRow, ClaimRow, Rows

_BEFORE, _AFTER = 12, 16  # characters of the sentence shown on either side of the number
_LEAST = 3  # so many of them stay where a clause is not shown whole
_STOPS = "，、。；：！？,;:!?"
_MARGIN = 8  # more on either side, so that conversion sees the words at the edges whole
_MOST = 2000  # rows on the page; the tables have all
_ALIKE = {"名": "人", "位": "人"}  # units that count the same
_KINDS = ("money", "percent", "quantity")


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


class Group(Struct, frozen=True):
    """The numbers of one unit, the largest first."""

    kind: str  # money or percent, or quantity; "" where units are mixed
    units: tuple[str, ...]
    claims: tuple[Claim, ...]
    total: int  # with those not shown
    lost: int  # of the total, those without a value


class NumbersView(Struct, frozen=True):
    articles: int
    kinds: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    total: int
    shown: int
    lost: int


def numbers_page(
    all_rows: Iterable[Rows], words: Mapping[str, tuple[Word, ...]] | None = None
) -> Page[NumbersView]:
    """The page of all claims, or of the largest of each unit where there are very many.

    `words` are those that an editor has set for the conversion of an article, by its id.
    """
    articles: dict[str, _Of] = {}
    units: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for rows in all_rows:
        article = rows.article
        people = (fact.text for fact in rows.facts if fact.kind == "person")
        articles[article.article] = _Of(
            article, told_apart(people, article.script), (words or {}).get(article.article, ())
        )
        for claim in rows.claims:
            units[_group(claim)].append(claim)
    alone = [key for key, claims in units.items() if sum(c.value is not None for c in claims) < 2]
    mixed = sorted((c for key in alone for c in units.pop(key)), key=_order)
    most = _cap([*map(len, units.values()), len(mixed)])
    ordered = sorted(units, key=lambda key: (_KINDS.index(key[0]), -len(units[key]), key[1]))
    groups = [_shown(kind, sorted(units[kind, u], key=_order), most, articles)
              for kind, u in ordered]  # fmt: skip
    groups += [_shown("", mixed, most, articles)] if mixed else []
    kinds = Counter[str]()
    for (kind, _), claims in units.items():
        kinds[kind] += len(claims)
    kinds.update(claim.kind for claim in mixed)
    view = NumbersView(
        articles=len(articles),
        kinds=tuple((kind, kinds[kind]) for kind in _KINDS if kinds[kind]),
        groups=tuple(groups),
        total=kinds.total(),
        shown=sum(len(group.claims) for group in groups),
        lost=sum(group.lost for group in groups),
    )
    return Page(NUMBERS, "numbers.html", view)


def _group(claim: ClaimRow) -> tuple[str, str]:
    unit = claim.unit or ""
    return claim.kind, _ALIKE.get(unit, unit)


def _order(claim: ClaimRow) -> tuple[bool, float, str]:
    """The largest first, those without a value last, the same in any order of articles."""
    return claim.value is None, -(claim.value or 0), claim.fact


def _cap(sizes: list[int]) -> int:
    """How many of each group there is room for."""
    most = max(sizes, default=0)
    while most > 1 and sum(min(size, most) for size in sizes) > _MOST:
        most = most * 9 // 10
    return most


def _shown(kind: str, claims: list[ClaimRow], most: int, articles: Mapping[str, _Of]) -> Group:
    counts = Counter(claim.unit or "" for claim in claims)
    largest = max((abs(c.value) for c in claims if c.value is not None), default=0)
    scale = max(largest, 100) if kind == "percent" else largest
    return Group(
        kind=kind,
        units=tuple(sorted(filter(None, counts), key=lambda unit: (-counts[unit], unit))),
        claims=tuple(
            _claim(claim, articles[claim.article], scale if kind else 0) for claim in claims[:most]
        ),
        total=len(claims),
        lost=sum(claim.value is None for claim in claims),
    )


class _Of(NamedTuple):
    """The article that a claim is of, and what its words are converted with."""

    row: ArticleRow
    names: tuple[str, ...]
    words: tuple[Word, ...]

    def text(self, said: str) -> Text:
        return Text(said, self.row.script, self.names, self.words)


def _claim(row: ClaimRow, of: _Of, scale: float) -> Claim:
    article = of.row
    start, end = row.offset, row.offset + len(row.text)
    first, last = _window(row.sentence, start, end)
    low, high = max(0, first - _MARGIN), min(len(row.sentence), last + _MARGIN)
    bar = scale > 0 and row.value is not None
    return Claim(
        kind=row.kind,
        subject=of.text((row.subject or "").strip()),
        measure=of.text((row.measure or "").strip()),
        value="" if row.value is None else f"{row.value:,}",
        number=float(row.value or 0),
        upper="" if row.upper is None else f"{row.upper:,}",
        approx=row.approx,
        unit=row.unit or "",
        share=round(abs(row.value or 0) / scale, 4) if bar else -1,
        as_of=_until(row.as_of or ""),
        sentence=of.text(row.sentence[low:high]),
        first=first - low,
        start=start - low,
        end=end - low,
        last=last - low,
        before=first > 0,
        after=last < len(row.sentence),
        path=f"{article.page}#{row.anchor}",
        whence=of.text(article.publisher or article.title or ""),
        article=article.page,
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
