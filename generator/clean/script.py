"""Which script a text is in."""

from __future__ import annotations

from collections import Counter
from functools import cache

import opencc

from generator.model import Script
from generator.text import fold, has_traditional

_HONG_KONG = frozenset("裏着綫衞羣牀峯麪滙啓喺嘅咗嚟唔哋冇佢啲嗰嘢鷄葱粧鈎竪痴")
"""Characters that Hong Kong writes where Taiwan writes 裡著線衛群床峰麵匯啟."""
_TAIWAN = frozenset("裡著線衛群床峰麵匯啟雞")


def detect(text: str) -> Script:
    """The script of a text: traditional if more of it is only traditional than only simplified.

    >>> detect("臺灣的新聞報導"), detect("香港嘅新聞綫上報道，裏面有相"), detect("中国新闻")
    ('TW', 'HK', 'Hans')
    """
    if not has_traditional(text):  # as in most texts: nothing to count
        return "Hans"
    often = Counter(text)
    only = {"t": 1, "s": -1, "": 0}
    if sum(count * only[_ONLY[char]] for char, count in often.items()) <= 0:
        return "Hans"
    hong_kong = sum(often[char] for char in _HONG_KONG)
    return "HK" if hong_kong > sum(often[char] for char in _TAIWAN) else "TW"


def apart(text: str, script: Script) -> Script | None:
    """The script of a paragraph within a text of another, where it is plainly not the text's.

    >>> apart("臺灣的報導說，這裡開會", "Hans"), apart("这里开会讨论问题", "TW")
    ('TW', 'Hans')
    """
    if len(text) < _PARAGRAPH or (script == "Hans" and not has_traditional(text)):
        return None
    kinds = Counter(map(_ONLY.__getitem__, text))
    own, other = ("s", "t") if script == "Hans" else ("t", "s")
    if kinds[other] < _FEWEST or kinds[other] < 4 * kinds[own]:
        return None
    return detect(text)


_PARAGRAPH = 8  # characters
_FEWEST = 4  # characters that only another script has


class _Only(dict[str, str]):
    """Whether a character is only traditional, only simplified, or neither; filled as met."""

    def __missing__(self, char: str) -> str:
        self[char] = _only(char)
        return self[char]


_ONLY = _Only()


def _only(char: str) -> str:
    if char < "\u3400" or "\ue000" <= char <= "\uffff":
        return ""
    if fold(char) != char:
        return "t"
    return "s" if _s2t().convert(char) != char else ""


@cache
def _s2t() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
