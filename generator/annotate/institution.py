"""Institutions with names of their own: companies, schools, hospitals, task forces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.annotate.reading import Reading
from generator.annotate.tokens import Token, Tokens
from generator.annotate.words import Openers, choice, word_set, words

_JOINER = frozenset("的了在是由向从到对为于将把被让给使与及或、,。;:!?“”‘’《》〈〉/")
_MEDIA = word_set("suffixes_media")
_LEVELS = frozenset(["自治区", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡"])
_ODD = re.compile(rf"[{''.join(sorted(_JOINER))}一二两三四五六七八九十\d座个家所新建各级办等有]")
_PLACED = _MEDIA | word_set("suffixes_placed")
_CALLED = frozenset(
    "公司 上市公司 企业 厂商 机构 单位 组织 龙头企业 民企 国企 央企 高校 名校".split()
)
_OWNED = re.compile(r"(?:国立|省立|市立|县立|私立|国家|皇家)$")
_TASK = frozenset(["指挥部", "领导小组", "工作组", "工作队", "专班", "专家组"])
_FOLLOWED = {
    "报": r"[导道告名警到送销社刊纸考备答请批税案喜恩废]",
    "大学": r"[生]|城(?!市)",
    "学院": r"[派]",
    "中学": r"[生]",
    "小学": r"[生]",
    "国小": r"[生]",
    "高中": r"[生]|阶段",
    "国中": r"[生]",
    "厂": r"[房家商长区]",
    "旅": r"[游客行程途馆]",
    "集团": r"(?:股份|有限|公司)",
    "公司": r"[法]",
    "慈善基金": r"会",
    "信托基金": r"会",
    "福利基金": r"会",
    "总会": r"[有在]",
    **dict.fromkeys(("一中", "二中", "三中", "一小", "二小"), r"[学全等国央期心文英方组型时午]"),
    "大队": r"[长]",
    "中学校": r"[长]",
    "学校": r"[长]",
    "委员会": r"议",
    "学会": r"[了]",
    "工作组": r"织",
    "专家组": r"织",
    "合作社": r"[员]",
}
_INNER = word_set("name_inner")
_PROPER = ("nr", "ns", "nz", "nt")
_NAME_LENGTH = 22
_PLACE_LENGTH = 16


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(choice(words("suffixes"), _FOLLOWED))


@cache
def _suffix_openers() -> Openers:
    return Openers(*words("suffixes"))


def institutions(reading: Reading, block: int) -> Iterator[tuple[int, int]]:
    """The spans of institutions in a block."""
    text, tokens = reading.texts[block], reading.tokens[block]
    if not _suffix_openers().starts(text):
        return
    places = {m.start: m.end for m in reading.places[block]}
    ends = {end: start for start, end in places.items()}
    for match in _suffix_openers().matches(_suffixes(), text):
        suffix, end = match.group(), match.end()
        if suffix == "厂" and text[match.start() - 1 : match.start()] == "工":
            continue  # 广东工厂 are many
        if suffix[0] == "国" and match.start() and text[match.start() - 1] in "全各中我本":
            continue  # 全国中小学
        if suffix in _TASK:
            start = _task_start(text, tokens, match.start(), places)
        else:
            start = _start(text, tokens, (match.start(), end), places, ends)
            if suffix in _PLACED and start not in places and text[start] not in _LEVELS:
                continue
            if start >= 0 and (owned := _OWNED.search(text, max(start - 2, 0), start)):
                start = owned.start()
        if start < 0 or match.start() - start > _NAME_LENGTH:
            continue
        if text[end : end + 5] == "(指挥部)":
            end += 5
        yield start, _party_branch(text, end)


# A part of a university, before one of its people: 某某大学|园艺学院|教授.
_FACULTY = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:学院|学系|系|研究所|研究院)(?=(?:名誉|特聘|助理|副)?(?:教授|研究员)"
    r"|讲师|副?院长|副?主任|副?所长|团队|师生|学生|博士)"
)
PART_CHAR = r"[^\W\d_的了在和与及将把对向从由被等是]"
"""Inside the name of a part of a body."""
AFTER_PART = r"(?=[,。、;:的和与打来]|民警|医生|护士|副?主任|工作人员|干警|干部|负责人|联合)"
"""What follows a part of a body where its name is whole."""

# A part of a body, before the one who leads it: 某某博物馆|保卫处|处长.
_DESK = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:(?:处|科|部|室|站|系|所|队|中心|办公室)(?=(?:副)?(?:处|科|部|站|所|队|主)[长任])"
    r"|系(?=(?:副)?(?:教授|主任)))"
)
_WARD = re.compile(rf"{PART_CHAR}{{1,4}}?(?:科|室){AFTER_PART}")
_BRANCH = re.compile(
    r"(?:董事局|党委|党组|党总支|党支部|第[一二三四五六七八九十\d]{1,2}党支部|[\u4e00-\u9fff]{2,8}(?<!的"
    r")组(?=市场|成员|组长|联络|负责))"
)


def _party_branch(text: str, end: int) -> int:
    if text.endswith(("大学", "学院"), 0, end) and (faculty := _FACULTY.match(text, end)):
        end = faculty.end()
    if text.endswith("医院", 0, end) and (ward := _WARD.match(text, end)):
        return ward.end()
    if (desk := _DESK.match(text, end)) and not _JOINER & {*desk[0]}:
        return desk.end()
    match = _BRANCH.match(text, end)
    if match and not text.startswith(("织", "书记"), match.end()):
        return match.end()
    return end


def _start(
    text: str,
    tokens: Tokens,
    suffix: tuple[int, int],
    places: dict[int, int],
    ends: dict[int, int],
) -> int:
    """Where the name before a suffix begins, or -1 where it names no one body."""
    at, end = suffix
    start, proper = at, False
    match_end = text[at:end]
    index = tokens.before(end)
    edge = ""
    while index >= 0 and end - tokens[index][0] <= _NAME_LENGTH + 8:
        token_start, token_end, word, tag = tokens[index]
        part = word[: max(at - token_start, 0)] if token_end > at else word
        if part == ")" and (opened := text.rfind("(", max(token_start - 8, 0), token_start)) > 0:
            start = opened
            index = tokens.before(opened + 1) - 1
            continue
        if word == "”" and start == token_end:
            opened = text.rfind("“", max(token_start - 8, 0), token_start)
            if opened >= 0:
                start, proper = opened, True
            edge = "x"
            break
        firm = match_end.endswith(("公司", "集团")) and tag[0] == "m" and part.isalpha()
        firm = firm and part[-1:] not in "家个所"
        level = word in _LEVELS and token_end < at
        if word in _CALLED and token_start < at:
            if token_end > at:
                return -1  # 上市公司 itself names nobody
            edge = "n"  # 上市公司|森那美集团: what it is called, and then its name
            break
        sport = tag[0] == "v" and token_end == at and index > 0 and tokens[index - 1][3] == "ns"
        if part and not (firm or level or sport or _belongs(part, tag, token_end >= at)):
            edge = tag[0]
            break
        start = min(start, token_start)
        if part and token_end <= at:
            proper = proper or tag[:2] in _PROPER or tag[0] in "jx"
            if level:
                proper = True
                edge = "level"
                break
        elif part:
            proper = proper or tag[:2] in _PROPER or part not in word_set("generic")
        index -= 1
    start = _from_place(text, start, at, places)
    start = _after_place(text, start, places, ends)
    if start >= at:
        return -1
    name = text[start:at]
    if start in places:
        return _brand(text, tokens, start) if text.endswith(_BRANCHES, 0, end) else start
    start = _trimmed(tokens, start, at)
    start = min(start, _mother(text, start))
    if not proper and not _specific(tokens, start, at):
        return -1
    return start if (len(name) >= 2 and edge != "") or len(name) >= 2 else -1


def _belongs(word: str, tag: str, last: bool) -> bool:
    """Whether a word may be part of a name."""
    if word in _JOINER or word[0] in "全各该本" or word.endswith("单位"):
        return False
    if tag[0] in "njbgsh" or tag in ("vn", "an", "eng", "nrfg", "nrt", "l", "i"):
        return True
    if word in _INNER:
        return True
    if tag[0] == "x":
        return word.isalpha() or word == "·"
    if tag[0] == "m":
        return word.startswith("第")
    return tag[0] in "a" and len(word) == 1 and word in "大新高中东西南北"


def _from_place(text: str, start: int, at: int, places: dict[int, int]) -> int:
    """The start, or the first place in the name: what stands before it is no part of it, unless
    the place stands in brackets: 远辉工程(香港)有限公司."""
    near = (place for place in range(start, at) if place in places)
    return next((place for place in near if text[place - 1 : place] != "("), start)


def _over(start: int, places: dict[int, int]) -> int:
    """The start of the place that stands over an offset, or the offset."""
    near = range(max(start - _PLACE_LENGTH, 0), start)
    return next((place for place in near if places.get(place, 0) > start), start)


def _after_place(text: str, start: int, places: dict[int, int], ends: dict[int, int]) -> int:
    """The start, or that of a place close before it with odd words between: 中国安能集团."""
    for end in (start - 3, start - 2, start - 1):
        if end in ends and not _ODD.search(text[end:start]):
            start = ends[end]
            break
    start = _over(start, places)
    while start in ends:
        start = ends[start]
    return start


# Kinds of bodies that bear the name of their mother before that of their place.
_BRANCHES = (
    *("分公司", "有限公司", "有限责任公司", "供电公司", "支行", "分行", "直属库", "分院", "分校"),
    *("代表处", "营业部", "分社", "分馆", "分店"),
)


@cache
def _brands() -> re.Pattern[str]:
    return re.compile(choice(words("brands")))


def _mother(text: str, start: int) -> int:
    """Where a known mother's name begins that reaches up to an offset or over it, or the offset."""
    for known in _brands().finditer(text, max(start - 8, 0), start + 3):
        if known.start() < start <= known.end():
            return known.start()
    return start


