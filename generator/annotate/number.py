"""Numerals, Arabic and Chinese, and what they are worth."""

from __future__ import annotations

import re

_MIXED = r"\d{1,4}亿(?:\d,\d{3}|\d{1,4})千?(?=万)|\d{1,4}万(?:\d,\d{3}|\d{3,4})(?!\d)"
ARABIC = (
    rf"(?:{_MIXED}|\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)(?:\.\d{{1,6}})?"
    r"|\d{1,12}(?:\.\d{1,6})?)"
)
DIGITS = "0123456789零〇一二两三四五六七八九十百千万亿廿卅"
"""What a numeral may begin with."""

HAN = r"[零〇一二两三四五六七八九十百千万亿廿卅]{1,14}"
_ARABIC = re.compile(rf"({ARABIC})([百千万亿]{{0,3}})")
_LONGEST = 12
_TWO_PARTS = re.compile(r"(\d{1,4})([亿万])(\d,\d{3}|\d{1,4})(千?)")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}


def numeral(text: str) -> float | None:
    """The number a numeral stands for, or None where it is none.

    >>> numeral("1.5万"), numeral("三千二百"), numeral("二〇二〇"), numeral("百十")
    (15000.0, 3200, 2020, 110)
    """
    if text.isdecimal() and len(text) <= _LONGEST:  # most are so plain
        return float(text)
    if not text[:1].isdecimal():
        return _han(text)
    # 3亿2000|万, 1万2000, 2亿1,700|万
    if mixed := _TWO_PARTS.fullmatch(text):
        great, rest = int(mixed.group(1)), int(mixed.group(3).replace(",", ""))
        rest *= 1000 if mixed.group(4) else 1  # 2亿3千|万
        return great * 10**4 + rest
    if match := _ARABIC.fullmatch(text):
        value = float(match.group(1).replace(",", ""))
        for scale in match.group(2):
            value *= _SCALE.get(scale) or _GREAT[scale]
        return round(value, 6)
    return _han(text)


def _han(text: str) -> int | None:
    text = text.replace("廿", "二十").replace("卅", "三十")
    if len(text) > 1 and all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if len(text) != 2 else None
    total = section = digit = 0
    seen = False
    for c in text:
        if c in _DIGIT:
            if seen and digit:
                return None  # 三四十: two digits side by side
            digit, seen = _DIGIT[c], True
        elif c in _SCALE:
            section += (digit or 1) * _SCALE[c]
            digit, seen = 0, True
        elif c in _GREAT:
            section += digit
            total = (total + (section or (0 if total else 1))) * _GREAT[c]
            section, digit, seen = 0, 0, True
        else:
            return None
    return total + section + digit if seen else None


def plain(value: float | None) -> str:
    """A number as a key shows it: no trailing zeros, no exponent."""
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")
