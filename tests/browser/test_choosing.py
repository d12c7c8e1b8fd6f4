"""Lists, indexes and the pages of names, as a reader goes through them.

The archive is a larger one, built with shorter parts, so that long lists stand in several.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from generator.build import build
from generator.pages import articles, name, names
from generator.text import fold
from tests.browser.archive import copy_archive
from tests.browser.chromium import DESKTOP, PHONE, follow, opened
from tests.browser.conftest import hosted
from tests.golden_articles import goldens

pytestmark = pytest.mark.browser

SOURCES = ("新华社", "柳州日报", "联合报", "明報")
EDITIONS = ("", "zh-Hant-TW/")
WIDTHS = (PHONE, DESKTOP)


class Made(NamedTuple):
    """A site with long lists, and where it stands."""

    folder: Path
    address: str

    def articles(self) -> list[dict[str, str]]:
        """The rows of the table of articles."""
        lines = (self.folder / "data" / "articles.jsonl").read_text("utf-8").splitlines()
        return [{key: value or "" for key, value in json.loads(line).items()} for line in lines]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    root = copy_archive(tmp_path_factory.mktemp("made"))
    for number, golden in enumerate(goldens("article_*.md")):
        article, stem = golden.article, root / "seeds" / f"g{number:03}"
        stem.with_suffix(".txt").write_text("\n\n".join(b.text for b in article.blocks), "utf-8")
        rows = [f'title = "{article.title}"', f'source = "{SOURCES[number % len(SOURCES)]}"']
        rows += [f'date = "{article.date}"'] if article.date else []
        stem.with_suffix(".toml").write_text("\n".join(rows) + "\n", "utf-8")
    folder = root / "name"
    folder.mkdir()
    with hosted(folder) as address, pytest.MonkeyPatch.context() as patch:
        patch.setattr(articles, "PART", 10)
        patch.setattr(names, "MANY", 150)
        patch.setattr(name, "LINES", 2)
        build(root, folder, address)
        yield Made(folder, address)


def rows(page: Page) -> Locator:
    return page.locator("table.articles tbody tr:visible")


def shows(page: Page, count: int) -> None:
    """Wait until the list shows so many articles: those of earlier parts are fetched."""
    expect(rows(page)).to_have_count(count)


def facet(page: Page, word: str, key: str) -> Locator:
    return page.locator(f"[data-facet={word}] li[data-key='{key}'] a")


def number(page: Page, word: str, key: str) -> int:
    return int(page.locator(f"[data-facet={word}] li[data-key='{key}'] i").text_content() or "")


# --- the list of articles ------------------------------------------------------------------------


@pytest.mark.parametrize(("edition", "width"), [*zip(EDITIONS, WIDTHS, strict=True)])
def test_what_is_chosen_combines_and_stands_in_the_address(
    chromium: Browser, made: Made, edition: str, width: int
) -> None:
    every = made.articles()
    source = fold("联合报")
    month = Counter(a["date"][:7] for a in every if fold(a["publisher"]) == source)
    chosen = next(key for key, _ in month.most_common() if key)
    with opened(chromium, width) as page:
        page.goto(f"{made.address}{edition}articles/index.html")
        own = rows(page).count()
        assert own < len(every)  # the others stand in earlier parts
        assert page.locator(".facet-controls .clear:visible").count() == 0
        facet(page, "source", source).click()
        of_source = sum(month.values())
        shows(page, of_source)
        said = page.locator(".facet-controls output")
        assert f"{of_source} / {len(every)}" in (said.text_content() or "")
        assert page.locator(".listed .before-after:visible").count() == 0
        assert number(page, "source", source) == of_source
        assert number(page, "month", chosen) == month[chosen]

        more = page.locator("[data-facet=month] details:visible")
        if more.count() and not facet(page, "month", chosen).is_visible():
            more.locator("summary").click()
        facet(page, "month", chosen).click()
        assert rows(page).count() == month[chosen]
        assert page.url.count("source=") == page.url.count("month=" + chosen) == 1
        assert page.locator(".facets a[aria-current=true]").count() == 2

        page.reload()
        shows(page, month[chosen])
        page.go_back()
        assert rows(page).count() == of_source
        page.go_forward()
        assert rows(page).count() == month[chosen]
        facet(page, "source", source).click()  # what is chosen is let go by the same link
        assert rows(page).count() == sum(a["date"].startswith(chosen) for a in every)
        page.locator(".facet-controls .clear").click()
        assert rows(page).count() == own
        assert "?" not in page.url
        assert page.evaluate("document.activeElement !== document.body")


def test_without_script_every_choice_is_a_list_of_as_many_articles(
    chromium: Browser, made: Made
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(made.address + "articles/index.html")
        assert page.locator(".facet-controls").count() == 0
        links = page.locator(".facets li").evaluate_all(
            "items => items.map((li) => [...li.children].map((e) => e.href || e.textContent))"
        )
        assert {link.split("/lists/")[1].split("/")[0] for link, _ in links} == {
            *("source", "place", "section", "month", "damage")
        }
        for link, told in links:
            page.goto(link)
            shown = page.locator("table.articles tbody tr").count()
            while page.locator(".listed a[rel=next]").count():
                follow(page.locator(".listed a[rel=next]"))
                shown += page.locator("table.articles tbody tr").count()
            assert shown == int(told), link


def test_every_article_stands_in_one_part_of_the_list(chromium: Browser, made: Made) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(made.address + "articles/index.html")
        found = []
        while True:
            found += page.locator(".articles tbody th > a").evaluate_all(
                "l => l.map((a) => a.href)"
            )
            if not page.locator("a[rel=next]").count():
                break
            follow(page.locator("a[rel=next]"))
        assert len(found) == len(set(found)) == len(made.articles())


def test_choices_combine_from_disk_too(chromium: Browser, made: Made) -> None:
    source = fold("明報")
    count = sum(fold(a["publisher"]) == source for a in made.articles())
    with opened(chromium) as page:
        page.goto((made.folder / "articles" / "index.html").as_uri())
        facet(page, "source", source).click()
        shows(page, count)
        follow(rows(page).first.locator("th a").first)
        expect(page.locator("article h1")).to_have_count(1)


def test_a_reading_list_leads_to_the_same_choice_among_all(chromium: Browser, made: Made) -> None:
    with opened(chromium) as page:
        page.goto(made.address + "zh-Hant-TW/articles/index.html")
        follow(page.locator("#by-source a"))
        follow(page.locator(".choices a", has_text="聯合報"))
        count = sum(fold(a["publisher"]) == "联合报" for a in made.articles())
        assert str(count) in (page.locator(".title-row p").text_content() or "")
        follow(page.locator(".title-row p a"))
        expect(page.locator(".facets a[aria-current]")).to_have_count(1)
        current = page.locator(".facets a[aria-current]")
        assert current.text_content() == "聯合報"
        shows(page, count)


def test_choices_are_made_by_keyboard(chromium: Browser, made: Made) -> None:
    with opened(chromium) as page:
        page.goto(made.address + "articles/index.html")
        facet(page, "damage", "number").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".facets a[aria-current]")).to_have_count(1)
        assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
        assert all(
            row.get_attribute("data-damage") for row in rows(page).all()
        )  # and there are some
        assert rows(page).count() > 0


# --- indexes of names ----------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "words", ["习近平", "習近平", "近平", "xjp", "XiJin", "xi jin ping"], ids=str
)
def test_a_name_is_found_in_either_script_and_by_how_it_is_read(
    chromium: Browser, address: str, edition: str, words: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{edition}people/index.html")
        every = page.locator(".names li:visible").count()
        page.locator("input[name=find]").fill(words)
        shown = page.locator(".names li:visible")
        assert shown.count() == 1
        assert fold(shown.locator("b").text_content() or "") == "习近平"
        assert f"1 / {every}" in (page.locator(".controls output").text_content() or "")
        assert page.locator(".group:visible").count() == 1
        page.reload()
        assert shown.count() == 1  # the words are in the address
        page.locator("input[name=find]").fill("没有此人")
        assert shown.count() == 0
        assert page.locator(".controls output").text_content()
        page.locator("input[name=find]").fill("")
        assert shown.count() == every


def test_an_alias_is_found_and_stands_under_its_name(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(address + "organisations/index.html")
        page.locator("input[name=find]").fill("區委組織部")
        found = page.locator(".names li:visible", has_text="陈仓区委组织部")
        assert "区委组织部" in (found.first.locator(".also").text_content() or "")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_names_can_be_had_by_strokes(
    chromium: Browser, address: str, edition: str, script: bool
) -> None:
    with opened(chromium, java_script_enabled=script) as page:
        page.goto(f"{address}{edition}people/index.html")
        every = page.locator(".names li").count()
        follow(page.locator(".orders a:not([aria-current])"))
        assert page.locator(".orders a[aria-current=page]").get_attribute("href") == "index.html"
        heads = page.locator(".group h2").evaluate_all("heads => heads.map((h) => h.textContent)")
        counts = [int(found[0]) for head in heads if (found := re.match(r"\d+", head.strip()))]
        assert counts == sorted(counts)
        assert page.locator(".names li").count() == every
        group = page.locator(".group", has=page.locator("b", has_text=re.compile("^[习習]")))
        head = group.locator("h2").text_content() or ""
        assert head.strip().startswith("11 畫" if edition else "3 画")


def test_a_long_index_leads_to_the_pages_of_its_groups(chromium: Browser, made: Made) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(made.address + "organisations/index.html")
        told = page.locator(".group h2 small").all_text_contents()
        links = page.locator(".whole-group a").evaluate_all("links => links.map((a) => a.href)")
        assert len(links) == len(told)
        for link, count in zip(links, told, strict=True):
            page.goto(link)
            shown = page.locator(".names li").count()
            while page.locator("a[rel=next]").count():
                follow(page.locator("a[rel=next]"))
                shown += page.locator(".names li").count()
            assert shown == int(count), link
        assert page.locator(".initials a[aria-current=page]").count() == 1


# --- the page of a name --------------------------------------------------------------------------


def contexts(page: Page, side: str) -> list[str]:
    texts = page.locator(f".kwic:visible .{side}").all_text_contents()
    return [re.sub(r"[^\w]", "", text) for text in texts]


@pytest.mark.parametrize(("edition", "width"), [*zip(EDITIONS, WIDTHS, strict=True)])
def test_lines_of_context_are_sorted(
    chromium: Browser, address: str, edition: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{edition}people/习近平.html")
        before = contexts(page, "right")
        assert page.locator(".line-group:visible").count() > 1
        page.locator("[data-by=right]").click()
        after = contexts(page, "right")
        assert sorted(after) == sorted(before)
        often = Counter(text[:2] for text in after)
        assert [often[text[:2]] for text in after] == sorted(
            (often[text[:2]] for text in after), reverse=True
        )
        assert page.locator(".line-group:visible").count() == 0
        page.reload()
        assert contexts(page, "right") == after  # the order is in the address
        page.locator("[data-by=left]").click()
        ends = [text[-1:] for text in contexts(page, "left")]
        assert [end for end, _ in Counter(ends).items()] == [
            here for here, there in pairwise([*ends, ""]) if here != there
        ]  # what ends alike stands together
        page.locator("[data-by=date]").click()
        days = page.locator(".flat .at").all_text_contents()
        dated = [day[:10] for day in days if re.match(r"\d{4}-", day)]
        assert dated == sorted(dated)
        assert len(dated) > 1
        page.locator("[data-by=text]").click()
        assert contexts(page, "right") == before
        assert "?" not in page.url


def test_a_line_leads_to_its_sentence_however_it_is_sorted(chromium: Browser, made: Made) -> None:
    with opened(chromium) as page:
        page.goto((made.folder / "people" / "习近平.html").as_uri())
        page.locator("[data-by=left]").click()
        follow(page.locator(".flat .kwic").first)
        anchor = page.url.partition("#")[2]
        assert page.locator(f"[id='{anchor}']").count() == 1


def test_lines_of_earlier_articles_have_pages_of_their_own(chromium: Browser, made: Made) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(made.address + "people/习近平.html")
        told = int(page.locator(".name-head .counts b").nth(1).text_content() or "")
        shown = page.locator(".kwic").count()
        assert shown < told
        follow(page.locator("section[aria-labelledby=in-text] .whole-group a"))
        shown += page.locator(".kwic").count()
        while page.locator("a[rel=next]").count():
            follow(page.locator("a[rel=next]"))
            shown += page.locator(".kwic").count()
        assert shown == told


def test_a_body_tells_what_it_issued_and_a_document_who_issued_it(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(address + "organisations/陈仓区委组织部.html")
        assert "陳倉區委組織部" in (page.locator(".kicker").text_content() or "")
        follow(page.locator(".issued a", has_text="一封信").first)
        issuer = page.locator("section[aria-labelledby=issued-by] tbody tr")
        assert "陈仓区委组织部" in (issuer.locator("th").text_content() or "")
        follow(issuer.locator(".said"))
        anchor = page.url.partition("#")[2]
        assert "一封信" in (page.locator(f"[id='{anchor[:2]}']").text_content() or "")


# --- what is not there ---------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("lost", ["articles/003.html", "articles/004_fc7485bef881d9e3.html", "003"])
def test_a_page_that_is_not_there_names_the_nearest_ids(
    chromium: Browser, made: Made, edition: str, lost: str
) -> None:
    with chromium.new_context() as context:  # a missing page is a complaint of the browser's own
        page = context.new_page()
        page.goto(made.address + edition + lost)
        nearest = page.locator("section[aria-labelledby=nearest-ids] li a")
        nearest.first.wait_for()
        assert "00" in (nearest.first.text_content() or "")
        follow(nearest.first)
        assert page.url.startswith(made.address + edition + "articles/00" + "34"["4_" in lost])
        expect(page.locator(".para p").first).to_be_visible()


def test_a_page_like_no_other_names_none_and_leads_home(chromium: Browser, made: Made) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        with page.expect_response("**/articles/ids.js"):
            page.goto(made.address + "a/b/c/完全不像的一个很长的地址.html")
        assert page.locator("#nearest-ids").count() == 0
        follow(page.locator(".lost-links a").first)
        assert page.url == made.address + "index.html"


# --- every width, and every reader ---------------------------------------------------------------

PATHS = (
    "articles/index.html?source=新华社",
    "lists/all/1.html",
    "lists/source/index.html",
    "lists/place/湖北省.html",
    "people/index.html?find=z",
    "people/strokes/index.html",
    "organisations/index.html",
    "organisations/pinyin/Z.html",
    "places/index.html",
    "people/习近平.html?lines=right",
    "people/习近平/1.html",
    "organisations/陈仓区委组织部.html",
    "days/index.html",
    "numbers.html",
)


SHRUNK = """[...document.querySelectorAll("main svg[width]")]
  .map(svg => [svg.getBoundingClientRect().width, +svg.getAttribute("width"), svg.outerHTML])
  .filter(([is, asked]) => is && is < Math.min(asked, innerWidth / 2) - 1)
  .map(([is, asked, html]) => `${is} of ${asked}: ${html.slice(0, 80)}`)"""


@pytest.mark.parametrize("width", [320, PHONE, 820, 1032, DESKTOP, 1920])
def test_lists_fit_every_width(chromium: Browser, made: Made, width: int) -> None:
    with opened(chromium, width) as page:
        for path in PATHS:
            page.goto(made.address + path)
            sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            inner, outer = page.evaluate(sizes)
            assert inner == outer, path
            assert page.evaluate(SHRUNK) == [], path


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_no_list_hinders_a_reader(chromium: Browser, made: Made, width: int, scheme: str) -> None:
    settings = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    found = {}
    with chromium.new_context(bypass_csp=True, **settings) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in PATHS:
            page.goto(made.address + path)
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found[f"{violation['id']} on {path}"] = nodes
    assert found == {}
