"""The same article saved twice, or reprinted, is one article in versions."""

import shutil
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import Index, gather, summarise
from generator.build import build
from generator.model import Article, Block
from generator.versions import ALIKE, differences, families, fingerprint, likeness

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "003_67954e8f03f8fee3.txt"
FIRST = "昨日上午，县防汛办召开会议，研究部署下一阶段工作。" * 2
TEXTS = [
    f"第{n}段写的是另一件事，与别处的第{n * 7}件全不相干，各有各的说法{n}。" for n in range(12)
]


def article(id: str, *texts: str, date: str = "") -> Article:
    return Article(
        id, "Hans", date, "", (), (Block("title", id), *(Block("paragraph", t) for t in texts))
    )


def test_a_reprint_in_the_other_script_has_the_same_fingerprint() -> None:
    convert = opencc.OpenCC("s2t").convert
    text = "".join(TEXTS)
    assert likeness(fingerprint(article("a", text)), fingerprint(article("b", convert(text)))) == 1


@given(st.integers(0, 11))
def test_one_paragraph_more_or_less_leaves_two_versions_of_one(n: int) -> None:
    whole = [article(id, *TEXTS, date=d) for id, d in (("a", "2020-02-01"), ("b", "2020-01-01"))]
    part = article("c", *TEXTS[:n], *TEXTS[n + 1 :])
    other = article("d", FIRST * 3)
    cards = [summarise(a, ()) for a in (*whole, part, other)]
    assert set(families(cards)["c"]) == {"a", "b", "c"}
    assert families(cards)["c"][0] == "b"
    assert "d" not in families(cards)
    assert [c.id for c in Index(gather(cards)).firsts()] == ["b", "d"]


def test_a_short_text_is_nobodys_version() -> None:
    cards = [summarise(article(id, "今日闭馆。"), ()) for id in "ab"]
    assert families(cards) == {}


def test_the_five_seeds_are_five_articles(seeds: dict[str, str]) -> None:
    prints = [fingerprint(article(id, text)) for id, text in seeds.items()]
    pairs = [likeness(a, b) for n, a in enumerate(prints) for b in prints[:n]]
    assert max(pairs) < ALIKE / 2


def test_what_differs_is_named_and_the_rest_is_counted() -> None:
    a = article("a", "第一句不变。第二句有18人。第三句不变。")
    b = article("a", "第一句不变。第二句有19人。第三句不变。第四句是新的。")
    same, changed, again, new = differences(a, b)
    assert (same.same, again.same) == (7, 6)
    assert [changed.b[s.start : s.end] for s in changed.in_b if s.differs] == ["9"]
    assert (new.a, new.b) == ("", "第四句是新的。")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a reprint: another source and date, one number changed."""
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds").mkdir()
    (root / "content").mkdir()
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    text = SEED.read_text("utf-8")
    shutil.copy(SEED, root / "seeds" / "first.txt")
    again = text.replace("2020-02-17", "2020-02-19").replace("43人", "44人")
    (root / "seeds" / "again.txt").write_text(again, "utf-8")
    assert not build(root, root / "public").problems
    return root / "public"


def test_a_list_shows_them_as_one(public: Path) -> None:
    page = (public / "articles" / "index.html").read_text("utf-8")
    assert page.count('<th scope="row">') == 1
    assert 'href="../articles/first.html"' in page
    assert 'href="../versions/first.html"' in page


def test_each_leads_to_the_other_and_to_what_differs(public: Path) -> None:
    page = (public / "articles" / "again.html").read_text("utf-8")
    assert 'href="../articles/first.html"' in page
    assert 'href="../versions/first.html"' in page
    assert 'aria-labelledby="related"' not in page
    differs = (public / "zh-Hant-TW" / "versions" / "first.html").read_text("utf-8")
    assert differs.count('<li class="parallel">') == 1
    assert "<mark>4</mark>" in differs
