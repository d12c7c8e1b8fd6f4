"""The editions of an archive, and what a text says in one."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.conversion.convert import convert, form_of
from generator.conversion.ledger import Doubt, ledger
from generator.conversion.steps import Target
from generator.conversion.vocabulary import Reworded, reworded
from generator.model import Script, Text, Word


class Edition(Struct, frozen=True):
    """One way to read the whole archive."""

    id: str
    folder: str  # under public/; the source edition is the site's own root
    script: Target | None  # None: as received
    lang: str  # of its pages; of the interface in the source edition
    hreflang: tuple[str, ...]
    column: str  # of the theme's words.toml
    regional: bool = False  # also in the words of its region: 软件 → 軟體
    words: tuple[Word, ...] = ()  # the archive's glossary

    @property
    def interface(self) -> str:
        """The language of its interface words."""
        return self.column if self.column == "en" else self.lang


EDITIONS = (
    Edition("source", "", None, "zh-Hans-CN", ("x-default",), "hans"),
    Edition("zh-Hans", "zh-Hans/", "Hans", "zh-Hans-CN", ("zh-Hans",), "hans"),
    Edition("zh-Hant-TW", "zh-Hant-TW/", "TW", "zh-Hant-TW", ("zh-Hant-TW", "zh-Hant"), "tw"),
    Edition("zh-Hant-HK", "zh-Hant-HK/", "HK", "zh-Hant-HK", ("zh-Hant-HK",), "hk"),
    # Off unless content/site.toml names them.
    Edition("zh-Hant", "zh-Hant/", "Hant", "zh-Hant", (), "tw"),
    Edition("zh-Hans-words", "zh-Hans-words/", "Hans", "zh-Hans-CN", (), "hans", True),
    Edition("zh-Hant-TW-words", "zh-Hant-TW-words/", "TW", "zh-Hant-TW", (), "tw", True),
    Edition("zh-Hant-HK-words", "zh-Hant-HK-words/", "HK", "zh-Hant-HK", (), "hk", True),
)
"""A row more is an edition more. Those with a region's words have no tag of their own for
search engines: to them they are the same language as the edition without."""

COLUMN: dict[Script, str] = {"Hans": "hans", "TW": "tw", "HK": "hk"}
"""The column of words.toml that is in a script."""

LANG: dict[Script, str] = {"Hans": "zh-Hans-CN", "TW": "zh-Hant-TW", "HK": "zh-Hant-HK"}


def say(text: Text | str, edition: Edition) -> str:
    """Words in the script of an edition; a bare string is the archive's own, simplified."""
    if text.__class__ is str and not edition.regional and not edition.words:
        return text if edition.script in (None, "Hans") else convert(text, "Hans", edition.script)
    return spoken(text, edition).text


def spoken(text: Text | str, edition: Edition) -> Reworded:
    """The same, with where offsets into the text stand in it."""
    said = text if isinstance(text, Text) else Text(text)
    if edition.script is None or edition.script == said.script:
        return Reworded(said.text)
    words = _words(said, edition)
    if edition.regional or words:
        return reworded(
            said.text, said.script, edition.script, said.names, words, regional=edition.regional
        )
    return Reworded(convert(said.text, said.script, edition.script, said.names))


def doubts(text: Text, edition: Edition) -> tuple[Doubt, ...]:
    """What of a text's conversion a reader should look at twice; nothing where none is made."""
    if edition.script is None or edition.script == text.script:
        return ()
    return ledger(text.text, text.script, edition.script, text.names, _words(text, edition))


def _words(text: Text, edition: Edition) -> tuple[Word, ...]:
    """The glossary's words that stand in a text, then its article's own, which win."""
    if not edition.words:
        return text.words
    return (*(w for w in edition.words if form_of(w, text.script) in text.text), *text.words)


def choose(
    ids: tuple[str, ...], words: tuple[Word, ...] = (), interface: str = "auto"
) -> tuple[Edition, ...]:
    """The rows of those editions, in the order of the table; the source edition always.

    `words` is the archive's glossary, `interface` what the source edition's interface speaks.
    """
    chosen = [e for e in EDITIONS if e.id == "source" or e.id in ids]
    if interface != "auto":
        chosen[0] = replace(chosen[0], column=interface)
    return tuple(replace(edition, words=words) for edition in chosen)
