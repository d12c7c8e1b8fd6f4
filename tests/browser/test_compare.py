"""Two articles side by side: what they share, and how a reader comes there."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.build import build
from generator.conversion.convert import convert
from generator.text import fold
from tests.browser.archive import REPOSITORY, compared
from tests.browser.chromium import DESKTOP, PHONE, follow, opened
from tests.browser.conftest import hosted
from tests.browser.test_reading import articles

pytestmark = pytest.mark.browser

phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])
editions = pytest.mark.parametrize("folder", ["", "zh-Hant-TW/"])
each_way = pytest.mark.parametrize(("folder", "width"), [("", PHONE), ("zh-Hant-TW/", DESKTOP)])
LEAST = 6


def runs(page: Page, side: str) -> list[tuple[int, str]]:
    """The runs of a side as they stand, with their numbers; their words folded, without marks."""
    found: list[tuple[str, str]] = page.locator(f"[data-of={side}] .run").evaluate_all(
        "runs => runs.map((run) => [run.dataset.n, run.textContent])"
    )
    return [(int(n), "".join(filter(str.isalnum, fold(words)))) for n, words in found]


def top(run: Locator) -> float:
    return float(run.evaluate("e => e.getClientRects()[0].top"))


@each_way
def test_what_two_articles_share_has_the_same_number(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}{compared(sample)}")
        expect(page.locator(".run").first).to_be_attached()
        said: dict[int, set[str]] = defaultdict(set)
        numbers: dict[str, list[int]] = {}
        for side in ("a", "b"):
            for number, words in runs(page, side):
                said[number].add(words)
                numbers.setdefault(side, []).append(number)
        assert len(said) > 10
        assert all(len(words) == 1 for words in said.values())
        assert all(len(word) >= LEAST for words in said.values() for word in words)
        first = list(dict.fromkeys(numbers["a"]))
        assert first == list(range(1, len(said) + 1))
        assert list(dict.fromkeys(numbers["b"])) != first  # another order keeps its numbers
        assert str(len(said)) in (page.locator(".compare-bar [role=status]").text_content() or "")
        shared = sum(len(words) for _, words in runs(page, "b"))
        assert str(shared) in (page.locator("[data-of=b] .share").text_content() or "")


@editions
def test_the_text_of_either_side_is_that_of_its_page(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{folder}{compared(sample)}")
        expect(page.locator(".run").first).to_be_visible()
        said = [
            page.locator(f"[data-of={side}] .of-paragraph p").all_text_contents() for side in "ab"
        ]
        for side, path in zip("ab", articles(sample), strict=False):
            link = page.locator(f"[data-of={side}] h2 a")
            assert link.get_attribute("href") == path
        for text, path in zip(said, articles(sample), strict=False):
            page.goto(f"{address}{folder}{path}")
            assert text == page.locator(".para > p").all_text_contents()


@editions
def test_a_run_brings_the_other_beside_it(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{folder}{compared(sample)}")
        run = page.locator("[data-of=a] .run").nth(6)
        number = run.get_attribute("data-n")
        run.click()
        other = page.locator(f"[data-of=b] .run[data-n='{number}']").first
        expect(other).to_be_in_viewport()
        expect(other).to_have_class("run now")
        page.keyboard.press("]")
        after = page.locator("[data-of=a] .run").nth(7)
        expect(after).to_be_focused()
        number = after.get_attribute("data-n")
        beside = page.locator(f"[data-of=b] .run[data-n='{number}']").first
        expect(beside).to_be_in_viewport()
        page.keyboard.press("[")
        expect(run).to_be_focused()


def test_the_next_place_of_a_run_comes_when_it_is_chosen_again(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}{compared(sample)}")
        expect(page.locator(".run").first).to_be_visible()
        numbers = [number for number, _ in runs(page, "a")]
        several = next(n for n, _ in runs(page, "b") if numbers.count(n) > 1)
        run = page.locator(f"[data-of=b] .run[data-n='{several}']").first
        for place in (0, 1):
            run.click()
            other = page.locator(f"[data-of=a] .run[data-n='{several}']").nth(place)
            expect(other).to_be_in_viewport()
            assert abs(top(other) - top(run)) < 2 or place == 0


@editions
def test_on_a_phone_one_stands_there_and_a_switch_turns(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str
) -> None:
    with opened(chromium, PHONE) as page:
        page.goto(f"{address}{folder}{compared(sample)}")
        run = page.locator("[data-of=a] .run").nth(5)
        number = run.get_attribute("data-n")
        expect(page.locator("[data-of=b]")).to_be_hidden()
        run.click()
        expect(page.locator("[data-of=a]")).to_be_hidden()
        expect(page.locator(f"[data-of=b] .run[data-n='{number}']").first).to_be_focused()
        switch = page.locator(".compare-switch [data-side=a]")
        expect(switch).to_be_in_viewport()  # it stays where the text scrolls
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
        expect(run).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE


@each_way
def test_only_what_is_shared_or_what_differs_is_shown_and_stands_in_the_address(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}{compared(sample)}")
        page.locator("[data-show=shared]").click()
        expect(page.locator(".rest:visible")).to_have_count(0)
        assert "show=shared" in page.url
        page.reload()
        expect(page.locator("[data-show=shared]")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[data-of=a] .run").first).to_be_visible()
        page.locator("[data-show=rest]").click()
        assert page.locator("[data-of=a] .rest:visible").count() > 10
        expect(page.locator(".run > span:visible")).to_have_count(0)
        title = page.locator("[data-of=a] h2 a").text_content()
        page.locator("[data-to=swap]").click()
        expect(page.locator("[data-of=b] h2 a")).to_have_text(title or "")
        expect(page.locator("[data-show=rest]")).to_have_attribute("aria-pressed", "true")
        page.locator("[data-show=all]").click()
        assert "show" not in page.url


@editions
def test_it_works_from_disk_and_keeps_both_in_another_edition(
    chromium: Browser, site: Path, sample: tuple[str, ...], folder: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{(site / folder).as_uri()}/{compared(sample)}")
        expect(page.locator(".run").first).to_be_visible()
        number = page.locator(".run").count()
        page.locator(".editions [data-edition=zh-Hant-HK]").click()
        page.wait_for_url("**/zh-Hant-HK/compare.html?*")
        expect(page.locator(".run").first).to_be_visible()
        assert page.locator(".run").count() == number
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant-HK")


@phone_and_desktop
def test_paper_has_one_column_with_all_of_both(
    chromium: Browser, address: str, sample: tuple[str, ...], width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{address}{compared(sample)}")
        expect(page.locator(".run").first).to_be_visible()
        page.emulate_media(media="print")
        a, b = (page.locator(f"[data-of={side}]").bounding_box() for side in "ab")
        assert a
        assert b
        assert a["x"] == b["x"]
        assert a["y"] + a["height"] <= b["y"]
        expect(page.locator(".compare-show")).to_be_hidden()
        for text in page.locator(".compare-text").all():
            assert text.evaluate("e => e.scrollHeight <= e.clientHeight + 1")


@each_way
def test_an_id_that_is_not_there_is_told_and_another_may_be_given_as_an_address(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str, width: int
) -> None:
    first, second, *_ = articles(sample)
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{folder}compare.html?a={Path(first).stem}&b=nothing")
    expect(page.locator("[role=alert]")).to_contain_text("nothing")
    expect(page.get_by_role("textbox").first).to_have_value(Path(first).stem)
    page.locator("[name=b]").fill(f"{address}zh-Hans/{second}?x=1#p2-3")
    page.locator("[name=b]").press("Enter")
    expect(page.locator("[data-of=b] h2 a")).to_have_attribute("href", second)
    page.locator("[data-to=others]").click()
    expect(page.locator("[role=alert]")).not_to_be_empty()
    page.locator("[name=a]").fill(first)
    page.locator("[name=b]").fill(f" {first} ")
    page.locator(".compare-choose button").click()
    expect(page.locator("[role=alert]")).not_to_be_empty()
    expect(page.locator(".run")).to_have_count(0)
    context.close()


def test_without_script_it_says_what_it_needs_and_where_the_articles_are(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(f"{address}{compared(sample)}")
        page.locator("noscript a, main p a").first.click()
        page.wait_for_url(f"{address}articles/index.html")


@each_way
def test_an_article_leads_to_those_related_beside_it_and_a_phrase_to_those_that_have_it(
    chromium: Browser, address: str, sample: tuple[str, ...], folder: str, width: int
) -> None:
    path = articles(sample)[0]
    with opened(chromium, width) as page:
        page.goto(f"{address}{folder}{path}")
        related = page.locator(".related li").first
        title = related.locator("a").first.text_content()
        follow(related.locator("small a"))
        expect(page.locator("[data-of=b] h2 a")).to_have_text(title or "")
        expect(page.locator("[data-of=a] h2 a")).to_have_attribute("href", path)
        page.goto(f"{address}{folder}{path}")
        page.locator(".text a.m.phr").first.evaluate("mark => mark.click()")
        page.locator(".card-foot a:visible").last.click()
        page.wait_for_url("**/phrases/*")
        choices = page.locator(".beside-this")
        assert choices.count() >= 1
        line = page.locator(".lines.dated > li:has(.beside-this) .kwic").first
        other = re.sub(r"^.*/|#.*$", "", line.get_attribute("href") or "")
        follow(choices.first)
        expect(page.locator("[data-of=b] h2 a")).to_have_attribute("href", f"articles/{other}")


# --- versions, and one in another script -------------------------------------------------------


@pytest.fixture(scope="module")
def reprinted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site stands of an article, its reprint in Taiwan, and one that shares nothing."""
    root = tmp_path_factory.mktemp("reprinted")
    (root / "seeds").mkdir()
    (root / "content").mkdir()
    text = sorted((REPOSITORY / "seeds").glob("003*"))[0].read_text("utf-8")
    reprint = convert(text.replace("党员", "社员", 1), "Hans", "TW")
    (root / "seeds" / "one.txt").write_text(text, "utf-8")
    (root / "seeds" / "two.txt").write_text(reprint, "utf-8")
    (root / "seeds" / "lone.txt").write_text("秋天\n\n　　一只鸟飞过。\n", "utf-8")
    (root / "content" / "site.toml").write_text('title = "试"\ninterface = "en"\n', "utf-8")
    assert not build(root, root / "name").problems
    with hosted(root / "name") as address:
        yield address


