"""Every kind of file gives the same page: the words, the address, the day it was saved."""

from __future__ import annotations

import gzip
import json

import pytest

from generator.intake.table import cut, ending, intake, stem
from generator.model import Source, Trouble
from tests.web_archive import mhtml, record

PAGE = "<html><head><title>春耕备耕</title></head><body><h1>春耕备耕</h1><p>农资供应充足。</p>"
WORDS = "春耕备耕\n农资供应充足。"


def sources(path: str, data: bytes) -> list[Source]:
    return [intake(*leaf_parts) for leaf_parts in parts(path, data)]


def parts(path: str, data: bytes) -> list[tuple[str, str, bytes]]:
    return [(leaf.id, leaf.path, leaf.data) for leaf in cut("a", path, data)]


FORMS = {
    "a.html": PAGE.encode(),
    "a.htm": PAGE.encode("gbk"),
    "a.mhtml": mhtml(PAGE.encode()),
    "a.mht": mhtml(PAGE.encode("gbk"), kind="text/html; charset=gb2312"),
    "a.md": "---\ntitle: 春耕备耕\n---\n# 春耕备耕\n\n农资供应充足。\n".encode(),
    "a.jsonl": json.dumps({"html": PAGE}).encode() + b"\n",
    "a.warc": record(PAGE.encode("gbk")),
    "a.warc.gz": gzip.compress(record(gzip.compress(PAGE.encode("gbk")), encoding="gzip")),
}


@pytest.mark.parametrize("path", FORMS)
def test_every_kind_of_file_gives_the_lines_of_the_page(path: str) -> None:
    (source,) = sources(path, FORMS[path])
    assert source.text == WORDS
    assert source.form == "html"
    assert {hint.tag for hint in source.hints} == {"h1", "p"}


@pytest.mark.parametrize("path", ["a.mhtml", "a.mht", "a.warc", "a.warc.gz"])
def test_an_envelope_gives_the_address_and_the_day(path: str) -> None:
    (source,) = sources(path, FORMS[path])
    assert dict(source.given) == {"url": "https://a.cn/1.html", "retrieved": "2020-03-07"}


def test_the_subject_of_a_message_stands_in_for_a_title() -> None:
    (source,) = sources("a.mhtml", mhtml("<p>农资".encode()))
    assert source.meta == (("page", "题目"),)


@pytest.mark.parametrize("data", [b"", b"x", mhtml(b"x", kind="text/plain"), b"\xff" * 99])
def test_a_message_without_a_page_is_named(data: bytes) -> None:
    with pytest.raises(Trouble) as caught:
        sources("a.mhtml", data)
    assert caught.value.problem.where == "a.mhtml"


FRONT = """---
标题: 春耕备耕
source: https://a.cn/1.html
authors: ["[[王大明]]", 李小红]
published: 2020-03-06T09:05:00+08:00
created: 2020-03-07
tags: [农业, 春耕]
---
来源：新报
正文**粗**体[链接](https://b.cn)，![图](a.png)，这一行写到再也写不下的地方才断开来，
下一行接着写。

<div hidden>藏</div>
"""


def test_front_matter_is_given_and_unknown_keys_are_left() -> None:
    (source,) = sources("a.md", FRONT.encode())
    assert source.given == (
        *(("title", "春耕备耕"), ("url", "https://a.cn/1.html"), ("author", "王大明")),
        *(("author", "李小红"), ("date", "2020-03-06 09:05"), ("retrieved", "2020-03-07")),
    )


def test_markdown_lines_are_what_a_reader_sees() -> None:
    (source,) = sources("a.md", FRONT.encode())
    assert source.text.split("\n") == [
        "来源：新报",
        "正文粗体链接，，这一行写到再也写不下的地方才断开来，下一行接着写。",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: [春\n---\n正文", "a.md:"),
        ("---\n" + "- [" * 5000 + "\n---\n正文", "a.md:"),
        ("---\n" + "春：耕\n" * 50_000, "a.md:2"),
        ("---\na: &a 春\nb: *a\n---\n正文", "a.md:3"),
    ],
)
def test_front_matter_that_cannot_be_read_names_its_line(text: str, place: str) -> None:
    with pytest.raises(Trouble) as caught:
        sources("a.md", text.encode())
    assert caught.value.problem.where.startswith(place)


