"""Dates, periods and festivals, brought to ISO 8601 by the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from generator.annotate.date_point import Now, Point, make, number, point_of
from generator.annotate.date_words import (
    AFTERNOON,
    AS_OF,
    CLOCK,
    DAYS,
    EVERY,
    JOIN,
    OPEN,
    OPENERS,
    POINT,
    SINCE_AFTER,
    SINCE_BEFORE,
    TIME,
    UNTIL_NOW,
)
from generator.annotate.reading import Reading
from generator.model import Fact, When


def find(reading: Reading) -> Iterator[Fact]:
    """The dates of an article; those that cannot be told have an empty value."""
    published = _day(reading.article.date)
    anchor: dt.date | None = None
    year = 0
    for block, text in enumerate(reading.texts):
        said = at = bare = 0  # where a year said without its month holds to
        month: dt.date | None = None  # the first day of a month said without its day,
        within = 0  # and where its sentence ends: 6月有暴雨,|3日至5日最大
        for start in OPENERS.starts(text):
            if start < at or not (match := POINT.match(text, start)):
                continue
            at_least, at = at, match.end()
            if bare and start > bare:
                said = bare = 0
            spoken = month if match["alone"] and start < within else None
            now = Now(published, spoken or anchor, said, year)
            point = point_of(match, now)
            if point is None:
                continue
            point, clock = _with_clock(text, point)
            year = point.year or year
            if point.day and (day := _day(point.low[:10])):
                anchor = day
            if point.basis == "stated" and point.year:
                said = point.year
                stop = -1 if point.month else text.find("。", point.end)
                bare = max(stop, 0)
            value, basis, end = _period(text, point, now)
            if EVERY.search(text, max(start - _LIST, 0), start):
                at = end
                continue
            if end == point.end and (opened := _opened(text, point, at_least)):
                point, value = opened
            if end > point.end and (last := _day(value[-10:])):
                anchor = last
            mod = _mod(text, point.start, end, end > point.end)
            if point.month and end == point.end and not mod and point.basis != "relative":
                month = None if point.day else _day(f"{point.low}-01")
                within = text.find("。", end) % (len(text) + 1)
            if now_on := UNTIL_NOW.match(text, end):
                end = now_on.end()
                value = f"{value}/{reading.article.date}" if value and published else value
            at = end
            key = value or reading.apart(text[point.start : end])
            when = When(value, basis, mod)
            rule = "clock" if clock else basis
            yield reading.fact("date", block, (point.start, end), key, rule, when)


_LIST = 16  # characters before a date where 每年 may stand


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _mod(text: str, start: int, end: int, ranges: bool) -> Literal["", "since", "as_of"]:
    if AS_OF.search(text, max(start - 3, 0), start):
        return "as_of"
    if ranges:
        return ""  # 自8月1日至4日 has an end too
    if SINCE_AFTER.match(text, end) and not UNTIL_NOW.match(text, end):
        return "since"
    if SINCE_BEFORE.search(text, max(start - 2, 0), start) and not UNTIL_NOW.match(text, end):
        after = JOIN.match(text, end)
        return "" if after else "since"
    return ""


def _with_clock(text: str, point: Point) -> tuple[Point, bool]:
    """The point with the time of day that follows it, or the part of the day."""
    if not point.day or "T" in point.low:
        return point, False
    match = TIME.match(text, point.end)
    if not match:
        return point, False
    value = _clock(point.low, match.group(1), text[point.end - 1] in "晚夜")
    if not value:
        return point, False
    return replace(point, end=match.end(), low=value, high=value), True


def _clock(day: str, text: str, late: bool = False) -> str:
    """The day with the time a text names; a late one is that of 昨晚."""
    found = CLOCK.match(text)
    if not found:
        return ""
    hour, minute = number(found.group(2)), number(found.group(4))
    if found.group(3):
        minute = 30
    if (found.group(1) or "") in AFTERNOON or (late and hour > 5):
        hour += 12 if hour < 12 else 0
    if hour > 24 or minute > 59:
        return ""
    clock = f":{minute:02}" if minute or ":" in text else ""
    return f"{day}T{hour:02}{clock}" if day else ""


def _period(text: str, point: Point, now: Now) -> tuple[str, str, int]:
    """Value, basis and end: of the point, or of the range it opens."""
    single = point.low if point.low == point.high else f"{point.low}/{point.high}"
    join = JOIN.match(text, point.end)
    if not join and point.month and not point.day:
        days = DAYS.match(text, point.end)
        first = days and make(0, 0, point.year, point.month, int(days.group(1)), point.basis)
        last = days and make(0, 0, point.year, point.month, int(days.group(2)), point.basis)
        if days and first and last and first.low <= last.low:
            return f"{first.low}/{last.low}", point.basis, days.end()
    if not join:
        return single, point.basis, point.end
    at = join.end()
    time = TIME.match(text, at) if "T" in point.low else None
    if time and (value := _clock(point.low[:10], time.group(1))):
        return f"{point.low}/{value}", point.basis, time.end()
    match = POINT.match(text, at)
    if match:
        anchor = _day(point.low[:10]) or now.anchor
        said = point.year or now.said
        second = point_of(match, Now(now.publication, anchor, said, said))
        if second is None:
            return single, point.basis, point.end
        second, _ = _with_clock(text, second)
        second = _after(point, second)
        point = _before(point, second)
        if point.low and second.low and second.high[:10] >= point.low[:10]:
            return f"{point.low}/{second.high}", point.basis, second.end
    return single, point.basis, point.end


def _opened(text: str, point: Point, least: int) -> tuple[Point, str] | None:
    """The range whose first number stands right before a point: 2018—2020年, 6至8月."""
    before = OPEN.search(text, max(point.start - 7, least), point.start)
    if not before or not point.low or "T" in point.low:
        return None
    opening = int(before.group(1))
    if point.day and opening < point.day:
        first = make(before.start(), 0, point.year, point.month, opening, point.basis)
    elif point.month and not point.day and opening < point.month:
        first = make(before.start(), 0, point.year, opening, 0, point.basis)
    elif not point.month and 1000 < opening < point.year:
        first = make(before.start(), 0, opening, 0, 0, point.basis)
    else:
        return None
    if first is None:
        return None
    moved = replace(point, start=first.start, low=first.low)
    return moved, f"{first.low}/{point.high}"


def _before(first: Point, second: Point) -> Point:
    """The beginning of a range, in the last such year before its end: 10月|至2025年3月."""
    if first.basis != "year" or second.basis != "stated" or not (first.month and second.month):
        return first
    late = (first.month, first.day) > (second.month, second.day or 31)
    return make(first.start, first.end, second.year - late, first.month, first.day, "year") or first


def _after(first: Point, second: Point) -> Point:
    """The end of a range, not before its beginning: 5日至7日 in the month of the first."""
    if second.basis in ("stated", "relative") or not (first.year and second.low):
        return second
    month = second.month if second.basis == "year" else first.month
    year = first.year + (1 if (month, second.day) < (first.month, first.day) else 0)
    if second.basis == "month" and second.day < first.day:
        year, month = (first.year, month + 1) if month < 12 else (first.year + 1, 1)
    made = second.year and make(second.start, second.end, year, month, second.day, second.basis)
    if not made or "T" in second.low:
        return second
    return made
