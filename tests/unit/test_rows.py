"""The tables of the data set: rows, and each form in which they are given out."""

from __future__ import annotations

import csv
import datetime
import io
import json
import random
from collections.abc import Iterable, Sequence

import pytest
from arro3.io import read_parquet
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple, replace

from generator.annotate.annotate import annotate
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.export.entities import fold, naming
from generator.export.rows import rows_of
from generator.export.table import FORMATS
from generator.intake.table import intake
from generator.model import Amount, Article, Block, Edit, Fact, Names
from generator.tables import TABLES, ClaimRow, Column, EntityRow, Row, Rows, Table

FORMS = {form.ending: form for form in FORMATS}
TYPES = {"string": str, "integer": int, "number": (int, float), "date": str}


def written(ending: str, table: Table, rows: Iterable[Row]) -> bytes:
    return b"".join(FORMS[ending].write(table, rows))


@pytest.fixture(scope="module")
def all_rows(seeds: dict[str, str]) -> list[Rows]:
    """The rows of the five articles."""
    found = []
    for id, text in seeds.items():
        source = intake(id, f"{id}.txt", text.encode())
        article = assemble(source, label(source))
        found.append(rows_of(article, annotate(article, Names(), Edit(id))))
    return found


def tables(all_rows: list[Rows]) -> dict[str, Sequence[Row]]:
    return {
        "articles": [rows.article for rows in all_rows],
        "facts": [fact for rows in all_rows for fact in rows.facts],
        "claims": [claim for rows in all_rows for claim in rows.claims],
        "entities": entities(all_rows),
    }


def fits(column: Column, cell: object) -> bool:
    """Whether a cell is what its column says."""
    if cell is None:
        return not column.required
    if column.type == "date":
        datetime.date.fromisoformat(str(cell))
    allowed = not column.among or cell in column.among
    return isinstance(cell, TYPES[column.type]) and cell != "" and allowed


def test_every_cell_is_what_its_column_says(all_rows: list[Rows]) -> None:
    for table in TABLES:
        rows = tables(all_rows)[table.name]
        assert len(rows) >= 5
        for row in rows:
            cells = zip(table.columns, astuple(row), strict=True)
            assert [(c.name, cell) for c, cell in cells if not fits(c, cell)] == []


def test_keys_are_unique_and_links_lead_to_rows(all_rows: list[Rows]) -> None:
    keys = {}
    for table in TABLES:
        found = [getattr(row, table.key) for row in tables(all_rows)[table.name]]
        keys[table.name] = set(found)
        assert len(found) == len(keys[table.name])
    for table in TABLES:
        for column, target in table.links:
            named = {getattr(row, column) for row in tables(all_rows)[table.name]} - {None}
            assert named
            assert named <= keys[target], (table.name, column)


def test_a_claim_shows_its_words_in_its_sentence(all_rows: list[Rows]) -> None:
    for claim in (claim for rows in all_rows for claim in rows.claims):
        end = claim.offset + len(claim.text)
        assert claim.sentence[claim.offset : end] == claim.text


def entities(all_rows: list[Rows]) -> tuple[EntityRow, ...]:
    return fold(map(naming, all_rows)).entities


def test_entities_are_the_same_in_any_order(all_rows: list[Rows]) -> None:
    shuffled = random.Random(1).sample(all_rows, len(all_rows))
    assert entities(shuffled) == entities(all_rows)
    assert sum(e.mentions for e in entities(all_rows)) == sum(
        fact.entity is not None for rows in all_rows for fact in rows.facts
    )


# --- each form -----------------------------------------------------------------------------------


def from_csv(table: Table, data: bytes) -> list[tuple[object, ...]]:
    """The rows of a CSV file, by the rule that its module states."""
    read = {"integer": int, "number": float, "string": lambda s: s.removeprefix("'"), "date": str}
    lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert lines[0] == [column.name for column in table.columns]
    return [
        tuple(read[c.type](s) if s else None for c, s in zip(table.columns, line, strict=True))
        for line in lines[1:]
    ]


