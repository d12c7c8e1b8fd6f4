"""Files become sources: every encoding, every line end, and a clear word where there is none."""

from __future__ import annotations

import codecs
import time

import pytest

from generator.intake.encoding import LIMIT, decode
from generator.intake.table import INTAKES, intake
from generator.model import Trouble

SIMPLIFIED = "各地春耕备耕有序展开，农资供应充足，价格平稳。记者了解到，已备足种子。\r\n"
TRADITIONAL = "各地春耕陸續展開，農民忙著翻土育苗，農會表示肥料供應充足，價格平穩。\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_simplified_text_is_read_in(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "big5", "big5hkscs"])
def test_traditional_text_is_read_in(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_a_cut_last_character_does_not_change_the_encoding() -> None:
    decoded = decode(SIMPLIFIED.rstrip().encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 0


def test_a_mark_wins_over_all_guesses() -> None:
    assert decode(codecs.BOM_UTF16_BE + "中".encode("utf-16-be")).text == "中"


def test_line_ends_stay() -> None:
    text = "甲\r\n乙\r丙\n丁\u2028戊"
    assert intake("a", "a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("path", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", "中".encode() + b"\x00" * 4, "NUL"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
        ("a.txt", b"no Chinese here at all", "no Chinese"),
        ("a.html", b"<body><script>1</script></body>", "no Chinese"),
        ("a.pdf", "中".encode(), "unknown kind"),
        ("a.txt", "中".encode() * LIMIT, "bytes"),
    ],
)
def test_what_cannot_be_used_is_named(path: str, data: bytes, what: str) -> None:
    with pytest.raises(Trouble) as caught:
        intake("a", path, data)
    assert caught.value.problem.where == path
    assert what in caught.value.problem.what
    assert caught.value.problem.remedy


def test_every_suffix_is_lower_case_and_has_its_reader() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in INTAKES)


PAGE = """<html><head><title>题目_站</title><meta name="author" content="某人">
<meta property="article:published_time" content="2020-01-02"></head><body>
<nav><a>首页</a><a>新闻</a></nav><h1>题目</h1><p>第一行<br>第二行　<b>粗</b>体</p>
<div hidden>藏</div><div style="display: none">藏</div>
<noscript>藏</noscript><textarea>藏</textarea>
<div id="js_content" style="visibility: hidden">可见</div><pre>一
二</pre>尾</body></html>"""


def test_html_lines_are_what_a_reader_sees() -> None:
    source = intake("a", "a.html", PAGE.encode())
    lines = source.text.split("\n")
    assert lines == ["首页新闻", "题目", "第一行", "第二行　粗体", "可见", "一", "二", "尾"]


def test_html_hints_name_the_element_of_each_line() -> None:
    source = intake("a", "a.html", PAGE.encode())
    tags: dict[str, set[str]] = {}
    for hint in source.hints:
        tags.setdefault(source.text[hint.start : hint.end], set()).add(hint.tag)
    assert tags["首页新闻"] == {"a"}
    assert tags["首页"] == {"nav"}
    assert tags["题目"] == {"h1"}
    assert tags["第一行"] == {"p"}


def test_html_meta_holds_what_the_head_declares() -> None:
    meta = intake("a", "a.html", PAGE.encode()).meta
    assert meta == (("page", "题目_站"), ("author", "某人"), ("date", "2020-01-02"))


BROKEN = ("{", "[1, {}]", '{"@graph": 3}', '{"@type": ["Article"]}', "[" * 9999)


@pytest.mark.parametrize("script", BROKEN)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    page = f'<head><script type="application/ld+json">{script}</script></head><body>中'
    assert intake("a", "a.html", page.encode()).meta == ()


def test_deep_and_unclosed_pages_are_read_in_time() -> None:
    started = time.perf_counter()
    deep = "<div>" * 60_000 + "深" + "</div>" * 60_000
    assert intake("a", "a.html", deep.encode()).text == "深"
    assert "尾" in intake("a", "a.html", ("<p><b><table>" * 3_000 + "尾").encode()).text
    assert time.perf_counter() - started < 20