@phone_and_desktop
def test_a_reprint_in_another_script_shares_nearly_all(
    chromium: Browser, reprinted: str, width: int
) -> None:
    with opened(chromium, width) as page:
        page.goto(f"{reprinted}versions/one.html")
        page.locator(".sect .onward").click()
        share = page.locator("[data-of=b] .share")
        expect(page.locator("[data-of=b] h2 a")).to_have_attribute("lang", "zh-Hant-TW")
        percent = re.search(r"(\d+)%", share.text_content() or "")
        assert percent
        assert 97 < int(percent[1]) < 100
        page.locator("[data-show=rest]").click()
        if width == PHONE:
            page.locator("[data-side=b]").click()
        differing = page.locator("[data-of=b] .of-paragraph:visible")
        expect(differing.filter(has_text="社員")).to_have_count(1)
        assert differing.count() < 4
        page.locator("[data-to=versions]").click()
        page.wait_for_url(f"{reprinted}versions/one.html")


def test_what_shares_nothing_is_told(chromium: Browser, reprinted: str) -> None:
    with opened(chromium) as page:
        page.goto(f"{reprinted}compare.html?a=one&b=lone")
        expect(page.locator("[data-of=b] .share")).to_contain_text("0%")
        expect(page.locator(".run")).to_have_count(0)
        expect(page.locator("[data-to=versions]")).to_have_count(0)
        expect(page.locator(".compare-bar [role=status]")).not_to_be_empty()


