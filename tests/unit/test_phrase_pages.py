"""Phrases in a whole site: marks, pages, and what a change touches."""

from itertools import pairwise
from pathlib import Path

import pytest

from generator.build import build
from generator.model import Article, Block, Fact, Formula, Where
from generator.pages.formulas import formula_facts
from generator.phrases.index import Phrases
from generator.phrases.phrase import Stretch, phrases
from tests.bench.phrases import seeds

SAYING = "疫情就是命令，防控就是责任"


def archive(root: Path) -> Path:
    """Three articles, of which two share a saying."""
    (root / "seeds").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "content" / "site.toml").write_text('title = "馆"\n', "utf-8")
    for name, words in {
        "a": f"春天来了，{SAYING}，大家守在村口，老人送来热水和干粮，谁也不肯先走。",
        "b": f"他们说{SAYING}，夜里也不睡。天亮时河堤还在，孩子们照常上学，铺子照常开门。",
        "c": "水库放水了，鱼苗已经下塘，明年再看收成如何。",
    }.items():
        text = f"{name}村纪事\n\n2020-02-03\n\n{words}\n"
        (root / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    return root


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    root, public = archive(tmp_path / "archive"), tmp_path / "public"
    assert not build(root, public).problems
    return root, public


def test_a_shared_saying_is_marked_noted_listed_and_has_a_page(site: tuple[Path, Path]) -> None:
    _, public = site
    page = (public / "articles" / "a.html").read_text("utf-8")
    assert 'class="m phr"' in page
    assert 'class="n phr"' in page
    assert 'id="phrases"' in page
    [path] = [p for p in (public / "phrases").glob("*.html") if p.name != "index.html"]
    assert path.stem == "疫情就是命令防控就是责任"
    assert SAYING in path.read_text("utf-8")
    assert SAYING in (public / "index.html").read_text("utf-8")
    table = (public / "data" / "phrases" / f"{path.stem}.csv").read_text("utf-8")
    assert table.count(SAYING) == 4  # twice the wording, twice the words as they stand
    assert 'class="m phr"' not in (public / "articles" / "c.html").read_text("utf-8")


def test_a_change_touches_no_page_whose_phrases_stay(site: tuple[Path, Path]) -> None:
    root, public = site
    before = {p: p.stat().st_mtime_ns for p in public.rglob("*.html")}
    seed = root / "seeds" / "c.txt"
    seed.write_text(seed.read_text("utf-8").replace("再看", "再说"), "utf-8")
    build(root, public)
    touched = {
        p.relative_to(public).as_posix() for p, t in before.items() if p.stat().st_mtime_ns != t
    }
    assert "articles/c.html" in touched
    assert not {"articles/a.html", "articles/b.html", "phrases/index.html"} & touched
    assert not [path for path in touched if "phrases/" in path]


def test_a_phrase_that_nobody_shares_any_more_is_gone(site: tuple[Path, Path]) -> None:
    root, public = site
    seed = root / "seeds" / "b.txt"
    seed.write_text(seed.read_text("utf-8").replace(SAYING, "该睡就睡"), "utf-8")
    build(root, public)
    assert [p.name for p in (public / "phrases").glob("*.html")] == ["index.html"]
    assert 'class="m phr"' not in (public / "articles" / "a.html").read_text("utf-8")


def test_marks_of_an_article_never_overlap() -> None:
    found = phrases(seeds(), {})
    for article in found.articles:
        for one, other in pairwise(Phrases(found).of(article)):
            assert one.block < other.block or one.end <= other.start


def test_a_phrase_gives_way_where_it_would_cross_a_name() -> None:
    text = "众志成城坚决守住南山水库大坝一步不后退"
    article = Article("a", "Hans", "", "", (), (Block("title", "题"), Block("paragraph", text)))
    name = Fact("place", 1, 8, 12, "南山水库", "南山水库", "t", Where())
    for start, end, left in [
        (0, 10, "众志成城坚决守住"),
        (10, 19, "大坝一步不后退"),
        (0, 19, text),
    ]:
        [fact] = formula_facts(article, [name], [Stretch(1, start, end, "k", 2)])
        assert fact.text == left
        assert isinstance(fact.detail, Formula)
        free = text[slice(*fact.detail.free)]
        assert free == ("众志成城坚决守住" if left == text else left)


def test_a_phrase_that_a_name_leaves_too_little_of_is_not_marked() -> None:
    text = "在南山水库下"
    article = Article("a", "Hans", "", "", (), (Block("title", "题"), Block("paragraph", text)))
    name = Fact("place", 1, 1, 5, "南山水库", "南山水库", "t", Where())
    assert not formula_facts(article, [name], [Stretch(1, 0, 4, "k", 2)])
