"""Golden texts: the facts a reader would see in articles and in single sentences."""

from __future__ import annotations

import pytest

from tests.golden_articles import Golden, compare, goldens

ARTICLES = goldens("article_*.md")
CASES = goldens("case_*.md")


@pytest.mark.parametrize("golden", CASES, ids=lambda g: g.name)
def test_sentence_gives_exactly_these_facts(golden: Golden) -> None:
    result = compare(golden)
    assert (result.missed, result.extra, result.keys) == ([], [], [])


@pytest.mark.parametrize("golden", ARTICLES, ids=lambda g: g.name)
def test_article_gives_nearly_these_facts(golden: Golden) -> None:
    result = compare(golden)
    wrong = len(result.missed) + len(result.extra)
    assert 2 * result.right / (2 * result.right + wrong) >= 0.9, result
    assert len(result.keys) <= 1, result.keys
