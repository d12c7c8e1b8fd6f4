"""People: a family name and a given name beside a title, a byline or a verb of saying."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.annotate.office import held_in
from generator.annotate.person_name import (
    ADDRESSED,
    COMMON,
    CUE,
    DOUBLE,
    HAN,
    MASKED,
    NAME_BEGINS,
    NOT_NAMES,
    RARE,
    SINGLE,
    SPEAK,
    UNUSUAL,
    name_at,
    name_back,
    name_by_sound,
    sounds,
)
from generator.annotate.person_role import (
    Passage,
    passages,
    role_after,
    role_before,
    role_of,
    title,
    title_openers,
    trade_before,
)
from generator.annotate.reading import Reading
from generator.annotate.spans import Spans
from generator.annotate.tokens import PERSONS
from generator.annotate.words import Openers, word_set
from generator.model import Fact, Role

# 张三 摄, 张三/摄
_PHOTO = re.compile(r"(?<=[\u4e00-\u9fff]{2})[ ]?/?摄(?![影像制入取氏])")
_REPORTERS = re.compile(
    r"(?:记者|通讯员|特约记者|作者|撰文|文|图|摄影|编辑|责任编辑|责编|校对|审核)[:/ ]{0,2}"
)
_REPORTER_OPENERS = Openers(
    *("记者", "通讯员", "特约记者", "作者", "撰文", "摄影", "编辑", "责任编辑", "责编"),
    *("校对", "审核", "文:", "文/", "文 ", "图:", "图/", "图 "),
)
_ROLE_BYLINE = {"责编": "责任编辑", "撰文": "作者", "撰稿": "作者", "文": "作者"}
_BLOCK_ROLE = {"author": "作者", "editor": "责任编辑", "photographer": "摄"}
_GROUP = "、 和与及,/"
_SKIP = re.compile(rf"(?:责任编辑|编辑|作者|记者|□|文|通讯员)?[:/{_GROUP}(]{{0,3}}")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·.‧・][\u4e00-\u9fff]{1,8}){1,3}")
_DOT = re.compile(r"[·.‧・]")
_DOTTED = re.compile(r"[·.‧・](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_WEAK = word_set("titles_of_many")
_TITLES = word_set("titles")


def find(reading: Reading) -> Iterator[Fact]:
    """Every person named in an article, with the role given in that clause."""
    found: Found = {}  # block, start → end, role, body, rule
    taken = _taken(reading)
    for block, passage in enumerate(passages(reading)):
        for start, end, role, body, rule in _block(passage, reading.article.blocks[block].kind):
            if taken[block].add(start, end):
                found[block, start] = (end, role, body, rule)
    found = _without_verbs(reading, found)
    names = {reading.texts[b][s:e] for (b, s), (e, _, _, _) in found.items()}
    known = sorted(names, key=lambda name: (-len(name), name))
    for block, text in enumerate(reading.texts):
        for start, end in _again(reading, block, known):
            if taken[block].add(start, end):
                role, body = role_after(text, end) or ("", "")
                # 这一招高明 is no 高明: in the midst of words two characters are often others'.
                inside = end - start == 2 and start > 0 and HAN.match(text[start - 1])
                found[block, start] = (end, role, body, "again-inside" if inside else "again")
    for (block, start), (end, role, body, rule) in sorted(found.items()):
        name = reading.texts[block][start:end]
        body = body or (held_in(reading, block, start, role) if role else "")
        yield reading.fact("person", block, (start, end), name, rule, Role(role, body))


_AGED = re.compile("岁的")  # 11岁的|李小山|是队长
Found = dict[tuple[int, int], tuple[int, str, str, str]]


def _without_verbs(reading: Reading, found: Found) -> Found:
    """The names, one that stands once without its last character where the rest is a name that
    comes again: 李民|听 in an article about 李民."""
    count = Counter(reading.texts[block][start:end] for (block, start), (end, *_) in found.items())
    shown: Found = {}
    for (block, start), (end, role, body, rule) in found.items():
        name = reading.texts[block][start:end]
        if len(name) == 3 and count[name] == 1 and count[name[:-1]] > 1:
            end -= 1
        shown[block, start] = (end, role, body, rule)
    return shown


_STRONGER = ("organisation", "date", "quantity", "money", "percent", "document")


def _taken(reading: Reading) -> list[Spans]:
    """For each block, the stretches where stronger facts stand."""
    taken = [Spans() for _ in reading.texts]
    for fact in reading.of(*_STRONGER):
        if fact.rule != "festival":  # 周国庆 is a person
            taken[fact.block].cover(fact.start, fact.end)
    return taken


def _block(passage: Passage, kind: str) -> Iterator[tuple[int, int, str, str, str]]:
    text, starts = passage.text, passage.tags
    if kind in _BLOCK_ROLE:
        yield from _listed(text, 0, _BLOCK_ROLE[kind], starts)
        return
    if kind in ("date", "source", "section", "page"):
        return
    if kind in ("caption", "paragraph") and "摄" in text:
        for match in _PHOTO.finditer(text):
            if (name := name_back(text, match.start())) >= 0:
                yield name, match.start(), "摄", "", "photographer"
    for match in _REPORTER_OPENERS.matches(_REPORTERS, text):
        label = match.group().rstrip(":/ ")
        if label in ("文", "图", "编辑", "作者", "摄影", "校对", "审核") and label == match.group():
            continue
        role = _ROLE_BYLINE.get(label, label)
        yield from _listed(text, match.end(), role, starts, False)
    for match in title_openers().matches(title(), text):
        # Most titles stand before no name: what follows is no family name and no sound of one.
        if text[match.end() : match.end() + 1] in NAME_BEGINS or match[0] in _CUED:
            yield from _titled(passage, match.start(), match.end())
    for start, end in _masked(text) if "某" in text else ():
        yield start, end, *_role(passage, start, end), "masked"
    openers, sound = sounds()
    for match in openers.matches(sound, text):
        if _sounded(passage, *match.span()):
            yield *match.span(), *_role(passage, *match.span()), "sound"
    for start, *_ in passage.tokens.tagged(PERSONS):
        if stop := _untitled(passage, start):
            role, body = role_after(text, stop) or role_before(passage, start)
            yield start, stop, role, body, "name"
    for match in _AGED.finditer(text):
        start, stop = match.end(), name_at(text, match.end(), starts)
        common = text[start : start + 1] in COMMON and text[start:stop] not in NOT_NAMES
        if common and stop - start == 3 and stop in starts and CUE.match(text, stop):
            yield start, stop, *(role_after(text, stop) or ("", "")), "name"
    for match in _FOREIGN.finditer(text) if _DOTTED.search(text) else ():
        if span := _foreign(text, match, starts):
            yield *span, *role_before(passage, span[0]), "foreign"


def _masked(text: str) -> Iterator[tuple[int, int]]:
    """Names that are kept to themselves, a last character too where it comes again: 汪某水."""
    for match in MASKED.finditer(text):
        start, end = match.span()
        longer = text[start : end + 1]
        told = CUE.match(text, end + 1) or text.count(longer) > 1
        if HAN.match(longer[-1]) and told and not CUE.match(text, end):
            end += 1
        yield start, end


def _role(passage: Passage, start: int, end: int) -> tuple[str, str]:
    return role_after(passage.text, end) or role_before(passage, start)


def _sounded(passage: Passage, start: int, end: int) -> bool:
    """Whether what is made of the parts of such names stands where a name does."""
    text, tags = passage.text, passage.tags
    goes_on = CUE.match(text, end) or tags.get(end, "x")[0] in "vdpcuxf"
    if end - start < 2 or start in passage.places or not goes_on:
        return False
    if any(text[start - n : start] in _TITLES for n in (2, 3, 4)):
        return True
    clean = start == 0 or not HAN.match(text[start - 1])
    return clean and (end - start > 2 or bool(SPEAK.match(text, end)))


def _foreign(text: str, match: re.Match[str], starts: Mapping[int, str]) -> tuple[int, int] | None:
    start, end = match.span()
    parts = _DOT.split(match.group())
    dot = start + len(parts[0])
    for before in title().finditer(text, max(start - 6, 0), dot):
        start = max(start, before.end())
    if dot - start > 4 or start >= dot:
        return None
    last = end - len(parts[-1])
    inner = (p for p in range(last + 2, end) if not starts.get(p, "nr").startswith("nr"))
    stop = next(inner, end)
    return start, min(end, stop)


def _listed(
    text: str,
    at: int,
    role: str,
    starts: Mapping[int, str],
    open_: bool = True,
) -> Iterator[tuple[int, int, str, str, str]]:
    """Names one after another from an offset: 记者 张三 李四."""
    for _ in range(6):
        if found := _SKIP.match(text, at):
            at = found.end()
        end = name_at(text, at, starts)
        if not end or (
            not open_
            and end < len(text)
            and not CUE.match(text, end)
            and text[end] not in "报摄通文图"
        ):
            return
        yield at, end, role, "", "byline"
        if end >= len(text) or text[end] not in _GROUP:
            return
        at = end


def _titled(passage: Passage, first: int, at: int) -> Iterator[tuple[int, int, str, str, str]]:
    """The names right behind a title, and the one right before it."""
    text, starts = passage.text, passage.tags
    name = at
    if text[name : name + 1] == "的" and text[name + 1 : name + 2] in SINGLE:
        stop = name_at(text, name + 1, starts)
        if stop and text.startswith(ADDRESSED, stop):
            name += 1
    end = name_by_sound(text, at, starts)
    if end - at > 3 or (end and not name_at(text, at, starts)):
        yield at, end, *role_of(passage, first, at), "sound"
        return
    role, body = "", ""
    for _ in range(8):
        end = name_at(text, name, starts)
        listed = name > at + 1
        if (
            not end
            or text.startswith("·", end)
            or not _likely(passage, name, end, listed, text[first:at])
        ):
            break
        if not role:
            role, body = role_of(passage, first, at)
        yield name, end, role, body, "title"
        if end < len(text) and text[end] in "、和与及" and name_at(text, end + 1, starts):
            following = name_at(text, end + 1, starts)
            if not CUE.match(text, following) and text[end] != "、":
                near = passage.token_at(end + 2) if end + 1 in starts else None
                if near and near[3][:2] != "nr" and len(near[2]) > 1:
                    break
            name = end + 1
            if not text.startswith(("、", "和", "与", "及"), end):
                break
            continue
        break
    if text[first:at] not in _CUED or (before := name_back(text, first)) not in starts:
        return
    foreign = not passage.places.isdisjoint(range(before, first))  # 但|法国|总理
    if not foreign and name_at(text, before, starts) == first:
        yield before, first, text[first:at], "", "title-after"


_CUED = frozenset(
    "总书记 主席 总理 部长 省长 市长 县长 区长 书记 局长 院长 校长 教授 院士 主任 总统 首相 老师 "
    "医生 法官 检察官 警官 队长 会长 董事长 馆长 镇长 乡长 州长 司长 署长 处长 特首 议员 立委 "
    "里长".split()
)


def _likely(passage: Passage, start: int, end: int, listed: bool, title: str) -> bool:
    """Whether what follows a title reads as a name and not as the next word."""
    text, starts = passage.text, passage.tags
    if text.startswith(ADDRESSED, end):
        return True
    if text[start:end] in NOT_NAMES:
        return False
    tagged = starts.get(start, "").startswith("nr")
    if text[start] in UNUSUAL and end - start == 3 and title not in _WEAK:
        return bool(CUE.match(text, end)) or end in starts
    if text[start] in RARE and text[start : start + 2] not in DOUBLE and not tagged:
        return False
    if title in _WEAK:
        cue = bool(CUE.match(text, end))
        if not (tagged and (cue or end - start > 2)):
            return text[start] in COMMON and cue and end - start > 2
    if listed:
        clean = bool(CUE.match(text, end)) or (end - start == 3 and end in starts)
        return (clean and text[start] in COMMON) or tagged
    if start not in starts:  # 处长江国樑: the tagger cut the name in two
        whole = end - start == 3 and text[start] in COMMON and end in starts
        return bool(SPEAK.match(text, end) or (whole and CUE.match(text, end)))
    if text[start + 1] == "一" and not tagged:
        return False
    if CUE.match(text, end) or text[end + 1 : end + 2] in ("过", "了", "着"):
        return True
    return end in starts or text[start] in COMMON


def _untitled(passage: Passage, start: int) -> int:
    """The end of a name that no title marks: what follows or stands around must tell."""
    text, starts = passage.text, passage.tags
    if text[start - 1 : start] == "的" and start - 1 in passage.body_ends:  # 救援队|的|高磊|和
        stop = name_at(text, start, starts)
        return stop if stop and CUE.match(text, stop) and text[start:stop] not in NOT_NAMES else 0
    if text[start] not in COMMON and text[start : start + 2] not in DOUBLE:
        return 0
    stop = name_at(text, start, starts)
    if not stop or stop - start < 2:
        return 0
    edge = (
        start == 0
        or not HAN.match(text[start - 1])
        or text[start - 1] in "和与由对向是的给让请叫着"
    )
    if text[start:stop] in NOT_NAMES or start in passage.places:
        return 0
    if SPEAK.match(text, stop):
        return stop
    if stop in starts and stop - start == 3 and trade_before(passage, start) >= 0:
        return stop
    if start in passage.body_ends and CUE.match(text, stop):
        return stop
    if stop - start == 3 and stop in starts and edge and CUE.match(text, stop):
        return stop
    return 0


def _again(reading: Reading, block: int, known: list[str]) -> Iterator[tuple[int, int]]:
    """Other mentions of people known in this article, those of the longest names first."""
    text = reading.texts[block]
    if reading.article.blocks[block].kind in ("date", "source", "section", "page"):
        return
    for name in known:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + 1)
