"""What the name of a body stands for: 市局 in an article about 襄阳 is that city's bureau."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter

from generator.annotate.gazetteer import Unit, full_key
from generator.annotate.place_names import Mention
from generator.annotate.reading import Reading
from generator.annotate.words import words
from generator.model import Body

_LEVEL = re.compile(r"自治区|自治州|自治县|特区|地区|省|市|区|县|州|盟|旗|镇|乡|街道")
_RELATIVE = re.compile(r"(?:[市省区县]局|局|厅|委|院|校|署|部)(?=$|党|办|机|直|第|纪)")
_SUB = re.compile(
    r"(?:直属机关|机关|党组|党委|党支部|党总支|党工委|纪委|办公室|第[一二三四五六七八九十\d]+).*$"
)
_LEAGUE = re.compile(r"团([省市区县州])委")
_FULL = {"市场监管局": "市场监督管理局", "市监局": "市场监督管理局"}
_START: Callable[[Mention], int] = attrgetter("start")
_HALL, _OFFICE = "厅", "局"


@cache
def _known() -> dict[str, str]:
    pairs = (entry.partition("=") for entry in words("bodies"))
    return {name: full or name for name, _, full in pairs} | {name: name for name in words("media")}


def resolve(reading: Reading, spans: Sequence[tuple[int, int, int, str]]) -> list[Body]:
    """The body each span stands for, in order; spans are block, start, end, rule."""
    texts = [_spelled(reading.texts[block][start:end]) for block, start, end, _ in spans]
    stated = [
        _stated(reading, block, start, end, text, rule)
        for (block, start, end, rule), text in zip(spans, texts, strict=True)
    ]
    full = list({body.name: body for body in stated if body}.values())
    found: list[Body] = []
    for (block, start, _, _), text, body in zip(spans, texts, stated, strict=True):
        made = body or _short(reading, block, start, text, full)
        found.append(made)
    return found


def _spelled(text: str) -> str:
    for short, full in _FULL.items():
        text = text.replace(short, full)
    return text


def _stated(
    reading: Reading, block: int, start: int, end: int, text: str, rule: str
) -> Body | None:
    """The body where its name is whole: a known one, one with its place, an institution."""
    if text in _known():
        return Body(_known()[text], "stated" if _known()[text] == text else "alias")
    marked = reading.places[block]
    near = marked[bisect_left(marked, start, key=_START) : bisect_left(marked, end, key=_START)]
    places = [m for m in near if m.end <= end and m.unit]
    lead = start
    unit: Unit | None = None
    for mention in places:  # 湖北省|襄阳市|…: the last place in front counts
        if mention.start == lead:
            lead, unit = mention.end, mention.unit
    if unit is not None and lead < end:
        rest = _spelled(reading.texts[block][lead:end])
        name = reading.texts[block][:lead][-1:] if lead else ""
        whole = places[0].name if rule == "institution" and name not in "省市区县" else ""
        if rule == "institution" and whole:
            return Body(text, "stated", unit.code)
        own = _LEVEL.match(rest)  # 陈仓|区委: the place was named without its rank
        short = lead - places[-1].start < len(unit.name) if places else False
        if own and short and own.group() == unit.rank and not rest.startswith("市场"):
            rest = rest[own.end() :]
        return Body(_join(unit, rest), "stated", unit.code)
    if rule == "institution" and not _LEVEL.match(text) and len(text) > 5:
        return Body(text, "stated") if _own_name(text) else None
    if rule == "named":
        return Body(text, "stated")
    return None


def _own_name(text: str) -> bool:
    return not text.endswith(("指挥部", "领导小组", "工作组", "工作队", "专班", "专家组"))


def organ_of(unit: Unit, rest: str) -> str:
    """The key of a unit's body: 县委 of a county."""
    return _join(unit, rest)


def _join(unit: Unit, rest: str) -> str:
    name = full_key(unit)
    return f"{name}{rest}" if "(" not in name else f"{unit.name}{rest}({unit.code})"


def _short(reading: Reading, block: int, start: int, text: str, full: list[Body]) -> Body:
    """The body a short name stands for, by the article's region or by an earlier full name."""
    league = _LEAGUE.match(text)
    level = _LEVEL.match(text)
    relative = _RELATIVE.match(text)
    if relative and (body := _bureau(text, relative, full)):
        return body
    rank = league.group(1) if league else level.group() if level and not relative else ""
    if rank:
        unit = _near(reading, block, start, rank) or reading.home.of(rank)
        if unit:
            rest = f"团{unit.rank[-1]}委" if league else text[len(rank) :]
            basis = "home" if unit == reading.home.of(rank) else "earlier"
            if league:
                return Body(f"共青团{full_key(unit)}委", basis, unit.code)
            return Body(_join(unit, rest), basis, unit.code)
        return Body(reading.apart(text), "open")
    ending = {body.name: body for body in full if body.name.endswith(text)}
    if len(ending) == 1 and len(text) > 2:
        (body,) = ending.values()
        return Body(body.name, "earlier", body.adcode)
    unit = _region(reading, text)
    if unit and text.endswith(("局", "厅", "委", "会", "联", "办", "党组")) and not relative:
        return Body(_join(unit, text), "home" if _HALL in text else "region", unit.code)
    return Body(reading.apart(text), "open")


def _region(reading: Reading, text: str) -> Unit | None:
    """The region whose 厅 or 局 a text without a level means."""
    if _HALL in text:
        return reading.home.of("自治区") or reading.home.of("省")
    if text.endswith(("指挥部", "领导小组", "机关党委", "机关纪委", "中心", "公司")):
        return None
    return reading.home.main


def _bureau(text: str, relative: re.Match[str], full: list[Body]) -> Body | None:
    """The bureau that 市局, 局党组 or 厅办公室 belongs to: the only one named in full."""
    kind = relative.group()[-1]
    heads: dict[str, str] = {}
    for body in full:
        head = _SUB.sub("", body.name)
        if head.endswith(kind) and len(head) > 3:
            rank = relative.group()[0] if len(relative.group()) > 1 else ""
            if not rank or f"{rank}" in head[:-3]:
                heads.setdefault(head, body.adcode)
    if not heads:
        return None
    if len(heads) > 1:
        finer = {h: c for h, c in heads.items() if c and not c.endswith("0000")}
        heads = finer if len(finer) == 1 else {}
    for head, code in heads.items():
        return Body(head + text[relative.end() :], "earlier", code)
    return None


def _near(reading: Reading, block: int, start: int, rank: str) -> Unit | None:
    """The unit of that rank named before in the same sentence, where it is not the home."""
    text = reading.texts[block]
    first = text.rfind("。", 0, start) + 1
    for mention in reversed(reading.places[block]):
        if first <= mention.start < start and mention.unit and mention.unit.rank == rank:
            return mention.unit
    return None
