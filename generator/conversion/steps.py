"""OpenCC, one step at a time, one character for one; and the words of a text."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import opencc
import rjieba

from generator.model import Script

Target = Literal["Hans", "Hant", "TW", "HK"]
"""What a text may be converted to: a script, or traditional characters of no region."""

TRADITIONAL: tuple[Target, ...] = ("Hant", "TW", "HK")

STEPS: dict[tuple[Script, Target], tuple[str, ...]] = {
    ("Hans", "Hant"): ("s2t",),
    ("Hans", "TW"): ("s2t", "t2tw"),
    ("Hans", "HK"): ("s2t", "t2hk"),
    ("TW", "Hans"): ("tw2s",),
    ("TW", "Hant"): ("tw2t",),
    ("TW", "HK"): ("tw2t", "t2hk"),
    ("HK", "Hans"): ("hk2s",),
    ("HK", "Hant"): ("hk2t",),
    ("HK", "TW"): ("hk2t", "t2tw"),
}
"""OpenCC's configurations, one after the other. `s2t` followed by `t2tw` or `t2hk` gives what
`s2tw` and `s2hk` give, at a fifth of the cost, since the large dictionaries are walked once."""


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def whole(config: str, text: str) -> str:
    """What one of OpenCC's configurations gives, of whatever length."""
    converted: str = _converter(config).convert(text)
    return converted


def plain(config: str, text: str) -> str:
    """What a configuration gives; character by character where its length would change."""
    converted = whole(config, text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(t := whole(config, c)) != 1 else t for c in text)


@lru_cache(maxsize=1 << 10)  # words, names and doubts of a text are looked for, in every edition
def segments(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text as the segmenter cuts it, each with its part of speech."""
    return tuple(rjieba.tag(text))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table beside this module, split at tabs, without its comments."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and line[0] != "#")
