"""A text into another script: OpenCC, with names and words where it goes wrong.

Conversion works at the level of characters: one character in, one out, so that an offset into
a text holds in every edition of it. Regional vocabulary (社区 → 社群) is never touched.
Three things are laid over what OpenCC gives, each where it is known to err:

* its phrases may begin or end within a word (被发明 → 被髮明): the segmenter's words decide;
* a person's name is no word (于和伟 → 於和偉): its characters are converted one by one, by a
  table of those that names write otherwise;
* quotation marks become those of the script.

OpenCC's `s2t` followed by `t2tw` or `t2hk` gives what `s2tw` and `s2hk` give, at a fifth of the
cost, since the large dictionaries are walked once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import opencc
import rjieba

from generator.annotate.words import word_set
from generator.model import Script

_STEPS: dict[tuple[Script, Script], tuple[str, ...]] = {
    ("Hans", "TW"): ("s2t", "t2tw"),
    ("Hans", "HK"): ("s2t", "t2hk"),
    ("TW", "Hans"): ("tw2s",),
    ("TW", "HK"): ("tw2t", "t2hk"),
    ("HK", "Hans"): ("hk2s",),
    ("HK", "TW"): ("hk2t", "t2tw"),
}

_CORNERS = str.maketrans("“”‘’", "「」『』")
_CURLS = str.maketrans("「」『』", "“”‘’")
# An apostrophe between Latin letters is no quotation mark.
_QUOTE = re.compile(r"[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])")

_SURNAMES = frozenset("于后范余谷干郁党涂岳朴种折姜舍咸卜台丑曲松游仇准征布")
"""Characters that stay as they are where they are the family name."""
_GIVEN = frozenset("于后斗丑台松里岳郁游咸征姜折舍升志周制注致卜布岩")
"""Characters that stay as they are elsewhere in a name."""
_PLAIN = frozenset("斗丑岳郁咸岩")
"""Those of them that are hardly a word's part in an entry of the segmenter's that is a person."""
_OTHERWISE = {"冲": "沖"}
"""Characters of which a name has another form than OpenCC's first."""
_KEPT_HANS = frozenset("乾著")
"""Traditional characters that a name keeps in simplified characters too."""
_OWN = _SURNAMES | _GIVEN | _KEPT_HANS | _OTHERWISE.keys()
_PERSON = frozenset(("nr", "nrt", "nrfg"))  # the segmenter's tags of persons
_GUESSED = frozenset(("n", "ns"))  # what it also makes of names: 干部|范余, 演员|于洋
_TRADE = frozenset("员师手匠工士者家")
_VERBS = ("v", "a", "d")
_WINDOW = 8  # characters: hardly a phrase of OpenCC's is longer


@lru_cache(maxsize=1 << 16)
def convert(text: str, source: Script, target: Script | None, names: tuple[str, ...] = ()) -> str:
    """The text in the target script, of the same length; with no target, the text.

    `names` are persons named in it, as it writes them.

    >>> convert("社区的“四支队伍”", "Hans", "TW")
    '社區的「四支隊伍」'
    >>> convert("它被发明时，于和伟掌握了如何做", "Hans", "TW", ("于和伟",))
    '它被發明時，于和偉掌握了如何做'
    >>> convert("裡面說「好」", "TW", "Hans")
    '里面说“好”'
    """
    if target is None or target == source or text.isascii():
        return text
    steps = _STEPS[source, target]
    converted = _by_words(text) if steps[0] == "s2t" else _same_length(steps[0], text)
    for config in steps[1:]:
        converted = _same_length(config, converted)
    for name in (*_likely(text), *names) if source == "Hans" else names:
        if name in text:
            converted = _laid_over(converted, text, name, spelled(name, source, target))
    if target == "Hans":
        return converted.translate(_CURLS)
    if source == "Hans":
        return _QUOTE.sub(lambda m: m[0].translate(_CORNERS), converted)
    return converted


@lru_cache(maxsize=1 << 14)
def spelled(name: str, source: Script, target: Script) -> str:
    """A person's name in the target script, of the same length.

    >>> spelled("范徐丽泰", "Hans", "TW"), spelled("张文斗", "Hans", "HK")
    ('范徐麗泰', '張文斗')
    """
    steps = _STEPS[source, target]
    plain = "".join(_first(char, source, at) for at, char in enumerate(name))
    if source == "Hans":
        plain = _as_known(name, plain)
    else:
        plain = "".join(
            char if target == "Hans" and char in _KEPT_HANS else _same_length(steps[0], char)
            for char in name
        )
    for config in steps[1:]:
        plain = "".join(_same_length(config, char) for char in plain)
    return plain


def told_apart(names: Iterable[str], source: Script) -> tuple[str, ...]:
    """Of persons' names those that are spelled otherwise than the same words might be."""
    targets: tuple[Script, ...] = ("Hans", "TW", "HK")
    return tuple(
        name
        for name in dict.fromkeys(names)
        if not _OWN.isdisjoint(name)
        or any(
            to != source and spelled(name, source, to) != convert(name, source, to)
            for to in targets
        )
    )


