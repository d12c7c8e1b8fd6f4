"""The archive as data: files at the site's root, and the page that tells of them.

An article's rows are a step of the memo. What holds all articles is made of their refs, so that
an edit without effect on the rows writes no table, and where nothing is new no row is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from msgspec import Struct

from generator.export import csv
from generator.export.annotations import annotated
from generator.export.citations import RECORDS, Record, address_of
from generator.export.entities import Folded, Naming, fold, naming
from generator.export.jsonld import jsonld
from generator.export.package import package
from generator.export.rows import rows_of
from generator.export.table import FORMATS, Format
from generator.model import Article, Page, Site
from generator.pages.about import About, about
from generator.pages.data import DataView, data_page
from generator.pages.parts import Wanted, everyone, owner
from generator.pages.paths import (
    PACKAGE,
    annotations_path,
    article_table_path,
    cited_path,
    described_path,
    table_path,
)
from generator.pages.reference import Reference, reference
from generator.publish import swapped
from generator.recipes import recipe
from generator.steps import Prepared
from generator.store import Kept, Memo, Missing, digest
from generator.tables import TABLES, ArticleRow, ClaimRow, FactRow, Row, Rows, Table
from generator.templates import Theme


class File(NamedTuple):
    """A file to be: `key` tells whether it has to be made; `of` and `light` are as for a page.

    `make` gives what is in it, if that is very much in pieces; `mend` gives the same from the file
    as the last build left it, where that is less work.
    """

    path: str
    key: str
    make: Callable[[], bytes | Iterator[bytes]]
    of: str = ""
    light: bool = False
    mend: Callable[[Path], Iterator[bytes]] | None = None

    def made(self) -> bytes:
        """What is in it."""
        content = self.make()
        return content if isinstance(content, bytes) else b"".join(content)


class Dataset(NamedTuple):
    """The rows of all articles, by article, and what is folded from them; loaded when asked."""

    rows: dict[str, Kept[Rows]]
    folded: Kept[Folded]

    @property
    def refs(self) -> tuple[str, ...]:
        """The refs of all rows, in the order of the articles' ids."""
        return tuple(kept.ref for kept in self.rows.values())

    def of(self, table: Table) -> Iterator[Row]:
        """The rows of one table."""
        if table.name == "entities":
            yield from self.folded.value.entities
        else:
            for kept in self.rows.values():
                yield from _rows_in(kept.some(_PARTS[table.name]), table)


class _Article(Struct):
    """Of `Rows` one table."""

    article: ArticleRow


class _Facts(Struct):
    facts: tuple[FactRow, ...]


class _Claims(Struct):
    claims: tuple[ClaimRow, ...]


_PARTS: dict[str, type[Struct]] = {"articles": _Article, "facts": _Facts, "claims": _Claims}


def _rows_in(rows: Any, table: Table) -> tuple[Row, ...]:
    """The rows that an article has in a table."""
    found: tuple[Row, ...]
    found = (rows.article,) if table.name == "articles" else getattr(rows, table.name)
    return found


def dataset(memo: Memo, prepared: dict[str, Prepared]) -> Dataset:
    """The rows of these articles: nothing else of an article reaches a table."""
    rows = {id: _rows_of(memo, prepared[id]) for id in sorted(prepared)}
    named = [naming_of(memo, kept) for kept in rows.values()]
    folded = memo.step(
        recipe("generator.export.entities"),
        tuple(kept.ref for kept in named),
        Folded,
        lambda: fold(kept.value for kept in named),
    )
    return Dataset(rows, folded)


def naming_of(memo: Memo, rows: Kept[Rows]) -> Kept[Naming]:
    """What entities take from an article."""
    return memo.step(
        recipe("generator.export.entities"), (rows.ref,), Naming, lambda: naming(rows.value)
    )


def described(memo: Memo, p: Prepared) -> tuple[Kept[Rows], Kept[About], Kept[Reference]]:
    """What the files of an article by itself are made of."""
    told = memo.step(
        recipe("generator.pages.about"), (p.article.ref, p.facts.ref), About, partial(_about, p)
    )
    cited = memo.step(
        recipe("generator.pages.reference"), (p.article.ref,), Reference, partial(_cited, p)
    )
    return _rows_of(memo, p), told, cited


def _rows_of(memo: Memo, p: Prepared) -> Kept[Rows]:
    return memo.step(
        recipe("generator.export.rows"), (p.article.ref, p.facts.ref), Rows, partial(_rows, p)
    )


def rows_before(memo: Memo, p: Prepared) -> Rows | None:
    """The rows that an article had, of which these refs are known; None where they are not."""
    try:
        return memo.value(memo.known(lambda memo: _rows_of(memo, p)).ref, Rows)
    except Missing:
        return None


