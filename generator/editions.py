"""The editions of an archive, and conversion of a text into the script of one.

Conversion works at the level of characters: one character in, one out, so that an offset into
a text holds in every edition of it. Regional vocabulary (社区 → 社群) is never touched.
OpenCC's `s2t` followed by `t2tw` or `t2hk` gives what `s2tw` and `s2hk` give, at a fifth of the
cost, since the large dictionaries are walked once.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import opencc
from msgspec import Struct

from generator.model import Script, Text


class Edition(Struct, frozen=True):
    """One way to read the whole archive."""

    id: str
    folder: str  # under public/; the source edition is the site's own root
    script: Script | None  # None: as received
    lang: str  # of its pages; of the interface in the source edition
    hreflang: tuple[str, ...]
    words: str  # column of the theme's words.toml


EDITIONS = (
    Edition("source", "", None, "zh-Hans-CN", ("x-default",), "hans"),
    Edition("zh-Hans", "zh-Hans/", "Hans", "zh-Hans-CN", ("zh-Hans",), "hans"),
    Edition("zh-Hant-TW", "zh-Hant-TW/", "TW", "zh-Hant-TW", ("zh-Hant-TW", "zh-Hant"), "tw"),
    Edition("zh-Hant-HK", "zh-Hant-HK/", "HK", "zh-Hant-HK", ("zh-Hant-HK",), "hk"),
)

LANG: dict[Script, str] = {"Hans": "zh-Hans-CN", "TW": "zh-Hant-TW", "HK": "zh-Hant-HK"}

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


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def _same_length(config: str, text: str) -> str:
    """One OpenCC step; character by character where a phrase would change the length."""
    converted: str = _converter(config).convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(t := _converter(config).convert(c)) != 1 else t for c in text)


@lru_cache(maxsize=1 << 16)
def convert(text: str, source: Script, target: Script | None) -> str:
    """The text in the target script, of the same length; with no target, the text.

    >>> convert("社区的“四支队伍”", "Hans", "TW")
    '社區的「四支隊伍」'
    >>> convert("裡面說「好」", "TW", "Hans")
    '里面说“好”'
    """
    if target is None or target == source or text.isascii():
        return text
    for config in _STEPS[source, target]:
        text = _same_length(config, text)
    if target == "Hans":
        return text.translate(_CURLS)
    if source == "Hans":
        return _QUOTE.sub(lambda m: m[0].translate(_CORNERS), text)
    return text


def say(text: Text | str, edition: Edition) -> str:
    """Words in the script of an edition; a bare string is the archive's own, simplified."""
    if isinstance(text, Text):
        return convert(text.text, text.script, edition.script)
    return convert(text, "Hans", edition.script)


def choose(ids: tuple[str, ...]) -> tuple[Edition, ...]:
    """The rows of those editions, in the order of the table; the source edition always."""
    return tuple(e for e in EDITIONS if e.id == "source" or e.id in ids)
