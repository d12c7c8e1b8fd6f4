"""The files of the index: scripts that call `jianzhu.part`, so that they come from disk, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from generator.phrases.row import Numbers
from generator.search.classes import packed_classes
from generator.search.groups import Columns
from generator.search.names import together
from generator.search.packing import packed

FOLDER = "search/"


class Listed(NamedTuple):
    """What results are ordered and chosen by, of one article."""

    date: str  # ISO day, or ""
    values: tuple[str, ...]  # of each facet, or ""


class Facet(NamedTuple):
    """What articles may be chosen by: every value that an article has, in order."""

    word: str
    values: tuple[str, ...]


def path_of(part: str) -> str:
    """The file of a part of the index."""
    return f"{FOLDER}{part}.js"


def articles_file(groups: Sequence[Sequence[Listed]], facets: Sequence[Facet], **of: int) -> bytes:
    """What must be known first: how the index is cut, and what all articles are ordered by."""
    rows = [article for group in groups for article in group]
    months = [12 * int(row.date[:4]) + int(row.date[5:7]) if row.date else 0 for row in rows]
    first = min(filter(None, months), default=1) - 1
    columns = {}
    for n, facet in enumerate(facets):
        number = {value: m for m, value in enumerate(facet.values, 1)} | {"": 0}
        columns[facet.word] = _packed([number[row.values[n]] for row in rows])
    return _file(
        "articles",
        {
            **of,
            "sizes": [len(group) for group in groups],
            "first": first,  # months are counted from the one before the earliest
            "months": _packed([month - first if month else 0 for month in months]),
            "days": _packed([int(row.date[8:10] or 0) if row.date else 0 for row in rows]),
            "facets": columns,
        },
    )


def classes_file() -> bytes:
    """Which characters count as one."""
    return _file("classes", packed_classes())


def ids_file(group: int, names: Sequence[str]) -> bytes:
    """The names of the pages of a group's articles."""
    return _file(f"ids-{group}", names)


def terms_file(shard: int, columns: Columns) -> bytes:
    """The terms of a shard: gaps between them, articles less one, gaps between those."""
    terms, counts, numbers = columns.shard(shard)
    starts = np.cumsum(counts) - counts
    return _file(
        f"terms-{shard}",
        [
            packed(np.diff(terms, prepend=columns.first(shard))),
            packed(counts - 1),
            packed(_gaps(numbers, starts)),
        ],
    )


def names_file(shard: int, groups: Iterable[bytes]) -> bytes:
    """The names of a shard."""
    forms, keys = together(groups)
    return _file(
        f"names-{shard}",
        [
            forms,
            {key: packed(_gaps(np.array(of), np.array([0]))) for key, of in keys.items()},
        ],
    )


def _gaps(numbers: Numbers, starts: Numbers) -> Numbers:
    """From each number to the next, less one; where a list starts, the number itself."""
    gaps: Numbers = np.diff(numbers, prepend=0) - 1
    gaps[starts] = numbers[starts]
    return gaps


def _packed(numbers: list[int]) -> str:
    return packed(np.array(numbers, np.int64))


def _file(part: str, value: Any) -> bytes:
    return b"jianzhu.part(%s,%s);\n" % (msgspec.json.encode(part), msgspec.json.encode(value))
