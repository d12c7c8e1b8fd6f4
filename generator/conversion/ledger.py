"""What a reader should look at twice in a converted text: the ledger of a conversion."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from generator.conversion.convert import all_names, convert, form_of, places_of
from generator.conversion.names import is_own, spelled
from generator.conversion.steps import STEPS, Target, plain, segments, table
from generator.conversion.words import by_words
from generator.model import Script, Word


class Doubt(Struct, frozen=True):
    """A place in a text, what it became, what else it might have become, and by which rule."""

    start: int
    end: int
    form: str
    candidates: tuple[str, ...]  # of which `form` is one; () where a rule leaves no choice
    rule: str  # name, glossary, word, join, alone, back


_COUNTS = ("m", "q")  # the segmenter's tags of numbers and measures


@lru_cache(maxsize=1 << 12)  # the text's page and its textual notes ask
def ledger(
    text: str,
    source: Script,
    target: Target,
    names: tuple[str, ...] = (),
    words: tuple[Word, ...] = (),
) -> tuple[Doubt, ...]:
    """The doubtful places of a conversion, in order and disjoint.

    >>> [(d.form, d.candidates, d.rule) for d in ledger("演员于洋冲在前面", "Hans", "TW")]
    [('于洋', (), 'name'), ('衝', ('衝', '沖'), 'alone')]
    """
    if source == target or text.isascii():
        return ()
    converted = convert(text, source, target, names, words)
    taken: set[int] = set()
    found: list[Doubt] = []
    for start, end, rule in _places(text, source, target, names, words):
        if not taken.isdisjoint(range(start, end)):
            continue
        taken.update(range(start, end))
        candidates: tuple[str, ...] = ()
        if rule in ("alone", "join"):
            candidates = _candidates(text[start:end], source, target)
        found.append(Doubt(start, end, converted[start:end], candidates, rule))
    return tuple(sorted(found, key=lambda doubt: doubt.start))


def _places(
    text: str, source: Script, target: Target, names: tuple[str, ...], words: tuple[Word, ...]
) -> Iterator[tuple[int, int, str]]:
    """Start, end and rule of each place; what wins where two overlap comes first."""
    for word in words:
        form = form_of(word, source)
        if form_of(word, target):
            yield from ((at, at + len(form), "glossary") for at in places_of(form, text))
    for name in dict.fromkeys(all_names(text, source, names)):
        if is_own(name) or any(char in _table(source) for char in name):
            yield from ((at, at + len(name), "name") for at in places_of(name, text))
    if source == "Hans":
        corrected = by_words(text)
        yield from ((start, end, "word") for start, end in corrected.words)
        yield from ((at, at + 1, "join") for at in corrected.joins)
    yield from ((at, at + 1, "alone") for at in _alone(text, source))
    if source == "Hans":
        yield from ((at, at + 1, "back") for at in _one_way(text, target, names, words))


def _one_way(
    text: str, target: Target, names: tuple[str, ...], words: tuple[Word, ...]
) -> Iterator[int]:
    """Characters that the way back to simplified ones writes otherwise: 亲昵 → 親暱 → 亲暱."""
    converted = convert(text, "Hans", target, names, words)
    if target == "Hant":
        back = plain("t2s", converted)
    else:
        again = tuple(spelled(name, "Hans", target) for name in all_names(text, "Hans", names))
        back = convert(converted, target, "Hans", again, words)
    return (at for at, (a, b) in enumerate(zip(text, back, strict=True)) if a != b)


def _alone(text: str, source: Script) -> Iterator[int]:
    """Characters that stand by themselves and of which the other script has several."""
    several = _table(source)
    if several.keys().isdisjoint(text):
        return
    at, before = 0, ""
    for word, tag in segments(text):
        if len(word) == 1 and word in several:
            counted = several[word][1]
            if not counted or before in _COUNTS or tag == "q":
                yield at
        at, before = at + len(word), tag


@cache
def _table(source: Script) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Of each character its candidates, and whether they count after a number only."""
    rows = (row for row in table("one_to_many.tsv") if row[0] == source)
    return {row[1]: (tuple(row[2].split()), len(row) > 3) for row in rows}


def _candidates(char: str, source: Script, target: Target) -> tuple[str, ...]:
    found = _table(source).get(char, ((), False))[0]
    further = STEPS[source, target][1:]
    for config in further:
        found = tuple(plain(config, candidate) for candidate in found)
    return tuple(dict.fromkeys(found))
