"""People: a family name and a given name beside a title, a byline or a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator.annotate.reading import Reading, Token
from generator.annotate.words import choice, word_set, words
from generator.model import Fact, Role

_HAN = re.compile(r"[\u4e00-\u9fff]")
# After a name comes a mark, a title, or one of these; none of them ends a given name.
_NOT_GIVEN = frozenset(
    "的是在说了和与及等对向将把被从也都就还则已曾率称为带任作而、,。;:!?“”()《》 "
    "\n0123456789一不有这那该各每"
)
_CUE = re.compile(
    r"同志|先生|女士|小姐|老师|教授|医生|博士|说|表示|介绍|指出|告诉|坦言|强调|"
    r"认为|回忆|透露|解释|提醒|称|带领|率|主持|出席|"
    r"宣布|担任|任|为|是|在|和|与|及|等|对|向|将|的|也|都|就|已|每|则|曾|从|等人|"
    r"[今昨明前]|[,、。;:!?()“”《》 ]|$|\d|夫妇|一家|家里|以\d|获|笑|作|接受|带|"
    r"领|还|又|把|到|走|来"
)
_SPEAK = re.compile(
    r"(?:说|表示|介绍|指出|告诉|坦言|强调|认为|回忆|透露|解释|提醒|称|同志|先生|"
    r"女士|感慨|呼吁|[,]?男,|[,]?女,)"
)
_BYLINE = re.compile(
    r"(?P<role>责任编辑|责编|编辑|执行主编|校对|审核|审稿|监制|作者|撰文|撰稿|"
    r"文|摄影|图|摄影记者|本报记者|特约记者|见习记者|实习记者|记者|通讯员|特派员)(?P<sep>[:/丨"
    r"|: ]{1,3}|(?=\())?"
)
_PHOTO = re.compile(r"([\u4e00-\u9fff·]{2,8})[ ]?(?:/)?摄(?![影像制入取氏])")
_REPORTERS = re.compile(
    r"(?:记者|通讯员|特约记者|作者|撰文|文|图|摄影|编辑|责任编辑|责编|校对|审核)[:/ ]{0,2}"
)
_ROLE_BYLINE = {"责编": "责任编辑", "撰文": "作者", "撰稿": "作者", "文": "作者"}
_BLOCK_ROLE = {"author": "作者", "editor": "责任编辑", "photographer": "摄"}
_GROUP = "、 和与及,/"
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_PREFIX = re.compile(
    r"(?:原|副|前|老|女|男|青年|常务|执行|高级|首席|资深|著名|知名|第一|代理|名誉|"
    r"现任|时任|党委|党组|兼)$"
)
_AS = re.compile(r"作为(?:一名|一位|一个)?([\u4e00-\u9fff]{2,8}?)(?=[,、。])")
_NOT_ROLE = frozenset(["同志", "先生", "女士"])


# Family names that are far more often another word: only the tagger's word makes them one.
_RARE = frozenset(
    "和向包应于时成全党来由但有会从连都是在为边单干管计展衣信幸明相门那母元海花国区商方车路项闻占尚"
    "常任付解安平权利支原广修呼居公太奉通益强云容易练盖"
)
_WEAK = word_set("titles_of_many")


class _Names:
    """Family names, ready to ask."""

    single = frozenset(w for w in words("surnames") if len(w) == 1)
    double = frozenset(w for w in words("surnames") if len(w) == 2)
    common = word_set("surnames_common")
    not_names = word_set("names_not")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(choice(words("titles")))


@cache
def _title_ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{choice(words('titles'))})$")


def find(reading: Reading) -> Iterator[Fact]:
    """Every person named in an article, with the role given in that clause."""
    found: dict[tuple[int, int], tuple[int, str, str, str]] = {}  # start → end, role, body, rule
    for block in range(len(reading.texts)):
        for start, end, role, body, rule in _block(reading, block):
            if _free(reading, found, block, start, end):
                found[block, start] = (end, role, body, rule)
    known = {reading.texts[b][s:e] for (b, s), (e, _, _, _) in found.items()}
    for block, text in enumerate(reading.texts):
        for start, end in _again(reading, block, known):
            if _free(reading, found, block, start, end):
                role, body = _role_after(text, end) or ("", "")
                found[block, start] = (end, role, body, "again")
    for (block, start), (end, role, body, rule) in sorted(found.items()):
        name = reading.texts[block][start:end]
        yield reading.fact("person", block, (start, end), name, rule, Role(role, body))


def _free(
    reading: Reading,
    found: dict[tuple[int, int], tuple[int, str, str, str]],
    block: int,
    start: int,
    end: int,
) -> bool:
    if any(b == block and s < end and start < e for (b, s), (e, _, _, _) in found.items()):
        return False
    return not any(
        f.block == block and f.start < end and start < f.end and f.rule != "festival"
        for f in reading.of("organisation", "date", "quantity", "money", "percent", "document")
    )


def _block(reading: Reading, block: int) -> Iterator[tuple[int, int, str, str, str]]:
    text, tokens = reading.texts[block], reading.tokens[block]
    kind = reading.article.blocks[block].kind
    starts = {t[0]: t[3] for t in tokens} | {len(text): ""}
    if kind in _BLOCK_ROLE:
        yield from _listed(text, tokens, 0, _BLOCK_ROLE[kind], starts)
        return
    if kind in ("date", "source", "section", "page"):
        return
    if kind in ("caption", "paragraph"):
        for match in _PHOTO.finditer(text):
            name = _name_back(text, match.end(1))
            if name >= match.start(1):
                yield name, match.end(1), "摄", "", "photographer"
    for match in _REPORTERS.finditer(text):
        label = match.group().rstrip(":/ ")
        if label in ("文", "图", "编辑", "作者", "摄影", "校对", "审核") and label == match.group():
            continue
        role = _ROLE_BYLINE.get(label, label)
        yield from _listed(text, tokens, match.end(), role, starts, False)
    for match in _titles().finditer(text):
        yield from _titled(reading, block, match.start(), match.end(), starts)
    for start, end, _, tag in tokens:
        if tag.startswith("nr") and (stop := _untitled(reading, block, start, end, starts)):
            role, body = _role_after(text, stop) or _role_before(reading, block, start)
            yield start, stop, role, body, "name"
    for match in _FOREIGN.finditer(text):
        if span := _foreign(text, match, starts):
            yield *span, *_role_before(reading, block, span[0]), "foreign"


def _foreign(text: str, match: re.Match[str], starts: Mapping[int, str]) -> tuple[int, int] | None:
    start, end = match.span()
    parts = match.group().split("·")
    dot = start + len(parts[0])
    for title in _titles().finditer(text, max(start - 6, 0), dot):
        start = max(start, title.end())
    if dot - start > 4 or start >= dot:
        return None
    last = end - len(parts[-1])
    inner = (p for p in range(last + 2, end) if not starts.get(p, "nr").startswith("nr"))
    stop = next(inner, end)
    return start, min(end, stop)


def name_at(text: str, start: int, starts: Mapping[int, str]) -> int:
    """The end of the name that begins at an offset of a folded text, or 0."""
    if start >= len(text):
        return 0
    family = 2 if text[start : start + 2] in _Names.double else 1
    if family == 1 and text[start] not in _Names.single:
        return 0
    given = start + family
    if given >= len(text) or not (_given(text[given]) or (text[given] == "一" and family == 1)):
        return 0
    one, two = given + 1, given + 2
    long = two <= len(text) and _given(text[one])
    ordinary = text[start : start + 2] in _Names.not_names and family == 1
    longer = long and _CUE.match(text, two) and text[start:two] not in _Names.not_names
    if ordinary and not longer:
        return one if text.startswith(("同志", "先生", "女士"), one) else 0
    if not long or text[start:two] in _Names.not_names:
        return one if _CUE.match(text, one) and not long else 0
    if _SPEAK.match(text, one) and not _SPEAK.match(text, two):
        return one
    if _CUE.match(text, two):
        return two
    if text.count(text[start:two]) > 1 and text.count(text[start:one]) == text.count(
        text[start:two]
    ):
        return two
    if _CUE.match(text, one):
        return one
    if one in starts and two not in starts:
        return one
    return two


def _given(char: str) -> bool:
    return char not in _NOT_GIVEN and bool(_HAN.match(char))


def _name_back(text: str, end: int) -> int:
    """The start of a name that ends at an offset: three characters, two, or a compound, or -1."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        family = text[start : start + 2] if length == 4 else text[start]
        good = family in (_Names.double if length == 4 else _Names.single)
        clean = start == 0 or not _HAN.match(text[start - 1]) or length == 3
        if good and clean and all(_given(c) for c in text[start + 1 : end]):
            return start
    return -1


