"""The timeline, the index of days, and the page of one day."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Entry, Line, Link, Strip


class Event(Struct, frozen=True):
    """A date as a sentence states it, or an article's publication."""

    certainty: str  # stated ●, inferred ◐, bounded ○, range ▬, published ◆
    basis: str  # interface word: basis_year, basis_lunar, …
    line: Line | None  # None for a publication
    article: Entry
    value: str  # ISO; a/b for a range


class Day(Struct, frozen=True):
    """What stands under one day."""

    date: str  # ISO
    weekday: int  # 0 is Monday
    lunar: str  # 腊月二十九
    path: str
    events: tuple[Event, ...]


class DaysView(Struct, frozen=True):
    """The index of days."""

    months: tuple[tuple[str, tuple[Day, ...]], ...]  # 2020-01 and its days, without events


class DayView(Struct, frozen=True):
    day: Day
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
