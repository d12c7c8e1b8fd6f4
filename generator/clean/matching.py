"""Which row of a table takes a line, found without asking every row."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.clean.rule import Rule


class Zone(Struct, frozen=True):
    """The rows that hold in a zone, ready to be asked."""

    rows: tuple[tuple[Rule, re.Pattern[str], bool], ...]  # whether it looks at a line's start only
    start: re.Pattern[str]  # what any row that looks there takes


def zone(rows: tuple[Rule, ...], where: int) -> Zone:
    """The rows that hold in one of those zones, in their order."""
    held = [rule for rule in rows if rule.where & where]
    either = "|".join(f"(?:{rule.pattern})" for rule in held if at_start(rule.pattern))
    return Zone(
        rows=tuple((rule, re.compile(rule.pattern), at_start(rule.pattern)) for rule in held),
        start=re.compile(either),
    )


def first(words: str, zone: Zone) -> Rule | None:
    """The first row of a zone that takes folded words, if any."""
    opens, size = zone.start.match(words) is not None, len(words)
    for rule, pattern, start in zone.rows:
        if size <= rule.longest and (opens or not start) and pattern.search(words):
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
