"""Half-width marks that stand in Chinese text, made full width one for one."""

from __future__ import annotations

import re

from generator.text import HAN

_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_HALF = re.compile(r"[,:;!?()]")
_CHINESE = f"[{HAN}。，、：；！？（）《》〈〉“”‘’「」『』【】…—·～￥％]"
_BESIDE = re.compile(rf"[,:;!?()](?:(?={_CHINESE})|(?<={_CHINESE}.))")


def widen(text: str) -> tuple[str, dict[str, int]]:
    """The text with the half-width marks beside Chinese characters widened, and how often each.

    Its length stays. Marks between digits or Latin letters stay as well.

    >>> widen("截至3月3日,共1,200家(约80%)于3:00复工!")[0]
    '截至3月3日，共1,200家（约80%）于3:00复工！'
    """
    marks = [found.start() for found in _HALF.finditer(text)]
    if not marks:
        return text, {}
    partners = _pairs(text, marks)
    chosen = {found.start() for found in _BESIDE.finditer(text)}
    chosen |= {partners[n] for n in chosen if n in partners}
    # A mark beside a widened one stands in Chinese too: "(件),5".
    for n in marks:
        if n not in chosen and n - 1 in chosen and text[n] != "(":
            chosen.add(n)
            if n in partners:
                chosen.add(partners[n])
    if not chosen:
        return text, {}
    count: dict[str, int] = {}
    parts, at = [], 0
    for n in sorted(chosen):
        count[text[n]] = count.get(text[n], 0) + 1
        parts += [text[at:n], _WIDE[text[n]]]
        at = n + 1
    return "".join([*parts, text[at:]]), dict(sorted(count.items()))


def _pairs(text: str, marks: list[int]) -> dict[int, int]:
    """Each half-width bracket that has its partner, and where that is."""
    partners: dict[int, int] = {}
    open_at: list[int] = []
    for n in marks:
        if text[n] == "(":
            open_at.append(n)
        elif text[n] == ")" and open_at:
            start = open_at.pop()
            partners[start], partners[n] = n, start
    return partners
