"""The source edition with an English interface: longer words must fit as the Chinese ones do."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.archive import build, copy_archive, sample_of
from tests.browser.chromium import DESKTOP, PHONE, opened

pytestmark = pytest.mark.browser
SIZES = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, its interface in English."""
    root = copy_archive(tmp_path_factory.mktemp("english"))
    toml = root / "content" / "site.toml"
    toml.write_text(toml.read_text("utf-8") + 'interface = "en"\n', "utf-8")
    build(root)
    return root / "public"


@pytest.mark.parametrize("width", [320, PHONE, 820, 1032, DESKTOP, 1920])
def test_english_pages_open_quietly_and_fit(chromium: Browser, english: Path, width: int) -> None:
    with opened(chromium, width) as page:
        for path in sample_of(english):
            page.goto((english / path).as_uri())
            inner, outer = page.evaluate(SIZES)
            assert inner == outer, path
            assert page.locator("html").get_attribute("lang") == "zh-Hans-CN"


@pytest.mark.parametrize("width", [1280, DESKTOP])
def test_english_words_stand_on_one_line_where_chinese_ones_do(
    chromium: Browser, english: Path, width: int
) -> None:
    tops = "boxes => boxes.map((b) => Math.round(b.getBoundingClientRect().top))"
    with opened(chromium, width) as page:
        for path in sample_of(english):
            page.goto((english / path).as_uri())
            links = page.locator(".nav a, .editions a").evaluate_all(tops)
            assert max(links) - min(links) < 8, path
            for strip in page.locator(".facts-strip").all():
                found = strip.locator(":scope > div").evaluate_all(tops)
                assert max(found) - min(found) < 8, path
