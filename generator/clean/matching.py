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
    anywhere: tuple[Row, ...]  # those of them that do not only look at a line's start
    start: re.Pattern[str]  # what any of the others takes


def zone(rows: tuple[Rule, ...], where: int) -> Zone:
    """The rows that hold in one of those zones, in their order."""
    held = [rule for rule in rows if rule.where & where]
    either = "|".join(f"(?:{rule.pattern})" for rule in held if at_start(rule.pattern))
    ready = [(rule.longest, re.compile(rule.pattern).search, rule) for rule in held]
    return Zone(
        rows=tuple(ready),
        long=tuple(row for row in ready if row[0] > _LONG),
        anywhere=tuple(row for row in ready if not at_start(row[2].pattern)),
        start=re.compile(either),
    )


def first(words: str, zone: Zone) -> Rule | None:
    """The first row of a zone that takes folded words, if any."""
    size = len(words)
    short = zone.rows if size <= _LONG and zone.start.match(words) else zone.anywhere
    for longest, takes, rule in short if size <= _LONG else zone.long:
        if size <= longest and takes(words):
            return rule
    return None


def at_start(pattern: str) -> bool:
    """Whether every branch of a pattern opens with ^.

    >>> at_start("^a|^b"), at_start("^a|b"), at_start("^(?:a|b)[|]")
    (True, False, True)
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
    return all(branch.startswith("^") for branch in branches)
