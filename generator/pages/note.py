"""A hand-written page."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Text
from generator.pages.parts import Link


class NoteView(Struct, frozen=True):
    title: Text
    date: str
    body: Text  # Markdown
    others: tuple[Link, ...]
