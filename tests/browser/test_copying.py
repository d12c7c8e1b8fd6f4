"""Words of an article taken along: with where they stand, and a link to their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from generator.build import build
from generator.editions import EDITIONS, Edition
from tests.browser.chromium import PHONE, opened

pytestmark = pytest.mark.browser

SEED = """周河县秋收记
2021-09-02 来源：周河日报 作者：陈立

9月1日，湖北省大冶市粮食局局长陈立说：“颗粒归仓。”全市收割水稻1.2万亩，投入农机300余台。

截至8月31日，大冶市粮食局印发《关于秋收的通知》，下拨资金25万元。
"""
editions = pytest.mark.parametrize("edition", EDITIONS[:3:2], ids=lambda e: e.id)
SAID = {
    "source": ("全市收割水稻", "周河县秋收记", "周河日报"),
    "zh-Hant-TW": ("全市收割水稻", "周河縣秋收記", "周河日報"),
}
SELECT = """([first, start, last, end]) => {
  const at = (block, offset) => {
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; offset -= node.length, node = walk.nextNode())
      if (offset <= node.length) return [node, offset];
  };
  const p = document.querySelectorAll(".para > p");
  getSelection().setBaseAndExtent(...at(p[first], start), ...at(p[last], end));
}"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article."""
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds").mkdir()
    (root / "content").mkdir()
    (root / "seeds" / "harvest.txt").write_text(SEED, "utf-8")
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    assert not build(root, root / "public").problems
    return root / "public"


@pytest.fixture(params=[PHONE, 1032, 1440])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that may write to the clipboard, on a phone and wider."""
    permissions = ["clipboard-read", "clipboard-write"]
    with opened(chromium, request.param, permissions=permissions) as page:
        yield page


def at(public: Path, edition: Edition) -> str:
    return (public / edition.folder / "articles" / "harvest.html").as_uri()


def taken(page: Page) -> str:
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


@editions
def test_words_are_copied_with_their_source_and_the_address_of_their_sentence(
    page: Page, public: Path, edition: Edition
) -> None:
    words, title, source = SAID[edition.id]
    page.goto(at(public, edition))
    first = page.locator(".para > p").first.inner_text().index(words)
    page.evaluate(SELECT, [0, first, 0, first + len(words)])
    bar = page.locator(".passage")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("document.documentElement.clientWidth")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).not_to_be_empty()
    cited = f"陈立. {title}[EB/OL]. {source}, 2021(2021-09-02)."
    cited = cited.replace("陈", "陳") if edition.script == "TW" else cited
    assert taken(page) == f"{words}\n{cited} ¶1 句2. {at(public, edition)}#p1-2"
    bar.get_by_role("button").last.click()
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.includes('text='))")
    assert taken(page).startswith(f"{at(public, edition)}#p1-2:~:text=%E5%85%A8")
    assert page.url.endswith("#p1-2")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()


def test_a_passage_over_paragraphs_takes_no_notes_along(page: Page, public: Path) -> None:
    page.goto(at(public, EDITIONS[0]))
    shown = page.locator(".para > p").all_inner_texts()
    page.evaluate(SELECT, [0, 2, 1, 10])
    page.locator(".passage button").first.click()
    expect(page.locator(".told")).not_to_be_empty()
    assert taken(page) == f"{shown[0][2:]}\n{shown[1][:10]}"


def test_a_sentence_is_linked_by_pointing_at_it_and_from_the_keyboard(
    page: Page, public: Path
) -> None:
    page.goto(at(public, EDITIONS[0]))
    control = page.locator(".here")
    page.locator("#m1").focus()
    expect(control).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "here":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".told")).not_to_be_empty()
    assert taken(page) in (f"{at(public, EDITIONS[0])}#p1-{n}" for n in (1, 2))
    page.evaluate("document.activeElement.blur()")
    page.locator(".para > p").nth(1).hover()
    expect(control).to_have_attribute("data-id", "p2-1")
    expect(control).to_have_attribute("title", "链接到此句 ¶2 句1")
    control.click()
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.endsWith('#p2-1'))")


def middle(box: FloatRect) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_control_stays_where_it_is_while_the_pointer_comes_to_it(
    page: Page, public: Path
) -> None:
    page.clock.install(time=0)
    page.goto(at(public, EDITIONS[0]))
    page.clock.pause_at(60)  # a busy machine moves a pointer as slowly as nobody does
    paragraph = page.locator(".para > p").nth(0)
    paragraph.hover()
    page.clock.run_for(1000)
    control = page.locator(".here")
    expect(control).to_be_visible()
    chosen = control.get_attribute("data-id")
    start, end = paragraph.bounding_box(), control.bounding_box()
    assert start
    assert end
    (x, y), (to_x, to_y) = map(middle, (start, end))
    for n in range(1, 13):
        page.mouse.move(x + (to_x - x) * n / 12, y + (to_y - y) * n / 12)
        page.clock.run_for(15)
    page.mouse.down()
    page.mouse.up()
    page.clock.resume()
    expect(page.locator(".told")).not_to_be_empty()
    assert taken(page) == f"{at(public, EDITIONS[0])}#{chosen}"


def test_where_a_browser_refuses_the_link_is_in_its_address(
    chromium: Browser, public: Path
) -> None:
    with opened(chromium) as page:
        page.goto(at(public, EDITIONS[0]))
        page.evaluate(
            "navigator.clipboard.writeText = () => Promise.reject();"
            " document.execCommand = () => false"
        )
        page.locator(".para > p").nth(1).hover()
        page.locator(".here").click()
        expect(page.locator(".told")).to_contain_text("不许复制")
        assert page.url.endswith("#p2-1")


def test_without_script_nothing_offers_what_it_cannot_do(chromium: Browser, public: Path) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(at(public, EDITIONS[0]))
        assert page.locator(".passage, .here, .told").count() == 0
        page.locator(".record summary").first.click()
        expect(page.locator(".record pre").first).to_contain_text("@misc{harvest,")
