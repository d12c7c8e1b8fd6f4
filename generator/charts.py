"""Time strips as coordinates: a template draws them, here they are measured."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Protocol

from msgspec import Struct

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH_DAYS = 30.4375
_SLOTS = 120  # more days than this side by side are drawn as months, more months as years
_WIDE_GAP, _CLOSED_GAP = 16, 4  # slots without anything are closed up from the one to the other
_LABEL = 84  # between two labels under the axis
_BAR = 15.0
_SIGN = 16.0  # height of a sign on a line of dates


class Bar(Protocol):
    """One day: how often it is named, and how many articles appeared on it."""

    @property
    def date(self) -> str: ...
    @property
    def mentions(self) -> int: ...
    @property
    def published(self) -> int: ...
    @property
    def path(self) -> str: ...


class Span(Protocol):
    """A range of days."""

    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...


class Strip(Protocol):
    """What is drawn; pages hold it in their views."""

    @property
    def bars(self) -> Sequence[Bar]: ...
    @property
    def spans(self) -> Sequence[Span]: ...


class Dated(Protocol):
    """A date, and how sure it is."""

    @property
    def value(self) -> str: ...
    @property
    def sign(self) -> str: ...


class BarMark(Struct, frozen=True):
    """A bar: its top left corner, size, number, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    number: int
    date: str
    path: str


class LineMark(Struct, frozen=True):
    """A line below the axis."""

    x1: float
    x2: float
    y: float
    first: str
    last: str


class PointMark(Struct, frozen=True):
    """A diamond: a day of publication."""

    x: float
    number: int
    date: str
    path: str


class Label(Struct, frozen=True):
    """Words under the axis: year, month and day, 0 where not shown."""

    x: float
    anchor: str
    year: int
    month: int
    day: int


class Drawing(Struct, frozen=True):
    """A strip, ready to draw."""

    width: int
    height: int
    axis: float
    bars: tuple[BarMark, ...]
    lines: tuple[LineMark, ...]
    points: tuple[PointMark, ...]
    labels: tuple[Label, ...]
    breaks: tuple[float, ...]  # where years or months without anything were closed up


class SignMark(Struct, frozen=True):
    """The sign of the date of that number; of a range at its first day."""

    x: float
    y: float
    number: int


class SignLine(Struct, frozen=True):
    """Dates on one line, ready to draw; ranges are lines below it."""

    width: int
    height: int
    axis: float
    signs: tuple[SignMark, ...]
    lines: tuple[LineMark, ...]
    labels: tuple[Label, ...]
    breaks: tuple[float, ...]


class _Scale(Struct, frozen=True):
    """From days to places on the axis."""

    days: float  # to a slot
    origins: tuple[int, ...]  # slots that begin a stretch
    places: tuple[int, ...]  # and where each stands
    total: int
    width: float

    def x(self, day: int) -> float:
        slot = int(day / self.days)
        n = max(bisect_right(self.origins, slot) - 1, 0)
        at = self.places[n] + slot - self.origins[n]
        if n + 1 < len(self.places):
            at = min(at, self.places[n + 1] - 1)
        return round(self.pitch * (at + 0.5), 1)

    @property
    def pitch(self) -> float:
        return self.width / max(self.total, 1)


def draw(strip: Strip, width: int, height: int = 56) -> Drawing:
    """The strip at that width; stretches of time without anything are closed up."""
    days = {d for bar in strip.bars if (d := _ordinal(bar.date)) is not None}
    for span in strip.spans:
        days |= {d for end in (span.first, span.last) if (d := _ordinal(end)) is not None}
    if not days:
        return Drawing(width, 0, 0, (), (), (), (), ())
    scale, breaks = _scale(sorted(days), width)
    axis = height + 18.0
    spans = _spans(strip.spans, scale, axis)
    low = axis + max(4 * len({s.y for s in spans}), 6) + 20
    return Drawing(
        width=width,
        height=int(low + 8),
        axis=axis,
        bars=_bars(strip, scale, axis, height),
        lines=spans,
        points=_points(strip, scale),
        labels=_labels(sorted(days), scale, width),
        breaks=breaks,
    )


def line_up(dates: Sequence[Dated], width: int) -> SignLine:
    """The dates on one line, those of one place above each other; nothing where there is one day.

    A month or a year has no place on it.
    """
    ends = [tuple(_ordinal(end) for end in row.value.split("/", 1)) for row in dates]
    days = sorted({day for pair in ends for day in pair if day is not None})
    if len(days) < 2:
        return SignLine(width, 0, 0, (), (), (), ())
    scale, breaks = _scale(days, width)
    stacked: dict[float, int] = {}
    marks = []
    for number, pair in enumerate(ends):
        if pair[0] is not None and len(pair) == 1:
            x = scale.x(pair[0])
            marks.append((x, stacked.get(x, 0), number))
            stacked[x] = stacked.get(x, 0) + 1
    axis = 8.0 + _SIGN * max(stacked.values(), default=0)
    ranges = [
        _Range(*row.value.split("/", 1))
        for row, pair in zip(dates, ends, strict=True)
        if len(pair) == 2
    ]
    lines = _spans(ranges, scale, axis)
    low = axis + max(4 * len({line.y for line in lines}), 2) + 20
    return SignLine(
        width=width,
        height=int(low + 8),
        axis=axis,
        signs=tuple(SignMark(x, axis - 5 - _SIGN * above, n) for x, above, n in marks),
        lines=lines,
        labels=_labels(days, scale, width),
        breaks=breaks,
    )


