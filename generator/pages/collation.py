"""The textual notes (校记) of one article: its raw lines, and what became of each."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Text
from generator.pages.parts import Count, Entry


class Stretch(Struct, frozen=True):
    """Raw characters with one label: kept, removed, or changed."""

    text: Text
    fate: str  # kept, removed, changed, blank
    label: str  # interface word of the label
    rule: str


class RawLine(Struct, frozen=True):
    number: int
    stretches: tuple[Stretch, ...]
    became: str  # interface word: title, paragraph, removed …
    path: str  # of the block it became, or ""


class CollationView(Struct, frozen=True):
    article: Entry
    file: str
    sha256: str
    encoding: str
    counts: tuple[Count, ...]  # raw = blank + body + byline + removed
    lines: tuple[RawLine, ...]
    marks: tuple[tuple[str, str, int], ...]  # half-width mark, full-width mark, how often
    damage: tuple[tuple[str, Text, int], ...]  # where, the sentence, places in it