def _first(char: str, source: Script, at: int) -> str:
    """A simplified character of a name, in plain traditional characters."""
    if source != "Hans" or char in (_GIVEN if at else _SURNAMES):
        return char
    return _OTHERWISE.get(char) or _same_length("s2t", char)


def _as_known(name: str, plain: str) -> str:
    """The name with what OpenCC knows of it: 魏征 → 魏徵 and 周杰伦 → 周杰倫 are phrases.

    The family name is the table's. A phrase counts that begins the name, and is all of it or
    keeps a character as it is: others are words that happen to stand in it.
    """
    whole = _same_length("s2t", name)
    return "".join(
        char
        if at and char != own and (end := _phrase_end(name, at, char)) and _all(name, at, char, end)
        else own
        for at, (char, own) in enumerate(zip(whole, plain, strict=True))
    )


def _all(name: str, at: int, char: str, end: int) -> bool:
    return end == len(name) or char == name[at]


def _phrase_end(name: str, at: int, char: str) -> int:
    """Where the shortest beginning of a name ends that makes OpenCC write `char`, or 0."""
    if _same_length("s2t", name[at]) == char:
        return 0
    ends = range(at + 1, len(name) + 1)
    return next((end for end in ends if _same_length("s2t", name[:end])[at] == char), 0)


@lru_cache(maxsize=1 << 14)  # every edition asks
def _likely(text: str) -> tuple[str, ...]:
    """Names that the segmenter sees in a simplified text and that are other words in part."""
    found: list[str] = []
    if _OWN.isdisjoint(text):
        return ()
    before = ("", "")
    for word, tag in rjieba.tag(text):
        if len(word) in (2, 3) and word[0] in word_set("surnames") and not _OWN.isdisjoint(word):
            person = tag in _PERSON or (tag in _GUESSED and _is_title(before[0]))
            if person and _is_name(word, before[1]):
                found.append(word)
        before = (word, tag)
    return tuple(dict.fromkeys(found))


def _is_title(word: str) -> bool:
    return word in word_set("titles") or word in word_set("titles_of_many") or word[-1:] in _TRADE


def _is_name(word: str, before: str) -> bool:
    known = rjieba.tag(word, False)  # as the segmenter's dictionary has it, without guessing
    if len(known) == len(word):  # a guess: 于霄, but not 残留|于世 or 国胜于
        return word[-1] != "于" and not (word[0] == "于" and before[:1] in _VERBS)
    if len(word) == 3 and (word[0] in _SURNAMES or not _PLAIN.isdisjoint(word[1:])):
        # an entry: 余秋雨, 白岩松, but not 范围广
        parts = rjieba.tag(word[:2], False) + rjieba.tag(word[1:], False)
        return all(len(part) == 1 or kind in _PERSON for part, kind in parts)
    return known[0][1] == "ns" and word[0] in _SURNAMES  # 演员|于洋 bears a place's name


def _laid_over(converted: str, text: str, name: str, form: str) -> str:
    at = text.find(name)
    while at >= 0:
        converted = converted[:at] + form + converted[at + len(name) :]
        at = text.find(name, at + len(name))
    return converted


@lru_cache(maxsize=1 << 14)  # every edition asks
def _by_words(text: str) -> str:
    """Plain traditional characters; a phrase that cuts a word of the segmenter does not count."""
    whole = _same_length("s2t", text)
    words = rjieba.cut(text)
    apart = _same_length("s2t", "\n".join(words)).split("\n") if "\n" not in text else [whole]
    if (by_words := "".join(apart)) == whole or len(by_words) != len(text):
        return whole
    spans: list[tuple[int, int]] = []  # of each character the word it stands in
    for word in words:
        spans += [(len(spans), len(spans) + len(word))] * len(word)
    return "".join(
        other if char != other and _cuts(text, at, char, spans) else char
        for at, (char, other) in enumerate(zip(whole, by_words, strict=True))
    )


def _cuts(text: str, at: int, char: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the shortest stretch that makes OpenCC write `char` here cuts a word."""
    first, last = spans[at]
    for length in range(2, _WINDOW + 1):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            end = start + length
            if _same_length("s2t", text[start:end])[at - start] == char:
                # A word of one character often ends a compound that the segmenter does not
                # know: 芒果|干, 肉酱|面. Only what it begins can be cut: 了|如何.
                starts_within = spans[start][0] < start and last - first > 1
                return starts_within or spans[end - 1][1] > end
    return False


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def _same_length(config: str, text: str) -> str:
    """One OpenCC step; character by character where a phrase would change the length."""
    converted: str = _converter(config).convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(t := _converter(config).convert(c)) != 1 else t for c in text)
