"""What stands under each day: dates as sentences state them, and publications."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from generator.archive import days_of
from generator.catalogue import Card, Mention
from generator.lunar import lunar_day
from generator.model import When
from generator.pages.certainty import basis, certainty
from generator.pages.parts import Entry, Line
from generator.pages.paths import path_of
from generator.pages.shelf import Shelf, line


class Told(Struct, frozen=True):
    """The days that an article tells of."""

    number: int  # of sentences that name one, or a month or a year
    first: str  # the earliest and the latest day, or ""
    last: str


class Event(Struct, frozen=True):
    """A date as a sentence states it, or an article's publication."""

    certainty: str  # interface word: stated ●, inferred ◐, bounded ○, range ▬, published ◆
    basis: str  # interface word: basis_year, basis_lunar, basis_as_of, basis_page, …
    line: Line | None  # None for a publication
    article: Entry
    value: str  # ISO; a/b for a range
    told: Told | None = None  # of a publication, where that is what its list tells


class Day(Struct, frozen=True):
    """What stands under one day, or under a month or a year of which no day is known."""

    date: str  # ISO; "" is undated
    weekday: int  # 0 is Monday; -1 for a month or a year
    lunar: str  # 腊月廿九
    path: str  # "" for a month or a year, which have no page
    events: tuple[Event, ...]


def day_of(date: str, events: Iterable[Event]) -> Day:
    """A day with what stands under it."""
    return Day(date, _weekday(date), _lunar(date), path_of("date", date), tuple(events))


def _lunar(date: str) -> str:
    """The day in the lunar calendar, or "" for a month or a year."""
    try:
        return lunar_day(datetime.date.fromisoformat(date))
    except ValueError:
        return ""


def _weekday(date: str) -> int:
    try:
        return datetime.date.fromisoformat(date).weekday() if len(date) == 10 else -1
    except ValueError:
        return -1


def told_days(shelf: Shelf) -> tuple[Day, ...]:
    """Each day that is stated or on which something was published, the earliest first.

    Under a day the newest article comes first, so that a new one stands before all others.
    """
    rank = shelf.index.rank
    rows: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    for date, mentions in shelf.index.days.items():
        rows[date] += [(rank[m.article], event(shelf, m)) for m in mentions]
    for card in shelf.index.newest():
        if card.date:
            rows[card.date].append((rank[card.id], _publication(shelf.entry(card))))
    return tuple(
        day_of(date, (row for _, row in sorted(rows[date], key=lambda pair: pair[0])))
        for date in sorted(rows)
        if rows[date]
    )


def undated(shelf: Shelf) -> tuple[Event, ...]:
    """What names a time without any year, as 目前 does; the newest article first."""
    found = [m for (kind, _), named in shelf.index.names.items() if kind == "date" for m in named]
    lost = sorted((m for m in found if not days_of(m)), key=lambda m: shelf.index.rank[m.article])
    return tuple(event(shelf, m) for m in lost)


def event(shelf: Shelf, mention: Mention) -> Event:
    """A date as a sentence states it."""
    card = shelf.index.cards[mention.article]
    when = mention.detail
    assert isinstance(when, When)
    return Event(certainty(when), basis(when), line(mention, card), shelf.entry(card), when.value)


def published_days(shelf: Shelf) -> tuple[tuple[Day, ...], tuple[Event, ...]]:
    """The days of publication, each article with the days it tells of; and the undated ones."""
    rows: dict[str, list[Event]] = defaultdict(list)
    for card in shelf.index.newest():
        rows[card.date].append(_publication(shelf.entry(card), _told(card)))
    lost = rows.pop("", [])
    return tuple(day_of(date, rows[date]) for date in sorted(rows)), tuple(lost)


def _publication(article: Entry, told: Told | None = None) -> Event:
    return Event("published", "basis_page", None, article, article.date, told)


def _told(card: Card) -> Told:
    dates = [days_of(m) for m in card.mentions if m.kind == "date"]
    exact = [day for days in dates for day in days if len(day) == 10]
    return Told(sum(map(bool, dates)), min(exact, default=""), max(exact, default=""))