def _listed(
    text: str,
    tokens: tuple[Token, ...],
    at: int,
    role: str,
    starts: Mapping[int, str],
    open_: bool = True,
) -> Iterator[tuple[int, int, str, str, str]]:
    """Names one after another from an offset: 记者 张三 李四."""
    skip = re.compile(rf"(?:责任编辑|编辑|作者|记者|□|文|通讯员)?[:/{_GROUP}(]{{0,3}}")
    for _ in range(6):
        if found := skip.match(text, at):
            at = found.end()
        end = name_at(text, at, starts)
        if not end or (
            not open_
            and end < len(text)
            and not _CUE.match(text, end)
            and text[end] not in "报摄通文图"
        ):
            return
        yield at, end, role, "", "byline"
        if end >= len(text) or text[end] not in _GROUP:
            return
        at = end


def _titled(
    reading: Reading, block: int, title: int, at: int, starts: Mapping[int, str]
) -> Iterator[tuple[int, int, str, str, str]]:
    """The names right behind a title, and the one right before it."""
    text = reading.texts[block]
    name = at
    if text[name : name + 1] == "的" and text[name + 1 : name + 2] in _Names.single:
        stop = name_at(text, name + 1, starts)
        if stop and text.startswith(("同志", "先生", "女士"), stop):
            name += 1
    role, body = "", ""
    for _ in range(8):
        end = name_at(text, name, starts)
        listed = name > at + 1
        if (
            not end
            or text.startswith("·", end)
            or not _likely(reading, block, name, end, starts, listed, text[title:at])
        ):
            break
        if not role:
            role, body = _role(reading, block, title, at)
        yield name, end, role, body, "title"
        if end < len(text) and text[end] in "、和与及" and name_at(text, end + 1, starts):
            following = name_at(text, end + 1, starts)
            if not _CUE.match(text, following) and text[end] != "、":
                near = [t for t in reading.tokens[block] if t[0] == end + 1]
                if near and near[0][3][:2] != "nr" and len(near[0][2]) > 1:
                    break
            name = end + 1
            if not text.startswith(("、", "和", "与", "及"), end):
                break
            continue
        break
    before = _name_back(text, title)
    if before >= 0 and before in starts and _CUE_TITLE.match(text[title:at]):
        stop = name_at(text, before, starts)
        if stop == title or text[before:title] == text[before:stop]:
            yield before, title, text[title:at], "", "title-after"


