"""The home page: what the archive holds, at a glance."""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Count, Entry, Group, Link, Strip, Tile


class HomeView(Struct, frozen=True):
    title: str
    subtitle: str
    scope: str
    counts: tuple[Count, ...]  # eight at most
    strip: Strip
    tiles: tuple[Tile, ...]
    places: tuple[Group, ...]  # by province, most mentions first
    people: tuple[Link, ...]
    recent: tuple[Entry, ...]
    notes: tuple[Link, ...]
    characters: int
    first: str  # earliest day that the texts state
    last: str
