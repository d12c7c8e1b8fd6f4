"""The indexes of people, organisations, places and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from pypinyin import Style, pinyin

from generator.model import Page
from generator.pages.parts import Group, Tile
from generator.pages.paths import FOLDERS, index_path
from generator.pages.shelf import Shelf, name_entry, shown
from generator.pages.tiles import by_province, tiles


class NamesView(Struct, frozen=True):
    kind: str
    groups: tuple[Group, ...]  # by pinyin initial; places by province
    total: int
    tiles: tuple[Tile, ...] = ()  # for places


def pages(shelf: Shelf) -> Iterator[Page[NamesView]]:
    """An index for each kind of name, empty ones too."""
    for kind in FOLDERS:
        grouped = by_province(shelf) if kind == "place" else _by_initial(shelf, kind)
        view = NamesView(
            kind=kind,
            groups=grouped,
            total=sum(len(group.entries) for group in grouped),
            tiles=tiles(shelf, grouped) if kind == "place" else (),
        )
        yield Page(index_path(kind), "names.html", view)


def _by_initial(shelf: Shelf, kind: str) -> tuple[Group, ...]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for found, key in shelf.index.names:
        if found == kind:
            reading = sort_key(shown(key))
            groups[reading[0].upper() if reading[:1].isalpha() else "#"].append((reading, key))
    return tuple(
        Group(
            initial, tuple(name_entry(shelf.index, kind, key) for _, key in sorted(groups[initial]))
        )
        for initial in sorted(groups)
    )


def sort_key(name: str) -> str:
    """The name's pinyin without tones, for sorting; what has no reading stands for itself."""
    bare = name.lstrip("《〈“「『‘（(") or name
    return " ".join(syllable for [syllable] in pinyin(bare, style=Style.NORMAL)).lower()
