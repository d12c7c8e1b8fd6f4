"""Time strips as coordinates: a template draws them, here they are measured."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SLOTS = 120  # more days than this side by side are drawn as months, more months as years
UNITS = (10, 7, 4, 3)
"""What a slot of a strip may be: so many characters of an ISO day, for a day, …, a decade."""

_WIDE_GAP, _CLOSED_GAP = 16, 4  # slots without anything are closed up from the one to the other
_LABEL = 84  # between two labels under the axis
_EDGE = 30  # nearer to an end of the axis, a label begins or ends at its place
_BAR = 15.0
_DIGIT = 8.0  # width of one over a bar
_SIGN = 16.0  # height of a sign on a line of dates


class Bar(Protocol):
    """A day, month, year or decade: how often it is named, how many articles appeared in it."""

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
    said: bool  # whether there is room for its number over it


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

    unit: int  # of UNITS: what a slot is
    origins: tuple[int, ...]  # slots that begin a stretch
    places: tuple[int, ...]  # and where each stands
    total: int
    width: float

    def x(self, day: int) -> float:
        slot = _slot(day, self.unit)
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
    days = {d for bar in strip.bars if (d := _begin(bar.date)) is not None}
    for span in strip.spans:
        days |= {d for end in (span.first, span.last) if (d := _begin(end)) is not None}
    if not days:
        return Drawing(width, 0, 0, (), (), (), (), ())
    scale, breaks = _scale(sorted(days), width, _finest(strip))
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


def _begin(period: str) -> int | None:
    """The first day of a day, month, year or decade.

    >>> _begin("2020-02") == _begin("2020-02-01")
    True
    """
    return _ordinal(period + "0-01-01"[len(period) - 3 :] if len(period) < 10 else period)


def _finest(strip: Strip) -> int:
    """What its bars stand for; days where it has none."""
    return max((len(bar.date) for bar in strip.bars), default=UNITS[0])


def _slot(day: int, unit: int) -> int:
    """The number of the day, month, year or decade that a day lies in."""
    then = date.fromordinal(day)
    return {10: day, 7: 12 * then.year + then.month, 4: then.year, 3: then.year // 10}[unit]


def unit_of(days: Sequence[str]) -> int:
    """What a slot of a strip over these days is: the finest of UNITS that there is room for."""
    found = sorted({d for day in days if (d := _ordinal(day)) is not None})
    return _scale(found, 1)[0].unit if found else UNITS[0]


def _scale(days: list[int], width: int, finest: int = UNITS[0]) -> tuple[_Scale, tuple[float, ...]]:
    for unit in UNITS[UNITS.index(finest) :]:
        slots = sorted({_slot(day, unit) for day in days})
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
        day = _begin(bar.date)
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
        found.append(BarMark(left, round(axis - tall, 1), thick, tall, number, day_, path, False))
    free = {bar.x for bar in _free(found)}
    return tuple(replace(bar, said=bar.x in free) for bar in found)


def _free(bars: Sequence[BarMark]) -> Iterator[BarMark]:
    """The bars of more than one whose numbers do not meet; the largest first."""
    taken: list[tuple[float, float]] = []
    for bar in sorted(bars, key=lambda bar: -bar.number):
        half = _DIGIT * len(str(bar.number)) / 2
        low, high = bar.x + bar.width / 2 - half, bar.x + bar.width / 2 + half
        if bar.number > 1 and bar.width > 4 and all(high <= a or low >= b for a, b in taken):
            taken.append((low, high))
            yield bar


def _spans(ranges: Sequence[Span], scale: _Scale, axis: float) -> tuple[LineMark, ...]:
    rows: list[float] = []  # where the last line of each row ends
    found = []
    for span in sorted(ranges, key=lambda s: (s.first, s.last)):
        first, last = _begin(span.first), _begin(span.last)
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
    """One for each place on the axis, named for the first day there."""
    found: dict[float, PointMark] = {}
    for bar in strip.bars:
        if bar.published and (day := _begin(bar.date)) is not None:
            x = scale.x(day)
            first = found.get(x, PointMark(x, 0, bar.date, bar.path))
            found[x] = PointMark(x, first.number + bar.published, first.date, first.path)
    return tuple(found.values())


def _labels(days: list[int], scale: _Scale, width: int) -> tuple[Label, ...]:
    """The first day and the last, and between them whatever has room."""
    last_x = scale.x(days[-1])
    room = [(days[0], scale.x(days[0]))]
    for day in days[1:-1]:
        x = scale.x(day)
        least = _LABEL if room[-1][1] > _EDGE else 1.5 * _LABEL  # at the edge words begin there
        if x - room[-1][1] >= least and last_x - x >= _LABEL:
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
        anchor = "start" if x < _EDGE else "end" if x > width - _EDGE else "middle"
        if scale.unit == 10:
            found.append(Label(x, anchor, year, then.month, then.day))
        elif scale.unit == 7:
            found.append(Label(x, anchor, then.year, then.month, 0))
        else:
            found.append(Label(x, anchor, then.year, 0, 0))
    return tuple(found)
