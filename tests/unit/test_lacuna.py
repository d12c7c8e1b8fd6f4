"""A text that lost its digits: where a number was there is a gap, and no fact is made of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.annotate.annotate import annotate
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Amount, Article, Block, Edit, Fact, Names, When
from generator.text import fold

SEED = Path(__file__).parents[2] / "seeds" / "002_e1851543dd8c1be8.txt"
NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九两半十]")

LOST = [
    "截至月日，全市家规上企业已复工家，复工率达%，选派名干部驻企，投入资金万元。",
    "年月日时，全县累计转移群众人，其中老人名，紧急调运帐篷顶、棉被床，直接经济损失亿元。",
    "会议指出，从月日起，每户补助元，第批资金百万元已于月底拨付，约千名群众受益，同比增长个百分点。",
    "月日上午，由家企业组成的突击队奔赴千亩大棚，搭建座方舱，用时小时，占总面积的成。",
]


def facts(text: str) -> tuple[Fact, ...]:
    article = Article("7", "Hans", "2020-03-06", "", (), (Block("paragraph", text),))
    return annotate(article, Names(), Edit())


def invented(found: tuple[Fact, ...]) -> list[str]:
    """The numbers and dates that have a value of which the text shows nothing."""
    return [
        fact.text
        for fact in found
        if (isinstance(fact.detail, Amount) and fact.detail.value is not None)
        or (isinstance(fact.detail, When) and fact.detail.value)
        if not NUMERAL.search(fold(fact.text))
    ]


@pytest.mark.parametrize("text", LOST)
def test_no_number_is_made_where_digits_were_lost(text: str) -> None:
    found = facts(text)
    assert invented(found) == []
    assert [f.text for f in found if f.kind in ("date", "percent")] == []


def test_digits_elsewhere_show_that_none_were_lost() -> None:
    whole = facts("第3期来了。千亩大棚里，约千名群众干活，产值突破亿元。")
    assert {f.text: f.detail.value for f in whole if isinstance(f.detail, Amount)} == {
        "千亩": 1000,
        "约千名": 1000,
        "亿元": 10**8,
    }


def test_the_seed_that_lost_its_digits_has_no_invented_fact_and_shows_its_gaps() -> None:
    source = intake(SEED.stem, SEED.name, SEED.read_bytes())
    article = assemble(source, label(source))
    found = annotate(article, Names(), Edit())
    assert invented(found) == []
    gaps = {(d.block, d.offset) for d in article.damage if d.what == "number"}
    assert len(gaps) > 20
    for fact in found:
        if fact.kind in ("quantity", "money", "percent", "date"):
            touched = any((fact.block, at) in gaps for at in range(fact.start, fact.end))
            assert not touched or getattr(fact.detail, "value") in (None, "")  # noqa: B009
