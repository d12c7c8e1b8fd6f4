"""Where an article stands on its page: the head, the body, the tail, and the title."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.clean import rules, shapes
from generator.clean.dates import DATE
from generator.clean.fields import field_spans
from generator.clean.lines import Line, ends_sentence, is_prose
from generator.clean.vocabulary import NAME, PUBLISHER
from generator.model import Source
from generator.text import HAN, fold

LANDMARKS = {
    "nav": "导航",
    "header": "页眉",
    "footer": "页脚",
    "aside": "侧栏",
    "form": "表单",
    "breadcrumb": "面包屑",
    "share": "分享",
    "related": "其他文章",
    "comment": "评论",
}
"""Hints that say a line belongs to the page, and what readers are told."""

_SEPARATORS = re.compile(r"\s{0,3}[_|｜\-–—>›»·]{1,3}\s{0,3}")
_DATE = re.compile(DATE)
_CAPTION = re.compile(
    r"^(?:△|▲|▼|▽|↑|↓|◎\s?(?=.{1,60}(?:图|截图|摄|照片)|图\s?[:/])|图为|图\s?\d{0,2}\s?[::]|图说|照片[::]|资料图|\(图[::/]|[(（]?(?:图片|照片)来源|示意图|(?:本文)?(?:图片|照片|题图)[^。]{0,8}(?:由|来自|来源)[^。]{1,20}$)"
    r"|[(（](?:资料图|示意图|资料照片?|图\s?[/:：].{1,30}|.{1,20}摄|.{1,16}[/／]摄|.{1,20}提供|.{1,20}翻摄|.{1,12}供图|.{2,16}\s图)[)）]$"
    rf"|记者{NAME}\s?摄\s{{0,3}}\d{{2,4}}年\d{{1,2}}月\d{{1,2}}日$"
    r"|[。\s](?:受访者|校方|单位|警方|剧组|馆方|主办方|网友|读者|通讯员|当事人|家属|官方)(?:供图|提供|摄)$"
    rf"|[{HAN}”]供图(?:\s{{1,3}}[{HAN}]{{2,10}}发?)?$|[{HAN}\s。/]图\s?[:/]\s?\S.{{0,40}}$|(?:^|[。\s])[{HAN}@]{{2,12}}截图$"
    rf"|(?:^|[。\s，,、(/!?”]|记者|通讯员)(?:{NAME}\s{{0,3}}摄影?|[{HAN}]{{2,4}}\s{{1,3}}摄)\)?$"
)


_CREDITED = re.compile(r"图为.{1,120}[(（](?:摄影|图片?|摄)\s?[/:].{2,20}[)）]$")


_HEAD = 400  # lines above the body in which its title is looked for


class Zones(Struct, frozen=True):
    """Line indices: the body is `lines[first:last + 1]`, the title `lines[title]`; -1 is none."""

    title: int
    first: int
    last: int
    head: int  # where the head ends: after the last byline line above the body, or at `first`


def is_caption(line: Line) -> bool:
    """Whether a line reads as a picture's caption."""
    if "figcaption" in line.tags or "caption" in line.tags:
        return True
    if len(line.text) <= 120 and _CAPTION.search(line.text):
        return True
    return len(line.text) <= 240 and bool(_CREDITED.search(line.text))


def find(source: Source, lines: list[Line], habits: frozenset[int] = frozenset()) -> Zones:
    """The zones of a source's lines; `habits` are those that its site prints on many pages."""
    prose = [n for n, line in enumerate(lines) if n not in habits and _is_body(line)]
    prose = _one_post(lines, prose)
    prose = _without_edges(lines, prose)
    if not prose:
        prose = _best_effort(lines)
    last = _last(lines, prose)
    prose = [n for n in prose if n <= last]
    last = _further(lines, last)
    first = prose[0] if prose else len(lines)
    byline = _late_byline(lines, prose)
    title = _title(source, lines, max(first, byline), habits)
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


_TEXT = 200  # Han characters of prose that are a text, however much its readers say below it
_NAMES_ONE = re.compile(r"^[^:]{2,8}:\s?\S{6}")
"""相关文章：one title, set between two paragraphs; the article goes on."""


def _last(lines: list[Line], prose: list[int]) -> int:
    """The last line of the body: nothing after a footer or a list of other articles."""
    if not prose:
        return len(lines) - 1
    total = sum(lines[n].han for n in prose)
    seen, at = 0, 0
    for number in range(prose[0], prose[-1]):
        if at < len(prose) and prose[at] == number:
            seen += lines[number].han
            at += 1
            continue
        line = lines[number]
        if line.blank or (seen * 10 < total * 3 and seen < _TEXT):
            continue
        rule = rules.match(line.text, rules.TAIL)
        if rule is None or (seen * 10 < total * 6 and rule.name != "comments"):
            continue
        if _NAMES_ONE.search(line.text):
            continue
        if rule.ends:
            return prose[at - 1]
    return prose[-1]


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


