"""Every clause on a centred line of its own: joined where certain, and counted."""

from __future__ import annotations

import pytest

from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.model import Source

TITLE = "清江春来早"
CLAUSES = """三月的清江两岸，
春意正浓。
村民们起了个大早，
扛着锄头、
提着篮子，
往山上的茶园走去，
要赶在雨前
把第一茬新茶采下来。
老支书站在坡上，
望着满山的绿，
笑得合不拢嘴。"""
JOINED = [
    "三月的清江两岸，春意正浓。",
    "村民们起了个大早，扛着锄头、提着篮子，往山上的茶园走去，要赶在雨前把第一茬新茶采下来。",
    "老支书站在坡上，望着满山的绿，笑得合不拢嘴。",
]
VERSE = """床前明月光，
疑是地上霜。
举头望明月，
低头思故乡。
春眠不觉晓，
处处闻啼鸟。
夜来风雨声，
花落知多少。"""


def body(words: str) -> tuple[list[str], dict[str, int]]:
    """The paragraphs of a text below a title and a byline, and how often it was mended."""
    text = f"{TITLE}\n2020-03-06 来源:清江日报\n\n{words}\n\n关于我们 | 联系我们\n"
    source = Source("x", "x.txt", "text", text, "", "utf-8")
    pieces = label(source)
    article, traced = assemble(source, pieces), trace(source, pieces)
    for number, block in enumerate(article.blocks):
        assert all(text[traced.at(number, n)] == char for n, char in enumerate(block.text))
    return [b.text for b in article.blocks if b.kind == "paragraph"], dict(traced.mends)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n　　"])
def test_clauses_are_joined_to_sentences(between: str) -> None:
    assert body(CLAUSES.replace("\n", between)) == (JOINED, {"joined": 8})


def test_blank_lines_part_paragraphs_where_only_some_lines_are_parted() -> None:
    words = CLAUSES.replace("。\n老", "。\n\n老")
    assert body(words)[0] == [JOINED[0] + JOINED[1], JOINED[2]]


@pytest.mark.parametrize(
    "words",
    [
        VERSE,
        CLAUSES.replace("，", "").replace("、", "").replace("。", ""),  # lost with its marks
        "\n".join(CLAUSES.split("\n")[:5]),  # too short to be certain
        "\n".join(
            f"{name}三斤" for name in "白菜 萝卜 土豆 西红柿 茄子 黄瓜 豆角 大葱 生姜".split()
        ),
    ],
    ids=["verse", "no marks", "few", "list"],
)
def test_lines_that_may_mean_to_be_lines_stay(words: str) -> None:
    paragraphs, mends = body(words)
    assert "joined" not in mends
    assert len(paragraphs) >= len(words.split("\n")) - 1


def test_a_pages_bar_within_a_sentence_parts_the_run() -> None:
    assert "joined" not in body(CLAUSES.replace("提着篮子，", "第2页"))[1]
