"""Which script a text is in."""

from __future__ import annotations

from generator.model import Script
from generator.text import fold

_HONG_KONG = frozenset("裏着綫衞羣牀峯麪滙啓喺嘅咗嚟唔哋冇佢啲嗰嘢鷄葱粧鈎竪痴")
"""Characters that Hong Kong writes where Taiwan writes 裡著線衛群床峰麵匯啟."""
_TAIWAN = frozenset("裡著線衛群床峰麵匯啟雞")


def detect(text: str) -> Script:
    """The script of a text: simplified unless a share of it folds to other characters.

    >>> detect("臺灣的新聞報導"), detect("香港嘅新聞綫上報道，裏面有相"), detect("中国新闻")
    ('TW', 'HK', 'Hans')
    """
    folded = fold(text)
    changed = sum(a != b and _is_han(a) for a, b in zip(text, folded, strict=True))
    han = sum(_is_han(char) for char in text)
    if changed * 20 < max(han, 1):  # quoted names in a simplified text are few
        return "Hans"
    hong_kong = sum(char in _HONG_KONG for char in text)
    taiwan = sum(char in _TAIWAN for char in text)
    return "HK" if hong_kong > taiwan and hong_kong >= 1 else "TW"


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"