# --- the title ---------------------------------------------------------------------------------


def _title(source: Source, lines: list[Line], stop: int, habits: frozenset[int]) -> int:
    declared = [plain(v) for k, v in source.meta if k in ("title", "page")]
    texts: dict[str, int] = {}
    for line in lines:
        texts[line.text] = texts.get(line.text, 0) + 1
    window = range(max(0, stop - _HEAD), stop)
    starts = {part[0] for part in (_SEPARATORS.split(lines[n].text, 1) for n in window) if part[1:]}
    steps = {
        plain(step)
        for n in window
        if len(lines[n].text) <= 200 and re.search("[>›»→]", lines[n].text)
        for step in re.split(r"[>›»→]", lines[n].text)
    }
    bylines = [n for n in window if field_spans(lines[n].text, strict=False)]
    best, most = -1, 0.0
    for number in window:
        line = lines[number]
        if number in bylines or not _may_be_title(line, declared):
            continue
        score = _score(line, declared)
        score += 25 * (line.han >= 6 and plain(_TAGGED.sub("", line.text)) in steps)
        score += 15 * (texts[line.text] > 1) + 25 * (line.text in starts)
        below = _next(lines, number)
        if below >= 0 and (below in bylines or re.match(r"^[—–]{1,3}\S|^--", lines[below].text)):
            score += 20
        after = [n for n in bylines if n > number]
        anchor = after[0] if after else stop
        between = sum(
            not (line.blank or rules.match(line.text, rules.HEAD))
            for line in lines[number + 1 : min(anchor, number + 30)]
        )
        score -= 3 * min(between, 10)
        if bylines and not after:
            score -= 8
        if number in habits:  # a title that returns is one only where nothing else can be
            score /= 10
        if score > most:
            best, most = number, score
    return best


_TAGGED = re.compile(r"^[【\[][^】\]]{1,12}[】\]]\s{0,3}")


def _score(line: Line, declared: list[str]) -> float:
    score = 15.0 if 8 <= line.han <= 45 else 6.0 if line.han >= 5 else 1.0
    score += 8 * (line.han >= 8 and line.text[-1] in "?!")
    score -= 15 * (line.han <= 8 and PUBLISHER.match(line.text) is not None)
    score += 50 * ("h1" in line.tags) + 15 * ("h2" in line.tags)
    text = plain(line.text)
    if text and text in declared:
        score += 60
    elif len(text) >= 6 and any(each.startswith(text) for each in declared):
        score += 45
    if shapes.CHANNEL.match(line.text) and line.han <= 10:
        score -= 12 if "h1" not in line.tags else 30
    if re.search(r"[。;；:，,]$", line.text):
        score -= 20
    if "|" in line.text or "a" in line.tags or re.match(r"^(?:问|答|记者|主持人)\s?:", line.text):
        score -= 15
    return score


def _may_be_title(line: Line, declared: list[str]) -> bool:
    if not (line.han >= 2 and len(line.text) <= 90) or "。" in line.text.rstrip("。"):
        return False
    if line.tags & (LANDMARKS.keys() - {"header"}) and plain(line.text) not in declared:
        return False
    if re.match(r"^[—–△▲□■•·]|^--", line.text) or shapes.IMAGE.match(line.text):
        return False
    if is_caption(line):
        return False
    return rules.match(line.text, rules.HEAD) is None


def _next(lines: list[Line], number: int) -> int:
    return next((n for n in range(number + 1, len(lines)) if not lines[n].blank), -1)


def plain(text: str) -> str:
    """The words of a line alone, folded."""
    return re.sub(r"[\s\W]+", "", fold(text))


def title_end(source: Source, line: Line) -> int:
    """How many characters of a title line are the title: a site's name may hang on its end."""
    parts = list(
        re.finditer(r"\s{0,3}[_|｜]\s{0,3}|\s{1,3}[-–—]\s{1,3}|-(?=[^-]{2,12}网?$)", line.text)
    )
    if not parts or (source.form == "html" and "h1" in line.tags):
        return len(line.text)
    cut = parts[0].start()
    rest = line.text[parts[0].end() :]
    hangs = bool(
        re.search(
            r"网|报|频道|社区|论坛|新闻|博客|在线|平台|中心|政府|门户|杂志|周刊|刊$|社$|博客|百科|贴吧|台$",
            rest,
        )
    )
    return cut if cut >= 5 and hangs else len(line.text)
