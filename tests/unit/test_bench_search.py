"""The ways to search that the bench compares find what a plain look at the texts finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.archive import Material, material
from tests.bench.search import WAYS, plain, questions, text_of


@pytest.fixture(scope="module")
def made() -> Material:
    return material()


@pytest.mark.parametrize("name", ["ours", "positions", "fts5"])
def test_a_way_finds_every_article_and_weighs_what_it_read(
    tmp_path: Path, made: Material, name: str
) -> None:
    articles = [text_of(made, number) for number in range(12)]
    said = [plain(article) for article in articles]
    asked = questions(said, 60)
    WAYS[name].make(tmp_path, articles)
    answers = WAYS[name].ask(tmp_path, asked)
    for words, answer in zip(asked, answers, strict=True):
        holders = {n for n, text in enumerate(said) if words in text}
        assert answer.articles >= holders
        assert name == "ours" or answer.articles == holders
        assert len(words) > 2 or answer.articles == holders
        assert 0 < answer.weight < 500_000
