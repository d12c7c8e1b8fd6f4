"""The phrases that articles share, as a reader meets them: in a text, an index, on their pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import DESKTOP, PHONE, opened
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])
editions = pytest.mark.parametrize("folder", ["", "zh-Hant-TW/"])
ROWS = ".phrase-rows tbody tr"


def told(page: Page) -> tuple[int, int]:
    """How many phrases the filter says are shown, and of how many."""
    words = page.locator("search output").text_content() or ""
    shown, total = re.findall(r"\d+", words)
    return int(shown), int(total)


@editions
@phone_and_desktop
def test_the_index_is_narrowed_by_length_wordings_and_words(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}phrases/index.html")
        total = page.locator(ROWS).count()
        assert total > 50
        assert told(page) == (total, total)
        page.locator("search select[name=least]").select_option("10")
        shown = page.locator(f"{ROWS}:visible")
        long = [int(row.get_attribute("data-length") or 0) for row in page.locator(ROWS).all()]
        expect(shown).to_have_count(sum(length >= 10 for length in long))
        assert told(page) == (sum(length >= 10 for length in long), total)
        page.locator("search input[name=varied]").check()
        for row in shown.all():
            assert int(row.get_attribute("data-wordings") or 0) > 1
        page.locator("search input[name=varied]").uncheck()
        page.locator("search select[name=least]").select_option("0")
        words = (page.locator(f"{ROWS} th").nth(2).text_content() or "").strip()
        page.locator("search input[name=text]").fill(words)
        assert 1 <= shown.count() < total
        for row in shown.all():
            assert words in (row.locator("th").text_content() or "")
        page.locator("search input[name=text]").fill("不會有這樣的話嗎")
        expect(shown).to_have_count(0)
        assert not re.search(r"\d", (page.locator("search output").text_content() or ""))


@editions
@phone_and_desktop
def test_the_lines_of_a_phrase_are_sorted_as_asked(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}phrases/index.html")
        page.locator(f"{ROWS} th a").first.click()
        lines = page.locator(".lines.dated > li")
        expect(lines.first).to_be_visible()
        before = lines.all_text_contents()
        assert len(before) >= 2
        page.locator("[data-by=date]").click()
        days = lines.evaluate_all("items => items.map((item) => item.dataset.date || '9')")
        assert days == sorted(days)
        assert sorted(lines.all_text_contents()) == sorted(before)
        page.locator("[data-by=right]").click()
        assert lines.all_text_contents() == before
        expect(page.locator("[aria-pressed=true][data-by]")).to_have_attribute("data-by", "right")


def test_a_phrase_is_a_layer_that_can_be_hidden_with_its_notes(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + articles(sample)[0])
        mark, note = page.locator(".text .m.phr").first, page.locator(".n.phr").first
        clear = "rgba(0, 0, 0, 0)"
        expect(mark).not_to_have_css("background-color", clear)
        page.locator(".rail [data-layer=phr]").uncheck()
        expect(mark).to_have_css("background-color", clear)
        expect(mark).to_have_css("border-block-end-width", "0px")
        expect(note).to_be_hidden()
        page.locator(".rail [data-layer=phr]").check()
        expect(note).to_be_visible()
        page.keyboard.press("0")
        expect(mark).to_have_css("background-color", clear)
        expect(note).to_be_hidden()


def test_a_phrase_has_a_card_that_leads_to_its_page(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + articles(sample)[0])
        page.locator(".text a.m.phr").first.evaluate("mark => mark.click()")
        card = page.locator(".card.of-mark:popover-open")
        expect(card.locator("h2")).not_to_be_empty()
        card.locator(".card-foot a").click()
        page.wait_for_url(f"{address}phrases/*.html")
        expect(page.locator("h1")).to_have_count(1)
