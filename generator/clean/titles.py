"""Which line of a page is the article's title."""

from __future__ import annotations

import re
from collections import Counter

from generator.clean import rules, shapes
from generator.clean.accounts import account_rule, carded, is_bar
from generator.clean.bylines import Span
from generator.clean.captions import is_caption
from generator.clean.dates import DATE
from generator.clean.fields import field_spans
from generator.clean.lines import LANDMARKS, Line
from generator.clean.vocabulary import NAME, PUBLISHER
from generator.model import Source
from generator.text import fold

_SEPARATORS = re.compile(r"\s{0,3}[_|｜\-–—>›»·]{1,3}\s{0,3}")
_HEAD = 400  # lines above the body in which its title is looked for
_DATE = re.compile(DATE)
CALENDAR = re.compile(r"^(?:[•·]\s)?农历")
"""How the line begins that follows a day where a site shows today's."""


def declared(source: Source) -> list[str]:
    """The titles that a page's head declares, alone and with its site's name, words only."""
    found: dict[str, None] = {}
    for name, value in source.meta:
        if name in ("title", "page"):
            found[plain(value)] = None
            first, *rest = _SEPARATORS.split(fold(value), 1)
            if rest and PUBLISHER.match(first):  # some sites put their name before it
                found[plain(rest[0])] = None
            if len(plain(first)) >= 4:
                found[plain(first)] = None
    return list(found)


def find(source: Source, lines: list[Line], stop: int, habits: frozenset[int]) -> int:
    """The line above `stop` that reads most like a title, or -1."""
    known = declared(source)
    texts = Counter(line.text for line in lines if "nav" not in line.tags)
    window = range(max(0, stop - _HEAD), stop)
    starts = {part[0] for part in (_SEPARATORS.split(lines[n].text, 1) for n in window) if part[1:]}
    steps = {
        plain(step)
        for n in window
        if len(lines[n].text) <= 200 and re.search("[>›»→]", lines[n].text)
        for step in re.split(r"[>›»→]", lines[n].text)
    }
    bylines = [n for n in window if field_spans(lines[n].text, strict=False)]
    accounts = _accounts(lines, bylines, known)
    told = {n: rule for n in carded(lines, window) if (rule := account_rule(lines, n, -1))}
    twice = {n for n, rule in told.items() if rule in ("account-twice", "account-again")}
    followed = {n for n, rule in told.items() if rule == "account-to-follow" and lines[n].han <= 10}
    known_accounts = accounts | twice | followed
    best, most = -1, 0.0
    for number in window:
        line = lines[number]
        if number in bylines or number in twice or not _may_be_title(line, known):
            continue
        score = _score(line, known)
        score += 25 * (line.han >= 6 and plain(_TAGGED.sub("", line.text)) in steps)
        score += 15 * (texts[line.text] > 1) + 25 * (line.text in starts)
        below = _said(lines, number)
        score += 40 * (below in twice)
        if below in known_accounts:
            below = _said(lines, below)
        if _signed_above(lines, number):
            continue
        if below >= 0 and (below in bylines or re.match(r"^[—–]{1,3}\S|^--", lines[below].text)):
            score += 20 if number not in accounts else 0
        after = [n for n in bylines if n > number]
        anchor = after[0] if after else stop
        between = sum(
            not (line.blank or n in known_accounts or rules.match(line.text, rules.HEAD))
            for n, line in enumerate(lines[number + 1 : min(anchor, number + 30)], number + 1)
        )
        score -= 3 * min(between, 10)
        if bylines and not after:
            score -= 8
        if number in habits:  # a title that returns is one only where nothing else can be
            score /= 10
        if score > most:
            best, most = number, score
    return best


_COLUMN = re.compile(rf"^(?:[•·◦]\s{{1,3}})?({NAME}):")


def _signed_above(lines: list[Line], number: int) -> bool:
    """Whether a line says who the writer is that a title above it names: 某某:… above 某某 教授."""
    for line in lines[max(0, number - 3) : number]:
        if found := _COLUMN.match(line.text):
            return _BULLET.sub("", lines[number].text).startswith(found[1])
    return False


def _accounts(lines: list[Line], bylines: list[int], known: list[str]) -> set[int]:
    """The lines that name a publisher between a title and its date."""
    found: set[int] = set()
    for byline in bylines:
        number = next((n for n in range(byline - 1, -1, -1) if _says(lines[n])), -1)
        above = next((n for n in range(number - 1, -1, -1) if _says(lines[n])), -1)
        if above < 0 or not 2 <= lines[number].han <= 10 or lines[above].han < 8:
            continue
        words = lines[number].text
        told = words in lines[byline].text or (above > 0 and words in _around(lines, above))
        if (lines[number].han < 6 or told or PUBLISHER.match(words)) and _may_be_title(
            lines[above], known
        ):
            found.add(number)
    return found


