"""Words of another length: regional vocabulary, and glossary words that are longer or shorter."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.conversion.convert import all_names, convert, form_of, places_of
from generator.conversion.steps import Target, plain, whole
from generator.model import Script, Word

Change = tuple[int, int, str]
"""Start and end in a text, and what stands there instead."""

_REGIONAL: dict[tuple[Script, Target], tuple[str, str]] = {
    ("Hans", "TW"): ("s2tw", "s2twp"),
    ("Hans", "HK"): ("s2hk", "s2hkp"),
    ("TW", "Hans"): ("tw2s", "tw2sp"),
    ("HK", "Hans"): ("hk2s", "hk2sp"),
}
"""OpenCC's configurations without and with a region's words: what differs is vocabulary."""
_CLAUSE = re.compile(r"[^，。；：！？、\n]+")


class Reworded(NamedTuple):
    """A text in another script, and where its length differs from the source's."""

    text: str
    changes: tuple[tuple[int, int, int], ...] = ()  # start and end there, length here

    def at(self, offset: int) -> int:
        """Where an offset of the source stands; within a changed word, its end at most.

        >>> Reworded("使用網際網路的人", ((2, 5, 4),)).at(6)
        7
        """
        moved = offset
        for start, end, length in self.changes:
            if end <= offset:
                moved += length - (end - start)
            elif start < offset:
                moved += min(length, offset - start) - (offset - start)
        return moved


def reworded(
    text: str,
    source: Script,
    target: Target | None,
    names: tuple[str, ...] = (),
    words: tuple[Word, ...] = (),
    *,
    regional: bool = False,
) -> Reworded:
    """The text in the target script, also with words of other lengths.

    >>> reworded("用软件上互联网", "Hans", "TW", regional=True).text
    '用軟體上網際網路'
    """
    converted = convert(text, source, target, names, words)
    if target is None or target == source:
        return Reworded(converted)
    set_by_hand: list[Change] = []
    kept: list[tuple[int, int]] = []  # what vocabulary leaves alone
    for word in words:
        form, other = form_of(word, source), form_of(word, target)
        for at in places_of(form, text) if other else ():
            kept.append((at, at + len(form)))
            if len(form) != len(other):
                set_by_hand.append((at, at + len(form), other))
    for name in all_names(text, source, names) if regional else ():
        kept += [(at, at + len(name)) for at in places_of(name, text)]
    told = [
        (first, last, words)
        for first, last, words in (_vocabulary(text, source, target) if regional else ())
        if not any(first < end and start < last for start, end in kept)
    ]
    return _changed(converted, set_by_hand + _joined(told, converted))


def _vocabulary(text: str, source: Script, target: Target) -> list[Change]:
    """What a region says otherwise, clause by clause."""
    if (source, target) not in _REGIONAL:  # Taiwan's words for Hong Kong's: through the mainland's
        if target == "Hans" or "Hans" in (source, target) or target == "Hant":
            return []
        text, source = convert(text, source, "Hans"), "Hans"
    without, with_words = _REGIONAL[source, target]
    found: list[Change] = []
    for clause in _CLAUSE.finditer(text):
        one, other = plain(without, clause[0]), whole(with_words, clause[0])
        if one == other:
            continue
        for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if what != "equal":
                found.append((clause.start() + a, clause.start() + b, other[c:d]))
    return found


def _joined(changes: list[Change], converted: str) -> list[Change]:
    """The changes, those as one that a character at most parts: a word that keeps one."""
    found: list[Change] = []
    for start, end, words in changes:
        between = converted[found[-1][1] : start] if found else "，"
        if len(between) <= 1 and (not between or between.isalpha()):
            first, _, before = found.pop()
            start, words = first, before + between + words
        found.append((start, end, words))
    return found


def _changed(converted: str, changes: list[Change]) -> Reworded:
    parts: list[str] = []
    lengths: list[tuple[int, int, int]] = []
    at = 0
    for start, end, words in sorted(changes):
        if start < at:  # two words of the glossary that overlap: the first counts
            continue
        parts += [converted[at:start], words]
        if len(words) != end - start:
            lengths.append((start, end, len(words)))
        at = end
    return Reworded("".join([*parts, converted[at:]]), tuple(lengths))
