"""What a page weighs, and that nothing on it moves while it comes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.archive import REPOSITORY
from tests.browser.chromium import DESKTOP, PHONE, opened

pytestmark = pytest.mark.browser

PAGE, SCRIPTS = 30 * 1024, 20 * 1024
"""An article of 3,000 characters with its style sheets, and the scripts of a page, compressed."""

SHIFTS = """() => new Promise((done) => {
  const seen = [];
  const named = (node) => node && (node.id || node.className || node.nodeName);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.push(...entry.sources.map((s) => named(s.node)));
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(seen), 100)));
})"""


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def asked(page: Path, what: str) -> list[Path]:
    """The files that a page asks for."""
    return [page.parent / found for found in re.findall(what, page.read_text("utf-8"))]


def test_an_article_of_three_thousand_characters_weighs_no_more_than_30_kb(site: Path) -> None:
    pages = [page for page in site.rglob("articles/*.html") if page.name != "index.html"]
    longest = max(
        len((REPOSITORY / "seeds" / f"{page.stem}.txt").read_text("utf-8")) for page in pages
    )
    assert longest > 3000
    for page in pages:
        sheets = asked(page, r'<link rel="stylesheet" href="([^"]+)"')
        assert len(sheets) >= 2
        assert compressed(page) + sum(map(compressed, sheets)) <= PAGE, page


def test_the_scripts_of_any_page_weigh_no_more_than_20_kb(
    site: Path, sample: tuple[str, ...]
) -> None:
    for path in sample:
        scripts = asked(site / path, r'<script src="([^"]+)"')
        assert scripts
        assert sum(map(compressed, scripts)) <= SCRIPTS, path


@pytest.mark.parametrize("width", [PHONE, 820, DESKTOP])
def test_nothing_moves_while_a_page_comes(
    chromium: Browser, address: str, sample: tuple[str, ...], width: int
) -> None:
    with opened(chromium, width) as page:
        for path in sample:
            # What a page itself moves it moves every time; rows of a page that a busy machine is
            # still reading move what is below now and then.
            seen = []
            for _ in range(3):
                page.goto(address + path)
                if not (seen := page.evaluate(SHIFTS)):
                    break
            assert seen == [], path
