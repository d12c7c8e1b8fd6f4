"""Laws of cleaning, on invented text: nothing is lost and nothing is invented."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean.assemble import assemble, line_kinds, trace
from generator.clean.export import clean_json
from generator.clean.habits import lines_of
from generator.clean.label import label
from generator.clean.marks import widen
from generator.model import Habits, Source
from generator.text import fold

WORDS = [
    *("来源:", "責任編輯：", "记者", "王大明", "／台北報導", "2020-03-06 10:08", "民國109年3月6日"),
    *("首页 > 新闻 > 正文", "上一篇", "△", "——", "□", "【", "】", "■下转第3版", "■上接第2版", "\\"),
    *("图1.png", "版权所有", "京ICP备1号", "一、总体要求", "他说，天气很好。", "(供稿:某局)", "摄"),
    *(
        "甲" * 30 + "，乙。",
        "\r\n",
        "\n",
        "\n\n",
        "\x0b",
        "\u2028",
        "\u3000\u3000",
        "\u00a0",
        "\u200b",
    ),
    *(",、", "，,", "&hellip;", "& mdash&", "應(yīng)", "![]() |", "\ufffd\ufffd", "。，"),
    *(",", "!", "?", "(", ")", "〇", "１２", "😀", "﹕", "相关新闻", "附件:1.表", "某某市人民政府"),
]
texts = st.lists(
    st.one_of(
        st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    ),
    max_size=40,
).map("".join)


def _source(text: str) -> Source:
    return Source(id="x", path="x.txt", form="text", text=text, sha256="", encoding="utf-8")


@settings(deadline=None)
@given(texts)
def test_pieces_tile_their_source(text: str) -> None:
    pieces = label(_source(text))
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert all(a.end == b.start for a, b in itertools.pairwise(pieces))
    assert all(p.start < p.end and p.label and p.rule for p in pieces)


@settings(deadline=None)
@given(texts)
def test_pieces_tile_their_source_whatever_was_learnt(text: str) -> None:
    source = _source(text)
    page = lines_of(source)
    pieces = label(source, Habits("", page.above, page.below))
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert len(trace(source, pieces).runs) == len(assemble(source, pieces).blocks)


@settings(deadline=None)
@given(texts)
def test_every_character_of_an_article_stood_in_its_source(text: str) -> None:
    source = _source(text)
    pieces = label(source)
    article, marked = assemble(source, pieces), trace(source, pieces)
    assert len(article.blocks) == len(marked.runs)
    assert article.blocks[0].kind == "title"
    for number, block in enumerate(article.blocks):
        for offset, char in enumerate(block.text):
            at = marked.at(number, offset)
            if at >= 0:
                entity = text[at] == "&" or text[at:].startswith(("hellip", "mdash"))
                blank = text[at].isspace() and char == " "
                assert fold(text[at]) == fold(char) or blank or entity
            else:
                assert block.text == "x"  # a page without a title: its file's name


@settings(deadline=None)
@given(texts)
def test_fields_and_damage_point_into_blocks(text: str) -> None:
    source = _source(text)
    article = assemble(source, label(source))
    for field in article.fields:
        assert article.blocks[field.block].text[field.start : field.end] == field.text
    for lost in article.damage:
        assert 0 <= lost.offset <= len(article.blocks[lost.block].text)


@settings(deadline=None)
@given(texts)
def test_every_line_has_a_kind(text: str) -> None:
    source = _source(text)
    pieces = label(source)
    kinds = line_kinds(source, pieces)
    assert len(kinds) == len(text.split("\n")) - (text.endswith("\n") or not text) or not text
    clean_json(source, pieces, assemble(source, pieces), trace(source, pieces))


@settings(deadline=None)
@given(texts)
def test_white_space_is_folded_and_marks_change_one_for_one(text: str) -> None:
    source = _source(text)
    for block in assemble(source, label(source)).blocks:
        assert "  " not in block.text
        assert block.text == block.text.strip()
        wide, count = widen(block.text)
        assert len(wide) == len(block.text)
        assert fold(wide) == fold(block.text)
        assert all(times > 0 for times in count.values())
