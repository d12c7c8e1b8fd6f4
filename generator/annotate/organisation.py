"""Organisations: party and state organs by their grammar, institutions by their suffix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from generator.annotate.institution import AFTER_PART, PART_CHAR, institutions
from generator.annotate.organ_names import resolve
from generator.annotate.reading import Reading, occurrences
from generator.annotate.spans import Spans
from generator.annotate.words import Openers, choice, words
from generator.model import Body, Fact

_LEVEL = "自治区|自治州|自治县|特区|省|市|区|县|州|盟|旗|镇|乡|街道|地区|国家|全国|村"
_PARTY = (
    "纪委监委|纪律检查委员会|纪委|监委|委组织部|委宣传部|委统战部|委政法委|委办公室|"
    "委办公厅|委办(?![公理法事案学])|委网信办|委编办"
    "|委党校|委老干部局|委社会工作部|委农办|委政研室|委改革办|委巡察办|委社工委|"
    "委直属机关工委|委教育工委|直机关工委|直机关党工委|直属机关党工委|直属机关工委"
    "|委(?![员托书任派屈婉内外会])|党委(?!书记|副书记|委员)|政府办公室|政府办公厅|"
    "政府办(?![公理法事案学])|政府|人民政府|人大常委会|人大(?!代表)|政协(?!委员)|"
    "组织部(?!长)|宣传部(?!长)|统战部(?!长)"
    "|政法委(?!书记)|网信办|文明办|编办|总工会|工商联|妇联|团委|科协|文联|残联|"
    "侨联|社科联|红十字会|供销联社|供销社|供销合作社|融媒体中心"
    "|疾控中心|疾病预防控制中心|行政服务中心|政务服务中心|法院|人民法院|中级人民法院|"
    "高级人民法院|检察院|人民检察院|公所|议会|立法会|警察局|消防局|关工委"
    "|青年志愿者协会|慈善总会|防指|防办|委办局"
)
_ALONE = (
    "妇联|团市委|团区委|团县委|团省委|团州委|纪委监委|政府办(?![公理法事案学])|红十字会|"
    "总工会|工商联|机关党委|机关纪委|直属机关党委|人大常委会|政法委(?!书记)|组织部(?!长)|"
    "宣传部(?!长)|统战部(?!长)|文明办|网信办|人事处(?!长)|财务处(?!长)|机关党工委"
)
_OFFICE = (
    r"(?:局(?![长势面限域]|部(?!署))|厅(?![长堂])|委员会|委(?![员托书任派屈婉])|办(?![公理法事案学"
    r"税好成得展])|署(?![长名])|总局(?!长))"
)
_RELATIVE = (
    "市局(?![长部面限])|省局(?![长部面限])|区局(?![长部面限])|县局(?![长部面限])|分局(?!长)"
    "|(?:局|厅|委|院|校|署|部)(?=党组(?!织)|办公室|机关党委|直属机关|党委(?!书记))"
)
_SUB = (
    r"(?:直属机关党委|直属机关纪委|机关党委|机关纪委|机关第[一二三四五六七八九十\d]{1,2}(?:党)?支部"
    r"|第[一二三四五六七八九十\d]{1,3}(?:党)?支部|党总支|党支部|党组(?!织)|党委(?!书记"
    r"|副书记)|党工委(?!书记)|纪检组|纪委(?!书记)"
    r"|办公室(?!主任|副主任)|办公厅(?!主任)|组织部(?!长)|宣传部(?!长)|机关|交警大队|"
    r"交警支队|刑警大队|刑侦大队|特警支队|派出所|分局(?!长)|[东西南北中]区分署(?!长)|分署(?!长)|董事局|街道办事处|办事处(?!主任)"
    rf"|{PART_CHAR}{{2,5}}?(?:大队|中队|支队|股|科){AFTER_PART}"
    r"|[\u4e00-\u9fff]{2,4}?(?:工务段|工程处|营业处|监理站|服务所)"
    r"|团委(?!书记)|工会(?!主席)|[\u4e00-\u9fff]{2,8}?(?:科|处|大队|支队|中队)(?=[科处"
    r"队]长|副[科处队]长))"
)


@cache
def _organs() -> re.Pattern[str]:
    department = choice(words("departments"))
    return re.compile(
        rf"(?P<organ>(?:(?:{_LEVEL})人民|人民)?(?P<level>{_LEVEL})?(?:"
        rf"(?P<dept>(?:{department}){_OFFICE})|(?<=[省市区县州盟旗镇乡道])(?P<party>{_PARTY})))"
        rf"|(?P<relative>{_RELATIVE})|(?P<alone>{_ALONE})"
    )


@cache
def _bodies() -> re.Pattern[str]:
    names = [entry.partition("=")[0] for entry in words("bodies")]
    listed = choice([*names, *words("media")])
    return re.compile(rf"(?:{listed})(?<!部)|(?:{listed})(?<=部)(?![门长队])|{_STATE_FIRM}")


@cache
def _office() -> re.Pattern[str]:
    """An office of a government, right behind it: 台南市政府|文化局."""
    return re.compile(rf"(?:{choice(words('departments'))})(?:{_OFFICE}|处(?!长))")


# The numbered and the regional builders of the state: 中铁十二局, 中建三局.
_STATE_FIRM = (
    r"中[铁建交](?:[一二三四五六七八九十]{1,3}|[\u4e00-\u9fff]{2})局(?:集团)?(?:有限公司)?"
)


@cache
def _organ_openers() -> Openers:
    alone = (word.partition("(")[0] for word in _ALONE.split("|"))
    # 市 stands everywhere: only with what may follow it is it a beginning.
    nexts = {"人", "局", *(word[0] for word in (*words("departments"), *_PARTY.split("|")))}
    levels = (level + next_ for level in _LEVEL.split("|") for next_ in nexts)
    relative = ("委", "分局", *(head + next_ for head in "局厅院校署部" for next_ in "党办机直"))
    return Openers("人民", *levels, *words("departments"), *relative, *alone)


@cache
def _body_openers() -> Openers:
    names = (entry.partition("=")[0] for entry in words("bodies"))
    return Openers(*names, *words("media"), "中铁", "中建", "中交")


_LEVELS = Openers(*_LEVEL.split("|"))
_SUBUNIT = re.compile(rf"(?:{_SUB}){{1,1}}")
_UNKNOWN = re.compile(
    rf"(?:{_LEVEL})[\u4e00-\u9fff]{{2,9}}?(?:局|厅|办)(?![长势面限部公理法事案学])"
)
_JOINT = re.compile(r"[的了在和与及或等是将由对把]")
_TITLE_NEXT = re.compile(r"常委|书记|副书记|委员|主席|副主席|代表|[长]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def find(reading: Reading) -> Iterator[Fact]:
    """Every organisation named in an article, with the full name it stands for."""
    closed: dict[int, list[tuple[int, int]]] = {}
    for fact in reading.of("document"):
        closed.setdefault(fact.block, []).append((fact.start, fact.end))
    spans = [
        (block, start, end, rule)
        for block in range(len(reading.texts))
        for start, end, rule in _block(reading, block, closed.get(block, ()))
    ]
    bodies = list(zip(spans, resolve(reading, spans), strict=True))
    for (block, start, end, rule), body in bodies:
        yield reading.fact("organisation", block, (start, end), body.name, rule, body)
    for alias, body in _aliases(reading, bodies).items():
        called = Body(body.name, "alias", body.adcode)
        for block, start in occurrences(reading.texts, alias):
            end = start + len(alias)
            if all(b != block or end <= s or start >= e for b, s, e, _ in spans):
                yield reading.fact("organisation", block, (start, end), body.name, "alias", called)


# Names that are of one body only with its place: 某某县|中心小学.
_SHARED = (
    *(
        "中心小学",
        "中心学校",
        "实验小学",
        "实验中学",
        "实验学校",
        "人民医院",
        "中心医院",
        "中医医院",
    ),
    *(
        "保健院",
        "卫生院",
        "服务中心",
        "管理中心",
        "委员会",
        "指挥部",
        "领导小组",
        "工作组",
        "工作队",
    ),
    *("专班", "协会", "联合会", "有限公司", "分公司", "支行", "分行"),
)
_CALLED = re.compile(r"(?:以下简称|下称|简称)[:为]?“?([\u4e00-\u9fffA-Za-z]{2,12})[”)]")


def _aliases(
    reading: Reading, bodies: list[tuple[tuple[int, int, int, str], Body]]
) -> dict[str, Body]:
    """Short name → body: the name without its places, or what the article calls it, 以下简称."""
    found: dict[str, Body] = {}
    for (block, start, end, rule), body in bodies:
        text, at = reading.texts[block], start
        places = {m.start: m.end for m in reading.places[block]}
        while at in places:
            at = places[at]
        own = text[at:end]  # 三阳乡|南坪口小学
        if rule == "institution" and at > start and len(own) >= 5 and not own.endswith(_SHARED):
            found.setdefault(own, body)
    for block, text in enumerate(reading.texts):
        for match in _CALLED.finditer(text) if "称" in text else ():
            for (b, _, end, _), body in bodies:
                if b == block and end <= match.start() <= end + 2:
                    found[match.group(1)] = body
    return found


def _block(
    reading: Reading, block: int, closed: Iterable[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Spans of one block: the longer of two that overlap, in order; none where it is closed."""
    text = reading.texts[block]
    ends = {m.end: m.start for m in reading.places[block]}
    found = [(*span, "institution") for span in institutions(reading, block)]
    starts = reading.tags[block]
    for match in _body_openers().matches(_bodies(), text):
        start, end = match.span()
        other = match.group() == "中央" and _not_the_party(text, start, end)
        if not other and (end - start > 2 or (start in starts and end in starts)):
            found.append((start, _extend(text, end), "named"))
    organs = (
        _organ(text, match, ends, starts) for match in _organ_openers().matches(_organs(), text)
    )
    found.extend((*span, "organ") for span in organs if span)
    edges = {end for _, end, _ in found}
    found.extend((*span, "unknown-organ") for span in _unknown(text, ends, edges))
    if not found:
        return []
    found.sort(key=lambda s: (s[0] - s[1], s[0], s[2] == "institution"))
    taken = Spans(closed)
    return sorted(span for span in found if taken.add(span[0], span[1]))


