"""What a number is the number of: its subject, its measure, the date it holds for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from generator.annotate.reading import Reading
from generator.annotate.tokens import Token, Tokens
from generator.model import When

Span = tuple[int, int]

_BREAK = frozenset(",。;!?:\n")
_MOST = 60  # characters of a clause before its number
_SENTENCE = 400  # and of a sentence
_SINCE = re.compile(r"截[至止]目前|截至发稿")
# What is measured ends so: 复工率, 浏览量, 营业收入.
_MEASURED = re.compile(
    r"(?:[率量额值数价]|比重|比例|收入|利润|增速|面积|水位|成本|产能|跨度|长度|高度|深度|温度|气温|"
    r"速度|距离|工资|年龄|票价|造价|总长|全长|人口|规模)$"
)
# Verbs that lead to a number, or frame the sentence, and say nothing of what is done.
_LINKS = frozenset(
    "达 达到 为 是 到 至 有 约 超 超过 突破 近 逾 占 合计 共计 总计 截至 截止 自 从 起 日起 以来 "
    "可 能 会 要 将 应 使 让 令 据 预计 获悉 了解 了解到 介绍 表示 显示 说 称 相关 有关 以上 以下 "
    "共有 已有 拥有 现有 共 价值 增至 升至 降至 成 成为".split()
)
_LEAD_OUT = re.compile(
    r"(?:合计|共计|总计|总共|累计|价值|分别|已|已经|共|计|达到|达|为|是|有|约|近|逾|超过|超|"
    r"突破|由|从|增至|升至|降至|至|到|占|的|了|过|着|[、和与及]){1,4}$"
)
_LEAD_IN = re.compile(r"(?:[了过着的、和与及]|等){1,3}")
# What compares, shares out or dates, and is no subject: 同比, 较去年, 其中.
_FRAME = re.compile(
    r"(?:(?:同比|环比|按[年月]|[较比](?:去年|上年|上月|前年|往年)?(?:同期)?|其中|当中|今年|去年|"
    r"每[年天月日]|[人户亩日年]均|一天|平均|最多|最高|目前|当[天日]|首次|预计|分别|仅|只)){1,3}"
)
_LAST_PART = re.compile(r".{0,60}(?:的|等(?!级|候|待)|、)(?=[^的、]{2})")
_NOUN = frozenset("njbls")
_AROUND = frozenset(["“", "”", "和", "、"])
_ADVERB = frozenset(["d", "ad", "vd"])
_ADVERBS = frozenset(["累计", "共", "紧急", "连续", "自愿", "已", "重点", "立即", "积极", "先后"])
_FIRST = itemgetter(0)


def claim(
    reading: Reading,
    block: int,
    spans: Sequence[Span],
    nth: int,
    kind: str,
    dates: Sequence[tuple[int, str]],
) -> tuple[str, str, str]:
    """Subject, measure and as-of date of the nth amount; each "" where the clause does not tell."""
    subject, measure = _told(reading, block, spans, nth, kind)
    return subject, measure, _as_of(reading, block, spans[nth][0], dates)


def _told(
    reading: Reading, block: int, spans: Sequence[Span], nth: int, kind: str
) -> tuple[str, str]:
    text, tokens = reading.texts[block], reading.tokens[block]
    original = reading.article.blocks[block].text
    end = spans[nth][1]
    while nth and _adjoins(text, spans[nth - 1][1], spans[nth][0]):  # 住户18家|43人
        nth -= 1
    start = spans[nth][0]
    last = spans[nth - 1][1] if nth else 0  # of the amount before
    left = _clause_start(text, start)
    before = tokens.run(tokens.first(left), tokens.whole(start))
    near = [t for t in before if t[0] >= last] if last > left else before
    measured = _measured(near, start)
    if measured is not None:
        words = _words(text, max(left, last), measured)
        subject = original[slice(*words)] if words else _counted_before(reading, block, last, left)
        return subject, original[measured : _without(text, measured, start)]
    verb = _verb(near) or _verb(before)
    first, stop = verb or (left, left)
    measure = original[first:stop]
    words = _words(text, max(stop, last, left), start)
    after = _after(tokens, end, text) if kind != "percent" else None
    if after and not measure and (follows := _verb_after(tokens, after[1])):
        measure = original[slice(*follows)]
    if after and (kind == "quantity" or not words):
        words = after
    if not words and verb:
        words = _words(text, max(left, last), first)
    if words:
        return original[slice(*words)], measure
    if kind == "percent" and nth and last >= _sentence_start(text, start):
        # 营业收入128.6亿元，同比增长21.4%: what is compared was measured before
        owner, what = _told(reading, block, spans[nth - 1 : nth], 0, "")
        return (what if _MEASURED.search(what) else owner), measure
    return "", measure


def _clause_start(text: str, offset: int) -> int:
    start = offset
    while start > 0 and text[start - 1] not in _BREAK and offset - start < _MOST:
        start -= 1
    return start


def _adjoins(text: str, last: int, start: int) -> bool:
    """Whether nothing but a joint stands between two amounts: 22期|95篇, 61户、237人."""
    return text[last:start] in ("", "、", "共", "约", "近", "计")


def _measured(near: list[Token], start: int) -> int | None:
    """Where the measured noun right before a number begins: 复工率|为|96.3%."""
    at = len(near)
    while at and (near[at - 1][2] in _LINKS or near[at - 1][3][0] in "pdf"):
        at -= 1
    if not at or not _MEASURED.search(near[at - 1][2].rstrip("为达")):
        return None
    token = near[at - 1]
    if len(token[2].rstrip("为达")) == 1 and at > 1:  # 复工|率
        return near[at - 2][0]
    modified = at > 1 and near[at - 2][3] in ("n", "vn", "b", "a") and len(token[2]) <= 2
    return near[at - 2][0] if modified else token[0]


def _without(text: str, start: int, end: int) -> int:
    """The end of a stretch without the words that lead on to the number."""
    while found := _LEAD_OUT.search(text, max(start, end - 8), end):
        end = found.start()
    return end


def _words(text: str, start: int, end: int) -> Span | None:
    """The last noun phrase of a stretch, without what leads in and out."""
    end = _without(text, start, end)
    if found := _LAST_PART.match(text, max(start, end - _MOST), end):
        start = found.end()
    if found := _LEAD_IN.match(text, start, end):
        start = found.end()
    if found := _FRAME.match(text, start, end):
        start = found.end()
    return (start, end) if end > start else None


def _counted_before(reading: Reading, block: int, last: int, left: int) -> str:
    """What the amount before counted, in the same sentence: 5342家|批零企业,复工率96.3%."""
    text = reading.texts[block]
    if not last or last < _sentence_start(text, left):
        return ""
    stop = next((at for at in range(last, len(text)) if text[at] in _BREAK), len(text))
    return reading.article.blocks[block].text[last:stop] if 1 < stop - last <= 24 else ""


def _sentence_start(text: str, offset: int) -> int:
    low = max(offset - _SENTENCE, 0)
    return max(low, *(text.rfind(stop, low, offset) + 1 for stop in "。!?"))


def _verb(near: list[Token]) -> Span | None:
    """The last verbs before a number, with their adverbs: 累计|进口; none of a clause with 的."""
    at = len(near) - 1
    while at >= 0 and not _acts(near, at):
        at -= 1
    if at < 0:
        return None
    first = at
    while first and (_acts(near, first - 1) or near[first - 1][3] == "vn"):
        first -= 1
    while first and _is_adverb(near[first - 1]):
        first -= 1
    return near[first][0], near[at][1]


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is what is done: a verb, or a verbal noun where a verb must stand."""
    _, _, word, tag = tokens[at]
    if word in _LINKS:
        return False
    needed = at in (0, len(tokens) - 1) or _is_adverb(tokens[at - 1])
    return tag == "v" or (tag == "vn" and needed)


