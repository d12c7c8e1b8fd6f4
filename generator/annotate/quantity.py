"""Quantities, amounts of money and percentages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.annotate.claim import claim, frames
from generator.annotate.number import numeral, plain
from generator.annotate.quantity_words import (
    AFTER,
    BEFORE,
    MONEY,
    SHARE,
    SIGN,
    Approx,
    amount_openers,
    grammar,
    set_phrases,
    share_openers,
)
from generator.annotate.reading import Reading
from generator.annotate.spans import Spans
from generator.annotate.words import word_set
from generator.model import Amount, Fact

_ONE = word_set("units_one")
_BARE = word_set("units_bare")
_PLAIN = word_set("units_plain")
_CASUALTY = re.compile(r"(?:不幸)?(?:死亡|失踪|受伤|遇难|轻伤|重伤|获救|落水|被困|死|伤)")
_YEAR = re.compile(r"[12]\d{3}$")
_POWERS = frozenset("百千万亿")
_POWER = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PERCENT = frozenset(["%", "‰", "个百分点", "百分点"])
# Behind an Arabic number these are no units: 60年代, 315街, 5点.
_NO_UNITS = frozenset(["代", "街", "点", "甲", "石", "声", "G"])
_AGE = re.compile("代(?!代)")  # 九十年|代, but 30年|代代相传
# What one has half of.
_HALVED = frozenset(["年", "小时", "个小时", "个月", "岁", "公里", "斤", "亩", "米", "倍"])
# What may be followed by half: 两年半.
_AND_HALF = frozenset(["年", "个月", "岁", "个小时", "天"])
_SHOWN = {"个小时": "小时", "个工作日": "工作日", "大类": "类"}
# 块 is money where the clause speaks of paying; otherwise pieces are counted.
_PAYING = re.compile(r"[花赚卖价钱付交挣罚收买租贵费元]|便宜|工资|补贴|[每一][斤个天月]")
Made = tuple[str, tuple[int, int], Amount, str]
"""Kind, span, amount, rule."""

_DIGIT = re.compile(r"[0-9]")
# What stands only behind a number, and stands here behind none: 截至|月日, 复工率达|%.
_GAP = re.compile(
    r"(?<![0-9〇零一二三四五六七八九十百千万亿几数多半点某每本当该两])(?:年月日|月日(?![历报])|[%‰]|个百分点)"
)
_NOT_SHARE = re.compile(r"[功立为长果员年本效绩熟分就套型都人品交不批群]")


def find_percent(reading: Reading) -> Iterator[Fact]:
    """Percentages: 96.3%, 百分之五十, 三成, 0.3个百分点."""
    yield from _find(reading, "percent")


def find_money(reading: Reading) -> Iterator[Fact]:
    """Amounts with their currency."""
    yield from _find(reading, "money")


def find_quantity(reading: Reading) -> Iterator[Fact]:
    """Numbers with a classifier or a unit."""
    yield from _find(reading, "quantity")


def _find(reading: Reading, kind: str) -> Iterator[Fact]:
    lost = _lost(reading)
    found = ((block, _amounts(text, lost)) for block, text in enumerate(reading.texts))
    blocks = [(block, made) for block, made in found if any(kind == other for other, *_ in made)]
    if not blocks:
        return
    dates = frames(reading)
    days: dict[int, Spans] = defaultdict(Spans)  # 上|半年| is a date, and no amount
    for fact in reading.of("date"):
        if fact.rule != "festival":
            days[fact.block].add(fact.start, fact.end)
    for block, made in blocks:
        if block in days:
            made = tuple(amount for amount in made if days[block].free(*amount[1]))
        spans = [span for _, span, _, _ in made]
        for nth, (made_kind, span, amount, rule) in enumerate(made):
            if made_kind == kind:
                told = claim(reading, block, spans, nth, kind, dates.get(block, ()))
                yield _fact(reading, kind, block, span, amount, rule, told)


def _lost(reading: Reading) -> bool:
    """Whether the text lost its digits, so that 投入|万元 is a gap and no ten thousand.

    Cleaning tells of most; a short text may have too few gaps for it, and yet show by its days.
    """
    if reading.article.damage:
        return True
    body = [
        text
        for text, block in zip(reading.texts, reading.article.blocks, strict=True)
        if block.kind in ("heading", "paragraph", "caption")
    ]
    return not any(map(_DIGIT.search, body)) and any(map(_GAP.search, body))


def _fact(
    reading: Reading,
    kind: str,
    block: int,
    span: tuple[int, int],
    amount: Amount,
    rule: str,
    told: tuple[str, str, str],
) -> Fact:
    full = Amount(amount.value, amount.unit, amount.approx, *told, upper=amount.upper)
    key = plain(amount.value)
    if amount.upper is not None:
        key += f"–{plain(amount.upper)}"
    key = f"{key}{amount.unit}" if key else reading.texts[block][span[0] : span[1]]
    return reading.fact(kind, block, span, key, rule, full)


@lru_cache(maxsize=256)
def _amounts(text: str, damaged: bool) -> tuple[Made, ...]:
    """All amounts of a folded text: kind, span, amount, rule."""
    phrases = set_phrases(text)
    found = [
        made
        for match in amount_openers().matches(grammar(), text)
        if (made := _amount(text, match, damaged, phrases))
    ]
    shares = [
        made for match in share_openers().matches(SHARE, text) if (made := _share(text, match))
    ]
    if shares:
        taken = Spans(span for _, span, _, _ in shares)
        found = [*shares, *(made for made in found if taken.free(*made[1]))]
    found.sort(key=lambda made: made[1])
    return tuple(found)


def _share(text: str, match: re.Match[str]) -> Made | None:
    approx = BEFORE.get(match["before"] or "", "") or AFTER.get(match["after"] or "", "")
    if match["of"]:
        whole, _, part = match["num"].partition("点")
        value = numeral(whole)
        if value is None:
            return None
        if part:
            digits = "".join(str(int(n)) for c in part if (n := numeral(c)) is not None)
            value = float(f"{int(value)}.{digits or 0}")
        amount = Amount(float(value), "%", approx)
        return "percent", match.span(), amount, "hundredth"
    end = match.end()
    if match["after"] is None and _NOT_SHARE.match(text, end):
        return None
    if text[max(match.start("ten") - 1, 0)] in "第十百0123456789" and match.start("ten") > 0:
        return None
    if match["ten"] == "一" and not (match["before"] or match["after"]):
        return None
    value = numeral(match["ten"])
    if value is None:
        return None
    amount = Amount(float(value) * 10 + _tenth(match["half"]), "%", approx)
    return "percent", match.span(), amount, "tenth"


def _tenth(text: str | None) -> float:
    return 5 if text == "半" else numeral(text or "") or 0


def _amount(
    text: str, match: re.Match[str], damaged: bool, phrases: Mapping[int, int]
) -> Made | None:
    unit = match["unit"]
    if not (unit or match["sign"] or _arabic(match)):
        return None  # most of what the grammar finds: the 一 of 统一
    first = match.start("low") if match["low"] else match.start("num")
    if _part_of_more(text, first) or _in_phrase(match, first, phrases):
        return None
    if unit is None:
        return _signed(match) if match["sign"] else _unitless(text, match)
    if not (_arabic(match) or _spelled_out(text, match, first)):
        return None
    if _arabic(match) and (
        unit in _NO_UNITS
        or (unit in ("年", "届", "级") and _YEAR.search(match["num"]) and not match["more"])
    ):
        return None
    if unit == "年" and _AGE.match(text, match.end("unit")):
        return None
    start, end = _start(text, match, first), _end(match, unit)
    value, upper = _value(match, damaged), None
    if start == match.start() and match["before"] in ("数", "几"):
        value = None
    if match["low"]:
        value, upper = _low(match), value
    frozen = text.startswith("零下", max(start - 2, 0)) and unit in ("度", "摄氏度", "℃", "°C")
    if frozen and value is not None and not upper:
        start, value = start - 2, -value
    approx = _approx(match, start, end)
    if match["sign"] or (unit in MONEY and (unit != "块" or _pays(text, start, end))):
        return _money(match, (start, end), value, upper, approx)
    if unit in _PERCENT:
        shown = "百分点" if "点" in unit else unit
        return "percent", (start, end), Amount(value, shown, approx, upper=upper), "percent"
    shown = _SHOWN.get(unit, unit)
    return "quantity", (start, end), Amount(value, shown, approx, upper=upper), "classifier"


def _arabic(match: re.Match[str]) -> bool:
    return match["num"][0].isdigit()


def _part_of_more(text: str, first: int) -> bool:
    """Whether the number is the rest of an ordinal, a date, a name: 第3, G20, 3.5.1."""
    previous = text[first - 1] if first else ""
    if previous == ":" and not text[max(first - 2, 0)].isdigit():
        return False  # 开学那天:|23名新生
    return previous != "" and (previous in "第.+/:" or (previous.isascii() and previous.isalnum()))


def _in_phrase(match: re.Match[str], first: int, phrases: Mapping[int, int]) -> bool:
    if not phrases:
        return False
    if match["num"] == "十一" and match["unit"] in _COUNTED_HEADS:
        return False  # 十一名 counts, 十一 alone is a holiday
    start, end = match.span("num")
    return any(phrases.get(at, 0) > start for at in range(max(first - 3, 0), end))


_COUNTED_HEADS = frozenset([*"名人位个家户座条件台辆只头亩吨米次项年天岁份本张", "公里", "小时"])


def _spelled_out(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a number in Chinese numerals counts something: 三名, 一名 only where it is meant."""
    number, unit = match["num"], match["unit"]
    if number == "半":
        return unit in _HALVED
    if not (unit in MONEY or unit in _PERCENT or unit in _PLAIN):
        return False
    if unit == "字" and text[max(first - 1, 0)] in "”’":
        return False  # “在地”二字
    if number == "一" and not match["scale"] and not match["low"]:
        return bool(
            match["before"] in ("约", "近", "超过", "不到", "不足")
            or match["after"]
            or unit in _ONE
            or (unit in ("人", "名") and _CASUALTY.match(text, match.end("unit")))
        )
    if set(number) <= _POWERS and not match["before"]:
        return unit in _BARE or unit in MONEY
    return True


