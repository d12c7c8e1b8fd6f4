"""The data set described for programs: a Data Package (Frictionless)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from generator.export.table import FORMATS, Format
from generator.model import Site
from generator.tables import TABLES, Column, Table


def package(site: Site, word: Callable[[str], str]) -> bytes:
    """`datapackage.json`; `word` gives the words that describe a table or a column."""
    resources = [_resource(table, form, word) for form in FORMATS for table in TABLES]
    described: dict[str, Any] = {
        "name": "jianzhu",
        "title": site.title,
        "description": site.scope,
        "homepage": site.address,
        "contributors": [{"title": site.author}] if site.author else [],
        "resources": resources,
    }
    made = msgspec.json.encode({key: value for key, value in described.items() if value})
    return msgspec.json.format(made, indent=2) + b"\n"


def _resource(table: Table, form: Format, word: Callable[[str], str]) -> dict[str, Any]:
    resource = {
        "name": table.name if form is FORMATS[0] else f"{table.name}-{form.ending}",
        "title": word(f"table_name_{table.name}"),
        "description": word(f"table_{table.name}"),
        "path": f"{table.name}.{form.ending}",
        "format": form.ending,
        "mediatype": form.media,
        "schema": _schema(table, form, word),
    }
    if form.ending != "parquet":
        resource["encoding"] = "utf-8"
    return resource


def _schema(table: Table, form: Format, word: Callable[[str], str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, word) for column in table.columns],
        "primaryKey": [table.key],
    }
    other = "" if form is FORMATS[0] else f"-{form.ending}"
    links = [
        {"fields": [column], "reference": {"resource": target + other, "fields": [_key(target)]}}
        for column, target in table.links
    ]
    return schema | ({"foreignKeys": links} if links else {})


def _key(name: str) -> str:
    return next(table.key for table in TABLES if table.name == name)


def _field(column: Column, word: Callable[[str], str]) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.among:
        limits["enum"] = list(column.among)
    return {
        "name": column.name,
        "type": column.type,
        "description": word(f"column_{column.name}"),
    } | ({"constraints": limits} if limits else {})
