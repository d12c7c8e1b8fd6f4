"""The small parts of cleaning: dates, marks, script, glued texts, damage, titles, traces."""

from __future__ import annotations

import pytest

from generator.clean import damage, glued
from generator.clean.assemble import assemble, trace
from generator.clean.dates import clock, day
from generator.clean.fields import field_spans
from generator.clean.label import label
from generator.clean.marks import widen
from generator.clean.script import detect
from generator.model import Article, Block, Source
from generator.text import fold

PROSE = "各地春耕备耕工作有序展开，农资供应充足，价格平稳，农民种粮积极性较高。"


def _source(text: str, **more: object) -> Source:
    whole = {"id": "x", "path": "x.txt", "form": "text", "sha256": "", "encoding": "utf-8", **more}
    return Source(text=text, **whole)  # type: ignore[arg-type]


def _article(text: str, **more: object) -> Article:
    source = _source(text, **more)
    return assemble(source, label(source))


@pytest.mark.parametrize(
    ("printed", "iso", "hour"),
    [
        ("2020-03-06 10:08", "2020-03-06", "10:08"),
        ("2020/2/29 15:11", "2020-02-29", "15:11"),
        ("2020年3月6日", "2020-03-06", ""),
        ("2020.03.06 09:05:33", "2020-03-06", "09:05"),
        ("民國109年3月6日", "2020-03-06", ""),
        ("109/03/06 18:00", "2020-03-06", "18:00"),
        ("二〇二〇年三月二十六日", "2020-03-26", ""),
        ("二○一九年十二月三日", "2019-12-03", ""),
        ("民國一百零九年三月六日", "2020-03-06", ""),
        ("2020年3月6日 下午3:05", "2020-03-06", "15:05"),
        ("2020-03-06T10:08:00+08:00", "2020-03-06", "10:08"),
        ("2020-02-30", "", ""),
        ("没有日期", "", ""),
    ],
)
def test_a_printed_date_is_read(printed: str, iso: str, hour: str) -> None:
    assert (day(fold(printed)), clock(fold(printed)) if iso else "") == (iso, hour)


@pytest.mark.parametrize(
    "line",
    [
        "记者观察",
        "编辑部的故事",
        "文化自信从何而来",
        "来源于生活的艺术",
        "记者:您最早是什么时候开始的?",
        "时间:永不停步",
        "作者已死?——重读一篇旧文",
        "图书馆之城",
    ],
)
def test_words_that_only_look_like_a_byline_are_none(line: str) -> None:
    assert field_spans(fold(line), strict=True) == []


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("共1,200家(约80%),3:00复工!", "共1,200家（约80%），3:00复工！"),
        ("他说:“好!”", "他说：“好！”"),
        ("see (a, b): ok", "see (a, b): ok"),
        ("由ABC(中国)公司,Inc.承办", "由ABC（中国）公司，Inc.承办"),
        ("(2020)第3号", "（2020）第3号"),
    ],
)
def test_half_width_marks_beside_chinese_become_full_width(text: str, wide: str) -> None:
    assert widen(text)[0] == wide


def test_changed_marks_are_counted() -> None:
    source = _source("标题文字若干\n2020-01-01\n甲乙," * 1 + "丙丁" * 15 + ",好(的)。")
    assert dict(trace(source, label(source)).marks) == {"(": 1, ")": 1, ",": 2}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("中国新闻报道", "Hans"),
        ("中国新闻，他引用了「國」字", "Hans"),
        ("臺灣的新聞報導，這裡有更多", "TW"),
        ("香港的新聞報道，這裏着重衞生", "HK"),
        ("", "Hans"),
    ],
)
def test_script_is_known_by_its_characters(text: str, script: str) -> None:
    assert detect(text) == script


