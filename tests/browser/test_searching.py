"""Searching as a reader does, and that every article that holds the words is found, no other."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from generator.archive import names_told
from generator.build import plan
from generator.content import memo_of
from generator.editions import Edition, spoken
from generator.search.classes import plain
from tests.bench.archive import write_archive
from tests.browser.archive import EDITIONS
from tests.browser.chromium import DESKTOP, PHONE, follow, opened

pytestmark = pytest.mark.browser

PLACES = [("", PHONE), ("zh-Hant-TW/", DESKTOP)]
EITHER = [("疫情", "疫情防控工作"), ("党员", "黨員")]


def ask(page: Page, words: str) -> None:
    """Type the words into the box of this page, and wait until it is answered."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    answered(page)


def answered(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^(?!正在|Searching)."))


def found(page: Page) -> list[str]:
    """The pages of the articles that are shown."""
    links = page.locator(".exact .in-article h3 a")
    return [Path(href).name for href in links.evaluate_all("all => all.map((a) => a.href)")]


@pytest.mark.parametrize(("folder", "width"), PLACES)
def test_a_reader_finds_words_of_either_script_and_goes_to_their_sentence(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(address + folder + "index.html")
        ask(page, "黨組織")
        traditional = found(page)
        assert len(traditional) == 5
        assert page.url.startswith(f"{address}{folder}search.html?q=")
        ask(page, "党组织")
        assert found(page) == traditional
        key = "黨組織" if folder else "党组织"
        assert {*page.locator(".exact .kwic b").all_text_contents()} == {key}
        line = page.locator(".exact .kwic").first
        words = line.text_content()
        follow(line)
        expect(page.locator("h1#title")).to_be_visible()
        anchor = page.url.partition("#")[2]
        block = page.locator(f"#{anchor.split('-')[0]}")
        assert key in (block.text_content() or "")
        assert (words or "")[:6] in (block.text_content() or "")
        page.go_back()
        answered(page)
        assert found(page) == traditional
        assert page.get_by_role("searchbox").input_value() == "党组织"


@pytest.mark.parametrize(("folder", "width"), PLACES)
def test_operators_mean_what_they_say(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    def articles(query: str) -> set[str]:
        ask(page, query)
        return {*found(page)}

    with opened(chromium, width) as page:
        page.goto(address + folder + "search.html")
        every = articles("疫情")
        assert len(every) == 5
        assert articles("疫情 -商务") | articles("疫情 商務") == every
        assert not articles("疫情 -商务") & articles("商务")
        assert articles('"疫情防控"') == articles("“疫情防控 ”".replace(" ", "")) | every
        assert len(articles("人:裴振强")) == len(articles("人：裴振強")) == 1
        assert articles("地:陈仓区") == articles("地:陳倉區") != set()
        assert articles("机:商务厅") == articles("機：商務廳") != set()
        march = articles("日:2020-03")
        assert 0 < len(march) < 5
        assert march < articles("日:2020-02..2020-03") <= every
        assert articles("日:2020-03..") == march
        assert articles("疫情 日:2020年3月") == march
        assert articles("日:..2020-02") == articles("日:2020-02..2020-03") - march


def test_a_part_that_means_nothing_is_named_and_the_rest_is_found(
    chromium: Browser, address: str
) -> None:
    with opened(chromium) as page:
        page.goto(address + "search.html?q=疫情 日:abc")
        answered(page)
        expect(page.get_by_role("alert")).to_contain_text("日:abc")
        expect(page.get_by_role("alert")).to_contain_text("日:2020-01..2020-02")
        assert len(found(page)) == 5
        ask(page, "-疫情")
        expect(page.get_by_role("alert")).to_contain_text("-疫情")
        assert found(page) == []
        ask(page, "日:2020-13 人:")
        expect(page.locator(".problems li")).to_have_count(2)


def test_nothing_found_says_what_was_understood(chromium: Browser, address: str) -> None:
    with opened(chromium, PHONE) as page:
        page.goto(address + "zh-Hant-TW/search.html?q=龙舟 -鼓 人:屈原 日:2001")
        answered(page)
        told = page.get_by_role("status").text_content() or ""
        for words in ("「龙舟」", "沒有「鼓」", "人物 屈原", "2001-01-01..2001-12-31"):
            assert words in told
        expect(page.get_by_role("heading", name="可以這樣寫")).to_be_visible()
        ask(page, "疫情")
        expect(page.get_by_role("heading", name="可以這樣寫")).to_be_hidden()
        ask(page, "囧")
        expect(page.get_by_role("status")).to_contain_text("沒有一篇")
        ask(page, "人:constructor")
        expect(page.get_by_role("status")).to_contain_text("沒有一篇")


@pytest.mark.parametrize(("folder", "width"), PLACES)
def test_facets_narrow_what_is_found_and_are_in_the_address(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(address + folder + "search.html?q=疫情")
        answered(page)
        every, rows = found(page), page.locator(".exact > li")
        section = page.locator(".facets section").first
        choice = section.locator("li").first
        number = int(choice.locator("i").text_content() or "")
        assert 0 < number < 5
        choice.locator("a").click()
        expect(rows).to_have_count(number)
        assert "source=" in page.url
        current = page.locator(".facets [aria-current]")
        expect(current).to_have_count(1)
        expect(current).to_be_focused()
        page.reload()
        answered(page)
        assert len(found(page)) == number
        current.click()
        expect(rows).to_have_count(5)
        page.go_back()
        expect(rows).to_have_count(number)
        page.go_back()
        expect(rows).to_have_count(5)
        assert found(page) == every


def test_lines_stay_in_their_paragraph_and_whole_in_their_numbers(
    chromium: Browser, address: str
) -> None:
    with opened(chromium) as page:
        page.goto(address + "search.html?q=月")
        answered(page)
        for more in page.locator(".rest").all():
            more.click()
        rows = page.locator(".exact .kwic").evaluate_all(
            "all => all.map((a) => [a.hash.slice(1), ...['bdi', 'b', '.right']"
            ".map((part) => a.querySelector(part).textContent), a.pathname])"
        )
        assert len(rows) > 15
        texts: dict[str, dict[str, str]] = {}
        for anchor, left, key, right, path in rows:
            if path not in texts:
                article = page.context.new_page()
                article.goto(address.removesuffix("/name/") + path)
                texts[path] = article.evaluate(
                    "Object.fromEntries([...document.querySelectorAll('#title, #subtitle, #kicker,"
                    " .para > p, .para > h2, .para figcaption')]"
                    ".map((e) => [e.id || e.closest('.para').id, e.textContent]))"
                )
                article.close()
            words = texts[path][anchor.split("-")[0]]
            at = words.index(left + key + right)
            end = at + len(left + key + right)
            assert key == "月"
            assert len(left) <= 18
            assert len(right) <= 18
            assert not re.search(r"\d$", words[:at]) or not left[:1].isdigit()
            assert not re.search(r"^\d", words[end:]) or not right[-1:].isdigit()


@pytest.mark.parametrize(("folder", "width"), [("", DESKTOP), ("zh-Hant-TW/", PHONE)])
def test_what_is_found_can_be_taken_along(
    chromium: Browser, address: str, folder: str, width: int
) -> None:
    with opened(chromium, width, accept_downloads=True) as page:
        page.goto(address + folder + "search.html?q=先锋队")
        answered(page)
        for more in page.locator(".rest").all():
            more.click()
        tables = []
        for name in ("articles", "lines"):
            with page.expect_download() as download:
                page.locator(f"[data-do={name}]").click()
            assert download.value.suggested_filename == f"{name}.csv"
            text = download.value.path().read_text("utf-8-sig")
            tables.append([*csv.DictReader(io.StringIO(text, newline=""))])
        articles, lines = tables
        assert [Path(row["page"]).name for row in articles] == found(page)
        assert sum(int(row["lines"]) for row in articles) == len(lines)
        shown = page.locator(".exact .kwic b").all_text_contents()
        assert [row["words"] for row in lines] == shown
        assert all(row["page"].startswith("articles/") and "#" in row["page"] for row in lines)


def test_the_key_leads_to_the_box_from_any_page(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + "zh-Hant-HK/" + next(p for p in sample if p.startswith("articles/0")))
        page.keyboard.press("/")
        page.wait_for_url(f"{address}zh-Hant-HK/search.html")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.goto(address + "404.html")
        ask(page, "疫情")
        assert len(found(page)) == 5


def test_a_search_works_from_disk(chromium: Browser, site: Path) -> None:
    with opened(chromium, PHONE) as page:
        page.goto((site / "zh-Hant-TW" / "index.html").as_uri())
        ask(page, "党组织")
        assert len(found(page)) == 5
        page.locator(".facets a").first.click()
        page.wait_for_url("**source=**")
        answered(page)
        assert 0 < len(found(page)) < 5
        ask(page, "裴振强")
        assert len(found(page)) == 1


def test_nothing_of_the_index_comes_before_it_is_asked_for(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in ("index.html", "search.html", "404.html"):
            page.goto(address + path, wait_until="networkidle")
        assert not [url for url in asked if "/search/" in url or "/texts/" in url]
        page.goto(address + "search.html")
        ask(page, "疫情")
        assert [url for url in asked if "/search/" in url]
        assert {url.partition("/name/")[0] for url in asked} == {address.removesuffix("/name/")}


@pytest.mark.parametrize("folder", ["", "zh-Hant-TW/"])
def test_without_script_the_page_lists_where_to_look(
    chromium: Browser, address: str, folder: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + folder + "search.html?q=疫情")
    assert page.locator("form, input, button").count() == 0
    links = page.locator("#unasked a").evaluate_all("all => all.map((a) => a.href)")
    assert len(links) > 8
    for link in links:
        response = page.goto(link)
        assert response
        assert response.ok
    context.close()


@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
def test_no_width_makes_results_scroll_sideways(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, width) as page:
        long = "疫情" * 40
        for query in ("疫情防控", f"日:{long}", long):
            page.goto(f"{address}search.html?q={query}")
            answered(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width


# --- every article that holds the words, and no other --------------------------------------------

HOLDING = """async (asked) => {
  const answers = [];
  for (const words of asked) {
    const query = jianzhu.query(`"${words}"`);
    const found = [];
    for (const number of await jianzhu.index.holding(query.words[0])) {
      const name = await jianzhu.index.name(number);
      if ((await jianzhu.match(name, query)).how === "exact") found.push(name);
    }
    answers.push(found.sort());
  }
  return answers;
}"""

Texts = dict[str, dict[str, list[str]]]
"""Of each article by the name of its page, and of each edition, the blocks as it writes them."""


def questions(texts: Texts, count: int) -> Iterator[tuple[str, str]]:
    """Editions and substrings of 2 to 6 characters of what they write."""
    chance = random.Random(count)
    while count:
        name = chance.choice(sorted(texts))
        edition = chance.choice(sorted(texts[name]))
        block, length = chance.choice(texts[name][edition]), chance.randint(2, 6)
        if len(block) >= length:
            start = chance.randrange(len(block) - length + 1)
            words = block[start : start + length]
            if words.strip() and '"' not in plain(words):
                count -= 1
                yield edition, words


def holders(texts: Texts, words: str) -> list[str]:
    """The articles that have the words in any edition."""
    return sorted(
        name
        for name, editions in texts.items()
        if any(plain(words) in plain(block) for blocks in editions.values() for block in blocks)
    )


def check(chromium: Browser, site: Path, texts: Texts, count: int) -> None:
    asked: dict[str, list[str]] = {}
    for edition, words in questions(texts, count):
        asked.setdefault(edition, []).append(words)
    folders = {edition.id: edition.folder for edition in EDITIONS}
    for edition, some in asked.items():
        page = chromium.new_page()
        page.goto((site / folders[edition] / "search.html").as_uri())
        answers = page.evaluate(HOLDING, some)
        page.close()
        wrong = {w: a for w, a in zip(some, answers, strict=True) if a != holders(texts, w)}
        assert wrong == {}


def test_every_substring_of_the_pages_finds_exactly_the_articles_that_hold_it(
    chromium: Browser, site: Path
) -> None:
    texts: Texts = {}
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for edition in EDITIONS:
        for path in (site / edition.folder / "articles").glob("*.html"):
            if path.stem != "index":
                page.goto(path.as_uri())
                texts.setdefault(path.stem, {})[edition.id] = page.locator(
                    "#title, #subtitle, #kicker, .para > p, .para > h2, .para figcaption"
                ).all_text_contents()
    context.close()
    assert len(texts) == 5
    check(chromium, site, texts, 250)


def test_so_it_does_among_a_hundred_articles(chromium: Browser, tmp_path: Path) -> None:
    write_archive(tmp_path, 100)
    public, texts = tmp_path / "public", Texts()
    with memo_of(tmp_path) as memo:
        site = plan(tmp_path, memo)
        editions: tuple[Edition, ...] = site.manner.editions
        for id, prepared in site.done.prepared.items():
            article = prepared.article.value
            article = replace(article, names=names_told(article, prepared.facts.value))
            shown = [
                article.said(block.text, n)
                for n, block in enumerate(article.blocks)
                if block.kind in ("title", "paragraph", "heading", "caption")
            ]
            texts[id] = {e.id: [spoken(text, e).text for text in shown] for e in editions}
        files = {file.path: file.make for file in site.others()}
        wanted = [path for path in files if path.startswith(("search/", "static/", "texts/"))]
        both = ("search.html", "articles/values.js")
        for path in [*wanted, *(e.folder + page for e in editions for page in both)]:
            made: Any = files.get(path) or site.find(path).make  # type: ignore[union-attr]
            (public / path).parent.mkdir(parents=True, exist_ok=True)
            (public / path).write_bytes(made())
    check(chromium, public, texts, 250)
    page = chromium.new_page()
    page.goto((public / "search.html").as_uri() + "?q=疫情防控")
    answered(page)
    assert len(found(page)) == 6
    expect(page.get_by_role("status")).to_contain_text("至多")
    page.locator("[data-do=more]").click()
    expect(page.locator(".exact > li")).to_have_count(26)
    page.locator("[data-do=all]").click()
    expect(page.locator(".more")).to_be_hidden()
    every = holders(texts, "疫情防控")
    assert sorted(Path(name).stem for name in found(page)) == every
    expect(page.get_by_role("status")).to_contain_text(f"{len(every)} 篇")
    page.close()
