"""The list of articles."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Entry


class ArticlesView(Struct, frozen=True):
    entries: tuple[Entry, ...]  # newest first, undated last
