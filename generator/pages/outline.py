"""Which claims stand on which page of numbers: by unit, and by what several articles count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from generator.pages.claims import KINDS, Bare, Named, Told, group_of, named, size
from generator.pages.parts import parted
from generator.pages.paths import figure_path, unit_path

PART = 200
"""Numbers a part of what has one unit: with its sentence one takes 800 bytes."""

FIGURE = 100
"""Numbers a part of what one measure counts: each stands in a chart and in a table."""

FRONT = 300
"""Numbers on the first page; of more it has the largest of each unit."""

SECTIONS = 100
"""Units on the first page; all have pages."""

FIGURES = 2000
"""Measures and subjects with pages: those that most articles count."""

Rows = tuple[tuple[int, int, int], ...]
"""Claims: of each the number of its article, in order of their ids, its own among those, and
whether it leads to a page of its measure (1), of its subject (2), or both."""


class Part(Struct, frozen=True):
    """A page of claims."""

    path: str
    rows: Rows
    around: tuple[str, str]  # the parts with newer and with older ones, or ""


class Unit(Struct, frozen=True):
    """The numbers of one unit; "" is what has nothing to compare it with, of any unit."""

    kind: str
    units: tuple[str, ...]  # the commonest first
    total: int
    lost: int  # of the total, those without a value
    largest: float
    front: Rows  # those on the first page, the largest first
    parts: tuple[Part, ...]  # the newest first; () where the first page has all


class Figure(Struct, frozen=True):
    """What several articles count in one unit."""

    by: str  # measure or subject
    word: str
    kind: str
    unit: str
    units: tuple[str, ...]  # that count as this one, the commonest first
    articles: int
    total: int
    largest: float
    several: bool  # whether its numbers are of several subjects; or of measures
    path: str
    parts: tuple[Part, ...]


class Outline(Struct, frozen=True):
    """All pages of numbers."""

    articles: int
    kinds: tuple[tuple[str, int], ...]
    total: int
    lost: int
    units: tuple[Unit, ...]
    figures: tuple[Figure, ...]  # what most articles count first


class Spot(NamedTuple):
    """A claim, where it is, and when it holds."""

    article: int
    number: int
    claim: Bare
    date: str  # that it says, or else that of its article
    published: str
    leads: int = 0

    @property
    def at(self) -> tuple[int, int]:
        """Its place among all claims."""
        return self.article, self.number


def outline(all_told: Iterable[Told], copies: Collection[str] = ()) -> Outline:
    """The pages of all claims, given in the order of the articles' ids.

    `copies` are articles that are there in an earlier version: what they count is counted there.
    """
    units: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    figures: dict[Named, list[Spot]] = defaultdict(list)
    articles = 0
    for n, of in enumerate(all_told):
        articles += 1
        for m, claim in enumerate(of.claims):
            date = (claim.as_of or "").partition("/")[2] or claim.as_of or of.date
            spot = Spot(n, m, claim, date[:10], of.date)
            units[group_of(claim)].append(spot)
            for name in named(claim) if of.article not in copies else ():
                if name:
                    figures[name].append(spot)
    shared, total = _figures(figures), sum(map(len, units.values()))
    paged = {Named(f.by, f.word, f.kind, f.unit) for f in shared}
    leading = {key: [_leading(spot, paged) for spot in spots] for key, spots in units.items()}
    return Outline(
        articles=articles,
        kinds=_kinds(units),
        total=total,
        lost=sum(spot.claim.value is None for spots in units.values() for spot in spots),
        units=_units(leading, total > FRONT),
        figures=shared,
    )


def _leading(spot: Spot, paged: Collection[Named]) -> Spot:
    measure, subject = named(spot.claim)
    return spot._replace(leads=(measure in paged) + 2 * (subject in paged))


def _kinds(units: Mapping[tuple[str, str], list[Spot]]) -> tuple[tuple[str, int], ...]:
    kinds = Counter[str]()
    for (kind, _), spots in units.items():
        kinds[kind] += len(spots)
    return tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind])


# --- by unit ------------------------------------------------------------------------------------


def _units(units: Mapping[tuple[str, str], list[Spot]], parted: bool) -> tuple[Unit, ...]:
    alone = {key for key, spots in units.items() if sum(_valued(spots)) < 2}
    mixed = [spot for key in sorted(alone) for spot in units[key]]
    order = sorted(
        units.keys() - alone, key=lambda key: (KINDS.index(key[0]), -len(units[key]), key[1])
    )
    groups = [(kind, unit, units[kind, unit]) for kind, unit in order]
    groups += [("", "", mixed)] if mixed else []
    shown = sorted(groups, key=lambda group: -len(group[2]))[:SECTIONS]
    most = _cap([len(spots) for _, _, spots in shown]) if parted else FRONT
    kept = {(kind, unit) for kind, unit, _ in shown}
    return tuple(
        _unit(kind, unit, spots, most if (kind, unit) in kept else 0, parted)
        for kind, unit, spots in groups
    )


def _unit(kind: str, unit: str, spots: list[Spot], most: int, parted: bool) -> Unit:
    counts = Counter(spot.claim.unit or "" for spot in spots)
    largest = max((size(spot.claim) for spot in spots), default=0.0)
    return Unit(
        kind=kind,
        units=tuple(sorted(filter(None, counts), key=lambda unit: (-counts[unit], unit))),
        total=len(spots),
        lost=len(spots) - sum(_valued(spots)),
        largest=max(largest, 100.0) if kind == "percent" else largest if kind else 0.0,
        front=_rows(sorted(spots, key=_largest)[:most]),
        parts=_parts(
            unit_path(kind, unit),
            sorted(spots, key=lambda s: (s.published, s.at), reverse=True),
            PART,
            _largest,
        )
        if parted
        else (),
    )


def _valued(spots: Iterable[Spot]) -> Iterable[bool]:
    return (spot.claim.value is not None for spot in spots)


def _largest(spot: Spot) -> tuple[bool, float, tuple[int, int]]:
    """The largest first, those without a value last."""
    value = spot.claim.value
    return value is None, -(value or 0), spot.at


def _cap(sizes: list[int]) -> int:
    """How many of each group there is room for."""
    most = max(sizes, default=0)
    while most > 1 and sum(min(size, most) for size in sizes) > FRONT:
        most = min(most * 9 // 10, most - 1)
    return most


def _rows(spots: Iterable[Spot]) -> Rows:
    return tuple((spot.article, spot.number, spot.leads) for spot in spots)


def _parts(
    path: str, newest: Sequence[Spot], size: int, order: Callable[[Spot], Any]
) -> tuple[Part, ...]:
    return tuple(
        Part(at, _rows(sorted(spots, key=order)), (newer, older))
        for at, spots, newer, older in parted(path, tuple(newest), size)
    )


# --- by what is counted ---------------------------------------------------------------------------


def _figures(found: Mapping[Named, list[Spot]]) -> tuple[Figure, ...]:
    shared = {
        name: articles
        for name, spots in found.items()
        if (articles := len({spot.article for spot in spots})) > 1
    }
    best = sorted(shared, key=lambda name: (-shared[name], -len(found[name]), name))
    seen = set[Rows]()
    figures = list[Figure]()
    for name in best:
        if len(figures) == FIGURES:
            break
        rows = _rows(found[name])
        if rows not in seen:  # a subject of one measure only is that measure
            seen.add(rows)
            figures.append(_figure(name, found[name], shared[name]))
    return tuple(figures)


def _figure(name: Named, spots: list[Spot], articles: int) -> Figure:
    counts = Counter(spot.claim.unit or "" for spot in spots)
    others = {spot.claim.subject if name.by == "measure" else spot.claim.measure for spot in spots}
    path = figure_path(name.by, name.word, name.unit)
    return Figure(
        by=name.by,
        word=name.word,
        kind=name.kind,
        unit=name.unit,
        units=tuple(sorted(counts, key=lambda unit: (-counts[unit], unit))),
        articles=articles,
        total=len(spots),
        largest=max([100.0] * (name.kind == "percent") + [size(spot.claim) for spot in spots]),
        several=len(others) > 1,
        path=path,
        parts=_parts(
            path,
            sorted(spots, key=lambda s: (s.date, s.at), reverse=True),
            FIGURE,
            lambda spot: (not spot.date, spot.date, spot.at),
        ),
    )
