"""Which row of a table takes a line, found without asking every row."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from generator.clean.rule import Rule

Row = tuple[int, Callable[[str], object], Rule]
"""A rule with its longest line before it, and its pattern ready to be asked."""


_LONG = 120  # characters that most rows take no more than


class Zone(Struct, frozen=True):
    """The rows that hold in a zone, ready to be asked."""

    rows: tuple[Row, ...]
    long: tuple[Row, ...]  # those of them that may take a long line
    start: re.Pattern[str]  # what any of them takes by how a line starts
    anywhere: tuple[Row, ...]  # what each of them takes wherever it stands in a line


def zone(rows: tuple[Rule, ...], where: int) -> Zone:
    """The rows that hold in one of those zones, in their order."""
    held = [rule for rule in rows if rule.where & where]
    starts, anywhere = [], []
    for rule in held:
        branches = _branches(rule.pattern)
        # Without ^, which `match` does not need, a branch is passed over by its first character.
        starts += [branch[1:] for branch in branches if branch.startswith("^")]
        if floating := "|".join(branch for branch in branches if not branch.startswith("^")):
            anywhere.append(_row(rule, floating))
    ready = tuple(_row(rule, rule.pattern) for rule in held)
    return Zone(
        rows=ready,
        long=tuple(row for row in ready if row[0] > _LONG),
        start=re.compile("|".join(starts)),
        anywhere=tuple(anywhere),
    )


def _row(rule: Rule, pattern: str) -> Row:
    return rule.longest, re.compile(pattern).search, rule


def first(words: str, zone: Zone) -> Rule | None:
    """The first row of a zone that takes folded words, if any."""
    size = len(words)
    short = zone.rows if size <= _LONG and zone.start.match(words) else zone.anywhere
    for longest, takes, rule in short if size <= _LONG else zone.long:
        if size <= longest and takes(words):
            return rule
    return None


def _branches(pattern: str) -> list[str]:
    """The alternatives that a pattern is made of.

    >>> _branches("^a|b"), _branches("^(?:a|b)[|]")
    (['^a', 'b'], ['^(?:a|b)[|]'])
    """
    depth, within = 0, False
    branches: list[str] = [""]
    for at, char in enumerate(pattern):
        escaped = (at - len(pattern[:at].rstrip("\\"))) % 2 == 1
        if char == "|" and not escaped and depth == 0 and not within:
            branches.append("")
            continue
        branches[-1] += char
        if escaped:
            continue
        if within:
            within = char != "]"
        elif char == "[":
            within = True
        else:
            depth += (char == "(") - (char == ")")
    return branches
