"""Half-width marks that stand in Chinese text, made full width one for one."""

from __future__ import annotations

import re

from generator.text import HAN

_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_HALF = re.compile(r"[,:;!?()]")
_CHINESE = re.compile(f"[{HAN}。，、：；！？（）《》〈〉“”‘’「」『』【】…—·～￥％]")


def widen(text: str) -> tuple[str, dict[str, int]]:
    """The text with the half-width marks beside Chinese characters widened, and how often each.

    Its length stays. Marks between digits or Latin letters stay as well.

    >>> widen("截至3月3日,共1,200家(约80%)于3:00复工!")[0]
    '截至3月3日，共1,200家（约80%）于3:00复工！'
    """
    if not _HALF.search(text):
        return text, {}
    chars = list(text)
    partners = _pairs(text)
    count: dict[str, int] = {}
    wide = [n for n, char in enumerate(chars) if char in _WIDE and _beside(chars, n)]
    chosen = set(wide)
    for n in wide:
        if n in partners:
            chosen.add(partners[n])
    # A mark beside a widened one stands in Chinese too: "(件),5".
    for n in sorted(n for n, char in enumerate(chars) if char in _WIDE):
        if n in chosen or (n - 1 in chosen and chars[n] not in "("):
            count[chars[n]] = count.get(chars[n], 0) + 1
            chosen.add(n)
            if n in partners and partners[n] not in chosen:
                chosen.add(partners[n])
    return "".join(_WIDE[c] if n in chosen else c for n, c in enumerate(chars)), dict(
        sorted(count.items())
    )


def _beside(chars: list[str], n: int) -> bool:
    return any(0 <= m < len(chars) and bool(_CHINESE.match(chars[m])) for m in (n - 1, n + 1))


def _pairs(text: str) -> dict[int, int]:
    """Each half-width bracket that has its partner, and where that is."""
    partners: dict[int, int] = {}
    open_at: list[int] = []
    for n, char in enumerate(text):
        if char == "(":
            open_at.append(n)
        elif char == ")" and open_at:
            start = open_at.pop()
            partners[start], partners[n] = n, start
    return partners
