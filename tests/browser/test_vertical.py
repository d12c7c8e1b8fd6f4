"""Vertical setting: the same text in columns, its notes behind it, paper and phones left level."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import DESKTOP, PHONE, opened
from tests.browser.test_reading import NOTES, SIZES, articles, settle

pytestmark = pytest.mark.browser

traditional = pytest.mark.parametrize("edition", ["zh-Hant-TW/", "zh-Hant-HK/"])
LONG = "articles/001_0bc1be497fb7ef5d.html"
MODE = "getComputedStyle(document.querySelector('.text')).writingMode"
WORDS = """[...document.querySelectorAll(".para > p, .para > h2, .para figcaption")]
  .map((block) => block.textContent)"""
PLACED = """() => document.querySelectorAll(".para > .side").length
  && !document.querySelector(".endnotes")"""


def becomes(page: Page, what: str) -> None:
    """Wait until it is so; a page's policy lets no string be run in it."""
    for _ in range(100):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(what)


def choose(page: Page, setting: str) -> None:
    page.evaluate("document.querySelector('.settings').open = true")
    page.locator(f'.settings input[value="{setting}"]').evaluate("input => input.click()")
    page.evaluate("document.querySelector('.settings').open = false")


def set_vertically(page: Page, address: str) -> None:
    page.goto(address)
    choose(page, "vertical")
    becomes(page, f"{MODE} === 'vertical-rl'")
    settle(page, True)


@traditional
def test_columns_are_32_characters_of_the_same_text_and_the_page_keeps_its_width(
    chromium: Browser, address: str, sample: tuple[str, ...], edition: str
) -> None:
    with opened(chromium) as page:
        for path in articles(sample):
            page.goto(address + edition + path)
            choose(page, "horizontal")
            words = page.evaluate(WORDS)
            set_vertically(page, address + edition + path)
            assert page.evaluate(WORDS) == words
            heights = page.evaluate(
                "[...document.querySelectorAll('.para > p')].map((p) => p.offsetHeight)"
            )
            assert set(heights) == {32 * 18}
            for width in (1032, DESKTOP):
                page.set_viewport_size({"width": width, "height": 900})
                scroll, client = page.evaluate(SIZES)
                assert scroll == client, width


@traditional
def test_it_is_kept_and_left_as_it_was_found(chromium: Browser, address: str, edition: str) -> None:
    with opened(chromium) as page:
        set_vertically(page, address + edition + LONG)
        page.reload()
        assert page.evaluate(MODE) == "vertical-rl"
        settle(page, True)
        assert page.locator(".text > .endnotes .side").count() > 2
        assert page.locator(".para > .side").count() == 0
        choose(page, "horizontal")
        settle(page, True)
        assert page.evaluate(MODE) == "horizontal-tb"
        assert page.evaluate(PLACED)
        seen = page.evaluate(NOTES)
        assert seen["count"] > 5
        assert (seen["overlaps"], seen["far"]) == ([], [])


IN_VIEW = """(element) => {
  const box = element.getClientRects()[0];
  const region = document.querySelector(".text").getBoundingClientRect();
  return box.right > region.left && box.left < region.right
    && box.bottom > 0 && box.top < innerHeight;
}"""


@traditional
def test_marks_lead_to_end_notes_and_back(chromium: Browser, address: str, edition: str) -> None:
    with opened(chromium) as page:
        set_vertically(page, address + edition + LONG)
        mark = page.locator('.text p a.m[href^="#"]').first
        name = mark.get_attribute("href") or ""
        page.goto(f"{address}{edition}{LONG}{name}")
        note = page.locator(f".endnotes {name}")
        assert note.evaluate("(note) => note.matches(':target')")
        assert note.evaluate(IN_VIEW)
        assert not mark.evaluate(IN_VIEW)
        note.locator("a.b").click()
        assert mark.evaluate(IN_VIEW)


def left(page: Page) -> Any:
    return page.evaluate("document.querySelector('.text').scrollLeft")


def test_keys_and_the_wheel_move_sideways(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        set_vertically(page, address + "zh-Hant-TW/" + LONG)
        page.locator(".text").evaluate("(text) => { text.scrollIntoView(); text.focus(); }")
        assert abs(left(page)) <= 1
        page.keyboard.press("PageDown")
        first = left(page)
        assert first < -300
        page.keyboard.press("End")
        assert left(page) < first
        page.keyboard.press("Home")
        assert abs(left(page)) <= 1
        box = page.locator(".text").bounding_box()
        assert box
        page.mouse.move(box["x"] + 300, box["y"] + 200)
        before = page.evaluate("scrollY")
        page.mouse.wheel(0, 200)
        becomes(page, "document.querySelector('.text').scrollLeft < -100")
        assert page.evaluate("scrollY") == before


def test_a_card_opens_at_its_mark_and_follows_to_the_next(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        set_vertically(page, address + "zh-Hant-TW/" + LONG)
        page.keyboard.press("]")
        page.keyboard.press("Enter")
        assert page.locator(".of-mark").is_visible()
        for _ in range(12):
            page.keyboard.press("]")
            assert page.locator(".m.now").evaluate(IN_VIEW)


def test_paper_and_narrow_windows_have_level_lines(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        set_vertically(page, address + "zh-Hant-TW/" + LONG)
        page.emulate_media(media="print")
        becomes(page, f"{MODE} === 'horizontal-tb'")
        becomes(page, PLACED)
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= 4
        page.emulate_media(media="screen")
        becomes(page, f"{MODE} === 'vertical-rl'")
        page.set_viewport_size({"width": 1000, "height": 900})
        becomes(page, f"{MODE} === 'horizontal-tb'")
        becomes(page, PLACED)
        page.evaluate("document.querySelector('.settings').open = true")
        assert not page.locator('.settings fieldset:has([name="setting"])').is_visible()


@pytest.mark.parametrize("edition", ["", "zh-Hans/"])
def test_simplified_text_is_offered_none(chromium: Browser, address: str, edition: str) -> None:
    with opened(chromium, PHONE) as page:
        page.goto(address + edition + LONG)
        page.evaluate("localStorage.setItem('jianzhu-setting', 'vertical')")
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        page.reload()
        assert page.evaluate(MODE) == "horizontal-tb"
        assert page.locator('[name="setting"]').count() == 0
