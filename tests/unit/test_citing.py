"""An article cited on its page and beside it: who wrote, in which script, at which address."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from generator.build import build
from generator.editions import EDITIONS, Edition
from generator.model import Article, Block, Field, Site
from generator.pages.article import article_page
from generator.pages.reference import authors
from generator.render import render
from generator.templates import Theme, load
from tests.unit import test_build
from tests.unit.test_build import ONE, change, run, tree

THEME = Path(__file__).parents[2] / "themes" / "default"
SITE = Site("测试馆", address="https://example.org/archive/")
NEAR = Site("测试馆")  # without an address
FIELDS = (Field("author", "記者 陳立／綜合報導", -1, 0, 0), Field("source", "自立時報", -1, 0, 0))
BLOCKS = (Block("title", "颱風過後<復耕>"), Block("paragraph", "農村復耕。"))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load((THEME,))


def cited(theme: Theme, edition: Edition, site: Site = SITE, url: str = "") -> list[str]:
    """The lines of the cite block, styles before records."""
    page = article_page(Article("a1", "TW", "", "", FIELDS, BLOCKS, url=url), ())
    text = render(page, edition, EDITIONS, site, theme)
    found = re.findall(r'<dd class="citation">(.*?)</dd>|<pre[^>]*>(.*?)</pre>', text, re.S)
    return [html.unescape(style or record) for style, record in found]


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("陈立", ["陈立"]),
        ("陈 立 李四", ["陈立", "李四"]),
        ("本报记者 陈立 通讯员 李四、王小五", ["陈立", "李四", "王小五"]),
        ("记者陈立 李四 文/图", ["陈立", "李四"]),
        ("特約記者：陳立／綜合報導", ["陳立"]),
        ("John Smith, Jane Doe", ["John Smith", "Jane Doe"]),
        ("文心", ["文心"]),
        ("市委宣传部", ["市委宣传部"]),
        ("记者", []),
        ("", []),
    ],
)
def test_a_credit_names_its_authors_without_their_callings(credit: str, names: list[str]) -> None:
    assert [*authors(credit)] == names


def test_the_styles_speak_the_script_of_the_edition_and_of_the_article_in_the_source(
    theme: Theme,
) -> None:
    source, simplified = (cited(theme, EDITIONS[n])[:2] for n in (0, 1))
    at = "https://example.org/archive/%sarticles/a1.html"
    assert source == [
        f"陳立. 颱風過後<復耕>[EB/OL]. 自立時報. {at % ''}.",
        f"陳立（無日期）。颱風過後<復耕>。自立時報。{at % ''}",
    ]
    assert simplified == [
        f"陈立. 台风过后<复耕>[EB/OL]. 自立时报. {at % 'zh-Hans/'}.",
        f"陈立（无日期）。台风过后<复耕>。自立时报。{at % 'zh-Hans/'}",
    ]


def test_an_address_is_cited_as_it_is_in_every_edition(theme: Theme) -> None:
    url = "https://news.example.org/臺灣/{1}"
    for edition in EDITIONS:
        assert [url in line for line in cited(theme, edition, url=url)] == [
            True,
            True,
            False,
            True,
            True,
        ]
        assert all("http" not in line for line in cited(theme, edition, NEAR))


def test_records_are_those_of_the_source_in_every_edition(theme: Theme) -> None:
    records = {tuple(cited(theme, edition)[2:]) for edition in EDITIONS}
    [(bibtex, ris, csl)] = records
    assert "{{陳立}}" in bibtex
    assert "AU  - 陳立\n" in ris.replace("\r\n", "\n")
    assert json.loads(csl)[0]["URL"] == "https://example.org/archive/articles/a1.html"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two of the articles in an archive of their own."""
    return test_build.small_archive(tmp_path)


def records(public: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(public).items() if name.startswith("data/cited/")}


def test_the_page_shows_the_files_and_links_them(archive: Path) -> None:
    build(archive, archive / "public", "https://example.org/name")
    page = (archive / "public" / "zh-Hant-TW" / "articles" / f"{ONE}.html").read_text("utf-8")
    shown = re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.S)
    links = re.findall(r'<a href="\.\./\.\./(data/cited/[^"]+)" download>', page)
    found = records(archive / "public")
    files = [found[link].decode().replace("\r\n", "\n") for link in links]
    assert [html.unescape(text) for text in shown] == files
    assert len(links) == 3


def test_an_edit_to_the_text_leaves_the_records_and_one_to_the_title_writes_them(
    archive: Path,
) -> None:
    run(archive)
    seed, before = archive / "seeds" / f"{ONE}.txt", records(archive / "public")
    change(seed, "共排查住户18家43人", "共排查住户19家43人")
    run(archive)
    assert records(archive / "public") == before
    change(seed, before_title(before), "新的题名一则")
    run(archive)
    after = records(archive / "public")
    differing = {name for name in after if after[name] != before[name]}
    assert differing == {name for name in after if ONE in name}
    assert len(differing) == 3


def before_title(found: dict[str, bytes]) -> str:
    title = json.loads(found[f"data/cited/{ONE}.csl.json"])[0]["title"]
    return str(title).partition("：")[0]
