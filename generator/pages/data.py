"""The data page: every table of the data set and every column, with what to download."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Page
from generator.pages.paths import DATA, table_path
from generator.tables import TABLES, Column


class TableView(Struct, frozen=True):
    name: str
    rows: int
    columns: tuple[Column, ...]
    key: str
    links: tuple[tuple[str, str], ...]  # column → the table whose rows it names
    files: tuple[tuple[str, str], ...]  # how a file's name ends, and its path from the site's root


class DataView(Struct, frozen=True):
    tables: tuple[TableView, ...]


def data_page(counts: dict[str, int], endings: tuple[str, ...]) -> Page[DataView]:
    """The page, from how many rows each table has and the forms it is given out in."""
    view = DataView(
        tuple(
            TableView(
                name=table.name,
                rows=counts[table.name],
                columns=table.columns,
                key=table.key,
                links=table.links,
                files=tuple((ending, table_path(table.name, ending)) for ending in endings),
            )
            for table in TABLES
        )
    )
    return Page(DATA, "data.html", view)
