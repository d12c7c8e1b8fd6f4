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
    r"速度|距离|工资|年龄|票价|造价|总长|全长|人口|规模|资产|负债|损失|海拔|水深|亩产|单产|占比|身高|体重|"
    r"直径|风力|阵风|行程|里程|门票|农损|违约金|租金|奖金|停车位|^通?[长宽高深厚重])$"
)
# Verbs that lead to a number, or frame the sentence, and say nothing of what is done.
_LINKS = frozenset(
    "达 达到 为 是 到 至 有 约 超 超过 突破 近 逾 占 合计 共计 总计 截至 截止 自 从 起 日起 以来 "
    "可 能 会 要 将 应 使 让 令 据 预计 获悉 了解 了解到 介绍 表示 显示 说 称 相关 有关 以上 以下 "
    "共有 已有 拥有 现有 共 价值 增至 升至 降至 成 成为 "
    "首次 再次 高达 可达 预计 仅 只有".split()
)
# Measures that need no other noun before them: 学校|海拔.
_WHOLE = frozenset(
    "海拔 水深 亩产 单产 占比 票价 年龄 全长 总长 气温 身高 体重 直径 风力 阵风 行程 门票".split()
)
_LEAD_OUT = re.compile(
    r"(?:(?<![初高国集一二三四五六])中,?已?有|合计|共计|总计|总共|累计|价值|分别|已|已经|共|计|达到|达|为|是|有|约|近|逾|超过|超|"
    r"突破|由|从|增至|升至|降至|至|到|占|的|了|过|着|[、和与及]){1,4}$"
)
# A clause of these alone goes on with the one before: ,达到|52.7%.
_LEAD_ON = re.compile(r"达到?|增至|升至|降至|高达|仅?[为是]|约|超过?|近|逾")
_LEAD_IN = re.compile(r"(?:[了过着的、和与及]|等){1,3}")
# What compares, shares out or dates, and is no subject: 同比, 较去年, 其中.
_FRAME = re.compile(
    r"(?:(?:同比|环比|按[年月]|[较比](?:去年|上年|上月|前年|往年)?(?:同期)?|其中|当中|今年|去年|"
    r"每[年天月日]|累计|[人户亩日年]均|一天|平均|最多|最高|目前|当[天日]|首次|预计|分别|仅|只|"
    r"[较比]?(?:(?:明年|\d{4}年)?(?:[上下]半年|[前第]?[一二三四]季度|\d{1,2}月(?:\d{1,2}日|[份初底末])?)|"
    r"明年|\d{4}年|年[初末底])|[将再还又也])){1,4}"
)
_LAST_PART = re.compile(r".{0,60}(?:的|等(?!级|候|待)|、)(?=[^的、]{2})")
_SHARE = re.compile(r"占(?![地用])[^,。;:]{0,14}?的?$")  # 占|营业收入的5.9%
# What two amounts have between them that are of one thing: 由8亿增至14亿, 11.5分和14分.
_JOINT = re.compile(
    r"(?:[、和及至到共约近计]|增至|升至|降至|跌至|减至|(?:增加|增长|提高|上升|扩大|减少|下降|降低)[到至])?(?:了|约|近)?"
)
_BARE = re.compile(r"其中|[中,;有已]")
_BACK = 6  # amounts to look back for a subject
_COMPARED = re.compile(r"[较比]|同比|环比")
_TOLD = re.compile(r"(?:说|表示|介绍|指出|认为|透露|称|告诉记者|获悉|了解到|显示|统计)$")
_LED = re.compile(
    r"(?:[把将]|中,?已?有)$"
)  # the verb follows: 把|37位老人|背到二楼, 农户中有|98%|复电
_COMPLETED = frozenset("入为到成出给上选得取获")  # verbs that end so take an object: 考入|大学
_OF_NUMBERS = frozenset("仅 只 仅仅 约 大约 均 就 才 近 至少 其实 最 不".split())
_MANNER = frozenset(["连续", "紧急", "自愿", "立即", "积极", "先后"])
_MISSED = frozenset(
    "历时 住院 集资 筹资 出资 融资 贷款 收报 配套 补种 抢种 套种 复种 毕业 就业 创收 增产 减产 "
    "让利".split()
)
"""Verbs that the tagger takes for nouns or adjectives."""

