"""The data set where readers meet it: the numbers, the data page, annotations over the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.archive import EDITIONS
from tests.browser.chromium import DESKTOP, PHONE, follow, opened

pytestmark = pytest.mark.browser

NUMBERS = "numbers.html"


def rows(page: Page) -> Locator:
    return page.locator(".unit-group tbody tr:visible")


def values(page: Page, group: str) -> list[float]:
    """The values of the rows shown in one group, in their order; those without one last."""
    section = page.locator(f"section[aria-labelledby={group}] tbody tr:visible")
    found = section.evaluate_all("rows => rows.map((row) => row.dataset.value)")
    return [float(value) for value in found if value]


# --- the numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_numbers_are_grouped_by_unit_the_largest_first(
    chromium: Browser, address: str, site: Path, script: bool
) -> None:
    claims = [json.loads(s) for s in (site / "data" / "claims.jsonl").read_text().splitlines()]
    with opened(chromium, java_script_enabled=script) as page:
        page.goto(address + NUMBERS)
        assert rows(page).count() == len(claims)
        groups = page.locator(".unit-group")
        for n in range(1, groups.count()):  # the last holds what has no other of its unit
            found = values(page, f"g{n}")
            assert len(found) >= 2
            assert found == sorted(found, reverse=True)
        lost = sum(claim["value"] is None for claim in claims)
        assert str(lost) in (page.locator(".numbers-foot").text_content() or "")


def test_every_number_links_to_the_sentence_that_states_it(
    chromium: Browser, address: str, site: Path
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(address + NUMBERS)
        link = page.locator(".sentence a").nth(3)
        words = link.locator("b").text_content() or "?"
        follow(link)
        anchor = page.url.partition("#")[2]
        assert words in (page.locator(f"#{anchor.partition('-')[0]}").text_content() or "")
        assert page.locator(f"[id='{anchor}']").count() == 1


def test_an_approximate_number_has_a_word_and_a_hollow_bar(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(address + NUMBERS)
        wrong = page.evaluate("""() => [...document.querySelectorAll(".unit-group tbody tr")]
          .filter((row) => row.querySelector("rect"))
          .filter((row) => !!row.querySelector("rect.hollow") !== !!row.cells[3].textContent)
          .map((row) => row.textContent)""")
        assert wrong == []
        assert page.locator("rect.hollow").count() > 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_numbers_are_sorted_by_a_column(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, width) as page:
        page.goto(address + NUMBERS)
        before = values(page, "g1")
        button = page.locator(".columns button[data-sort=value]")
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert values(page, "g1") == before[::-1]
        page.locator(".columns button[data-sort=until]").click()
        days = page.locator("section[aria-labelledby=g3] tr[data-until]").evaluate_all(
            "rows => rows.map((row) => row.dataset.until)"
        )
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=True)
        assert days == dated + [""] * (len(days) - len(dated))
        assert button.get_attribute("aria-pressed") == "false"
        button.click()
        assert values(page, "g1") == before


def test_numbers_are_filtered_by_kind_unit_and_words(chromium: Browser, address: str) -> None:
    with opened(chromium) as page:
        page.goto(address + NUMBERS)
        every = rows(page).count()
        said = page.locator(".controls output")
        page.locator("select[name=kind]").select_option("money")
        kinds = rows(page).evaluate_all("rows => rows.map((row) => row.dataset.kind)")
        assert set(kinds) == {"money"}
        assert f"{len(kinds)} / {every}" in (said.text_content() or "")
        page.locator("input[name=text]").fill("党费")
        assert 0 < rows(page).count() < len(kinds)
        page.reload()  # the choice is in the address
        assert 0 < rows(page).count() < len(kinds)
        page.locator("select[name=unit]").select_option("g2")
        assert rows(page).count() == 0
        assert (said.text_content() or "").strip()
        page.locator("input[name=text]").fill("")
        page.locator("select[name=kind]").select_option("")
        assert rows(page).count() == page.locator("section[aria-labelledby=g2] tbody tr").count()
        page.locator("select[name=unit]").select_option("")
        assert rows(page).count() == every


def test_numbers_can_be_sorted_from_disk_and_by_keyboard(chromium: Browser, site: Path) -> None:
    with opened(chromium) as page:
        page.goto((site / NUMBERS).as_uri())
        page.locator("input[name=text]").fill("党员")
        assert 0 < rows(page).count() < 60
        page.locator(".columns button[data-sort=subject]").focus()
        page.keyboard.press("Enter")
        pressed = page.locator(".columns button[aria-pressed=true]")
        assert pressed.get_attribute("data-sort") == "subject"


# --- the data page -------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_every_file_of_the_data_set_is_given_out(
    chromium: Browser, address: str, site: Path, edition: Any
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        page.goto(address + edition.folder + "data.html")
        links = page.locator("a[download]").evaluate_all("links => links.map((a) => a.href)")
        for path in (p for p in (site / "data").iterdir() if p.is_file()):
            assert f"{address}data/{path.name}" in links
        for link in links:
            assert page.request.get(link).ok


# --- annotations and JSON-LD ---------------------------------------------------------------------

FIND = """({ selector, source }) => {
  let within = document.getElementById(selector.value);
  let next = selector.refinedBy;
  if (next.type === "CssSelector") {
    const found = [...within.querySelectorAll(next.value)];
    if (found.length !== 1) return ["not one element", selector.value];
    within = found[0];
    next = next.refinedBy;
  }
  const text = [...within.textContent].map((c) => c);
  const [position, quote] = next;
  const exact = text.slice(position.start, position.end).join("");
  return [exact, text.join("").includes(quote.prefix + quote.exact + quote.suffix)];
}"""


def test_annotations_select_their_words_on_the_page_they_name(
    chromium: Browser, address: str, site: Path
) -> None:
    files = sorted((site / "data" / "annotations").iterdir())
    assert len(files) >= 5
    with opened(chromium) as page:
        for file in files:
            items = json.loads(file.read_text("utf-8"))["first"]["items"]
            assert len(items) > 20
            sources = {item["target"]["source"] for item in items}
            page.goto(urljoin(f"{address}data/annotations/{file.name}", sources.pop()))
            assert not sources
            for item in items:
                _, quote = narrowest(item["target"]["selector"])
                exact, stands = page.evaluate(FIND, item["target"])
                assert exact == quote["exact"], item["id"]
                assert stands, item["id"]


def narrowest(selector: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives at the end of a chain of selectors."""
    inner = selector["refinedBy"]
    return inner if isinstance(inner, list) else narrowest(inner)


def test_json_ld_stands_under_the_policy_and_is_the_file_beside(
    chromium: Browser, address: str, site: Path
) -> None:
    file = min((site / "data" / "described").iterdir())
    beside = json.loads(file.read_text("utf-8"))
    for edition in EDITIONS:
        with opened(chromium) as page:  # which complains of what the policy blocks
            at = f"{address}{edition.folder}articles/{file.stem}.html"
            page.goto(at)
            text = page.locator("script[type='application/ld+json']").text_content()
            found = json.loads(text or "")
            assert urljoin(at, found["@id"]) == f"{address}articles/{file.stem}.html"
            for here, there in zip(found["mentions"], beside["mentions"], strict=True):
                assert here["name"] == there["name"]
                linked = urljoin(f"{address}data/described/{file.name}", there["@id"])
                assert unquote(urljoin(at, here["@id"])) == unquote(linked)
                assert page.request.get(linked).ok
