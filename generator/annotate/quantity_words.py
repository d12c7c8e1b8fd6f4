"""How amounts are written: the words around a number, and the grammar they make."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from generator.annotate.number import ARABIC, DIGITS, HAN
from generator.annotate.words import Openers, choice, words

Approx = Literal["", "more", "less", "near", "about"]

BEFORE: dict[str, Approx] = {
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
AFTER: dict[str, Approx] = {
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
MONEY = {
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
    "新西兰元": "新西兰元",
    "卢比": "卢比",
    "泰铢": "泰铢",
    "图格里克": "图格里克",
    "坚戈": "坚戈",
}
SIGN = {
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


@cache
def grammar() -> re.Pattern[str]:
    """A number with all that may belong to it: 近|3|至|5|万|多|名|以上."""
    unit = choice([*words("units"), *MONEY, "%", "‰", "个百分点", "百分点"])
    number = rf"(?:{ARABIC}|{HAN}|半)"
    sign = r"人民币|新台币|台币|港币|[¥￥]|NT\$|HK\$|US\$|\$"
    low = rf"(?P<low>{number})(?P<lowunit>[百千万亿]{{0,3}}(?:{unit})|[百千万亿]{{1,2}})?"
    return re.compile(
        rf"(?P<before>{choice(BEFORE)})?(?P<sign>{sign})?(?:{low}(?:-|~|～|—|–|至|到))?"
        rf"(?P<num>{number})(?P<more>多|余|几|来)?(?P<scale>[百千万亿]{{0,3}})(?P<more2>多|余)?"
        rf"(?P<unit>{unit})?(?P<also>\((?:{unit})\))?(?P<half>半)?"
        rf"(?P<after>以上|以下|以内|左右|上下|之多|开外|多(?=[,。的;、)长宽高时]))?",
        re.ASCII,
    )


_NO_SHARE_BEFORE = "现完建构组促造变年"  # 建成, 变成
SHARE = re.compile(
    rf"(?P<before>{choice(BEFORE)})?(?:(?P<of>百分之)(?P<num>{HAN}(?:点{HAN})?|{ARABIC})"
    rf"|(?<![{_NO_SHARE_BEFORE}])(?P<ten>[一二三四五六七八九两\d])成"
    r"(?P<half>半|[一二三四五六七八九](?![十百千万\d个名人]))?"
    r"(?=[,。;、!?)的以左上受多]|$|[\u4e00-\u9fff]{2}))(?P<after>以上|以下|左右|多)?"
)
"""A share in words: 百分之五十, 三成, 两成五."""


@cache
def amount_openers() -> Openers:
    """How an amount begins."""
    return Openers(*BEFORE, *SIGN, "￥", "NT$", "HK$", "US$", *DIGITS, "半")


@cache
def share_openers() -> Openers:
    """How a share begins."""
    return Openers(*BEFORE, "百分之", *(f"{digit}成" for digit in DIGITS))


@cache
def _phrases() -> tuple[Openers, re.Pattern[str]]:
    return Openers(*words("phrases")), re.compile(choice(words("phrases")))


def set_phrases(text: str) -> dict[int, int]:
    """Where a set phrase stands that only looks like a number: start → end of the longest."""
    openers, phrase = _phrases()
    return {at: found.end() for at in openers.starts(text) if (found := phrase.match(text, at))}