def from_jsonl(table: Table, data: bytes) -> list[tuple[object, ...]]:
    objects = [json.loads(line) for line in data.decode().removesuffix("\n").split("\n") if line]
    assert all(list(o) == [c.name for c in table.columns] for o in objects)
    return [tuple(o.values()) for o in objects]


def from_parquet(table: Table, data: bytes) -> list[tuple[object, ...]]:
    read = read_parquet(io.BytesIO(data)).read_all()
    assert read.column_names == [column.name for column in table.columns]
    columns = [read.column(c.name).to_pylist() for c in table.columns]
    return [
        tuple(cell.isoformat() if isinstance(cell, datetime.date) else cell for cell in row)
        for row in zip(*columns, strict=True)
    ]


READ = {"csv": from_csv, "jsonl": from_jsonl, "parquet": from_parquet}
forms = pytest.mark.parametrize("ending", list(FORMS))


def test_every_format_is_read_back_by_these_tests() -> None:
    assert READ.keys() == FORMS.keys()


@forms
def test_what_is_read_is_what_was_written(all_rows: list[Rows], ending: str) -> None:
    for table in TABLES:
        rows = tables(all_rows)[table.name]
        data = written(ending, table, iter(rows))
        assert READ[ending](table, data) == [astuple(row) for row in rows]
        assert written(ending, table, rows) == data


@forms
def test_a_table_without_rows_still_has_its_columns(ending: str) -> None:
    for table in TABLES:
        assert READ[ending](table, written(ending, table, [])) == []


CLAIM = ClaimRow("a#p1:0-2:money", "a", "money", "党费", None, 1.5, None, "元", "more", None,
                 None, "1元", "1元多。", 0, "p1-1")  # fmt: skip
CLAIMS = next(table for table in TABLES if table.name == "claims")


@forms
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(ending: str, text: str) -> None:
    row = replace(CLAIM, subject=text, sentence=text)
    assert READ[ending](CLAIMS, written(ending, CLAIMS, [row])) == [astuple(row)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "＝1+1", "'=1"])
def test_no_cell_of_the_csv_begins_a_formula(text: str) -> None:
    data = written("csv", CLAIMS, [replace(CLAIM, subject=text)]).decode()
    assert f',"\'{text}",' in data


def test_a_number_below_zero_is_no_formula() -> None:
    assert '"-3"' in written("csv", CLAIMS, [replace(CLAIM, value=-3)]).decode()


def test_lines_of_the_csv_end_as_the_rfc_says() -> None:
    data = written("csv", CLAIMS, [CLAIM])
    assert data.count(b"\r\n") == data.count(b"\n") == 2


# --- what no table can hold ----------------------------------------------------------------------


def amounts(text: str, words: str, value: float | None) -> tuple[Article, list[Fact]]:
    """An article of one paragraph, and a fact wherever these words stand in it."""
    article = Article("a", "Hans", "", "", (), (Block("title", ""), Block("paragraph", text)))
    starts = [n for n in range(len(text)) if text.startswith(words, n)]
    detail = Amount(value, "个")
    return article, [Fact("quantity", 1, n, n + 2, words, "", "t", detail) for n in starts]


@pytest.mark.parametrize("value", [float("inf"), float("nan"), None])
def test_a_number_beyond_all_numbers_is_not_known(value: float | None) -> None:
    [claim] = rows_of(*amounts("共9个。", "9个", value)).claims
    assert claim.value is None
    assert b"null" in written("jsonl", CLAIMS, [claim])


def test_a_sentence_of_many_numbers_stays_linear() -> None:
    rows = rows_of(*amounts("又有9个" * 2000, "9个", 9))
    assert len(rows.claims) == 2000
    assert max(len(claim.sentence) for claim in rows.claims) <= 300
    assert all(c.sentence[c.offset :].startswith("9个") for c in rows.claims)


def test_an_article_without_title_or_facts_has_its_row() -> None:
    article, _ = amounts("文。", "9个", None)
    assert rows_of(article, ()).article.title is None
