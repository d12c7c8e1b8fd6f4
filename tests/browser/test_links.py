"""Every link of every page of the built archive, in every edition; no browser is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.conversion.convert import convert
from generator.conversion.names import spelled
from tests.browser.archive import EDITIONS, build
from tests.browser.html_page import html_page, target


def pages(site: Path) -> list[Path]:
    return sorted(site.resolve().rglob("*.html"))


def test_every_link_leads_to_a_page_and_every_fragment_to_an_element(site: Path) -> None:
    wrong = []
    files = {path for path in site.resolve().rglob("*") if path.is_file()}
    for page in pages(site):
        for link in dict.fromkeys(html_page(page).links):
            found = target(page, link)
            if found is None:
                continue
            file, fragment = found
            if file not in files:
                wrong.append(f"{page.relative_to(site.resolve())}: {link}: no such file")
            elif fragment and fragment not in html_page(file).ids:
                wrong.append(f"{page.relative_to(site.resolve())}: {link}: no such element")
    assert wrong == []


def test_links_stay_right_under_any_base_path(site: Path) -> None:
    wrong = [
        (page.name, link)
        for page in pages(site)
        if page.name != "404.html"  # may stand at any address, and so knows its own
        for link in html_page(page).links
        if link.startswith("/") or (target(page, link) is None and not link.startswith("http"))
    ]
    assert wrong == []


def test_an_id_names_one_element_of_a_page(site: Path) -> None:
    wrong = {
        page.name: twice
        for page in pages(site)
        if (twice := [id for id, n in Counter(html_page(page).ids).items() if n > 1])
    }
    assert wrong == {}


def test_every_page_is_reached_from_the_home_page(site: Path) -> None:
    top = site.resolve()
    reached: set[Path] = set()
    ahead = [top / "index.html"]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        found = (target(page, link) for link in html_page(page).links)
        ahead += [f[0] for f in found if f and f[0].suffix == ".html" and f[0].is_file()]
    assert set(pages(site)) - reached - {top / "404.html"} == set()


def test_editions_have_the_same_pages_with_the_same_ids(site: Path) -> None:
    top = site.resolve()
    folders = [edition.folder for edition in EDITIONS if edition.folder]
    for folder in folders:
        for page in (top / folder).rglob("*.html"):
            source = top / page.relative_to(top / folder)
            if "strokes" in page.parts:  # which each script counts for itself
                continue
            assert html_page(page).ids == html_page(source).ids, page
            assert html_page(page).alternates.keys() == html_page(source).alternates.keys()


def test_alternates_are_reciprocal_and_name_the_language_they_lead_to(site: Path) -> None:
    for page in pages(site):
        alternates = html_page(page).alternates
        if page.name == "404.html":
            continue
        assert alternates, page
        files = {code: target(page, link) for code, link in alternates.items()}
        assert (page, "") in files.values(), page
        for code, found in files.items():
            assert found, page
            back = html_page(found[0])
            assert {code: target(found[0], to) for code, to in back.alternates.items()} == files
            assert code == "x-default" or back.lang.startswith(code), (page, code, back.lang)


def test_feeds_can_be_read_and_lead_to_pages(site: Path) -> None:
    feeds = sorted(site.resolve().rglob("feed.xml"))
    assert len(feeds) == len(EDITIONS)
    for feed in feeds:
        links = [e.get("href", "") for e in ElementTree.parse(feed).iter() if e.get("href")]
        assert links
        for link in links:
            found = target(feed, link)
            assert found is None or found[0].is_file(), (feed, link)


ADDRESS = "https://example.org/name/"


@pytest.fixture(scope="module")
def placed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, built to stand at a known address."""
    folder = tmp_path_factory.mktemp("placed")
    build(site.parent, "--out", str(folder), "--address", ADDRESS)
    return folder


def test_a_site_that_knows_its_address_names_only_pages_that_are_there(placed: Path) -> None:
    links = [e.text or "" for e in ElementTree.parse(placed / "sitemap.xml").iter()]
    links += [link for page in pages(placed) for link in html_page(page).links]
    named = {link.removeprefix(ADDRESS) for link in links if link.startswith(ADDRESS)}
    assert len(named) >= len(pages(placed)) - 1  # all but 404.html
    found = (target(placed / "404.html", name or "index.html") for name in named)
    assert [place[0] for place in found if not (place and place[0].is_file())] == []


def test_the_404_page_of_a_project_site_works_at_any_depth(placed: Path) -> None:
    for link in html_page(placed / "404.html").links:
        assert link.startswith(("/name/", ADDRESS, "#")), link
        found = target(placed / "404.html", link.removeprefix("/name/").removeprefix(ADDRESS))
        assert found
        assert found[0].is_file(), link


def test_a_page_in_taiwans_script_holds_no_simplified_words(site: Path) -> None:
    wrong = []
    names = [spelled(p.stem, "Hans", "TW") for p in (site / "people").glob("*.html")]
    for page in sorted((site / "zh-Hant-TW").rglob("*.html")):
        for lang, words in dict.fromkeys(html_page(page).texts):
            if lang == "zh-Hant-TW" and (left := simplified(words, names)):
                wrong.append((page.name, left, words))
    assert wrong == []


def test_a_person_is_spelled_as_one_on_every_page(site: Path) -> None:
    for folder, right, wrong in (
        ("zh-Hant-TW", "張文斗", "張文鬥"),
        ("zh-Hant-HK", "張文斗", "張文鬥"),
    ):
        pages = [html_page(page).texts for page in (site / folder).rglob("*.html")]
        words = ["".join(text for _, text in texts) for texts in pages]
        assert sum(right in each for each in words) >= 5
        assert [each for each in words if wrong in each] == []


def simplified(words: str, names: Iterable[str] = ()) -> str:
    """Characters that conversion to Taiwan's script would still change.

    Some that it would change are right: it knows 咸宁 as a name, but not 咸寧. What comes back
    from simplified characters as it was is right too, and so is a person's name (张文斗).
    """
    for name in names:
        words = words.replace(name, "○" * len(name))
    onward = convert(words, "Hans", "TW")
    around = convert(convert(words, "TW", "Hans"), "Hans", "TW")
    return "".join(a for a, b, c in zip(words, onward, around, strict=True) if a not in (b, c))


def test_simplified_words_would_be_noticed() -> None:
    assert simplified("發現以后") == "后"
    assert simplified("黨支部書記張文斗說", ("張文斗",)) == ""
    assert simplified("咸寧市發布，箋注以後") == ""