# --- the runs themselves -------------------------------------------------------------------------


def laws(a: list[str], b: list[str], found: list[dict[str, Any]]) -> None:
    """What holds of the runs of any two lists."""
    lists = {"a": a, "b": b}
    taken = {"a": [False] * len(a), "b": [False] * len(b)}
    assert [run["a"][0] for run in found] == sorted(run["a"][0] for run in found)
    words = []
    for run in found:
        length = run["length"]
        assert length >= LEAST
        said = {tuple(lists[side][at : at + length]) for side in lists for at in run[side]}
        assert len(said) == 1
        assert "" not in next(iter(said))
        words.append(said.pop())
        for side in lists:
            assert run[side] == sorted(run[side])
            assert run[side]
            for at in run[side]:
                assert not any(taken[side][at : at + length])
                taken[side][at : at + length] = [True] * length
    assert len(set(words)) == len(words)
    left = {}
    for side, list_ in lists.items():
        left[side] = {
            gram
            for n in range(len(list_) - LEAST + 1)
            if not any(taken[side][n : n + LEAST]) and "" not in (gram := tuple(list_[n : n + 6]))
        }
    assert not left["a"] & left["b"]  # nothing is left that would be a run


def test_runs_are_the_longest_that_are_left_and_nothing_is_left_over(
    chromium: Browser, address: str
) -> None:
    chance = random.Random(7)

    def text(letters: str) -> list[str]:
        return [chance.choice(letters) for _ in range(chance.randint(0, 120))]

    def broken(chars: list[str]) -> list[str]:
        return ["" if chance.random() < 0.03 else c for c in chars]

    with opened(chromium) as page:
        page.goto(f"{address}compare.html")
        for letters in ("一二", "一二三", "一二三四五六"):
            for _ in range(40):
                common = text(letters)
                a = broken(text(letters) + common + text(letters))
                b = broken(common[:50] + text(letters) + common[20:])
                laws(a, b, page.evaluate("([a, b]) => jianzhu.runs(a, b)", [a, b]))


def test_the_longest_run_is_found_whole_and_order_does_not_matter(
    chromium: Browser, address: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}compare.html")
        a, b = "甲乙丙丁戊己庚辛子丑寅卯辰巳午", "子丑寅卯辰巳午天甲乙丙丁戊己庚辛"
        found = page.evaluate("([a, b]) => jianzhu.runs([...a], [...b])", [a, b])
        assert found == [{"length": 8, "a": [0], "b": [8]}, {"length": 7, "a": [8], "b": [0]}]
        # The longer run has what two would share; the other's rest is a run if it is long enough.
        a, b = "甲乙丙丁戊己庚辛壬癸子丑寅卯", "甲乙丙丁戊己庚辛口丁戊己庚辛壬癸子丑寅卯"
        found = page.evaluate("([a, b]) => jianzhu.runs([...a], [...b])", [a, b])
        assert found == [{"length": 11, "a": [3], "b": [9]}]


def test_two_long_texts_that_repeat_themselves_come_to_an_end(
    chromium: Browser, address: str
) -> None:
    with opened(chromium) as page:
        page.goto(f"{address}compare.html")
        repeated = "[...'疫情防控阻击战'.repeat(2858)]"
        found = page.evaluate(f"() => jianzhu.runs({repeated}, {repeated}).map((r) => r.length)")
        assert found[0] == 7 * 2858
