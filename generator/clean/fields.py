"""Byline fields: the dates, sources and names that a page says of itself.

A span is `(start, end, label, rule)` within one folded line. What no span covers is blank or
chrome; the caller tiles.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.clean import buttons
from generator.clean.bylines import Span, roles, whole
from generator.clean.dates import DATE, TIME, day
from generator.clean.vocabulary import JOIN, NAME, NAMES, PROVINCES, PUBLISHER, TITLES, WORDS
from generator.intake.nobody import is_nobody
from generator.text import HAN

_LABELLED = re.compile(rf"^[{HAN}·.A-Za-z\s、,，/&;；()（）@_\d-]{{1,60}}$")
_PICTURE = re.compile(r"(?:图|图片|照片|视频|封面|影片)$")  # whose source is no article's
_IN_TITLE = re.compile(rf"[{HAN}]\({DATE}\)$")  # 记者会(2020年3月5日) is a title
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]|农历\S{2,10}")
_GAP = re.compile(r"\s{2,}|[\t|│]|\s[-–—·]\s")
_LONGEST = 220


# What every byline holds, so that most lines need no closer look.
_MAYBE = re.compile(
    r"(?=[:/|丨﹕︰□■◎●◆○▢☉⊙◇年\d(记通评撰作编责来稿转摄图文原首摘])"
    r"(?:[:/|丨﹕︰□■◎●◆○▢☉⊙◇年]|\d{3}|^\(|记者|通讯员|评论员|撰稿|撰文|作者|编辑|责编|来源|稿源|转自"
    r"|摄影|图文|文图|原创|转载|首发|摘自)"
)


@cache
def _token() -> re.Pattern[str]:
    rows = sorted(
        ((word, label) for label, words in WORDS.items() for word in words.split()),
        key=lambda row: -len(row[0]),
    )
    either = []
    for label in dict.fromkeys(label for _, label in rows):
        words = "|".join(_spaced(word) for word, kind in rows if kind == label)
        either.append((label, words))
    # One-character words need a boundary before them; all need a colon after, people's a slash.
    alternatives = "|".join(f"(?P<{label.replace('-', '_')}>{words})" for label, words in either)
    # What one may begin with, so that elsewhere the hundreds of words are not tried.
    opens = "".join(
        sorted({word[0] for word, _ in rows} | set("本发编更修回中民〇○零一二三四五六七八九"))
    )
    return re.compile(
        rf"(?=[{re.escape(opens)}\s\d])(?:"
        rf"(?:本报|本刊|本网|本站|本文)?(?:{alternatives})(?:员|人)?(?:\(\w{{1,8}}\))?"
        rf"(?:\s{{0,3}}[:丨﹕︰|]|(?<=[文图影摄者译撰笔辑写])\s?/)\s{{0,12}}(?!//)"
        rf"|(?P<when>发表于|发布于|(?<![{HAN}])发[布表]|编辑于|更新于|修改于|回复于)?\s{{0,3}}(?P<day>{DATE}{TIME}?))"
    )


def _spaced(word: str) -> str:
    body = r"\s{0,2}".join(re.escape(char) for char in word)
    return body if len(word) > 1 else rf"(?<![{HAN}\w]){body}"


def field_spans(text: str, strict: bool) -> list[Span]:
    """The fields of a line that says nothing else, or none.

    `strict` is for lines amid running text: there a label must open the line, nothing may be
    left over, and a date alone is no field.
    """
    if len(text) > _LONGEST or not _MAYBE.search(text):
        return []
    return list(_field_spans(text, strict))


_CHANGED = frozenset(("编辑于", "更新于", "修改于"))


@lru_cache(maxsize=512)  # a line is asked for several times while its page is laid out
def _field_spans(text: str, strict: bool) -> list[Span]:
    if byline := whole(text):
        return byline
    found = list(_token().finditer(text))
    if not found or (strict and (found[0].start() > 2 or found[0]["day"])):
        return []
    spans = roles(text, 0, found[0].start()) if found[0].start() else []
    rest: list[tuple[int, int]] = [] if spans else [(0, found[0].start())]
    due = ""  # the label that a coming date answers
    for number, token in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(text)
        if token["day"]:
            if day(token["day"]):
                changed = "other-date" if token["when"] in _CHANGED else "date"
                spans.append((*token.span("day"), due or changed, "date"))
                if text[token.start() : token.start("day")].strip():
                    spans.append((token.start(), token.start("day"), "field-name", "label-date"))
            due = ""
            rest.append((token.end(), stop))
            continue
        label = str(token.lastgroup).replace("_", "-")
        if _PICTURE.search(text, 0, token.start()):
            return []
        announced = "chrome" if label == "chrome" else "field-name"
        spans.append((token.start(), token.end(), announced, f"label-{label}"))
        start, end = token.end(), stop
        if gap := _GAP.search(text, start, stop):
            end = gap.start()
            rest.append((gap.end(), stop))
        if whose := _WHOSE.search(text, start, end if end == stop < len(text) else start):
            end = whose.start()
        if role := _WRITERS.search(text, start, end):
            end = role.start()
            spans += _written(text, role.start(), stop)
            rest = [(a, b) for a, b in rest if a < role.start()]
        value = text[start:end].strip(" \t,，;；|】]〕>»")
        value = value.rstrip("【[〔( ")  # 来源:某报 【字体:大】
        if value.endswith(")") and "(" not in value:
            value = value.rstrip(") ")
        if label in ("date", "other-date"):
            due = label if not value else ""
            if value and not re.fullmatch(r"[\d:：\s./年月日时分-]{3,24}", value):
                return []
            continue
        due = ""
        if not value:
            continue
        named = _TITLED.sub("", value, count=1) if label in _PEOPLE else value
        if label != "chrome" and not _fits(label, named, strict):
            if not buttons.is_button(value):  # 只看该作者 | 倒序浏览
                return []
            label = "chrome"
        at = text.index(value, start)
        told, left = _told(text, at, at + len(value), label)
        spans += told
        rest += left
    return _with_rest(text, spans, rest, strict)


def _told(text: str, at: int, end: int, label: str) -> tuple[list[Span], list[tuple[int, int]]]:
    """The spans of the words that answer a label, and the stretches of them that may say more."""
    rule = f"label-{label}"
    if label == "chrome" and (unmarked := _unmarked(text, at, end)):  # 阅读 3| 作者某某
        return unmarked, []
    if label == "source":  # an account may be followed by where it writes from
        if again := _SAID_AGAIN.match(text, at, end):
            at = again.end()
        if is_nobody(text[at:end]):  # 来源:网络
            return [(at, end, "chrome", rule)], []
        if parts := _AFTER_SOURCE.fullmatch(text, at, end):
            first, second = parts.span(1), parts.span(2)
            if buttons.is_button(parts[2]) or parts[2] in PROVINCES:
                return [(*first, label, rule), (*second, "chrome", "buttons")], []
            if PUBLISHER.match(parts[1]) and re.fullmatch(NAMES, parts[2]):
                return [(*first, label, rule), (*second, "author", "source-and-writer")], []
            if PUBLISHER.match(parts[1]) and PUBLISHER.match(parts[2]):
                return [(*first, label, rule), (*second, "chrome", "beside-fields")], []
    if label not in _PEOPLE:
        return [(at, end, label, rule)], []
    if staff := _STAFF.search(text, at, end):
        end = staff.start()
    if office := _OFFICE.match(text[:end], at):
        at = office.end()
    elif titled := _TITLED.match(text[at:end]):
        at += titled.end()
    if label == "author" and (work := _WORK.search(text[:end], at)):
        end = work.start()
    if is_nobody(text[at:end]):
        return [(at, end, "chrome", rule)], []
    if label == "author" and _MEDIUM.fullmatch(text, at, end):  # 作者:某某晚报
        return [(at, end, "source", rule)], []
    if not re.fullmatch(NAMES, text[at:end]) and (cut := _WHO_IS.match(text[at:end])):
        return [(at, at + cut.end(1), label, rule), (at + cut.end(1), end, "chrome", rule)], []
    if cut := _AFTER_NAMES.match(text[at:end]):
        return [(at, at + cut.end(1), label, rule)], [(at + cut.end(1), end)]
    return [(at, end, label, rule)], []


_PEOPLE = frozenset(("author", "editor", "photographer", "proofreader"))
_OFFICE = re.compile(  # what stands before the name: 某报专栏作者 某某
    rf"(?:(?:[{HAN}·]{{0,14}}(?:记者|作者|评论员|通讯员|撰稿人?|编辑|实习生)|[图摄])[:：\s/]{{1,3}})"
    rf"(?={NAMES}$)"
)
_TITLED = re.compile(  # or what he is, however long: 某大学教授,某某研究部部长某某
    rf"^(?:[{HAN}、,“”·()]{{2,60}}(?:{TITLES})|[{HAN}]{{2,10}}(?:[网报社台]))\s{{0,4}}(?={NAMES}$)"
)
_WHO_IS = re.compile(rf"^({NAMES})(?=\s?[(,](?:系|[{HAN}]{{4}}))")  # and behind it
_WORK = re.compile(rf"(?<=[{HAN}]{{2}})(?:编译|整理|综合报道|报道)$")  # and after it
_SAID_AGAIN = re.compile(r"(?:本文|文章|稿件)?(?:(?:来源|转载)[于自]?|转自)\s?:?\s?(?=\S{2})")
_STAFF = re.compile(r"(?<=\S)\s?[_ ][A-Z]{1,3}\d{2,6}$")  # the number a portal gives its editors
_MEDIUM = re.compile(rf"[{HAN}A-Za-z0-9]{{1,12}}(?:网|报|社|电视台|广播|新闻|新媒体)")
_AFTER_SOURCE = re.compile(r"(\S{2,30})\s{1,3}(\S.{0,40})")
_AFTER_NAMES = re.compile(rf"^({NAMES})\s(?=[{HAN}]{{4}}|\W|[{HAN}]{{2,6}}[:(（\d])")


def _fits(label: str, value: str, strict: bool) -> bool:
    """Whether words can be the value of such a label."""
    if buttons.is_button(value):
        return False
    if re.search(r"[。！？!?]", value):
        return False
    if label in ("source", "contributor", "section", "page"):
        return len(value) <= 40
    if strict:
        return bool(
            re.fullmatch(rf"(?:{NAMES}|[{HAN}]{{2,4}}(?:{JOIN}[{HAN}]{{2,4}}){{0,5}})", value)
        )
    parts = re.split(JOIN, value)
    return bool(_LABELLED.match(value)) and max(len(part) for part in parts) <= 20


def _with_rest(
    text: str, spans: list[Span], rest: list[tuple[int, int]], strict: bool
) -> list[Span]:
    """The spans with what the words between them may be, or none if the line says more."""
    left, others = 0, list[tuple[int, int]]()
    dated = any(label in ("date", "other-date") for _, _, label, _ in spans)
    sourced = any(label == "source" for _, _, label, _ in spans)
    for start, end in rest:
        for a, b in _segments(text, start, end):
            words = text[a:b]
            if not re.search(rf"[{HAN}A-Za-z0-9]", words) or _WEEKDAY.fullmatch(words):
                continue
            if dated and not sourced and (official := _OFFICIAL.fullmatch(words)):
                spans.append((a, a + official.end(1), "source", "source-beside-date"))
                sourced = True
                continue
            if (
                words in PROVINCES
                or _ABOUT.search(words)
                or _WIDGET.fullmatch(words)
                or buttons.is_button(words)
            ):
                continue
            if dated and (told := _unmarked(text, a, b)):
                spans += told
                sourced = sourced or told[-1][2] == "source"
            elif dated and not sourced and PUBLISHER.match(words) and len(words) <= 24:
                again = _SAID_AGAIN.match(text, a, b)
                spans.append((again.end() if again else a, b, "source", "source-beside-date"))
                sourced = True
            elif dated and re.fullmatch(rf"(?:记者|作者|文)\s{{0,2}}{NAMES}", words):
                spans += _named(text, a, b)
            elif dated and (by := _BY.fullmatch(words)):
                spans += [
                    (a, a + by.start(1), "field-name", "by"),
                    (a + by.start(1), b, "author", "by"),
                ]
            elif sent := _SENT.fullmatch(words):
                spans.append((a, a + sent.end(1), "contributor", "sent-in"))
                spans.append((a + sent.end(1), b, "field-name", "sent-in"))
            elif dated and (desk := _DESK.fullmatch(words)):
                spans.append((a + desk.start(1), a + desk.end(1), "author", "byline-dateline"))
                spans.append((a, a + desk.start(1), "field-name", "byline-dateline"))
                spans.append((a + desk.end(1), b, "field-name", "byline-dateline"))
            else:
                others.append((a, b))
                left += len(re.findall(rf"[{HAN}]", words))
                if re.search(r"[。！？!?；]", words):
                    return []
    if sourced and _IN_TITLE.search(text) and not any(r.startswith("label-") for *_, r in spans):
        return []
    limit = 0 if strict else (14 if dated else 8)
    if dated and not strict and left <= limit:
        spans += _beside(text, spans, others, sourced)
    said = any(label not in ("field-name", "chrome") for _, _, label, _ in spans)
    if left > limit or ((left or strict) and not said):
        return []
    return sorted(spans)


def _unmarked(text: str, start: int, end: int) -> list[Span]:
    """The spans of words that name source or writer without a colon, or none."""
    found = _UNMARKED.fullmatch(text, start, end)
    if not found:
        return []
    label, at = "source" if found[1] == "来源" else "author", found.start(2)
    return [(start, at, "field-name", f"label-{label}"), (at, end, label, f"label-{label}")]


def _beside(
    text: str, spans: list[Span], others: list[tuple[int, int]], sourced: bool
) -> list[Span]:
    """What words beside a date and nothing else are: its writers, or who publishes it."""
    if any(rule.startswith("label-") for _, _, _, rule in spans):
        return []
    names = [(a, b) for a, b in others if re.fullmatch(NAMES, text[a:b])]
    if names and len(names) == len(others):
        return [(a, b, "author", "author-beside-date") for a, b in names]
    if sourced or len(others) != 1 or not _ACCOUNT.fullmatch(text, *others[0]):
        return []
    return [(*others[0], "source", "source-beside-date")]


_ACCOUNT = re.compile(
    rf"(?!原创|.{{0,8}}(?:正文|要闻|新闻|首页|专题|频道|动态|来自|发布|更新|版$|[晴阴雨℃]))(?=.{{0,9}}[{HAN}A-Za-z]{{2}})[{HAN}A-Za-z0-9·]{{2,10}}"
)
_WIDGET = re.compile(
    r"(?:我有话说|收藏本文|我要评论|有话要说|热度|人气|评论|阅读|浏览|点击|参与)?[(（]?\d[\d,.万+]{0,8}"
    r"\s?(?:次|人|条)?(?:参与|评论|阅读|浏览|点击|收藏|跟帖)?[)）]?|(?:我有话说|收藏本文|我要评论)"
    rf"|(?:来自|发布于|发表于|IP属地)\s?:?[{HAN}]{{2,6}}"
)
_UNMARKED = re.compile(rf"(来源|作者)\s{{0,2}}([{HAN}A-Za-z0-9·]{{2,16}})")
_OFFICIAL = re.compile(rf"([{HAN}A-Za-z0-9]{{2,16}}?)官方(?:账号|帐号|号)")
_ABOUT = re.compile(r"(?:官方(?:账号|帐号|号)|(?:领域|优质)(?:创作者|作者|爱好者))$")
_BY = re.compile(rf"(?:由|by|By|BY)\s{{1,3}}([{HAN}A-Za-z][{HAN}\w]{{1,11}})(?:发表|发布|撰写)?")
_SENT = re.compile(rf"([{HAN}、]{{2,24}}?)\s?供稿")
_DESK = re.compile(
    rf"(?:[{HAN}]{{0,8}})?记者\s?({NAMES}|[{HAN}]{{2,4}})\s?[/／]\s?[{HAN}]{{2,8}}(?:报[导道]|电)"
)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that gaps part; a stretch with single spaces is one if it can be a name."""
    found: list[tuple[int, int]] = []
    at = start
    for gap in [*_GAP.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        a, b = _trim(text, at, stop)
        if a < b:
            if " " in text[a:b] and not (PUBLISHER.match(text[a:b]) or _BY.fullmatch(text[a:b])):
                found += [m.span() for m in _WORD.finditer(text, a, b)]
            else:
                found.append((a, b))
        at = gap.end() if gap else end
    return found


_WORD = re.compile(r"\S+")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t,，;；|()（）[]【】〔〕/·-":
        start += 1
    while end > start and text[end - 1] in " \t,，;；|()（）[]【】〔〕/·-":
        end -= 1
    return start, end


_WHOSE = re.compile(
    rf"(?<=[{HAN}])\s{{1,3}}(?!{NAME}$)[{HAN}]{{2,6}}$"
)  # 某报记者:某某 某报编辑:某某
_WRITERS = re.compile(
    rf"(?<=[\s/])(?:本报|本网|本刊|本台)?(?:实习|特约|见习|首席|全媒体|融媒体)?(?P<role>记者|通讯员|实习生|撰稿|作者|摄影|编辑)\s{{1,4}}(?P<name>{NAMES})"
)


def _written(text: str, start: int, end: int) -> list[Span]:
    """Who wrote it, in the words that follow a source: 某某晚报 记者 张三 通讯员 李四."""
    spans: list[Span] = []
    for found in _WRITERS.finditer(text, start, end):
        label = {"摄影": "photographer", "编辑": "editor"}.get(found["role"], "author")
        a, b = found.span("name")
        spans += [(found.start(), a, "field-name", "writer"), (a, b, label, "writer")]
    return spans


def _named(text: str, start: int, end: int) -> list[Span]:
    found = re.search(NAMES, text[start:end])
    if not found:
        return []
    a, b = start + found.start(), start + found.end()
    return [(start, a, "field-name", "reporter"), (a, b, "author", "reporter")]
