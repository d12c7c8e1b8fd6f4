"""Bylines that need no colon: whole lines that name who wrote, and who took a picture.

A span is `(start, end, label, rule)` within one folded line.
"""

from __future__ import annotations

import re

from generator.clean.dates import DATE, TIME
from generator.clean.vocabulary import NAME, NAMES
from generator.text import HAN

Span = tuple[int, int, str, str]

_PLACE = rf"[{HAN}]{{2,10}}"

_OFFICE = "(?:本报|本刊|本网|本台|本站)"
_WRITER = "(?:实习|特约|全媒体|首席)?(?:记者|通讯员|评论员)|特约撰稿人?|撰文|作者"
_SECOND = rf"(?:\s{{1,4}}(?:实习)?(?:通讯员|实习生|记者)\s{{0,4}}(?P<author2>{NAMES}))?"

# What a table or a heading puts in brackets and a name might look like: (万人), (单位).
_MEASURE = (
    "(?:万(?:[人元亩吨户件台套辆米]|公里|平米|美元|欧元|人次|千瓦)|单位|单价|时间|时长|全文|全本)"
)

# Whole lines that are a byline without a colon.
_WHOLE = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        (
            "byline-square",
            rf"^[□■◎●◆○▢☉⊙◇]\s{{0,3}}{_OFFICE}?(?:{_WRITER})?\s{{0,3}}(?P<author>{NAMES}|[{HAN}]\s?[{HAN}]{{1,2}})"
            rf"{_SECOND}$",
        ),
        (
            "byline-account",
            rf"^原创\s{{0,4}}:?\s{{1,4}}(?!\S{{0,10}}(?:记者|作者))(?P<author>[{HAN}A-Za-z]{{2,12}}?)(?:编译|整理)?\s{{1,4}}(?P<source>[{HAN}A-Za-z0-9]{{2,20}})"
            rf"(?:\s{{1,4}}(?P<date>{DATE}{TIME}?)|\s{{1,4}}(?:今天|昨天|前天))?$",
        ),
        (
            "byline-posted",
            rf"^(?:posted @|发表于|发布于)\s{{0,3}}(?P<date>{DATE}{TIME}?)"
            rf"\s{{1,4}}(?P<author>[{HAN}\w.-]{{2,16}})"
            r"\s{1,4}(?:阅读|浏览|评论|views?)\s?[(:（].{0,60}$",
        ),
        (
            "byline-dateline",
            rf"^[（(【\[〔]?(?:本报|本刊|本台|[{HAN}]{{2,6}}社)?(?:实习|特约|特派|驻地|地方中心|即时中心|政治中心|国际中心)?[/／]?记者\s?:?\s?(?P<author>{NAMES}|[{HAN}]{{2,4}})\s?[/／]\s?(?:{_PLACE})(?:报[导道]|电)?[)）】\]〕]?$",
        ),
        (
            "byline-dateline",
            rf"^[（(【\[〔]?[{HAN}]{{2,8}}[/／](?:记者)?\s?(?P<author>{NAMES})\s?(?:[/／]\s?)?(?:{_PLACE})?报[导道][)）】\]〕]?$",
        ),
        (
            "byline-in-brackets",
            rf"^[(【\[〔](?:[{HAN}·.]{{2,16}}?)?(?:{_WRITER})\s{{0,4}}(?!连线)(?P<author>{NAMES}){_SECOND}(?:报道)?[)】\]〕]$",
        ),
        (
            "byline-reporter",
            rf"^[（(【\[〔]?{_OFFICE}?(?:[{HAN}·]{{2,14}})?(?:{_WRITER})\s{{1,4}}(?P<author>{NAMES}){_SECOND}"
            rf"(?:\s{{1,4}}(?:文|文/图|报道|摄影报道))?[)）】\]〕]?$",
        ),
        (
            "byline-agency",
            rf"^[（(【\[〔]?(?:{_OFFICE}|[{HAN}]{{2,6}}[社报网]|《[{HAN}]{{1,10}}》)(?:{_WRITER})\s{{0,2}}(?P<author>{NAMES})[)）】\]〕]?$",
        ),
        (
            "byline-with-paper",
            rf"^(?P<author>{NAMES})\s?[/|]\s?(?P<source>[{HAN}]{{2,10}}(?:报|网|社|日报|晚报|周刊|杂志|新闻))$",
        ),
        (
            "cited-paper",
            rf"^[(（]?《\s?(?P<source>[{HAN}]{{2,16}})\s?》\s?[(（]?\s?(?P<date>{DATE})\s?(?:第?\s?(?P<page>[A-Z]?\d{{1,3}}\s?版))?[^()（）]{{0,12}}[)）]{{0,2}}$",
        ),
        (
            "byline-photo",
            rf"^[（(]?(?:本报|本网)?(?:记者|通讯员)?\s?(?P<author>{NAMES})(?:\s{{1,3}}|\s?/\s?)(?:文/图|文/摄影|文/摄|图文|文图|摄影报道|文|图/文)[)）]?$",
        ),
        ("byline-bracket", rf"^\((?!{_MEASURE}\))(?P<author>{NAMES})\)$"),
        (
            "editor-plain",
            rf"^[（(【\[]?(?:责任编辑|责编|编辑|核稿编辑)\s{{0,4}}(?P<editor>{NAMES})[)）】\]]?$",
        ),
        (
            "source-told",
            rf"^[(（]?(?:本文|文章|稿件)?(?:转载自|首发于|摘自|转自)(?:微信)?(?:公众号)?\s?[:《“\"]?\s?(?P<source>[{HAN}A-Za-z0-9·]{{2,16}})[》”\"]?[)）]?$",
        ),
        (
            "source-plain",
            rf"^(?:来源|稿源|转自)\s{{1,4}}(?P<source>[《]?[{HAN}A-Za-z0-9·》]{{2,24}})$",
        ),
    )
)


