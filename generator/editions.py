"""The editions of an archive, and what a text says in one."""

from __future__ import annotations

from msgspec import Struct

from generator.conversion import convert
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


def say(text: Text | str, edition: Edition) -> str:
    """Words in the script of an edition; a bare string is the archive's own, simplified."""
    if isinstance(text, Text):
        return convert(text.text, text.script, edition.script, text.names)
    return convert(text, "Hans", edition.script)


def choose(ids: tuple[str, ...]) -> tuple[Edition, ...]:
    """The rows of those editions, in the order of the table; the source edition always."""
    return tuple(e for e in EDITIONS if e.id == "source" or e.id in ids)
