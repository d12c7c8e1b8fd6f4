"""Mends: one reading or none, counted, and the trace still finds every character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.assemble import woven
from generator.clean.label import label
from generator.clean.matching import _branches, first
from generator.clean.mends import NAMES, crossed, find
from generator.clean.rule import BODY, HEAD, TAIL, Rule
from generator.clean.rules import RULES, _zone
from generator.intake.table import intake
from generator.model import Source


def _mended(*texts: str) -> list[str]:
    out = []
    for text, mends in zip(texts, find(list(texts)), strict=True):
        for mend in reversed(mends):
            text = text[: mend.start] + mend.words + text[mend.end :]
        out.append(text)
    return out


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("暴雨來襲,,水位上漲", "暴雨來襲,水位上漲"),
        ("暴雨来袭，，水位上涨", "暴雨来袭，水位上涨"),
        ("如何應對,、如何避險", "如何應對、如何避險"),
        ("雨停了,。天晴了", "雨停了。天晴了"),
        ("他没有说话。。。。。。", "他没有说话。。。。。。"),
        ("共1,200户,比例3:2", "共1,200户,比例3:2"),
        ("a,,b", "a,,b"),
        ("河水上涨&hellip;&hellip;", "河水上涨……"),
        ("守堤的人说& hellip&：不怕", "守堤的人说…：不怕"),
        ("他说&amp;ldquo;好&amp;rdquo;", "他说“好”"),
        ("A&B公司与AT&T", "A&B公司与AT&T"),
        ("第一段 ![图](a.jpg) |", "第一段"),
        ("甲|乙", "甲|乙"),
    ],
)
def test_what_has_one_reading_is_mended(text: str, mended: str) -> None:
    assert _mended(text) == [mended]


def test_marks_that_exclude_each_other_are_reported_and_stay() -> None:
    assert _mended("情况平稳。，大家放心") == ["情况平稳。，大家放心"]
    assert crossed("情况平稳。，大家放心") == [4]


def test_readings_go_where_a_page_has_them_all_over_and_stay_where_one_was_given() -> None:
    assert _mended("從容應(yīng)對", "把隊(duì)伍擺好") == ["從容應對", "把隊伍擺好"]
    assert _mended("當地人叫它龜(guī)湖") == ["當地人叫它龜(guī)湖"]


def test_a_mend_leaves_no_space_at_an_end_and_none_beside_another() -> None:
    page = "<h1>春耕备耕</h1><p>nbsp;农资 &amp;nbsp; 供应&amp;nbsp;&amp;nbsp;充足。nbsp;</p>"
    source = intake("x", "x.html", page.encode())
    article, trace = woven(source, label(source))
    assert article.blocks[-1].text == "农资 供应 充足。"
    assert source.text[trace.at(1, 4)] == "应"


def test_mends_are_counted_and_the_trace_finds_what_stands() -> None:
    words = "大雨\u200b下了三天,,河水漫过了堤脚&mdash;&mdash;村里的人都上了堤，没有一个人回家睡觉。"
    text = f"防汛值守在一线\n2020-07-01\n\n{words}\n"
    source = Source(id="x", path="x.txt", form="text", text=text, sha256="", encoding="utf-8")
    article, trace = woven(source, label(source))
    assert dict(trace.mends) == {"zero-width": 1, "doubled-mark": 1, "entity": 2}
    assert trace.mends == tuple(sorted(trace.mends))
    assert set(dict(trace.mends)) <= NAMES.keys()
    block = len(article.blocks) - 1
    words = article.blocks[block].text
    assert words.startswith("大雨下了三天，河水漫过了堤脚——村里")
    assert text[trace.at(block, words.index("河"))] == "河"
    assert text[trace.at(block, words.index("—"))] == "&"
    assert text[trace.at(block, words.index("村"))] == "村"


@pytest.mark.parametrize(
    ("pattern", "branches"),
    [
        ("^a|^b", ["^a", "^b"]),
        ("^(?:a|b)[|]", ["^(?:a|b)[|]"]),
        (r"^a\|b", [r"^a\|b"]),
        (r"a\\|b", [r"a\\", "b"]),
    ],
)
def test_a_pattern_is_cut_at_its_own_bars_only(pattern: str, branches: list[str]) -> None:
    assert _branches(pattern) == branches


@given(
    st.sampled_from(RULES),
    st.integers(1, 200),
    st.text("版权所有©分享到:微信 网友评论(1)", max_size=140),
)
def test_the_first_row_is_the_one_that_asking_each_would_find(
    rule: Rule, cut: int, more: str
) -> None:
    for words in (rule.takes + more, more + rule.takes, rule.takes[:cut], rule.leaves + more):
        for where in (HEAD, BODY, TAIL):
            asked = (
                row
                for row in RULES
                if row.where & where and len(words) <= row.longest and re.search(row.pattern, words)
            )
            assert first(words, _zone(where)) == next(asked, None)