class _Range(NamedTuple):
    first: str
    last: str


def _ordinal(day: str) -> int | None:
    match = _DAY.match(day)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
    except ValueError:
        return None


def _scale(days: list[int], width: int) -> tuple[_Scale, tuple[float, ...]]:
    for unit in (1.0, _MONTH_DAYS, 12 * _MONTH_DAYS, 120 * _MONTH_DAYS):
        slots = sorted({int(day / unit) for day in days})
        origins, places, at = [slots[0] - 1], [0], 1
        breaks = []
        for before, slot in pairwise(slots):
            if slot - before > _WIDE_GAP:
                breaks.append(at + _CLOSED_GAP / 2)
                at += _CLOSED_GAP
                origins.append(slot - 1)
                places.append(at - 1)
            else:
                at += slot - before
        total = max(at + 2, 24)
        if total <= _SLOTS:
            break
    scale = _Scale(unit, tuple(origins), tuple(places), total, width)
    return scale, tuple(round(scale.pitch * b, 1) for b in breaks)


def _bars(strip: Strip, scale: _Scale, axis: float, height: int) -> tuple[BarMark, ...]:
    slots: dict[float, list[tuple[int, str, str]]] = {}
    for bar in strip.bars:
        day = _ordinal(bar.date)
        if day is not None and bar.mentions:
            slots.setdefault(scale.x(day), []).append((bar.mentions, bar.date, bar.path))
    most = max((sum(n for n, _, _ in rows) for rows in slots.values()), default=1)
    thick = round(min(_BAR, max(scale.pitch - 1, 1.5)), 1)
    unit = min(height / most, 14.0)
    found = []
    for x, rows in slots.items():
        number = sum(n for n, _, _ in rows)
        tall = round(max(unit * number, 2), 1)
        _, day_, path = max(rows, key=lambda row: row[0])
        left = round(x - thick / 2, 1)
        found.append(BarMark(left, round(axis - tall, 1), thick, tall, number, day_, path))
    return tuple(found)


def _spans(ranges: Sequence[Span], scale: _Scale, axis: float) -> tuple[LineMark, ...]:
    rows: list[float] = []  # where the last line of each row ends
    found = []
    for span in sorted(ranges, key=lambda s: (s.first, s.last)):
        first, last = _ordinal(span.first), _ordinal(span.last)
        if first is None or last is None or last < first:
            continue
        x1, x2 = scale.x(first), max(scale.x(last), scale.x(first) + 2)
        row = next((n for n, end in enumerate(rows) if end < x1 - 4), len(rows))
        if row == len(rows):
            if row == 6:
                continue  # the list below shows what the strip has no room for
            rows.append(x2)
        rows[row] = x2
        found.append(LineMark(x1, x2, axis + 6 + 4 * row, span.first, span.last))
    return tuple(found)


def _points(strip: Strip, scale: _Scale) -> tuple[PointMark, ...]:
    return tuple(
        PointMark(scale.x(day), bar.published, bar.date, bar.path)
        for bar in strip.bars
        if bar.published and (day := _ordinal(bar.date)) is not None
    )


def _labels(days: list[int], scale: _Scale, width: int) -> tuple[Label, ...]:
    """The first day and the last, and between them whatever has room."""
    last_x = scale.x(days[-1])
    room = [(days[0], scale.x(days[0]))]
    for day in days[1:-1]:
        x = scale.x(day)
        if x - room[-1][1] >= _LABEL and last_x - x >= _LABEL:
            room.append((day, x))
    if last_x - room[-1][1] >= _LABEL * 0.75:
        room.append((days[-1], last_x))
    years = {date.fromordinal(day).year for day in days}
    found: list[Label] = []
    shown = 0
    for day, x in room:
        then = date.fromordinal(day)
        year = then.year if len(years) > 1 and then.year != shown else 0
        shown = then.year
        anchor = "start" if x < 30 else "end" if x > width - 30 else "middle"
        if scale.days == 1:
            found.append(Label(x, anchor, year, then.month, then.day))
        elif scale.days < 40:
            found.append(Label(x, anchor, then.year, then.month, 0))
        else:
            found.append(Label(x, anchor, then.year, 0, 0))
    return tuple(found)
