"""Characters, sentences and the one fold that lets every rule be written once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import opencc

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
"""Inside a character class: any Han character."""

_STOP = re.compile(r"[。！？!?…]+[”’」』）)》]*")


@cache
def _t2s() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Fold(dict[int, int]):
    """A table for `str.translate`, filled as characters are met: one character to one."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            folded = chr(code - 0xFEE0)
        elif code < 0x2E80:
            folded = char
        else:
            folded = _t2s().convert(char)
            if len(folded) != 1:
                folded = char
        self[code] = ord(folded)
        return self[code]


_MARKS = {**dict(zip("，：；？！（）％", ",:;?!()%", strict=True)), "　": " "}
_QUOTES = dict(zip("「」『』", "“”‘’", strict=True))
_FOLD = _Fold({ord(char): ord(to) for char, to in {"衞": "卫", "　": " ", **_QUOTES}.items()})


@cache
def _foldable() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What takes a character that only traditional script has, and any that folds but no mark."""
    codes = (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00))
    chars = "\n".join(map(chr, codes))
    pairs = zip(chars, _t2s().convert(chars), strict=True)
    traditional = "衞\U00010000-\U0010ffff" + "".join(one for one, other in pairs if one != other)
    wide = "".join(chr(code) for code in range(0xFF01, 0xFF5F) if chr(code) not in _MARKS)
    either = traditional + re.escape(wide) + "".join(_QUOTES)
    return re.compile(f"[{traditional}]"), re.compile(f"[{either}]")


def has_traditional(text: str) -> bool:
    """Whether any character is written otherwise in simplified script, or is of the rare planes."""
    return _foldable()[0].search(text) is not None


def fold(text: str) -> str:
    """The text in plain simplified characters, of the same length: case-folding for Chinese.

    Full-width ASCII becomes half width, corner brackets become curly quotes. Each character
    is folded by itself, so that offsets in the folded text hold in the text.

    >>> fold("廣西２０２０年「防疫」")
    '广西2020年“防疫”'
    """
    # A table is asked for every character: most texts hold no more to fold than a few marks.
    for mark, folded in _MARKS.items():
        text = text.replace(mark, folded)
    return text.translate(_FOLD) if _foldable()[1].search(text) else text


def fold_all(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts, each folded: at once, where they hold no more to fold than marks."""
    whole = "\n".join(texts)
    if _foldable()[1].search(whole):
        return tuple(map(fold, texts))
    for mark, folded in _MARKS.items():
        whole = whole.replace(mark, folded)
    ends = [*accumulate((len(text) + 1 for text in texts), initial=0)]
    return tuple(whole[start : end - 1] for start, end in pairwise(ends))


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a block; together they tile it.

    A sentence ends after 。！？… with the closing quotes and brackets that follow.

    >>> [text[a:b] for text in ["甲。“乙！”丙"] for a, b in sentences(text)]
    ['甲。', '“乙！”', '丙']
    """
    spans, start = [], 0
    for stop in _STOP.finditer(text):
        spans.append((start, stop.end()))
        start = stop.end()
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return spans


def sentence_number(text: str, offset: int) -> int:
    """Which sentence of a block an offset stands in, from 1."""
    ends = _sentence_ends(text)
    return min(bisect_right(ends, offset) + 1, len(ends))


@lru_cache(maxsize=64)  # each fact of a block asks, and the block is cut once
def _sentence_ends(text: str) -> tuple[int, ...]:
    return tuple(end for _, end in sentences(text))
