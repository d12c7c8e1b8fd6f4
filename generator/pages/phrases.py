"""The index of phrases: those of most weight first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.model import Page
from generator.pages.parts import PhraseEntry
from generator.pages.paths import PHRASES
from generator.pages.shelf import Shelf


class PhrasesView(Struct, frozen=True):
    entries: tuple[PhraseEntry, ...]
    families: int  # of them, those of several wordings
    articles: int  # of the archive


def pages(shelf: Shelf) -> Iterator[Page[PhrasesView]]:
    """The index, empty too."""
    entries = tuple(shelf.phrase_entries.values())
    families = sum(entry.wordings > 1 for entry in entries)
    yield Page(PHRASES, "phrases.html", PhrasesView(entries, families, len(shelf.index.cards)))