_ROLES = {
    **dict.fromkeys(
        ("记者", "通讯员", "评论员", "撰文", "撰稿", "作者", "实习生", "文字"), "author"
    ),
    **dict.fromkeys(
        ("责任编辑", "编辑", "责编", "值班编辑", "选稿", "主编", "执行主编", "值班主编"), "editor"
    ),
    **dict.fromkeys(
        ("校对", "审核", "审读", "监制", "校审", "初审", "复审", "终审", "排版", "制作"),
        "proofreader",
    ),
    **dict.fromkeys(("摄影", "摄", "图片", "视频", "制图"), "photographer"),
}
_ROLE = re.compile(
    rf"(?:[{HAN}·]{{2,12}}(?=记者|通讯员|评论员|编辑))?(?P<role>{'|'.join(_ROLES)})\s{{1,3}}(?P<names>{NAMES})"
    r"(?=[\s/|;；]{1,4}|$)[\s/|;；]{0,4}"
)


def roles(text: str, start: int, end: int) -> list[Span]:
    """The spans of words that are nothing but roles with names: 编辑 刘晓 校对 李铭; or none."""
    spans: list[Span] = []
    while start < end:
        found = _ROLE.match(text, start, end)
        if not found:
            return []
        a, b = found.span("names")
        spans += [(start, a, "field-name", "roles"), (a, b, _ROLES[found["role"]], "roles")]
        start = found.end()
    return spans


def whole(text: str) -> list[Span]:
    """The spans of a line that is a byline without a colon, or none."""
    for rule, pattern in _WHOLE:
        if found := pattern.match(text):
            spans: list[Span] = []
            at = 0
            for name, value in found.groupdict().items():
                if value:
                    start, end = found.span(name)
                    if at < start:
                        spans.append((at, start, "field-name", rule))
                    spans.append((start, end, name.rstrip("2"), rule))
                    at = end
            if at < len(text):
                spans.append((at, len(text), "field-name", rule))
            return spans
    return roles(text, 0, len(text))


_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|[。，、；;:,\s(（)）!?”]|记者|通讯员)(?P<name>{NAMES}|[{HAN}]{{2,4}})\s{{0,3}}(?:摄影|摄|拍摄|供图)[)）]?$",
        rf"(?:摄影记者|摄影|摄|图片?)\s?[:/]\s?(?:记者)?(?P<name>{NAMES}|[{HAN}]{{2,4}})[)）]?$",
        rf"(?:记者)\s?(?P<name>{NAME})\s?[/／]?(?:摄影|摄|翻摄)[)）]?$",
    )
)


def credit(text: str) -> tuple[int, int] | None:
    """Where a caption's last words name its photographer."""
    tail = max(0, len(text) - 60)
    for pattern in _CREDITS:
        if found := pattern.search(text, tail):
            return found.span("name")
    return None
