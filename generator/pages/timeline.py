"""The timeline: what happened when, and what was published when, in periods of bounded size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.model import Page
from generator.pages.events import Day, Event, day_of
from generator.pages.parts import Bar, Strip, parted
from generator.pages.paths import PUBLISHED, TIMELINE, period_path
from generator.pages.periods import Period, Tree, coarse

PART = 200
"""Rows a part, where what stands under one day, or under none, has more than a page takes."""

SIGNS = ("stated", "inferred", "bounded", "range")


class Row(Struct, frozen=True):
    """A period as the page of a longer one has it."""

    key: str
    path: str
    events: int  # dates that sentences state
    published: int
    signs: tuple[int, ...]  # of the events, how many are as sure as each of SIGNS
    bars: tuple[Stretch, ...]


class Stretch(Struct, frozen=True):
    """A part of a row's bar, in hundredths of the longest bar."""

    sign: str  # of SIGNS, or published
    x: float
    width: float


class Near(Struct, frozen=True):
    """A period that has a page."""

    key: str
    path: str


class TimelineView(Struct, frozen=True):
    scale: str  # events or published
    scales: tuple[Near, ...]  # the page of each scale that shows this period, or what it is in
    key: str  # of the period; undated
    above: tuple[Near, ...]  # the periods that it lies in
    total: int
    strip: Strip
    rows: tuple[Row, ...]  # its parts, if it is parted
    days: tuple[Day, ...]  # or else what is in it
    undated: tuple[Event, ...]
    lost: int  # how many undated ones are on a page of their own
    first: str
    last: str
    before: Near | None
    after: Near | None
    newer: str = ""  # the parts of what is too long for a page
    older: str = ""


class Scale(Struct, frozen=True):
    """One of the two orders of a timeline: all that is in it."""

    tree: Tree
    days: tuple[Day, ...]
    undated: tuple[Event, ...]
    strip: Strip


def timeline(events: Scale, published: Scale) -> Iterator[Page[TimelineView]]:
    """The pages of both scales; a day of what happened has its own kind of page."""
    for scale, other in ((events, published), (published, events)):
        made = _Made(scale, other)
        for period in scale.tree.periods.values():
            if len(period.key) < 10 or scale.tree.scale != "events":
                yield from made.pages(period)
        if scale.tree.periods[""].parts and scale.undated:
            yield from made.lost()


class _Made:
    """What is asked of a scale again and again, found once."""

    def __init__(self, scale: Scale, other: Scale) -> None:
        self.scale, self.tree, self.other = scale, scale.tree, other.tree
        self.months: dict[str, list[Day]] = {}
        for day in scale.days:
            for key in dict.fromkeys(day.date[:n] for n in (0, 2, 4, 7, 10)):
                if key in self.tree.periods:
                    self.months.setdefault(key, []).append(day)
        self.near: dict[str, tuple[Near | None, Near | None]] = {}
        for depth in (2, 4, 7, 10):
            level = [Near(key, self.tree.path(key)) for key in self.tree.level(depth)]
            around = [None, *level, None]
            for n, near in enumerate(level):
                self.near[near.key] = around[n], around[n + 2]

    def pages(self, period: Period) -> Iterator[Page[TimelineView]]:
        """The page of a period, and its parts where even one day is too long for it."""
        view = self.view(period)
        if sum(len(day.events) for day in view.days) <= PART * 3 // 2 or not period.key:
            yield Page(self.tree.path(period.key), "timeline.html", view)
            return
        yield from self.parted(self.tree.path(period.key), view)

    def parted(self, path: str, view: TimelineView) -> Iterator[Page[TimelineView]]:
        """A view of too many rows of one day, in parts."""
        [day] = view.days
        for part in parted(path, day.events, PART):
            shown = replace(
                view,
                days=(replace(day, events=part.rows),),
                total=len(part.rows) if part.newer else view.total,
                newer=part.newer,
                older=part.older,
            )
            yield Page(part.path, "timeline.html", shown)

    def lost(self) -> Iterator[Page[TimelineView]]:
        """What has no date, on pages of its own."""
        path = period_path("" if self.tree.scale == "events" else self.tree.scale, "undated")
        blank = self.view(Period("undated", len(self.scale.undated), ()))
        view = replace(blank, days=(day_of("", self.scale.undated),))
        yield from self.parted(path, view)

    def view(self, period: Period) -> TimelineView:
        key, tree, scale = period.key, self.tree, self.scale
        whole, days = not key, self._days(key)
        above = tree.above(key) if key != "undated" else ("",)
        before, after = self.near.get(key, (None, None))
        opened = bool(period.parts)
        exact = [day.date for day in days if len(day.date) == 10]
        return TimelineView(
            scale=tree.scale,
            scales=(
                Near("events", self._seen("events", key)),
                Near("published", self._seen("published", key)),
            ),
            key=key,
            above=tuple(Near(k, tree.path(k)) for k in above),
            total=period.rows,
            strip=self._strip(key),
            rows=self._rows(period) if opened else (),
            days=() if opened else tuple(days),
            undated=scale.undated if whole and not opened else (),
            lost=len(scale.undated) if whole and opened else 0,
            first=min(exact, default=""),
            last=max(exact, default=""),
            before=before,
            after=after,
        )

    def _days(self, key: str) -> list[Day]:
        """The days of a period; of 2020-XX what names the year and no month."""
        if key.endswith("-XX"):
            return [day for day in self.months.get(key[:-3], ()) if day.date == key[:-3]]
        return self.months.get(key, [])

    def _seen(self, scale: str, key: str) -> str:
        """The page of a scale that shows a period, or what it lies in."""
        tree = self.tree if scale == self.tree.scale else self.other
        if key in ("", "undated"):
            return TIMELINE if scale == "events" else PUBLISHED
        return tree.page(key.removesuffix("-XX"))

    def _strip(self, key: str) -> Strip:
        strip = self.scale.strip
        if key == "undated" or key.endswith("-XX") or len(key) == 10:
            return Strip()
        if key:
            bars = tuple(bar for bar in strip.bars if bar.date.startswith(key))
            kept = tuple(
                s for s in strip.spans if s.first.startswith(key) and s.last.startswith(key)
            )
            strip = Strip(bars, kept)
        return coarse(strip, self.tree)

    def _rows(self, period: Period) -> tuple[Row, ...]:
        counts = [(key, *self._counted(key)) for key in period.parts]
        most = max(sum(signs) + published for _, signs, published in counts)
        return tuple(
            Row(
                key=key,
                path=self.tree.path(key),
                events=sum(signs),
                published=published,
                signs=signs,
                bars=_bars((*signs, published), most),
            )
            for key, signs, published in counts
        )

    def _counted(self, key: str) -> tuple[tuple[int, ...], int]:
        found = Counter(event.certainty for day in self._days(key) for event in day.events)
        return tuple(found[sign] for sign in SIGNS), found["published"]


def _bars(counts: tuple[int, ...], most: int) -> tuple[Stretch, ...]:
    """One behind the other, those of nothing left out."""
    found, x = list[Stretch](), 0.0
    for sign, number in zip((*SIGNS, "published"), counts, strict=True):
        width = round(100 * number / most, 2)
        if number:
            found.append(Stretch(sign, round(x, 2), width))
        x += width
    return tuple(found)


def published_strip(days: tuple[Day, ...], tree: Tree) -> Strip:
    """The days of publication as bars."""
    exact = (day for day in days if len(day.date) == 10)
    return Strip(tuple(Bar(d.date, len(d.events), 0, tree.page(d.date)) for d in exact))
