"""How a timeline is parted: by day, month, year or century, as an archive grows.

A period of few rows is listed on one page. One of more is opened: its page counts what is in its
parts, and each of them has a page, until a page lists no more rows than it may.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.archive import Index, days_of
from generator.charts import unit_of
from generator.pages.parts import Bar, Span, Strip
from generator.pages.paths import PUBLISHED, TIMELINE, path_of, period_path

ROWS = 300
"""Rows a page: some 200 KB, and as much as a reader scrolls through. More are parted."""

YEARS = 200
"""Years side by side; more are put together by century."""


class Period(NamedTuple):
    """A period that has a page: "", 19, 2020, 2020-01, 2020-01-23.

    What names no month stands in the period 2020-XX, what names no day in 2020-01-XX, as in EDTF.
    """

    key: str
    rows: int
    parts: tuple[str, ...]  # the keys of what it is parted into; () where it lists its rows


class Tree(NamedTuple):
    """The periods of a timeline by key, the whole under ""; a part comes after what it is of."""

    scale: str  # events or published
    periods: dict[str, Period]

    def path(self, key: str) -> str:
        """Where a period's page stands."""
        if self.scale == "events":
            return path_of("date", key) or (period_path("", key) if key else TIMELINE)
        return period_path(self.scale, key) if key else PUBLISHED

    def above(self, date: str) -> tuple[str, ...]:
        """The periods with a page that a date lies in, the whole first."""
        return tuple(
            key
            for key in dict.fromkeys(date[:n] for n in (0, 2, 4, 7))
            if key in self.periods and key != date
        )

    def page(self, date: str) -> str:
        """The page that lists a day, month or year, or counts what is in it."""
        if date in self.periods and len(date) < 10:
            return self.path(date)
        return self.path(self.above(date)[-1])

    def level(self, depth: int) -> tuple[str, ...]:
        """The keys of the pages of one length, and of the shorter that list their rows."""
        return tuple(
            sorted(
                key
                for key, period in self.periods.items()
                if key and (len(key) == depth or (len(key) < depth and not period.parts))
            )
        )


def tree_of(scale: str, rows: Mapping[str, int], undated: int) -> Tree:
    """The periods of a timeline with so many rows under each date."""
    counts: dict[str, Counter[str]] = {}  # period → what it may be parted into → rows
    years = {date[:4] for date in rows}
    steps = (0, 2, 4, 7, 10) if len(years) > YEARS else (0, 4, 7, 10)
    for date, number in rows.items():
        for n, m in itertools.pairwise(steps):
            if len(date) < m:  # no month, or no day, is known
                counts.setdefault(date[:n], Counter())[f"{date[:n]}-XX"] += number
                break
            counts.setdefault(date[:n], Counter())[date[:m]] += number

    def found(key: str, number: int) -> Iterator[Period]:
        parts = tuple(sorted(counts[key])) if key in counts and number > ROWS else ()
        yield Period(key, number, parts)
        for part in parts:
            yield from found(part, counts[key][part])

    listed = sum(rows.values()) + undated  # the first page has those without a day as well
    return Tree(scale, {period.key: period for period in found("", listed)})


def event_tree(index: Index) -> Tree:
    """The periods of the timeline by the dates that are stated."""
    rows = Counter(card.date for card in index.newest() if card.date)
    for date, mentions in index.days.items():
        rows[date] += len(mentions)
    named = (found for (kind, _), found in index.names.items() if kind == "date")
    return tree_of("events", rows, sum(len(found) for found in named if not days_of(found[0])))


def coarse(strip: Strip, tree: Tree) -> Strip:
    """The strip with no more bars than there is room for, each leading to its days."""
    days = [bar.date for bar in strip.bars]
    days += [day for span in strip.spans for day in (span.first, span.last)]
    unit = unit_of(days)
    if unit == len("2020-01-23"):
        return strip
    mentions, published = Counter[str](), Counter[str]()
    for bar in strip.bars:
        mentions[bar.date[:unit]] += bar.mentions
        published[bar.date[:unit]] += bar.published
    spans = {Span(span.first[:unit], span.last[:unit]) for span in strip.spans}
    return Strip(
        tuple(Bar(key, mentions[key], published[key], tree.page(key)) for key in sorted(mentions)),
        tuple(sorted((s for s in spans if s.first < s.last), key=lambda s: (s.first, s.last))),
    )
