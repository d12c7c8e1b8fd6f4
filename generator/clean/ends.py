"""The bylines at a paragraph's two ends: who wrote it, in its first words or its last."""

from __future__ import annotations

import re

from generator.clean.bylines import Span, whole
from generator.clean.fields import field_spans
from generator.clean.vocabulary import NAME, NAMES
from generator.text import HAN

_SECOND = rf"(?:\s{{0,3}}(?:通讯员|实习生|记者)\s{{0,3}}(?P<second>{NAMES}))?"

_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^.{{0,24}}(?:电|讯|消息|报道)\s?[(（【〔](?:[{HAN}·]{{0,12}})?(?:记者|通讯员)\s{{0,3}}:?(?P<name>{NAMES}){_SECOND}",
        rf"^[(（【〔\[](?:[{HAN}]{{2,6}}社)?(?:[{HAN}]{{0,6}})?记者\s?(?P<name>{NAMES})\s?(?:[/／]|[{HAN}]{{2,4}}\d{{0,2}}日?[电專专])",
        rf"^[{HAN}]{{2,4}}[社网].{{0,16}}电\s?[(（](?P<name>{NAMES})[)）]",
        rf"^(?:本报|本刊)?记者\s?(?P<name>{NAMES})\s?[/／]\s?[{HAN}]{{2,8}}报[导道]",
        rf"^[(【〔\[](?:文/)?[{HAN}·]{{2,16}}(?:报道|记者|网)\s{{0,3}}(?:记者)?\s{{0,3}}(?P<name>{NAMES}){_SECOND}\s?[】\])〕]",
        rf"^.{{0,16}}[电讯]\s{{0,3}}(?:本报|本网|本台)?记者\s?(?P<name>{NAMES})\s?报[导道]",
    )
)


def opening(text: str) -> list[tuple[int, int]]:
    """Where a paragraph's first words name who wrote it: 新华社北京3月6日电(记者 张三)."""
    for pattern in _OPENINGS:
        if found := pattern.search(text[:120]):
            return [found.span(n) for n in range(1, pattern.groups + 1) if found[n]]
    return []


_CLOSING = re.compile(
    rf"[(（【\[]\s?(?:[{HAN}·.]{{2,16}}(?=记者|评论员|通讯员|特约))?(?:(?:全媒体|特约|首席|实习)记者|编译|文(?=/)|责任编辑|责编|编辑|网络编辑|来源|供稿|作者|记者|通讯员|评论员|本报记者|本文来源|文/图|撰稿|审核|校对|实习编辑)[^。()（）【】\[\]]{{1,60}}[)）】\]]\s?(?:\d{{6,7}})?$"
    rf"|(?:责任编辑|责编|网络编辑|编辑)\s?[::]\s?(?:{NAMES}|[{HAN}]{{2,4}})$"
    rf"|(?<=[。！？!?”])\s{{0,4}}(?:责任编辑|责编)\s{{0,2}}{NAME}$"
    rf"|(?<=[。！？!?”])\s{{0,4}}\({NAMES}(?:\s?/\s?文)?\)$"
)


def closing(text: str) -> tuple[int, list[Span]]:
    """Where a paragraph's last words turn into a byline, and its spans from there; or the end."""
    tail = max(0, len(text) - 80)
    if (found := _CLOSING.search(text, tail)) and found.start() >= 4:
        start = found.start()
        while text[start].isspace():
            start += 1
        inner = text[start:]
        left = len(inner) - len(inner.lstrip("(（【["))
        right = len(inner.rstrip(")）】]0123456789 "))
        spans = whole(inner) or [
            (a + left, b + left, label, rule)
            for a, b, label, rule in field_spans(inner[left:right], strict=False)
        ]
        if spans:
            return start, [(a + start, b + start, label, rule) for a, b, label, rule in spans]
    return len(text), []
