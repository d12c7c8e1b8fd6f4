"""Where places are named: divisions by table, towns and villages by how their names are built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.annotate.gazetteer import (
    Unit,
    by_name,
    by_short,
    chain,
    is_word,
    named_in,
    towns,
)
from generator.annotate.tokens import PLACES, Token, Tokens
from generator.annotate.words import word_set


class Mention(Struct, frozen=True):
    """A place named in a block: what the text says, and the units it may mean."""

    start: int
    end: int
    name: str
    units: tuple[Unit, ...] = ()  # one, where the context settled it
    rule: str = "division"

    @property
    def unit(self) -> Unit | None:
        """The unit it means, where that is known."""
        return self.units[0] if len(self.units) == 1 else None


_ORDINARY = word_set("divisions_ordinary")
_TAIL = re.compile(
    r"街道(?!办)|街道(?=办)|镇|乡|苏木|嘎查|社区|村|水库|部落|里(?=[,。、长\d])|区|市|县"
)
# What follows a suffix when it is no suffix: 镇长, 乡村, 村民, 社区里 …
_NO_TAIL = {
    "镇": re.compile(r"[长静定痛住守压街江]"),
    "乡": re.compile(r"[村镇亲愁土下间情音里]"),
    "村": re.compile(r"[里口干医级庄落寨史镇组头屯子中内外]|民(?!委)"),
    "里": re.compile(r"[面边的]"),
    "区": re.compile(r"[域别分间]"),
    "市": re.compile(r"[场民区值面]"),
    "县": re.compile(r"[域城级]"),
}
# What makes the rank of a division the beginning of a word: 怀化|市民, but 怀化市|民政局.
_NEXT_WORD = {
    "市": re.compile(r"民(?![政族宗办营企生主建革盟])|场(?!监)|[值面井容]"),
    "县": re.compile(r"[域城]"),
}
_STOP = frozenset(
    "的了在是和与及或等为于向从到由对把被让给将就也都而且但这那该各每某我你他她它们个"
    "些之其并已又还再"
    "很最更不没无有以因所如若说称并使用赴往至经过来去上下进出回返入离、,。;:!?“”‘’()《》〈〉·—-"
    "0123456789%/ "
)
_SMALL = frozenset(["镇", "乡", "街道", "苏木", "嘎查"])
# One goes there, so it is a place: 前往太麻里|乡.
_REACHED = re.compile(r"(?:前往|来到|抵达|走进|位于|赴)([^\W\d_的各该全多两这那一]{2,4})$")
_WATER = re.compile(r"(?:水库|水电站|平原|盆地|高原|草原|[江河湖岛峡湾溪岭峰])$")
# What is said of waters only: 卫河|水位.
_OF_WATER = re.compile(
    r"[江河湖](?<=[\u4e00-\u9fff].)(?=[畔边滨]|水面|水位|水系|流域|干流|支流|洪峰|大堤|堤防|[上中下]游|[沿两]岸)"
)


def mark(
    texts: Sequence[str],
    blocks: Sequence[Tokens],
    tags: Sequence[Mapping[int, str]],
) -> tuple[tuple[Mention, ...], ...]:
    """The places of every block, in order and disjoint."""
    hits = [list(named_in(text)) for text in texts]
    named = {name for block in hits for _, _, name in block if name in by_name()}
    provinces = {
        unit.code[:2]
        for block in hits
        for _, _, name in block
        for unit in (*by_name().get(name, ()), *by_short().get(name, ()))[:1]
        if (unit.code and unit.level < 3) or name in by_name()
    }
    return tuple(
        tuple(_block(text, tokens, starts, hit, named, provinces))
        for text, tokens, starts, hit in zip(texts, blocks, tags, hits, strict=True)
    )


def _block(
    text: str,
    tokens: Tokens,
    starts: Mapping[int, str],
    hits: list[tuple[int, int, str]],
    named: set[str],
    provinces: set[str],
) -> list[Mention]:
    found: list[Mention] = []
    for start, last, full in hits:
        name = _without_rank(text, last, full)
        end = start + len(name)
        before = found[-1] if found and found[-1].end == start else None
        units = _meant(name, before, named, provinces)
        if units and _bounded(text, start, end, name, units, starts, before, named):
            found.append(Mention(start, end, name, units))
    taken = {i for m in found for i in range(m.start, m.end)}
    ends = {m.end for m in found}
    for tail in _TAIL.finditer(text):
        mention = _small(text, tokens, starts, tail, taken, ends)
        if mention:
            found = [m for m in found if m.end <= mention.start or m.start >= mention.end]
            found.append(mention)
            taken.update(range(mention.start, mention.end))
            ends.add(mention.end)
    for start, end, word, _ in tokens.tagged(PLACES):
        free = start not in taken and end - 1 not in taken
        if free and end - start > 1 and _WATER.search(word):
            found.append(Mention(start, end, word, (), "water"))
            taken.update(range(start, end))
    for match in _OF_WATER.finditer(text):
        end = match.end()
        starting = (at for at in range(max(end - 4, 0), end - 1) if at in starts)
        start = next((at for at in starting if not _STOP & {*text[at:end]}), end)
        if end - start > 1 and not taken & {*range(start, end)}:
            found.append(Mention(start, end, text[start:end], (), "water"))
    return sorted(found, key=lambda m: m.start)


def _without_rank(text: str, end: int, name: str) -> str:
    """The name without a last character that belongs to the next word: 怀化|市民."""
    guard = _NEXT_WORD.get(name[-1])
    return name[:-1] if guard and name[:-1] in by_short() and guard.match(text, end) else name


def _meant(
    name: str, before: Mention | None, named: set[str], provinces: set[str]
) -> tuple[Unit, ...]:
    """The units a name may mean here; none where it is an ordinary word."""
    inside = tuple(
        unit
        for unit in (*by_name().get(name, ()), *by_short().get(name, ()))
        if before and any(above in before.units for above in chain(unit))
    )
    if inside:
        return inside[:1]
    if full := by_name().get(name):
        return () if name in _ORDINARY else full
    units = by_short().get(name, ())
    large = tuple(unit for unit in units if unit.level < 3)
    if large and not (
        large[0].level == 2 and name in word_set("short_not_cities") and not _known(large, named)
    ):
        return large[:1]
    near = _known(units, named)
    if near:
        return near
    if is_word(name):
        return ()
    return tuple(unit for unit in units if unit.level == 3 and unit.code[:2] in provinces)[:1]


def _known(units: tuple[Unit, ...], named: set[str]) -> tuple[Unit, ...]:
    """Those whose full name the article gives."""
    return tuple(unit for unit in units if unit.name in named)[:1]


def _bounded(
    text: str,
    start: int,
    end: int,
    name: str,
    units: tuple[Unit, ...],
    starts: Mapping[int, str],
    before: Mention | None,
    named: set[str],
) -> bool:
    """Whether the name stands by itself, and is not cut out of longer words."""
    if before or (name in named and len(name) > 2):
        return True
    if any(unit.name in named for unit in units) and start in starts:
        return True
    if len(name) > 3:
        return True
    return start in starts and (end in starts or len(name) > 2)


def _small(
    text: str,
    tokens: Tokens,
    starts: Mapping[int, str],
    tail: re.Match[str],
    taken: set[int],
    ends: set[int],
) -> Mention | None:
    suffix, at, end = tail.group(), tail.start(), tail.end()
    if at in taken or ((guard := _NO_TAIL.get(suffix)) and guard.match(text, end)):
        return None
    if suffix in _SMALL and (start := _town(text, at, end, starts, ends)) >= 0:
        return Mention(start, end, text[start:end], (), "town")
    for length in range(1, 5):  # right behind a larger place
        start = at - length
        if start < 0 or (start in taken and start not in ends) or text[start] in _STOP:
            break
        if start in ends:
            name = text[start:at]
            most = 3 if suffix in ("区", "市", "县", "里") else 4
            if length <= most and name not in word_set("place_not") and name[-1] not in "农乡渔":
                return Mention(start, end, text[start:end], (), "behind")
            return None
    if suffix in ("区", "市", "县", "里"):
        return None
    return _built(text, tokens, suffix, at, end, taken)


def _town(text: str, at: int, end: int, starts: Mapping[int, str], ends: set[int]) -> int:
    """Where the name of a known town begins, or -1."""
    best = -1
    for length in range(6, 0, -1):
        start = at - length
        if start < 0 or text[start:end] not in towns():
            continue
        if start in ends or start == 0 or text[start - 1] in _STOP:
            return start
        if best < 0 and length > 1 and start in starts:
            best = start
    return best


def _built(
    text: str,
    tokens: Tokens,
    suffix: str,
    at: int,
    end: int,
    taken: set[int],
) -> Mention | None:
    """A name by its tokens: two characters or more before the suffix, and a clean left edge."""
    start = at
    proper = False
    last = ""
    for token_start, token_end, word, tag in _leftward(tokens, end):
        part = word[: at - token_start] if token_end >= at else word
        if not part:
            continue
        stop = tag[0] in "vpcudrmqxtfyz" and not (
            len(part) == 1 and start - token_start > 0 and tag[0] in "dv" and start < at
        )
        if stop or (part in word_set("place_not") and start == at) or any(c in _STOP for c in part):
            last = tag[0]
            break
        if at - token_start > 5 or token_start in taken:
            break
        start = token_start
        proper = proper or tag[:2] in ("nr", "ns", "nz") or tag[0] == "j" or token_end >= end
        if at - start >= 2 and part not in ("小区", "新区"):
            last = _tag_before(tokens, start)
            break
    name = text[start:at]
    if not proper and (reached := _REACHED.search(text, max(at - 6, 0), at)):
        start, proper = reached.start(1), True
        name = reached.group(1)
    if at - start < 2 or name in word_set("place_not") or name in word_set("generic"):
        return None
    if not proper and last not in ("p", "v", "x", ""):
        return None
    return Mention(start, end, text[start:end], (), "built")


def _leftward(tokens: Tokens, end: int) -> Iterator[Token]:
    """The tokens that begin before an offset, from the right."""
    last = tokens.before(end)
    for index in range(last, max(last - 7, -1), -1):
        yield tokens[index]


def _tag_before(tokens: Tokens, start: int) -> str:
    return next((t[3][0] for t in _leftward(tokens, start)), "")
