"""Where an article stands on its page: the head, the body, the tail, and the title."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.clean import rules, shapes, titles
from generator.clean.boxes import Boxes
from generator.clean.dates import DATE
from generator.clean.fields import field_spans
from generator.clean.lines import LANDMARKS, Line, ends_sentence, is_prose
from generator.model import Source

_DATE = re.compile(DATE)


class Zones(Struct, frozen=True):
    """Line indices: the body is `lines[first:last + 1]`, the title `lines[title]`; -1 is none."""

    title: int
    first: int
    last: int
    head: int  # where the head ends: after the last byline line above the body, or at `first`


def find(source: Source, lines: list[Line], habits: frozenset[int] = frozenset()) -> Zones:
    """The zones of a source's lines; `habits` are those that its site prints on many pages."""
    prose = [n for n, line in enumerate(lines) if n not in habits and _is_body(line)]
    prose = _one_post(lines, prose)
    prose = _without_edges(lines, prose)
    if not prose:
        prose = _best_effort(lines)
    heading = _heading(source, lines, prose)
    prose = [n for n in prose if n > heading]
    last = _last(source, lines, prose, heading >= 0)
    prose = [n for n in prose if n <= last]
    last = _further(lines, last)
    first = prose[0] if prose else len(lines)
    byline = _late_byline(lines, prose)
    title = titles.find(source, lines, max(first, byline), habits)
    if byline >= 0:
        # Prose above a title that stands above a byline is the page's, not the article's.
        first = next((n for n in prose if n > title), first)
    elif title > first:
        first = next((n for n in prose if n > title), first)
    return Zones(title=title, first=first, last=last, head=max(first, byline + 1))


def _without_edges(lines: list[Line], prose: list[int]) -> list[int]:
    """The prose without a hijacker's words where the page opens and adverts where it closes."""
    first, last = 0, len(prose)
    while first < last and rules.match(lines[prose[first]].text, rules.HEAD):
        first += 1
    while last - first > 1 and rules.match(lines[prose[last - 1]].text, rules.TAIL):
        last -= 1
    return prose[first:last]


_POST = re.compile(
    rf"(?:发表于|发布于|编辑于|回复于|回复日期|(?:作者|楼主)\s?:.{{1,20}}\s(?:时间|日期))\s?:?\s{{0,3}}"
    rf"(?:{DATE}|昨天|前天|今天|\d{{1,3}}\s?(?:分钟|小时|天|个月|年)前)"
)


def is_post(line: Line) -> bool:
    """Whether a line says who posted and when, as one stands above each post of a thread."""
    return len(line.text) <= 120 and _POST.search(line.text) is not None


def _one_post(lines: list[Line], prose: list[int]) -> list[int]:
    """Of a thread, the prose of its first post: the next one's line of name and day ends it."""
    posts = [n for n, line in enumerate(lines) if is_post(line)]
    if len(posts) < 2 or not prose:
        return prose
    stop = next((n for n in posts[1:] if n > prose[0]), len(lines))
    return [n for n in prose if n < stop]


def listed(lines: list[Line], where: Zones) -> set[int]:
    """The lines amid the body that name other articles: below a list's heading, or mere links."""
    found: set[int] = set()
    within = False
    for number in range(where.first, where.last + 1):
        line = lines[number]
        if not line.text or shapes.IMAGE.match(line.text):
            continue
        rule = rules.match(line.text, rules.BODY)
        if rule is not None and rule.ends:
            within = line.text[-1] not in "。!?" and len(line.text) <= 20
        elif is_prose(line) or ends_sentence(line):
            within = False
        elif within or ("a" in line.tags and line.han < 80):
            found.add(number)
    # Where links are half the body, they are its text: a list of links is an article too.
    size = sum(lines[n].han for n in found)
    return found if size * 2 < sum(x.han for x in lines[where.first : where.last + 1]) else set()


def twice(lines: list[Line], where: Zones) -> set[int]:
    """The lines of a body that says it all a second time, or none."""
    seen: dict[str, int] = {}
    again: set[int] = set()
    for number in range(where.first, where.last + 1):
        line = lines[number]
        if line.han >= 4 and seen.setdefault(line.text, number) != number:
            again.add(number)
    once = sum(lines[n].han for n in seen.values())
    return again if sum(lines[n].han for n in again) * 10 >= once * 8 > 400 else set()


def _is_body(line: Line) -> bool:
    if not is_prose(line) or line.tags & LANDMARKS.keys():
        return False
    return rules.match(line.text, rules.BODY) is None and not field_spans(line.text, strict=True)


