"""The card of a mark, the keys of a page, layers in its address: as a reader meets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.editions import Edition
from tests.browser.archive import EDITIONS
from tests.browser.chromium import DESKTOP, PHONE, opened
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

OPEN = ".card.of-mark:popover-open"
FOCUSED = "document.activeElement.id || document.activeElement.className"
two_editions = pytest.mark.parametrize("edition", [EDITIONS[0], EDITIONS[2]], ids=lambda e: e.id)
phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])


def often_named(page: Page) -> str:
    """The id of a note whose name the text has at least three times, its first mention a stop."""
    id = page.evaluate("""() => [...document.querySelectorAll(".text a.m.org[aria-describedby]")]
      .map((a) => a.getAttribute("aria-describedby"))
      .find((id) => document.querySelectorAll(`.text .m[data-e="${id}"]`).length >= 2)""")
    assert id
    return str(id)


@two_editions
@phone_and_desktop
def test_a_card_tells_what_a_name_is_and_leads_through_its_mentions(
    chromium: Browser, address: str, sample: tuple[str, ...], edition: Edition, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(address + edition.folder + articles(sample)[0])
        note = often_named(page)
        mark = page.locator(f'.text a.m[href="#{note}"]')
        mark.evaluate("mark => mark.click()")
        card = page.locator(OPEN)
        expect(card).to_be_visible()
        assert page.url.split("#")[0] == page.url  # the card stands instead of the jump
        expect(card.locator("h2")).to_have_text(mark.text_content() or "")
        mentions = page.locator(f'.text .m[data-e="{note}"], .text a.m[href="#{note}"]')
        total = mentions.count()
        expect(card.locator(".card-at")).to_have_text(f"1 / {total}")
        expect(card.locator(".card-lines li")).to_have_count(3)
        text = page.locator(".text").text_content() or ""
        for line in card.locator(".card-lines button").all():
            assert (line.text_content() or "") in text
        back, forth = card.locator("[data-step='-1']"), card.locator("[data-step='1']")
        expect(back).to_be_disabled()
        forth.click()
        expect(card.locator(".card-at")).to_have_text(f"2 / {total}")
        expect(mentions.nth(1)).to_have_class("m org now on")
        where = mentions.nth(1).evaluate("mark => mark.getClientRects()[0].toJSON()")
        top = card.evaluate("card => card.getBoundingClientRect().top")
        assert 0 <= where["top"] < 900
        if width == PHONE:
            assert where["bottom"] <= top, "the sheet must not cover what it tells of"
        card.locator(".card-lines button").last.click()
        expect(card.locator(".card-at")).to_have_text(f"3 / {total}")
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(mentions.nth(2)).not_to_have_class(re.compile(r"\bnow\b"))
        expect(mentions.nth(2)).to_be_focused()


@phone_and_desktop
def test_every_mark_has_a_card_and_every_card_fits(
    chromium: Browser, address: str, sample: tuple[str, ...], width: int
) -> None:
    with opened(chromium, width) as page:
        for path in articles(sample):
            page.goto(address + path)
            wrong = page.evaluate("""() => {
              const wrong = [];
              const marks = [...document.querySelectorAll('.text a.m, .text span.m[data-e]')];
              for (const mark of marks) {
                mark.click();
                const card = document.querySelector(".card.of-mark");
                const box = card.getBoundingClientRect();
                const [name, line] = [...card.querySelectorAll("h2, li")].map((e) => e.textContent);
                const inside = box.left >= 0 && box.right <= document.documentElement.clientWidth;
                const low = box.bottom <= innerHeight && box.height <= innerHeight * 0.6;
                const whole = !card.textContent.match(/undefined|null|NaN/);
                const open = card.matches(":popover-open") && name && line && whole && inside;
                if (!open || (innerWidth < 720 && !low)) wrong.push(mark.outerHTML);
              }
              document.querySelector(".card.of-mark").hidePopover();
              return wrong;
            }""")
            assert wrong == [], path


def test_a_card_of_an_amount_says_what_is_counted_in_whole_words(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        seen = 0
        for path in articles(sample):
            page.goto(address + path)
            for short in page.locator(".n.qty span[data-whole]").all():
                note = short.evaluate("head => head.closest('.n').id")
                page.locator(f'.text .m.qty[href="#{note}"]').evaluate("mark => mark.click()")
                told = page.locator(OPEN).locator(".card-said").text_content() or ""
                first = page.locator(f".n#{note} span[data-whole]").first
                whole = first.get_attribute("data-whole") or "?"
                seen += told.startswith(whole)
                page.keyboard.press("Escape")
        assert seen >= 3


def test_a_date_leads_to_the_days_before_and_after(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + articles(sample)[0])
        page.locator(".text .m.dat").nth(2).evaluate("mark => mark.click()")
        card = page.locator(OPEN)
        day = (card.locator(".card-said").text_content() or "").split(" ")[0]
        later = card.locator("[data-near='1'] button")
        after = later.text_content() or ""
        assert after > day
        later.click()
        expect(card.locator(".card-said")).to_have_text(re.compile("^" + re.escape(after)))
        earlier = card.locator("[data-near='-1'] button").text_content() or ""
        assert day <= earlier < after


def test_a_sheet_is_drawn_down_to_close_it(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium, PHONE) as page:
        page.goto(address + articles(sample)[0])
        page.locator(".text a.m.org").first.evaluate("mark => mark.click()")
        card = page.locator(OPEN)
        box = card.locator(".card-grip").bounding_box()
        assert box
        for far, left in ((20, 1), (90, 0)):
            page.mouse.move(box["x"] + 50, box["y"] + 8)
            page.mouse.down()
            page.mouse.move(box["x"] + 50, box["y"] + 8 + far, steps=4)
            page.mouse.up()
            expect(card).to_have_count(left)


def test_keys_move_between_marks_hide_them_and_can_be_turned_off(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + articles(sample)[0])
        focused = lambda: page.evaluate(FOCUSED)  # noqa: E731
        page.keyboard.press("]")
        first = focused()
        page.keyboard.press("]")
        second = focused()
        assert first.startswith("m")
        assert second.startswith("m")
        assert first != second
        page.keyboard.press("[")
        assert focused() == first
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        name = page.locator("#card-name").text_content()
        page.keyboard.press("]")
        expect(page.locator("#card-name")).not_to_have_text(name or "")
        page.keyboard.press("Escape")
        root = page.locator("html")
        page.keyboard.press("0")
        expect(root).to_have_class(re.compile(r"\bplain-reading\b"))
        page.keyboard.press("0")
        page.keyboard.press("2")
        expect(page.locator(".text .m.org").first).to_have_css("text-decoration-line", "none")
        page.keyboard.press("?")
        help = page.locator("#keys:popover-open")
        expect(help.locator("[data-key]:visible")).to_have_count(8)
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        expect(root).to_have_attribute("data-theme", "light")
        page.locator(".settings summary").click()
        page.locator(".settings input[name=keys][value=off]").check(force=True)
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        expect(root).to_have_attribute("data-theme", "light")
        page.reload()
        page.keyboard.press("t")
        expect(root).to_have_attribute("data-theme", "light")


def test_a_key_changes_the_edition_and_another_finds_the_filter(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        path = articles(sample)[0]
        page.goto(f"{address}{path}?l=per,org#p3")
        page.keyboard.press("v")
        page.wait_for_url(f"{address}{EDITIONS[1].folder}{path}?l=per,org#p3")
        page.goto(address + "numbers.html")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.type("t0?")  # keys are letters where one writes
        assert page.evaluate("document.activeElement.value") == "t0?"


def test_layers_are_kept_and_can_be_shared_in_the_address(
    chromium: Browser, address: str, site: Path, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        path = articles(sample)[0]
        page.goto(address + path)
        kinds = page.locator(".rail .legend li").evaluate_all(
            "rows => rows.map((r) => r.dataset.kind)"
        )
        page.locator(".rail [data-layer=loc]").uncheck()
        shown = [kind for kind in kinds if kind not in ("loc", "quo", "cv", "rd")]
        assert page.url == f"{address}{path}?l={','.join(shown)}"
        page.goto(address + articles(sample)[1])
        assert not page.locator(".rail [data-layer=loc]").is_checked()
        page.locator(".rail [data-layer=loc]").check()
        assert "?" not in page.url
    with opened(chromium) as page:  # another reader, who follows the address
        page.goto(f"{address}{path}?l=quo")
        checked = page.locator(".rail .legend input:checked").evaluate_all(
            "b => b.map((x) => x.dataset.layer)"
        )
        assert checked == ["quo"]
    with opened(chromium) as page:  # from a folder the address stays, and all else works
        page.goto((site / path).as_uri())
        page.locator(".rail [data-layer=loc]").uncheck()
        expect(page.locator(".text .m.loc").first).to_have_css("text-decoration-line", "none")