def _says(line: Line) -> bool:
    """Whether a line is neither blank nor a button."""
    return bool(line.text) and rules.match(line.text, rules.HEAD) is None


def _around(lines: list[Line], number: int) -> set[str]:
    """The words of the lines next above one: an account may be named on either side of a title."""
    return {line.text for line in lines[max(0, number - 4) : number]}


_TAGGED = re.compile(r"^[【\[][^】\]]{1,12}[】\]]\s{0,3}")


def _score(line: Line, known: list[str]) -> float:
    score = 15.0 if 8 <= line.han <= 45 else 6.0 if line.han >= 5 else 1.0
    score += 8 * (line.han >= 8 and line.text[-1] in "?!")
    score -= 15 * (line.han <= 8 and PUBLISHER.match(line.text) is not None)
    score += 50 * ("h1" in line.tags) + 15 * ("h2" in line.tags)
    text = plain(line.text)
    if text and text in known:
        score += 60
    elif len(text) >= 6 and any(each.startswith(text) for each in known):
        score += 45
    if shapes.CHANNEL.match(line.text) and line.han <= 10:
        score -= 12 if "h1" not in line.tags else 30
    if re.search(r"[。;；:，,]$", line.text):
        score -= 20
    if _ABSTRACT.match(line.text):
        score -= 15
    score += 40 * (not known and _EDITABLE.search(line.text) is not None)
    if line.text[0] in "•·":  # an entry of a list, if not the list that a page is made of
        score -= 10
    if "|" in line.text or "a" in line.tags or re.match(r"^(?:问|答|记者|主持人)\s?:", line.text):
        score -= 15
    return score


_ABSTRACT = re.compile(r"^(?:本文|摘要|导读|导语|核心提示|内容提要|编者按)(?!献给)")
_EDITABLE = re.compile(r"\[编辑\]$")  # a wiki's heading


def _may_be_title(line: Line, known: list[str]) -> bool:
    if not (line.han >= 2 and len(line.text) <= 90) or "。" in line.text.rstrip("。"):
        return False
    if line.tags & (LANDMARKS.keys() - {"header"}) and plain(line.text) not in known:
        return False
    if re.match(r"^[—–△▲□■]|^--", line.text) or shapes.IMAGE.match(line.text):
        return False
    if (
        _DATE.match(line.text)
        or CALENDAR.match(line.text)
        or re.match(r"(?:发布|发表|发稿|更新)(?:时间|日期|于)", line.text)
    ):
        return False
    if is_caption(line):
        return False
    return rules.match(line.text, rules.HEAD) is None


def _said(lines: list[Line], number: int) -> int:
    """The next line that is neither blank nor a button."""
    below = range(number + 1, len(lines))
    return next((n for n in below if lines[n].text and not is_bar(lines[n])), -1)


def plain(text: str) -> str:
    """The words of a line alone, folded."""
    return re.sub(r"[\s\W]+", "", fold(text))


_COUNT = re.compile(r"\s?\(?\d{1,6}\)?$")  # of comments, glued to the words


def title_end(source: Source, line: Line) -> int:
    """How many characters of a title line are the title: a site's name may hang on its end."""
    if found := _EDITABLE.search(line.text):
        return found.start()
    if (found := _COUNT.search(line.text)) and _counted(source, line.text, found.start()):
        return found.start()
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


def _counted(source: Source, text: str, end: int) -> bool:
    """Whether a head declares a line up to there, and not with the figure after it."""
    known = declared(source)
    return plain(text[:end]) in known and plain(text) not in known


_KICKER = re.compile(r"^([【\[])([^】\]]{2,24})([】\]])\s{0,3}(?=\S)")
_BULLET = re.compile(r"^[•·◦]\s{1,3}(?=\S)")


def spans(source: Source, line: Line) -> list[Span]:
    """The spans of a title's line: a tag before it, its words, a site's name after it."""
    end = title_end(source, line)
    parts: list[Span] = []
    start = 0
    if bullet := _BULLET.match(line.text):
        start = bullet.end()
        parts = [(0, start, "mark", "bullet")]
    elif found := _KICKER.match(line.text):
        start = found.end()
        parts = [
            (0, 1, "mark", "kicker"),
            (1, found.end(2), "kicker", "kicker"),
            (found.end(2), found.end(3), "mark", "kicker"),
        ]
    parts.append((start, end, "title", "title"))
    if end < len(line.text):
        parts.append((end, len(line.text), "chrome", "site-after-title"))
    return parts
