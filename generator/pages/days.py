"""The timeline, the index of days, and the page of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.model import Page, Text
from generator.pages.events import Day, published_days, told_days, undated
from generator.pages.parts import Link, parted
from generator.pages.paths import DAYS, path_of, year_path
from generator.pages.periods import event_tree, tree_of
from generator.pages.shelf import Shelf, named, strip
from generator.pages.timeline import PART, Near, Scale, published_strip, timeline

MANY = 1000
"""Days a page; an index of more has a page a year."""

PRESENT = 60
"""People, and places, that the page of a day shows."""


class Dated(Struct, frozen=True):
    """A day in the index of days."""

    date: str
    weekday: int
    lunar: str
    path: str
    number: int  # of events


class DaysView(Struct, frozen=True):
    """The index of days, or of a year's where there are very many."""

    months: tuple[tuple[str, tuple[Dated, ...]], ...]  # 2020-01 and its days
    years: tuple[tuple[str, int, str], ...] = ()  # a year, how many days it has, and its page
    year: str = ""


class DayView(Struct, frozen=True):
    """A day; of very many events a part of them, the newest articles' in the first."""

    day: Day
    total: int  # events, with those of other parts
    above: tuple[Near, ...]  # the periods of the timeline that it lies in
    before: Link | None
    after: Link | None
    people: tuple[Link, ...]
    places: tuple[Link, ...]
    newer: str  # the parts
    older: str


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The timeline, the index of days, and a page for each day that is named."""
    days, lost = told_days(shelf), undated(shelf)
    dates = [m for (kind, _), found in shelf.index.names.items() if kind == "date" for m in found]
    tree = event_tree(shelf.index)
    events = Scale(tree, days, lost, strip(dates, shelf.index.cards.values()))
    dated, blank = published_days(shelf)
    counted = tree_of("published", {day.date: len(day.events) for day in dated}, len(blank))
    yield from timeline(events, Scale(counted, dated, blank, published_strip(dated, counted)))
    yield from _index(days)
    paged = [day for day in days if day.path]
    around = [None, *(Link(Text(day.date), day.path) for day in paged), None]
    for n, day in enumerate(paged):
        people, places = _present(shelf, day)
        above = tuple(Near(key, tree.path(key)) for key in tree.above(day.date))
        view = DayView(
            day, len(day.events), above, around[n], around[n + 2], people, places, "", ""
        )
        yield from _parts(view)


def _parts(view: DayView) -> Iterator[Page[DayView]]:
    """A day's page, and those of its earlier parts; people and places are on the first."""
    for path, events, newer, older in parted(view.day.path, view.day.events, PART):
        part = replace(view, day=replace(view.day, events=events), newer=newer, older=older)
        part = replace(part, people=(), places=(), total=len(events)) if newer else part
        yield Page(path, "day.html", part)


def _index(days: tuple[Day, ...]) -> Iterator[Page[DaysView]]:
    """The index of days; of very many each year has its own page."""
    years: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        years[day.date[:4]].append(day)
    if len(days) <= MANY:
        yield Page(DAYS, "days.html", DaysView(_months(days)))
        return
    rows = tuple((year, len(found), year_path(year)) for year, found in years.items())
    yield Page(DAYS, "days.html", DaysView((), rows))
    for year, found in years.items():
        yield Page(year_path(year), "days.html", DaysView(_months(found), (), year))


def _months(days: Iterable[Day]) -> tuple[tuple[str, tuple[Dated, ...]], ...]:
    months: dict[str, list[Dated]] = defaultdict(list)
    for day in days:
        months[day.date[:7]].append(
            Dated(day.date, day.weekday, day.lunar, day.path, len(day.events))
        )
    return tuple((month, tuple(found)) for month, found in months.items())


def _present(shelf: Shelf, day: Day) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The people and places named in the sentences that name a day."""
    index = shelf.index
    found: dict[str, dict[str, Link]] = {"person": {}, "place": {}}
    for mention in index.days.get(day.date, ()):
        for kind, key in index.beside(mention):
            if kind in found:
                found[kind][key] = Link(named(kind, key), path_of(kind, key))
    people, places = (tuple(found[kind].values())[:PRESENT] for kind in ("person", "place"))
    return people, places