_ACTING = frozenset(["v", "vn", "n"])
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
    end, change = spans[nth][1], ""
    while nth and (joint := _joint(text, spans[nth - 1][1], spans[nth][0])) is not None:
        change = change or (joint if joint[-1:] in ("到", "至") and len(joint) > 1 else "")
        nth -= 1  # 住户18家|43人
    start = spans[nth][0]
    last = spans[nth - 1][1] if nth else 0  # of the amount before
    left = _clause_start(text, start)
    if last < left < start and left > 1 and not _LEAD_ON.sub("", text[left:start]):
        left = max(_clause_start(text, left - 1), last)  # 占比首次过半,|达到52.7%
    before = tokens.run(tokens.first(left), tokens.whole(start))
    near = [t for t in before if t[0] >= last] if last > left else before
    subject, measure = _clause(reading, block, (left, last, start, end), near, before, kind)
    measure = measure or change
    if not subject:
        led = kind == "percent" and not _MEASURED.search(measure)
        led = led or _bare(text, max(left, last), start) or bool(_COMPARED.match(text, left))
        subject = _earlier(reading, block, spans, nth, left, led)
    return subject, measure


def _clause(
    reading: Reading,
    block: int,
    at: tuple[int, int, int, int],
    near: list[Token],
    before: list[Token],
    kind: str,
) -> tuple[str, str]:
    """What the clause of an amount tells: `at` is its start, the amount before, the amount."""
    text, tokens = reading.texts[block], reading.tokens[block]
    original = reading.article.blocks[block].text
    left, last, start, end = at
    if kind == "percent" and (share := _SHARE.search(text, max(left, last), start)):
        words = _words(text, max(left, last), share.start())
        subject = original[slice(*words)] if words else ""
        return subject, original[share.start() : share.end()].removesuffix("的")
    measured = _measured(near)
    if measured is not None:
        words = _words(text, max(left, last), measured[0])
        subject = original[slice(*words)] if words else _counted_before(reading, block, last, left)
        return subject, original[slice(*measured)]
    verb = _verb(near) or (_verb(before) if before is not near else None)
    first, stop = verb or (left, left)
    measure = original[first:stop]
    words = _words(text, max(stop, last, left), start)
    after = _after(tokens, end, text, kind) if kind != "percent" else None
    follows = _verb_after(tokens, after[1] if after else end)
    led = bool(_LED.search(text, max(left, last), start)) or _bare(text, max(left, last), start)
    told = led or after or kind == "percent" or (follows and follows[0] == end)
    if follows and (led or not measure) and told:
        measure = original[slice(*follows)]
    if after and (kind == "quantity" or not words):
        words = after
    if not words and verb:
        words = _words(text, max(left, last), first)
    return original[slice(*words)] if words else "", measure


def _earlier(
    reading: Reading, block: int, spans: Sequence[Span], nth: int, left: int, led: bool
) -> str:
    """The subject that an earlier clause of the sentence tells, or "".

    `led` says that the amount goes on with the one before: 营业收入128.6亿元,|同比增长21.4%.
    """
    text, tokens = reading.texts[block], reading.tokens[block]
    first = _sentence_start(text, spans[nth][0])
    held = nth > 0 and spans[nth - 1][1] >= first
    topic = "" if held and led else _topic(reading, block, first, left)
    if topic or not held:
        return topic
    for before in range(nth - 1, max(nth - _BACK, -1), -1):
        start = spans[before][0]
        begin = _clause_start(text, start)
        if start < first or (before and _bare(text, max(begin, spans[before - 1][1]), start)):
            continue  # 41名学生中,|有5人入选, 2人考入
        near = tokens.run(tokens.first(begin), tokens.whole(start))
        owner, what = _clause(reading, block, (begin, 0, *spans[before]), near, near, "")
        return what if _MEASURED.search(what) else owner
    return ""


def _bare(text: str, first: int, start: int) -> bool:
    """Whether nothing before an amount tells what it counts: ,有|5人入选."""
    return not _BARE.sub("", text[first:start])


def _topic(reading: Reading, block: int, first: int, left: int) -> str:
    """The nouns that the last clause with a subject of its own begins with: 全县|将再建."""
    text, tokens = reading.texts[block], reading.tokens[block]
    stop = left
    while stop > first:
        begin = max(_clause_start(text, stop - 1), first)
        if not _TOLD.search(text, begin, stop - 1) and (span := _head(tokens, begin, stop)):
            return reading.article.blocks[block].text[slice(*span)]
        stop = begin
    return ""


