"""Pages as readers meet them: on a phone and a desktop, from a host and from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from generator.archive import names_told
from generator.content import contents
from generator.editions import Edition, say
from generator.model import Article, Text
from generator.prepare import prepare_all
from generator.store import Memo
from tests.browser.archive import EDITIONS
from tests.browser.chromium import DESKTOP, PHONE, follow, opened

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 820, 1032, 1248, 1440, 1920)
editions = pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
phone_and_desktop = pytest.mark.parametrize("width", [PHONE, DESKTOP])
scripts = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def articles(sample: tuple[str, ...]) -> list[str]:
    paths = [p for p in sample if p.startswith("articles/") and p != "articles/index.html"]
    assert len(paths) >= 5
    return paths


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, Article]:
    """The articles as pages show them, by their path: with the names that are spelled as such."""
    root = site.parent
    with Memo(root / ".cache" / "memo.sqlite") as memo:
        content, _ = contents(root, memo)
        prepared = prepare_all(memo, content, lambda _, items: items).prepared
        return {
            f"articles/{id}.html": replace(
                parts.article.value, names=names_told(parts.article.value, parts.facts.value)
            )
            for id, parts in prepared.items()
        }


SIZES = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@pytest.mark.parametrize(
    ("how", "edition"),
    [*(("host", edition) for edition in EDITIONS), *(("folder", e) for e in EDITIONS[::2])],
    ids=lambda of: getattr(of, "id", of),
)
def test_every_kind_of_page_opens_quietly_and_fits_every_width(
    chromium: Browser,
    site: Path,
    address: str,
    sample: tuple[str, ...],
    edition: Edition,
    how: str,
) -> None:
    base = address if how == "host" else site.as_uri() + "/"
    asked: list[str] = []
    failed: list[str] = []
    wide = []
    with opened(chromium, PHONE if how == "host" else DESKTOP) as page:
        page.on("request", lambda request: asked.append(request.url))
        # A picture that is still on its way when we go on is no failure.
        page.on(
            "requestfailed",
            lambda r: r.failure == "net::ERR_ABORTED" or failed.append(f"{r.url} {r.failure}"),
        )
        for path in sample:
            page.goto(base + quote(edition.folder + path))
            assert page.locator("h1").count() == 1, path
            for width in WIDTHS if how == "host" else ():
                page.set_viewport_size({"width": width, "height": 900})
                inner, outer = page.evaluate(SIZES)
                if inner != outer:
                    wide.append((path, width, inner - outer))
    assert [url for url in asked if not url.startswith(base)] == []
    assert len(asked) > len(sample)
    assert failed == []
    assert wide == []


NOTES = """() => {
  const line = parseFloat(getComputedStyle(document.querySelector(".text p")).lineHeight);
  const seen = [...document.querySelectorAll(".notes > .n")].filter((n) => n.checkVisibility());
  const boxes = seen.map((n) => [n, n.getBoundingClientRect()]);
  const overlaps = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const across = p.left < q.right - 1 && q.left < p.right - 1;
    if (across && p.top < q.bottom - 1 && q.top < p.bottom - 1) overlaps.push(a.id + " " + b.id);
  }));
  const far = [];
  for (const [note, box] of boxes) {
    const lines = [...note.querySelectorAll("a.b")].map((back) => {
      const mark = document.getElementById(decodeURIComponent(back.hash.slice(1)));
      const first = mark.getClientRects()[0];
      return (box.top - (first.top + first.height / 2 - line / 2)) / line;
    });
    const nearest = Math.min(...lines.map(Math.abs));
    if (!(nearest <= 3.1)) far.push(note.id + " " + nearest.toFixed(1));
  }
  return { count: boxes.length, overlaps, far };
}"""


@editions
@scripts
def test_margin_notes_stand_by_their_marks_and_never_on_each_other(
    chromium: Browser, address: str, sample: tuple[str, ...], edition: Edition, script: bool
) -> None:
    with opened(chromium, java_script_enabled=script) as page:
        for path in articles(sample):
            page.goto(address + edition.folder + path)
            for width in (PHONE, 1032, DESKTOP):
                page.set_viewport_size({"width": width, "height": 900})
                settle(page, script)
                seen = page.evaluate(NOTES)
                assert seen["count"] > 5, path
                assert seen["overlaps"] == [], (path, width)
                if width >= 1032:
                    assert seen["far"] == [], (path, width)


def settle(page: Page, script: bool) -> None:
    """Wait until fonts are there and a script has had its turn."""
    if script:
        page.evaluate(
            "document.fonts.ready.then(() => new Promise((done) =>"
            " requestAnimationFrame(() => requestAnimationFrame(done))))"
        )


@editions
def test_what_a_reader_copies_is_the_text_of_the_edition(
    chromium: Browser,
    address: str,
    sample: tuple[str, ...],
    texts: dict[str, Article],
    edition: Edition,
) -> None:
    with opened(chromium) as page:
        for path in articles(sample):
            page.goto(address + edition.folder + path)
            settle(page, True)
            seen = page.locator(".text .para").locator("p, h2, figcaption").all_text_contents()
            article = texts[path]
            blocks = [b for b in article.blocks if b.kind in ("paragraph", "heading", "caption")]
            assert seen == [
                say(Text(b.text, article.script, article.names), edition) for b in blocks
            ]
            title = say(Text(article.title, article.script, article.names), edition)
            assert page.locator("h1").text_content() == title


def test_marks_lead_to_notes_and_notes_to_marks(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        for path in articles(sample):
            page.goto(address + path)
            wrong = page.evaluate("""() => {
              const at = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
              const marks = [...document.querySelectorAll('.text a.m[href^="#"]')];
              const backs = [...document.querySelectorAll(".notes a.b")];
              return [
                ...marks.filter((m) => !at(m)?.matches(".notes .n, .notes .n *")),
                ...marks.filter((m) => !at(m)?.querySelector("a.b") && !at(m)?.closest(".n")),
                ...backs.filter((b) => !at(b)?.matches(".m")),
                ...backs.filter((b) => at(at(b)) !== b.closest(".n")),
              ].map((link) => link.outerHTML);
            }""")
            assert wrong == [], path


@phone_and_desktop
def test_without_script_a_reader_goes_from_a_mark_to_its_note_and_back(
    chromium: Browser, address: str, sample: tuple[str, ...], width: int
) -> None:
    with opened(chromium, width, java_script_enabled=False) as page:
        page.goto(address + articles(sample)[0])
        mark = page.locator('.text p a.m[href^="#"]').first
        note = page.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}']")
        mark.click()
        assert note.evaluate("note => note.matches(':target')")
        assert in_view(page, note)
        note.locator("a.b").first.click()
        assert mark.evaluate("mark => mark.matches(':target')")
        assert in_view(page, mark)


def in_view(page: Page, element: Any) -> bool:
    box = element.bounding_box()
    return bool(box and box["y"] >= 0 and box["y"] + box["height"] <= 900)


def test_without_script_nothing_on_a_page_is_dead(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        for path in sample:
            page.goto(address + quote(path))
            dead = page.evaluate(
                "[...document.querySelectorAll('button, input, select, textarea, [onclick]')]"
                ".filter((e) => e.checkVisibility()).map((e) => e.outerHTML)"
            )
            assert dead == [], path
            assert page.evaluate("document.querySelector('main').innerText.length") > 20, path


@scripts
@phone_and_desktop
def test_the_edition_switch_keeps_the_place(
    chromium: Browser, address: str, sample: tuple[str, ...], script: bool, width: int
) -> None:
    path = articles(sample)[0]
    with opened(chromium, width, java_script_enabled=script) as page:
        page.goto(f"{address}{path}#p2")
        for edition in (*EDITIONS[1:], EDITIONS[0]):
            switch = page.locator(f'a[data-edition="{edition.id}"]').first
            switch.scroll_into_view_if_needed()
            switch.click()
            page.wait_for_url(f"{address}{edition.folder}{path}*")
            assert page.locator("html").get_attribute("data-edition") == edition.id
            if script:
                assert page.url.endswith("#p2")
                assert page.evaluate("document.querySelector('#p2:target') !== null")


def test_the_keyboard_comes_first_to_the_skip_link_and_soon_through_the_body(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    stops = """() => [...document.querySelectorAll(".text p a, .text p [tabindex]")]
      .filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length"""
    with opened(chromium) as page:
        counts = {}
        for path in articles(sample):
            page.goto(address + path)
            settle(page, True)
            counts[path] = page.evaluate(stops)
        assert max(counts.values()) <= 30, counts
        assert max(counts.values()) > 0
        page.keyboard.press("Tab")
        skip = page.evaluate("""() => {
          const box = document.activeElement.getBoundingClientRect();
          return [document.activeElement.getAttribute("href"), box.top >= 0 && box.height > 0];
        }""")
        assert skip == ["#main", True]
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


FOCUS = """() => {
  const e = document.activeElement;
  const box = e.getClientRects()[0];
  const style = getComputedStyle(e);
  return {
    id: e.id || e.outerHTML.slice(0, 80),
    shown: !!box && box.bottom > 0 && box.top < innerHeight && box.width > 0,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    body: e === document.body,
  };
}"""


def test_whoever_tabs_through_an_article_sees_where_the_focus_is(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        page.goto(address + articles(sample)[0])
        settle(page, True)
        for _ in range(80):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["body"]:
                break
            assert focus["shown"], focus
            assert focus["ring"], focus


COLOURS = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((v) => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = ["body", "html"].map((e) => getComputedStyle(document.querySelector(e)))
    .map((style) => style.backgroundColor).find((colour) => colour !== "rgba(0, 0, 0, 0)");
  return [light(ground), light(getComputedStyle(document.querySelector("main p")).color)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@scripts
def test_light_and_dark_follow_the_system(
    chromium: Browser, address: str, sample: tuple[str, ...], scheme: Any, script: bool
) -> None:
    with opened(chromium, color_scheme=scheme, java_script_enabled=script) as page:
        for path in ("index.html", articles(sample)[0]):
            page.goto(address + path)
            ground, ink = page.evaluate(COLOURS)
            assert (ground < 0.05) if scheme == "dark" else (ground > 0.8)
            lighter, darker = max(ground, ink), min(ground, ink)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@scripts
def test_a_missing_page_says_so_and_leads_home(
    chromium: Browser, address: str, script: bool
) -> None:
    with chromium.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        answer = page.goto(address + "nothing.html")
        assert answer
        assert answer.status == 404
        follow(page.locator("a[href*='index.html'], a[href='./'], a[href='.']").first)
        assert page.locator("h1").count() == 1
        assert page.title() != ""
        assert page.url in (address, address + "index.html")
