"""Characters that count as one when texts are searched: 发, 發 and 髮; A, ａ and a.

A class holds whatever any conversion between scripts may write for its members, so one index
serves every edition. It only has to be wide enough: what an article really has is looked up in
its text.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

import numpy as np

from generator.conversion.steps import STEPS, whole
from generator.phrases.row import Numbers
from generator.search.packing import packed
from generator.text import fold

_HAN = range(0x3400, 0xA000)
_COMPATIBLE = range(0xF900, 0xFB00)  # Unicode itself says which characters these are
_SIZE = 1 << 16


@cache
def classes() -> tuple[tuple[str, ...], ...]:
    """The classes of more than one Han character or quotation mark, in order."""
    chars = [*map(chr, _HAN)]
    row = "\n".join(chars)
    of = {char: char for char in [*chars, *"“”‘’「」『』"]}

    def first(char: str) -> str:
        while of[char] != char:
            of[char] = of[of[char]]
            char = of[char]
        return char

    def join(one: str, other: str) -> None:
        if len(other) == 1 and other in of and first(one) != first(other):
            low, high = sorted((first(one), first(other)))
            of[high] = low

    configs = {config for steps in STEPS.values() for config in steps}
    for config in sorted(configs):
        for one, other in zip(chars, whole(config, row).split("\n"), strict=True):
            join(one, other)
    for char in of:
        join(char, fold(char))
    found = defaultdict[str, list[str]](list)
    for char in sorted(of):
        found[first(char)].append(char)
    return tuple(tuple(members) for members in found.values() if len(members) > 1)


def plain(text: str) -> str:
    """The text in half width and lower case, of the same length: what may be typed either way.

    >>> plain("Ａ座，App")
    'a座,app'
    """
    return text.translate(_plain())


@cache
def _plain() -> dict[int, int]:
    found = {0x3000: 0x20}
    for code in (*range(0x21, 0x250), *range(0x370, 0x530), *range(0xFF01, 0xFF5F)):
        half = code - 0xFEE0 if code > 0xFF00 else code
        lower = chr(half).lower()
        to = ord(lower) if len(lower) == 1 else half
        if to != code:
            found[code] = to
    return found


@cache
def table() -> Numbers:
    """Of each character of the basic plane the number of its class."""
    found = np.arange(_SIZE, dtype=np.uint16)
    for code, to in _plain().items():
        found[code] = to
    for members in classes():
        for char in members:
            found[ord(char)] = ord(members[0])
    for code in _COMPATIBLE:
        found[code] = found[ord(unicodedata.normalize("NFC", chr(code))) & (_SIZE - 1)]
    return found


def numbers_of(text: str) -> Numbers:
    """The number of each character's class. Of rare planes several may share one."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    found: Numbers = table()[codes & (_SIZE - 1)]
    return found


def classed(text: str) -> str:
    """The text with each character as the first of its class, of the same length.

    >>> classed("發展App") == classed("发展ａｐｐ")
    True
    """
    return text.translate(_classed())


@cache
def _classed() -> dict[int, int]:
    return {code: int(to) for code, to in enumerate(table()) if code != to}


def packed_classes() -> tuple[str, str, str]:
    """The classes as columns of numbers: how many more members than two, how far the first lies
    from the one before, how far each other from its first."""
    codes = [[*map(ord, members)] for members in classes()]
    firsts = np.array([0, *(members[0] for members in codes)])
    others = [code - members[0] for members in codes for code in members[1:]]
    return (
        packed(np.array([len(members) - 2 for members in codes])),
        packed(np.diff(firsts)),
        packed(np.array(others)),
    )
