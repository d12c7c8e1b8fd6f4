"""Quantities, amounts of money and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from generator.annotate.claim import claim
from generator.annotate.number import ARABIC, DIGITS, HAN, numeral, plain
from generator.annotate.reading import Reading
from generator.annotate.words import Openers, choice, word_set, words
from generator.model import Amount, Fact

Approx = Literal["", "more", "less", "near", "about"]

_BEFORE: dict[str, Approx] = {
    "约": "about",
    "大约": "about",
    "近": "near",
    "将近": "near",
    "接近": "near",
    "逾": "more",
    "超": "more",
    "超过": "more",
    "多于": "more",
    "不少于": "more",
    "不低于": "more",
    "至少": "more",
    "上": "more",
    "不足": "less",
    "不到": "less",
    "不超过": "less",
    "数": "about",
    "几": "about",
}
_AFTER: dict[str, Approx] = {
    "多": "more",
    "余": "more",
    "几": "more",
    "来": "about",
    "以上": "more",
    "之多": "more",
    "开外": "more",
    "以下": "less",
    "以内": "less",
    "左右": "about",
    "上下": "about",
}
_MONEY = {
    "元": "元",
    "元人民币": "元",
    "块钱": "元",
    "块": "元",
    "美元": "美元",
    "美金": "美元",
    "欧元": "欧元",
    "日元": "日元",
    "日圆": "日元",
    "英镑": "英镑",
    "港元": "港元",
    "港币": "港元",
    "新台币": "新台币元",
    "台币": "新台币元",
    "韩元": "韩元",
    "澳元": "澳元",
    "加元": "加元",
    "卢布": "卢布",
    "瑞士法郎": "瑞士法郎",
    "新加坡元": "新加坡元",
    "澳门元": "澳门元",
}
_SIGN = {
    "人民币": "元",
    "¥": "元",
    "￥": "元",
    "新台币": "新台币元",
    "台币": "新台币元",
    "nt$": "新台币元",
    "港币": "港元",
    "hk$": "港元",
    "美元": "美元",
    "us$": "美元",
    "$": "元",
}
_ONE = word_set("units_one")
_BARE = word_set("units_bare")
_CASUALTY = re.compile(r"(?:不幸)?(?:死亡|失踪|受伤|遇难|轻伤|重伤|获救|落水|被困|死|伤)")
_YEAR = re.compile(r"[12]\d{3}$")


@cache
def _pattern() -> re.Pattern[str]:
    unit = choice([*words("units"), *_MONEY, "%", "‰", "个百分点", "百分点"])
    before = choice(_BEFORE)
    number = rf"(?:{ARABIC}|{HAN}|半)"
    return re.compile(
        rf"(?P<before>{before})?(?P<sign>人民币|新台币|台币|港币|[¥￥]|NT\$|HK\$|US\$|\$)?"
        rf"(?:(?P<low>{number})(?P<lowunit>{unit}|[百千万亿]{{1,2}})?(?:-|~|～|—|–|至|到))?"
        rf"(?P<num>{number})(?P<more>多|余|几|来)?(?P<scale>[百千万亿]{{0,3}})(?P<more2>多|余)?"
        rf"(?P<unit>{unit})?(?P<also>\((?:{unit})\))?(?P<half>半)?"
        rf"(?P<after>以上|以下|以内|左右|上下|之多|开外|多(?=[,。的;、)长宽高]))?",
        re.ASCII,
    )


_SHARE = re.compile(
    rf"(?P<before>{choice(_BEFORE)})?(?:(?P<of>百分之)(?P<num>{HAN}(?:点{HAN})?|{ARABIC})"
    rf"|(?<![现完建构组促造变达年])(?P<ten>[一二三四五六七八九两\d])成(?P<half>半)?"
    rf"(?=[,。;、!?)的以左上受多]|$|[\u4e00-\u9fff]{{2}}))(?P<after>以上|以下|左右|多)?"
)


@cache
def _openers() -> Openers:
    return Openers(*_BEFORE, *_SIGN, "￥", "NT$", "HK$", "US$", *DIGITS, "半")


@cache
def _share_openers() -> Openers:
    tens = (f"{digit}成" for digit in DIGITS)
    return Openers(*_BEFORE, "百分之", *tens)


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
    for block, text in enumerate(reading.texts):
        for fact_kind, span, amount, rule in _amounts(text, bool(reading.article.damage)):
            if fact_kind == kind:
                yield _fact(reading, kind, block, span, amount, rule)


def _fact(
    reading: Reading, kind: str, block: int, span: tuple[int, int], amount: Amount, rule: str
) -> Fact:
    told = claim(reading, block, span, kind)
    full = Amount(amount.value, amount.unit, amount.approx, *told, upper=amount.upper)
    key = plain(amount.value)
    if amount.upper is not None:
        key += f"–{plain(amount.upper)}"
    key = f"{key}{amount.unit}" if key else reading.texts[block][span[0] : span[1]]
    return reading.fact(kind, block, span, key, rule, full)


@lru_cache(maxsize=256)
def _amounts(text: str, damaged: bool) -> tuple[tuple[str, tuple[int, int], Amount, str], ...]:
    """All amounts of a folded text: kind, span, amount, rule."""
    phrases = _set_phrases(text)
    found = [
        made
        for match in _openers().matches(_pattern(), text)
        if (made := _amount(text, match, damaged, phrases))
    ]
    shares = [
        made for match in _share_openers().matches(_SHARE, text) if (made := _share(text, match))
    ]
    for made in shares:
        found = [f for f in found if f[1][1] <= made[1][0] or f[1][0] >= made[1][1]]
        found.append(made)
    return tuple(sorted(found, key=lambda f: f[1]))


def _share(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int], Amount, str] | None:
    approx = _BEFORE.get(match["before"] or "", "") or _AFTER.get(match["after"] or "", "")
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
    amount = Amount(float(value) * 10 + (5 if match["half"] else 0), "%", approx)
    return "percent", match.span(), amount, "tenth"


def _amount(
    text: str, match: re.Match[str], damaged: bool, phrases: Mapping[int, int]
) -> tuple[str, tuple[int, int], Amount, str] | None:
    start, end = match.span()
    number, unit = match["num"], match["unit"]
    first = match.start("low") if match["low"] else match.start("num")
    arabic = number[0].isdigit()
    previous = text[first - 1] if first else ""
    if previous and (
        (previous in "第.-+/:" and previous != "-") or (previous.isascii() and previous.isalnum())
    ):
        return None
    near = range(max(first - 3, 0), match.end("num"))
    if any(phrases.get(at, 0) > match.start("num") for at in near):
        return None
    if unit is None:
        return _unitless(text, match, arabic)
    if arabic and unit == "年" and _YEAR.search(number) and not match["more"]:
        return None
    if arabic and unit in ("代", "街", "点", "甲", "石", "声", "G"):
        return None
    if arabic and match["before"] in ("数", "几", "上"):
        start = first
    money = unit in _MONEY
    percent = unit in ("%", "‰", "个百分点", "百分点")
    if not arabic and number != "半":
        if not (money or percent) and unit not in word_set("units_plain"):
            return None
        if (
            number == "一"
            and not match["scale"]
            and not match["low"]
            and not (
                match["before"] in ("约", "近", "超过", "不到", "不足")
                or match["after"]
                or unit in _ONE
                or (unit in ("人", "名") and _CASUALTY.match(text, match.end("unit")))
            )
        ):
            return None
        if set(number) <= set("百千万亿") and not match["before"]:
            if unit not in _BARE and not money:
                return None
            if previous in "数几上成" and previous:
                start = first - 1
    if number == "半" and unit not in (
        "年",
        "小时",
        "个小时",
        "个月",
        "岁",
        "公里",
        "斤",
        "亩",
        "米",
        "倍",
    ):
        return None
    end = _end(text, match, unit)
    value = _value(match, damaged)
    approx: Approx = (
        _AFTER.get(match["after"] or "", "") if match["after"] and end >= match.end("after") else ""
    )
    approx = approx or _AFTER.get(match["more"] or match["more2"] or "", "")
    if start == match.start():
        approx = approx or _BEFORE.get(match["before"] or "", "")
        if match["before"] in ("数", "几"):
            value = None
    upper = None
    if match["low"]:
        upper, value = value, _low(match)
    if money or match["sign"]:
        sign = _SIGN.get((match["sign"] or "").lower(), "")
        name = _MONEY.get(unit, "") if money else ""
        if not name and not sign:
            return None
        currency = sign if sign and name in ("", "元") else name
        if not money:
            end = match.end("scale") if match["scale"] else match.end("num")
        return "money", (start, end), Amount(value, currency, approx, upper=upper), "money"
    if percent:
        shown = "百分点" if "点" in unit else unit
        return "percent", (start, end), Amount(value, shown, approx, upper=upper), "percent"
    shown = {"个小时": "小时", "个工作日": "工作日", "大类": "类"}.get(unit, unit)
    return "quantity", (start, end), Amount(value, shown, approx, upper=upper), "classifier"


def _end(text: str, match: re.Match[str], unit: str) -> int:
    end = match.end("unit")
    if match["also"]:
        return match.end("also")
    if match["half"] and unit in ("年", "个月", "岁", "个小时", "天"):
        end = match.end("half")
    if match["after"]:
        end = match.end()
    return end


def _value(match: re.Match[str], damaged: bool) -> float | None:
    number = match["num"]
    if number == "半":
        return 0.5
    if damaged and set(number) <= set("百千万亿"):
        return None
    value = numeral(number)
    if value is None:
        return None
    for scale in match["scale"] or "":
        value *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[scale]
    if match["half"] and (match["unit"] or "") in ("年", "个月", "岁", "个小时", "天"):
        value += 0.5
    return round(float(value), 6)


def _low(match: re.Match[str]) -> float | None:
    value = 0.5 if match["low"] == "半" else numeral(match["low"])
    if value is None:
        return None
    own = match["lowunit"] or ""
    scale = own if own and set(own) <= set("百千万亿") else ""
    if not scale and not own:
        scale = (match["scale"] or "") if value < (numeral(match["num"]) or 0) else ""
    for step in scale:
        value *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[step]
    return float(value)


def _unitless(
    text: str, match: re.Match[str], arabic: bool
) -> tuple[str, tuple[int, int], Amount, str] | None:
    """A number that stands right before what it counts: 近1000党员, ¥500."""
    if match["sign"]:
        end = match.end("scale") if match["scale"] else match.end("num")
        value = _value(match, False)
        sign = _SIGN[match["sign"].lower()]
        approx = _BEFORE.get(match["before"] or "", "")
        return "money", (match.start(), end), Amount(value, sign, approx), "money"
    vague = match["before"] in ("近", "约", "逾", "超", "超过", "将近") or match["more"] == "余"
    if not arabic or not vague or match["low"] or len(match["num"]) < 2:
        return None
    end = match.end("more2") if match["more2"] else match.end("scale")
    if not re.match(r"[\u4e00-\u9fff]{2}", text[end : end + 2]) or text[end] in "年月日号时":
        return None
    approx = _AFTER.get(match["more"] or "", "") or _BEFORE.get(match["before"] or "", "")
    value = _value(match, False)
    return "quantity", (match.start(), end), Amount(value, "", approx), "no-classifier"


@cache
def _phrases() -> tuple[Openers, re.Pattern[str]]:
    return Openers(*words("phrases")), re.compile(choice(words("phrases")))


def _set_phrases(text: str) -> dict[int, int]:
    """Where a set phrase stands that only looks like a number: start → end of the longest."""
    openers, phrase = _phrases()
    return {at: found.end() for at in openers.starts(text) if (found := phrase.match(text, at))}
