"""Laws of intake: any bytes are a source or a named trouble, and the pieces of a source tile it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.intake.encoding import charset, decode
from generator.intake.table import INTAKES, cut, intake
from generator.model import Trouble
from tests.web_archive import mhtml, record

T = TypeVar("T")

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
    holds_laws(f"a{suffix}", data)


@settings(deadline=None, max_examples=200)
@given(words)
def test_any_markup_is_a_source_or_a_trouble(text: str) -> None:
    data = text.encode("utf-8", "replace")
    holds_laws("a.html", data)
    holds_laws("a.mhtml", mhtml(data, subject=text[:20].replace("\ud800", "")))
    holds_laws("a.warc", record(data, kind="text/html"))
    holds_laws("a.jsonl", json.dumps({"html": text, "title": text[:9], "id": text[:5]}).encode())


def holds_laws(path: str, data: bytes) -> None:
    leaves = tried(path, lambda: cut("a", path, data))
    assert len({leaf.id for leaf in leaves or ()}) == len(leaves or ())
    for leaf in leaves or ():
        source = tried(leaf.path, partial(intake, leaf.id, leaf.path, leaf.data))
        if source is None:
            continue
        assert source.text.encode()
        assert "\x00" not in source.text
        assert all(0 <= hint.start < hint.end <= len(source.text) for hint in source.hints)
        pieces = label(source)
        assert "".join(source.text[p.start : p.end] for p in pieces) == source.text
        assert all(a.end == b.start for a, b in pairwise(pieces))
        assert len(assemble(source, pieces).blocks) == len(trace(source, pieces).runs)


def tried(place: str, work: Callable[[], T]) -> T | None:
    """What comes of the work, or None where it names what is wrong at that place."""
    try:
        return work()
    except Trouble as trouble:
        problem = trouble.problem
    assert problem.where.startswith(place)
    assert problem.remedy
    return None
