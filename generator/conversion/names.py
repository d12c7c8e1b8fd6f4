"""The spelling of persons' names in another script, and which words of a text are names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from generator.annotate.tokens import PERSONS
from generator.annotate.words import word_set
from generator.conversion.steps import STEPS, Target, plain, segments
from generator.model import Script
from generator.text import HAN

SURNAMES = frozenset("于后范余谷干郁党涂岳朴种折姜舍咸卜台丑曲松游仇准征布")
"""Characters that stay as they are where they are the family name."""
_GIVEN = frozenset("于后斗丑台松里岳郁游咸征姜折舍升志周制注致卜布岩")
"""Characters that stay as they are elsewhere in a name."""
_PLAIN = frozenset("斗丑岳郁咸岩")
"""Those of them that are hardly a word's part in an entry of the segmenter's that is a person."""
_OTHERWISE = {"冲": "沖"}
"""Characters of which a name has another form than OpenCC's first."""
_KEPT_HANS = frozenset("乾著")
"""Traditional characters that a name keeps in simplified characters too."""
_WITHIN = _GIVEN | _KEPT_HANS | _OTHERWISE.keys()
_OWN = SURNAMES | _WITHIN
_GUESSED = frozenset(("n", "ns"))  # what the segmenter also makes of names: 干部|范余, 演员|于洋
_TRADE = frozenset("员师手匠工士者家警")
_VERBS = ("v", "a", "d")
_HAN = re.compile(f"[{HAN}]+")
_ADDRESS = frozenset(
    "同学 同志 先生 女士 小姐 老师 教授 医生 大爷 大妈 奶奶 爷爷 阿姨 叔叔 师傅".split()
)
_MASKS = frozenset(("某", "某某", "某甲", "某乙"))
_FORMAL = frozenset(("先生", "女士", "小姐", "同志"))
_SAYS = frozenset("说 称 表示 介绍 告诉 坦言 认为 回忆 指出 透露 解释 感慨".split())


def is_own(name: str) -> bool:
    """Whether a name has a character that names write otherwise than words, where it stands."""
    return name[0] in SURNAMES or not _WITHIN.isdisjoint(name[1:])


@lru_cache(maxsize=1 << 14)
def spelled(name: str, source: Script, target: Target) -> str:
    """A person's name in the target script, of the same length.

    >>> spelled("范徐丽泰", "Hans", "TW"), spelled("张文斗", "Hans", "HK")
    ('范徐麗泰', '張文斗')
    """
    first, *further = STEPS[source, target]
    if source == "Hans":
        form = _as_known(name, "".join(_first(char, at) for at, char in enumerate(name)))
    else:
        form = "".join(
            char if target == "Hans" and char in _KEPT_HANS else plain(first, char) for char in name
        )
    for config in further:
        form = "".join(plain(config, char) for char in form)
    return form


def _first(char: str, at: int) -> str:
    """A simplified character of a name, in plain traditional characters."""
    if char in (_GIVEN if at else SURNAMES):
        return char
    return _OTHERWISE.get(char) or plain("s2t", char)


def _as_known(name: str, form: str) -> str:
    """The name with what OpenCC knows of it: 魏征 → 魏徵 and 周杰伦 → 周杰倫 are phrases.

    The family name is the table's. A phrase counts that begins the name, and is all of it or
    keeps a character as it is: others are words that happen to stand in it.
    """
    return "".join(
        char
        if at and char != own and (end := _phrase_end(name, at, char)) and _all(name, at, char, end)
        else own
        for at, (char, own) in enumerate(zip(plain("s2t", name), form, strict=True))
    )


def _all(name: str, at: int, char: str, end: int) -> bool:
    return end == len(name) or char == name[at]


def _phrase_end(name: str, at: int, char: str) -> int:
    """Where the shortest beginning of a name ends that makes OpenCC write `char`, or 0."""
    if plain("s2t", name[at]) == char:
        return 0
    ends = range(at + 1, len(name) + 1)
    return next((end for end in ends if plain("s2t", name[:end])[at] == char), 0)


