"""The tables of the data set: what their rows hold, and what a program must know to read them.

A row is flat: strings, numbers and days, with None where nothing is known. A column of one name
means the same in every table, so that tables join by it; what several words share a cell
(`within`, `forms`) are joined by `/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from types import NoneType
from typing import Annotated, Literal, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.model import Script

Day = Annotated[str, "date"]
"""An ISO day."""

Approx = Literal["more", "less", "near", "about"]


class ArticleRow(Struct, frozen=True):
    """An article."""

    article: str
    title: str | None
    subtitle: str | None
    date: Day | None
    time: str | None
    publisher: str | None
    section: str | None
    author: str | None
    script: Script
    url: str | None
    characters: int
    gaps: int
    page: str


class FactRow(Struct, frozen=True):
    """Something a text states, and where."""

    fact: str
    article: str
    kind: str
    entity: str | None
    key: str | None
    text: str
    block: str
    start: int
    end: int
    anchor: str
    rule: str
    confidence: int
    basis: str | None
    bound: Literal["since", "as_of"] | None
    role: str | None
    body: str | None
    adcode: str | None
    within: str | None
    sort: str | None
    speaker: str | None


class ClaimRow(Struct, frozen=True):
    """A number, an amount of money or a percentage: what is counted, and how many."""

    fact: str
    article: str
    kind: str
    subject: str | None
    measure: str | None
    value: int | float | None
    upper: int | float | None
    unit: str | None
    approx: Approx | None
    as_of: str | None
    adcode: str | None
    text: str
    sentence: str
    offset: int
    anchor: str


class EntityRow(Struct, frozen=True):
    """A person, an organisation, a place or a document, over all articles."""

    entity: str
    kind: str
    key: str
    name: str
    forms: str
    articles: int
    mentions: int
    first: Day | None
    last: Day | None
    adcode: str | None
    within: str | None
    page: str


Row = ArticleRow | FactRow | ClaimRow | EntityRow


class Rows(Struct, frozen=True):
    """All that the data set says of one article: the one way by which facts reach it."""

    article: ArticleRow
    facts: tuple[FactRow, ...]
    claims: tuple[ClaimRow, ...]


class Column(NamedTuple):
    """A column: `among` lists what may stand in it, where that is settled."""

    name: str
    type: Literal["string", "integer", "number", "date"]
    required: bool
    among: tuple[str, ...]


class Table(NamedTuple):
    """A table: `key` tells its rows apart, `links` are columns that name rows of another table."""

    name: str
    columns: tuple[Column, ...]
    key: str
    links: tuple[tuple[str, str], ...]


def _columns(row: type[Struct]) -> Iterator[Column]:
    for name, hint in get_type_hints(row, include_extras=True).items():
        parts = get_args(hint) if NoneType in get_args(hint) else (hint,)
        known = [part for part in parts if part is not NoneType]
        among = tuple(word for p in known if get_origin(p) is Literal for word in get_args(p))
        required = len(known) == len(parts)
        if float in known:
            yield Column(name, "number", required, among)
        elif known == [int]:
            yield Column(name, "integer", required, among)
        else:
            yield Column(name, "date" if Day in known else "string", required, among)


TABLES = (
    Table("articles", tuple(_columns(ArticleRow)), "article", ()),
    Table(
        "facts",
        tuple(_columns(FactRow)),
        "fact",
        (("article", "articles"), ("entity", "entities")),
    ),
    Table(
        "claims", tuple(_columns(ClaimRow)), "fact", (("fact", "facts"), ("article", "articles"))
    ),
    Table("entities", tuple(_columns(EntityRow)), "entity", ()),
)


def batches(rows: Iterable[Row], size: int = 2000) -> Iterator[list[Row]]:
    """The rows in lists, so that very many are not in memory at once."""
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some
