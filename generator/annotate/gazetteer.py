"""Administrative divisions: the GB/T 2260 table, its short names, and the towns below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from generator.annotate.words import Openers, choice, table, word_set, words

ROOT = ""
_PROVINCE, _CITY, _COUNTY = 1, 2, 3


class Unit(Struct, frozen=True):
    """A division, a country or a well-known place. `level` 1 is a province, 0 a larger place."""

    name: str
    code: str = ""
    parent: str = ""  # the code of the unit it lies in, or its name where codes do not tell
    level: int = 0
    former: bool = False

    @property
    def rank(self) -> str:
        """What the text calls it without its name: 省, 自治区, 市, 区, 县, …"""
        return _rank(self.name)


@cache
def _rank(name: str) -> str:
    found = _RANK.search(name)
    return found.group() if found else ""


_RANK = re.compile(r"特别行政区|自治区|自治州|自治县|地区|省|市|新区|区|县|盟|旗|州$")
_RANK = re.compile(rf"(?:{_RANK.pattern})$")
_PEOPLES = choice(words("ethnic"))
_SHORT = (
    re.compile(rf"^(.{{2,8}}?)(?:{_PEOPLES}){{0,4}}(?:自治[区州县旗])$"),
    re.compile(r"^(.{2,8}?)(?:特别行政区|新区|地区|林区|特区|省|市|县|区|盟|旗)$"),
)


def short(name: str) -> str:
    """The name of a division without its rank, or "" where too little is left.

    >>> short("广西壮族自治区"), short("通渭县"), short("城区")
    ('广西', '通渭', '')
    """
    for pattern in _SHORT:
        if found := pattern.match(name):
            return found.group(1)
    return ""


@cache
def units() -> tuple[Unit, ...]:
    """All units: those of today first, then former ones, then places outside the table."""
    rows = [
        Unit(name, code, parent, _level(code), former)
        for source, former in (("divisions", False), ("divisions_former", True))
        for code, name, parent in table(source)
    ]
    rows += [
        Unit(name, code, parent, 2 if parent else 1) for name, code, parent in table("regions")
    ]
    rows += [Unit(name) for name in words("countries")]
    return tuple(rows)


def _level(code: str) -> int:
    if code.endswith("0000"):
        return _PROVINCE
    return _CITY if code.endswith("00") else _COUNTY


@cache
def by_code() -> dict[str, Unit]:
    """Code → the unit of today, or else the former one."""
    return {unit.code: unit for unit in reversed(units()) if unit.code and unit.level <= 3}


@cache
def by_name() -> dict[str, tuple[Unit, ...]]:
    """Full name → the units called so."""
    found: dict[str, list[Unit]] = {}
    for unit in units():
        found.setdefault(unit.name, []).append(unit)
    return {name: tuple(them) for name, them in found.items()}


@cache
def by_short() -> dict[str, tuple[Unit, ...]]:
    """Short name → the units it may stand for, the largest first."""
    found: dict[str, list[Unit]] = {}
    for unit in units():
        if (name := short(unit.name)) and not (unit.former and unit.level == _COUNTY):
            found.setdefault(name, []).append(unit)
    return {
        name: tuple(sorted(them, key=lambda u: (u.level, u.former))) for name, them in found.items()
    }


@cache
def _names() -> tuple[Openers, frozenset[str], dict[str, tuple[int, ...]]]:
    """How names begin, all names, and how long those of two first characters are, longest first."""
    names = frozenset([*by_name(), *by_short()])
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    longest = {pair: tuple(sorted(them, reverse=True)) for pair, them in lengths.items()}
    return Openers(*names), names, longest


def named_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Every full and short name in a text, the longest at each place: start, end, name."""
    openers, names, lengths = _names()
    at = 0
    for start in openers.starts(text):
        if start < at:
            continue
        for length in lengths[text[start : start + 2]]:
            name = text[start : start + length]
            if name in names:
                at = start + length
                yield start, at, name
                break


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """Town, township or street district → the codes of the counties that have one of the name."""
    found: dict[str, list[str]] = {}
    for code, names in table("townships"):
        for name in names.split():
            found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def chain(unit: Unit) -> tuple[Unit, ...]:
    """The units a unit lies in, outermost first."""
    above: list[Unit] = []
    here = unit
    while here.parent:
        parent = by_code().get(here.parent) or next(iter(by_name().get(here.parent, ())), None)
        if parent is None or parent in above:
            break
        above.insert(0, parent)
        here = parent
    return tuple(above)


@cache
def full_key(unit: Unit) -> str:
    """The canonical name, with the code where several units share it.

    >>> full_key(by_code()["350102"]), full_key(by_code()["420100"])
    ('鼓楼区(350102)', '武汉市')
    """
    same = {u.code for u in by_name()[unit.name] if u.code}
    return f"{unit.name}({unit.code})" if len(same) > 1 else unit.name


def is_word(name: str) -> bool:
    """Whether a county's short name is a common word as well."""
    return name in word_set("short_not")
