"""Names of people: a family name, and how far the given name reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.annotate.words import Openers, choice, word_set, words

HAN = re.compile(r"[\u4e00-\u9fff]")

SINGLE = frozenset(w for w in words("surnames") if len(w) == 1)
DOUBLE = frozenset(w for w in words("surnames") if len(w) == 2)
_FAMILY = SINGLE | {word[0] for word in DOUBLE}
COMMON = word_set("surnames_common")
NOT_NAMES = word_set("names_not")
# Family names that are far more often another word: only the tagger's word makes them one.
RARE = frozenset(
    "和向包应于时成全党来由但有会从连都是在为边单干管计展衣信幸明相门那母元海花国区商方车路项闻占尚"
    "常任付解安平权利支原广修呼居公太奉通益强云容练盖来相融弘扶"
)
# And those that a title before and a clean end behind make one as well.
UNUSUAL = frozenset("单易明友开密岩普海玉兰苍丰桓堵宰松山弓牧经")
_NOT_GIVEN = frozenset(
    "的是在说了和与及等对向将把被从也都就还则已曾率称为带任作而、,。;:!?“”()《》 "
    "\n0123456789一不有这那该各每"
)
_NEAR = 2000  # characters around a name in which it may come again
_TITLES = frozenset(w for w in words("titles") if len(w) == 2)
ADDRESSED = ("同志", "先生", "女士")

# What follows a name: a form of address, a verb of saying, a particle, a mark.
_ADDRESS = (
    "同志|先生|女士|小姐|老师|教授|医生|博士|夫妇|夫妻|一家|家里|家中|家门|手里|手中|手上|身边|身上"
    "|团队|课题组|一行|父子|母子|母女|父女|兄弟|姐妹|姐弟"
)
_SAYING = "说|表示|介绍|指出|告诉|坦言|强调|认为|回忆|透露|解释|提醒|称|宣布"
_DOING = (
    "带领|率|主持|受邀|获得|夺得|夺冠|荣获|担心|出席|担任|任|获|笑|作|接受|带|领|还|又|把|到|走|来"
)
_PARTICLE = (
    "自|被|让|亦|正|为|是|在|和|与|及|等|对|向|将|的|也|都|就|已|每|则|曾|从|等人"
    "|[今昨明前](?=[日天年晚早(])"
)
CUE = re.compile(rf"{_ADDRESS}|{_SAYING}|{_DOING}|{_PARTICLE}|[,、。;:!?()“”《》 ]|$|\d|以\d")
SPEAK = re.compile(
    r"(?:来自|说|表示|介绍|指出|告诉|坦言|强调|认为|回忆|透露|解释|提醒|称|同志|先生|"
    r"女士|感慨|呼吁|[,]?男,|[,]?女,)"
)


def name_at(text: str, start: int, starts: Mapping[int, str]) -> int:
    """The end of the name that begins at an offset of a folded text, or 0."""
    if start >= len(text) or text[start] not in _FAMILY:
        return 0
    family = 2 if text[start : start + 2] in DOUBLE else 1
    if family == 1 and text[start] not in SINGLE:
        return 0
    given = start + family
    if text[given : given + 2] in _TITLES:  # 陈校长 is a way to call one, and no name
        return 0
    if given >= len(text) or not (_given(text[given]) or (text[given] in "一有" and family == 1)):
        return 0
    one, two = given + 1, given + 2
    long = two <= len(text) and _given(text[one])
    ordinary = text[start : start + 2] in NOT_NAMES and family == 1
    longer = long and CUE.match(text, two) and text[start:two] not in NOT_NAMES
    if ordinary and not longer:
        return one if text.startswith(ADDRESSED, one) else 0
    if not long or text[start:two] in NOT_NAMES:
        return one if CUE.match(text, one) and not long else 0
    if SPEAK.match(text, one) and not SPEAK.match(text, two):
        return one
    if text[two : two + 1] in ("过", "了", "着"):  # 柴勇|算过: what such a mark follows is a verb
        return one
    if text[start] in COMMON and text[given] in COMMON and _married(text, two):
        return two + 1  # 廖|程美玉: her husband's name before her own
    if CUE.match(text, two):
        return two
    near = (max(start - _NEAR, 0), start + _NEAR)
    often, shorter = (text.count(text[start:end], *near) for end in (two, one))
    if often > 1 and often == shorter:
        return two
    if shorter > often == 1:  # 李民|听, where 李民 comes again
        return one
    if CUE.match(text, one):
        return one
    if one in starts and two not in starts:
        return one
    return two


def _married(text: str, two: int) -> bool:
    return two < len(text) and _given(text[two]) and bool(SPEAK.match(text, two + 1))


def _given(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and char not in _NOT_GIVEN


def name_back(text: str, end: int) -> int:
    """The start of a name that ends at an offset: three characters, two, or a compound, or -1."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        family = text[start : start + 2] if length == 4 else text[start]
        good = family in (DOUBLE if length == 4 else SINGLE)
        clean = start == 0 or not HAN.match(text[start - 1]) or length == 3
        if good and clean and all(_given(c) for c in text[start + 1 : end]):
            return start
    return -1


# What names of Tibetans, Uyghurs, Yi, Mongols and others are written with.
_SOUNDS = frozenset(
    "阿艾巴贝比布才仓措达旦丹登嘎噶格贡古果哈吉加嘉卡康克拉勒罗洛玛买曼穆木米娜纳尼努帕普恰琼"
    "曲热桑斯松索塔提图吐旺维乌娅央依伊约扎卓孜呷惹莫西尔敏江别"
)
NAME_BEGINS = _FAMILY | _SOUNDS | {"的"}
"""What a name behind a title begins with, or 的 before it."""


def name_by_sound(text: str, start: int, starts: Mapping[int, str]) -> int:
    """The end of a name written for its sound that begins here, or 0: 阿木约布."""
    end = start
    while end < len(text) and end - start < 7 and text[end] in _SOUNDS:
        end += 1
    return end if end - start >= 3 and (end in starts or CUE.match(text, end)) else 0


@cache
def sounds() -> tuple[Openers, re.Pattern[str]]:
    """How names by sound begin, and such a name: one to three of the parts they are made of."""
    parts = choice(words("sounds"))
    return Openers(*words("sounds")), re.compile(rf"(?:{parts}){{1,3}}")


MASKED = re.compile(
    rf"[{''.join(sorted(SINGLE - RARE - UNUSUAL))}]某某{{0,2}}(?![日年月市县地处个种些时天位家])"
)
"""A name that a court or a paper keeps to itself: 俞某, 汪某水."""
