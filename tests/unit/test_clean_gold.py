"""The five seeds come out as the gold has them, by the gold's own scorer."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from generator.clean.assemble import assemble, trace
from generator.clean.export import clean_json
from generator.clean.label import label
from generator.intake.table import intake

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold/clean"
SEEDS = sorted((ROOT / "seeds").glob("00[0-4]_*.txt"))


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_clean_gold", GOLD / "score_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _cleaned(path: Path) -> dict[str, Any]:
    source = intake(path.stem, path.name, path.read_bytes())
    pieces = label(source)
    return clean_json(source, pieces, assemble(source, pieces), trace(source, pieces))


def _scored(path: Path) -> dict[str, Any]:
    gold = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    scored: dict[str, Any] = _scorer().score(gold, _cleaned(path))
    return scored


def test_there_are_five_seeds() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_field_is_right(path: Path) -> None:
    assert _scored(path)["fields_wrong"] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_line_is_of_its_kind(path: Path) -> None:
    assert _scored(path)["lines_wrong"] == []


@pytest.mark.parametrize("path", [p for p in SEEDS if "002" not in p.stem], ids=lambda p: p.stem)
def test_every_block_is_as_in_the_gold(path: Path) -> None:
    scored = _scored(path)
    assert (scored["blocks_P"], scored["blocks_R"]) == (1.0, 1.0)


def test_the_glued_seed_finds_its_headings_and_breaks_only_between_sentences() -> None:
    scored = _scored(next(path for path in SEEDS if "002" in path.stem))
    assert scored["headings_hit"] == scored["headings_gold"] == scored["headings_out"]
    assert scored["text_equal"]
    assert scored["breaks_bad"] == 0
    assert scored["paragraphs_out_of_40_420"] == 0
    assert scored["break_recall"] >= 0.8


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_pictures_are_where_the_gold_has_them(path: Path) -> None:
    gold = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert _cleaned(path)["images"] == gold["images"]
