"""Whatever a file holds, it is an article that loses nothing or a trouble that names it.

How long it takes is for `make bench` to say: tests are not timed.
"""

from __future__ import annotations

import pytest

from generator.clean.assemble import assemble, line_kinds
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Trouble
from tests.laws import holds_of_file

CHROME = (
    "首页 > 新闻 > 正文",
    "上一篇:无",
    "分享到:微信 微博 QQ空间",
    "京ICP备13012862号",
    "版权所有",
)
SENTENCE = "各地春耕备耕有序展开，农资供应充足，价格平稳。"
SURROGATE = "春".encode() + b"\xed\xa0\x80" + SENTENCE.encode()
LONG = {
    "one line": SENTENCE * 70_000,
    "one line of bare characters": "甲" * 1_600_000,
    "one line of marks": "甲乙丙丁,,&hellip;備(bèi)" * 20_000,
    "one line of rare pairs": "".join(f"江西告急{chr(0x8000 + n)}魁、" for n in range(8_000)),
    "as many lines as may be": "春耕备耕\n" * 49_000,
    "blank lines": "春耕备耕" + "\n" * 49_000 + SENTENCE,
    "bylines": "来源：新报  作者：王大明 2020-03-06 10:08\n" * 4_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_lose_nothing(name: str) -> None:
    holds_of_file("a.txt", LONG[name].encode())


@pytest.mark.parametrize(
    ("path", "data"),
    [
        *(("a.txt", b""), ("a.html", b""), ("a.txt", b"\x00" * 9), ("a.html", b"<p>\x00\x00\x00")),
        *(("a.txt", bytes(range(256)) * 40), ("a.html", bytes(range(256)) * 40)),
        *(("a.txt", "春".encode() * 17_000_000), ("a.html", "<p>春".encode() * 9_000_000)),
        *(
            ("a.txt", b"no Chinese"),
            ("a.html", b"<p>no Chinese"),
            ("a.txt", "春\n".encode() * 10**6),
        ),
    ],
    ids=range(11),
)
def test_what_is_no_page_is_named(path: str, data: bytes) -> None:
    with pytest.raises(Trouble) as caught:
        intake("a", path, data)
    assert caught.value.problem.where.startswith(path)
    assert caught.value.problem.remedy


@pytest.mark.parametrize("path", ["a.txt", "a.html"])
def test_lone_surrogates_are_replaced(path: str) -> None:
    holds_of_file(path, SURROGATE)
    holds_of_file(path, (SENTENCE * 9).encode("utf-16-le") + b"\x00\xd8")
    holds_of_file(path, b"<p>&#xD800;" + SENTENCE.encode())


@pytest.mark.parametrize("path", ["a.txt", "a.html"])
def test_a_page_of_chrome_alone_is_an_article_without_a_text(path: str) -> None:
    shown = CHROME if path == "a.txt" else [f"<p>{line}</p>" for line in CHROME]
    source = intake("a", path, "\n".join(shown).encode())
    pieces = label(source)
    kept = [block.kind for block in assemble(source, pieces).blocks]
    assert not {"paragraph", "heading", "caption"} & {*kept}
    assert "paragraph" not in line_kinds(source, pieces)


@pytest.mark.parametrize(
    "page", ["<div>" * 9_000, "<p><b><table>" * 3_000, "<a href='", "<!-- ", "<p><i>" * 9_000]
)
def test_nested_and_unclosed_markup_loses_no_words(page: str) -> None:
    holds_of_file("a.html", f"<p>{SENTENCE}</p>{page}{SENTENCE}".encode())
    assert SENTENCE in intake("a", "a.html", f"<p>{SENTENCE}</p>{page}{SENTENCE}".encode()).text
