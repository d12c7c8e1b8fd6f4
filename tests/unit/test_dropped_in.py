"""One more article, traditional, from a site of its own: dropped in, it is at home."""

import shutil
from pathlib import Path

import pytest

from generator.build import build

ROOT = Path(__file__).parents[2]
CHROME = ("延伸閱讀", "加入好友", "版權所有", "著作權", "字級", "分享至")


@pytest.fixture(scope="module", params=["taipei.txt", "taipei.html"])
def public(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's archive with one article more."""
    root = tmp_path_factory.mktemp("archive")
    for part in ("seeds", "content"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "tests" / "fixtures" / "unseen" / request.param, root / "seeds")
    report = build(root, root / "public")
    assert not report.problems
    assert report.articles == 6
    return root / "public"


def read(public: Path, path: str) -> str:
    return (public / path).read_text("utf-8")


def test_it_comes_out_clean(public: Path) -> None:
    page = read(public, "articles/taipei.html")
    text = page.partition("<main")[2].partition("</main>")[0]
    assert '<html lang="zh-Hant-TW"' in page
    assert not [words for words in CHROME if words in text]
    assert text.count('<section class="para"') >= 4


def test_it_is_annotated_and_linked_with_the_others(public: Path) -> None:
    page = read(public, "articles/taipei.html")
    for kind in ("per", "org", "loc", "dat", "qty", "doc"):
        assert f'class="m {kind}' in page
    for place in ("湖北省", "武汉市"):
        named = read(public, f"places/{place}.html")
        assert "articles/taipei.html#" in named
        assert "articles/000_b923f37d13575b58.html#" in named


def test_it_reads_in_every_script(public: Path) -> None:
    article = "articles/taipei.html"
    assert "湖北省" in read(public, f"zh-Hans/{article}")
    assert "记者" in read(public, f"zh-Hans/{article}")
    assert "記者" in read(public, f"zh-Hant-HK/{article}")
    assert "“" in read(public, f"zh-Hans/{article}")
    assert "「" in read(public, article)


def test_lists_show_it_in_its_own_script_and_say_so(public: Path) -> None:
    assert '<span lang="zh-Hant-TW">' in read(public, "articles/index.html")
    assert '<span lang="zh-Hant-TW">' not in read(public, "zh-Hant-TW/articles/index.html")