def _is_adverb(token: Token) -> bool:
    return token[3] in _ADVERB or token[2] in _ADVERBS


def _verb_after(tokens: Tokens, offset: int) -> Span | None:
    """The verbs behind what is counted, with their adverbs: 300多名员工|立即赶工."""
    start = end = -1
    here = tokens.first(offset)
    for first, last, word, tag in tokens.run(here, here + 6):
        acts = tag in ("v", "vn") and word not in _LINKS
        if word in _BREAK or (end >= 0 and not acts):
            break
        if acts:
            start, end = start if start >= 0 else first, last
        else:
            start = first if _is_adverb((first, last, word, tag)) else -1
    return (start, end) if end >= 0 else None


def _after(tokens: Tokens, offset: int, text: str) -> Span | None:
    """The noun phrase that begins at an offset."""
    begin = offset + 1 if text.startswith("的", offset) else offset
    if text.startswith(("、", "和"), begin):
        return None
    end, here = begin, tokens.first(offset)
    if here and tokens.starts[here] > offset:  # 67个|村, which the tagger takes for one word
        end = tokens.starts[here]
    stop = min(here + 13, tokens.whole(offset + 26))
    for index in range(tokens.first(begin), stop):
        start, last, word, tag = tokens[index]
        inner = tag == "v" and end == begin and "n" in tokens.tags[index + 1 : stop][:1]
        if start != end or not (
            tag[0] in _NOUN or tag in ("vn", "an", "a") or word in _AROUND or inner
        ):
            break
        end = last
    while end > begin and text[end - 1] in "、和“":
        end -= 1
    return (begin, end) if end > begin else None


def frames(reading: Reading) -> dict[int, list[tuple[int, str]]]:
    """For each block where dates stand that numbers hold for, and their values: 截至3月3日."""
    found: dict[int, list[tuple[int, str]]] = {}
    for fact in reading.of("date"):
        when = fact.detail
        if isinstance(when, When) and when.value and (when.mod or "/" in when.value):
            found.setdefault(fact.block, []).append((fact.end, when.value))
    return found


def _as_of(reading: Reading, block: int, offset: int, dates: Sequence[tuple[int, str]]) -> str:
    """The last such date before an amount in its sentence."""
    text = reading.texts[block]
    first = _sentence_start(text, offset)
    if _SINCE.search(text, first, offset):
        return reading.article.date
    at = bisect_right(dates, offset, key=_FIRST) - 1
    return dates[at][1] if at >= 0 and dates[at][0] > first else ""
