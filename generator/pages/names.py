"""The indexes of people, organisations, places and documents."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Group, Tile


class NamesView(Struct, frozen=True):
    kind: str
    groups: tuple[Group, ...]  # by pinyin initial; places by province
    total: int
    tiles: tuple[Tile, ...] = ()  # for places
