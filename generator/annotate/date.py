"""Dates, periods and festivals, brought to ISO 8601 by the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.annotate.number import numeral
from generator.annotate.reading import Reading
from generator.lunar import solar_date
from generator.model import Fact, When

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|廿[一二三四五六七八九]?)"
_YEAR_HAN = r"[一二][〇零○一二三四五六七八九]{3}"
_PART = r"凌晨|清晨|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|深夜|早|晚|午夜|当晚"
_CLOCK = (
    rf"(?:(?:{_PART})?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:时|点)(?!间)(?:半|"
    rf"许|整|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})分?(?!之))?|(?:{_PART})?\d{{1,2}}:\d\d(?::\d\d)?)"
)
_YEAR = (
    rf"(?:(?P<roc>民国)?(?P<year>(?<!\d)[12]\d{{3}}|{_YEAR_HAN}|(?<=民国)(?:\d{{2,3}}|"
    rf"[一二三四五六七八九十百〇零]{{1,5}}))年|(?P<rel>今年|去年|前年|明年|本年|上年|"
    rf"当年|同年))"
)
_TURN = r"(?P<turn>月?(?:上旬|中旬|下旬|初|底|末|中)|份)"
_WEEKDAY = (
    r"(?P<week>上上|上|本|这|下|)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!.?[期会刊])"
)
_RELATIVE = {
    "今日": 0, "今天": 0, "今晨": 0, "今早": 0, "今晚": 0, "昨日": -1, "昨天": -1, "昨晚": -1,
    "昨夜": -1, "前天": -2, "前日": -2, "明日": 1, "明天": 1, "明晚": 1, "明早": 1, "后天": 2,
    "日前": None, "近日": None,
}  # fmt: skip
_SOON = re.compile(
    r"将|预计|预报|拟|计划|明[天日]|未来|预测|即将|届时|有望|仍有|报名|展期|展至|"
    r"延续至|持续到|开放至|截稿|日前(?:完成|提交|报)"
)
_LUNAR_MONTH = {"正": 1, "冬": 11, "腊": 12} | {
    c: i for i, c in enumerate("一二三四五六七八九十", 1)
}
_FESTIVAL = {
    "春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15), "端午节": (5, 5), "端午": (5, 5),
    "七夕": (7, 7), "中元节": (7, 15), "中秋节": (8, 15), "中秋": (8, 15), "重阳节": (9, 9),
    "腊八节": (12, 8), "除夕": (12, 0),
}  # fmt: skip
_SOLAR = {
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4),
    "儿童节": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1),
    "国庆": (10, 1), "圣诞节": (12, 25),
}  # fmt: skip

_POINT = re.compile(
    rf"(?P<iso>(?<![\d.])[12]\d{{3}}(?P<sep>[-/.])(?P<m1>\d{{1,2}})"
    rf"(?P=sep)(?P<d1>\d{{1,2}})(?![\d.]))(?:[ "
    rf"T]{{0,4}}(?P<c1>\d{{1,2}}:\d\d)(?::\d\d)?)?"
    rf"|{_YEAR}(?:(?P<m2>(?<!\d){_N})月(?:(?P<d2>{_N})[日号](?!线|楼|院|店|馆)|"
    rf"{_TURN})?|(?P<span>上半年|下半年|前(?P<q1>[一二三四\d])季度|第?(?P<q2>[一二三四\d])季"
    rf"度|前(?P<mm>{_N})个?月|初|底|末|春|夏|秋|冬))?(?! ?历史)"
    rf"|(?P<ref>本|上|当|同|下)月(?:(?P<d4>{_N})[日号])?(?P<turn4>上旬|中旬|下旬|初|底|末)?"
    rf"|(?P<rday>今|昨|前|明)(?:[日天晚])?\((?P<d5>\d{{1,2}})(?:日)?\)[日天晚]?"
    rf"|(?<![第\d.之每])(?P<m3>{_N})月(?:(?P<d3>{_N})[日号](?!线|楼)|(?P<turn3>月?(?:上"
    rf"旬|中旬|下旬|初|底|末)|份)|(?![龄饼亮光底份球票]))"
    rf"|(?P<lm>正|冬|腊|农历[一二三四五六七八九十])月(?P<ld>初?[一二三四五六七八九十廿]{{1,3}})"
    rf"|(?<![第连续\d.近共历每达期满月:初廿十])(?P<d6>\d{{1,2}})日(?![内龄游间均报常子前薪元])"
    rf"|{_WEEKDAY}"
    rf"|(?P<fest>{'|'.join(sorted({*_FESTIVAL, *_SOLAR}, key=len, reverse=True))})(?!假"
    rf"|休|档|联欢|晚会|期间|路|村|社区|长假|黄金)"
    rf"|(?P<plain>{'|'.join(_RELATIVE)})"
    rf"|(?P<half>上半年|下半年|前(?P<q3>[一二三四\d])季度|第(?P<q4>[一二三四\d])季度|"
    rf"(?P<q5>[一二三四])季度)"
)
_TIME = re.compile(rf"[ ]?({_CLOCK})(?:[ ]?许)?")
_JOIN = re.compile(r"(?:-|~|～|—{1,2}|–|至|到)")
_SINCE_AFTER = re.compile(r"(?:起(?!来)|以来|开始)")
_SINCE_BEFORE = re.compile(r"(?:自从?|从)$")
_AS_OF = re.compile(r"(?:截[至止]到?|截止)$")
_ROC = 1911


class _Point(Struct, frozen=True):
    """A date read: `parts` year, month, day, each 0 where not said; `grain` 1 to 3."""

    start: int
    end: int
    low: str
    high: str
    year: int
    month: int
    day: int
    basis: str


class _Now(Struct, frozen=True):
    """What a date without year or month is read by."""

    publication: dt.date | None
    anchor: dt.date | None  # the day named last
    said: int  # the year said last in this block, or 0


def find(reading: Reading) -> Iterator[Fact]:
    """The dates of an article; those that cannot be told have an empty value."""
    published = _day(reading.article.date)
    anchor: dt.date | None = None
    for block, text in enumerate(reading.texts):
        said = at = 0
        while match := _POINT.search(text, at):
            at_least = at
            at = max(match.end(), match.start() + 1)
            now = _Now(published, anchor, said)
            point = _read(text, match, now)
            if point is None:
                continue
            point, clock = _with_clock(text, point)
            if point.day and (day := _day(point.low[:10])):
                anchor = day
            if point.basis == "stated" and point.year:
                said = point.year
            value, basis, end = _period(text, point, now)
            if end == point.end and (opened := _opened(text, point, at_least)):
                point, value = opened
            if end > point.end and (last := _day(value[-10:])):
                anchor = last
            mod = _mod(text, point.start, end)
            if text.startswith("至今", end):
                end += 2
                value = f"{value}/{reading.article.date}" if value and published else value
            at = end
            key = value or reading.apart(text[point.start : end])
            when = When(value, basis, mod)
            rule = "clock" if clock else basis
            yield reading.fact("date", block, (point.start, end), key, rule, when)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _mod(text: str, start: int, end: int) -> Literal["", "since", "as_of"]:
    if _AS_OF.search(text, max(start - 3, 0), start):
        return "as_of"
    if _SINCE_AFTER.match(text, end):
        return "since"
    if _SINCE_BEFORE.search(text, max(start - 2, 0), start) and not text.startswith("至今", end):
        after = _JOIN.match(text, end)
        return "" if after else "since"
    return ""


def _number(text: str | None) -> int:
    value = numeral(text) if text else None
    return int(value) if value is not None else 0


def _read(text: str, match: re.Match[str], now: _Now) -> _Point | None:
    """The point in time a match names, or None where there is none such."""
    start, end = match.span()
    group = match.groupdict()
    soon = bool(
        _SOON.search(text, end - 1, end + 14) or _SOON.search(text, max(start - 8, 0), start)
    )
    if group["iso"]:
        year = int(group["iso"][:4])
        made = _make(start, match.end("iso"), year, int(group["m1"]), int(group["d1"]), "stated")
        if made and group["c1"]:
            hour, _, minute = group["c1"].partition(":")
            if int(hour) < 24 and int(minute) < 60:
                value = f"{made.low}T{int(hour):02}:{minute}"
                return _Point(start, end, value, value, made.year, made.month, made.day, "stated")
        return made
    if group["year"] or group["rel"]:
        return _with_year(text, match, group, now)
    if group["lm"]:
        return _lunar(match, group, now)
    if group["fest"]:
        return _festival(match, group["fest"], now)
    if group["plain"]:
        return _ago(match, _RELATIVE[group["plain"]], now)
    if group["weekday"]:
        return _weekday(match, group, now, soon)
    if group["half"]:
        year = now.said or (now.publication.year if now.publication else 0)
        if not year:
            return None
        low, high = _portion(group, year, "half", ("q3", "q4", "q5"), "")
        return _Point(start, end, low, high, year, 0, 0, "year") if low else None
    if group["ref"]:
        return _ref_month(match, group, now)
    if group["rday"]:
        return _ago(match, {"今": 0, "昨": -1, "前": -2, "明": 1}[group["rday"]], now)
    month, day = _number(group["m3"]), _number(group["d3"])
    if month:
        if month > 12 or day > 31 or (group["d3"] and not day):
            return None
        year = _guess_year(month, day, now, soon)
        if not year:
            return _Point(start, end, "", "", 0, month, day, "month")
        return _make(start, end, year, month, day, "year", carry=True)
    day = _number(group["d6"])
    return _month_day(start, end, day, now, soon) if 1 <= day <= 31 else None


def _make(
    start: int, end: int, year: int, month: int, day: int, basis: str, carry: bool = False
) -> _Point | None:
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
    return _Point(start, end, value, value, year, month, day, basis)


def _with_year(
    text: str, match: re.Match[str], group: dict[str, str | None], now: _Now
) -> _Point | None:
    start, end = match.span()
    month, day = _number(group["m2"]), _number(group["d2"])
    if group["rel"]:
        if not (month or group["span"]) or now.publication is None:
            return None  # 今年 alone says too little
        if group["rel"] in ("当年", "同年"):
            year = now.said
        else:
            back = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2, "明年": -1}
            year = now.publication.year - back[group["rel"]]
        if not year:
            return None
        basis = "relative"
    else:
        year = _number(group["year"]) + (_ROC if group["roc"] else 0)
        basis = "stated"
        if (
            not month
            and re.match(r"[来多余间]|以[上下]", text[end : end + 2])
            and not group["span"]
        ) and (not text.startswith("来", end) or not 1900 <= year <= 2100):
            return None
    if group["span"]:
        low, high = _portion(group, year, "span", ("q1", "q2", ""), group["mm"] or "")
        return _Point(start, end, low, high, year, 0, 0, basis)
    if (group["d2"] and not 1 <= day <= 31) or month > 12 or (group["m2"] and not month):
        return None
    return _make(start, end, year, month, day, basis)


def _portion(
    group: dict[str, str | None], year: int, name: str, quarters: tuple[str, str, str], months: str
) -> tuple[str, str]:
    """First and last month of 上半年, 前三季度, 第一季度, 前8个月; the year for 初, 底, 春 …"""
    what = group[name] or ""
    if what in ("上半年", "下半年"):
        first, last = (1, 6) if what[0] == "上" else (7, 12)
    elif months:
        first, last = 1, _number(months)
    elif (q := next((group[k] for k in quarters if k and group[k]), None)) is not None:
        number = _number(q)
        first, last = (1 if what[0] == "前" else number * 3 - 2), number * 3
    else:
        return f"{year:04}", f"{year:04}"
    if not 1 <= first <= last <= 12:
        return "", ""
    return f"{year:04}-{first:02}", f"{year:04}-{last:02}"


def _guess_year(month: int, day: int, now: _Now, soon: bool) -> int:
    """The year of a month and day: the latest that is not after publication."""
    published = now.publication
    if now.said and (published is None or now.said != published.year):
        return now.said
    if published is None:
        return 0
    if (month, day or 1) <= (published.month, published.day) or soon:
        late = (month - published.month) % 12 <= 6
        if soon and (month, day or 1) < (published.month, published.day) and late:
            return published.year + 1
        return published.year
    return published.year - 1


def _month_day(start: int, end: int, day: int, now: _Now, soon: bool) -> _Point | None:
    """A day alone: by the day named last, else the latest before publication."""
    published, anchor = now.publication, now.anchor
    base = published or anchor
    if base is None:
        return _Point(start, end, "", "", 0, 0, day, "month")
    year, month = base.year, base.month
    if anchor and day >= anchor.day and (published is None or anchor <= published or soon):
        year, month = anchor.year, anchor.month
    if soon and published and day < published.day and (not anchor or anchor.day > day):
        month += 1
        year, month = (year + 1, 1) if month > 12 else (year, month)
    elif not soon and published:
        made = _make(start, end, year, month, day, "month")
        if made is None or made.low > published.isoformat():
            month -= 1
            year, month = (year - 1, 12) if month < 1 else (year, month)
    return _make(start, end, year, month, day, "month")


def _lunar(match: re.Match[str], group: dict[str, str | None], now: _Now) -> _Point | None:
    month = _LUNAR_MONTH.get((group["lm"] or "")[-1], 0)
    day = _number((group["ld"] or "").removeprefix("初"))
    return _lunar_point(match, month, day, now, "lunar")


def _lunar_point(
    match: re.Match[str], month: int, day: int, now: _Now, basis: str
) -> _Point | None:
    start, end = match.span()
    if now.publication is None:
        return _Point(start, end, "", "", 0, 0, 0, basis)
    for year in (now.publication.year, now.publication.year - 1):
        solar = solar_date(year, month, day)
        if solar and solar <= now.publication + dt.timedelta(30 if basis == "festival" else 0):
            value = solar.isoformat()
            return _Point(start, end, value, value, solar.year, solar.month, solar.day, basis)
    return None


def _festival(match: re.Match[str], name: str, now: _Now) -> _Point | None:
    if name in _FESTIVAL:
        return _lunar_point(match, *_FESTIVAL[name], now, "festival")
    if now.publication is None:
        return _Point(*match.span(), "", "", 0, 0, 0, "festival")
    month, day = _SOLAR[name]
    year = now.publication.year
    if dt.date(year, month, day) > now.publication + dt.timedelta(30):
        year -= 1
    return _make(*match.span(), year, month, day, "festival")


def _ago(match: re.Match[str], back: int | None, now: _Now) -> _Point | None:
    if back is None or now.publication is None:
        return None
    day = now.publication + dt.timedelta(back)
    value = day.isoformat()
    return _Point(*match.span(), value, value, day.year, day.month, day.day, "relative")


def _weekday(
    match: re.Match[str], group: dict[str, str | None], now: _Now, soon: bool
) -> _Point | None:
    """上周五 and 下周三 by the week of publication; a bare 周三 is one that recurs or is near."""
    if now.publication is None or not group["week"]:
        return None
    number = "一二三四五六日".find((group["weekday"] or "").replace("天", "日"))
    monday = now.publication - dt.timedelta(now.publication.weekday())
    weeks = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}[group["week"]]
    day = monday + dt.timedelta(7 * weeks + number)
    value = day.isoformat()
    return _Point(*match.span(), value, value, day.year, day.month, day.day, "relative")


def _ref_month(match: re.Match[str], group: dict[str, str | None], now: _Now) -> _Point | None:
    base = now.publication
    if group["ref"] in ("当", "同"):
        base = now.anchor
    if base is None or not (group["d4"] or group["turn4"]):
        return None
    shift = {"上": -1, "下": 1}.get(group["ref"] or "", 0)
    month = base.month + shift
    year = base.year + (month > 12) - (month < 1)
    return _make(*match.span(), year, (month - 1) % 12 + 1, _number(group["d4"]), "relative")


def _with_clock(text: str, point: _Point) -> tuple[_Point, bool]:
    """The point with the time of day that follows it, or the part of the day."""
    if not point.day or "T" in point.low:
        return point, False
    match = _TIME.match(text, point.end)
    if not match:
        return point, False
    value = _clock(point.low, match.group(1))
    if not value:
        return point, False
    return (
        _Point(
            point.start, match.end(), value, value, point.year, point.month, point.day, point.basis
        ),
        True,
    )


def _clock(day: str, text: str) -> str:
    found = re.match(
        rf"({_PART})?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:(?:时|点)(半)?|"
        rf":)(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})?",
        text,
    )
    if not found:
        return ""
    hour, minute = _number(found.group(2)), _number(found.group(4))
    if found.group(3):
        minute = 30
    if (found.group(1) or "") in ("下午", "午后", "傍晚", "晚上", "晚间", "晚", "深夜", "夜间"):
        hour += 12 if hour < 12 else 0
    if hour > 24 or minute > 59:
        return ""
    clock = f":{minute:02}" if minute or ":" in text else ""
    return f"{day}T{hour:02}{clock}" if day else ""


def _period(text: str, point: _Point, now: _Now) -> tuple[str, str, int]:
    """Value, basis and end: of the point, or of the range it opens."""
    single = point.low if point.low == point.high else f"{point.low}/{point.high}"
    join = _JOIN.match(text, point.end)
    if not join and point.month and not point.day:
        days = _DAYS.match(text, point.end)
        first = days and _make(0, 0, point.year, point.month, int(days.group(1)), point.basis)
        last = days and _make(0, 0, point.year, point.month, int(days.group(2)), point.basis)
        if days and first and last and first.low <= last.low:
            return f"{first.low}/{last.low}", point.basis, days.end()
    if not join:
        return single, point.basis, point.end
    at = join.end()
    time = _TIME.match(text, at) if "T" in point.low else None
    if time and (value := _clock(point.low[:10], time.group(1))):
        return f"{point.low}/{value}", point.basis, time.end()
    match = _POINT.match(text, at)
    if match:
        anchor = _day(point.low[:10]) or now.anchor
        said = point.year if point.basis == "stated" else now.said
        second = _read(text, match, _Now(now.publication, anchor, said))
        if second is None:
            return single, point.basis, point.end
        second, _ = _with_clock(text, second)
        second = _after(point, second)
        if point.low and second.low and second.high[:10] >= point.low[:10]:
            return f"{point.low}/{second.high}", point.basis, second.end
    return single, point.basis, point.end


_DAYS = re.compile(r"(\d{1,2})(?:-|~|～|—{1,2}|–|至|到)(\d{1,2})[日号]")
_OPEN = re.compile(r"(?<![\d.])(\d{1,4})(?:-|~|～|—{1,2}|–|至|到)$")


def _opened(text: str, point: _Point, least: int) -> tuple[_Point, str] | None:
    """The range whose first number stands right before a point: 2018—2020年, 6至8月."""
    before = _OPEN.search(text, max(point.start - 7, least), point.start)
    if not before or not point.low or "T" in point.low:
        return None
    number = int(before.group(1))
    if point.day and number < point.day:
        first = _make(before.start(), 0, point.year, point.month, number, point.basis)
    elif point.month and not point.day and number < point.month:
        first = _make(before.start(), 0, point.year, number, 0, point.basis)
    elif not point.month and 1000 < number < point.year:
        first = _make(before.start(), 0, number, 0, 0, point.basis)
    else:
        return None
    if first is None:
        return None
    moved = _Point(
        first.start,
        point.end,
        first.low,
        point.high,
        point.year,
        point.month,
        point.day,
        point.basis,
    )
    return moved, f"{first.low}/{point.high}"


def _after(first: _Point, second: _Point) -> _Point:
    """The end of a range, not before its beginning: 5日至7日 in the month of the first."""
    if second.basis in ("stated", "relative") or not (first.year and second.low):
        return second
    month = second.month if second.basis == "year" else first.month
    year = first.year + (1 if (month, second.day) < (first.month, first.day) else 0)
    if second.basis == "month" and second.day < first.day:
        year, month = (first.year, month + 1) if month < 12 else (first.year + 1, 1)
    made = _make(second.start, second.end, year, month, second.day, second.basis)
    if made is None or "T" in second.low:
        return second
    return made
