"""The phrases that articles share, as a reader meets them: in a text, an index, on their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build import build
from generator.pages.phrases import PART
from tests.bench.archive import material, write_archive
from tests.browser.chromium import DESKTOP, PHONE, follow, opened
from tests.browser.conftest import hosted
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

each_way = pytest.mark.parametrize(("folder", "width"), [("", PHONE), ("zh-Hant-TW/", DESKTOP)])
ROWS = ".phrase-rows tbody tr"
IN_ORDER = """() => {
  const items = [...document.querySelectorAll(".lines.dated > li")];
  const days = items.map((item) => item.dataset.date || "9");
  return days.every((day, n) => !n || days[n - 1] <= day);
}"""


def told(page: Page) -> tuple[int, int]:
    """How many phrases the filter says are shown, and of how many."""
    words = page.locator("search output").text_content() or ""
    shown, total = re.findall(r"\d+", words)
    return int(shown), int(total)


@each_way
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


@each_way
def test_the_lines_of_a_phrase_are_sorted_as_asked(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}phrases/index.html")
        follow(page.locator(f"{ROWS} th a").first)
        lines = page.locator(".lines.dated > li")
        expect(lines.first).to_be_visible()
        before = lines.all_text_contents()
        assert len(before) >= 2
        page.locator("[data-by=date]").click()
        page.wait_for_function(IN_ORDER)  # a busy machine takes its time
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
        card.locator(".card-foot a").first.click()
        page.wait_for_url(f"{address}phrases/*.html")
        expect(page.locator("h1")).to_have_count(1)


@each_way
def test_the_index_is_narrowed_by_source_and_month_and_says_so_in_its_address(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}phrases/index.html")
        _, total = told(page)
        page.locator("search select[name=source]").select_option(index=1)
        expect(page.locator("search output")).not_to_contain_text(f"{total} / {total}")
        one, _ = told(page)
        page.locator("search select[name=month]").select_option("2020-03")
        page.locator("search input[name=varied]").check()
        both, _ = told(page)
        assert 1 <= both < one < total
        assert all(part in page.url for part in ("source=", "month=2020-03", "varied=1"))
        words = page.locator(f"{ROWS}:visible th").all_text_contents()
        page.reload()
        expect(page.locator(f"{ROWS}:visible")).to_have_count(both)
        assert page.locator(f"{ROWS}:visible th").all_text_contents() == words
        page.locator(".editions [data-edition=zh-Hant-HK]").click()  # and keeps its choice
        page.wait_for_url("**/zh-Hant-HK/phrases/index.html?*")
        expect(page.locator(f"{ROWS}:visible")).to_have_count(both)
        page.goto(f"{address}{folder}phrases/index.html?month=1900-01&least=nothing&other=1")
        expect(page.locator(f"{ROWS}:visible")).to_have_count(total)


def test_the_index_is_narrowed_from_disk_too(chromium: Browser, site: Path) -> None:
    with opened(chromium) as page:
        page.goto((site / "zh-Hant-TW" / "phrases" / "index.html").as_uri() + "?month=2020-02")
        _, total = told(page)
        expect(page.locator("search output")).not_to_contain_text(f"{total} / {total}")
        assert 1 <= told(page)[0] < total


@each_way
def test_a_phrase_has_neighbours_with_the_reason(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}phrases/index.html")
        follow(page.locator(f"{ROWS} th a").nth(1))
        near = page.locator(".near-phrases li")
        assert 1 <= near.count() <= 12
        for item in near.all():
            assert re.search(r"\d|[“「]", item.locator("span").text_content() or "")
        name = near.first.locator("a").text_content()
        follow(near.first.locator("a"))
        expect(page.locator("h1")).to_have_text(name or "")


@each_way
def test_a_mark_leads_by_its_note_to_the_page_and_back_to_its_sentence(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str, width: int
) -> None:
    article = articles(sample)[0]
    with opened(chromium, width, java_script_enabled=False) as page:
        page.goto(address + folder + article)
        mark = page.locator(".text a.m.phr").first
        words = mark.text_content() or ""
        note = page.locator(mark.get_attribute("href") or "")
        expect(note).to_be_attached()
        page.goto(
            page.url.rpartition("/")[0] + "/" + (note.locator("a.go").get_attribute("href") or "")
        )
        lines = page.locator(f'.lines.dated a[href*="{article}"]')
        line = lines.filter(has=page.locator("b", has_text=words)).first
        path = line.get_attribute("href") or ""
        page.goto(page.url.rpartition("/")[0] + "/" + path)
        sentence = page.locator(f"[id='{path.partition('#')[2]}']")
        expect(sentence).to_be_attached()


def test_the_index_shows_all_without_script(chromium: Browser, address: str) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(f"{address}phrases/index.html")
        assert page.locator(f"{ROWS}:visible").count() > 50
        expect(page.locator("search")).to_have_count(0)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site stands that has more phrases than a page of their index shows."""
    root = tmp_path_factory.mktemp("many")
    write_archive(root, 30, material())
    settings = root / "content" / "site.toml"
    settings.write_text('title = "文库"\neditions = ["source", "zh-Hant-TW"]\n', "utf-8")
    assert not build(root, root / "name").problems
    with hosted(root / "name") as found:
        yield found


@each_way
def test_a_long_index_is_in_parts_and_narrowed_as_a_whole(
    chromium: Browser, many: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{many}{folder}phrases/index.html")
        shown = page.locator(f"{ROWS}:visible")
        expect(shown).to_have_count(PART)
        _, total = told(page)
        assert total > PART
        page.locator("nav.before-after a[rel=next]").click()
        page.wait_for_url("**/phrases/part/2.html")
        assert 1 <= shown.count() <= PART
        expect(page.locator("search")).to_have_count(0)
        last = page.locator(f"{ROWS} th a").last
        words = (last.text_content() or "").strip()
        path = last.get_attribute("href") or ""
        follow(page.locator("nav.before-after a[rel=prev]"))
        page.locator("search input[name=text]").fill(words)
        expect(page.locator(f"{ROWS}:visible th a").first).to_contain_text(words)
        hrefs = page.locator(f"{ROWS}:visible th a").evaluate_all(
            "links => links.map((link) => link.getAttribute('href'))"
        )
        assert path.rpartition("/")[2] in {href.rpartition("/")[2] for href in hrefs}
        expect(page.locator("nav.before-after")).to_be_hidden()
        follow(page.locator(f"{ROWS}:visible th a").first)
        expect(page.locator("h1")).to_contain_text(words)
        page.go_back()
        page.goto(f"{many}{folder}phrases/index.html?least=8")
        expect(page.locator("search output")).not_to_contain_text(f"{total} / {total}")
        assert told(page)[0] == shown.count()
        page.locator("search select[name=least]").select_option("0")
        expect(shown).to_have_count(PART)
        expect(page.locator("nav.before-after")).to_be_visible()
