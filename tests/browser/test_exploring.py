"""The timeline, the map and the figures, as a reader goes through them.

The archive is a larger one, built with shorter pages, so that years, units, measures have theirs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.build import build
from generator.pages import days, outline, periods, timeline, units
from tests.browser.archive import copy_archive
from tests.browser.chromium import DESKTOP, PHONE, follow, opened
from tests.browser.conftest import hosted
from tests.golden_articles import goldens

pytestmark = pytest.mark.browser

SOURCES = ("新华社", "柳州日报", "湖北日报")
EDITIONS = ("", "zh-Hant-TW/")
WIDTHS = (PHONE, DESKTOP)
WAYS = [  # and whether there is script
    ("", PHONE, True),
    ("zh-Hant-TW/", DESKTOP, True),
    ("", DESKTOP, False),
    ("zh-Hant-TW/", PHONE, False),
]
PAID = "{n}年{m}月{d}日，县里到位资金{n}万元，近{m}00户搬入新居；当前又到位资金{d}万元。"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site under a base path, of the repository's articles and others, with short pages."""
    root = copy_archive(tmp_path_factory.mktemp("explored"))
    for number, golden in enumerate(goldens("article_*.md")):
        article, stem = golden.article, root / "seeds" / f"g{number:03}"
        said = [b.text for b in article.blocks]
        date = f"20{18 + number % 3}-{number % 12 + 1:02}-{number % 27 + 1:02}"
        year, month, day = map(int, date.split("-"))
        said.append(PAID.format(n=year, m=month, d=day))
        stem.with_suffix(".txt").write_text("\n\n".join(said), "utf-8")
        rows = [f'title = "{article.title}"', f'source = "{SOURCES[number % len(SOURCES)]}"']
        rows.append(f'date = "{date}"')
        stem.with_suffix(".toml").write_text("\n".join(rows) + "\n", "utf-8")
    folder = root / "name"
    folder.mkdir()
    with hosted(folder) as found, pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "ROWS", 12)
        patch.setattr(timeline, "PART", 8)
        patch.setattr(days, "PART", 8)
        patch.setattr(units, "PART", 8)
        patch.setattr(outline, "FRONT", 40)
        patch.setattr(outline, "PART", 30)
        patch.setattr(outline, "FIGURE", 10)
        assert build(root, folder).problems == ()
        yield found


def here(page: Page) -> str:
    return unquote(page.url).partition("/name/")[2]


@pytest.mark.parametrize(("edition", "width", "scripted"), WAYS)
def test_a_reader_goes_from_years_to_a_sentence(
    chromium: Browser, address: str, width: int, edition: str, scripted: bool
) -> None:
    with opened(chromium, width, java_script_enabled=scripted) as page:
        page.goto(f"{address}{edition}timeline.html")
        years = page.locator(".periods tbody th")
        assert years.count() >= 3
        year = page.locator('.periods a[href$="timeline/2019.html"]')
        follow(year)
        assert here(page) == f"{edition}timeline/2019.html"
        follow(page.locator('.periods a[href$="2019-02.html"]').first)
        expect(page.locator("h1")).to_contain_text("2019")
        assert page.locator(".days .events > li").count() > 0
        signs = page.locator(".days .sign").evaluate_all("s => s.map(x => x.textContent)")
        assert set(signs) <= set("●◐○▬◆")
        follow(page.locator(".kicker a").first)
        assert here(page) == f"{edition}timeline.html"
        page.go_back()
        follow(page.locator(".days a.said").first)
        assert here(page).startswith(f"{edition}articles/")