def test_a_glued_text_parts_at_headings_and_sentences_only() -> None:
    opening = (
        "全县上下闻令而动迎难而上，各级干部奔赴一线，白天排查险情夜里值守堤坝，没有一个人叫苦叫累。"
    )
    text = (
        opening * 8 + "筑牢堤坝守住家园底线在汛情最紧张的日子里，干部群众同吃同住。" + opening * 8
    )
    assert glued.is_glued(text)
    cuts = glued.split(text)
    assert "".join(text[a:b] for a, b, _ in cuts) == text
    assert [text[a:b] for a, b, kind in cuts if kind == "heading"] == ["筑牢堤坝守住家园底线"]
    paragraphs = [text[a:b] for a, b, kind in cuts if kind == "paragraph"]
    assert all(part.endswith("。") and 30 <= len(part) <= 420 for part in paragraphs)


def test_a_long_text_with_its_marks_is_not_glued() -> None:
    assert not glued.is_glued("他说：“今年收了1200斤，比去年多、比前年好。”" * 40)


def test_damage_needs_a_text_that_lost_all_its_digits() -> None:
    text = "截至月日，全县已安排名干部下乡，对家企业开展帮扶，新建个站点。" + PROSE * 12
    lost = damage.find((Block("title", "标题"), Block("paragraph", text)))
    assert {(d.block, d.offset) for d in lost} >= {(1, 2), (1, 3), (1, 10)}
    assert damage.find((Block("title", "标题"), Block("paragraph", text + "共3人。"))) == ()


def test_a_page_without_a_title_takes_the_declared_one_or_its_file_name() -> None:
    assert _article(PROSE).title == "x"
    declared = _article(PROSE, meta=(("page", "春耕正当时 - 某某网"),))
    assert declared.title == "春耕正当时"


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 2002 - 2018 All Rights Reserved",
        "QQ截图20200313102534.png",
        "热门新闻 2019-05-06",
    ],
)
def test_a_year_of_the_page_is_no_date_of_the_article(line: str) -> None:
    assert _article(f"春耕正当时各地忙\n\n{PROSE}\n\n{PROSE}\n\n{line}\n").date == ""


def test_dropped_chrome_leaves_no_trace_in_the_article() -> None:
    page = f"春耕正当时各地忙\n2020-03-01\n\n{PROSE}\n\n{PROSE}\n"
    more = "上一篇：甲\n下一篇：乙\n京ICP备12345号\n"
    assert (
        _article(page)
        == _article(page + more)
        == _article("首页 新闻 时政 国际 财经 体育\n" + page)
    )


def test_trace_finds_every_character_again() -> None:
    source = _source(f"春耕  正当时各地忙\n\n  {PROSE}■下转第3版  ■上接第2版\u00a0{PROSE}\n")
    pieces = label(source)
    article, marked = assemble(source, pieces), trace(source, pieces)
    assert article.title == "春耕 正当时各地忙"
    assert [b.text for b in article.blocks if b.kind == "paragraph"] == [PROSE + PROSE]
    for number, block in enumerate(article.blocks):
        for offset, char in enumerate(block.text):
            assert source.text[marked.at(number, offset)] == char


@pytest.mark.parametrize(
    "text",
    [
        PROSE * 4_000,
        f"{PROSE}\n" * 4_000,
        "短\n" * 20_000,
        "\n" * 40_000,
        "标题文字若干\n" + "一段没有句号的短文字\n" * 6_000,
        "来源:" * 6_000,
        "（记者 张三）" * 4_000 + "。",
        "两字\n" * 6_000 + PROSE * 3,
        PROSE * 3 + "\n" + "责任编辑：张三丰\n2020年1月2日\n短句到此。\n" * 2_000,
    ],
    ids=[
        *("one line", "lines", "short lines", "blank lines", "headings"),
        *("labels", "brackets", "long head", "long tail"),
    ],
)
def test_a_text_of_any_shape_and_size_is_tiled(text: str) -> None:
    source = _source(text)
    pieces = label(source)
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert len(trace(source, pieces).runs) == len(assemble(source, pieces).blocks)


def test_a_source_keeps_the_character_that_also_says_whence() -> None:
    line = "来源:转角传媒 2020-03-06"
    spans = field_spans(line, strict=False)
    assert [line[a:b] for a, b, label, _ in spans if label == "source"] == ["转角传媒"]
