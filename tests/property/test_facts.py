"""Laws of facts, on texts put together at random from what articles are made of."""

from __future__ import annotations

import re

import opencc
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotate.annotate import annotate
from generator.annotate.outside import heard, is_outside
from generator.annotate.table import KINDS
from generator.annotate.tokens import tokens_of
from generator.model import Amount, Article, Block, Damage, Edit, Names, When
from generator.text import fold

_BITS = """
襄阳市 湖北省 市委组织部 广西 自治区商务厅 朝阳区 周原镇 2月30日 3月3日 截至 至今
26日 腊月二十九 1200多家 近50名 三个 一名 96.3% 百分之五十 三成 23万元 0.3个百分点
第一时间 书记 局长 王小明 张静 同志 《关于工作的通知》 《未完 “两手抓” “ ”
「 」 ( ) （ ） , 。 、 : 的 在 和 说 记者 有限公司 领导小组 大学 温暖 成功 马上
疫情防控 2020年 １２ 月 日 万 亿 元 个 名 千 - — 至 到 《 》 A 12.5 100,000 中央
国务院 新华社 李明说 欧阳 约 超过 以上 左右 成 年 起 自 以来 市 县 党组 公司 镇
村 社区
"""
texts = st.lists(st.sampled_from(_BITS.split()), max_size=40).map("".join)
articles = st.lists(texts, min_size=1, max_size=4).map(
    lambda blocks: Article(
        "x", "Hans", "2020-03-06", "", (), tuple(Block("paragraph", text) for text in blocks)
    )
)


@settings(max_examples=150, deadline=None)
@given(articles)
def test_facts_nest_or_are_disjoint_and_stand_where_they_say(article: Article) -> None:
    facts = annotate(article, Names(), Edit())
    for fact in facts:
        assert article.blocks[fact.block].text[fact.start : fact.end] == fact.text != ""
        assert fact.key
    for a in facts:
        for b in facts:
            if a.block == b.block and a.start < b.start < a.end:
                assert b.end <= a.end
    assert list(facts) == sorted(facts, key=lambda f: (f.block, f.start, -f.end))


rows = st.tuples(
    st.sampled_from([kind.name for kind in KINDS]),
    st.integers(0, 3),
    st.integers(0, 30),
    st.integers(0, 40),
    st.just(""),
    st.integers(0, 100),
)


@settings(max_examples=120, deadline=None)
@given(articles, st.lists(rows, max_size=12))
def test_facts_from_outside_fill_gaps_only(article: Article, given_: list[object]) -> None:
    told = heard(article, given_, "m")
    alone = annotate(article, Names(), Edit())
    facts = annotate(article, Names(), Edit(), told.facts)
    assert [f for f in facts if not is_outside(f)] == list(alone)
    for a in facts:
        assert article.blocks[a.block].text[a.start : a.end] == a.text != ""
        for b in facts:
            if a.block == b.block and a.start < b.start < a.end:
                assert b.end <= a.end


@settings(max_examples=80, deadline=None)
@given(articles)
def test_no_number_is_invented(article: Article) -> None:
    damaged = Article(
        article.id, "Hans", article.date, "", (), article.blocks, (Damage(0, 0, "number"),)
    )
    for fact in annotate(damaged, Names(), Edit()):
        if isinstance(fact.detail, Amount) and fact.detail.value is not None:
            assert re.search(r"[\d一二两三四五六七八九十半零〇廿卅百千万亿]", fold(fact.text))
            assert fact.kind == "percent" or not re.match(
                r"[百千万亿]+[名亩头家人个]", fold(fact.text)
            )
        if isinstance(fact.detail, When):
            assert re.search(
                r"[\d一二三四五六七八九十廿]|今|昨|明|前|[上下本]月|春|除夕|元|节", fold(fact.text)
            )


@settings(max_examples=60, deadline=None)
@given(articles)
def test_traditional_conversion_has_the_same_facts(article: Article) -> None:
    convert = opencc.OpenCC("s2t").convert
    blocks = tuple(Block(b.kind, convert(b.text)) for b in article.blocks)
    if any(len(a.text) != len(b.text) for a, b in zip(article.blocks, blocks, strict=True)):
        return
    if any(fold(a.text) != fold(b.text) for a, b in zip(article.blocks, blocks, strict=True)):
        return  # a character that conversion does not bring back
    traditional = Article("x", "TW", article.date, "", (), blocks)
    ours, theirs = (
        [(f.kind, f.block, f.start, f.end, f.key) for f in annotate(a, Names(), Edit())]
        for a in (article, traditional)
    )
    assert ours == theirs


@settings(max_examples=150, deadline=None)
@given(st.lists(texts | st.sampled_from(["", "\n", "市\n委", "市\r", " "]), max_size=5))
def test_words_are_those_of_each_text_as_the_tagger_gives_them(given_: list[str]) -> None:
    folded = [*map(fold, given_)]
    tokens = tokens_of(folded)
    pairs = [[*zip(them.words, them.tags, strict=True)] for them in tokens]
    assert pairs == [*map(rjieba.tag, folded)]
    assert [them.starts[-1] for them in tokens] == [*map(len, folded)]


def test_ten_thousand_characters_in_one_sentence_are_read() -> None:
    text = "襄阳市市场监督管理局局长王小明说,3月3日共有1200多家企业捐款23万元、" * 280
    article = Article("x", "Hans", "2020-03-06", "", (), (Block("paragraph", text),))
    facts = annotate(article, Names(), Edit())
    assert len(facts) == 280 * 5
