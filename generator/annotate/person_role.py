"""The role a person has in a clause: the title beside the name, and the body it is held in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter

from msgspec import Struct

from generator.annotate.person_name import HAN
from generator.annotate.reading import Reading
from generator.annotate.tokens import Token, Tokens
from generator.annotate.words import Openers, choice, word_set, words
from generator.model import Fact

_PREFIX = re.compile(
    r"(?:原|副|前|老|女|男|青年|常务|执行|高级|首席|资深|著名|知名|第一|代理|名誉|"
    r"现任|时任|党委|党组|兼)$"
)
_AS = re.compile(r"作为(?:一名|一位|一个)?([\u4e00-\u9fff]{2,8}?)(?=[,、。])")
_NOT_ROLE = frozenset(["同志", "先生", "女士"])
_PLAIN_NOUNS = word_set("nouns_plain")


@cache
def title() -> re.Pattern[str]:
    """Any title."""
    return re.compile(choice(words("titles")))


@cache
def title_openers() -> Openers:
    """How a title begins."""
    return Openers(*words("titles"))


@cache
def _title_ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{choice(words('titles'))})$")


class Passage(Struct, frozen=True):
    """A block, with what was found in it before."""

    text: str
    original: str
    tokens: Tokens
    tags: Mapping[int, str]  # start of a token → its part of speech
    bodies: tuple[Fact, ...]  # in order
    body_ends: Mapping[int, Fact]
    place_ends: frozenset[int]
    places: frozenset[int]  # every character of a division's name

    def body_at(self, offset: int) -> Fact | None:
        """The body that ends at an offset or stands over it."""
        if body := self.body_ends.get(offset):
            return body
        last = bisect_left(self.bodies, offset, key=_START) - 1
        return self.bodies[last] if last >= 0 and offset < self.bodies[last].end else None

    def token_at(self, offset: int) -> Token | None:
        """The token that ends at an offset or stands over it."""
        last = self.tokens.before(offset)
        return self.tokens[last] if last >= 0 else None


_START: Callable[[Fact], int] = attrgetter("start")


def passages(reading: Reading) -> Iterator[Passage]:
    """The blocks of an article, in order."""
    bodies: dict[int, list[Fact]] = {}
    for fact in reading.of("organisation"):
        bodies.setdefault(fact.block, []).append(fact)
    for block, (text, places) in enumerate(zip(reading.texts, reading.places, strict=True)):
        here = tuple(sorted(bodies.get(block, ()), key=_START))
        yield Passage(
            text,
            reading.article.blocks[block].text,
            reading.tokens[block],
            reading.tags[block],
            here,
            {fact.end: fact for fact in here},
            frozenset([mention.end for mention in places]),
            frozenset([at for m in places if m.units for at in range(m.start, m.end)]),
        )


def role_of(passage: Passage, first: int, at: int) -> tuple[str, str]:
    """The role whose title begins and ends here, with the body named before, and that body."""
    start, body = first, ""
    for _ in range(12):
        if start and (held := passage.body_at(start)):
            body, start = body or held.key, held.start
        elif start == 0 or start in passage.place_ends:
            break
        elif (before := _before(passage, start, at)) < start:
            start = before
        else:
            break
    return passage.original[start:at].lstrip("、的兼"), body


def _before(passage: Passage, start: int, at: int) -> int:
    """Where the words before an offset begin, if they belong to the same role."""
    text = passage.text
    if text[start - 1] in "、兼" and (
        match := _title_ends().search(text, max(start - 9, 0), start - 1)
    ):
        return match.start()
    if match := _title_ends().search(text, max(start - 8, 0), start):
        return match.start()
    if match := _PREFIX.search(text, max(start - 3, 0), start):
        return match.start()
    token = passage.token_at(start)
    if token is None:
        return start
    length, tag = at - token[0], token[3]
    named = tag[0] in "njb" and tag[:2] not in ("nr", "ns")
    ordinary = tag == "n" and token[2] in _PLAIN_NOUNS
    if (named and not ordinary and length < 24) or (tag == "vn" and length < 12):
        return token[0]
    return start


def trade_before(passage: Passage, start: int) -> int:
    """Where the noun for a person begins that ends at an offset, or -1: 首席|预报员."""
    token = passage.token_at(start)
    if token is None or token[1] != start or token[3] not in ("n", "vn", "nz", "b"):
        return -1
    trade = len(token[2]) > 1 and token[2][-1] in _TRADE and token[2] not in _NO_TRADE
    return token[0] if trade else -1


_TRADE = frozenset("员师手匠工士者")
_NO_TRADE = word_set("nouns_plain") | {"成员", "人员", "动员", "职工", "施工", "分工", "全员"}


def role_before(passage: Passage, start: int) -> tuple[str, str]:
    """The role of a name found without its title: the body before it is no role alone."""
    match = _title_ends().search(passage.text, max(start - 10, 0), start)
    if match and match.end() == start:
        return role_of(passage, match.start(), start)
    if (trade := trade_before(passage, start)) >= 0:
        return role_of(passage, trade, start)
    return "", ""


def role_after(text: str, end: int) -> tuple[str, str] | None:
    """The role of a name that ends here, where its title stands behind it."""
    match = title().match(text, end)
    if match and match.group() not in _NOT_ROLE and not HAN.match(text, match.end()):
        return match.group(), ""
    if match := _AS.match(text, end):
        return match.group(1), ""
    return None
