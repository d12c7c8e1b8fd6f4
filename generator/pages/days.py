"""The timeline, the index of days, and the page of one day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.archive import days_of
from generator.catalogue import Mention
from generator.lunar import lunar_day
from generator.model import Page, Text, When
from generator.pages.certainty import basis, certainty
from generator.pages.parts import Entry, Line, Link, Strip
from generator.pages.paths import DAYS, TIMELINE, path_of, year_path
from generator.pages.shelf import Shelf, line, named, strip

MANY = 1000
"""Days a page; an index of more has a page a year."""

EVENTS = 300
"""Events that the page of a day shows."""

PRESENT = 60
"""People, and places, that it shows."""


class Event(Struct, frozen=True):
    """A date as a sentence states it, or an article's publication."""

    certainty: str  # interface word: stated ●, inferred ◐, bounded ○, range ▬, published ◆
    basis: str  # interface word: basis_year, basis_lunar, basis_as_of, basis_page, …
    line: Line | None  # None for a publication
    article: Entry
    value: str  # ISO; a/b for a range


class Day(Struct, frozen=True):
    """What stands under one day."""

    date: str  # ISO
    weekday: int  # 0 is Monday; -1 for a month or a year
    lunar: str  # 腊月廿九
    path: str  # "" for a month or a year, which have no page
    events: tuple[Event, ...]


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
    day: Day
    more: int  # events beyond those
    before: Link | None
    after: Link | None
    people: tuple[Link, ...]
    places: tuple[Link, ...]


class TimelineView(Struct, frozen=True):
    strip: Strip
    days: tuple[Day, ...]
    undated: tuple[Event, ...]
    first: str
    last: str


def _lunar(date: str) -> str:
    """The day in the lunar calendar, or "" for a month or a year."""
    try:
        return lunar_day(datetime.date.fromisoformat(date))
    except ValueError:
        return ""


def pages(shelf: Shelf) -> Iterator[Page[Any]]:
    """The timeline, the index of days, and a page for each day that is named."""
    days = _days(shelf)
    dates = [m for (kind, _), found in shelf.index.names.items() if kind == "date" for m in found]
    exact = [day.date for day in days if len(day.date) == 10]
    view = TimelineView(
        strip=strip(dates, shelf.index.cards.values()),
        days=days,
        undated=tuple(_event(shelf, m) for m in dates if not days_of(m)),
        first=min(exact, default=""),
        last=max(exact, default=""),
    )
    yield Page(TIMELINE, "timeline.html", view)
    yield from _index(days)
    paged = [day for day in days if day.path]
    around = [None, *(Link(Text(day.date), day.path) for day in paged), None]
    for n, day in enumerate(paged):
        people, places = _present(shelf, day)
        shown, more = replace(day, events=day.events[:EVENTS]), len(day.events[EVENTS:])
        near = around[n], around[n + 2]
        yield Page(day.path, "day.html", DayView(shown, more, *near, people, places))


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


def _days(shelf: Shelf) -> tuple[Day, ...]:
    events: dict[str, list[Event]] = defaultdict(list)
    for date, mentions in shelf.index.days.items():
        events[date] += [_event(shelf, m) for m in mentions]
    for card in shelf.index.newest():
        if card.date:
            events[card.date].append(_publication(shelf.entry(card)))
    return tuple(
        Day(date, _weekday(date), _lunar(date), path_of("date", date), tuple(events[date]))
        for date in sorted(events)
        if events[date]
    )


def _event(shelf: Shelf, mention: Mention) -> Event:
    card = shelf.index.cards[mention.article]
    when = mention.detail
    assert isinstance(when, When)
    return Event(certainty(when), basis(when), line(mention, card), shelf.entry(card), when.value)


def _publication(article: Entry) -> Event:
    return Event("published", "basis_page", None, article, article.date)


def _weekday(date: str) -> int:
    try:
        return datetime.date.fromisoformat(date).weekday() if len(date) == 10 else -1
    except ValueError:
        return -1


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