@lru_cache(maxsize=1 << 12)  # every edition asks
def likely(text: str) -> tuple[str, ...]:
    """Names that the segmenter sees in a simplified text and that are other words in part."""
    if _OWN.isdisjoint(text):
        return ()
    tagged = (*segments(text), ("", ""), ("", ""))
    surnames = _families()
    found: list[str] = []
    before = ("", "")
    for n, one in enumerate(tagged[:-2]):
        if one[0][0] in surnames:
            name = _seen(before, one) or _parted(before, one, tagged[n + 1], tagged[n + 2])
            if name and is_own(name):
                found.append(name)
        before = one
    return tuple(dict.fromkeys(found))


@cache
def _families() -> frozenset[str]:
    return word_set("surnames") | SURNAMES


_Tagged = tuple[str, str]


def _seen(before: _Tagged, one: _Tagged) -> str:
    """A word that is a name by itself, or ""."""
    word, tag = one
    married = len(word) == 4 and word[1] in word_set("surnames")  # 范徐丽泰
    if not (married or len(word) in (2, 3)) or not is_own(word):
        return ""
    person = tag in PERSONS or (tag in _GUESSED and _is_title(before[0]))
    return word if person and _is_name(word, before[1]) else ""


def _parted(before: _Tagged, one: _Tagged, two: _Tagged, three: _Tagged) -> str:
    """A name that the segmenter cuts behind the family name, or "".

    It stands behind a title and is none of what 于 also says the place or the day of, or it
    stands before a form of address: 县长|于|海田, 店主|于|先生, 王|斗斗|同学.
    """
    family, given = one[0], two[0]
    if len(family) != 1:
        return ""
    titled = _is_title(before[0])
    opens = before[1] in ("", "x")  # a sentence or a clause
    if (titled or opens) and given in (_ADDRESS if family != "于" else _FORMAL):
        return family + given  # not 学生|于|老师|面前
    if given in _MASKS and (titled or opens) and three[1][:1] in ("", "x", "v", "u", "d"):
        return family + given
    if not 1 <= len(given) <= 3 or not _HAN.fullmatch(given):
        return ""
    if family == "范" and len(given) < 3:  # by itself hardly another word today
        return family + given
    if len(given) == 3:  # 导演|于|正新戏: what follows the name is stuck to it
        guessed = two[1][:1] == "n" and len(rjieba.cut(given, False)) > 1
        return family + given[:2] if titled and guessed and family == "于" else ""
    if three[0] in _ADDRESS and (titled or not before[0] or family not in "于后"):
        return family + given
    named = two[1] in PERSONS or (len(given) == 2 and len(rjieba.cut(given, False)) == 2)
    if named and (titled or opens) and three[1][:1] in ("", "x", "v", "u", "d", "p", "c"):
        return family + given  # 于|建嵘|指出: words of no dictionary
    if titled and (two[1] == "nz" or (family != "于" and two[1] == "n" and three[0] in _SAYS)):
        return family + given
    return ""


def _is_title(word: str) -> bool:
    return word in word_set("titles") or word in word_set("titles_of_many") or word[-1:] in _TRADE


def _is_name(word: str, before: str) -> bool:
    known = rjieba.tag(word, False)  # as the segmenter's dictionary has it, without guessing
    if len(known) == len(word):  # a guess: 于霄, but not 残留|于世 or 国胜于
        return word[-1] != "于" and not (word[0] == "于" and before[:1] in _VERBS)
    if len(word) == 3 and (word[0] in SURNAMES or not _PLAIN.isdisjoint(word[1:])):
        # an entry: 余秋雨, 白岩松, but not 范围广
        parts = rjieba.tag(word[:2], False) + rjieba.tag(word[1:], False)
        return all(len(part) == 1 or kind in PERSONS for part, kind in parts)
    if len(word) == 4:
        return known[0][1] in PERSONS
    # 演员|于洋 bears a place's name, but 主持人|台湾 does not.
    return known[0][1] == "ns" and word[0] in SURNAMES and word[0] != "台"
