"""What a page's machinery did to its words, mended where there is only one reading.

A mend replaces a stretch of a block's text. The source keeps its own, and the trace counts each.
"""

from __future__ import annotations

import html
import re
from functools import cache

from msgspec import Struct

from generator.text import HAN, fold


class Mend(Struct, frozen=True, array_like=True):
    """`words` stand for `text[start:end]`; `name` says what was wrong."""

    start: int
    end: int
    words: str
    name: str


NAMES = {
    "entity": "字符实体残留",
    "doubled-mark": "标点重复",
    "crossed-mark": "标点叠用",
    "pinyin": "夹入的拼音",
    "image": "图片、表格残留",
    "zero-width": "零宽字符",
    "joined": "断行合并",
}
"""Each kind of mend, and what readers are told."""

_ENTITIES = (
    "hellip|mdash|ndash|ldquo|rdquo|lsquo|rsquo|middot|nbsp|ensp|emsp|thinsp|quot|amp|lt|gt|bull"
    "|times|copy|laquo|raquo|zwnj|zwj|shy"
)
_SPACES = frozenset("\u00a0\u2002\u2003\u2009\u200c\u200d\u00ad")
_ENTITY = re.compile(
    # The half of a next one, "& hellip&", goes with the first.
    rf"&\s?(?:amp;\s?)?(?P<name>{_ENTITIES})(?![A-Za-z])(?:;|&(?!\s?(?:{_ENTITIES}|#)))?"
    r"|&(?:amp;)?\#(?P<code>\d{2,6}|[xX][0-9a-fA-F]{2,5});"
    r"|(?<![A-Za-z&])(?P<half>hellip|mdash|ldquo|rdquo|lsquo|rsquo|nbsp|middot);"
)
_RUN = re.compile(r"[,，、;；:：。]{2,6}")
_GLOSS = re.compile(rf"(?<=[{HAN}])[(（]([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň]{{1,6}})[)）]")
_IMAGE = re.compile(r"\s?!\[[^\]\n]{0,80}\]\([^)\n]{0,300}\)(?:\s?\|){0,8}|(?:\s\|){1,8}$")
_BEFORE = re.compile(rf"[{HAN}”’》）)％%\]】\d]")

_SUSPECT = re.compile(  # looks at few characters: most texts need no closer look
    r"[&,，、;；:：。(（!\sa-zA-Z](?:(?<=&)|(?<=[,，、;；:：。])[,，、;；:：。]|(?<=[a-zA-Z]);"
    r"|(?<=[(（])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň]|(?<=!)\[|(?<=\s)\|)"
)


def find(texts: list[str]) -> list[list[Mend]]:
    """For each text of an article its mends, in order and disjoint.

    >>> [(m.words, m.name) for m in find(["暴雨來襲,,如何應對,、避險&hellip;"])[0]]
    [('', 'doubled-mark'), ('', 'crossed-mark'), ('…', 'entity')]
    """
    suspects = [n for n, text in enumerate(texts) if _SUSPECT.search(text)]
    found: list[list[Mend]] = [[] for _ in texts]
    glosses = {n: _glosses(texts[n]) for n in suspects}
    # One gloss may be its author's; a page that a machine converted has them all over.
    glossed = sum(map(len, glosses.values())) >= 2
    for n in suspects:
        each = [*_entities(texts[n]), *_marks(texts[n]), *_images(texts[n])]
        found[n] = _disjoint(each + (glosses[n] if glossed else []))
    return found


def crossed(text: str) -> list[int]:
    """Where marks stand together of which only one can be right, and nobody can tell which."""
    return [run.start() for run in _RUN.finditer(text) if _kept(text, run) == -2]


def _disjoint(mends: list[Mend]) -> list[Mend]:
    kept: list[Mend] = []
    for mend in sorted(mends, key=lambda mend: (mend.start, mend.end)):
        if not kept or mend.start >= kept[-1].end:
            kept.append(mend)
    return kept


def _entities(text: str) -> list[Mend]:
    return [Mend(*m.span(), _character(m), "entity") for m in _ENTITY.finditer(text)]


def _character(found: re.Match[str]) -> str:
    name = found["name"] or found["half"]
    words = html.unescape(f"&{name};" if name else f"&#{found['code']};")
    if words in _SPACES:
        return " " if words not in "\u200c\u200d\u00ad" else ""
    return words if words.isprintable() else ""


def _marks(text: str) -> list[Mend]:
    mends: list[Mend] = []
    for run in _RUN.finditer(text):
        kept = _kept(text, run)
        if kept < 0:
            continue
        name = "doubled-mark" if len(set(fold(run[0]))) == 1 else "crossed-mark"
        if run.start() < kept:
            mends.append(Mend(run.start(), kept, "", name))
        if kept + 1 < run.end():
            mends.append(Mend(kept + 1, run.end(), "", name))
    return mends


def _kept(text: str, run: re.Match[str]) -> int:
    """Where the one right mark of a run stands; -1 where all may stand, -2 where none can tell."""
    at, marks = run.start(), run[0]
    if at == 0 or not _BEFORE.match(text[at - 1]):
        return -1
    kinds = set(fold(marks))
    if len(kinds) == 1:
        if "。" in kinds and len(marks) > 2:  # an ellipsis, as some write it
            return -1
        return at + next((n for n, mark in enumerate(marks) if mark not in ",;:"), 0)
    # A half-width comma set beside another mark is the machine's.
    others = kinds - {","}
    if len(others) == 1 and "," in marks:
        return at + max(n for n, mark in enumerate(marks) if fold(mark) in others)
    return -2


def _glosses(text: str) -> list[Mend]:
    """Readings in brackets after characters that only traditional script has."""
    return [
        Mend(*found.span(), "", "pinyin")
        for found in _GLOSS.finditer(text)
        if fold(before := text[found.start() - 1]) != before and found[1] in _readings(before)
    ]


@cache
def _readings(char: str) -> frozenset[str]:
    # Its dictionary takes 0.2 s and 30 MB to load, and most builds ask for no syllable.
    import pypinyin

    toned = pypinyin.pinyin(char, style=pypinyin.Style.TONE, heteronym=True)[0]
    return frozenset((*toned, *pypinyin.lazy_pinyin(char)))


def _images(text: str) -> list[Mend]:
    return [Mend(*found.span(), "", "image") for found in _IMAGE.finditer(text)]