def _brand(text: str, tokens: Tokens, start: int) -> int:
    """The start with the mother's name before the place: 中储粮|富锦直属库."""
    if (mother := _mother(text, start)) < start:
        return mother
    brand, here = start, tokens.first(start)
    for token_start, _, word, tag in reversed(tokens.run(max(here - 8, 0), here)):
        named = tag[:2] in ("nz", "nt", "nr") or tag in ("j", "eng")
        if not named or word in _CALLED or start - token_start > 6:
            clean = tag[0] in "xvpcdu" or word in _CALLED or word in word_set("generic")
            return brand if clean and start - brand >= 2 else start
        brand = token_start
    return brand if start - brand >= 2 else start


def _inside(tokens: Tokens, start: int, at: int) -> list[Token]:
    """The tokens of a stretch."""
    near = tokens.run(tokens.first(start), tokens.first(at))
    return [token for token in near if token[1] <= at]


def _trimmed(tokens: Tokens, start: int, at: int) -> int:
    """The start without common words in front of a name: 储备基地|绿丰源…."""
    inside = _inside(tokens, start, at)
    for number, token in enumerate(inside):
        rest = inside[number + 1 :]
        if token[2] not in word_set("generic") or not any(t[3][:2] in _PROPER for t in rest):
            break
        start = token[1]
    return start