ROWS = (
    {"id": "own/1", "url": "https://a.cn/1.html", "text": "春耕备耕"},
    {
        "html": PAGE,
        "title": "题目",
        "date": "2020-03-06 10:08",
        "source": "新报",
        "author": "王大明",
    },
    {"id": "own/1", "content": "又一篇", "date": "三月六日"},
    {"id": 7, "text": "第七篇", "more": [1]},
)


def test_each_line_is_a_page_with_an_id_of_its_own() -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    data = "\r\n".join(["\ufeff" + lines[0], lines[1], "", *lines[2:]]).encode()
    found = sources("a.jsonl", data)
    assert [(s.id, s.path) for s in found] == [
        *(("own-1", "a.jsonl:1"), ("a-2", "a.jsonl:2")),
        *(("a-4", "a.jsonl:4"), ("7", "a.jsonl:5")),
    ]
    assert [s.form for s in found] == ["text", "html", "text", "text"]
    assert found[0].given == (("url", "https://a.cn/1.html"),)
    assert found[1].given == (
        *(("title", "题目"), ("date", "2020-03-06 10:08")),
        *(("source", "新报"), ("author", "王大明")),
    )
    assert found[2].given == ()  # a day in words is for cleaning to read
    assert found[2].meta == (("date", "三月六日"),)


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[1]", '{"url": "https://a.cn"}', '{"text": 3}', '{"text": ""}', '"春"', "春"),
        *('{"text": "\\ud800 春"}', '{"text": "a\\u0000春"}', '{"text": "no"}', "[" * 9999),
    ],
)
def test_a_line_that_is_no_page_is_named_and_the_others_are_read(line: str) -> None:
    good = json.dumps(ROWS[0])
    first, second, third = parts("a.jsonl", f"{good}\n{line}\n{good}".encode())
    with pytest.raises(Trouble) as caught:
        intake(*second)
    assert caught.value.problem.where == "a.jsonl:2"
    assert intake(*first).text == intake(*third).text == "春耕备耕"


CRAWL = (
    record(PAGE.encode("gbk")),
    record(b"gone", status="404 Not Found"),
    record(b"\x89PNG", kind="image/png"),
    record("<p>第二篇".encode(), url="<https://a.cn/2.html>", kind="text/html"),
)


def test_a_crawl_gives_a_source_for_each_page() -> None:
    found = sources("a.warc", b"".join(CRAWL))
    assert [(s.id, s.path, s.encoding) for s in found] == [
        ("a-1", "a.warc:1", "gb18030"),
        ("a-2", "a.warc:2", "utf-8"),
    ]
    assert dict(found[1].given)["url"] == "https://a.cn/2.html"


def test_of_a_damaged_crawl_the_whole_pages_are_read() -> None:
    first, second = parts("a.warc", CRAWL[0] + b"what is this")
    assert intake(*first).text == WORDS
    with pytest.raises(Trouble, match=r"a\.warc:2"):
        intake(*second)


def test_a_page_of_a_crawl_that_unpacks_without_end_is_named() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 20_000_000)
    first, second = parts("a.warc", record(bomb, encoding="gzip") + CRAWL[0])
    with pytest.raises(Trouble, match="more than an article"):
        intake(*first)
    assert intake(*second).text == WORDS
    with pytest.raises(Trouble, match="MB"):
        parts("a.warc", record(gzip.compress(b"a" * 280_000_000, 1), encoding="gzip"))


@pytest.mark.parametrize("data", [b"", b"\n", CRAWL[1]])
def test_a_file_without_pages_is_named(data: bytes) -> None:
    for path in ("a.warc", "a.jsonl"):
        with pytest.raises(Trouble, match=path):
            sources(path, data)


@pytest.mark.parametrize(
    ("name", "end", "rest"),
    [
        ("a.txt", ".txt", "a"),
        ("a.b.HTML", ".html", "a.b"),
        ("a.warc.gz", ".warc.gz", "a"),
        ("2020.3.6.txt", ".txt", "2020.3.6"),
        ("a.gz", "", "a"),
        ("txt", "", "txt"),
    ],
)
def test_a_name_says_of_what_kind_a_file_is(name: str, end: str, rest: str) -> None:
    assert (ending(name), stem(name)) == (end, rest)
