"""Where a text lost or won characters on the way to us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import rjieba

from generator.clean.mends import crossed
from generator.intake import common
from generator.model import Article, Block, Damage
from generator.text import HAN, fold, sentences

_ISLAND = re.compile(r"\ufffd{1,200}")
_LONG = 300
_FEWEST = 3
_DIGIT = re.compile(r"[0-9０-９]")
_QUOTE = re.compile(r"[“”‘’\"]")

_NUMERAL = (
    "一二两三四五六七八九十百千万亿〇零几数多半双每各某本这那哪该此首第余整全同另又下上前后单个"
)
_DAY = re.compile(r"(?<![0-9一二三四五六七八九十〇个每本当该上下几数满整])月日(?![历报])")
_LINE = re.compile(rf"(?<![0-9{_NUMERAL}])号(?:线|楼|院|文|公路)")
_UNIT_WORDS = """
名 家 个 户 条 亩 支 辆 台 件 人次 万亩 万元 亿元 千名 万名 公里 吨 万吨 项 万 亿 多名 余名 多家
余家 多万 余万 万余
"""
_UNITS = frozenset(_UNIT_WORDS.split())
_UNIT = re.compile("|".join(sorted(_UNITS)))
_AFTER_COUNT = re.compile(r"^(?:[mrq]|nr)")
_SPOKEN = re.compile(r"^[^，,。]{2,40}(?:说|表示|坦言|感慨)。$")


def find(blocks: tuple[Block, ...]) -> tuple[Damage, ...]:
    """The places where a text lost something."""
    body = [n for n, block in enumerate(blocks) if block.kind in ("heading", "paragraph")]
    found = [*_lost(blocks, body), *_unread(blocks, body), *_strays(blocks, body)]
    return tuple(sorted(found, key=lambda damage: (damage.block, damage.offset, damage.what)))


def _unread(blocks: tuple[Block, ...], body: list[int]) -> list[Damage]:
    """Where characters could not be read, or marks stand together that exclude each other."""
    return [
        Damage(n, at, "other")
        for n in body
        for at in (*(m.start() for m in _ISLAND.finditer(blocks[n].text)), *crossed(blocks[n].text))
    ]


def lost_sentences(article: Article) -> Iterator[tuple[int, str, int]]:
    """Each sentence that lost something: its block, its words with a sign in each place (□, or ▵
    for a full stop), and in how many."""
    found: dict[tuple[int, int, int], list[Damage]] = {}
    for damage in article.damage:
        for start, end in sentences(article.blocks[damage.block].text):
            if start <= damage.offset <= end:
                found.setdefault((damage.block, start, end), []).append(damage)
                break
    for (block, start, end), places in found.items():
        words = article.blocks[block].text
        for damage in sorted(places, key=lambda d: d.offset, reverse=True):
            mark = "▵" if damage.what == "stop" else "□"
            words = words[: damage.offset] + mark + words[damage.offset :]
        yield block, words[start : end + len(places)], len(places)


def _strays(blocks: tuple[Block, ...], body: list[int]) -> list[Damage]:
    """Where two rare characters that make no word stand before a mark, as thieves of texts put
    them there: 江西告急辱魁、安徽告急荷灶. One such place may be a name, so many must show it.
    """
    pairs = [(n, mark.start() - 2) for n in body for mark in _RARE_MARK.finditer(blocks[n].text)]
    if len(pairs) < _FEWEST:
        return []
    marks = sum(len(_STRAY_MARK.findall(blocks[n].text)) for n in body)
    fewest = max(_FEWEST, marks // _STRAY_SHARE)
    if len(pairs) < fewest:
        return []
    strays: list[tuple[int, int]] = []
    for left, (n, at) in zip(range(len(pairs), 0, -1), pairs, strict=True):
        if len(strays) + left < fewest:  # there cannot be as many any more
            return []
        if _no_word(blocks[n].text, at):
            strays.append((n, at))
    if len(strays) < fewest:
        return []
    return [Damage(n, at, "other") for n, at in strays]


def _no_word(text: str, at: int) -> bool:
    """Whether two characters are no word, nor the end of one, and stand nowhere else around."""
    pair = text[at : at + 2]
    if not _TWO.fullmatch(pair):
        return False
    above, below = max(0, at - _AROUND), at + _AROUND
    if text.find(pair, above, at + 1) >= 0 or text.find(pair, at + 1, below) >= 0:
        return False
    words = rjieba.cut(fold(text[max(0, at - 8) : at + 2]), False)
    return len(words) > 2 and len(words[-1]) == len(words[-2]) == 1


_AROUND = 5000  # characters
_TWO = re.compile(rf"[{HAN}]{{2}}")
_STRAY_MARK = re.compile(r"[、，,。;；!！](?<=.{5})")
_RARE_MARK = re.compile(rf"[、，,。;；!！](?<=.{{2}}[^{''.join(sorted(common.HAN))}]{{2}}.)")
_STRAY_SHARE = 25  # one in so many marks has a stray pair before it


def _lost(blocks: tuple[Block, ...], body: list[int]) -> list[Damage]:
    """Where digits or quotation marks are missing, if the text as a whole shows it.

    A text with a digit anywhere keeps its digits: no page loses only some.
    """
    text = "".join(blocks[n].text for n in body)
    if len(text) < _LONG or _DIGIT.search(text):
        return []
    folded = {n: fold(blocks[n].text) for n in body}
    gaps = [Damage(n, at, "number") for n, words in folded.items() for at in _gaps(words)]
    if len(gaps) < _FEWEST:
        return []
    if not any(map(_QUOTE.search, folded.values())):
        gaps += [Damage(n, at, "quote") for n, words in folded.items() for at in _spoken(words)]
    return gaps


def _gaps(text: str) -> list[int]:
    found: set[int] = set()
    for day in _DAY.finditer(text):
        found |= {day.start(), day.start() + 1}
    found |= {line.start() for line in _LINE.finditer(text)}
    for at, end in sentences(text):
        if not _UNIT.search(text, at, end):
            continue
        before, tag_before = "", ""
        for word, tag in rjieba.tag(text[at:end]):
            if (
                word in _UNITS
                and not _AFTER_COUNT.match(tag_before)
                and (not before or before[-1] not in _NUMERAL)
                and at + len(word) < len(text)
            ):
                found.add(at)
            at, before, tag_before = at + len(word), word, tag
    return sorted(found)


def _spoken(text: str) -> list[int]:
    """Where someone's words begin that another sentence says were spoken."""
    spans = sentences(text)
    return [first[0] for first, second in pairwise(spans) if _SPOKEN.match(text[slice(*second)])]
