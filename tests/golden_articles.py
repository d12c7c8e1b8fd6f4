"""Golden articles and cases: text, then one expected fact a line (kind | text | key)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, get_args

from generator.annotate.annotate import annotate
from generator.model import Article, Block, Edit, Fact, Names, Script

FOLDER = Path(__file__).parent / "golden" / "annotate"


class Golden(NamedTuple):
    """One text and the facts a reader would see in it; `skip` lines may be found or not."""

    name: str
    article: Article
    expected: tuple[tuple[str, str, str], ...]


def goldens(pattern: str) -> list[Golden]:
    """The golden texts of the files that match."""
    return [
        _golden(part) for path in sorted(FOLDER.glob(pattern))
        for part in path.read_text("utf-8").split("\n# ")
    ]  # fmt: skip


def _golden(part: str) -> Golden:
    head, _, rest = part.removeprefix("# ").partition("\n")
    name, date, script = (word.strip() for word in head.split("|"))
    assert script in get_args(Script)
    body, _, facts = rest.partition("\n---\n")
    lines = [line for line in body.splitlines() if line.strip()]
    kinds = ["title", *["paragraph"] * (len(lines) - 1)]
    blocks = tuple(Block(kind, line) for kind, line in zip(kinds, lines, strict=True))
    article = Article(name, script, date, "", (), blocks)
    rows = (tuple(cell.strip() for cell in line.split("|")) for line in facts.splitlines() if line)
    expected = tuple((row[0], row[1], row[2] if len(row) > 2 else "") for row in rows)
    return Golden(name, article, expected)


class Result(NamedTuple):
    """How found facts compare with expected ones, each as (kind, text)."""

    right: int
    missed: list[tuple[str, str]]
    extra: list[tuple[str, str]]
    keys: list[tuple[str, str, str]]  # text, expected, found


Find = Callable[[Article], Iterable[Fact]]


def rules(article: Article) -> tuple[Fact, ...]:
    """The facts of an article as an archive without more would have them."""
    return annotate(article, Names(), Edit())


def compare(golden: Golden, find: Find = rules) -> Result:
    """The comparison; quotations are compared only where the golden lists some."""
    facts = find(golden.article)
    skips = [text for kind, text, _ in golden.expected if kind == "skip"]
    wanted = [row for row in golden.expected if row[0] != "skip"]
    quotes = any(kind == "quote" for kind, _, _ in wanted)
    named = {row[:2] for row in wanted}
    found = [
        f
        for f in facts
        if (f.kind, f.text) in named or ((quotes or f.kind != "quote") and not excused(f, skips))
    ]
    want, have = Counter(row[:2] for row in wanted), Counter((f.kind, f.text) for f in found)
    keys = {(f.kind, f.text): f.key for f in found}
    wrong = [
        (text, key, keys[kind, text]) for kind, text, key in wanted
        if key and (kind, text) in keys and keys[kind, text] != key
    ]  # fmt: skip
    return Result(
        (want & have).total(),
        sorted((want - have).elements()),
        sorted((have - want).elements()),
        wrong,
    )


class Score(NamedTuple):
    """How many facts of a kind were wanted, found, and both."""

    wanted: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.wanted + self.found, 1)


def scores(texts: Iterable[Golden], find: Find = rules) -> dict[str, Score]:
    """Kind of fact → its score over all these texts."""
    wanted, found, right = Counter[str](), Counter[str](), Counter[str]()
    for golden in texts:
        result = compare(golden, find)
        expected = Counter(kind for kind, _, _ in golden.expected if kind != "skip")
        met = expected - Counter(kind for kind, _ in result.missed)
        wanted += expected
        right += met
        found += met + Counter(kind for kind, _ in result.extra)
    return {kind: Score(wanted[kind], found[kind], right[kind]) for kind in sorted(wanted)}


def excused(fact: Fact, skips: list[str]) -> bool:
    return any(fact.text in text or text in fact.text for text in skips)
