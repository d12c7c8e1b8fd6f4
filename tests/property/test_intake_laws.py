"""Laws of intake: any bytes are a source or a named trouble, and the pieces of a source tile it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.encoding import charset, decode
from generator.intake.table import INTAKES
from tests.laws import holds_of_file
from tests.web_archive import mhtml, record

MARKUP = [
    *("<p>", "</p>", "<div class='nav'>", "</div>", "<br>", "<h1>", "</h1", "<table><tr><td>", "<"),
    *("<script>", "</script>", "<!--", "-->", "<style>", "<a href=x>", "</a>", "<b", ">", '"', "'"),
    *("<pre>", "\r\n", "\r", "\x85", "\u2028", "&#0;", "&#xD800;", "&nbsp;", "&hellip", "<svg><p>"),
    *(
        "春耕备耕",
        "来源：新报",
        "2020-03-06",
        "責任編輯：王大明",
        "。",
        "　",
        "\u200b",
        "�",
        "😀",
        "1",
    ),
    *("<title>", "</title>", "<meta name=author content=王大明>", "<!-- saved from url=(0001)x"),
    *("---\n", "title: 春\n", "# ", "- ", "> ", "**", "[a](", "`", "|", "```\n", "\n", "\n\n"),
]
ENCODINGS = ("utf-8", "gbk", "big5", "utf-16", "utf-16-be", "gb18030")
words = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=6)), max_size=40).map("".join)
anything = st.one_of(
    st.binary(max_size=400),
    st.builds(lambda text, name: text.encode(name, "replace"), words, st.sampled_from(ENCODINGS)),
    st.builds(
        lambda text, cut: text.encode("utf-8", "replace")[cut:] + b"\xff", words, st.integers(0, 9)
    ),
)


@settings(deadline=None, max_examples=300)
@given(anything, st.sampled_from(["", "gb2312", "big5", "utf-8", "x-no", "utf-16", "hz"]))
def test_any_bytes_are_some_text(data: bytes, declared: str) -> None:
    decoded = decode(data, declared)
    assert decoded.text.encode().decode() == decoded.text
    assert decoded.replaced == decoded.text.count("\ufffd") or decoded.encoding == "utf-8"
    charset(data)


@pytest.mark.parametrize("suffix", INTAKES)
@settings(deadline=None, max_examples=60)
@given(data=anything)
def test_any_file_is_sources_or_a_trouble(suffix: str, data: bytes) -> None:
    holds_of_file(f"a{suffix}", data)


@settings(deadline=None, max_examples=200)
@given(words)
def test_any_markup_is_a_source_or_a_trouble(text: str) -> None:
    data = text.encode("utf-8", "replace")
    holds_of_file("a.html", data)
    holds_of_file("a.mhtml", mhtml(data, subject=text[:20].replace("\ud800", "")))
    holds_of_file("a.warc", record(data, kind="text/html"))
    holds_of_file("a.jsonl", json.dumps({"html": text, "title": text[:9], "id": text[:5]}).encode())