def _not_the_party(text: str, start: int, end: int) -> bool:
    if start and text[start - 1] in "在的湖园心最正于到区":
        return True
    return bool(
        re.match(
            r"空调|公园|大街|大道|商务|广场|位置|企业|财政|电视|厨房|气象|政府|"
            r"美术|音乐|民族|戏剧|财经|部委|红军|苏区|处理器|山|台|大学|党校",
            text[end : end + 3],
        )
    )


def _organ(
    text: str, match: re.Match[str], ends: dict[int, int], starts: Mapping[int, str]
) -> tuple[int, int] | None:
    start, end = match.span()
    level = match["level"] or ""
    if match["relative"]:
        if (
            start not in starts
            and start
            and _HAN.match(text[start - 1])
            and text[start - 1] not in "由在和与向对该、"
        ):
            return None
        if len(match.group()) == 1:
            if start and _HAN.match(text[start - 1]) and text[start - 1] not in "由在和与向对的":
                return None
            longer = _extend(text, end)
            return (start, longer) if longer > end else None
        return start, _extend(text, end)
    start = _leftward(start, level, ends)
    if _TITLE_NEXT.match(text, end) and match["party"] and start == match.start():
        return None  # 县委书记 is a title; 某某区议会|主席 a body and a title
    own = start != match.start() or bool(level)
    if start and not own and match["dept"] and start not in starts:
        return None
    if (
        not own
        and match["dept"]
        and match.group().endswith(("委", "办", "部"))
        and len(match.group()) < 3
    ):
        return None
    return start, _extend(text, end)