def _start(text: str, match: re.Match[str], first: int) -> int:
    """Where the amount begins: 数|十名 with its vague word, 上|30名 without."""
    if _arabic(match):
        return first if match["before"] in ("数", "几", "上") else match.start()
    vague = set(match["num"]) <= _POWERS and not match["before"]
    return first - 1 if vague and first and text[first - 1] in "数几上成" else match.start()


def _approx(match: re.Match[str], start: int, end: int) -> Approx:
    if match["after"] and end >= match.end("after"):
        return AFTER[match["after"]]
    if more := match["more"] or match["more2"]:
        return AFTER[more]
    return BEFORE.get(match["before"] or "", "") if start == match.start() else ""


def _pays(text: str, start: int, end: int) -> bool:
    return text.startswith("钱", end) or bool(_PAYING.search(text, max(start - 10, 0), start))


def _money(
    match: re.Match[str],
    span: tuple[int, int],
    value: float | None,
    upper: float | None,
    approx: Approx,
) -> Made | None:
    sign = SIGN.get((match["sign"] or "").lower(), "")
    name = MONEY.get(match["unit"], "")
    if not name:
        span = (span[0], match.end("scale"))
    currency = sign if sign and name in ("", "元") else name
    return "money", span, Amount(value, currency, approx, upper=upper), "money"


