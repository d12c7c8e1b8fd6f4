"""The facts of the five seeds by the scorer, so that they cannot fall unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.annotate.annotate import annotate
from generator.annotate.export import facts_json
from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article, Edit, Names, Source, Trace

ROOT = Path(__file__).parent.parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FLOORS = {
    "person": 0.98,
    "organization": 0.98,
    "place": 0.98,
    "date": 0.98,
    "quantity": 0.98,
    "money": 1.0,
    "percent": 1.0,
    "document": 1.0,
    "quote": 1.0,
}
VALUES = {
    "date value (full)": 0.99,
    "quantity value": 0.99,
    "money value": 0.99,
    "percent value": 0.99,
    "role exact": 0.85,
    "place adcode": 0.95,
    "claim subject": 0.85,
    "claim measure": 0.75,
    "claim as_of": 0.95,
}


def cleaned(path: Path) -> tuple[Source, Article, Trace]:
    """A seed as its stages leave it to annotation."""
    source = intake(path.stem, f"seeds/{path.name}", path.read_bytes())
    pieces = label(source)
    return source, assemble(source, pieces), trace(source, pieces)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("facts")
    for path in SEEDS:
        source, article, trace = cleaned(path)
        facts = annotate(article, Names(), Edit())
        text = json.dumps(facts_json(source, article, trace, facts), ensure_ascii=False)
        (folder / f"{path.stem}.json").write_text(text, "utf-8")
    gold = ROOT / "tests" / "gold" / "facts"
    report = folder.parent / "scores.json"
    command = [sys.executable, gold / "score_facts.py", gold, folder, "--json", report]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONUTF8": "1"})
    result: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return result


@pytest.mark.parametrize("kind", FLOORS)
def test_facts_of_the_seeds_reach_their_floor(scores: dict[str, Any], kind: str) -> None:
    assert scores["types"][kind]["f1"] >= FLOORS[kind]


@pytest.mark.parametrize("name", VALUES)
def test_values_of_the_seeds_reach_their_floor(scores: dict[str, Any], name: str) -> None:
    value = scores["values"][name]
    assert value["ok"] / value["n"] >= VALUES[name]


def test_raw_text_stands_at_every_exported_offset() -> None:
    for path in SEEDS:
        source, article, trace = cleaned(path)
        facts = annotate(article, Names(), Edit())
        rows = facts_json(source, article, trace, facts)["facts"]
        assert len(rows) == len(facts)
        assert all(source.text[row["start"] : row["end"]] == row["text"] for row in rows)
