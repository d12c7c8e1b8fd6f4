"""What several articles count in one unit, as a chart in order of time; and the index of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.claims import Claim, Counted
from generator.pages.numbers import Measure, measure
from generator.pages.outline import Figure
from generator.pages.parts import paged
from generator.pages.paths import FIGURES, figure_table_path
from generator.tables import ClaimRow

_LISTED = 500
"""Measures on a page of their index."""


class Value(Struct, frozen=True):
    """A number of the chart: a bar, and a row of the table."""

    date: str  # an ISO day or span, or ""
    basis: str  # interface word: as_of where the sentence says so, published, undated
    told: Text  # what tells it from the others: its subject; of a subject, its measure
    claim: Claim
    width: float  # of its bar, in hundredths of the longest
    reach: float  # of a range, to its upper end


class FigureView(Struct, frozen=True):
    """The numbers of a measure, or of a subject, the earliest first."""

    by: str
    word: Text
    kind: str
    units: tuple[str, ...]
    articles: int
    total: int  # with those of other parts
    several: bool
    values: tuple[Value, ...]
    table: str  # all of them, from the site's root
    newer: str
    older: str


class FiguresView(Struct, frozen=True):
    """The index of what several articles count."""

    measures: tuple[Measure, ...]
    total: int
    newer: str  # the pages before and after
    older: str


def figure_page(
    figure: Figure,
    path: str,
    around: tuple[str, str],
    rows: Sequence[tuple[Counted, ClaimRow]],
    claims: Sequence[Claim],
) -> Page[FigureView]:
    """A part of what several articles count."""
    view = FigureView(
        by=figure.by,
        word=Text(figure.word),
        kind=figure.kind,
        units=figure.units,
        articles=figure.articles,
        total=figure.total,
        several=figure.several,
        values=tuple(
            _value(figure, of, row, claim) for (of, row), claim in zip(rows, claims, strict=True)
        ),
        table=figure_table_path(figure.by, figure.word, figure.unit),
        newer=around[0],
        older=around[1],
    )
    return Page(path, "figure.html", view)


def _value(figure: Figure, of: Counted, row: ClaimRow, claim: Claim) -> Value:
    published = of.article.date or ""
    scale = max(figure.largest, 1e-9)
    return Value(
        date=claim.as_of or published,
        basis="as_of" if claim.as_of else "published" if published else "undated",
        told=claim.subject if figure.by == "measure" else claim.measure,
        claim=claim,
        width=0 if row.value is None else round(100 * abs(row.value) / scale, 2),
        reach=0 if row.upper is None else round(100 * abs(row.upper) / scale, 2),
    )


def figures_pages(figures: Sequence[Figure]) -> Iterator[Page[FiguresView]]:
    """The index, what most articles count first."""
    rows = tuple(map(measure, figures))
    for path, part, before, after in paged(_index_path, rows, _LISTED):
        yield Page(path, "figures.html", FiguresView(part, len(rows), before, after))


def _index_path(part: int) -> str:
    return f"figures/{part}.html" if part > 1 else FIGURES


COLUMNS = (
    *("article", "title", "publisher", "published", "as_of", "subject", "measure"),
    *("value", "upper", "unit", "approx", "text", "sentence", "page"),
)


def lines(rows: Sequence[tuple[Counted, ClaimRow]]) -> Iterator[tuple[str, ...]]:
    """What several articles count, as rows of a table."""
    for of, row in rows:
        article = of.article
        cells = (
            *(article.article, article.title, article.publisher, article.date, row.as_of),
            *(row.subject, row.measure, row.value, row.upper, row.unit, row.approx, row.text),
            *(row.sentence, f"{article.page}#{row.anchor}"),
        )
        yield tuple("" if cell is None else str(cell) for cell in cells)