def _rows(p: Prepared) -> Rows:
    return rows_of(p.article.value, p.facts.value)


def data_page_of(memo: Memo, data: Dataset) -> Kept[Page[DataView]]:
    """The page of all tables."""
    endings = tuple(form.ending for form in FORMATS)
    return memo.step(
        recipe("generator.pages.data"),
        (digest(endings), data.folded.ref, str(len(data.rows))),
        Page[DataView],
        lambda: data_page(_counts(data), endings),
    )


def _counts(data: Dataset) -> dict[str, int]:
    of = data.folded.value
    count = {"facts": of.facts, "claims": of.claims, "entities": len(of.entities)}
    return count | {"articles": len(data.rows)}


def data_files(
    memo: Memo,
    data: Dataset,
    prepared: dict[str, Prepared],
    site: Site,
    theme: Theme,
    wanted: Wanted = everyone,
    before: Mapping[str, Rows] | None = None,
) -> Iterator[File]:
    """Every file under data/; of an article only if its own are asked for.

    `before` are the rows that articles had; what is not among them has its rows still.
    """
    for form in FORMATS:
        code = recipe(form.write.__module__)
        for table in TABLES:
            refs = (data.folded.ref,) if table.name == "entities" else data.refs
            key, path = digest(code, table, refs), table_path(table.name, form.ending)
            alone = form.lines and table.name != "entities"
            mend = partial(_mended, data, table, form, before) if before and alone else None
            yield File(path, key, partial(_table, data, table, form), mend=mend)
    code = recipe("generator.export.package")
    yield File(PACKAGE, digest(code, site, theme.ref), partial(_package, site, theme))
    link, facts = _links(site), next(table for table in TABLES if table.name == "facts")
    for id in data.rows:
        of = owner("article", id)
        if not wanted(of):
            continue
        p = prepared[id]
        rows, told, cited = described(memo, p)
        key = digest(recipe("generator.export.csv"), facts, rows.ref)
        yield File(article_table_path(id), key, partial(_article_table, facts, rows), of, True)
        key = digest(recipe("generator.export.annotations"), p.article.ref, rows.ref, site.address)
        yield File(
            annotations_path(id), key, partial(_annotations, p.article, rows, link), of, True
        )
        key = digest(recipe("generator.export.jsonld"), told.ref, site.address)
        yield File(described_path(id), key, partial(_described, told, link), of, True)
        for record in RECORDS:
            key = digest(recipe("generator.export.citations"), record.name, cited.ref, site.address)
            make = partial(_record, record, cited, link if site.address else None)
            yield File(cited_path(id, record.ending), key, make, of, True)


def article_files(id: str) -> Iterator[str]:
    """The paths of an article's own files under data/."""
    yield article_table_path(id)
    yield annotations_path(id)
    yield described_path(id)
    yield from (cited_path(id, record.ending) for record in RECORDS)


def _table(data: Dataset, table: Table, form: Format) -> Iterator[bytes]:
    return form.write(table, data.of(table))


def _mended(
    data: Dataset, table: Table, form: Format, before: Mapping[str, Rows], path: Path
) -> Iterator[bytes]:
    """The table as it stands in a file, with the rows that articles have now."""
    assert form.lines
    pairs = list[tuple[bytes, bytes]]()
    for id, old in before.items():
        was, now = (form.lines([*_rows_in(r, table)]) for r in (old, data.rows[id].value))
        pairs += [(was, now)] if was != now else []
    return swapped(path, pairs) or _table(data, table, form)


def _article_table(facts: Table, rows: Kept[Rows]) -> bytes:
    return b"".join(csv.write(facts, rows.value.facts))


def _package(site: Site, theme: Theme) -> bytes:
    column = "hans" if site.interface == "auto" else site.interface
    return package(site, lambda word: theme.words[word][column])


def _annotations(article: Kept[Article], rows: Kept[Rows], link: Callable[[str], str]) -> bytes:
    return annotated(article.value, rows.value, link)


def _about(p: Prepared) -> About:
    return about(p.article.value, p.facts.value)


def _described(told: Kept[About], link: Callable[[str], str]) -> bytes:
    return jsonld(told.value, link).encode() + b"\n"


def _cited(p: Prepared) -> Reference:
    return reference(p.article.value)


def _record(record: Record, cited: Kept[Reference], link: Callable[[str], str] | None) -> bytes:
    return record.write(cited.value, address_of(cited.value, link)).encode()


def _links(site: Site) -> Callable[[str], str]:
    """From a file two folders deep to a page of the source edition."""
    base = site.address.rstrip("/") + "/" if site.address else "../../"
    return partial(_linked, base)


def _linked(base: str, path: str) -> str:
    return base + quote(path)
