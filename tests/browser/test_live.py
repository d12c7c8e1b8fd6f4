"""Pages that are open while their archive is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The archive of this repository, served as `jianzhu serve` does."""
    with Server(copy_archive(tmp_path_factory.mktemp("archive")), ()) as server:
        yield server


@contextmanager
def edited(path: Path, old: str, new: str) -> Iterator[None]:
    """The file with other words, saved by renaming as many editors do, and then put back."""
    whole = path.read_text("utf-8")
    assert old in whole

    def save(text: str) -> None:
        aside = path.with_name(f".{path.name}.swp")
        aside.write_text(text, "utf-8")
        aside.replace(path)

    save(whole.replace(old, new, 1))
    yield
    save(whole)


def visited(page: Page, live: Server, path: str) -> Page:
    """The page there, with a mark that goes when it reloads; what was said before is forgotten."""
    live.forget()
    page.goto(f"http://127.0.0.1:{live.port}/{path}")
    page.evaluate("window.kept = true")
    return page


def kept(page: Page) -> bool:
    """Whether a page did not reload, once it has heard all there is to hear."""
    page.evaluate("fetch('/_jianzhu/state?path=/').then((answer) => answer.text())")
    return bool(page.evaluate("window.kept"))


SEED = "003_67954e8f03f8fee3"


def test_an_edited_article_shows_the_new_word_in_its_place_and_others_stay(
    chromium: Browser, archive: Server
) -> None:
    seed = archive.root / "seeds" / f"{SEED}.txt"
    with opened(chromium) as page:
        visited(page, archive, f"articles/{SEED}.html")
        other = visited(page.context.new_page(), archive, "notes/about.html")
        page.wait_for_load_state("load")
        page.evaluate("document.getElementById('p8').scrollIntoView({ behavior: 'instant' })")
        before = page.evaluate("document.getElementById('p8').getBoundingClientRect().top")
        with edited(seed, "政治引领筑同心", "政治引领筑新心"):
            expect(page.locator("main")).to_contain_text("政治引领筑新心")
            page.wait_for_load_state("load")
            after = page.evaluate("document.getElementById('p8').getBoundingClientRect().top")
            assert abs(after - before) <= 1
            archive.line("planned in")
            assert kept(other)
        expect(page.locator("main")).to_contain_text("政治引领筑同心")
        archive.line("planned in")
        assert kept(other)


def test_a_title_that_is_edited_is_new_on_the_home_page_that_is_open(
    chromium: Browser, archive: Server
) -> None:
    overlay = archive.root / "content" / "edits" / f"{SEED}.md"
    with opened(chromium) as page:
        visited(page, archive, "zh-Hant-TW/")
        other = visited(page.context.new_page(), archive, "notes/about.html")
        overlay.write_text("---\ntitle: 全新的题目\n---\n", "utf-8")
        expect(page.locator("main")).to_contain_text("全新的題目", timeout=SLOW)
        assert kept(other)
        overlay.unlink()
        expect(page.locator("main")).not_to_contain_text("全新的題目", timeout=SLOW)


def test_an_edited_style_sheet_is_there_without_a_reload(
    chromium: Browser, archive: Server
) -> None:
    style = archive.root / "themes" / "default" / "static" / "site.css"
    with opened(chromium) as page:
        visited(page, archive, f"articles/{SEED}.html")
        with edited(style, "", "body { outline: 3px solid rgb(9, 8, 7) }\n"):
            expect(page.locator("body")).to_have_css("outline-color", "rgb(9, 8, 7)")
            archive.line("planned in")
            assert kept(page)
            expect(page.locator('link[href*="site.css"]')).to_have_count(1)
        expect(page.locator("body")).not_to_have_css("outline-color", "rgb(9, 8, 7)")
        archive.line("planned in")
        assert kept(page)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{% block main %}", "{% block main %}{% if %}"),
        ("{% block main %}", "{% block main %}{{ w }}"),
    ],
    ids=["of syntax", "of a name"],
)
def test_a_fault_in_a_template_is_told_and_the_page_stays_until_it_is_mended(
    chromium: Browser, archive: Server, old: str, new: str
) -> None:
    template = archive.root / "themes" / "default" / "templates" / "note.html"
    with opened(chromium) as page:
        visited(page, archive, "zh-Hant-TW/notes/about.html")
        problems = page.locator("#jianzhu-problems")
        with edited(template, old, new.replace("{{ w }}", "{{ w.no_such_word }}")):
            expect(problems).to_contain_text("note.html", timeout=SLOW)
            assert kept(page)
        expect(problems).not_to_be_attached(timeout=SLOW)
        assert kept(page)


def test_many_files_at_once_are_all_there_in_the_end(chromium: Browser, archive: Server) -> None:
    seeds = archive.root / "seeds"
    text = (seeds / f"{SEED}.txt").read_text("utf-8")
    with opened(chromium) as page:
        visited(page, archive, "articles/index.html")
        page = page.context.new_page()  # it asks for what is not there yet, and a browser complains
        new = [seeds / f"更多{number}.txt" for number in range(12)]
        for number, path in enumerate(new):
            path.write_text(
                text.replace("襄阳", f"襄阳{'甲乙丙丁戊己庚辛壬癸子丑'[number]}"), "utf-8"
            )
        page.goto(f"http://127.0.0.1:{archive.port}/articles/更多11.html")
        expect(page.locator("main")).to_contain_text("襄阳丑", timeout=SLOW)
        for path in new:
            path.unlink()
        page.goto(f"http://127.0.0.1:{archive.port}/articles/index.html")
        expect(page.locator("main")).not_to_contain_text("襄阳丑", timeout=SLOW)
