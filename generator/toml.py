"""TOML, read strictly: into what it is meant to say, with a word on what it is not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from generator.frontmatter import unknown
from generator.model import Trouble

S = TypeVar("S", bound=Struct)


def table(text: str, where: str, remedy: str = "mend the TOML") -> dict[str, Any]:
    """The keys of a file and their values; Trouble where it is no TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Trouble(where, f"cannot be read as TOML: {error}", remedy) from error


def struct(found: Mapping[str, Any], kind: type[S], where: str, what: str, remedy: str) -> S:
    """A table as a struct of a kind; Trouble where it has a key too many or a wrong value.

    `what` is how messages call a key.
    """
    known = [field.name for field in msgspec.structs.fields(kind)]
    for key in found:
        if key not in known:
            raise unknown(where, what, key, known)
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise Trouble(where, str(error), remedy) from error


def rows(text: str, key: str, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a file that is nothing but `[[key]]`, each with how messages call it."""
    found = table(text, where)
    for other in found:
        if other != key:
            raise unknown(where, "table", other, [key])
    listed = found.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise Trouble(where, f"{key} is no list of rows", f"begin each row with [[{key}]]")
    for n, row in enumerate(listed, 1):
        yield f"{where}: [[{key}]] {n}", row
