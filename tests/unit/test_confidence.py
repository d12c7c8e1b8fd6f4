"""How sure facts are, and what becomes of those that are not sure enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import read
from generator.annotate.annotate import annotate
from generator.annotate.confidence import REGISTERED, UNMEASURED, confidence
from generator.annotate.words import table
from generator.build import build
from generator.model import Article, Block, Edit, Fact, FactEdit, Name, Names, Role, Trouble
from tests.precision import least, measured

LEEWAY = 12
"""Per cent by which a row may be off before it must be measured anew: rules change."""


def facts(text: str, names: Names = Names(), edit: Edit = Edit()) -> dict[str, Fact]:  # noqa: B008
    article = Article("007", "Hans", "2020-03-06", "", (), (Block("title", text),))
    return {fact.text: fact for fact in annotate(article, names, edit)}


def test_the_table_says_what_is_measured() -> None:
    held = {name: (int(percent), int(found)) for name, percent, _, found in table("confidence")}
    off = {
        name: (held.get(name), row)
        for name, row in measured().items()
        if row.found > 2 and (name not in held or abs(held[name][0] - row.percent) > LEEWAY)
    }
    assert off == {}, "python -m tests.precision --write"


def test_what_was_seen_seldom_is_trusted_less() -> None:
    assert least(1, 1) < least(3, 3) < least(30, 30) < 100
    assert least(9, 10) < least(10, 10)


def test_a_name_that_is_also_a_word_is_less_sure() -> None:
    told = facts("局长成功同志到场，局长王小明到场。")
    assert told["成功"].confidence < told["王小明"].confidence


def test_a_word_after_a_title_is_hardly_a_person() -> None:
    assert facts("教师高兴地说，孩子们来了。")["高兴地"].confidence < 20


def test_two_characters_in_the_midst_of_words_are_hardly_a_name_again() -> None:
    article = "主任高明提出方案，大家都说这一招高明。"
    told = annotate(Article("7", "Hans", "", "", (), (Block("title", article),)), Names(), Edit())
    assert [(f.start, f.confidence > 60) for f in told if f.text == "高明"] == [
        (2, True),
        (16, False),
    ]


def test_an_unresolved_short_name_is_less_sure_than_a_full_one() -> None:
    told = facts("襄阳市市场监督管理局开会。厅党组到场。")
    assert told["厅党组"].confidence < told["襄阳市市场监督管理局"].confidence


def test_a_rule_that_was_never_measured_is_listed_and_shown() -> None:
    assert confidence("person", "new", "王小明", "王小明", Role()) == UNMEASURED >= 60


def test_editors_are_certain_and_the_register_nearly() -> None:
    edit = Edit(add=(FactEdit("老码头", "place"),))
    told = facts("江城的老码头", Names((Name("place", "武汉市", ("江城",)),)), edit)
    assert (told["老码头"].confidence, told["江城"].confidence) == (100, REGISTERED)


# --- the threshold --------------------------------------------------------------------------------

TEXT = "襄阳市记事\n\n发布时间：2020-03-06\n\n{}\n"
BODY = "教师高兴地说，孩子们都很高兴，襄阳市的王小明局长到场祝贺，收到捐款三万元。" * 3


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "seeds" / "a.txt").write_text(TEXT.format(BODY), "utf-8")
    return root


def settings(root: Path, *lines: str) -> None:
    text = "\n".join(['title = "试"', 'editions = ["source"]', *lines])
    (root / "content" / "site.toml").write_text(text, "utf-8")


def page(root: Path, name: str = "articles/a.html") -> str:
    assert build(root, root / "public").problems == ()
    return (root / "public" / name).read_text("utf-8")


def test_below_the_threshold_a_fact_is_listed_but_not_shown(archive: Path) -> None:
    settings(archive)
    shown = page(archive)
    assert "存疑：把握约" in shown
    text, _, tables = shown.partition('class="facts-of')
    assert "高兴地</a>" not in text
    assert "高兴地" in tables
    assert not list((archive / "public").rglob("*高兴地*"))
    settings(archive, "threshold = 0")
    shown = page(archive)
    assert "存疑" not in shown
    assert "高兴地</a>" in shown
    assert list((archive / "public").rglob("*高兴地*"))


@pytest.mark.parametrize("line", ["threshold = 101", "threshold = -1", 'threshold = "60"'])
def test_a_threshold_that_is_no_share_is_told(archive: Path, line: str) -> None:
    settings(archive, line)
    with pytest.raises(Trouble) as trouble:
        read.site(archive)
    assert "threshold" in str(trouble.value)
