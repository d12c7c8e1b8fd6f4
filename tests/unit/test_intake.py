"""Files become sources, in time whatever they hold, and a clear word says where there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from generator.clean.label import label
from generator.intake.encoding import LIMIT
from generator.intake.table import INTAKES, intake
from generator.model import Source, Trouble
from tests.steps import calls


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
HARD: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "deep": ("a.html", 100_000, lambda n: "<div>" * n + MARK + "</div>" * n),
    "unclosed": ("a.html", 3_000, lambda n: "<p><b><table>" * n + MARK),
    "left open": ("a.html", 20_000, lambda n: _each("<p><b a={}>" + MARK, n)),
    "attributes": ("a.html", 300_000, lambda n: f"<p {_each(' a{}=1', n)}>{MARK}"),
    "attributes, unclosed": ("a.html", 300_000, lambda n: f"{MARK}<p {_each(' a{}', n)}"),
    "quotes": ("a.html", 100_000, lambda n: MARK + "<a \"'" * n),
    "comments": ("a.html", 100_000, lambda n: MARK + "<!--" * n),
    "one line": ("a.html", 60_000, lambda n: f"<p>{SENTENCE * n}{MARK}"),
    "text": ("a.txt", 60_000, lambda n: SENTENCE * n + MARK),
    "mends": ("a.txt", 40_000, lambda n: "春耕備(bèi)耕，，甲&hellip;乙,," * n + MARK),
    "brackets": ("a.md", 100_000, lambda n: f"{MARK}\n\n" + "[a](" * n),
    "brackets in paragraphs": ("a.md", 400, lambda n: MARK + ("\n\n" + "[a](" * 140) * n),
    "quotations": ("a.md", 100_000, lambda n: f"{MARK}\n\n" + ">" * n),
    "a wide table": ("a.md", 9_000, lambda n: f"{MARK}\n\n|{'a|' * n}\n|{'-|' * n}" + "\n|" * n),
    "definitions": ("a.md", 20_000, lambda n: f"{MARK}\n\n{_each('[x{}]: a' + chr(10), n)}"),
    "nested lists": ("a.md", 500, lambda n: MARK + "".join(f"\n{' ' * i}- 甲" for i in range(n))),
    "parts": ("a.mht", 50_000, lambda n: _PARTS.format("a") + "--a\n\nx\n" * n),
    "nested parts": ("a.mht", 6_000, lambda n: _each(_PARTS + "--{0}\n", n)),
    "headers": ("a.mht", 500_000, lambda n: "X: " * n),
}
_PARTS = 'Content-Type: multipart/mixed; boundary="{0}"\n\n'


def _each(words: str, count: int) -> str:
    return "".join(map(words.format, range(count)))


def _clean(path: str, text: str) -> Source:
    source = intake("a", path, text.encode())
    label(source)
    return source


@pytest.mark.parametrize("name", HARD)
def test_whatever_a_file_holds_is_read(name: str) -> None:
    path, size, made = HARD[name]
    if path == "a.mht":
        with pytest.raises(Trouble, match=r"a\.mht"):
            _clean(path, made(size))
    else:
        assert MARK in _clean(path, made(size)).text


@pytest.mark.parametrize("name", HARD)
def test_twice_as_much_takes_no_more_than_twice_the_work(name: str) -> None:
    path, size, made = HARD[name]

    def work(count: int) -> int:
        text = made(count)

        def read() -> None:
            with contextlib.suppress(Trouble):
                _clean(path, text)

        return calls(read)

    work(1)  # tables that are made once
    once, twice = work(size // 4), work(size // 2)
    assert twice < 2.2 * once + 200


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("a.txt", "春\n" * 1_000_000, "lines"),
        ("a.txt", "春" * 4_000_000, "bytes"),
        ("a.html", "<p>春" * 300_000, "tags"),
        ("a.html", "<div>春" * 200_000, "lines"),
        ("a.html", "<body><nav>Home</nav><script>春</script></body>", "no Chinese"),
    ],
)
def test_more_than_an_article_is_named(path: str, text: str, what: str) -> None:
    with pytest.raises(Trouble, match=what):
        intake("a", path, text.encode())
