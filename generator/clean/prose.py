"""The spans of one line of running text: its words, its jumps, the bylines at its ends."""

from __future__ import annotations

import re

from generator.clean import glued, shapes
from generator.clean.bylines import Span, credit
from generator.clean.ends import closing, opening
from generator.clean.lines import Line, words

_MARKS = re.compile(r"^(?:[△▲▼▽↑↓◆]{1,3}\s{0,3}|[—–]{1,4}\s{0,3}|-{2,4}\s{0,3})")
_BULLET = re.compile(r"^[•◦▪‣∙]\s{1,3}(?=\S)")


def repeated(text: str) -> int:
    """Where a line begins to say all its words again, or 0."""
    middle = len(text) // 2
    if len(text) < 120:
        return 0
    for half in (middle, middle + 1):
        if text[:half].strip() == text[half:].strip():
            return half
    return 0


def whole(line: Line, name: str, rule: str) -> list[Span]:
    """The line as one span."""
    return [(0, len(line.text), name, rule)]


def caption(line: Line) -> list[Span]:
    """A caption without the signs before it, and who took the picture."""
    found = _MARKS.match(line.text)
    start = found.end() if found else 0
    spans: list[Span] = [(0, start, "mark", "caption")] if start else []
    if at := credit(line.text):
        spans.append((start, at[0], "caption", "caption"))
        spans.append((*at, "photographer", "credit"))
        start = at[1]
    spans.append((start, len(line.text), "caption", "caption"))
    return [span for span in spans if span[0] < span[1]]


def paragraph(line: Line) -> list[Span]:
    """A paragraph with its jumps, and the bylines it opens and closes with."""
    end, ending = closing(line.text)
    body = words(line.text, 0, end)[1]
    spans: list[Span] = []
    at = 0
    if bullet := _BULLET.match(line.text):
        at = bullet.end()
        spans.append((0, at, "mark", "bullet"))
    for start in opening(line.text):
        spans += [(at, start[0], "paragraph", "prose"), (*start, "author", "opening")]
        at = start[1]
    for jump in shapes.JUMP.finditer(line.text, at, body) if "版" in line.text else ():
        if spans and spans[-1][2] == "jump" and spans[-1][1] == jump.start():
            spans[-1] = (spans[-1][0], jump.end(), "jump", "jump")
        else:
            spans += [(at, jump.start(), "paragraph", "prose"), (*jump.span(), "jump", "jump")]
        at = jump.end()
    back = shapes.BACK.search(line.text, at, body)
    spans.append((at, back.start() if back else body, "paragraph", "prose"))
    if back:
        spans.append((back.start(), body, "chrome", "back-to-site"))
    return [span for span in spans if span[0] < span[1]] + ending


def parted(line: Line) -> list[Span]:
    """A whole text on one line, in its headings and paragraphs."""
    end, ending = closing(line.text)
    cuts: list[Span] = [
        (start, stop, name, f"glued-{name}") for start, stop, name in glued.split(line.text[:end])
    ]
    return cuts + ending


def tiled(line: Line, spans: list[Span]) -> list[tuple[int, int, str, str]]:
    """The spans of a line at their place in the source, with the words between them."""
    found: list[tuple[int, int, str, str]] = []
    at = 0
    for start, end, name, rule in [*spans, (len(line.text), len(line.text), "", "")]:
        a, b = words(line.text, at, start)
        if a < b:
            bare = not re.search(r"\w", line.text[a:b])
            found.append(
                (a, b, "mark", "between-fields") if bare else (a, b, "chrome", "beside-fields")
            )
        found.append((start, end, name, rule))
        at = end
    return [(a + line.start, b + line.start, name, rule) for a, b, name, rule in found]