def _signed(match: re.Match[str]) -> Made:
    """Money with its sign only: ¥500."""
    approx = BEFORE.get(match["before"] or "", "")
    amount = Amount(_value(match, False), SIGN[match["sign"].lower()], approx)
    return "money", (match.start(), match.end("scale")), amount, "money"


_GREAT = re.compile(r"\d(?:[千百]?[万亿])$")
_COUNTED = re.compile(r"[\u4e00-\u9fff]{2}|[,。;、)]|$")


def _unitless(text: str, match: re.Match[str]) -> Made | None:
    """A number right before what it counts, or a great one: 近1000|党员, 2.96亿|患者, 100万。"""
    vague = match["before"] in ("近", "约", "逾", "超", "超过", "将近") or match["more"] == "余"
    end = match.end("more2") if match["more2"] else match.end("scale")
    great = _GREAT.search(text, max(end - 4, 0), end)
    if not _arabic(match) or match["low"] or not (great or (vague and len(match["num"]) > 1)):
        return None
    counted = _COUNTED.match(text, end)
    if not counted or text[end : end + 1] in tuple("年月日号时"):
        return None
    if not great and len(counted.group()) < 2:
        return None
    start = match.start() if match["before"] not in ("数", "几", "上") else match.start("num")
    amount = Amount(_value(match, False), "", _approx(match, start, end))
    return "quantity", (start, end), amount, "no-classifier"


def _end(match: re.Match[str], unit: str) -> int:
    if match["also"]:
        return match.end("also")
    if match["after"]:
        return match.end()
    return match.end("half") if match["half"] and unit in _AND_HALF else match.end("unit")


def _value(match: re.Match[str], damaged: bool) -> float | None:
    number = match["num"]
    if number == "半":
        return 0.5
    if damaged and set(number) <= _POWERS:
        return None
    value = numeral(number)
    if value is None:
        return None
    for scale in match["scale"] or "":
        value *= _POWER[scale]
    if match["half"] and match["unit"] in _AND_HALF:
        value += 0.5
    return round(float(value), 6)


def _low(match: re.Match[str]) -> float | None:
    value = 0.5 if match["low"] == "半" else numeral(match["low"])
    if value is None:
        return None
    own = match["lowunit"] or ""
    scale = own[: len(own) - len(own.lstrip("百千万亿"))]
    if not own:
        scale = (match["scale"] or "") if value < (numeral(match["num"]) or 0) else ""
    for step in scale:
        value *= _POWER[step]
    return float(value)