@pytest.mark.parametrize("edition", EDITIONS)
def test_either_scale_of_time_is_one_link_away(
    chromium: Browser, address: str, edition: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{edition}timeline/2019.html")
        follow(page.locator(".scales a:not([aria-current])"))
        assert here(page) == f"{edition}timeline/published/2019.html"
        published = page.locator(".days .events > li")
        assert published.count() > 0
        assert set(published.locator(".sign").all_text_contents()) == {"◆"}
        follow(page.locator(".scales a:not([aria-current])"))
        assert here(page) == f"{edition}timeline/2019.html"


def test_the_order_is_turned_round_and_stays_so(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}timeline.html")
        before = page.locator(".periods tbody th").all_text_contents()
        page.locator(".turn button[data-order=newest]").click()
        assert page.locator(".periods tbody th").all_text_contents() == before[::-1]
        page.goto(f"{address}timeline/2019-02.html")
        dates = page.locator(".days time").evaluate_all("t => t.map(x => x.dateTime)")
        assert dates == sorted(dates, reverse=True)
        page.locator(".turn button[data-order=oldest]").focus()
        page.keyboard.press("Enter")
        dates = page.locator(".days time").evaluate_all("t => t.map(x => x.dateTime)")
        assert dates == sorted(dates)


def test_what_has_no_day_is_listed_apart_and_neighbours_are_linked(
    chromium: Browser, address: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}timeline/published.html")
        follow(page.locator('a[href$="published/undated.html"]').first)
        assert page.locator(".events > li").count() > 0
        page.goto(f"{address}timeline/2019-02.html")
        follow(page.locator('.before-after a[rel="next"]').first)
        assert here(page) == "timeline/2019-03.html"
        follow(page.locator('.before-after a[rel="prev"]').first)
        assert here(page) == "timeline/2019-02.html"


def test_a_days_heading_stays_in_view_on_a_phone(chromium: Browser, address: str) -> None:
    with opened(chromium, PHONE) as page:
        page.goto(f"{address}timeline/2019-02.html")
        page.set_viewport_size({"width": PHONE, "height": 300})
        page.evaluate("""() => {
            const day = document.querySelector(".days > li");
            scrollTo(0, day.getBoundingClientRect().top + scrollY + 40);
        }""")
        assert (
            abs(page.locator(".day-name").first.evaluate("e => e.getBoundingClientRect().top")) < 2
        )


def test_the_strip_of_the_home_page_leads_to_a_period(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(address)
        link = page.locator(".strip a").first
        path = link.get_attribute("href") or ""
        page.goto(address + path)
        assert page.locator("h1").count() == 1
        assert here(page).startswith(("timeline/", "days/"))


@pytest.mark.parametrize(("edition", "width", "scripted"), WAYS)
def test_a_reader_goes_from_a_province_to_an_article(
    chromium: Browser, address: str, width: int, edition: str, scripted: bool
) -> None:
    with opened(chromium, width, java_script_enabled=scripted) as page:
        page.goto(f"{address}{edition}places/index.html")
        follow(page.locator('section[data-unit="61"] h2 a').first)
        assert here(page) == f"{edition}places/province/61.html"
        assert page.locator(".tile.some").count() == 1
        follow(page.locator('a[href$="6103.html"]').first)
        follow(page.locator('a[href$="610304.html"]').first)
        assert page.locator(".crumb a").count() == 3
        towns = page.locator("section[aria-labelledby=places] li")
        assert towns.count() >= 5
        follow(page.locator(".named th a").first)
        assert here(page).startswith(f"{edition}articles/")


def test_counts_roll_up_and_what_is_direct_is_told(chromium: Browser, address: str) -> None:
    def counts(page: Page, unit: str) -> list[list[int]]:
        page.goto(f"{address}places/province/{unit}.html")
        rows = page.locator(".named tbody tr").evaluate_all(
            "rows => rows.map((r) => [...r.cells].slice(2).map((c) => +c.textContent))"
        )
        return [list(map(int, row)) for row in rows]

    with opened(chromium) as page:
        city, county = counts(page, "6103"), counts(page, "610304")
        assert sum(n for n, _ in city) > sum(n for n, _ in county) > 0
        assert all(direct <= n for n, direct in city + county)
        assert sum(direct for _, direct in city) < sum(n for n, _ in city)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_row_outlines_its_square_by_pointer_and_keyboard(
    chromium: Browser, address: str, edition: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{edition}places/index.html")
        page.locator('section[data-unit="61"] li').first.hover()
        assert page.locator(".tile.here").get_attribute("data-unit") == "61"
        page.locator('section[data-unit="42"] h2 a').focus()
        assert page.locator(".tile.here").get_attribute("data-unit") == "42"
        width = "e => getComputedStyle(e.querySelector('.ground')).strokeWidth"
        assert page.locator(".tile.here").evaluate(width) == "2.5px"


@pytest.mark.parametrize("width", WIDTHS)
def test_places_of_publication_are_the_other_map(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}places/index.html")
        follow(page.locator(".scales a:not([aria-current])"))
        assert here(page) == "places/published.html"
        expect(page.locator('section[data-unit="45"]')).to_contain_text("柳州日报")
        expect(page.locator("section[aria-labelledby=lost]")).to_contain_text("新华社")
        follow(page.locator('section[data-unit="45"] li a').first)
        assert here(page) == "lists/source/柳州日报.html"


def test_what_cannot_be_located_says_why(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}places/province/other.html")
        reasons = page.locator(".unit-rows .d").all_text_contents()
        assert reasons
        assert all(reason.strip() for reason in reasons)


@pytest.mark.parametrize(("edition", "width", "scripted"), WAYS)
def test_a_reader_compares_what_several_articles_count(
    chromium: Browser, address: str, width: int, edition: str, scripted: bool
) -> None:
    with opened(chromium, width, java_script_enabled=scripted) as page:
        page.goto(f"{address}{edition}numbers.html")
        follow(page.locator('.measures a[href*="%E5%85%83"], .measures a[href*="元"]').first)
        assert here(page).startswith(f"{edition}figures/")
        rows = page.locator(".figure-rows tbody tr")
        chart = page.locator("svg.amounts")
        assert chart.get_attribute("role") == "img"
        assert (chart.locator("> title").text_content() or "").strip()
        assert chart.locator("> text").count() == rows.count() >= 2
        said = chart.locator("text.value").all_text_contents()
        assert said == rows.locator("strong").all_text_contents()
        assert all("元" in words for words in said)
        dates = [d for d in rows.locator(".when").all_text_contents() if d[:2] == "20"]
        assert dates == sorted(dates)
        assert page.locator("[style]").count() == 0
        bars = chart.locator("> rect").evaluate_all(
            "bars => bars.map((bar) => bar.getBoundingClientRect().right)"
        )
        assert max(bars) < width
        follow(page.locator(".figure-rows .sentence a").first)
        assert here(page).startswith(f"{edition}articles/")


def test_a_chart_can_be_taken_along_as_a_table(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}numbers.html")
        follow(page.locator(".measures a").first)
        total = sum(
            map(int, re.findall(r"\d+", page.locator(".title-row p").first.inner_text())[1:2])
        )
        link = page.locator('.take a[href$=".csv"]')
        with page.expect_download() as coming:
            link.click()
        text = Path(coming.value.path()).read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == total
        assert all(row["page"].startswith("articles/") for row in rows)


def test_an_approximate_number_is_hollow_and_says_its_word(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}figures/index.html")
        follow(page.locator('.choices a[href*="户"], .choices a[href*="%E6%88%B7"]').first)
        words = page.locator("svg.amounts text.value").all_text_contents()
        assert words
        assert all("近" in said for said in words)
        assert page.locator("svg.amounts rect:not(.hollow)").count() == 0


def test_a_unit_has_its_numbers_on_pages_of_its_own(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}numbers.html")
        follow(page.locator(".unit-head .onward").first)
        assert here(page).startswith("numbers/")
        assert page.locator("tbody tr").count() > 5


PATHS = (
    "timeline.html",
    "timeline/2019.html",
    "timeline/2019-02.html",
    "timeline/published/undated.html",
    "timeline/published.html",
    "timeline/published/2019.html",
    "places/index.html",
    "places/published.html",
    "places/province/61.html",
    "places/province/610304.html",
    "places/province/other.html",
    "places/宝鸡市.html",
    "numbers.html",
    "numbers/money/元.html",
    "figures/index.html",
    "figures/subject/资金·元.html",
)


@pytest.mark.parametrize("width", [320, PHONE, 820, 1032, DESKTOP, 1920])
def test_pages_fit_every_width(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, width) as page:
        for path in PATHS:
            assert (page.goto(address + path) or page).url  # there is such a page
            expect(page.locator("h1")).not_to_have_text("404")
            sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            inner, outer = page.evaluate(sizes)
            assert inner == outer, path


@pytest.mark.parametrize(
    ("edition", "width", "scheme"), [("", PHONE, "dark"), ("zh-Hant-TW/", DESKTOP, "light")]
)
def test_no_page_hinders_a_reader(
    chromium: Browser, address: str, width: int, scheme: str, edition: str
) -> None:
    settings = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    found = {}
    with chromium.new_context(bypass_csp=True, **settings) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in PATHS:
            page.goto(address + edition + path)
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found[f"{violation['id']} on {path}"] = nodes
    assert found == {}
