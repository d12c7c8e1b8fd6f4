"""How this archive was made: every rule, kind and edition, with what it did here."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Count


class RuleRow(Struct, frozen=True):
    name: str
    words: str
    where: str  # head, body, tail, any
    takes: str
    leaves: str


class KindRow(Struct, frozen=True):
    kind: str
    label: str
    mentions: int
    rules: tuple[tuple[str, int], ...]  # rule → how often


class MethodView(Struct, frozen=True):
    counts: tuple[Count, ...]
    rules: tuple[RuleRow, ...]
    kinds: tuple[KindRow, ...]
    editions: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]  # library → version
