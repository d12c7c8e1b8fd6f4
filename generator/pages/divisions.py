"""Where the places of an archive lie: province, city, county; and what cannot be located, and why.

A place counts for every unit that it lies in; what names the unit itself is told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.annotate.gazetteer import (
    Unit,
    by_code,
    by_name,
    by_short,
    chain,
    full_key,
)
from generator.archive import Index
from generator.catalogue import Mention
from generator.model import Where
from generator.pages.paths import group_path
from generator.pages.tiles import PROVINCES
from generator.text import fold


class Naming(NamedTuple):
    """How often an article names what lies in a unit, and how often the unit itself."""

    mentions: int
    direct: int


class Division:
    """A unit that an archive names, or that something it names lies in."""

    def __init__(self, unit: Unit, above: str) -> None:
        self.unit, self.above = unit, above  # the code of the unit it lies in, or ""
        self.parts = set[str]()  # codes of the units in it that are named, or hold what is
        self.places = list[str]()  # keys of what else lies in it, and in no smaller unit
        self.articles = dict[str, Naming]()

    @property
    def key(self) -> str:
        """What the unit is called as a place."""
        return full_key(self.unit)

    @property
    def mentions(self) -> int:
        """How often it, or something in it, is named."""
        return sum(naming.mentions for naming in self.articles.values())

    @property
    def direct(self) -> int:
        """How often it is named itself."""
        return sum(naming.direct for naming in self.articles.values())


class Divisions(NamedTuple):
    """All units by code, and the keys of places that cannot be located."""

    units: dict[str, Division]
    lost: tuple[str, ...]


def divisions(index: Index) -> Divisions:
    """Where the places of an archive lie."""
    units, lost = dict[str, Division](), list[str]()
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for (kind, key), mentions in index.names.items():
        if kind != "place":
            continue
        lies = next(filter(None, map(located, mentions)), ())
        if not lies:
            lost.append(key)
            continue
        above = ""
        for unit in lies:
            division = units.setdefault(unit.code, Division(unit, above))
            if above:
                units[above].parts.add(unit.code)
            above = unit.code
        own = full_key(lies[-1]) == key
        if not own:
            division.places.append(key)
        for unit in lies:
            direct = own and unit is lies[-1]
            for mention in mentions:
                count = counts[unit.code][mention.article]
                count[0] += 1
                count[1] += direct
    for code, found in counts.items():
        units[code].articles = {id: Naming(*count) for id, count in found.items()}
    return Divisions(units, tuple(lost))


def located(mention: Mention) -> tuple[Unit, ...]:
    """The units that a place lies in, the province first, itself last if it is one; or ()."""
    where = mention.detail
    return _lies(where.adcode, where.within) if isinstance(where, Where) else ()


@cache
def _lies(adcode: str, within: tuple[str, ...]) -> tuple[Unit, ...]:
    unit = by_code().get(adcode)
    for count in range(len(within), 0, -1):
        unit = unit or _unit_in(within[:count])
    if unit is None and adcode[:2] in PROVINCES:
        unit = by_code().get(f"{adcode[:2]}0000")
    if unit is None:
        return ()
    lies = tuple(u for u in (*chain(unit), unit) if u.code in by_code())
    return lies if lies and lies[0].code[:2] in PROVINCES else ()


def _unit_in(names: tuple[str, ...]) -> Unit | None:
    """The unit of the last name, in those before it."""
    return next(
        (
            unit
            for unit in by_name().get(names[-1], ())
            if unit.code and tuple(above.name for above in chain(unit)) == names[:-1]
        ),
        None,
    )


def division_path(code: str) -> str:
    """The page of a unit, from its six digits.

    >>> division_path("420600")
    'places/province/4206.html'
    """
    digits = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return group_path("place", "province", digits)


def why_lost(key: str) -> str:
    """The interface word for why a place cannot be located."""
    name = key.partition("@")[0]
    known = by_name().get(name, by_short().get(name, ()))
    if "@" not in key:
        return "lost_abroad" if known else "lost_water"
    return "lost_shared" if known else "lost_local"


@cache
def home_of(publisher: str) -> tuple[tuple[Unit, ...], str]:
    """The units that a source's name says it is of; or () and the word for why there are none.

    >>> [unit.name for unit in home_of("襄阳市市场监管局")[0]]
    ['湖北省', '襄阳市']
    """
    found: Unit | None = None
    reason = "source_no_place"
    for name in _names_in(fold(publisher)):
        # A county counts only by its whole name: 新华 is a county's, and not that of 新华社.
        units = [u for u in by_name().get(name, ()) if u.code in by_code() and not u.former]
        large = [u for u in by_short().get(name, ()) if 0 < u.level < 3 and not u.former]
        units = units or large[:1]
        inside = [u for u in units if found and found in chain(u)]
        if found and inside:
            units = inside
        elif found:
            continue
        if len(units) == 1:
            found = units[0]
        elif units:
            reason = "source_shared"
    return ((*chain(found), found), "") if found else ((), reason)


_LONGEST_NAME = 15  # 积石山保安族东乡族撒拉族自治县


def _names_in(text: str) -> Iterator[str]:
    """The full and short names of units in a few words, the longest at each place."""
    at = 0
    while at < len(text):
        ends = range(min(len(text), at + _LONGEST_NAME), at + 1, -1)
        name = next((text[at:n] for n in ends if text[at:n] in _known()), "")
        yield from [name] if name else []
        at += len(name) or 1


@cache
def _known() -> frozenset[str]:
    return frozenset((*by_name(), *by_short()))
