"""Dates as pages print them."""

from __future__ import annotations

import datetime
import re

_CHINESE = "〇○零一二三四五六七八九"
_ZEROS = str.maketrans("○零", "〇〇")

DATE = (
    r"(?:(?<![\d./-])(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?"
    r"(?:\d{1,2}(?!\d)(?:\s?日)?|\d{2}(?=[0-2]\d:[0-5]\d))"  # a clock time may be glued to it
    r"|(?:(?<=时间:)|(?<=日期:)|(?<=时间:\s)|(?<=日期:\s))[0-3]\d-[01]\d-[0-3]\d(?!\d(?!\d:))"
    r"|(?:中华)?民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|1[01]\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d./-]))"
    rf"|(?<![{_CHINESE}])[{_CHINESE}]{{4}}年[〇一二三四五六七八九十]{{1,3}}月[〇一二三四五六七八九十]{{1,3}}日"
    r"|(?:中华)?民国[〇一二三四五六七八九十百]{1,5}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
"""A whole day, in folded text: ISO, Chinese, republican."""

TIME = (
    r"(?:(?:T|\s{0,4}(?:\(?(?:星期|周)[一二三四五六日天]\)?)?\s{0,4})"
    r"(?:(?:上午|下午|晚上|凌晨|中午|AM|PM|am|pm)\s{0,2})?"
    r"(?:[01]?\d|2[0-3])[:时点][0-5]\d(?:分(?:[0-5]\d秒)?|:[0-5]\d(?:\.\d{1,6})?)?"
    r"(?:\s?(?:AM|PM|am|pm|Z|[+-]\d{2}:?\d{2}))?)"
)

_ARABIC = re.compile(r"(\d{2,4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_HAN_DATE = re.compile(
    r"([〇一二三四五六七八九十百]{1,5})年([〇一二三四五六七八九十]{1,3})月([〇一二三四五六七八九十]{1,3})日"
)
_CLOCK = re.compile(
    r"(上午|下午|晚上|中午|PM|pm|AM|am)?\s{0,2}(\d{1,2})[:时点](\d{2})(?:\D{1,4}(PM|pm))?"
)


def day(words: str) -> str:
    """The ISO day of a printed date in folded text, or "" where there is no such day.

    >>> day("2020/2/29 15:11"), day("民国109年3月6日"), day("二〇二〇年三月六日"), day("20-03-06")
    ('2020-02-29', '2020-03-06', '2020-03-06', '2020-03-06')
    """
    if found := _ARABIC.search(words):
        year, month, number = (int(part) for part in found.groups())
    elif found := _HAN_DATE.search(words.translate(_ZEROS)):
        year, month, number = (_number(part) for part in found.groups())
    else:
        return ""
    if year < 100 and "年" not in words:  # 20-03-06, which only a label makes a date
        year += 2000
    elif year < 200:  # of the Republic, whose year 1 is 1912
        year += 1911
    try:
        return datetime.date(year, month, number).isoformat()
    except ValueError:
        return ""


def clock(words: str) -> str:
    """The time of day after a printed date in folded text, as HH:MM, or "".

    >>> clock("2020年3月6日 下午3:05")
    '15:05'
    """
    rest = _ARABIC.sub("", words, count=1)
    found = _CLOCK.search(rest)
    if not found:
        return ""
    hour, minute = int(found[2]), int(found[3])
    half = found[1] or found[4] or ""
    if half in ("下午", "晚上", "PM", "pm") and hour < 12:
        hour += 12
    if half in ("上午", "AM", "am") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_AND_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}")
_CLOCK_ALONE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")


def in_parts(lines: list[str], number: int) -> bool:
    """Whether a line is part of a day that is set over several: 2020, 03/06, 10:08."""
    for start in range(max(0, number - 2), number + 1):
        if _YEAR.fullmatch(lines[start]) and _MONTH_AND_DAY.fullmatch(
            "".join(lines[start + 1 :][:1])
        ):
            return number - start < 2 or bool(_CLOCK_ALONE.fullmatch(lines[number]))
    return False


def joined(words: list[str]) -> list[str]:
    """Printed dates, with the parts of each that is set over several lines in one.

    >>> joined(["2020", "03/06", "10:08", "2020-03-07"])
    ['2020/03/06 10:08', '2020-03-07']
    """
    found: list[str] = []
    for each in words:
        if found and _YEAR.fullmatch(found[-1]):
            found[-1] += f"/{each}"
        elif found and _CLOCK_ALONE.fullmatch(each):
            found[-1] += f" {each}"
        else:
            found.append(each)
    return found


def _number(words: str) -> int:
    """A Chinese number below 1,000, or a year digit by digit."""
    if not re.search("[十百]", words):
        return int("".join(str("〇一二三四五六七八九".index(char)) for char in words))
    total, digit = 0, 0
    for char in words:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = "〇一二三四五六七八九".index(char)
    return total + digit
