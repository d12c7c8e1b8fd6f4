"""The numbers (数字表): every claim of the archive, grouped by unit, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.claims import Claim
from generator.pages.outline import Figure, Outline, Unit
from generator.pages.paths import NUMBERS

NAMED = 60
"""Measures that the first page names; all are in an index."""


class Group(Struct, frozen=True):
    """The numbers of one unit, the largest first."""

    kind: str  # money or percent, or quantity; "" where units are mixed
    units: tuple[str, ...]
    claims: tuple[Claim, ...]
    total: int  # with those not shown
    path: str  # where those are, or ""


class Measure(Struct, frozen=True):
    """What several articles count in one unit."""

    word: Text
    units: tuple[str, ...]
    path: str
    articles: int
    numbers: int


class NumbersView(Struct, frozen=True):
    """All numbers, or of very many the largest of each unit."""

    articles: int
    kinds: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    total: int
    shown: int
    lost: int
    measures: tuple[Measure, ...]  # what most articles count first
    more_measures: int


class UnitView(Struct, frozen=True):
    """The numbers of one unit, or a part of them."""

    group: Group
    newer: str  # the other parts
    older: str


def front_page(
    outline: Outline, more: int, shown: Sequence[tuple[Claim, ...]]
) -> Page[NumbersView]:
    """The page that all numbers begin with: `shown` of each unit, and `more` measures unnamed."""
    groups = tuple(
        Group(unit.kind, unit.units, claims, unit.total, unit.parts[0].path if unit.parts else "")
        for unit, claims in zip(outline.units, shown, strict=True)
    )
    view = NumbersView(
        articles=outline.articles,
        kinds=outline.kinds,
        groups=groups,
        total=outline.total,
        shown=sum(map(len, shown)),
        lost=outline.lost,
        measures=tuple(map(measure, outline.figures)),
        more_measures=more,
    )
    return Page(NUMBERS, "numbers.html", view)


def measure(figure: Figure) -> Measure:
    """What several articles count, as indexes name it."""
    word = Text(figure.word)
    return Measure(word, figure.units, figure.path, figure.articles, figure.total)


def unit_page(
    unit: Unit, path: str, around: tuple[str, str], claims: tuple[Claim, ...]
) -> Page[UnitView]:
    """A part of the numbers of one unit; `around` are the parts with newer and older ones."""
    group = Group(unit.kind, unit.units, claims, unit.total, "")
    return Page(path, "unit.html", UnitView(group, *around))