def _best_effort(lines: list[Line]) -> list[int]:
    """Without any prose, every line that no rule takes, after the first, may be the body."""
    free = [
        n
        for n, line in enumerate(lines)
        if line.han >= 4
        and not line.tags & LANDMARKS.keys()
        and "a" not in line.tags
        and rules.match(line.text, rules.ANY) is None
        and not field_spans(line.text, strict=False)
    ]
    return free[1:]


_SHORT = 30  # Han characters of the shortest text that something may end
_TEXT = 200  # Han characters of prose that are a text, however much its readers say below it
_NAMES_ONE = re.compile(r"^[^:]{2,8}:\s?\S{6}")
"""相关文章：one title, set between two paragraphs; the article goes on."""


def _heading(source: Source, lines: list[Line], prose: list[int]) -> int:
    """The line that is the title as the head of a page declares it, with prose below; or -1."""
    declared = titles.declared(source)
    for number, line in enumerate(lines[: prose[-1]] if prose and declared else ()):
        if line.tags & _BIG and line.han >= 4 and titles.plain(line.text) in declared:
            return number
    return -1


_BIG = frozenset(("h1", "h2"))


def _last(source: Source, lines: list[Line], prose: list[int], headed: bool) -> int:
    """The last line of the body: nothing after a footer or a list of other articles.

    `headed` says that the title is known to stand above, so that the first prose is the text's.
    """
    if not prose:
        return len(lines) - 1
    around = Boxes(source, lines[prose[0]])
    apart = _apart(lines, prose)
    total = sum(lines[n].han for n in prose)
    seen, at = 0, 0
    for number in range(prose[0], prose[-1]):
        line = lines[number]
        if at < len(prose) and prose[at] == number:
            seen += line.han
            at += 1
            continue
        if line.blank or seen < _SHORT:
            continue
        if end := _end(line):
            left = headed and around.leaves(lines[prose[at - 1]], lines[prose[at]])
            if left or (
                end != "hint"
                and (
                    seen * 10 >= total * 6
                    or (end == "comments" and (seen * 10 >= total * 3 or seen >= _TEXT))
                    or apart[at] < seen
                )
            ):
                return prose[at - 1]
    return prose[-1]


def _end(line: Line) -> str:
    """What a line amid prose says of the text's end: the rule that says so, a hint of it, or ""."""
    rule = rules.match(line.text, rules.TAIL)
    if rule is not None and rule.ends and not _NAMES_ONE.search(line.text):
        return rule.name
    if rule is not None and rule.name == "disclaimer":
        return "hint"
    spans = field_spans(line.text, strict=True)
    return "editor" if any(span[2] == "editor" for span in spans) else ""


def _apart(lines: list[Line], prose: list[int]) -> list[int]:
    """For each line of prose, how many Han characters the longest from there on has, where no two
    stand side by side, as in a list of other articles; elsewhere more than any has."""
    longest = [_MANY] * len(prose)
    most = 0
    for at in range(len(prose) - 1, -1, -1):
        most = max(most, lines[prose[at]].han)
        if at + 1 < len(prose):  # the last one alone may well be the text's own
            if all(line.blank for line in lines[prose[at] + 1 : prose[at + 1]]):
                break
            longest[at] = most
    return longest


_MANY = 10**9


def _further(lines: list[Line], last: int) -> int:
    """The last line with short paragraphs below it: after one heading, or as markup says."""
    found, between = last, 0
    for number in range(last + 1, len(lines)):
        line = lines[number]
        if line.blank:
            continue
        chrome = rules.match(line.text, rules.ANY) or line.tags & (LANDMARKS.keys() | {"a"})
        if chrome or between > 60 or field_spans(line.text, strict=False):
            break
        between += 1
        goes_on = lines[number - 1].text.endswith((",", "、"))  # a sentence in a narrow column
        near = ("p" in line.tags and line.han >= 4) or (between <= 2 and line.han >= 10) or goes_on
        if near and re.search(r"[。！？!?][”’]?$", line.text):
            found, between = number, 0
    return found


def _late_byline(lines: list[Line], prose: list[int]) -> int:
    """A line with date and field below prose that is but a small part of the page, or -1."""
    total = sum(lines[n].han for n in prose)
    seen = 0
    for at, number in enumerate(prose[:-1]):
        seen += lines[number].han
        if seen * 5 > total and (seen > 200 or seen * 2 > total):
            return -1
        for later in range(number + 1, prose[at + 1]):
            if _SIGNED_DAY.match(lines[later].text) and _signed(lines, later):
                continue
            if _DATE.search(lines[later].text) and field_spans(lines[later].text, strict=False):
                return later
    return -1


_SIGNED_DAY = re.compile(rf"^{DATE}$")


def _signed(lines: list[Line], number: int) -> bool:
    """Whether the line above says who signs: the day below it is a document's."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].text), -1)
    return above >= 0 and bool(shapes.SIGNED.search(lines[above].text))
