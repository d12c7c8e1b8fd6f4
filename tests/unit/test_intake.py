"""Files become sources, in time whatever they hold, and a clear word says where there is none."""

from __future__ import annotations

import time

import pytest

from generator.clean.label import label
from generator.intake.encoding import LIMIT
from generator.intake.table import INTAKES, intake
from generator.model import Trouble


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


SENTENCE = "各地春耕备耕有序展开，农资供应充足，价格平稳。"
MARK = "深"
HARD = {
    "deep": ("a.html", "<div>" * 100_000 + MARK + "</div>" * 100_000),
    "unclosed": ("a.html", "<p><b><table>" * 3_000 + MARK),
    "left open": ("a.html", "".join(f"<p><b a={n}>{MARK}" for n in range(20_000))),
    "attributes": ("a.html", f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>{MARK}"),
    "attributes, unclosed": ("a.html", MARK + "<p " + " ".join(f"a{n}" for n in range(300_000))),
    "quotes": ("a.html", MARK + "<a \"'" * 100_000),
    "comments": ("a.html", MARK + "<!--" * 100_000),
    "one line": ("a.html", f"<p>{SENTENCE * 60_000}{MARK}"),
    "text": ("a.txt", SENTENCE * 60_000 + MARK),
    "brackets": ("a.md", f"{MARK}\n\n" + "[a](" * 100_000),
    "brackets in paragraphs": ("a.md", f"{MARK}\n\n" + ("[a](" * 140 + "\n\n") * 2_000),
    "quotations": ("a.md", f"{MARK}\n\n" + ">" * 100_000),
    "a wide table": ("a.md", MARK + "\n\n|" + "a|" * 9000 + "\n|" + "-|" * 9000 + "\n|" * 9000),
    "definitions": ("a.md", MARK + "\n\n" + "".join(f"[x{n}]: a\n" for n in range(20_000))),
    "nested lists": ("a.md", f"{MARK}\n\n" + "".join(" " * n + "- 甲\n" for n in range(500))),
    "parts": ("a.mht", 'Content-Type: multipart/mixed; boundary="a"\n\n' + "--a\n\nx\n" * 50_000),
    "nested parts": (
        "a.mht",
        "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000)),
    ),
    "headers": ("a.mht", "X: " * 500_000),
}


@pytest.mark.parametrize("name", HARD)
def test_whatever_a_file_holds_is_read_in_time(name: str) -> None:
    path, text = HARD[name]
    started = time.process_time()
    if path == "a.mht":
        with pytest.raises(Trouble, match=r"a\.mht"):
            intake("a", path, text.encode())
    else:
        source = intake("a", path, text.encode())
        assert MARK in source.text
        label(source)
    assert time.process_time() - started < 10  # a busy machine; most take less than one


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("a.txt", "春\n" * 1_000_000, "lines"),
        ("a.txt", "春" * 4_000_000, "bytes"),
        ("a.html", "<p>春" * 300_000, "tags"),
        ("a.html", "<body><nav>Home</nav><script>春</script></body>", "no Chinese"),
    ],
)
def test_more_than_an_article_is_named_in_time(path: str, text: str, what: str) -> None:
    started = time.process_time()
    with pytest.raises(Trouble, match=what):
        intake("a", path, text.encode())
    assert time.process_time() - started < 2
