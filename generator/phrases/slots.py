"""The wordings of a family one under another: what stands in which slot, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import permutations

from msgspec import Struct

_LIST = re.compile("[、，]")
_MOST_ITEMS = 6  # of a list whose order is compared


class Cell(Struct, frozen=True, array_like=True):
    """What a wording has in a slot: "" is nothing."""

    text: str
    omitted: str = ""  # what others have before it in this slot, and this one leaves out
    differs: bool = False  # from the first wording
    order: int = 0  # of a list: as which it comes in its own wording, from 1


def aligned(wordings: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """A row of cells for each wording; the columns are the same in all.

    >>> [[cell.text for cell in row] for row in aligned(["打赢阻击战", "打赢这场阻击战"])]
    [['打赢', '', '阻击战'], ['打赢', '这场', '阻击战']]
    """
    lists = [_LIST.split(words) for words in wordings]
    if all(2 <= len(items) <= _MOST_ITEMS for items in lists):
        return _by_items(lists)
    return _by_characters(wordings)


def _by_items(lists: Sequence[list[str]]) -> tuple[tuple[Cell, ...], ...]:
    """A column for each item of the longest list."""
    base = max(lists, key=lambda items: (len(items), len("".join(items))))
    return tuple(_items(base, items) for items in lists)


def _columns(base: list[str], items: list[str]) -> tuple[int, ...]:
    """In which column each item stands, so that as much as can be stands under the same."""
    columns = tuple(range(len(base)))
    if items == base:
        return columns
    common = [[_common(whole, item) for whole in base] for item in items]

    def gain(columns: tuple[int, ...]) -> int:
        return sum(row[c] for c, row in zip(columns, common, strict=True))

    return max(permutations(columns, len(items)), key=gain)


def _items(base: list[str], items: list[str]) -> tuple[Cell, ...]:
    columns = _columns(base, items)
    cells = [Cell("")] * len(base)
    for order, (column, item) in enumerate(zip(columns, items, strict=True), 1):
        whole = base[column]
        omitted = whole.removesuffix(item) if whole.endswith(item) else ""
        cells[column] = Cell(item, omitted, item != whole, order)
    return tuple(cells)


def _common(a: str, b: str) -> int:
    blocks = SequenceMatcher(None, a, b, False).get_matching_blocks()
    return sum(block.size for block in blocks) * 2 - abs(len(a) - len(b)) // 2


def _by_characters(wordings: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """Columns where any wording parts from the first, and between."""
    base = wordings[0]
    changes = [SequenceMatcher(None, base, words, False).get_opcodes() for words in wordings]
    cuts = {0, len(base)}
    whole: set[int] = set()  # places inside what some wording replaces: no column begins there
    for codes in changes:
        for what, i, j, _, _ in codes:
            if what != "equal":
                cuts |= {i, j}
            if what == "replace":
                whole |= set(range(i + 1, j))
    edges = sorted(cuts - whole)
    rows = [_row(base, words, codes, edges) for words, codes in zip(wordings, changes, strict=True)]
    used = [n for n, column in enumerate(zip(*rows, strict=True)) if any(column)]
    return tuple(
        tuple(Cell(row[n], "", bool(row[n]) and row[n] != rows[0][n]) for n in used) for row in rows
    )


def _row(
    base: str, words: str, codes: Sequence[tuple[str, int, int, int, int]], edges: Sequence[int]
) -> list[str]:
    """What a wording has at each edge, and between it and the next."""
    found = []
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        put = [words[k:m] for what, i, j, k, m in codes if what == "insert" and i == start]
        found.append("".join(put))
        between = ""
        for what, i, j, k, m in codes:
            if what == "equal":
                between += base[max(i, start) : min(j, end)]
            elif what == "replace" and start <= i < end:
                between += words[k:m]
        found.append(between)
    return found
