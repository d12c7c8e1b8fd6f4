"""What a number is the number of: its subject, its measure, the date it holds for."""

from __future__ import annotations

import re

from generator.annotate.reading import Reading, Token
from generator.model import When

_BREAK = frozenset(",。;!?:")
_RATE = re.compile(r"[率量额值数比重价]$")
_AS_OF_NOW = re.compile(r"截[至止]目前|截至发稿")
_NOUNS = ("n", "j", "b", "l", "s", "i")


def claim(reading: Reading, block: int, span: tuple[int, int], kind: str) -> tuple[str, str, str]:
    """Subject, measure and as-of date of an amount; each "" where the clause does not tell."""
    text = reading.texts[block]
    tokens = reading.tokens[block]
    original = reading.article.blocks[block].text
    left = _clause_start(text, span[0])
    before = [t for t in tokens if left <= t[0] and t[1] <= span[0]]
    after = _after(tokens, span[1], text)
    subject = original[after[0] : after[1]] if after and kind == "quantity" else ""
    measure, cut = "", len(before)
    for index in range(len(before) - 1, -1, -1):
        start, end, word, tag = before[index]
        if tag[0] == "v" and word not in ("达", "为", "是", "到", "有", "达到", "超过", "超"):
            measure, cut = original[start:end], index
            break
        if kind == "percent" and tag[0] in "nv" and _RATE.search(word):
            measure, cut = original[start:end], index
            break
    if not subject:
        nouns = [t for t in before[cut + 1 :] if t[3][0] in "njbl"]
        if not nouns:
            nouns = [t for t in before[:cut] if t[3][0] in "njbl"][-2:]
        if nouns:
            subject = original[nouns[0][0] : nouns[-1][1]]
    return subject, measure, _as_of(reading, block, span[0])


def _clause_start(text: str, offset: int) -> int:
    start = offset
    while start > 0 and text[start - 1] not in _BREAK and offset - start < 60:
        start -= 1
    return start


def _after(tokens: tuple[Token, ...], offset: int, text: str) -> tuple[int, int] | None:
    """The noun phrase that begins at an offset."""
    start = end = -1
    for token in tokens:
        if token[0] < offset:
            continue
        if token[0] > offset + 24 or (token[0] - offset > 0 and end < 0):
            break
        start = token[0] if start < 0 else start
        good = (
            token[3][0] in "njbl"
            or token[3] in ("vn", "an", "a")
            or token[2] in ("“", "”", "和", "、")
        )
        if not good:
            break
        end = token[1]
    while end > start >= 0 and text[end - 1] in "、和“":
        end -= 1
    return (start, end) if end > start >= 0 else None


def _as_of(reading: Reading, block: int, offset: int) -> str:
    """The last date before an amount in its sentence, where 截至 or a range frames it."""
    text = reading.texts[block]
    first = max(text.rfind("。", 0, offset), text.rfind("!", 0, offset), text.rfind("?", 0, offset))
    if _AS_OF_NOW.search(text, first + 1, offset):
        return reading.article.date
    found = ""
    for fact in reading.facts:
        if fact.block == block and first < fact.start and fact.end <= offset:
            when = fact.detail
            if isinstance(when, When) and when.value and (when.mod or "/" in when.value):
                found = when.value
    return found
