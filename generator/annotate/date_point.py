"""What a written date means: a point in time, by the day of publication and what was said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from msgspec import Struct

from generator.annotate.date_words import (
    FESTIVAL,
    LISTED,
    LUNAR_MONTH,
    RELATIVE,
    REPUBLIC,
    SOLAR,
    SOME_YEARS,
    SOON,
    TIME,
)
from generator.annotate.number import numeral
from generator.lunar import solar_date


class Point(Struct, frozen=True):
    """A date read: year, month and day are 0 where not said."""

    start: int
    end: int
    low: str  # ISO 8601: its first and its last day, month or year; "" where unknown
    high: str
    year: int
    month: int
    day: int
    basis: str


class Now(Struct, frozen=True):
    """What a date without year or month is read by."""

    publication: dt.date | None
    anchor: dt.date | None  # the day named last
    said: int  # the year said last, where it still holds, or 0
    year: int = 0  # the year of the date named last, or 0


def point_of(match: re.Match[str], now: Now) -> Point | None:
    """The point in time a match names, or None where there is none such."""
    return _READERS[match.lastgroup or ""](match, now)


def make(start: int, end: int, year: int, month: int, day: int, basis: str) -> Point | None:
    """A point, or None for a day that no calendar has."""
    if month > 12 or not 1000 <= year <= 2999:
        return None
    if day:
        try:
            value = dt.date(year, month, day).isoformat()
        except ValueError:
            return None
    else:
        value = f"{year:04}-{month:02}" if month else f"{year:04}"
    return Point(start, end, value, value, year, month, day, basis)


def number(text: str | None) -> int:
    """The whole number a numeral stands for, or 0."""
    value = numeral(text) if text else None
    return int(value) if value is not None else 0


def _of_day(match: re.Match[str], day: dt.date, basis: str) -> Point:
    value = day.isoformat()
    return Point(*match.span(), value, value, day.year, day.month, day.day, basis)


def _soon(match: re.Match[str]) -> bool:
    """Whether the sentence speaks of days to come."""
    text, (start, end) = match.string, match.span()
    before = _STOP.split(text[max(start - 8, 0) : start])[-1]
    after = _STOP.split(text[end - 1 : end + 14])[0]
    return bool(SOON.search(after) or SOON.search(before))


_STOP = re.compile(r"[。!?]")


# --- a reader for each form ---------------------------------------------------------------------


def _iso(match: re.Match[str], now: Now) -> Point | None:
    day = (int(match["day"][:4]), int(match["m1"]), int(match["d1"]))
    made = make(match.start(), match.end("day"), *day, "stated")
    if made and match["c1"]:
        hour, _, minute = match["c1"].partition(":")
        if int(hour) < 24 and int(minute) < 60:
            value = f"{made.low}T{int(hour):02}:{minute}"
            return Point(*match.span(), value, value, *day, "stated")
    return made


def _dated(match: re.Match[str], now: Now) -> Point | None:
    start, end = match.span()
    month, day, span = number(match["m2"]), number(match["d2"]), match["span"]
    if match["rel"]:
        year, basis = _year_meant(match["rel"], now), "relative"
        if not year or not (month or span):
            return None  # 今年 alone says too little
    else:
        year, basis = number(match["year"]) + (REPUBLIC if match["roc"] else 0), "stated"
        if not month and not span and _some_years(match, year):
            return None
    if span:
        low, high = _portion(span, year, match["q1"] or match["q2"], match["mm"])
        return Point(start, end, low, high, year, 0, 0, basis)
    if (match["d2"] and not 1 <= day <= 31) or month > 12 or (match["m2"] and not month):
        return None
    return make(start, end, year, month, day, basis)


def _year_meant(word: str, now: Now) -> int:
    if word in ("当年", "同年"):
        return now.said or now.year
    if word in ("次年", "翌年"):
        before = now.said or now.year
        return before + 1 if before else 0
    if now.publication is None:
        return 0
    back = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2, "明年": -1}
    return now.publication.year - back[word]


def _some_years(match: re.Match[str], year: int) -> bool:
    """Whether a number of years is counted, and none named: 1200年间."""
    text, end = match.string, match.end()
    if not SOME_YEARS.match(text, end):
        return False
    return not text.startswith("来", end) or not 1900 <= year <= 2100


def _portion(what: str, year: int, quarter: str | None, months: str | None) -> tuple[str, str]:
    """First and last month of 上半年, 前三季度, 第一季度, 前8个月; the year for 初, 底, 春 …"""
    if what in ("上半年", "下半年"):
        first, last = (1, 6) if what[0] == "上" else (7, 12)
    elif months:
        first, last = 1, number(months)
    elif quarter is not None:
        nth = number(quarter)
        first, last = (1 if what[0] == "前" else nth * 3 - 2), nth * 3
    else:
        return f"{year:04}", f"{year:04}"
    if not 1 <= first <= last <= 12:
        return "", ""
    return f"{year:04}-{first:02}", f"{year:04}-{last:02}"


def _ref_month(match: re.Match[str], now: Now) -> Point | None:
    base = now.anchor if match["ref"] in ("当", "同") else now.publication
    if base is None or not (match["d4"] or match["turn4"] or match["ref"] in "上下"):
        return None
    month = base.month + {"上": -1, "下": 1}.get(match["ref"], 0)
    year = base.year + (month > 12) - (month < 1)
    return make(*match.span(), year, (month - 1) % 12 + 1, number(match["d4"]), "relative")


def _ref_day(match: re.Match[str], now: Now) -> Point | None:
    return _ago(match, {"今": 0, "昨": -1, "前": -2, "明": 1}[match["rday"]], now)


def _month(match: re.Match[str], now: Now) -> Point | None:
    month, day = number(match["m3"]), number(match["d3"])
    if not month:
        return None
    if month > 12 or day > 31 or (match["d3"] and not day):
        return None
    year = _guess_year(month, day, now, _soon(match))
    if not year:
        return Point(*match.span(), "", "", 0, month, day, "month")
    return make(*match.span(), year, month, day, "year")


def _guess_year(month: int, day: int, now: Now, soon: bool) -> int:
    """The year of a month and day: the latest that is not after publication."""
    published = now.publication
    if now.said and (published is None or now.said != published.year):
        return now.said
    if published is None:
        return 0
    if (month, day or 1) <= (published.month, published.day) or soon:
        late = 0 < (month - published.month) % 12 <= 6  # not the same month a year on
        if soon and (month, day or 1) < (published.month, published.day) and late:
            return published.year + 1
        return published.year
    # What is a month ahead is nearer than what is eleven months back.
    ahead = (month - published.month) * 31 + (day or 1) - published.day
    return published.year if ahead <= _MONTH_AHEAD else published.year - 1


_MONTH_AHEAD = 31  # days


def _lunar(match: re.Match[str], now: Now) -> Point | None:
    month = LUNAR_MONTH.get(match["lm"][-1], 0)
    return _lunar_point(match, month, number(match["ld"].removeprefix("初")), now, "lunar")


def _lunar_point(match: re.Match[str], month: int, day: int, now: Now, basis: str) -> Point | None:
    if now.publication is None:
        return Point(*match.span(), "", "", 0, 0, 0, basis)
    for year in (now.publication.year, now.publication.year - 1):
        solar = solar_date(year, month, day)
        if solar and solar <= now.publication + dt.timedelta(30 if basis == "festival" else 0):
            return _of_day(match, solar, basis)
    return None


def _alone(match: re.Match[str], now: Now) -> Point | None:
    """A day alone: by the day named last, else the latest before publication."""
    day = number(match["d6"])
    if not 1 <= day <= 31:
        return None
    published, anchor = now.publication, now.anchor
    base = published or anchor
    if base is None:
        return Point(*match.span(), "", "", 0, 0, day, "month")
    listed = anchor and LISTED.search(match.string, 0, match.start()) and day > anchor.day
    soon = bool(listed) or _soon(match)
    year, month = base.year, base.month
    if anchor and day >= anchor.day and (published is None or anchor <= published or soon):
        year, month = anchor.year, anchor.month
    if soon and published and day < published.day and (not anchor or anchor.day > day):
        month += 1
        year, month = (year + 1, 1) if month > 12 else (year, month)
    elif not soon and published:
        if anchor and anchor > published and published.day < day <= anchor.day:
            soon = True  # the days to come were spoken of before
        if published.day < day <= published.day + _DAYS_AHEAD and (
            not anchor or anchor > published
        ):
            soon = True  # nobody calls a day four weeks ago by its number alone
        made = make(*match.span(), year, month, day, "month")
        if made is None or (made.low > published.isoformat() and not soon):
            month -= 1
            year, month = (year - 1, 12) if month < 1 else (year, month)
    return make(*match.span(), year, month, day, "month")


_DAYS_AHEAD = 3


def _weekday(match: re.Match[str], now: Now) -> Point | None:
    """上周五 and 下周三 by the week of publication; a bare 周三 is one that recurs or is near."""
    if now.publication is None or not (match["week"] or match["d8"]):
        return None
    nth = "一二三四五六日".find(match["weekday"].replace("天", "日"))
    if match["d8"]:
        return _of_number(match, nth, now.publication)
    monday = now.publication - dt.timedelta(now.publication.weekday())
    weeks = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}[match["week"]]
    return _of_day(match, monday + dt.timedelta(7 * weeks + nth), "relative")


def _of_number(match: re.Match[str], nth: int, published: dt.date) -> Point | None:
    """周日（27日）: the nearest day of this number that is such a day of the week, if one is."""
    month, day = number(match["m8"]), int(match["d8"])
    near = [published + dt.timedelta(n) for n in sorted(range(-31, 32), key=abs)]
    found = [d for d in near if d.day == day and month in (0, d.month)]
    best = [d for d in found if d.weekday() == nth] or found
    return _of_day(match, best[0], "stated" if month else "month") if best else None


def _festival(match: re.Match[str], now: Now) -> Point | None:
    name = match["name"]
    if name in FESTIVAL:
        return _lunar_point(match, *FESTIVAL[name], now, "festival")
    if now.publication is None:
        return Point(*match.span(), "", "", 0, 0, 0, "festival")
    month, day = SOLAR[name]
    year = now.publication.year
    if dt.date(year, month, day) > now.publication + dt.timedelta(30):
        year -= 1
    return make(*match.span(), year, month, day, "festival")


def _relative(match: re.Match[str], now: Now) -> Point | None:
    return _ago(match, RELATIVE.get(match.group(), 0), now)  # 即日 is today


def _same(match: re.Match[str], now: Now) -> Point | None:
    """当晚8时 by the day named last; without a time it says too little."""
    if now.anchor is None or not TIME.match(match.string, match.end()):
        return None
    days = 0 if match["after"][0] in "当同" else 1
    return _of_day(match, now.anchor + dt.timedelta(days), "relative")


def _years(match: re.Match[str], now: Now) -> Point | None:
    """Two years told from that of publication: 今明两年."""
    if now.publication is None:
        return None
    names = [name for name in match["pair"] if name in _YEARS_FROM]
    low, high = (now.publication.year + _YEARS_FROM[name] for name in (names[0], names[-1]))
    return Point(*match.span(), f"{low}", f"{high}", 0, 0, 0, "relative")


_YEARS_FROM = {"去": -1, "今": 0, "明": 1, "后": 2}


def _era(match: re.Match[str], now: Now) -> Point | None:
    """A century or decades of one: 上世纪90年代 is 1990/1999."""
    basis, named = "stated", match["century"]
    if named and named[0] in "上本":
        if now.publication is None:
            return None
        basis, century = "relative", now.publication.year // 100 + (named[0] == "本")
    else:
        century = number(named.removesuffix("世纪")) if named else int(match["full"] or 19) + 1
    group = "of" if named else "bare"
    decades = [number(match[f"{group}{n}"]) for n in (1, 2, 3, 4) if match[f"{group}{n}"]]
    if not decades:
        if not 1 <= century <= 21 or (named[:1] == "本" and not match["term"]):
            return None
        low, high = century * 100 - 99, century * 100
    else:
        if not (named or match["full"]) and decades[0] < _DECADE_OF_LAST:
            return None
        low, high = ((century - 1) * 100 + 10 * decade for decade in (decades[0], decades[-1]))
        high += 9
    return Point(*match.span(), f"{low:04}", f"{high:04}", 0, 0, 0, basis) if low < high else None


_DECADE_OF_LAST = 3  # the first that is surely of the twentieth century: 20年代 may be now


def _ago(match: re.Match[str], days: int | None, now: Now) -> Point | None:
    if days is None or now.publication is None:
        return None
    return _of_day(match, now.publication + dt.timedelta(days), "relative")


def _part_of_year(match: re.Match[str], now: Now) -> Point | None:
    year = now.said or (now.publication.year if now.publication else 0)
    if not year:
        return None
    low, high = _portion(match["half"], year, match["q3"] or match["q4"] or match["q5"], None)
    return Point(*match.span(), low, high, year, 0, 0, "year") if low else None


_READERS: dict[str, Callable[[re.Match[str], Now], Point | None]] = {
    "era": _era,
    "years": _years,
    "same": _same,
    "iso": _iso,
    "dated": _dated,
    "ref_month": _ref_month,
    "ref_day": _ref_day,
    "month": _month,
    "lunar": _lunar,
    "alone": _alone,
    "weekday_of": _weekday,
    "festival": _festival,
    "relative": _relative,
    "portion": _part_of_year,
}
