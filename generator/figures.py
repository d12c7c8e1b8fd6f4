"""The steps and files of the pages of numbers: by unit, and by what several articles count.

What all claims come to is settled first, in an outline. A page is then made of the claims of its
own articles, so that an edit to others leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from generator.dataset import File
from generator.export import csv
from generator.manner import Planned
from generator.model import Page, Word
from generator.pages.claims import Claim, Counted, Told, claim_of, counted, told
from generator.pages.figure import (
    COLUMNS,
    FiguresView,
    FigureView,
    figure_page,
    figures_pages,
    lines,
)
from generator.pages.numbers import NAMED, NumbersView, UnitView, front_page, unit_page
from generator.pages.outline import Figure, Outline, Unit, outline
from generator.pages.paths import NUMBERS, figure_table_path
from generator.recipes import recipe
from generator.store import Kept, Memo, digest
from generator.tables import ClaimRow, Rows


class Numbers(NamedTuple):
    """All claims of an archive, and the pages that they stand on."""

    counted: tuple[Kept[Counted], ...]  # in the order of the articles' ids
    words: tuple[tuple[Word, ...], ...]  # of each article: what an editor has set for conversion
    outline: Kept[Outline]


Choice = tuple[tuple[int, int, int], ...]
"""Claims, as an outline names them."""


def counted_of(memo: Memo, rows: Kept[Rows]) -> Kept[Counted]:
    """The claims of an article."""
    return memo.step(
        recipe("generator.pages.claims"), (rows.ref,), Counted, lambda: counted(rows.value)
    )


def claims_of(memo: Memo, of: Kept[Counted]) -> Kept[Told]:
    """What tells on which pages they stand: an edit that only moves claims moves none of them."""
    return memo.step(
        recipe("generator.pages.claims"), ("told", of.ref), Told, lambda: told(of.value)
    )


def numbers_of(
    memo: Memo,
    rows: Mapping[str, Kept[Rows]],
    words: Mapping[str, tuple[Word, ...]],
    copies: frozenset[str],
) -> Numbers:
    """The claims of these articles, in outline.

    `copies` are articles that are there in an earlier version; `words` are by article.
    """
    found = {id: counted_of(memo, kept) for id, kept in sorted(rows.items())}
    all_told = [claims_of(memo, kept) for kept in found.values()]
    whole = memo.step(
        recipe("generator.pages.outline"),
        (digest(sorted(copies)), *(kept.ref for kept in all_told)),
        Outline,
        lambda: outline((kept.value for kept in all_told), copies),
    )
    return Numbers((*found.values(),), tuple(words.get(id, ()) for id in found), whole)


class Chosen(NamedTuple):
    """The claims of one page with all that its bytes depend on."""

    articles: tuple[Kept[Counted], ...]
    words: tuple[tuple[Word, ...], ...]
    rows: Choice  # the number of an article is among these

    @property
    def refs(self) -> tuple[str, ...]:
        """The digests of what it holds."""
        return (*(kept.ref for kept in self.articles), digest(self.words, self.rows))

    def claims(self) -> list[tuple[Counted, ClaimRow]]:
        """Each claim, with its article."""
        values = [kept.value for kept in self.articles]
        return [(values[a], values[a].claims[n]) for a, n, _ in self.rows]

    def shown(self, scale: float) -> tuple[Claim, ...]:
        """The claims as a page shows them, their bars measured by `scale`."""
        return tuple(
            claim_of(row, of, self.words[a], scale, leads)
            for (of, row), (a, _, leads) in zip(self.claims(), self.rows, strict=True)
        )


def _chosen(numbers: Numbers, rows: Choice) -> Chosen:
    articles = {number: n for n, number in enumerate(dict.fromkeys(a for a, _, _ in rows))}
    return Chosen(
        tuple(numbers.counted[number] for number in articles),
        tuple(numbers.words[number] for number in articles),
        tuple((articles[a], n, leads) for a, n, leads in rows),
    )


# --- pages --------------------------------------------------------------------------------------


def number_pages(memo: Memo, numbers: Numbers) -> Iterator[Planned]:
    """The first page, those of each unit, and those of what several articles count."""
    whole = numbers.outline.value
    heads = tuple(replace(unit, parts=unit.parts[:1]) for unit in whole.units)
    bare = tuple(replace(figure, parts=()) for figure in whole.figures[:NAMED])
    head = replace(whole, units=heads, figures=bare)
    fronts = tuple(_chosen(numbers, unit.front) for unit in whole.units)
    more = len(whole.figures[NAMED:])
    yield Planned(NUMBERS, "numbers.html", False, True, partial(_front, head, more, fronts))
    for unit in whole.units:
        for part in unit.parts:
            total = len(part.rows) if part.around[0] else unit.total
            told = replace(unit, front=(), parts=(), total=total)
            given = part.path, part.around, _chosen(numbers, part.rows)
            yield Planned(part.path, "unit.html", False, True, partial(_unit, told, *given))
    for page in figures_pages(whole.figures):
        yield Planned(page.path, "figures.html", False, True, partial(_given, page))
    for figure in whole.figures:
        for part in figure.parts:
            total = len(part.rows) if part.around[0] else figure.total
            one = replace(figure, parts=(), total=total)
            given = part.path, part.around, _chosen(numbers, part.rows)
            yield Planned(part.path, "figure.html", False, True, partial(_figure, one, *given))


def _front(
    head: Outline, more: int, fronts: tuple[Chosen, ...], memo: Memo
) -> Kept[Page[NumbersView]]:
    return memo.step(
        recipe("generator.pages.numbers"),
        (digest(head, more), *(ref for front in fronts for ref in front.refs)),
        Page[NumbersView],
        lambda: front_page(
            head, more, [f.shown(u.largest) for f, u in zip(fronts, head.units, strict=True)]
        ),
    )


def _unit(
    unit: Unit, path: str, around: tuple[str, str], chosen: Chosen, memo: Memo
) -> Kept[Page[UnitView]]:
    return memo.step(
        recipe("generator.pages.numbers"),
        (digest(unit, path, around), *chosen.refs),
        Page[UnitView],
        lambda: unit_page(unit, path, around, chosen.shown(unit.largest)),
    )


def _figure(
    figure: Figure, path: str, around: tuple[str, str], chosen: Chosen, memo: Memo
) -> Kept[Page[FigureView]]:
    return memo.step(
        recipe("generator.pages.figure"),
        (digest(figure, path, around), *chosen.refs),
        Page[FigureView],
        lambda: figure_page(figure, path, around, chosen.claims(), chosen.shown(figure.largest)),
    )


def _given(page: Page[FiguresView], memo: Memo) -> Kept[Page[FiguresView]]:
    return Kept(digest(page), lambda: page)


# --- tables -------------------------------------------------------------------------------------


def figure_files(numbers: Numbers) -> Iterator[File]:
    """What several articles count, each as a table, the earliest first."""
    code = recipe("generator.export.csv", "generator.pages.figure")
    for figure in numbers.outline.value.figures:
        chosen = _chosen(numbers, tuple(r for part in reversed(figure.parts) for r in part.rows))
        path = figure_table_path(figure.by, figure.word, figure.unit)
        yield File(path, digest(code, chosen.refs), partial(_table, chosen))


def _table(chosen: Chosen) -> bytes:
    return csv.lines(COLUMNS, lines(chosen.claims()))
