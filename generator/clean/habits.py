"""`lines_of`, `learn`, `habits_of`: the lines that a site prints around every text of its own.

No rule can know a site's slogan or the names of its channels, but an archive that holds several
pages of the site sees them again and again. What is learnt is digests only, so that it stays small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import xxhash
from msgspec import Struct

from generator.clean.lines import Line, ends_sentence, lines
from generator.clean.shapes import SECTION_NUMBER
from generator.model import Habits, Source
from generator.text import fold

_LONGEST = 60  # characters of the longest line that may be a habit
_AROUND = 400  # lines above and below the text that are looked at
_FEWEST = 3  # pages of a site that print a habit, and one page of so many does
_FEWEST_UNNAMED = 8  # the same among pages that name no site, of which every second must
_LICENCE = re.compile(
    r"[京沪粤津渝浙苏鲁豫鄂湘川陕晋冀辽吉黑闽赣皖桂琼云贵蒙青藏宁新甘]ICP[备证]\d{5,12}"
)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:www\.)([a-z\d-]{2,40}(?:\.[a-z\d-]{2,20}){1,3})(?![\w.-])", re.IGNORECASE
)


class SiteLines(Struct, frozen=True, array_like=True):
    """What an archive learns a site's habits from: the short lines around one page's text."""

    site: str  # its host, licence number or name; "" where the page does not say
    text: int  # the digest of the longest line: one text saved twice counts once
    above: tuple[int, ...]  # digests of the short lines above it, in order of value
    below: tuple[int, ...]


def lines_of(source: Source) -> SiteLines:
    """The site of a page, and the short lines around its longest one."""
    found = [line for line in lines(source) if line.text]
    middle = max(range(len(found)), key=lambda n: found[n].han, default=0)
    above, below = found[max(0, middle - _AROUND) : middle], found[middle + 1 :][:_AROUND]
    return SiteLines(
        site=_site(source, below),
        text=digest(found[middle].text) if found else 0,
        above=_digests(above),
        below=_digests(below),
    )


def learn(pages: Iterable[SiteLines]) -> tuple[Habits, ...]:
    """The habits of each site that shows some, in order of the sites.

    A site's habit is a line that stands on the same side of at least three texts of it, and of a
    third of them. Pages that do not name their site are taken for one, and more of them must agree.
    """
    sites: dict[str, dict[int, SiteLines]] = {}
    for page in pages:
        texts = sites.setdefault(page.site, {})
        # Of a text saved twice the one page is taken that any order of the pages would give.
        texts[page.text] = min(page, texts.get(page.text, page), key=_order)
    found = (_habits(site, [*sites[site].values()]) for site in sorted(sites))
    return tuple(habits for habits in found if habits.above or habits.below)


def habits_of(page: SiteLines, learnt: Iterable[Habits]) -> Habits:
    """The habits of a page's site that the page itself shows: all that its labels depend on."""
    for habits in learnt:
        if habits.site == page.site:
            above = tuple(sorted({*habits.above} & {*page.above}))
            below = tuple(sorted({*habits.below} & {*page.below}))
            return Habits(habits.site, above, below) if above or below else Habits()
    return Habits()


def known(found: list[Line], habits: Habits) -> frozenset[int]:
    """Which of a page's lines are habits, by number from 0."""
    if not (habits.above or habits.below):
        return frozenset()
    middle = max(range(len(found)), key=lambda n: found[n].han, default=0)
    above, below = frozenset(habits.above), frozenset(habits.below)
    return frozenset(
        n
        for n, line in enumerate(found)
        if n != middle
        and _may_be_habit(line)
        and digest(line.text) in (above if n < middle else below)
    )


def digest(words: str) -> int:
    """The digest of a folded line."""
    return xxhash.xxh3_64_intdigest(words.encode("utf-8", "surrogatepass"))


def _order(page: SiteLines) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return page.above, page.below


def _habits(site: str, pages: list[SiteLines]) -> Habits:
    fewest = max(_FEWEST, -(-len(pages) // 3))
    if not site:
        fewest = max(_FEWEST_UNNAMED, -(-len(pages) // 2))
    above = Counter(each for page in pages for each in page.above)
    below = Counter(each for page in pages for each in page.below)
    return Habits(
        site,
        tuple(sorted(each for each, count in above.items() if count >= fewest)),
        tuple(sorted(each for each, count in below.items() if count >= fewest)),
    )


def _digests(found: list[Line]) -> tuple[int, ...]:
    return tuple(sorted({digest(line.text) for line in found if _may_be_habit(line)}))


def _may_be_habit(line: Line) -> bool:
    """Whether a line is short, no sentence or clause, and no numbered heading."""
    if len(line.text) > _LONGEST or "。" in line.text or not re.search(r"\w", line.text):
        return False
    return not (ends_sentence(line) or SECTION_NUMBER.match(line.text))


def _site(source: Source, below: list[Line]) -> str:
    """The host a page came from, or else the licence number, name or domain that it prints."""
    for name, value in (*source.given, *source.meta):
        if name == "url" and (host := _host(value)):
            return host
    printed = [line.text for line in reversed(below)]
    for text in printed:
        if licence := _LICENCE.search(text):
            return licence[0]
    if name := next((fold(value).strip() for key, value in source.meta if key == "site"), ""):
        return name
    for text in printed:
        if domain := _DOMAIN.search(text):
            return domain[1].lower()
    return ""


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # no address after all
        return ""
    return re.sub(r"^(?:www|m|wap)\d?\.", "", host)
