"""A long paragraph, a sentence a line: a view that is kept, and copies as the text it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import DESKTOP, PHONE, opened
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

LONG = "articles/001_0bc1be497fb7ef5d.html"
COPIED = """() => {
  const p = document.querySelector(".para:has(.by-sentence) > p");
  const range = document.createRange();
  range.selectNodeContents(p);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return [String(getSelection()), p.textContent];
}"""
STARTS = """() => {
  const p = document.querySelector(".para:has(.by-sentence) > p");
  const left = p.getBoundingClientRect().left;
  return [...p.querySelectorAll(".s")].slice(1).filter((s) => {
    const range = document.createRange();
    range.setStartAfter(s);
    range.setEndAfter(p.lastChild);
    const first = [...range.getClientRects()].find((box) => box.width > 1);
    return Math.abs(first.left - left) > 8;
  }).map((s) => s.id);
}"""


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("edition", ["", "zh-Hant-TW/"])
def test_a_long_paragraph_is_parted_by_sentence_kept_so_and_copied_as_one(
    chromium: Browser, address: str, edition: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(address + edition + LONG)
        assert page.evaluate(STARTS)
        whole, text = page.evaluate(COPIED)
        assert whole == text
        button = page.locator(".by-sentence button").first
        told = page.locator(".by-sentence span").first
        assert not told.is_visible()
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert told.is_visible()
        assert page.evaluate(STARTS) == []
        assert page.evaluate(COPIED) == [text, text]
        page.reload()
        assert page.evaluate(STARTS) == []
        page.locator(".by-sentence button").last.click()
        assert page.evaluate(STARTS)
        page.reload()
        assert page.evaluate(STARTS)


def test_what_is_not_long_is_offered_no_other_view(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        counts = {}
        for path in articles(sample):
            page.goto(address + path)
            counts[path] = page.locator(".by-sentence").count()
        assert counts.pop(LONG) == 2
        assert set(counts.values()) == {0}
