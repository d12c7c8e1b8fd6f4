"""The default theme: every template, every edition, every word, every colour."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import astuple, replace

from generator.archive import Index, gather, related, summarise
from generator.editions import EDITIONS, Edition, choose, convert
from generator.export.rows import rows_of
from generator.figures import number_pages, numbers_of
from generator.model import (
    Amount,
    Article,
    Block,
    Body,
    Change,
    Damage,
    Detail,
    Edit,
    Fact,
    FactEdit,
    Field,
    Names,
    Note,
    Page,
    Role,
    Saying,
    Script,
    Site,
    Text,
    Trace,
    When,
    Where,
    Word,
    Work,
)
from generator.pages import article as article_pages
from generator.pages.article import article_page
from generator.pages.data import data_page
from generator.pages.feeds import sitemap
from generator.pages.numbers import UnitView
from generator.pages.parts import Link, NameEntry
from generator.pages.received import Received
from generator.pages.shelf import Shelf, entry
from generator.pages.table import plan
from generator.pages.units import Lost, LostView
from generator.render import render
from generator.scratch import Scratch
from generator.store import Kept, digest
from generator.tables import TABLES, Rows
from generator.templates import Theme, load, reach

THEME = Path(__file__).parents[2] / "themes" / "default"
REPORT = "https://example.org/issues/new"
SITE = Site("測試館", "數篇", "笺注本", "https://example.org/archive/", "编者", report=REPORT)
NEAR = Site("测试馆")  # without an address
TEMPLATES = sorted(p for part in ("templates", "partials") for p in (THEME / part).iterdir())

OVERLAY = Edit(
    fields=(("date", "2020-06-03"),),
    labels=((3, 3, "chrome"), (5, 7, "paragraph")),
    add=(FactEdit("陈立", "person"),),
    drop=(FactEdit("成功"),),
    change=(FactEdit("周河镇"),),
    words=(Word("小区", "社區"),),
    history=(Change("2026-01-02", "编者", "补注 <b>"), Change("2025-12-01")),
)

HANS = (
    "6月2日，周河镇党委书记陈立说：“守住堤坝。”镇里投入沙袋300条、水泵12台，"
    "周河镇防汛办印发《关于防汛的通知》——截至月日。"
)


def article(id: str, script: Script, date: str) -> tuple[Article, tuple[Fact, ...]]:
    """An article with a fact of every kind, some of them hostile."""
    body = convert(HANS, "Hans", script)
    nasty = convert('《<b>&"机密"\'》', "Hans", script)
    blocks = (
        Block("title", convert("周河镇防汛记 众志成城", "Hans", script)),
        Block("kicker", convert("记者手记", "Hans", script)),
        Block("subtitle", convert("一线见闻", "Hans", script)),
        Block("source", convert("周河日报", "Hans", script)),
        Block("author", convert("陈立", "Hans", script)),
        *(Block("date", date) for _ in range(bool(date))),
        Block("heading", convert("守堤，不退", "Hans", script)),
        Block("paragraph", body),
        Block("caption", convert("陈立在堤上", "Hans", script)),
        Block("paragraph", nasty + "。" * 12),
    )
    at = {block.kind: n for n, block in reversed(list(enumerate(blocks)))}

    def fact(kind: str, words: str, detail: Detail, key: str = "", block: int = -1) -> Fact:
        said = convert(words, "Hans", script)
        where = at["paragraph"] if block < 0 else block
        start = blocks[where].text.index(said)
        return Fact(kind, where, start, start + len(said), said, key or words, "test", detail)

    facts = (
        fact("person", "陈立", Role("作者"), block=at["author"]),
        fact("date", "6月2日", When("2020-06-02", "year"), "2020-06-02"),
        fact("place", "周河镇", Where("420281", ("湖北省", "大冶市"))),
        fact("person", "陈立", Role("周河镇党委书记")),
        fact("quote", "“守住堤坝。”", Saying("守住堤坝。", "speech", "陈立")),
        fact("quantity", "300条", Amount(300, "条", subject="沙袋", as_of="2020-06-02")),
        fact("quantity", "12台", Amount(12, "台", subject="水泵", measure="投入")),
        fact("organisation", "周河镇防汛办", Body("周河镇防汛办", "stated")),
        fact("document", "《关于防汛的通知》", Work("关于防汛的通知"), "关于防汛的通知"),
        Fact("document", len(blocks) - 1, 0, len(nasty), nasty, '<b>&"机密"\'', "t", Work("x")),
    )
    fields = (
        Field("source", blocks[3].text, 3, 0, 4),
        Field("author", blocks[4].text, 4, 0, 2),
        *(Field("date", date, 5, 0, 10) for _ in range(bool(date))),
    )
    damage = (Damage(at["paragraph"], len(body) - 3, "number"),)
    made = Article(id, script, date, "", fields, blocks, damage, "", "按：**存疑**。<script>")
    return made, facts


ARTICLES = (article("a1", "Hans", "2020-06-03"), article("b2", "TW", ""))


def numbers(rows: list[Rows]) -> list[Page]:
    """The pages of numbers."""
    memo = Scratch()
    kept = {of.article.article: Kept(digest(of), partial(Rows, *astuple(of))) for of in rows}
    found = numbers_of(memo, kept, {}, frozenset())
    return [page.cut(memo).value for page in number_pages(memo, found)]


def pages(site: Site) -> Iterator[Page]:
    """Every kind of page of a small archive, textual notes aside."""
    cards = {made.id: summarise(made, facts) for made, facts in ARTICLES}
    index = Index(gather(cards.values()))
    notes = (Note("about", "凡例", "见 [首页](index.html)。\n\n<b>x</b>"), Note("b", "又", "文"))
    planned = [cut.page() for cut in plan(Shelf(site, index, notes, Names()))]
    rows = [rows_of(made, facts) for made, facts in ARTICLES]
    planned += numbers(rows)
    planned.append(replace(numbers([])[0], path="none.html"))
    group = numbers(rows)[0].view.groups[0]
    planned.append(Page("numbers/unit.html", "unit.html", UnitView(group, "a.html", "b.html")))
    place = NameEntry("place", Text("某村"), "places/a.html", 1, 1, Text(""))
    lost = LostView((Lost(place, "lost_local"),), 1, "a.html", "b.html")
    planned.append(Page("places/province/other.html", "places_lost.html", lost))
    planned.append(data_page({table.name: 1 for table in TABLES}, ("csv",)))
    for made, facts in ARTICLES:
        near = tuple((entry(c), s) for c, s in related(index, cards[made.id]))
        trace = Trace(tuple(((0, -1),) for _ in made.blocks), 30, 4, ((",", 3),))
        told = (Link(Text("凡例"), "notes/about.html"),)
        files = (Received("seeds/a.txt", "raw/a.txt", "0" * 64),)
        more = {"files": files, "edit": OVERLAY, "digest": "f" * 32}
        planned.append(article_page(made, facts, trace, {}, near, told=told, **more))
    yield from planned
    paths = tuple(p.path for p in planned if p.path.endswith(".html"))
    yield from sitemap(paths)


PAGES = tuple(pages(SITE))
ENGLISH = choose((), interface="en")[0]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load((THEME,))


def rendered(theme: Theme, edition: Edition, site: Site = SITE) -> dict[str, str]:
    return {
        page.path: render(page, edition, EDITIONS, site, theme)
        for page in PAGES
        if not edition.folder or not page.once
    }


class Outline(HTMLParser):
    """The ids, the words of paragraphs, the attributes, and whether elements close in order."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.paragraphs: list[str] = []
        self.headings: list[int] = []
        self.inside = self.of_text = False
        self.feed("".join(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert len(named) == len(attrs)
        assert not (tag == "a" and "a" in self.open)
        self.attributes |= named.keys()
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "section":
            self.of_text = named.get("class") == "para"
        if tag == "p" and self.open[-1] == "section" and self.of_text:
            self.paragraphs.append("")
            self.inside = True
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= dict(attrs).keys()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.inside = self.inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.paragraphs[-1] += data


def test_every_template_is_used_by_a_page() -> None:
    used = {page.template for page in PAGES} | {
        "base.html",
        "collation.html",
        "lines.html",
        "namesakes.html",
        "rows.js",
        "phrase.html",
        "phrase_rows.js",
        "sitemapindex.xml",
        "versions.html",
    }
    assert {p.name for p in (THEME / "templates").iterdir()} == used


@pytest.mark.parametrize("edition", [*EDITIONS, ENGLISH], ids=lambda e: e.id + e.column)
@pytest.mark.parametrize("site", [SITE, NEAR], ids=["address", "no address"])
def test_every_page_renders_whole(theme: Theme, edition: Edition, site: Site) -> None:
    for path, text in rendered(theme, edition, site).items():
        if path.endswith(".html"):
            outline = Outline(text)
            assert len(outline.ids) == len(set(outline.ids)), path
            assert outline.headings.count(1) == 1, path
            steps = zip(outline.headings, outline.headings[1:], strict=False)
            assert all(b <= a + 1 for a, b in steps), (path, outline.headings)
            assert "<script>" not in text
            assert "<b>x</b>" not in text
            assert not re.search("(<|&lt;)/?w(>|&gt;)", text)
        elif path.endswith(".xml"):
            ElementTree.fromstring(text)
        elif path.endswith(".webmanifest"):
            assert json.loads(text)["short_name"]


def test_links_are_the_same_in_every_edition(theme: Theme) -> None:
    """Names of files stand in links as they are, and are converted in none."""

    def links(edition: Edition) -> set[str]:
        text = rendered(theme, edition, NEAR)["articles/a1.html"]
        found = re.findall(r'href="[./]*((?:people|places|documents)/[^"]*)"', text)
        return set(found)

    first, *others = EDITIONS
    assert "people/陈立.html" in links(first)
    for edition in others:
        assert links(edition) == links(first)


def test_nothing_on_a_page_breaks_its_own_policy(theme: Theme) -> None:
    for path, text in rendered(theme, EDITIONS[0]).items():
        if not path.endswith(".html"):
            continue
        attributes = Outline(text).attributes
        assert "style" not in attributes, path
        assert not [a for a in attributes if a.startswith("on")], path
        assert "default-src 'none'" in text
        for style in re.findall("<style>(.*?)</style>", text, re.S):
            digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in text, path


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.id)
def test_a_paragraph_copies_as_the_text_of_the_edition(theme: Theme, edition: Edition) -> None:
    found = rendered(theme, edition)
    for made, _ in ARTICLES:
        words = [
            convert(b.text, made.script, edition.script)
            for b in made.blocks
            if b.kind == "paragraph"
        ]
        assert Outline(found[f"articles/{made.id}.html"]).paragraphs == words


def test_a_paragraph_in_another_script_says_so_where_it_is_not_converted(theme: Theme) -> None:
    blocks = (Block("title", "座谈会"), Block("paragraph", "臺灣的學者。", "TW"))
    page = article_page(Article("m", "Hans", "", "", (), blocks), ())
    source, taiwan = (render(page, EDITIONS[n], EDITIONS, SITE, theme) for n in (0, 2))
    assert '<p lang="zh-Hant-TW">' in source
    assert "<p lang" not in taiwan
    assert "臺灣的學者" in re.sub("<[^>]*>", "", taiwan)


def test_the_taiwan_edition_speaks_its_own_words(theme: Theme) -> None:
    text = rendered(theme, EDITIONS[2])["articles/a1.html"]
    assert '<html lang="zh-Hant-TW"' in text
    assert "機構" in text
    assert "「守住堤壩。」" in re.sub("<[^>]*>", "", text)


def test_pages_name_their_other_editions(theme: Theme) -> None:
    for edition in EDITIONS:
        text = rendered(theme, edition)["people/index.html"]
        codes = re.findall('rel="alternate" hreflang="([^"]+)" href="https://example.org/', text)
        assert sorted(codes) == sorted(code for e in EDITIONS for code in e.hreflang)


def test_the_page_for_what_is_lost_works_at_any_depth(theme: Theme) -> None:
    text = rendered(theme, EDITIONS[0])["404.html"]
    links = re.findall(r'(?:href|src)="([^"#]+)"', text)
    assert links
    assert all(link.startswith("/archive/") for link in links), links


# --- words ---------------------------------------------------------------------------------------

WORDS = tomllib.loads((THEME / "words.toml").read_text("utf-8"))


def test_every_word_is_written_for_every_edition() -> None:
    for key, row in WORDS.items():
        assert set(row) == {"hans", "tw", "hk", "en"}, key
        assert all(row.values()), key
        forms = [form for forms in row.values() for form in forms.split("|")]
        places = {tuple(sorted(re.findall(r"\{(\w+)\}", form))) for form in forms}
        assert len(places) == 1, key


def test_every_word_a_template_names_is_there() -> None:
    named = {
        word
        for path in TEMPLATES
        for found in re.findall(r'\bw\.(\w+)|\bw\["([\w-]+)"\]|heading\("(\w+)"', path.read_text())
        for word in found
        if word and word != "format"
    }
    assert len(named) > 80
    assert named <= set(WORDS)


def test_traditional_words_hold_no_simplified_character() -> None:
    for key, row in WORDS.items():
        assert convert(row["tw"], "Hans", "TW") == row["tw"], key
        assert convert(row["hk"], "Hans", "HK") == row["hk"], key


def test_every_word_is_used() -> None:
    package = Path(article_pages.__file__).parents[1]
    views = [*(package / "pages").glob("*.py"), package / "export" / "package.py"]
    text = "".join(p.read_text("utf-8") for p in (*TEMPLATES, *views))
    families = set(re.findall(r'"(\w+_)" ~|f"(\w+_)\{', text))
    families = {family for pair in families for family in pair if family}
    for key in WORDS:
        named = re.search(rf'\bw\.{key}\b|"{key}"', text)
        assert named or any(key.startswith(family) for family in families), key


# --- colours -------------------------------------------------------------------------------------

CSS = "".join(
    (THEME / "static" / f"{sheet}.css").read_text("utf-8")
    for sheet in ("site", "reading", "pages", "lists")
)


SHEETS = [p for p in THEME.parent.glob("*/static/*.css") if p.parents[1] != THEME]


def tokens(selector: str, css: str = CSS) -> dict[str, str]:
    block = css[css.index(selector) :]
    return dict(re.findall(r"--(\w+): (#[0-9A-Fa-f]{6})", block[: block.index("}")]))


LIGHT, DARK = tokens(":root {"), tokens(':root[data-theme="dark"] {')


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    lit = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, paper: str, share: float) -> str:
    pair = [(int(colour[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pair)


KINDS = ("per", "org", "loc", "dat", "qty", "doc", "quo", "lac")


@pytest.mark.parametrize("theme_colours", [LIGHT, DARK], ids=["light", "dark"])
class TestColours:
    def test_text_is_legible(self, theme_colours: dict[str, str]) -> None:
        for name in ("text", "muted", "link", "phrl", *KINDS):
            for ground in ("bg", "raise"):
                ratio = contrast(theme_colours[name], theme_colours[ground])
                assert ratio >= 4.5, (name, ground, ratio)
        assert contrast(theme_colours["text"], theme_colours["phr"]) >= 4.5

    def test_lines_and_controls_can_be_seen(self, theme_colours: dict[str, str]) -> None:
        paper = theme_colours["bg"]
        assert contrast(theme_colours["ctl"], paper) >= 3
        assert contrast(theme_colours["focus"], paper) >= 3
        for name in KINDS:
            assert contrast(mixed(theme_colours[name], paper, 0.7), paper) >= 3, name

    def test_numbers_on_the_map_are_legible(self, theme_colours: dict[str, str]) -> None:
        ground = mixed(theme_colours["loc"], theme_colours["bg"], 0.42)
        assert contrast(theme_colours["text"], ground) >= 4.5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.stem)
def test_another_theme_changes_only_known_tokens_and_stays_legible(sheet: Path) -> None:
    css = sheet.read_text("utf-8")
    light, dark = tokens(":root {", css), tokens(':root[data-theme="dark"] {', css)
    assert tokens(':root:not([data-theme="light"]) {', css) == dark
    assert light
    assert set(light) == set(dark) <= set(LIGHT)
    for before, changed in ((LIGHT, light), (DARK, dark)):
        TestColours().test_text_is_legible(before | changed)
        TestColours().test_lines_and_controls_can_be_seen(before | changed)
        TestColours().test_numbers_on_the_map_are_legible(before | changed)


def test_dark_is_the_same_whether_chosen_or_by_the_system() -> None:
    assert tokens(':root:not([data-theme="light"]) {') == DARK
    assert set(LIGHT) == set(DARK)


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"--([\w-]+):", CSS)) | {
        "y",
        "top",
        "left",
    }  # set beside each note, by script
    assert set(re.findall(r"var\(--([\w-]+)", CSS)) <= defined


def test_a_page_is_made_anew_only_where_a_template_that_it_is_made_of_changed() -> None:
    sources = {
        "base.html": "{% import 'parts.html' as parts %}",
        "parts.html": "",
        "home.html": '{% extends "base.html" %}{%- include "list.html" %}',
        "list.html": "",
        "feed.xml": "",
        "any.html": "{% include which %}",
    }
    before = reach(sources)

    def changed(name: str) -> set[str]:
        after = reach({**sources, name: "other" + sources[name]})
        return {template for template in sources if after[template] != before[template]}

    assert changed("list.html") == {"list.html", "home.html", "any.html"}
    assert changed("parts.html") == {"parts.html", "base.html", "home.html", "any.html"}
    assert changed("feed.xml") == {"feed.xml", "any.html"}
