"""Sentences that a page prints over many short lines, each clause on a centred line of its own.

They are joined only where that is certain: the words keep their commas and stops, so that nothing
is lost with the line ends, and the lines differ in length, so that they are no verse.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from generator.clean.bylines import Span
from generator.clean.lines import Line
from generator.clean.shapes import SECTION_NUMBER

_LONGEST = 36  # characters of the longest line that a narrow column holds
_FEWEST = 8  # lines in a row
_SENTENCE = 240  # characters of the longest sentence; a longer one lost its stops
_STOPPED = re.compile(r"(?:[。!?…]|[^,，、]:)[”’\"')）]{0,3}$")
_MARK = re.compile(r"[,，、;:。!?…]")
_RULES = frozenset(("prose", "list", "heading", "heading-before-body"))
_OWN = frozenset(("li", "td", "th", "a", "h1", "h2", "h3", "h4", "h5", "h6"))


def join(lines: list[Line], spans: list[list[Span]], first: int) -> None:
    """Relabel the lines below the title that go on with the sentence of the line above."""
    run: list[int] = []
    for number in range(first, len(lines)):
        if not lines[number].text:
            continue
        if _short(lines[number], spans[number]):
            run.append(number)
            continue
        _join(lines, spans, run)
        run = []
    _join(lines, spans, run)


def _short(line: Line, spans: list[Span]) -> bool:
    """Whether a line is one short stretch of running text that nothing sets apart."""
    return (
        len(spans) == 1
        and spans[0][3] in _RULES
        and len(line.text) <= _LONGEST
        and line.han >= 2
        and not line.tags & _OWN
        and not SECTION_NUMBER.match(line.text)
    )


def _join(lines: list[Line], spans: list[list[Span]], run: list[int]) -> None:
    if len(run) < _FEWEST:
        return
    groups = _groups(lines, run)
    texts = ["".join(lines[n].text for n in group) for group in groups]
    if len(groups) * 2 > len(run) or not _reads(lines, run, texts):
        return
    for group in groups:
        for number in group:
            rule = "prose" if number == group[0] else "joined-lines"
            spans[number] = [(0, len(lines[number].text), "paragraph", rule)]


def _groups(lines: list[Line], run: list[int]) -> list[list[int]]:
    """The lines of each paragraph: blank lines part them where only some lines are parted so."""
    apart = [below - above > 1 for above, below in pairwise(run)]
    parted = any(apart) and not all(apart)
    groups = [[run[0]]]
    for number, blank in zip(run[1:], apart, strict=True):
        stopped = bool(_STOPPED.search(lines[groups[-1][-1]].text))
        if (blank and parted) or (stopped and not parted):
            groups.append([number])
        else:
            groups[-1].append(number)
    return groups


def _reads(lines: list[Line], run: list[int], texts: list[str]) -> bool:
    """Whether the paragraphs are whole sentences with all their marks, and not verse."""
    if not all(_STOPPED.search(text) and len(text) <= _SENTENCE for text in texts):
        return False
    words = "".join(texts)
    size = Counter(lines[n].han for n in run).most_common(1)[0][1]
    return len(_MARK.findall(words)) * 25 >= len(words) and size * 2 <= len(run)
