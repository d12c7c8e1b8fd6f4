"""Characters that a reader may not know how to read, and how they are read where they stand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

from generator.text import HAN, fold

_CONTEXT = 6  # characters on either side that tell how one is read
_HAN = re.compile(rf"[{HAN}]+")
# Read so as a surname, whatever else they may be; surnames that families read in two ways are not
# among them.
_SURNAMES = dict(
    pair.split()
    for pair in (
        "缪 miào,裴 péi,尹 yǐn,甯 nìng,晁 cháo,逄 páng,阚 kàn,仉 zhǎng,笪 dá,昝 zǎn,佴 nài,"
        "冼 xiǎn,郗 xī,郄 qiè,宓 mì,亓 qí"
    ).split(",")
)


@cache
def _common() -> frozenset[str]:
    """The 3,500 common characters: level 1 of the table of general standard characters of 2013."""
    path = Path(__file__).with_name("common.txt")
    return frozenset(path.read_text("utf-8").strip()) | {"〇"}


def rare(text: str, names: Container[int] = ()) -> Iterator[tuple[int, str]]:
    """Where a rare character stands and its reading there; where it might be read otherwise, none.

    `names` are the offsets at which names of persons begin.

    >>> list(rare("虢镇街道，未雨绸缪")), list(rare("缪")), list(rare("缪荃孙", {0}))
    ([(0, 'guó'), (8, 'móu')], [], [(0, 'miào')])
    """
    folded, common = fold(text), _common()
    if not any(map(_HAN.match, {*folded} - common)):
        return  # as most texts
    for run in _HAN.finditer(folded):
        for at, char in enumerate(run[0], run.start()):
            if char not in common:
                surname = _SURNAMES.get(char) if at in names else None
                readings = [surname] if surname else _readings(run[0], at - run.start())
                if len(readings) == 1:
                    yield at, readings[0]


def _readings(run: str, at: int) -> list[str]:
    """How a character of a run of Chinese may be read there; nothing where nobody knows."""
    first = max(at - _CONTEXT, 0)
    around = run[first : at + _CONTEXT]
    # Its dictionary takes 0.2 s and 30 MB to load, and most builds ask for no syllable.
    from pypinyin import Style, pinyin

    said = pinyin(around, style=Style.TONE, heteronym=True, errors="ignore")
    return said[at - first] if len(said) == len(around) else []
