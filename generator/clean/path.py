"""Where an article stood: the way from the home page, the channel, the newspaper page."""

from __future__ import annotations

import re

from generator.clean import rules, shapes
from generator.clean.bylines import Span
from generator.clean.lines import Line, words
from generator.clean.zones import Zones

_CRUMB = re.compile(r"\s{0,4}(?:>{1,2}|»|›|→|/|\\|&gt;|::|\s-\s|\|)\s{0,4}")
_LEAD = re.compile(r"^[^:>»]{0,12}(?::|是|在)\s{0,3}(?=\S)")
_NO_SECTION = re.compile(
    r"^(?:(?:网站|新闻)?(?:首页|主页)|正文|内容|详情|详细|文章|浏览文章|阅读|信息内容|本页|home|Home|HOME"
    r"|页面|新闻详情|详细内容|内容页|文章内容|全文|查看|查看内容|查看文章|查看帖子|帖子|文章正文)$"
)
_PAGE = re.compile(r"第?\s?([A-Z]?\d{1,3}\s?版)")
_CRUMB_RULES = frozenset(("position", "crumbs", "crumbs-to-text"))
_PAGE_RULES = frozenset(("newspaper-page", "page-index"))


def crumbs(line: Line, title: str) -> list[Span]:
    """The steps of a breadcrumb, the last useful one as the section; or none."""
    rule = rules.match(line.text, rules.HEAD)
    name = rule.name if rule else "breadcrumb"
    if name not in _CRUMB_RULES and (rule or "breadcrumb" not in line.tags):
        return []
    lead = _LEAD.match(line.text) if name in ("position", "breadcrumb") else None
    at = lead.end() if lead else 0
    steps: list[tuple[int, int]] = []
    for gap in [*_CRUMB.finditer(line.text, at), None]:
        stop = gap.start() if gap else len(line.text)
        start, end = words(line.text, at, stop)
        if start < end:
            steps.append((start, end))
        at = gap.end() if gap else stop
    useful = [step for step in steps if _is_section(line.text[slice(*step)], title)]
    spans: list[Span] = [(0, lead.end(), "chrome", name)] if lead else []
    for start, end in steps:
        last = bool(useful) and (start, end) == useful[-1]
        spans.append((start, end, "section" if last else "breadcrumb", name))
    return spans


def page(line: Line) -> list[Span]:
    """The number of the newspaper page that a line names, or none."""
    rule = rules.match(line.text, rules.HEAD)
    found = _PAGE.search(line.text)
    if rule is None or rule.name not in _PAGE_RULES or not found:
        return []
    start, end = found.span(1)
    spans: list[Span] = [
        (0, start, "chrome", rule.name),
        (start, end, "page", rule.name),
        (end, len(line.text), "chrome", rule.name),
    ]
    return [span for span in spans if span[0] < span[1]]


def channel(line: Line) -> list[Span]:
    """A line that is a channel's name, or none."""
    if shapes.CHANNEL.match(line.text) and 3 <= line.han <= 12:
        return [(0, len(line.text), "section", "channel")]
    return []


def _is_section(step: str, title: str) -> bool:
    same = bool(title) and (step in title or title in step) and len(step) > 8
    return not _NO_SECTION.match(step) and 2 <= len(step) <= 20 and not same


def paths(lines: list[Line], where: Zones) -> dict[int, list[Span]]:
    """The lines of the head that say where the article stood; one section, one page."""
    title = lines[where.title].text if where.title >= 0 else ""
    head = range(min(where.first, len(lines)))
    found: dict[int, list[Span]] = {}
    pages = {n: spans for n in head if (spans := page(lines[n]))}
    if len(pages) == 1:  # more are the index of the whole paper
        found |= pages
    sectioned = False
    for number in head:
        if spans := crumbs(lines[number], title):
            if sectioned:
                again = {"section": "breadcrumb"}  # what a second one ends in is a step more
                spans = [(a, b, again.get(name, name), rule) for a, b, name, rule in spans]
            sectioned = sectioned or any(span[2] == "section" for span in spans)
            found[number] = spans
    for number in range(where.title if not sectioned else 0):
        if number not in found and (spans := channel(lines[number])):
            found[number] = spans
            break
    return found
