"""The language of the interface: in English beside Chinese text, and said wherever it changes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from markupsafe import Markup, escape

from generator import read
from generator.editions import choose
from generator.interface import Words, in_language
from generator.model import Trouble
from generator.render import render
from generator.templates import load
from tests.unit.test_theme import EDITIONS, ENGLISH, PAGES, SITE, THEME

TABLE = {
    "day": {"hans": "日", "en": "Day"},
    "count": {"hans": "{n} 篇", "en": "{n} article|{n} articles"},
    "at": {"hans": "¶{n}", "en": "¶{n}"},
    "of": {"hans": "{m} 之日", "en": "day of {m}"},
}
W = Words(TABLE, "en", tagged=True)


def said(*parts: object) -> str:
    return in_language(str(Markup("").join(parts)), "en")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (Markup("<p>") + W.day + Markup("</p>"), '<p lang="en">Day</p>'),
        (Markup('<a href="x">') + W.day + Markup("</a>"), '<a href="x" lang="en">Day</a>'),
        (Markup('<p lang="zh">') + W.day + Markup("</p>"), '<p lang="zh">Day</p>'),
        (Markup("<p>") + W.day + "：一", '<p><bdi lang="en">Day</bdi>：一'),
        (W.day + " " + W.day, '<bdi lang="en">Day Day</bdi>'),
        (Markup('<p title="{}>{}">').format(W.day, W.day), '<p title="Day>Day">'),
        (Markup("<title>{} · 一</title>").format(W.day), "<title>Day · 一</title>"),
        (Markup("<title>{}</title>").format(W.day), '<title lang="en">Day</title>'),
        (Markup("<option>{} 一</option>").format(W.day), "<option>Day 一</option>"),
        (W.of.format(m=W.day), '<bdi lang="en">day of Day</bdi>'),
        (W.at.format(n=2), "¶2"),
        (escape("<w>一</w>"), "&lt;w&gt;一&lt;/w&gt;"),
    ],
)
def test_words_of_another_language_say_so(html: Markup, expected: str) -> None:
    assert said(html) == expected


@pytest.mark.parametrize(("n", "expected"), [(1, "1 article"), ("1", "1 article"), (2, "2 a")])
@pytest.mark.parametrize("tagged", [False, True])
def test_the_number_chooses_the_form(n: object, expected: str, tagged: bool) -> None:
    word = Words(TABLE, "en", tagged).count
    assert expected in in_language(word.format(n=n), "en")


def test_what_fills_a_place_is_escaped() -> None:
    assert "&lt;b&gt;" in Words(TABLE, "hans").count.format(n="<b>")


def test_only_the_source_edition_speaks_english() -> None:
    for edition in choose(tuple(e.id for e in EDITIONS), interface="en"):
        assert edition.interface == (edition.lang if edition.folder else "en")
    assert [e.column for e in choose(("zh-Hant-TW",))] == ["hans", "tw"]


def test_site_toml_chooses_the_language_of_the_interface(tmp_path: Path) -> None:
    toml = tmp_path / "content" / "site.toml"
    toml.parent.mkdir()
    for words, expected in (("", "auto"), ('interface = "en"', "en")):
        toml.write_text(f'title = "试"\n{words}\n', "utf-8")
        assert read.site(tmp_path).interface == expected
    toml.write_text('title = "试"\ninterface = "fr"\n', "utf-8")
    with pytest.raises(Trouble, match="interface"):
        read.site(tmp_path)


class Spoken(HTMLParser):
    """Every run of text with the language it is said to be in."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.langs = [""]
        self.tags = [""]
        self.found: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.langs.append(dict(attrs).get("lang") or self.langs[-1])
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.langs.pop()
        self.tags.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.tags[-1] not in ("style", "script", "code"):
            self.found.append((self.langs[-1], data.strip()))


WORDS = msgspec.toml.decode((THEME / "words.toml").read_bytes())


def test_in_english_every_word_says_its_language_and_no_text_does() -> None:
    theme = load((THEME,))
    english = {row["en"] for row in WORDS.values() if re.search("[a-z]{3}", row["en"])}
    seen = set()
    for page in PAGES:
        html = render(page, ENGLISH, (ENGLISH, *EDITIONS[1:]), SITE, theme)
        if not page.path.endswith(".html"):
            assert "<w>" not in html
            continue
        assert '<html lang="zh-Han' in html
        for lang, text in Spoken(html).found:
            if text in english:
                seen.add(text)
                assert lang == "en", (page.path, text)
            if lang == "en" and text not in english:  # some words quote a Chinese one
                assert not re.search("[\u4e00-\u9fff]", text), (page.path, text)
    assert len(seen) > 100


def test_a_text_in_another_script_than_the_interface_has_words_that_say_theirs() -> None:
    (page,) = (page for page in PAGES if page.path == "articles/b2.html")
    html = render(page, EDITIONS[0], EDITIONS, SITE, load((THEME,)))
    assert '<html lang="zh-Hant-TW"' in html
    assert '<h2 id="cite" lang="zh-Hans-CN">引用本文</h2>' in html
    taiwan = render(page, EDITIONS[2], EDITIONS, SITE, load((THEME,)))
    assert ' lang="zh-Hans-CN"' not in taiwan
