"""An article that is no seed comes out clean, from text and from HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article

FIXTURES = Path(__file__).parents[1] / "fixtures/unseen"


def _article(name: str, data: bytes | None = None) -> Article:
    source = intake("taipei", name, data or (FIXTURES / name).read_bytes())
    return assemble(source, label(source))


def _body(article: Article) -> list[tuple[str, str]]:
    kept = ("title", "heading", "caption", "paragraph")
    return [(block.kind, block.text) for block in article.blocks if block.kind in kept]


def test_text_and_html_give_the_same_body() -> None:
    assert _body(_article("taipei.txt")) == _body(_article("taipei.html"))


def test_text_and_html_give_the_same_fields() -> None:
    text, page = _article("taipei.txt"), _article("taipei.html")
    said = [(field.name, field.text) for field in text.fields]
    assert said == [(field.name, field.text) for field in page.fields]
    assert (text.date, text.time, text.script) == (page.date, page.time, page.script)


@pytest.mark.parametrize("name", ["taipei.txt", "taipei.html"])
def test_fields_are_what_the_page_says(name: str) -> None:
    article = _article(name)
    assert article.title == "北市醫護組隊研習湖北方艙經驗 盼補強大型收治量能"
    assert (article.date, article.time, article.script) == ("2020-04-18", "14:35", "TW")
    assert article.field("author") == "王大明"
    assert article.field("editor") == "李佳穎"
    assert article.field("source") == "北城新聞網"
    assert article.field("section") == "醫藥衛生"
    assert article.field("photographer") == "林淑芬"


@pytest.mark.parametrize("name", ["taipei.txt", "taipei.html"])
def test_all_text_is_kept_and_no_chrome(name: str) -> None:
    body = _body(_article(name))
    kinds = [kind for kind, _ in body]
    assert (kinds.count("heading"), kinds.count("caption"), kinds.count("paragraph")) == (2, 1, 7)
    words = "".join(text for _, text in body)
    assert len(words) > 800
    for chrome in ("首頁", "分享", "相關新聞", "熱門", "Copyright", "關於我們", "廣告", "字級"):
        assert chrome not in words


def test_the_page_in_big5_reads_as_in_utf8() -> None:
    text = (FIXTURES / "taipei.txt").read_text(encoding="utf-8").replace("©", "(c)")
    coded = _article("taipei.txt", text.encode("big5hkscs"))
    assert _body(coded) == _body(_article("taipei.txt"))