def _leftward(start: int, level: str, ends: dict[int, int]) -> int:
    """The start with the places and levels that stand before: 湖北省|襄阳市|…局."""
    if level and (place := ends.get(start + len(level))) is not None and place < start:
        start = place
    while (place := ends.get(start)) is not None and place < start:
        start = place
    return start


# A department of a ministry: 教育部|体育署.
_MINISTRY = re.compile(
    r"[\u4e00-\u9fff]{2,9}?(?:署(?![名])|司(?=司长|副司长|有关|相关|负责|[,。、]))"
)
_NOT_ITS_NAME = frozenset("的了在和与对于等由向从把被将是说称印发布下")


def _extend(text: str, end: int) -> int:
    ministry = _MINISTRY.match(text, end) if text.endswith("部", 0, end) else None
    if ministry and not _NOT_ITS_NAME & {*ministry[0]}:
        end = ministry.end()
    if text.endswith("政府", 0, end) and (office := _office().match(text, end)):
        end = office.end()
    for _ in range(3):
        match = _SUBUNIT.match(text, end)
        if not match:
            break
        end = match.end()
    return end


def _unknown(text: str, ends: dict[int, int], edges: set[int]) -> Iterator[tuple[int, int]]:
    """An office no list knows, behind its level: 区楼宇办."""
    for match in _LEVELS.matches(_UNKNOWN, text):
        words_inside = match.group()
        first = match.start()
        if first and first not in edges and first not in ends and _HAN.match(text[first - 1]):
            continue
        if not _JOINT.search(words_inside, 1):
            yield _leftward(match.start(), "", ends), _extend(text, match.end())
