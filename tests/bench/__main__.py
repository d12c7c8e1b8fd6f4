"""What each stage costs and how right it is: `python -m tests.bench`.

Costs are CPU milliseconds for an article of seed size, each also as a ratio to a peer timed in
the same run, since machines differ and are shared. Scores come from the scorers in tests/gold.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import opencc
import rjieba

from generator.annotate.annotate import annotate
from generator.annotate.export import facts_json
from generator.archive import Index, gather, summarise
from generator.build import build
from generator.clean.assemble import assemble, trace
from generator.clean.export import clean_json
from generator.clean.label import label
from generator.conversion.convert import convert
from generator.editions import choose
from generator.export.rows import rows_of
from generator.export.table import FORMATS
from generator.intake.table import intake
from generator.model import Edit, Names, Site
from generator.pages.article import article_page
from generator.render import render
from generator.tables import TABLES
from generator.templates import load
from generator.theme import theme_folders
from tests.bench.cleaning import cleaning
from tests.bench.editions import editions
from tests.bench.names import names, speed
from tests.bench.timing import ROUNDS, anew, cost
from tests.golden_articles import rules

ROOT = Path(__file__).parents[2]
EDITIONS = choose(Site("bench").editions)
GOLD = ROOT / "tests" / "gold"
PEERS = {
    "rjieba.tag": "the tokens and parts of speech of the text",
    "opencc s2tw": "the text once through OpenCC's own s2tw",
}


def main() -> int:
    """The exit code, after the tables are printed."""
    costs()
    names()
    cleaning()
    scores()
    builds()
    return 0


def costs() -> None:
    """Print what each stage costs an article, beside the peers."""
    files = sorted((ROOT / "seeds").glob("*.txt"))
    data = [(p.stem, p.name, p.read_bytes()) for p in files]
    texts = [d.decode() for _, _, d in data]
    sources = [intake(*given) for given in data]
    pieces = [label(s) for s in sources]
    articles = [assemble(s, p) for s, p in zip(sources, pieces, strict=True)]
    facts = [annotate(a, Names(), Edit(a.id)) for a in articles]
    index = Index(gather(map(summarise, articles, facts)))
    pages = [article_page(a, f) for a, f in zip(articles, facts, strict=True)]
    theme, site = load(theme_folders(ROOT, "default")), Site("bench")
    s2tw = opencc.OpenCC("s2tw")

    def converted() -> None:
        convert.cache_clear()
        for article in articles:
            for block in article.blocks:
                for edition in EDITIONS:
                    convert(block.text, article.script, edition.script)

    rows = [rows_of(a, f) for a, f in zip(articles, facts, strict=True)]

    def tabled() -> None:
        for form in FORMATS:
            b"".join(form.write(TABLES[1], (fact for r in rows for fact in r.facts)))
            b"".join(form.write(TABLES[2], (claim for r in rows for claim in r.claims)))

    def rendered() -> None:
        for page in pages:
            for edition in EDITIONS:
                render(page, edition, EDITIONS, site, theme)

    stages: dict[str, Callable[[], object]] = {
        "rjieba.tag": lambda: [rjieba.tag(t) for t in texts],
        "opencc s2tw": lambda: [s2tw.convert(t) for t in texts],
        "intake": lambda: [intake(*given) for given in data],
        "label": lambda: each(anew(label), sources),
        "assemble, trace": lambda: each(anew(assemble), sources, pieces),
        "annotate": lambda: None,
        "summarise": lambda: each(summarise, articles, facts),
        "rows": lambda: each(rows_of, articles, facts),
        "tables, 3 formats": tabled,
        "index": lambda: Index(gather(index.cards.values())),
        "article page": lambda: each(article_page, articles, facts),
        "convert, 4 editions": converted,
        "render, 4 editions": rendered,
    }
    timed = {name: cost(run) / len(files) for name, run in stages.items()}
    timed["annotate"] = 1000 / speed(rules)  # with nothing remembered of the last round
    characters = sum(map(len, texts)) // len(texts)
    print(f"CPU ms an article of {characters} characters, median of {ROUNDS} rounds")
    print(f"{'stage':22}{'ms':>8}" + "".join(f"{'/ ' + peer:>16}" for peer in PEERS))
    for name, ms in timed.items():
        ratios = "".join(f"{ms / timed[peer]:16.2f}" for peer in PEERS)
        print(f"{name:22}{ms:8.2f}{ratios}")
    for peer, words in PEERS.items():
        print(f"  {peer}: {words}")
    editions(articles)


def each(work: Callable[..., object], *values: Iterable[Any]) -> list[object]:
    """What `work` gives of each row of values."""
    return list(map(work, *values))


def scores() -> None:
    """Print the scorers' own words on the five seeds."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("clean", "facts"):
            (Path(folder) / name).mkdir()
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            source = intake(path.stem, path.name, path.read_bytes())
            pieces = label(source)
            article, traced = assemble(source, pieces), trace(source, pieces)
            facts = annotate(article, Names(), Edit(article.id))
            for name, made in (
                ("clean", clean_json(source, pieces, article, traced)),
                ("facts", facts_json(source, article, traced, facts)),
            ):
                text = json.dumps(made, ensure_ascii=False)
                (Path(folder) / name / f"{path.stem}.json").write_text(text, "utf-8")
        for arguments in (
            ["clean/score_gold.py", "--out", f"{folder}/clean"],
            ["facts/score_facts.py", str(GOLD / "facts"), f"{folder}/facts"],
        ):
            print(f"\n{arguments[0]}", flush=True)
            subprocess.run([sys.executable, GOLD / arguments[0], *arguments[1:]], check=True)


def builds() -> None:
    """Print what a whole build costs, cold and with nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("seeds", "content"):
            (root / part).symlink_to(ROOT / part)
        print()
        for name in ("cold", "nothing changed"):
            start = time.process_time()
            report = build(root, root / "public")
            ms = 1000 * (time.process_time() - start)
            print(f"build, {name:16}{ms:8.0f} ms CPU, {report.files} files, {report.written} new")


if __name__ == "__main__":
    sys.exit(main())
