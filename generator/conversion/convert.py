"""A text into another script: OpenCC, with names and words where it goes wrong.

Conversion works at the level of characters: one character in, one out, so that an offset into
a text holds in every edition of it. What is laid over what OpenCC gives, in this order:

* words of its own that it is known to err in, and what its phrases cut (`words`);
* names that the segmenter sees, then the persons of the article (`names`): a name is no word
  (于和伟 → 於和偉), so its characters are converted one by one;
* the words that an editor has set for the archive or for one article (`model.Word`);
* quotation marks of the script.

Regional vocabulary (软件 → 軟體) is another matter: `vocabulary` changes lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.conversion.names import is_own, likely, spelled
from generator.conversion.steps import STEPS, Target, plain
from generator.conversion.words import by_words
from generator.model import Script, Word

_CORNERS = str.maketrans("“”‘’", "「」『』")
_CURLS = str.maketrans("「」『』", "“”‘’")
# An apostrophe between Latin letters is no quotation mark.
_QUOTE = re.compile(r"[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])")


@lru_cache(maxsize=1 << 15)
def convert(
    text: str,
    source: Script,
    target: Target | None,
    names: tuple[str, ...] = (),
    words: tuple[Word, ...] = (),
) -> str:
    """The text in the target script, of the same length; with no target, the text.

    `names` are persons named in it, as it writes them. Of `words` only those count whose form
    has as many characters as what it stands for.

    >>> convert("社区的“四支队伍”", "Hans", "TW")
    '社區的「四支隊伍」'
    >>> convert("它被发明时，于和伟掌握了如何做", "Hans", "TW", ("于和伟",))
    '它被發明時，于和偉掌握了如何做'
    >>> convert("裡面說「好」", "TW", "Hans")
    '里面说“好”'
    """
    if target is None or target == source or text.isascii():
        return text
    first, *further = STEPS[source, target]
    converted = by_words(text).text if first == "s2t" else plain(first, text)
    for config in further:
        converted = plain(config, converted)
    for name in all_names(text, source, names):
        converted = _laid_over(converted, text, name, spelled(name, source, target))
    for word in words:
        form, other = form_of(word, source), form_of(word, target)
        if len(form) == len(other):
            converted = _laid_over(converted, text, form, other)
    if target == "Hans":
        converted = converted.translate(_CURLS)
    elif source == "Hans":
        converted = _QUOTE.sub(lambda m: m[0].translate(_CORNERS), converted)
    assert len(converted) == len(text)
    return converted


def all_names(text: str, source: Script, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a text: those that the segmenter sees, then those that are known."""
    seen = likely(text) if source == "Hans" else ()
    return (*seen, *(name for name in names if name in text))


def form_of(word: Word, script: Target) -> str:
    """What a script writes for a word, or "" where nothing is set."""
    return {"Hans": word.hans, "TW": word.tw, "HK": word.hk, "Hant": word.tw}[script]


def told_apart(names: Iterable[str], source: Script) -> tuple[str, ...]:
    """Of persons' names those that are spelled otherwise than the same words might be."""
    targets: tuple[Script, ...] = ("Hans", "TW", "HK")
    return tuple(
        name
        for name in dict.fromkeys(names)
        if is_own(name)
        or any(
            to != source and spelled(name, source, to) != convert(name, source, to)
            for to in targets
        )
    )


def places_of(words: str, text: str) -> Iterator[int]:
    """Where some words stand in a text."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _laid_over(converted: str, text: str, words: str, form: str) -> str:
    for at in places_of(words, text):
        converted = converted[:at] + form + converted[at + len(words) :]
    return converted