_CUE_TITLE = re.compile(
    r"(?:总书记|主席|总理|部长|省长|市长|县长|区长|书记|局长|院长|校长|教授|院士|"
    r"主任|总统|首相|老师|医生|法官|检察官|警官|队长|会长|董事长|馆长|镇长|乡长|"
    r"州长|司长|署长|处长|特首|议员|立委|里长)$"
)


def _likely(
    reading: Reading,
    block: int,
    start: int,
    end: int,
    starts: Mapping[int, str],
    listed: bool,
    title: str,
) -> bool:
    """Whether what follows a title reads as a name and not as the next word."""
    text = reading.texts[block]
    if text.startswith(("同志", "先生", "女士"), end):
        return True
    if text[start:end] in _Names.not_names:
        return False
    tagged = starts.get(start, "").startswith("nr")
    if text[start] in _RARE and text[start : start + 2] not in _Names.double and not tagged:
        return False
    if title in _WEAK:
        cue = bool(_CUE.match(text, end))
        if not (tagged and (cue or end - start > 2)):
            return text[start] in _Names.common and cue and end - start > 2
    if listed:
        clean = bool(_CUE.match(text, end)) or (end - start == 3 and end in starts)
        return (clean and text[start] in _Names.common) or tagged
    if start not in starts:
        return bool(_SPEAK.match(text, end))
    if text[start + 1] == "一" and not tagged:
        return False
    if _CUE.match(text, end):
        return True
    return end in starts or text[start] in _Names.common


