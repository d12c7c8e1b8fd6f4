"""Pages that are open while their archive is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.archive import copy_archive
from tests.browser.chromium import opened
from tests.serving import Server, lay_out

pytestmark = pytest.mark.browser

SLOW = 60_000  # milliseconds that planning may take on a busy machine
LONG = "".join(f'<p id="p{n}">第{n}段</p><br><br><br>' for n in range(1, 80))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Server]:
    with Server(lay_out(tmp_path / "archive")) as server:
        yield server


@pytest.fixture
def context(chromium: Browser, live: Server) -> Iterator[BrowserContext]:
    with opened(chromium) as page:
        yield page.context


@pytest.fixture
def page(context: BrowserContext, live: Server) -> Page:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{live.port}/")
    return page


def write(live: Server, text: str) -> None:
    (live.root / "seeds" / "1.txt").write_text(text, "utf-8")


def test_a_reload_keeps_the_place_though_lines_come_above_it(live: Server, page: Page) -> None:
    write(live, LONG)
    expect(page.locator("#p79")).to_be_attached()
    page.wait_for_load_state("load")
    page.evaluate("document.getElementById('p40').scrollIntoView()")
    before = page.evaluate("document.getElementById('p40').getBoundingClientRect().top")
    write(live, "<h1>新行</h1><p>新行</p>" + LONG)
    expect(page.locator("h1")).to_be_attached()
    page.wait_for_load_state("load")
    after = page.evaluate("document.getElementById('p40').getBoundingClientRect().top")
    assert abs(after - before) <= 1
    assert page.evaluate("scrollY") > 1000


def test_problems_are_shown_as_text_and_go_with_the_next_good_plan(
    live: Server, page: Page
) -> None:
    problems = page.locator("#jianzhu-problems")
    hopeless = live.root / "seeds" / "2.txt"
    hopeless.write_text("hopeless", "utf-8")
    expect(problems.locator("pre")).to_contain_text("seeds: <b>hopeless</b>\n  give hope")
    expect(problems).to_have_css("position", "fixed")
    expect(page.locator("main")).to_have_text("original")
    hopeless.unlink()
    write(live, "better")
    expect(page.locator("main")).to_have_text("better")
    expect(problems).not_to_be_attached()


@pytest.mark.parametrize("how", ["click", "escape"])
def test_problems_that_were_closed_stay_closed_until_they_are_others(
    live: Server, page: Page, how: str
) -> None:
    problems = page.locator("#jianzhu-problems")
    write(live, "doubtful")
    expect(page.locator("main")).to_have_text("doubtful")  # else what goes is closed, and returns
    expect(problems).to_be_visible()
    if how == "click":
        problems.locator("button").click()
    else:
        page.keyboard.press("Escape")
    expect(problems).not_to_be_attached()
    write(live, "doubtful, still")
    expect(page.locator("main")).to_have_text("doubtful, still")
    page.wait_for_load_state("load")
    page.evaluate("fetch('/_jianzhu/state').then((answer) => answer.text())")  # as the page did
    expect(problems).not_to_be_attached()
    write(live, "hopeless")
    expect(problems).to_be_visible()


def test_a_style_is_changed_without_a_reload(live: Server, page: Page) -> None:
    page.evaluate("document.body.dataset.kept = 'yes'")
    (live.root / "themes" / "site.css").write_text("main { color: rgb(9, 8, 7) }", "utf-8")
    expect(page.locator("main")).to_have_css("color", "rgb(9, 8, 7)")
    assert page.evaluate("document.body.dataset.kept") == "yes"
    expect(page.locator('link[href*="site.css"]')).to_have_count(1)


def test_a_page_whose_view_is_the_same_stays(
    live: Server, page: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    other.goto(f"http://127.0.0.1:{live.port}/名字/甲.html")
    other.evaluate("window.kept = true")
    page.evaluate("window.kept = true")
    write(live, "renewed")
    expect(page.locator("main")).to_have_text("renewed")
    live.line("planned in")
    other.evaluate("fetch('/_jianzhu/state').then((answer) => answer.text())")
    assert page.evaluate("window.kept") is None
    assert other.evaluate("window.kept")


def test_a_page_that_cannot_be_made_stays_and_says_why(live: Server, page: Page) -> None:
    problems = page.locator("#jianzhu-problems")
    (live.root / "seeds" / "2.txt").write_text("unmakeable", "utf-8")
    expect(problems.locator("pre")).to_contain_text("page.html:3: no such name")
    expect(page.locator("main")).to_have_text("original")
    page.reload()
    expect(problems.locator("pre")).to_contain_text("page.html:3: no such name")
    expect(problems).to_have_count(1)
    expect(page.locator("main")).to_have_count(0)
    (live.root / "seeds" / "2.txt").unlink()
    expect(page.locator("main")).to_have_text("original")


def test_a_page_asked_for_too_early_comes_by_itself(chromium: Browser, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "archive")
    (root / "seeds" / "slow.txt").write_text(" slow", "utf-8")
    with Server(root, first="http://") as live, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{live.port}/")
        expect(page.locator("body")).to_contain_text("The archive is being read")
        expect(page.locator("main")).to_have_text("original slow")


def test_a_page_asked_for_too_early_comes_by_itself_without_script_too(
    chromium: Browser, tmp_path: Path
) -> None:
    root = lay_out(tmp_path / "archive")
    (root / "seeds" / "slow.txt").write_text(" slow", "utf-8")
    settings = {"java_script_enabled": False}
    with Server(root, first="http://") as live, chromium.new_context(**settings) as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{live.port}/")
        expect(page.locator("main")).to_have_text("original slow")


def test_more_pages_than_a_browser_has_connections_all_reload(
    live: Server, context: BrowserContext
) -> None:
    pages = [context.new_page() for _ in range(12)]
    for page in pages:
        page.goto(f"http://127.0.0.1:{live.port}/")
    write(live, "for all")
    for page in pages:
        expect(page.locator("main")).to_have_text("for all")
    assert live.state()["problems"] == ""


def test_a_page_that_was_left_and_returned_to_is_up_to_date(live: Server, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{live.port}/404.html")
    write(live, "meanwhile")
    live.line("planned in")
    page.go_back()
    expect(page.locator("main")).to_have_text("meanwhile")


def test_this_archive_is_served_and_follows_what_is_edited(
    chromium: Browser, tmp_path: Path
) -> None:
    root = copy_archive(tmp_path)
    note = root / "content" / "notes" / "about.md"
    template = root / "themes" / "default" / "templates" / "note.html"
    whole = template.read_text("utf-8")
    with Server(root, ()) as live, opened(chromium) as page:
        page.goto(f"http://127.0.0.1:{live.port}/zh-Hant-TW/notes/about.html")
        note.write_text(note.read_text("utf-8") + "\n新添一段，说明来历。\n", "utf-8")
        main, problems = page.locator("main"), page.locator("#jianzhu-problems")
        expect(main).to_contain_text("新添一段，說明來歷。", timeout=SLOW)
        template.write_text(whole + "{% if %}", "utf-8")
        expect(problems).to_contain_text("note.html", timeout=SLOW)
        expect(main).to_contain_text("新添一段，說明來歷。")
        template.write_text(whole, "utf-8")
        expect(problems).not_to_be_attached(timeout=SLOW)
        expect(main).to_contain_text("新添一段，說明來歷。")