def _head(tokens: Tokens, begin: int, stop: int) -> Span | None:
    """The noun phrase that a clause begins with, behind its time; none before its break."""
    run = tokens.run(tokens.first(begin), tokens.whole(stop))
    at = next((n for n, t in enumerate(run) if t[3] not in ("t", "c", "x") and t[3] != "m"), -1)
    if at < 0:
        return None
    end = at
    while end < len(run) and (run[end][3][0] in _NOUN or run[end][3] in ("vn", "m", "q", "a")):
        end += 1
    if end == len(run) or run[end][3] == "x":
        while end > at and run[end - 1][3] in ("m", "q"):
            end -= 1  # 公司总资产|96.8亿元
    while end > at and (run[end - 1][3] in ("m", "q", "a") or _MEASURED.search(run[end - 1][2])):
        end -= 1
    if end <= at or end >= len(run) - 1 or run[end][3] == "uj":
        return None
    return run[at][0], run[end - 1][1]


def _clause_start(text: str, offset: int) -> int:
    start = offset
    while start > 0 and text[start - 1] not in _BREAK and offset - start < _MOST:
        start -= 1
    return start


def _joint(text: str, last: int, start: int) -> str | None:
    """The joint between two amounts, if nothing else stands there: 22期|95篇, 61户、237人."""
    return text[last:start] if _JOINT.fullmatch(text, last, start) else None


def _measured(near: list[Token]) -> Span | None:
    """The measured noun right before a number: 复工率|为|96.3%."""
    at = len(near)
    while at and (near[at - 1][2] in _LINKS or near[at - 1][3][0] in "pdf"):
        at -= 1
    word = near[at - 1][2].rstrip("为达") if at else ""
    if not _MEASURED.search(word):
        return None
    token, end = near[at - 1], near[at - 1][0] + len(word)
    if len(word) == 1 and at > 1 and word not in "长宽高深厚重":  # 复工|率
        return near[at - 2][0], end
    before = near[at - 2] if at > 1 else token
    modified = before[3] in ("n", "vn", "b", "a") and len(word) <= 2
    modified = modified and len(word) > 1 and word not in _WHOLE
    modified = modified or before[3] == "ad" or before[2] in ("年", "月", "日")  # 年|产能
    return (before[0] if modified else token[0]), end


def _without(text: str, start: int, end: int) -> int:
    """The end of a stretch without the words that lead on to the number."""
    while found := _LEAD_OUT.search(text, max(start, end - 8), end):
        end = found.start()
    return end


def _words(text: str, start: int, end: int) -> Span | None:
    """The last noun phrase of a stretch, without what leads in and out."""
    end = _without(text, start, end)
    while end > start and text[end - 1] in _BREAK:
        end -= 1
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
    full, loud = text.rfind("。", low, offset), text.rfind("!", low, offset)
    return max(low, full + 1, loud + 1, text.rfind("?", low, offset) + 1)


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
    if tag not in _ACTING and word not in _MISSED:
        return False
    if word in _LINKS or (_MEASURED.search(word) and len(word) > 1):
        return False
    following = tokens[at + 1][3] if at + 1 < len(tokens) else ""
    if word in _MISSED or (tag == "n" and following in ("ul", "ug")):
        return True  # 装上|了
    if tag == "n" and at and len(word) > 1:
        adverb = tokens[at - 1]
        if adverb[2] in _MANNER or (adverb[3] == "d" and adverb[2] not in _OF_NUMBERS):
            return True  # 连续|作业, 共|办理
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


def _after(tokens: Tokens, offset: int, text: str, kind: str) -> Span | None:
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
        inner = inner and kind == "quantity" and word[-1] not in _COMPLETED
        if start != end or not (
            tag[0] in _NOUN or tag in ("vn", "an", "a", "nr") or word in _AROUND or inner
        ):
            break
        end = last
    while end > begin and text[end - 1] in "、和“":
        end -= 1
    if text[begin:end] in ("中", "里", "内"):
        return None
    return (begin, end) if end > begin else None


def frames(reading: Reading) -> dict[int, list[tuple[int, str]]]:
    """For each block where dates stand that numbers hold for, and their values: 截至3月3日."""
    found: dict[int, list[tuple[int, str]]] = {}
    for fact in reading.of("date"):
        when = fact.detail
        if not isinstance(when, When) or not when.value:
            continue
        if when.mod or "/" in when.value or reading.texts[fact.block].startswith("时", fact.end):
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
