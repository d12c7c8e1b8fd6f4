"""After the text: tables that are filtered and sorted, and ways to report an error."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.archive import build, copy_archive
from tests.browser.chromium import DESKTOP, PHONE, opened

pytestmark = pytest.mark.browser

editions = pytest.mark.parametrize("edition", ["", "zh-Hant-TW/"])
ARTICLE = "articles/004_fc7485bef881d9e2.html"
SHOWN = """[...document.querySelectorAll("details.facts-of tbody tr")]
  .filter((row) => row.checkVisibility()).length"""


@editions
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_facts_are_filtered_by_kind_and_by_words(
    chromium: Browser, address: str, edition: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(address + edition + ARTICLE)
        all_rows = page.evaluate(SHOWN)
        form = page.locator(".facts-controls")
        assert form.locator("output").text_content() == ""
        form.locator("select").select_option("per")
        people = page.evaluate(SHOWN)
        assert 0 < people < all_rows
        assert page.locator("#facts-org").is_hidden()
        name = page.locator("#facts-per tbody th").nth(1).text_content() or ""
        form.locator("input").fill(name)
        assert page.evaluate(SHOWN) == 1
        assert f"1 / {all_rows}" in (form.locator("output").text_content() or "")
        form.locator("input").fill("無此")
        assert page.evaluate(SHOWN) == 0
        assert form.locator("output").text_content()
        form.locator("input").fill("")
        form.locator("select").select_option("")
        assert page.evaluate(SHOWN) == all_rows


@editions
def test_a_column_is_sorted_by_value_then_back_as_the_text_has_it(
    chromium: Browser, address: str, edition: str
) -> None:
    values = "cells => cells.map((cell) => Number(cell.dataset.v))"
    with opened(chromium) as page:
        page.goto(address + edition + ARTICLE)
        cells = page.locator("#facts-qty tbody td.num[data-v]")
        before = cells.evaluate_all(values)
        head = page.locator("#facts-qty thead th").nth(1)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert cells.evaluate_all(values) == sorted(before, reverse=True)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert cells.evaluate_all(values) == sorted(before)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") is None
        assert cells.evaluate_all(values) == before


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, where errors are reported to an address of issues."""
    root = copy_archive(tmp_path_factory.mktemp("reporting"))
    toml = root / "content" / "site.toml"
    line = 'report = "https://example.org/issues/new"\n'
    toml.write_text(toml.read_text("utf-8") + line, "utf-8")
    build(root)
    return root / "public"


@editions
def test_a_note_that_is_looked_at_and_its_card_report_their_sentence(
    chromium: Browser, reporting: Path, edition: str
) -> None:
    with opened(chromium) as page:
        page.goto((reporting / edition / ARTICLE).as_uri())
        stops = "document.querySelectorAll('.notes a:not([tabindex])').length"
        before = page.evaluate(stops)
        assert page.locator(".n .report").count() == 0
        note = page.locator(".notes > .n.per:not(.fold)").first
        note.hover()
        told = parse_qs(urlsplit(note.locator(".report").get_attribute("href") or "").query)
        title = page.locator("h1").text_content() or ""
        assert told["title"] == [f"{title} (004_fc7485bef881d9e2)"]
        mark, said, place = told["body"][0].strip().split("\n")
        assert said.endswith(note.locator(":scope > span").text_content() or "-")
        assert place.startswith(page.url)
        fragment = place.partition("#")[2]
        assert page.locator(f"[id='{fragment}']").count() == 1
        assert fragment.startswith("p1-")
        page.locator(".notes > .n.org:not(.fold)").first.hover()
        assert page.locator(".n .report").count() == 1
        assert page.evaluate(stops) == before
        page.locator(".text a.m.per").first.click()
        link = page.locator(".of-mark .report")
        link.focus()
        told = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert told["body"][0].split("\n")[0] == mark
