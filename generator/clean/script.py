"""Which script a text is in."""

from __future__ import annotations

from collections import Counter
from functools import cache

import opencc

from generator.model import Script
from generator.text import fold

_HONG_KONG = frozenset("裏着綫衞羣牀峯麪滙啓喺嘅咗嚟唔哋冇佢啲嗰嘢鷄葱粧鈎竪痴")
"""Characters that Hong Kong writes where Taiwan writes 裡著線衛群床峰麵匯啟."""
_TAIWAN = frozenset("裡著線衛群床峰麵匯啟雞")


def detect(text: str) -> Script:
    """The script of a text: traditional if more of it is only traditional than only simplified.

    >>> detect("臺灣的新聞報導"), detect("香港嘅新聞綫上報道，裏面有相"), detect("中国新闻")
    ('TW', 'HK', 'Hans')
    """
    count = Counter(text)
    traditional = sum(times for char, times in count.items() if _only(char) == "t")
    simplified = sum(times for char, times in count.items() if _only(char) == "s")
    if traditional <= simplified:
        return "Hans"
    hong_kong = sum(count[char] for char in _HONG_KONG)
    return "HK" if hong_kong > sum(count[char] for char in _TAIWAN) else "TW"


@cache
def _only(char: str) -> str:
    """Whether a character is only traditional, only simplified, or neither."""
    if char < "\u3400" or "\ue000" <= char <= "\uffff":
        return ""
    if fold(char) != char:
        return "t"
    return "s" if _s2t().convert(char) != char else ""


@cache
def _s2t() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