def _specific(tokens: Tokens, start: int, at: int) -> bool:
    """Whether a name without place or proper noun still names one body."""
    inside = _inside(tokens, start, at)
    rest = [t for t in inside if t[2] not in word_set("generic")]
    return len(inside) >= 2 and len(rest) >= 2 and sum(len(t[2]) for t in rest) >= 4


def _task_start(text: str, tokens: Tokens, at: int, places: dict[int, int]) -> int:
    """Where the name of a task force begins: it may hold verbs, but only of its task."""
    start = at
    index = tokens.before(at)
    while index >= 0 and at - tokens[index][0] <= 30:
        token_start, _, word, tag = tokens[index]
        fits = word in word_set("clause_words") or tag[0] in "nj" or tag in ("vn", "b")
        level = word in ("自治区", "市", "区", "县", "省", "镇", "乡")
        if (not fits and not level) or word in _JOINER:
            break
        start = token_start
        index -= 1
        if level:
            start = _over(start, places)
            break
    while start < at and text[start] in "和与及暨":
        start += 1
    start = _from_place(text, start, at, places)
    if text[start] in "据由经在到向":
        start += 1
    name = text[start:at]
    if start in places or (name[:1] in "市区县省" and len(name) >= 3) or name == "自治区":
        return start
    return start if len(name) >= 4 and not set(name) <= set("工作领导") else -1
