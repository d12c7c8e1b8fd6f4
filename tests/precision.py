"""How often each rule is right: `python -m tests.precision`; with `--write` into the lexicon.

The counts are over the five seeds with their gold and all texts of tests/golden/annotate.
What they mean is told in generator/annotate/confidence.py.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.annotate.confidence import grounds
from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Amount, Body, Fact, When
from generator.text import fold
from tests.golden_articles import excused, goldens, rules

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "generator" / "annotate" / "lexicon" / "confidence.tsv"
_ODDS = 0.6745  # standard deviations: three to one that the true share is not below
_TYPES = {"organization": "organisation"}


class Row(NamedTuple):
    """What one grounds came to."""

    percent: int
    right: int
    found: int


def measured() -> dict[str, Row]:
    """Grounds → how sure it is, and on what evidence."""
    right, found = Counter[str](), Counter[str]()
    for fact, good in (*_golden(), *_seeds()):
        name = grounds(fact.kind, fact.rule, fact.key, fold(fact.text), fact.detail)
        found[name] += 1
        right[name] += good
    return {name: Row(least(right[name], n), right[name], n) for name, n in sorted(found.items())}


def least(right: int, found: int) -> int:
    """The lower end of Wilson's interval in per cent, and never certainty.

    >>> least(1, 1), least(3, 3), least(60, 60), least(9, 12)
    (69, 87, 99, 66)
    """
    share, z = right / found, _ODDS**2
    middle = share + z / (2 * found)
    width = _ODDS * math.sqrt(share * (1 - share) / found + z / (4 * found * found))
    return min(math.floor(100 * (middle - width) / (1 + z / found) + 0.5), 99)


def _golden() -> Iterator[tuple[Fact, bool]]:
    """Each fact found in a golden text, and whether it is right."""
    for golden in goldens("*.md"):
        wanted = [row for row in golden.expected if row[0] != "skip"]
        skips = [text for kind, text, _ in golden.expected if kind == "skip"]
        left = Counter(row[:2] for row in wanted)
        keys = {row[:2]: row[2] for row in wanted if row[2]}
        quotes = any(kind == "quote" for kind, _, _ in wanted)
        for fact in rules(golden.article):
            about = (fact.kind, fact.text)
            if left[about]:
                left[about] -= 1
                yield fact, keys.get(about, fact.key) == fact.key
            elif about in keys or not (
                excused(fact, skips) or (fact.kind == "quote" and not quotes)
            ):
                yield fact, False


def _seeds() -> Iterator[tuple[Fact, bool]]:
    """Each fact found in a seed, and whether the gold has it; optional ones are left out."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        gold = json.loads((ROOT / "tests/gold/facts" / f"{path.stem}.json").read_text("utf-8"))
        spans: dict[tuple[str, int, int], Any] = {}
        places = defaultdict(list)
        for row in gold["facts"]:
            kind = _TYPES.get(row["type"], row["type"])
            for start, end in ((row["start"], row["end"]), *row.get("alt", ())):
                spans[kind, start, end] = row
            if kind == "place":
                places[row["start"]].append(row)
        source = intake(path.stem, path.name, path.read_bytes())
        pieces = label(source)
        article, traced = assemble(source, pieces), trace(source, pieces)
        for fact in rules(article):
            start = traced.at(fact.block, fact.start)
            end = traced.at(fact.block, fact.end - 1) + 1
            row = spans.get((fact.kind, start, end))
            if row is None:
                over = [
                    (kind, r)
                    for (kind, a, b), r in spans.items()
                    if a < end and start < b and (r.get("optional") or kind == fact.kind == "place")
                ]
                if any(r.get("optional") for _, r in over):
                    continue
                yield fact, bool(over)  # touching places are one to the gold
            elif not row.get("optional"):
                yield fact, _says(fact, row)


def _says(fact: Fact, row: dict[str, Any]) -> bool:
    """Whether a fact says what the gold says of it, where the gold says anything."""
    values = [row.get("value"), *row.get("value_alt", ())]
    match fact.detail:
        case When(value=value):
            return "value" not in row or value in values
        case Amount(value=amount, upper=None):
            return row.get("value") is None or amount in values
        case Body(name=name):
            return "norm" not in row or name.partition("@")[0] == row["norm"]
    return True


def main(write: bool) -> int:
    """The exit code, after the table is printed or written."""
    rows = measured()
    lines = [f"{name}\t{r.percent}\t{r.right}\t{r.found}" for name, r in rows.items()]
    head = "# grounds, per cent, right, found: made by `python -m tests.precision --write`"
    if write:
        TABLE.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    print("\n".join([head, *lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
