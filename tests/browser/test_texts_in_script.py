"""A script of a page is given the text of any article as the article's page shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import opened
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

SHOWN = """() => Object.fromEntries([...document.querySelectorAll(
    '#title, #kicker, #subtitle, .para > p, .para > h2, .para figcaption'
)].map((e) => [e.id || e.closest('.para').id, e.textContent]))"""
LOADED = """(name) => jianzhu.texts.load(name).then(({ blocks, ...told }) => ({
    ...told,
    words: Object.fromEntries(blocks.map((b) => [b.anchor, b.text])),
    sentences: blocks.flatMap((b) => b.starts.map((start) => jianzhu.texts.anchor(b, start))),
}))"""
SENTENCES = "() => [...document.querySelectorAll('.para > p .s')].map((e) => e.id)"


def given(page: Page, static: str, name: str) -> Any:
    """What texts.js gives on a page."""
    page.add_script_tag(url=f"{static}static/texts.js")
    return page.evaluate(LOADED, name)


@pytest.mark.parametrize("folder", ["", "zh-Hans/", "zh-Hant-TW/", "zh-Hant-HK/"])
def test_the_text_of_an_article_is_that_of_its_page(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str
) -> None:
    for path in articles(sample):
        with opened(chromium) as page:
            page.goto(address + folder + path)
            text = given(page, address, Path(path).stem)
            assert text["words"] == page.evaluate(SHOWN)
            assert text["sentences"] == page.evaluate(SENTENCES)
            assert (text["path"], text["title"]) == (path, page.locator("h1").text_content())
            assert text["lang"] == page.locator("html").get_attribute("lang")


def test_texts_come_from_disk_and_one_that_is_not_there_is_told(
    chromium: Browser, site: Path, sample: tuple[str, ...]
) -> None:
    first, second, *_ = articles(sample)
    context = chromium.new_context()
    page = context.new_page()
    page.goto((site / "zh-Hant-TW" / first).as_uri())
    shown = page.evaluate(SHOWN)
    page.goto((site / "zh-Hant-TW" / second).as_uri())
    assert given(page, f"{site.as_uri()}/", Path(first).stem)["words"] == shown
    told = page.evaluate("() => jianzhu.texts.load('no such').catch((error) => error.message)")
    assert told == "no text of no such"
    context.close()
