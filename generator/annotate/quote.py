"""Quotations: what stands in quotation marks, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from generator.annotate.reading import Reading
from generator.model import Fact, Saying

_SPEECH_BEFORE = re.compile(
    r"(?:说|道|表示|指出|强调|称|介绍|告诉[\u4e00-\u9fff]{0,6}|认为|坦言|问|回答|回忆|感慨|呼吁|直言|写道|喊|答)"
    r"(?:道)?[:,]$"
)
_SPEECH_AFTER = re.compile(
    r",?[\u4e00-\u9fff]{2,16}?(?:说|表示|介绍|告诉|坦言|称|感叹|回忆|笑道|指出)"
)
_MARK = re.compile("[“”]")
_PARTED = re.compile("[,、;·—]")
_OPEN = "“"
_MOST = 600


def find(reading: Reading) -> Iterator[Fact]:
    """Every stretch in outer quotation marks, with its marks."""
    for block, text in enumerate(reading.texts):
        for start, end in _pairs(text):
            words = reading.article.blocks[block].text[start + 1 : end - 1]
            sort = _sort(text, start, end)
            speaker = _speaker(reading, block, start, end) if sort == "speech" else ""
            key = text[start + 1 : end - 1]
            yield reading.fact(
                "quote", block, (start, end), key, sort, Saying(words, sort, speaker)
            )


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, -1
    for mark in _MARK.finditer(text):
        if mark.group() == _OPEN:
            if depth == 0 or mark.start() - start > _MOST:
                depth, start = 0, mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and 1 < mark.end() - start - 1 <= _MOST:
                yield start, mark.end()


def _sort(text: str, start: int, end: int) -> Literal["slogan", "term", "speech"]:
    words = text[start + 1 : end - 1]
    if _SPEECH_BEFORE.search(text, max(start - 16, 0), start):
        return "speech"
    if (words[-1] in "。!?,…" and len(words) > 6) or "。" in words:
        return "speech"
    if len(words) > 10 and _SPEECH_AFTER.match(text, end):
        return "speech"
    return "slogan" if _PARTED.search(words) or len(words) > 8 else "term"


def _speaker(reading: Reading, block: int, start: int, end: int) -> str:
    """The person named nearest: in the sentence before, or right behind the words."""
    text = reading.texts[block]
    here = [f for f in reading.of("person") if f.block == block]
    first = max(text.rfind("。", 0, start - 1), text.rfind("”", 0, start)) + 1
    before = [f for f in here if first <= f.start < start]
    if before and _SPEECH_BEFORE.search(text, max(start - 16, 0), start):
        return before[-1].key
    stop = text.find("。", end)
    after = [f for f in here if end <= f.start < (stop if stop >= 0 else len(text))]
    return next((f.key for f in [*after, *before[-1:]]), "")
