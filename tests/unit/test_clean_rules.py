"""Every row of the chrome table takes its own example and leaves its own counter-example."""

from __future__ import annotations

import re

import pytest

from generator.clean.labels import LABELS, LINES, PARTS
from generator.clean.rules import ANY, RULES, Rule, match
from generator.text import fold


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_takes_and_leaves(rule: Rule) -> None:
    assert re.search(rule.pattern, fold(rule.takes))
    assert len(rule.takes) <= rule.longest
    assert not re.search(rule.pattern, fold(rule.leaves))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_rule_leaves_no_other_rule_takes(rule: Rule) -> None:
    assert match(fold(rule.leaves), ANY) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.words
    assert rule.where in range(1, ANY + 1)


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_labels_have_names_of_their_own_and_kinds_of_the_gold() -> None:
    assert len(PARTS) == len(LABELS)
    kinds = {"chrome", "title", "subtitle", "meta", "byline", "heading", "paragraph", "caption"}
    assert set(LINES.values()) <= kinds | {"image", "blank"}


@pytest.mark.parametrize(
    "line",
    [
        "責任編輯：林小明",
        "版權所有，不得轉載",
        "上一篇：某地召開會議",
        "相關新聞",
        "分享到：LINE",
        "請繼續往下閱讀...",
        "延伸閱讀",
    ],
)
def test_rules_hold_in_traditional_characters(line: str) -> None:
    from generator.clean.fields import field_spans

    assert match(fold(line), ANY) is not None or field_spans(fold(line), strict=False)


@pytest.mark.parametrize(
    "line",
    [
        *("第2页", "第 1 页 共 3 页", "上一页 1 2 3 下一页", "共3页:上一页123下一页", "[1][2][3]"),
        *("首页 上一页 1 2 3 4 下一页 尾页", "页码:1/3", "...2 3 4 下一頁", "在本页浏览全文"),
    ],
)
def test_a_bar_of_pages_is_chrome_anywhere(line: str) -> None:
    for zone in (1, 2, 4):
        rule = match(fold(line), zone)
        assert rule is not None
        assert rule.name == "pagination"


@pytest.mark.parametrize(
    "line", ["第3页的内容", "1 2 3", "2020 12 31", "首页", "书的第十页", "[1]"]
)
def test_words_that_name_a_page_are_no_bar(line: str) -> None:
    rule = match(fold(line), 2)
    assert rule is None or rule.name != "pagination"