def _untitled(reading: Reading, block: int, start: int, end: int, starts: Mapping[int, str]) -> int:
    """The end of a name that no title marks: what follows or stands around must tell."""
    text = reading.texts[block]
    if text[start] not in _Names.common and text[start : start + 2] not in _Names.double:
        return 0
    stop = name_at(text, start, starts)
    if not stop or stop - start < 2:
        return 0
    edge = (
        start == 0
        or not _HAN.match(text[start - 1])
        or text[start - 1] in "和与由对向是的给让请叫着"
    )
    if text[start:stop] in _Names.not_names:
        return 0
    if _SPEAK.match(text, stop):
        return stop
    if _CUE.match(text, stop) and any(
        f.block == block and f.end == start for f in reading.of("organisation")
    ):
        return stop
    if stop - start == 3 and stop in starts and edge and _CUE.match(text, stop):
        return stop
    return 0


def _role(reading: Reading, block: int, title: int, at: int) -> tuple[str, str]:
    """The role that ends at an offset, with the body named right before, and that body."""
    text = reading.texts[block]
    ends = {f.end: f for f in reading.facts if f.block == block and f.kind == "organisation"}
    places = {f.end for f in reading.places[block]}
    tokens = {t[1]: t for t in reading.tokens[block]}
    start, body = title, ""
    for _ in range(12):
        if start in ends and start > 0:
            body = body or ends[start].key
            start = ends[start].start
            continue
        inner = next((f for f in ends.values() if f.start < start < f.end), None)
        if inner:
            body = body or inner.key
            start = inner.start
            continue
        if start in places or start == 0:
            break
        if text[start - 1] in "、兼" and (
            match := _title_ends().search(text, max(start - 9, 0), start - 1)
        ):
            start = match.start()
            continue
        if match := _title_ends().search(text, max(start - 8, 0), start):
            start = match.start()
            continue
        if match := _PREFIX.search(text, max(start - 3, 0), start):
            start = match.start()
            continue
        token = tokens.get(start) or next(
            (t for t in reading.tokens[block] if t[0] < start < t[1]), None
        )
        if (
            token
            and token[3][0] in "njb"
            and token[3][:2] not in ("nr", "ns")
            and at - token[0] < 24
        ) and (token[3] != "n" or _attributive(token[2])):
            start = token[0]
            continue
        if token and token[3] == "vn" and at - token[0] < 12:
            start = token[0]
            continue
        break
    original = reading.article.blocks[block].text
    return original[start:at].lstrip("、的兼"), body


def _attributive(word: str) -> bool:
    return word not in _PLAIN_NOUNS


_PLAIN_NOUNS = word_set("nouns_plain")


def _role_before(reading: Reading, block: int, start: int) -> tuple[str, str]:
    """The role of a name found without its title: the body before it is no role alone."""
    text = reading.texts[block]
    match = _title_ends().search(text, max(start - 10, 0), start)
    if match and match.end() == start:
        return _role(reading, block, match.start(), start)
    return "", ""


def _role_after(text: str, end: int) -> tuple[str, str] | None:
    match = _titles().match(text, end)
    if match and match.group() not in _NOT_ROLE and not _HAN.match(text, match.end()):
        return match.group(), ""
    if match := _AS.match(text, end):
        return match.group(1), ""
    return None


def _again(reading: Reading, block: int, known: set[str]) -> Iterator[tuple[int, int]]:
    """Other mentions of people known in this article."""
    text = reading.texts[block]
    if reading.article.blocks[block].kind in ("date", "source", "section", "page"):
        return
    for name in sorted(known, key=lambda n: (-len(n), n)):
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + 1)
